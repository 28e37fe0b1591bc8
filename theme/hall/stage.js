// @ts-check
/* <clearheart-stage>: shows one question, or its answer, in the largest type with which it fits the screen. What does not
   fit with the smallest type can be scrolled. The sizes are multiples of --fit (hall/stage.css). */
{
  const LARGEST = 1.6;
  const SMALLEST = 0.5;
  const STEPS = 7; // of halving: finer than one can see
  const PAGE = 0.8; // how much of a screen a key scrolls: some lines stay in view

  class ClearheartStage extends HTMLElement {
    static define(tag = "clearheart-stage", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** Say whether a question has options with letters, of which teams can tell theirs. @param {Element} question */
    static isLettered(question) {
      return question.querySelector("label.ch-option") !== null;
    }

    #observer = new ResizeObserver(() => requestAnimationFrame(() => this.fit()));

    connectedCallback() {
      this.#observer.observe(this);
      this.addEventListener("load", this, true); // a picture has come
      this.addEventListener("toggle", this, true); // a list of sources has opened
      this.addEventListener("click", this); // another scene has come, a row has moved
    }

    disconnectedCallback() {
      this.#observer.disconnect();
    }

    handleEvent() {
      this.fit();
    }

    /** Make a question ready for the hall. @param {any} question */
    open(question) {
      question.open();
      question.querySelector(".ch-prompt").tabIndex = -1;
      const isSurvey = ClearheartStage.isLettered(question) && question.credit === undefined;
      if (isSurvey) question.querySelector("legend").append(this.#make(".ch-hands"));
    }

    /** @param {any} question @param {string} count which question of how many @param {boolean} isAnswered */
    show(question, count, isAnswered) {
      for (const panel of this.querySelectorAll(".ch-panel")) panel.remove();
      question.unmark();
      question.querySelector(".ch-count")?.replaceChildren(count);
      if (isAnswered) this.#answer(question);
      for (const other of this.querySelectorAll(".ch-question")) other.classList.toggle("is-now", other === question);
      this.fit();
      this.scrollTop = 0;
    }

    /** @param {Element} question */
    focusOn(question) {
      const place = /** @type {HTMLElement} */ (question.querySelector(".ch-panel > h2") ?? question.querySelector(".ch-prompt"));
      place.focus({ preventScroll: true });
    }

    /** Scroll on where there is more to read. @returns {boolean} whether there was */
    readOn() {
      const view = this.#scrolls ? this : document.documentElement;
      const hasMore = view.scrollTop + view.clientHeight < view.scrollHeight - 2;
      if (hasMore) view.scrollBy({ top: view.clientHeight * PAGE });
      return hasMore;
    }

    fit() {
      const isPage = getComputedStyle(this).overflowY === "visible"; // in a small window the page itself scrolls
      this.toggleAttribute("data-breaks", isPage);
      this.#scale = isPage ? 1 : this.#largest();
      if (!isPage && !this.#fits) this.#breakWords();
      if (this.#scrolls) this.tabIndex = 0;
      else this.removeAttribute("tabindex");
    }

    /** Say the answer in a panel below the question. Options and fields are marked; what takes more room, as rows and
     * stories do, gives way to it. @param {any} question */
    #answer(question) {
      const isLettered = ClearheartStage.isLettered(question);
      const isMarked = isLettered || (question.querySelector(".ch-field") && question.answer >= 0);
      if (isMarked) question.judge(true);
      const panel = this.#make(".ch-panel");
      const [heading] = panel.children;
      const key = question.querySelector(".ch-key");
      const words = key?.matches("ol") ? key.previousElementSibling : key;
      heading.append(...copies(words ? [...words.childNodes] : [question.credit === undefined ? this.dataset.known : this.dataset.answer]));
      heading.classList.toggle("ch-out", isLettered && key !== null); // seen in its option
      const boxes = [...question.querySelectorAll(isMarked ? ".ch-feedback" : ".ch-reflection, ol.ch-key, .ch-because")];
      panel.append(...(isMarked ? boxes.map(named) : copies(boxes)));
      question.append(panel);
    }

    /** Where whole words would stand out of the screen, let them break. */
    #breakWords() {
      this.toggleAttribute("data-breaks", true);
      this.#scale = this.#largest();
    }

    #largest() {
      let [low, high] = [SMALLEST, LARGEST];
      for (let step = 0; step < STEPS; step++) {
        const middle = (low + high) / 2;
        this.#scale = middle;
        if (this.#fits) low = middle;
        else high = middle;
      }
      return low;
    }

    /** @param {number} scale */
    set #scale(scale) {
      this.style.setProperty("--fit", scale.toFixed(3));
    }

    get #fits() {
      const isWhole = (/** @type {Element} */ box) => box.scrollWidth <= box.clientWidth;
      return this.scrollHeight <= this.clientHeight && [this, ...this.querySelectorAll(".is-now .ch-option > span")].every(isWhole);
    }

    get #scrolls() {
      return getComputedStyle(this).overflowY !== "visible" && !this.#fits;
    }

    /** Clone a piece of our template. @param {string} selector */
    #make(selector) {
      const model = /** @type {HTMLTemplateElement} */ (this.querySelector(":scope > template"));
      return /** @type {Element} */ (model.content.querySelector(selector)?.cloneNode(true));
    }
  }

  /** @param {(Node | string | undefined)[]} nodes */
  const copies = (nodes) => nodes.map((node) => (node instanceof Node ? node.cloneNode(true) : node ?? ""));

  /** Feedback that leaves its option says whose it is, unless there is only that of the right one.
   * @param {Element} box @param {number} _place @param {Element[]} boxes */
  const named = (box, _place, boxes) => {
    const option = box.closest("li");
    if (!option || boxes.filter((other) => other.closest(".ch-options, .ch-panel")).length < 2) return box;
    const letter = document.createElement("b");
    letter.textContent = `${String.fromCharCode(65 + [...(option.parentElement?.children ?? [])].indexOf(option))}. `;
    box.firstElementChild?.prepend(letter);
    return box;
  };

  ClearheartStage.define();
}
