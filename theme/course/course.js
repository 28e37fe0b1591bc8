// @ts-check
/* <clearheart-course>: steps through a course that stands in the page: a test before, lessons (links in lists), a test
   after. It ticks what is done and shows what was gained; all of it stays on the device, where that may be.
   Without script the course is a page of links and quizzes like any other. */
{
  const STORE = "clearheart/lessons";

  class ClearheartCourse extends HTMLElement {
    static define(tag = "clearheart-course", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** @type {HTMLInputElement[]} */
    #ticks = [];
    #said = document.createElement("p");
    #bar = document.createElement("progress");

    connectedCallback() {
      if (this.#ticks.length) return; // only moved to another place
      for (const made of this.querySelectorAll(".ch-pace, .ch-tick")) made.remove();
      this.#ticks = this.#lessons.map((link) => this.#makeTick(link));
      this.prepend(this.#makeState());
      this.addEventListener("change", this);
      this.addEventListener("clearheart-completed", this);
      this.#recall();
      this.#paint();
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "click") this.#forget();
      else if (event.type === "change") this.#keep();
      this.#paint();
    }

    get #lessons() {
      return [...this.querySelectorAll("li > a:first-child, li > p:first-child > a:first-child")]
        .filter((link) => !link.closest("clearheart-quiz"));
    }

    /** @returns {HTMLElement[]} the quizzes of the course: the first is the test before, the last the one after */
    get #quizzes() {
      return [...this.querySelectorAll("clearheart-quiz")].map((quiz) => /** @type {HTMLElement} */ (quiz));
    }

    /** @param {Element} link */
    #makeTick(link) {
      const label = document.createElement("label");
      const tick = document.createElement("input");
      const lesson = document.createElement("span");
      tick.type = "checkbox";
      tick.value = new URL(link.getAttribute("href") ?? "", document.baseURI).pathname;
      lesson.className = "ch-out";
      lesson.textContent = `: ${link.textContent}`;
      label.className = "ch-tick";
      label.append(tick, this.dataset.read ?? "", lesson);
      link.parentElement?.append(label);
      return tick;
    }

    #makeState() {
      const state = document.createElement("div");
      const clear = document.createElement("button");
      clear.type = "button";
      clear.textContent = this.dataset.forget ?? "";
      clear.addEventListener("click", this);
      state.className = "ch-pace";
      this.#said.setAttribute("role", "status");
      this.#bar.setAttribute("aria-hidden", "true");
      state.append(this.#said, this.#bar, clear);
      return state;
    }

    #paint() {
      const results = this.#quizzes.map((quiz) => this.#result(quiz));
      const done = [...this.#ticks.map((tick) => tick.checked), ...results.map(Boolean)];
      const count = done.filter(Boolean).length;
      const steps = this.#words("steps", { done: count, total: done.length });
      const [before, after] = [results[0], results[results.length - 1]];
      const both = results.length > 1 && before && after;
      const gain = both ? this.#words("gain", {
        before: before.points, before_total: before.total, after: after.points, after_total: after.total,
      }) : "";
      this.#said.textContent = `${steps}${gain && ". "}${gain}`;
      [this.#bar.max, this.#bar.value] = [done.length, count];
    }

    /** @param {string} name @param {Record<string, number>} numbers */
    #words(name, numbers) {
      return (this.dataset[name] ?? "").replace(/\{(\w+)\}/g, (_, key) => numbers[key].toLocaleString(document.documentElement.lang));
    }

    /** What a quiz has kept of a test that was handed in.
     * @param {HTMLElement} quiz @returns {{ points: number, total: number } | undefined} */
    #result(quiz) {
      const { bank, run } = quiz.dataset;
      const { points, total } = this.#read(`clearheart/${bank}/${run ?? ""}`).result ?? {};
      return Number.isFinite(points) && Number.isFinite(total) ? { points, total } : undefined;
    }

    #recall() {
      const read = this.#read(STORE).read;
      for (const tick of this.#ticks) tick.checked = Array.isArray(read) && read.includes(tick.value);
    }

    #keep() {
      const own = new Set(this.#ticks.map((tick) => tick.value));
      const kept = this.#read(STORE).read;
      const others = Array.isArray(kept) ? kept.filter((lesson) => !own.has(lesson)) : [];
      const read = this.#ticks.filter((tick) => tick.checked).map((tick) => tick.value);
      this.#write(STORE, JSON.stringify({ v: 1, read: [...others, ...read] }));
    }

    /** Clear the ticks, and let each quiz of the course clear its own. */
    #forget() {
      for (const tick of this.#ticks) tick.checked = false;
      this.#keep();
      for (const quiz of this.#quizzes) /** @type {any} */ (quiz).forget?.();
    }

    /** @param {string} place */
    #read(place) {
      try {
        const kept = JSON.parse(localStorage.getItem(place) ?? "{}");
        return kept?.v === 1 ? kept : {};
      } catch {
        return {};
      }
    }

    /** @param {string} place @param {string} text */
    #write(place, text) {
      try {
        localStorage.setItem(place, text);
      } catch { /* storage is blocked: the ticks last as long as the page */ }
    }
  }

  ClearheartCourse.define();
}
