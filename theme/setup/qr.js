// @ts-check
/* <clearheart-qr text="https://...">: draws the QR code of its text into the <svg> that stands in it, and gives it to the
   link that saves it. Words for its name come as data-name, with {text}. Needs theme/vendor/qrcode.js. */
{
  const QUIET = 4; // modules of quiet zone around a code, as ISO/IEC 18004 asks

  class ClearheartQr extends HTMLElement {
    static observedAttributes = ["text"];

    static define(tag = "clearheart-qr", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      this.#draw();
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#draw();
    }

    #draw() {
      const text = this.getAttribute("text");
      const svg = this.querySelector("svg");
      if (!text || !svg) return;
      const code = this.#encode(text);
      const size = code.getModuleCount() + 2 * QUIET;
      svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
      svg.setAttribute("aria-label", (this.dataset.name ?? "").replace("{text}", () => text));
      svg.querySelector("path")?.setAttribute("d", this.#modules(code));
      const file = new XMLSerializer().serializeToString(svg);
      this.querySelector("a")?.setAttribute("href", `data:image/svg+xml,${encodeURIComponent(file)}`);
    }

    /** @param {string} text */
    #encode(text) {
      const code = /** @type {any} */ (self).qrcode(0, "M"); // as small as the text allows; can be read with 15 % spoilt
      code.addData(text);
      code.make();
      return code;
    }

    /** @param {any} code */
    #modules(code) {
      const places = [...Array(code.getModuleCount()).keys()];
      const row = (/** @type {number} */ y) => places.filter((x) => code.isDark(y, x)).map((x) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`);
      return places.flatMap(row).join("");
    }
  }

  ClearheartQr.define();
}
