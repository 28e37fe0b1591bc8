// @ts-check
/* <clearheart-copy>: text in a read-only field, and a button that copies it. The button is hidden until this script
   runs; where copying is forbidden, the text is selected. Words come as data-copied and data-selected. */
{
  class ClearheartCopy extends HTMLElement {
    static define(tag = "clearheart-copy", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      const button = this.#find("button");
      button.hidden = false;
      button.onclick = () => this.#copy();
    }

    async #copy() {
      const field = /** @type {HTMLTextAreaElement} */ (this.#find("textarea"));
      const status = this.#find("[role=status]");
      status.textContent = ""; // said anew each time
      const done = await this.#byClipboard(field.value) || this.#bySelection(field);
      status.textContent = (done ? this.dataset.copied : this.dataset.selected) ?? "";
    }

    /** @param {string} text */
    async #byClipboard(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false; // not allowed here, or an old browser
      }
    }

    /** The older way; what it selected stays selected. @param {HTMLTextAreaElement} field */
    #bySelection(field) {
      field.select();
      return document.execCommand("copy");
    }

    /** @param {string} selector */
    #find(selector) {
      return /** @type {HTMLElement} */ (this.querySelector(selector));
    }
  }

  ClearheartCopy.define();
}
