// @ts-check
/* <clearheart-quiz>: upgrades the quiz that stands in the page to one question in view, with feedback at once.
   Markup before: theme/quiz/quiz.html. Words come in data- attributes, pieces of HTML in the <template>; what is
   added carries data-made. Nothing is stored or sent. If anything fails, the page stays as the server made it. */
{
  /**
   * One question: its place on the page and what has happened to it.
   * @typedef {{
   *   box: HTMLElement, inputs: HTMLInputElement[], state: "open" | "wrong" | "right", missed: boolean
   * }} Question
   */

  class ClearheartQuiz extends HTMLElement {
    static define(tag = "clearheart-quiz", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** @type {Question[]} every question */
    #questions = [];
    /** @type {Question[]} the questions of this round: all, or those missed before */
    #round = [];
    /** @type {Question} the question in view */
    #now = this.#questions[0];
    #reviewing = false;

    connectedCallback() {
      if (this.#questions.length) return; // only moved to another place
      try {
        this.#upgrade();
      } catch (error) {
        this.#restore();
        console.warn(error);
      }
    }

    /** @param {Event} event */
    handleEvent(event) {
      const target = /** @type {HTMLElement} */ (event.target);
      if (event.type === "submit") event.preventDefault();
      else if (event.type === "change") this.#change();
      else if (event.type === "click") this.#click(/** @type {MouseEvent} */ (event), target);
      else this.#key(/** @type {KeyboardEvent} */ (event), target);
    }

    #upgrade() {
      this.#restore();
      this.#questions = [...this.#all(".ch-question")].map((box) => ({
        box, inputs: [...box.querySelectorAll("input")], state: "open", missed: false,
      }));
      this.#round = this.#questions;
      if (this.#questions.length > 1) this.prepend(this.#makeProgress());
      for (const answer of this.#all(".ch-answer")) answer.setAttribute("open", ""); // hidden on screen, printed
      for (const type of ["submit", "change", "click", "keydown"]) this.addEventListener(type, this);
      this.toggleAttribute("data-on", true);
      this.#show(this.#questions[0], false);
    }

    #makeProgress() {
      const progress = this.#make(".ch-progress");
      progress.querySelector(".ch-track")?.append(...this.#questions.map(() => document.createElement("i")));
      return progress;
    }

    /** Give back the server's HTML, also where it was copied with our additions. */
    #restore() {
      for (const made of this.#all("[data-made]")) made.remove();
      for (const box of this.#all(".ch-question, form")) box.hidden = false;
      for (const answer of this.#all(".ch-answer")) answer.removeAttribute("open");
      for (const label of this.#all(".ch-option")) label.classList.remove("is-right", "is-other", "is-past");
      for (const input of this.querySelectorAll("input")) input.disabled = false;
      this.toggleAttribute("data-on", false);
      this.#questions = [];
    }

    /** @param {Question} question */
    #show(question, focus = true) {
      this.#now = question;
      for (const other of this.#questions) other.box.hidden = other !== question;
      this.#all(".ch-next, .ch-done").forEach((made) => made.remove());
      question.box.querySelector("fieldset")?.after(this.#make(".ch-next"));
      this.#hideForm(false);
      this.#paint();
      const legend = question.box.querySelector("legend");
      legend?.setAttribute("tabindex", "-1");
      if (focus) legend?.focus();
    }

    /** Make the question in view look like its state. */
    #paint() {
      const { box, inputs, state } = this.#now;
      for (const mark of box.querySelectorAll(".ch-verdict, .ch-feedback")) mark.remove();
      for (const input of inputs) {
        const judged = state !== "open" && input.checked;
        const label = /** @type {HTMLElement} */ (input.parentElement);
        label.classList.toggle("is-right", judged && isRight(input));
        label.classList.toggle("is-other", judged && !isRight(input));
        label.classList.toggle("is-past", state === "right" && !input.checked);
        input.disabled = state === "right" && !input.checked;
        if (judged) this.#judge(input, label);
      }
      if (state === "right") this.#explain();
      this.#paintProgress();
      const button = /** @type {HTMLButtonElement} */ (box.querySelector(".ch-next button"));
      button.textContent = this.#stepName();
      button.classList.toggle("ch-button--quiet", state === "right" && this.#questions.length === 1);
    }

    /** Say right or not yet on a chosen option, with its feedback below.
     * @param {HTMLInputElement} input @param {HTMLElement} label */
    #judge(input, label) {
      const sort = isRight(input) ? "right" : input.type === "checkbox" ? "unfit" : "other";
      label.append(this.#make(`.ch-verdict--${sort}`));
      const place = this.#now.inputs.indexOf(input) + 1;
      const words = this.#now.box.querySelector(`.ch-why > [value="${place}"]`);
      if (words) label.after(this.#feedback(words, sort === "right"));
    }

    /** Show the explanation: with one right option below it, with several below them all. */
    #explain() {
      const because = this.#now.box.querySelector(".ch-because");
      if (!because) return;
      const right = this.#now.inputs.filter(isRight);
      const label = right[0].parentElement;
      const below = right.length > 1 ? label?.closest("ul") : label?.nextElementSibling || label;
      if (below?.matches(".ch-feedback")) below.append(...because.cloneNode(true).childNodes);
      else below?.after(this.#feedback(because, true));
    }

    /** @param {Element} words @param {boolean} right */
    #feedback(words, right) {
      const box = this.#make(".ch-feedback");
      const first = words.matches("li") ? document.createElement("p") : box;
      if (first !== box) box.append(first);
      first.append(...words.cloneNode(true).childNodes);
      box.classList.toggle("is-right", right);
      return box;
    }

    #paintProgress() {
      const label = this.querySelector(".ch-progress > p");
      if (label) label.textContent = this.#count(this.#now);
      this.#all(".ch-track > i").forEach((step, place) => {
        const question = this.#questions[place];
        step.className = question === this.#now ? "now" : question.state === "right" ? "done" : "";
      });
    }

    /** What the one button does next, in words. */
    #stepName() {
      const { state } = this.#now;
      const { check, again, back, next, result } = this.dataset;
      if (state === "open") return check || "";
      if (state === "wrong" || this.#questions.length === 1) return again || "";
      if (this.#reviewing) return back || "";
      const following = this.#following();
      return (following ? next?.replace("{n}", `${this.#questions.indexOf(following) + 1}`) : result) || "";
    }

    #following() {
      return this.#round[this.#round.indexOf(this.#now) + 1];
    }

    #missed() {
      return this.#round.filter((question) => question.missed);
    }

    #step() {
      const { state } = this.#now;
      if (state === "open") this.#check();
      else if (state === "wrong" || this.#questions.length === 1) this.#again();
      else if (this.#reviewing || !this.#following()) this.#finish();
      else this.#show(this.#following());
    }

    #check() {
      const question = this.#now;
      const { choose, some, mixed, extra } = this.dataset;
      if (!question.inputs.some((input) => input.checked)) return this.#tell(choose);
      const missing = question.inputs.filter((input) => isRight(input) && !input.checked).length;
      const surplus = question.inputs.some((input) => input.checked && !isRight(input));
      question.state = missing || surplus ? "wrong" : "right";
      if (question.state === "wrong") question.missed = true;
      this.#paint();
      const several = question.inputs[0].type === "checkbox" && question.state === "wrong";
      this.#tell(several ? (missing ? (surplus ? mixed : some) : extra)?.replace("{n}", `${missing}`) : "", this.#marks());
    }

    /** The verdicts and feedback in view, for those who listen. */
    #marks() {
      const marks = [...this.#now.box.querySelectorAll(".ch-verdict, .ch-feedback")];
      return marks.map((mark) => mark.textContent?.trim()).join(". ");
    }

    /** Open the question again; what was right among several stays chosen. */
    #again() {
      const question = this.#now;
      const keep = question.state === "wrong" && question.inputs[0].type === "checkbox";
      for (const input of question.inputs) input.checked = keep && input.checked && isRight(input);
      question.state = "open";
      this.#tell("");
      this.#paint();
      question.inputs.find((input) => !input.checked)?.focus({ preventScroll: true });
    }

    #change() {
      this.#tell("");
      if (this.#now.state !== "wrong") return;
      this.#now.state = "open";
      this.#paint();
    }

    /** @param {MouseEvent} event @param {HTMLElement} target */
    #click(event, target) {
      if (target instanceof HTMLInputElement && this.#now.state === "right") event.preventDefault();
      const button = target.closest("button");
      if (!button || event.detail > 1) return; // the second half of a double click is no second wish
      if (button.value === "step") this.#step();
      else if (button.value === "review") this.#review(button);
      else this.#start(button.value === "missed" ? this.#missed() : this.#questions);
    }

    /** Enter checks: a form would be submitted, which dies in a frame that may not submit forms.
     * @param {KeyboardEvent} event @param {HTMLElement} target */
    #key(event, target) {
      if (event.key !== "Enter" || event.isComposing || !target.matches("input")) return;
      event.preventDefault();
      if (!event.repeat) this.#step();
    }

    /** @param {HTMLButtonElement} button */
    #review(button) {
      const place = [...this.#all(".ch-review button")].indexOf(button);
      this.#reviewing = true;
      this.#show(this.#missed()[place]);
    }

    /** @param {Question[]} round */
    #start(round) {
      this.#reviewing = false;
      this.#round = round;
      for (const question of round) {
        question.state = "open";
        question.missed = false;
        for (const input of question.inputs) input.checked = input.disabled = false;
      }
      this.#show(round[0]);
    }

    #finish() {
      const done = this.#make(".ch-done");
      const missed = this.#missed();
      const score = this.dataset.score?.replace("{right}", `${this.#round.length - missed.length}`);
      write(done, ".ch-score b", score?.replace("{total}", `${this.#round.length}`));
      done.querySelector(missed.length ? ".ch-perfect" : ".ch-review")?.remove();
      if (missed.length) this.#list(done, missed);
      else {
        done.querySelector(".ch-missed")?.remove();
        done.querySelector(".ch-button--quiet")?.classList.remove("ch-button--quiet");
      }
      this.#hideForm(true);
      this.append(done);
      done.querySelector("h2")?.focus();
    }

    /** List the questions that are worth a second look.
     * @param {HTMLElement} done @param {Question[]} missed */
    #list(done, missed) {
      const model = /** @type {HTMLElement} */ (done.querySelector(".ch-review li"));
      for (const question of missed) {
        const entry = /** @type {HTMLElement} */ (model.cloneNode(true));
        write(entry, "b", this.#count(question));
        write(entry, "span", question.box.querySelector(".ch-prompt")?.textContent);
        write(entry, ".ch-out", ` (${this.#count(question)})`);
        model.before(entry);
      }
      model.remove();
    }

    /** @param {Question} question */
    #count(question) {
      return question.box.querySelector(".ch-count")?.textContent || "";
    }

    /** Write below the options, and read out what is seen elsewhere.
     * @param {string | undefined} seen */
    #tell(seen, heard = "") {
      const words = document.createElement("b");
      words.textContent = seen || "";
      const out = document.createElement("span");
      out.className = "ch-out";
      out.textContent = heard;
      this.#now.box.querySelector(".ch-tell")?.replaceChildren(...(heard ? [out] : []), ...(seen ? [words] : []));
    }

    /** @param {boolean} hidden */
    #hideForm(hidden) {
      for (const part of this.#all("form, .ch-progress")) part.hidden = hidden;
    }

    /** Clone a piece of the template.
     * @param {string} selector */
    #make(selector) {
      const piece = this.querySelector("template")?.content.querySelector(selector)?.cloneNode(true);
      if (!(piece instanceof HTMLElement)) throw new Error(`the quiz's template has no ${selector}`);
      piece.dataset.made = "";
      return piece;
    }

    /** @param {string} selector @returns {NodeListOf<HTMLElement>} */
    #all(selector) {
      return this.querySelectorAll(selector);
    }
  }

  /** @param {HTMLInputElement} input */
  const isRight = (input) => input.hasAttribute("data-right");

  /** @param {HTMLElement} inside @param {string} selector @param {string | null | undefined} words */
  const write = (inside, selector, words) => {
    const place = inside.querySelector(selector);
    if (place) place.textContent = words || "";
  };

  ClearheartQuiz.define();
}
