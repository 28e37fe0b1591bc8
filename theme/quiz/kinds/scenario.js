// @ts-check
/* <clearheart-scenario>: a story with choices, one scene in view. Its answer is the ending that the reader came to. */
{
  const Question = /** @type {any} */ (customElements.get("clearheart-question"));

  class Scenario extends Question {
    /** The places of the scenes on the way so far. */
    path = [0];

    /** @returns {HTMLElement[]} */
    get scenes() {
      return [...this.querySelectorAll(".ch-scene")];
    }

    get endings() {
      return this.scenes.filter((scene) => scene.querySelector(".ch-ending"));
    }

    get size() {
      return this.endings.length;
    }

    get answer() {
      return this.endings.indexOf(this.scenes[this.path.at(-1)]);
    }

    set answer(number) {
      this.#show(number < 0 ? [0] : [0, this.scenes.indexOf(this.endings[number])]);
    }

    get saved() {
      return `${this.path}`;
    }

    set saved(text) {
      const path = text.split(",").map(Number);
      if (path.every((place) => this.scenes[place])) this.#show(path);
    }

    marks() {
      return [];
    }

    open() {
      this.addEventListener("click", this);
      this.#show(this.path);
    }

    lock(on = true) {
      super.lock(on);
      this.querySelector(".ch-path").hidden = on || this.path.length < 2;
    }

    /** @param {MouseEvent} event */
    handleEvent(event) {
      const target = /** @type {HTMLElement} */ (event.target);
      const [link, button] = [target.closest("a.ch-option"), target.closest(".ch-path > button")];
      if (link) event.preventDefault();
      if (this.locked || event.detail > 1) return; // the second half of a double click is no second wish
      if (link) {
        const place = this.scenes.findIndex(({ id }) => link.getAttribute("href") === `#${id}`);
        const told = this.why([...this.querySelectorAll("a.ch-option")].indexOf(link));
        this.#go([...this.path, place], told?.querySelector("span"));
      } else if (button) this.#go(button.nextElementSibling ? this.path.slice(0, -1) : [0]);
    }

    /** Go on with the story, or back.
     * @param {number[]} path @param {HTMLElement} [told] what came of the choice */
    #go(path, told) {
      this.#show(path, told);
      const text = this.querySelector(".is-here > p");
      text.tabIndex = -1;
      text.focus();
      this.dispatchEvent(new Event("input", { bubbles: true }));
    }

    /** @param {number[]} path @param {HTMLElement} [told] */
    #show(path, told) {
      this.path = path;
      this.scenes.forEach((scene, place) => scene.classList.toggle("is-here", place === path.at(-1)));
      this.querySelector(".ch-arrival").replaceChildren(...(told?.cloneNode(true).childNodes ?? []));
      this.dataset.at = this.answer < 0 ? "scene" : "ending";
      this.lock(this.locked);
    }
  }

  Scenario.define("clearheart-scenario");
}
