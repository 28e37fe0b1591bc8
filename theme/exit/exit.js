// @ts-check
/* <clearheart-exit>: leaving at once. A press on any link .ch-exit, or Shift three times within five seconds, empties the page
   and puts the link's address in its place, so that Back does not lead here again. What the presses say is shown, and read
   aloud. Words come as data-more ({n} presses still to come), data-last and data-left. */
{
  const PRESSES = 3;
  const PAUSE = 5000;
  // In these, Shift has work to do: capital letters, and the change of script in many Chinese keyboards.
  const TYPED = "textarea, select, input:not([type=radio], [type=checkbox])";

  class ClearheartExit extends HTMLElement {
    static define(tag = "clearheart-exit", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    #count = 0;
    #isAlone = false;
    #wait = 0;

    connectedCallback() {
      for (const type of ["click", "keydown", "keyup"]) document.addEventListener(type, this);
    }

    disconnectedCallback() {
      for (const type of ["click", "keydown", "keyup"]) document.removeEventListener(type, this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (!(event.target instanceof Element)) return;
      if (event instanceof KeyboardEvent) this.#key(event, event.target);
      else this.#click(event, event.target);
    }

    /** @param {Event} event @param {Element} target */
    #click(event, target) {
      this.#isAlone = false;
      if (!target.closest(".ch-exit")) return;
      event.preventDefault();
      this.#leave();
    }

    /** @param {KeyboardEvent} event @param {Element} target */
    #key(event, target) {
      const isShift = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
      if (event.type === "keydown") {
        this.#isAlone = isShift && !target.matches(TYPED);
        if (!isShift) this.#say(0);
      } else if (isShift && this.#isAlone) {
        this.#isAlone = false;
        this.#say(this.#count + 1);
        if (this.#count === PRESSES) this.#leave();
      }
    }

    /** @param {number} count */
    #say(count) {
      this.#count = count;
      clearTimeout(this.#wait);
      const left = PRESSES - count;
      const words = left > 1 ? this.dataset.more?.replace("{n}", `${left}`) : this.dataset.last;
      const said = this.querySelector("[role=status]");
      if (said) said.textContent = (count && words) || "";
      if (count) this.#wait = window.setTimeout(() => this.#say(0), PAUSE);
    }

    #leave() {
      const { href } = /** @type {HTMLAnchorElement} */ (this.querySelector(".ch-exit"));
      const said = document.createElement("p");
      said.className = "ch-out";
      said.setAttribute("role", "alert");
      said.textContent = this.dataset.left ?? "";
      document.title = said.textContent;
      document.body.replaceChildren(said);
      location.replace(href);
    }
  }

  ClearheartExit.define();
}
