// @ts-check
/* <clearheart-controls>: the buttons below the big screen, its keys and a presenter's remote, which sends keys too. What
   they ask for goes out as "clearheart-wish" {wish, team, by}; a blank screen, the list of keys and the full screen it
   sees to itself. Nothing is taken from those who type or who work a control. */
{
  /** @type {Record<string, string>} */
  const KEYS = {
    ArrowRight: "next", PageDown: "next", " ": "next", Enter: "next", ArrowLeft: "back", PageUp: "back",
  };
  /** These can be switched off, as WCAG 2.1.4 asks of single characters; so can the digits.
   * @type {Record<string, string>} */
  const CHARACTERS = { r: "reveal", t: "clock", n: "note", b: "blank", ".": "blank", f: "full", "?": "keys" };

  class ClearheartControls extends HTMLElement {
    static define(tag = "clearheart-controls", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      document.addEventListener("keydown", this);
      this.addEventListener("close", this, true);
      for (const button of document.querySelectorAll("[value=full]")) {
        button.toggleAttribute("hidden", !document.fullscreenEnabled);
      }
    }

    disconnectedCallback() {
      document.removeEventListener("keydown", this);
    }

    /** @param {any} event */
    handleEvent(event) {
      if (event.type === "close") this.#tell(event.target.matches(".ch-blank") ? "unblank" : "");
      else this.#key(event);
    }

    /** Do here what asks nothing of the game; tell the rest. @param {string} wish */
    act(wish, team = 0, by = 0) {
      if (wish === "close") this.#dialog?.close();
      else if (wish === "full") this.#turnFull();
      else if (wish === "keys" || wish === "blank") this.#open(wish);
      else this.#tell(wish, team, by);
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
      const field = /** @type {HTMLElement} */ (event.target);
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      const digit = this.#hasCharacters && /^(?:Digit|Numpad)([1-8])$/.exec(event.code)?.[1];
      const wish = digit ? "give" : KEYS[event.key] ?? (this.#hasCharacters && CHARACTERS[event.key.toLowerCase()]);
      if (!wish || (this.#dialog ? !ends(this.#dialog, wish) : takes(field, event.key))) return;
      event.preventDefault();
      if (event.repeat) return; // a finger that rests on a key turns no pages
      if (this.#dialog) this.#dialog.close();
      else this.act(wish, Number(digit) - 1, event.shiftKey ? -1 : 1);
    }

    get #hasCharacters() {
      return /** @type {HTMLInputElement} */ (this.querySelector("[name=characters]")).checked;
    }

    get #dialog() {
      return /** @type {HTMLDialogElement | null} */ (this.querySelector("dialog[open]"));
    }

    /** @param {string} name */
    #open(name) {
      this.#tell(name);
      /** @type {HTMLDialogElement} */ (this.querySelector(`.ch-${name}`)).showModal();
    }

    #turnFull() {
      const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
      done?.catch(() => {}); // a browser may refuse; then all stays as it is
    }

    /** @param {string} wish */
    #tell(wish, team = 0, by = 0) {
      this.dispatchEvent(new CustomEvent("clearheart-wish", { bubbles: true, detail: { wish, team, by } }));
    }
  }

  /** Any key ends a blank screen, as presenters know it. @param {Element} dialog @param {string} wish */
  const ends = (dialog, wish) => dialog.matches(".ch-blank") || wish === "keys";

  /** Say whether a key is meant for the control that has the focus. @param {Element} field @param {string} key */
  const takes = (field, key) => {
    if (field.matches("select, textarea, audio, [contenteditable]")) return true;
    if (field.matches("input:not([type=radio], [type=checkbox])")) return key !== "Enter";
    if (field.matches(".ch-setup input")) return key === " " || key.startsWith("Arrow");
    if (field.matches("[type=radio]:checked")) return false; // a space bar could not change it
    return key === " " ? field.matches("input, button, a, summary") : key === "Enter" && field.matches("button, a, summary");
  };

  ClearheartControls.define();
}
