// @ts-check
/* <clearheart-quiz>: upgrades the quiz that stands in the page to one question in view. Three ways (`mode`): practice with
   feedback at once, test with feedback at the end, cards to turn. Markup before: theme/quiz/quiz.html. Words come in data-
   attributes, pieces of HTML in the <template>; what is added carries data-made. Progress stays on the device, where that
   may be; nothing is sent. If anything fails, the page stays as the server made it. */
{
  const Question = /** @type {any} */ (customElements.get("clearheart-question"));
  const { Code } = Question;
  /** What has become of a question: open, wrong or done; and what its first answer was worth.
   * @typedef {{ state: "open" | "wrong" | "done", first?: number }} Standing */

  class ClearheartQuiz extends HTMLElement {
    static define(tag = "clearheart-quiz", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** @type {any[]} every question */
    #questions = [];
    /** @type {any[]} the questions of this round */
    #round = [];
    /** @type {Map<any, Standing>} */
    #standings = new Map();
    /** @type {any} the question in view */
    #now;
    #mode = "";
    #seed = 0;
    #reviewing = false;
    /** @type {unknown} what the last round that was ended came to */
    #result;

    connectedCallback() {
      if (this.#questions.length) return; // only moved to another place
      try {
        this.#upgrade();
      } catch (error) {
        this.#restore();
        console.warn(error);
      }
    }

    /** @param {any} event */
    handleEvent(event) {
      if (event.type === "input") this.#change();
      else if (event.type === "click") this.#click(event, event.target);
      else if (event.type === "keydown") this.#key(event);
      else this.#forget();
    }

    #upgrade() {
      this.#restore();
      this.#questions = [...this.querySelectorAll(".ch-question")];
      for (const answer of this.#all(".ch-answer")) answer.setAttribute("open", ""); // hidden on screen, printed
      for (const type of ["input", "click", "keydown", "clearheart-forget"]) this.addEventListener(type, this);
      this.toggleAttribute("data-on", true);
      this.#mode = this.#way("mode") || "practice";
      this.#begin(this.#load());
      this.#tellHost("ready", { questions: this.#round.length });
    }

    /** Give back the server's HTML, also where it was copied with our additions. */
    #restore() {
      for (const made of this.#all("[data-made]")) made.remove();
      for (const question of this.#all(".ch-question")) {
        question.classList.remove("is-now", "is-out", "is-turned");
        question.querySelector(".ch-answer").removeAttribute("open");
        question.unmark?.();
      }
      this.#hideForm(false);
      this.toggleAttribute("data-on", false);
      this.#questions = [];
    }

    /** How the quiz is taken: the address goes before the page, the page before the bank.
     * @param {string} name */
    #way(name) {
      return new URLSearchParams(location.search).get(name) ?? this.dataset[name] ?? "";
    }

    /** Begin anew, or where the reader left off.
     * @param {{ seed?: number, answers?: Record<string, any[]> }} kept */
    #begin(kept) {
      const seed = this.#way("seed");
      this.#seed = seed ? Code.seed(seed) : kept.seed ?? (this.#isDrawn ? Math.floor(Math.random() * 32768) : 0);
      this.#standings.clear();
      const round = this.#draw();
      for (const question of round) this.#standings.set(question, this.#recall(question, kept.answers?.[question.dataset.id]));
      this.#start(round, false);
    }

    get #isDrawn() {
      return Boolean(this.#way("pick")) || this.#shuffles;
    }

    get #shuffles() {
      return /^(1|true)$/.test(this.#way("shuffle"));
    }

    /** Draw the questions of a round; the same seed gives the same ones in the same order. */
    #draw() {
      const random = Code.random(this.#seed);
      const [tag, difficulty] = [this.#way("tag"), this.#way("difficulty")];
      const fit = this.#questions.filter((question) => (
        (!tag || question.dataset.tags?.split(" ").includes(tag))
        && (!difficulty || question.dataset.difficulty === difficulty)
        && (this.#mode !== "cards" || question.credit !== undefined)
      ));
      const mixed = (fit.length ? fit : this.#questions).map((question) => ({ question, by: random() }));
      const pick = Math.max(0, Math.floor(Number(this.#way("pick")))) || mixed.length;
      const drawn = mixed.sort((one, other) => one.by - other.by).slice(0, pick).map(({ question }) => question);
      if (this.#shuffles) drawn.forEach((question) => question.shuffle(random));
      else drawn.sort((one, other) => one.place - other.place);
      if (drawn.some((question, place) => question !== this.#questions[place]) || pick < this.#questions.length) this.#arrange(drawn);
      return drawn;
    }

    /** Bring the page, and so the paper, into the order of the round. @param {any[]} drawn */
    #arrange(drawn) {
      for (const question of this.#questions) question.classList.toggle("is-out", !drawn.includes(question));
      drawn[0].parentElement.append(...drawn);
      drawn.forEach((question, place) => {
        write(question, ".ch-count", this.#words("numbered", place + 1, drawn.length));
        write(question, ".ch-answer > summary > .ch-out", this.#words("answered", place + 1));
      });
    }

    /** Bring back what was kept of a question, if it still fits.
     * @param {any} question @param {any[]} [kept] @returns {Standing} */
    #recall(question, kept) {
      if (!Array.isArray(kept) || kept[1] !== question.size) return { state: "open" };
      question.saved = kept[0];
      if (question.answer < 0) return { state: "open" };
      this.toggleAttribute("data-kept", true);
      const state = ["wrong", "done"].includes(kept[2]) ? kept[2] : "open";
      return { state, first: Number.isFinite(kept[3]) ? kept[3] : undefined };
    }

    /** @param {any[]} round */
    #start(round, anew = true) {
      if (anew) for (const question of round) {
        question.clear();
        this.#standings.set(question, { state: "open" });
      }
      this.#round = round;
      this.#now ??= round[0];
      this.#reviewing = false;
      for (const made of this.#all(".ch-progress, .ch-kept")) made.remove();
      if (this.#questions.length > 1) {
        this.prepend(this.#makeProgress());
        this.append(this.#now.make(".ch-kept"));
      }
      const first = round.find((question) => this.#standing(question).state !== "done");
      this.#show(first ?? round[round.length - 1], anew);
    }

    #makeProgress() {
      const progress = this.#now.make(".ch-progress");
      if (this.#round.length <= 30) {
        progress.querySelector(".ch-track")?.append(...this.#round.map(() => document.createElement("i")));
      }
      return progress;
    }

    /** @returns {Standing} */
    #standing(question = this.#now) {
      return this.#standings.get(question) ?? { state: "open" };
    }

    /** @param {any} question */
    #show(question, focus = true) {
      globalThis.speechSynthesis?.cancel();
      this.#now?.classList.remove("is-now", "is-turned");
      this.#now = question;
      question.classList.add("is-now");
      if (!question.isOpen) question.open();
      question.isOpen = true;
      for (const made of this.#all(".ch-next, .ch-done")) made.remove();
      question.querySelector(".ch-answer")?.before(question.make(".ch-next"));
      this.#hideForm(false);
      if (this.#standing().state !== "open") question.judge(this.#standing().state === "done");
      this.#paint();
      const legend = question.querySelector("legend");
      legend?.setAttribute("tabindex", "-1");
      if (focus) legend?.focus();
    }

    /** Make progress and buttons tell of the question in view. */
    #paint() {
      write(this, ".ch-progress p", this.#now.querySelector(".ch-count")?.textContent);
      this.#all(".ch-track > i").forEach((step, place) => {
        const question = this.#round[place];
        const done = this.#mode === "test" ? question.answer >= 0 : this.#standing(question).state === "done";
        step.className = question === this.#now ? "now" : done ? "done" : "";
      });
      const act = this.#act;
      const [step, earlier] = this.#all(".is-now .ch-next button");
      const following = this.#round.indexOf(this.#following()) + 1;
      step.textContent = this.#words(act === "check" && this.#now.credit === undefined ? "go" : act, following);
      step.classList.toggle("ch-button--quiet", act === "again" && this.#standing().state === "done");
      earlier.hidden = this.#mode !== "test" || this.#reviewing || this.#now === this.#round[0];
      this.dataset.act = act; // style shows what goes with it
    }

    /** What the one button does next. */
    get #act() {
      const { state } = this.#standing();
      if (this.#reviewing) return "back";
      if (this.#mode === "cards") return this.#now.matches(".is-turned") ? "knew" : "turn";
      if (this.#mode === "test") return this.#following() ? "next" : "hand";
      if (state === "open") return "check";
      if (state === "wrong" || this.#questions.length === 1) return "again";
      return this.#following() ? "next" : "result";
    }

    #following() {
      const place = this.#round.indexOf(this.#now) + 1;
      if (this.#mode !== "cards") return this.#round[place];
      const rest = [...this.#round.slice(place), ...this.#round.slice(0, place)];
      return rest.find((question) => this.#standing(question).state !== "done");
    }

    /** What the buttons do, by their values. */
    #acts = {
      check: () => this.#check(),
      again: () => this.#again(),
      next: () => this.#show(this.#following()),
      earlier: () => this.#show(this.#round[this.#round.indexOf(this.#now) - 1]),
      turn: () => this.#turn(),
      knew: () => this.#nextCard("done"),
      later: () => this.#nextCard("open"),
      hand: () => this.#hand(),
      result: () => this.#finish(),
      back: () => this.#finish(),
      aloud: () => this.#readAloud(),
      forget: () => this.#forget(),
      missed: () => this.#practise(),
      restart: () => this.#restart(),
      print: () => print(),
    };

    #check() {
      const question = this.#now;
      const standing = this.#standing();
      if (question.answer < 0) return this.#tell(question.dataset.choose ?? this.dataset.choose);
      const { credit, lack } = question;
      standing.first ??= credit;
      standing.state = credit === undefined || credit === 1 ? "done" : "wrong";
      question.judge(standing.state === "done");
      this.#save();
      this.#paint();
      const marks = [...question.querySelectorAll(".ch-verdict, .ch-feedback")];
      const heard = marks.map((mark) => mark.textContent?.trim()).join(". ");
      this.#tell(standing.state === "wrong" && lack ? this.#words(lack.name, lack.missing) : "", heard || this.dataset.wrong);
      if (document.activeElement?.matches(":disabled")) this.querySelector(".is-now .ch-next button")?.focus();
      this.#tellHost("answered", { question: question.dataset.id, credit });
    }

    /** Open the question again; what was right stays. */
    #again() {
      this.#now.clear(this.#standing().state === "wrong");
      this.#standing().state = "open";
      this.#tell("");
      this.#paint();
      this.#now.focusFirst();
    }

    #change() {
      this.#tell("");
      if (this.#mode === "test" && !this.#reviewing) this.#save();
      if (this.#standing().state !== "wrong") return;
      this.#standing().state = "open";
      this.#now.unmark();
      this.#paint();
    }

    /** Turn a card: the answer, with its explanation, as it stands in the page. */
    #turn() {
      this.#now.classList.add("is-turned");
      this.#paint();
      this.#tell("", this.#now.querySelector(".ch-answer").textContent);
    }

    /** @param {"open" | "done"} state */
    #nextCard(state) {
      this.#standing().state = state;
      const following = this.#following();
      if (following) this.#show(following);
      else this.#finish();
    }

    /** End a test; ask once where something is unanswered. */
    #hand() {
      const unanswered = this.#round.filter((question) => question.answer < 0).length;
      const words = this.#words("unanswered", unanswered);
      if (unanswered && this.querySelector(".is-now .ch-tell b")?.textContent !== words) return this.#tell(words);
      for (const question of this.#round) this.#standings.set(question, { state: "done", first: question.credit });
      this.#finish();
    }

    #missed() {
      return this.#round.filter((question) => (this.#standing(question).first ?? 1) < 1);
    }

    #practise() {
      this.#mode = "practice";
      this.#start(this.#missed());
    }

    #restart() {
      this.#mode = this.#way("mode") || "practice";
      for (const question of this.#questions) question.clear();
      this.#begin({});
    }

    /** What the round was worth. */
    #sum() {
      const scored = this.#round.filter((question) => this.#standing(question).first !== undefined);
      const total = scored.reduce((sum, question) => sum + question.points, 0);
      const exact = scored.reduce((sum, question) => sum + (this.#standing(question).first ?? 0) * question.points, 0);
      const points = Math.round(exact * 100) / 100;
      const right = scored.filter((question) => this.#standing(question).first === 1).length;
      const pass = Number(this.#way("pass"));
      return { points, total, right, questions: scored.length, passed: pass ? points * 100 >= pass * total : undefined, mode: this.#mode };
    }

    #finish() {
      const [result, missed, tested] = [this.#sum(), this.#missed(), this.#mode === "test"];
      const done = this.#now.make(".ch-done");
      const { points, total, right, questions } = result;
      const score = this.#words("score", 0, tested ? total : questions, (tested ? points : right).toLocaleString(this.#language));
      for (const place of done.querySelectorAll(".ch-score b, .ch-worth b")) place.textContent = score;
      const { mark, count } = this.dataset;
      const code = tested ? Code.write({ mark, count: Number(count), seed: this.#seed, questions: this.#round }) : "";
      for (const place of done.querySelectorAll(".ch-code output")) place.textContent = code;
      keep(done, {
        ".ch-score": total, ".ch-perfect": total && !missed.length && !tested, ".ch-review": missed.length,
        ".ch-found": !tested, ".ch-tries": !tested, ".ch-points": tested,
        ".ch-passed": result.passed, ".ch-failed": result.passed === false, ".ch-code": code,
        ".ch-missed": missed.length, ".ch-certificate": code && result.passed !== false,
      });
      if (missed.length) this.#list(done, missed);
      else done.querySelector(".ch-button--quiet")?.classList.remove("ch-button--quiet");
      this.#hideForm(true);
      this.append(done);
      done.querySelector("h2")?.focus();
      if (this.#reviewing) return;
      this.#save(result);
      this.#tellHost("completed", result);
    }

    /** List the questions that are worth a second look.
     * @param {HTMLElement} done @param {any[]} missed */
    #list(done, missed) {
      const model = /** @type {HTMLElement} */ (done.querySelector(".ch-review li"));
      for (const question of missed) {
        const count = question.querySelector(".ch-count")?.textContent ?? "";
        const entry = /** @type {HTMLElement} */ (model.cloneNode(true));
        write(entry, "b", count);
        write(entry, "span", question.querySelector(".ch-prompt")?.textContent);
        write(entry, ".ch-out", ` (${count})`);
        model.before(entry);
      }
      model.remove();
    }

    /** @param {MouseEvent} event @param {HTMLElement} target */
    #click(event, target) {
      if (target.matches("input") && this.#now.locked) event.preventDefault();
      const button = target.closest("button");
      if (!button || event.detail > 1) return; // the second half of a double click is no second wish
      if (button.value === "review") this.#review(button);
      else this.#do(button.value === "step" ? this.#act : button.value);
    }

    /** @param {string} act */
    #do(act) {
      /** @type {any} */ (this.#acts)[act]?.();
    }

    /** Enter checks: a form would be submitted, which dies in a frame that may not submit forms.
     * @param {any} event */
    #key(event) {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches("form input")) return;
      event.preventDefault();
      if (!event.repeat) this.#do(this.#act);
    }

    /** @param {HTMLButtonElement} button */
    #review(button) {
      const place = [...this.#all(".ch-review button")].indexOf(button);
      this.#reviewing = true;
      this.#show(this.#missed()[place]);
    }

    get #language() {
      return this.closest("[lang]")?.getAttribute("lang") ?? "";
    }

    /** Read the question out, in a voice of the device's own: others send the text away. */
    #readAloud() {
      const voices = speechSynthesis.getVoices();
      const voice = voices.find(({ lang, localService }) => localService && lang.slice(0, 2) === this.#language.slice(0, 2));
      if (!voice) return this.#tell(this.dataset.voiceless);
      if (speechSynthesis.speaking) return speechSynthesis.cancel();
      const words = new SpeechSynthesisUtterance(this.#now.querySelector("fieldset").innerText);
      words.voice = voice;
      words.lang = voice.lang;
      speechSynthesis.speak(words);
    }

    get #place() {
      const run = this.#way("run");
      return `clearheart/${this.dataset.bank}${run && `/${run}`}`;
    }

    /** Keep the answers on the device, if it lets us. @param {object} [result] */
    #save(result) {
      if (this.dataset.keep === undefined) return;
      const answers = this.#questions.filter((question) => question.answer >= 0).map((question) => {
        const { state, first } = this.#standing(question);
        return [question.dataset.id, [question.saved, question.size, state, first]];
      });
      this.#result = result ?? this.#result;
      const kept = {
        v: 1, mode: this.#mode, seed: this.#seed, answers: Object.fromEntries(answers), over: Boolean(result), result: this.#result,
      };
      try {
        localStorage.setItem(this.#place, JSON.stringify(kept));
        this.toggleAttribute("data-kept", true);
      } catch { /* storage is blocked or full: the quiz goes on without it */ }
    }

    /** What an earlier visit kept of the same way to take the quiz, if that round is not over. */
    #load() {
      if (this.dataset.keep === undefined) return {};
      try {
        const kept = JSON.parse(localStorage.getItem(this.#place) ?? "{}");
        this.#result = kept.result;
        return kept.v === 1 && kept.mode === this.#mode && !kept.over ? kept : {};
      } catch {
        return {};
      }
    }

    #forget() {
      try {
        localStorage.removeItem(this.#place);
      } catch { /* then nothing was kept */ }
      this.toggleAttribute("data-kept", false);
      this.#restart();
    }

    /** Tell the page around the quiz. @param {string} name @param {object} detail */
    #tellHost(name, detail) {
      this.dispatchEvent(new CustomEvent(`clearheart-${name}`, { bubbles: true, detail }));
    }

    /** Words of the interface with their numbers.
     * @param {string} name */
    #words(name, n = 0, total = 0, right = "") {
      const words = this.dataset[name] ?? "";
      return words.replace("{n}", `${n}`).replace("{total}", `${total}`).replace("{right}", right);
    }

    /** Write below the options, and read out what is seen elsewhere.
     * @param {string | undefined} seen @param {string} [heard] */
    #tell(seen, heard) {
      const words = document.createElement("b");
      words.textContent = seen || "";
      const out = document.createElement("span");
      out.className = "ch-out";
      out.textContent = heard || "";
      this.querySelector(".is-now .ch-tell")?.replaceChildren(...(heard ? [out] : []), ...(seen ? [words] : []));
    }

    /** @param {boolean} hidden */
    #hideForm(hidden) {
      for (const part of this.#all("form, .ch-progress")) part.hidden = hidden;
    }

    /** @param {string} selector @returns {NodeListOf<HTMLElement>} */
    #all(selector) {
      return this.querySelectorAll(selector);
    }
  }

  /** @param {HTMLElement} inside @param {string} selector @param {string | null | undefined} words */
  const write = (inside, selector, words) => {
    const place = inside.querySelector(selector);
    if (place) place.textContent = words || "";
  };

  /** Remove the parts that do not apply.
   * @param {HTMLElement} inside @param {Record<string, unknown>} parts */
  const keep = (inside, parts) => {
    for (const [selector, stays] of Object.entries(parts)) if (!stays) inside.querySelector(selector)?.remove();
  };

  ClearheartQuiz.define();
}
