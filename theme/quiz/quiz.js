// @ts-check
/* <clearheart-quiz>: upgrades the quiz that stands in the page to one question in view. Three ways (`mode`): practice with
   feedback at once, test with feedback at the end, cards to turn. Markup before: theme/quiz/quiz.html. Words come in data-
   attributes, pieces of HTML in the <template>; what is added carries data-made. A button's value names the method that it
   calls. Progress stays on the device, where that may be; nothing is sent. If anything fails, the page stays as the server
   made it. */
{
  const Question = /** @type {any} */ (customElements.get("clearheart-question"));

  class ClearheartQuiz extends HTMLElement {
    /** @type {any[]} every question */
    #questions = [];
    /** @type {any[]} the questions of this round */
    #round = [];
    /** @type {any} the question in view */
    #now;
    /** @type {any} the buttons below it */
    #next;
    #mode = "";
    #seed = 0;
    #code = "";
    /** @type {unknown} what the last test that was handed in came to */
    #last;

    connectedCallback() {
      if (this.#questions.length) return; // only moved to another place
      try {
        this.#upgrade();
      } catch (error) {
        this.#restore();
        throw error; // to be seen in the console
      }
    }

    /** Enter checks: a form would be submitted, which dies in a frame that may not submit forms.
     * @param {any} event */
    handleEvent(event) {
      const { type, target } = event;
      if (type === "input") this.#change();
      else if (type === "click") {
        if (target.matches("input") && this.#now.locked) event.preventDefault();
        const button = target.closest("button");
        // the second half of a double click is no second wish
        if (event.detail < 2) /** @type {any} */ (this)[button?.value]?.(button);
      } else if (event.key === "Enter" && !event.isComposing && event.keyCode !== 229 && target.matches("form input")) {
        event.preventDefault();
        if (!event.repeat) this.step();
      }
    }

    #upgrade() {
      customElements.upgrade(this); // where a page was put in by script, the questions come after the quiz
      if (this.hasAttribute("data-on")) this.#restore();
      this.#round = this.#questions = this.#all(".ch-question");
      for (const answer of this.#all(".ch-answer")) answer.open = true; // hidden on screen, printed
      for (const type of ["input", "click", "keydown"]) this.addEventListener(type, this);
      this.toggleAttribute("data-on", true);
      this.#begin(this.#load());
      this.#say("ready", { questions: this.#round.length });
    }

    /** Give back the server's HTML, also where it was copied with our additions. */
    #restore() {
      for (const made of this.#all("[data-made]")) made.remove();
      for (const answer of this.#all(".ch-answer")) answer.open = false;
      for (const question of this.#all(".ch-question")) {
        question.classList.remove("is-now", "is-out", "is-turned");
        question.unmark?.();
      }
      for (const name of ["data-on", "data-done"]) this.toggleAttribute(name, false);
      this.#next = undefined;
      this.#questions = [];
    }

    /** How the quiz is taken: the address goes before the page, the page before the bank.
     * @param {string} name */
    #way(name) {
      return new URLSearchParams(location.search).get(name) ?? this.dataset[name] ?? "";
    }

    /** The mode that is asked for; a question alone can only be practised. */
    get #asked() {
      const mode = this.#way("mode");
      return this.#questions.length > 1 && /^(test|cards)$/.test(mode) ? mode : "practice";
    }

    /** Begin anew, or where the reader left off.
     * @param {{ seed?: number, answers?: Record<string, any[]> }} kept */
    #begin(kept) {
      const seed = this.#way("seed");
      this.#mode = this.#asked;
      this.#seed = seed ? Question.Code.seed(seed) : (kept.seed ?? Math.random() * 32768) & 32767;
      const round = this.#draw();
      for (const question of round) question.state = "open";
      try {
        for (const question of round) this.#recall(question, kept.answers?.[question.dataset.id]);
      } catch { /* what was kept is none of ours */ }
      this.#start(round);
    }

    /** Draw the questions of a round; the same seed gives the same ones in the same order. */
    #draw() {
      const random = Question.Code.random(this.#seed);
      const [tag, difficulty, shuffle] = ["tag", "difficulty", "shuffle"].map((name) => this.#way(name));
      const fit = this.#questions.filter((question) => (
        (!tag || question.dataset.tags?.split(" ").includes(tag))
        && (!difficulty || question.dataset.difficulty === difficulty)
        && (this.#mode !== "cards" || question.credit !== undefined)
      ));
      const mixed = Question.mix(fit.length ? fit : this.#questions, random);
      const drawn = mixed.slice(0, Number(this.#way("pick").match(/^\d+$/)) || mixed.length);
      if (shuffle !== "1") return this.#questions.filter((question) => drawn.includes(question));
      for (const question of drawn) question.shuffle(random);
      return drawn;
    }

    /** Bring the page, and so the paper, into the order of the round.
     * @param {any[]} drawn */
    #arrange(drawn) {
      for (const question of this.#questions) question.classList.toggle("is-out", !drawn.includes(question));
      drawn[0].parentElement.append(...drawn);
      drawn.forEach((question, place) => {
        write(question, ".ch-count", this.#words("numbered", place + 1, drawn.length));
        write(question, "summary > .ch-out", this.#words("answered", place + 1));
      });
    }

    /** Bring back what was kept of a question, if it still fits.
     * @param {any} question @param {any[]} [kept] */
    #recall(question, [saved, size, state, first] = []) {
      if (!size || size !== question.size) return;
      question.saved = saved;
      if (question.answer >= 0) Object.assign(question, { state, first });
    }

    /** @param {any[]} round */
    #start(round, anew = false) {
      if ([...round, ...this.#round].some((_question, place) => round[place] !== this.#round[place])) this.#arrange(round);
      this.#round = round;
      this.#now ??= round[0];
      const steps = round.length < 31 ? round.map(() => document.createElement("i")) : [];
      this.querySelector(".ch-track")?.replaceChildren(...steps);
      this.#show(round.find((question) => !this.#isDone(question)) ?? round[round.length - 1], anew);
    }

    /** @param {any} question */
    #isDone({ answer, state }) {
      return this.#mode === "test" ? answer >= 0 : state === "done";
    }

    /** @param {any} question */
    #show(question, focus = true) {
      globalThis.speechSynthesis?.cancel();
      globalThis.speechSynthesis?.getVoices(); // asked early: at first there are none
      this.#now.classList.remove("is-now", "is-turned");
      this.#now = question;
      question.classList.add("is-now");
      question.open();
      this.#all(".ch-done")[0]?.remove();
      this.#next ??= question.make(".ch-next");
      question.querySelector(".ch-answer").before(this.#next);
      this.#tell();
      this.toggleAttribute("data-done", false);
      if (question.state !== "open") question.judge(question.state === "done");
      this.#paint();
      const legend = question.querySelector("legend");
      legend.tabIndex = -1;
      if (focus) legend.focus();
    }

    /** Make progress and buttons tell of the question in view. */
    #paint() {
      const [act, now] = [this.#act, this.#now];
      write(this, ".ch-progress p", now.querySelector(".ch-count")?.textContent);
      this.#all(".ch-track > i").forEach((step, place) => {
        const question = this.#round[place];
        step.className = question === now ? "now" : this.#isDone(question) ? "done" : "";
      });
      const [step, earlier] = this.#next.children;
      step.textContent = this.#words(
        act === "check" && now.credit === undefined ? "go" : act, this.#round.indexOf(this.#following) + 1,
      );
      step.classList.toggle("ch-button--quiet", act === "again" && now.state === "done");
      earlier.hidden = this.#mode !== "test" || now === this.#round[0];
      this.dataset.act = act; // style shows what goes with it
    }

    /** What the one button does next. */
    get #act() {
      const { state } = this.#now;
      if (this.#mode === "cards") return this.#now.matches(".is-turned") ? "knew" : "turn";
      if (this.#mode === "test") return this.#following ? "next" : "hand";
      if (state === "open") return "check";
      if (state === "wrong" || this.#questions.length === 1) return "again";
      return this.#following ? "next" : "result";
    }

    get #following() {
      const place = this.#round.indexOf(this.#now) + 1;
      if (this.#mode !== "cards") return this.#round[place];
      return [...this.#round.slice(place), ...this.#round.slice(0, place)].find(({ state }) => state !== "done");
    }

    step() {
      this[this.#act]();
    }

    check() {
      const question = this.#now;
      if (question.answer < 0 || question.isPartly) return this.#tell(question.dataset.choose ?? this.dataset.choose);
      const { credit, lack } = question;
      question.first ??= credit;
      question.state = credit < 1 ? "wrong" : "done";
      question.judge(question.state === "done");
      this.#save();
      this.#paint();
      const heard = [...question.querySelectorAll(".ch-verdict, .ch-feedback")].map((mark) => mark.textContent);
      this.#tell(question.state === "wrong" && lack && this.#words(lack.name, lack.missing), heard.join(". "));
      if (document.activeElement?.matches(":disabled")) this.#next.firstElementChild.focus();
      this.#say("answered", { question: question.dataset.id, credit });
    }

    /** Open the question again; what was right stays. */
    again() {
      this.#now.clear(this.#now.state === "wrong");
      this.#now.state = "open";
      this.#tell();
      this.#paint();
      this.#now.querySelector("legend").focus();
    }

    next() {
      this.#show(this.#following);
    }

    earlier() {
      this.#show(this.#round[this.#round.indexOf(this.#now) - 1]);
    }

    #change() {
      this.#tell();
      if (this.#mode === "test" && this.#now.state === "open") this.#save();
      if (this.#now.state !== "wrong") return;
      this.#now.state = "open";
      this.#now.unmark();
      this.#paint();
    }

    /** Turn a card: the answer, with its explanation, as it stands in the page. */
    turn() {
      this.#now.classList.add("is-turned");
      this.#paint();
      this.#tell("", this.#now.querySelector(".ch-answer").textContent);
    }

    knew() {
      this.#now.state = "done";
      if (this.#following) this.next();
      else this.result();
    }

    later() {
      this.next();
    }

    /** End a test; ask once where something is unanswered. */
    hand() {
      const open = this.#round.filter(({ answer }) => answer < 0).length;
      const words = this.#words("unanswered", open);
      if (open && this.querySelector(".ch-tell > b")?.textContent !== words) return this.#tell(words);
      for (const question of this.#round) Object.assign(question, { state: "done", first: question.credit });
      const { mark, count } = this.dataset;
      this.#code = Question.Code.write({ mark, count: Number(count), seed: this.#seed, questions: this.#round });
      this.result();
    }

    get #missed() {
      return this.#round.filter(({ first }) => first < 1);
    }

    missed() {
      const missed = this.#missed;
      this.#mode = "practice";
      this.#empty(missed);
      this.#start(missed, true);
    }

    restart() {
      this.#empty(this.#questions);
      this.#begin({});
      this.#now.querySelector("legend").focus();
    }

    /** @param {any[]} questions */
    #empty(questions) {
      for (const question of questions) {
        question.clear();
        Object.assign(question, { state: "open", first: undefined });
      }
    }

    /** What the round was worth. */
    get #sum() {
      let [points, total, right, questions] = [0, 0, 0, 0];
      for (const question of this.#round.filter(({ first }) => first !== undefined)) {
        points += question.first * question.points;
        total += question.points;
        right += Math.floor(question.first);
        questions += 1;
      }
      points = Math.round(points * 100) / 100;
      const pass = this.#mode === "test" && Number(this.#way("pass"));
      return { points, total, right, questions, passed: pass ? points * 100 >= pass * total : undefined };
    }

    result() {
      const [sum, test, missed] = [this.#sum, this.#mode === "test", this.#missed];
      const { points, total, right, questions, passed } = sum;
      const done = this.#now.make(".ch-done");
      const [worth, all] = test ? [points, total] : [right, questions];
      write(done, ".ch-score b, .ch-worth b", this.#words("score", 0, all, worth));
      write(done, ".ch-code output", this.#code);
      /** @type {Record<string, unknown>} */
      const fit = {
        test, practice: !test, scored: total, missed: missed.length, perfect: total && !test && !missed.length,
        passed, failed: passed === false, proven: test && passed !== false,
      };
      for (const part of done.querySelectorAll("[data-for]")) if (!fit[part.dataset.for]) part.remove();
      for (const question of missed) {
        const answer = question.querySelector(".ch-answer").cloneNode(true);
        write(answer, ":scope > summary", question.querySelector(".ch-prompt").textContent);
        answer.open = false;
        done.querySelector(".ch-review").append(answer);
      }
      this.toggleAttribute("data-done", true);
      this.append(done);
      done.querySelector("h2").focus();
      if (test) this.#last = sum;
      this.#save(true);
      this.#say("completed", { ...sum, mode: this.#mode });
    }

    print() {
      print();
    }

    get #language() {
      return this.closest("[lang]")?.getAttribute("lang") || "en";
    }

    /** Read the question out, in a voice of the device's own: others send the text away. */
    aloud() {
      const language = this.#language.slice(0, 2);
      const voices = globalThis.speechSynthesis?.getVoices() ?? [];
      const voice = voices.find(({ lang, localService }) => localService && lang.slice(0, 2) === language);
      if (!voice) return this.#tell(this.dataset.voiceless);
      if (speechSynthesis.speaking) return speechSynthesis.cancel();
      const words = new SpeechSynthesisUtterance(this.#now.querySelector("fieldset").innerText);
      words.voice = voice;
      speechSynthesis.speak(words);
    }

    get #place() {
      return `clearheart/${this.dataset.bank}/${this.#way("run")}`;
    }

    /** Keep the answers on the device, if it lets us. Cards have none. */
    #save(over = false) {
      if (!this.hasAttribute("data-keep") || this.#mode === "cards") return;
      const answers = this.#questions.filter(({ answer }) => answer >= 0).map(({ dataset, saved, size, state, first }) => (
        [dataset.id, [saved, size, state, first]]
      ));
      const kept = {
        v: 1, mode: this.#mode, seed: this.#seed, answers: Object.fromEntries(answers), over, result: this.#last,
      };
      try {
        localStorage.setItem(this.#place, JSON.stringify(kept));
        this.toggleAttribute("data-kept", true);
      } catch { /* storage is blocked or full: the quiz goes on without it */ }
    }

    /** What an earlier visit kept of the same way to take the quiz, if that round is not over. */
    #load() {
      try {
        const kept = this.hasAttribute("data-keep") && JSON.parse(localStorage.getItem(this.#place) ?? "0");
        this.toggleAttribute("data-kept", !!kept);
        this.#last = kept.result;
        return kept.v === 1 && kept.mode === this.#asked && !kept.over ? kept : {};
      } catch {
        return {};
      }
    }

    forget() {
      try {
        localStorage.removeItem(this.#place);
      } catch { /* then nothing was kept */ }
      this.#last = undefined;
      this.toggleAttribute("data-kept", false);
      this.restart();
    }

    /** Tell the page around the quiz.
     * @param {string} name @param {object} detail */
    #say(name, detail) {
      this.dispatchEvent(new CustomEvent(`clearheart-${name}`, { bubbles: true, detail }));
    }

    /** Words of the interface with their numbers.
     * @param {string} name */
    #words(name, n = 0, total = 0, right = 0) {
      return this.dataset[name]?.replace("{n}", `${n}`).replace("{total}", `${total}`).replace("{right}", `${right}`);
    }

    /** Write below the options, and read out what is seen elsewhere.
     * @param {string} [seen] @param {string} [heard] */
    #tell(seen, heard) {
      write(this, ".ch-tell > span", heard);
      write(this, ".ch-tell > b", seen);
    }

    /** @param {string} selector @returns {any[]} */
    #all(selector) {
      return [...this.querySelectorAll(selector)];
    }
  }

  /** @param {HTMLElement} inside @param {string} selector @param {string} [words] */
  const write = (inside, selector, words) => {
    for (const place of inside.querySelectorAll(selector)) place.textContent = words || "";
  };

  Question.define.call(ClearheartQuiz, "clearheart-quiz");
}
