// @ts-check
/* <clearheart-print>: a button that opens the browser's print dialog; hidden until this script runs. */
{
  class ClearheartPrint extends HTMLElement {
    static define(tag = "clearheart-print", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      const button = /** @type {HTMLButtonElement} */ (this.querySelector("button"));
      button.hidden = false;
      button.onclick = () => print();
    }
  }

  ClearheartPrint.define();
}
