// @ts-check
/* <prevention-quiz src="https://.../embed/en/basics/"></prevention-quiz>: a quiz in a page of any other site.
   Makes a sandboxed frame and gives it the height that it tells. What stands inside the element (a link to the quiz,
   say) is shown where no script runs, and names the frame; a title attribute names it too. */
{
  const LOWEST = 40;
  const HIGHEST = 40000;

  class PreventionQuiz extends HTMLElement {
    static observedAttributes = ["src"];

    static define(tag = "prevention-quiz", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** @type {HTMLIFrameElement | undefined} */
    #frame;

    connectedCallback() {
      window.addEventListener("message", this);
      this.#place();
    }

    disconnectedCallback() {
      window.removeEventListener("message", this);
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#place();
    }

    /** Believe only the frame that we made, in the one form that we know.
     * @param {MessageEvent} event */
    handleEvent(event) {
      if (!this.#frame || event.source !== this.#frame.contentWindow) return;
      const height = event.data?.clearheart === 1 ? event.data.height : undefined;
      if (!Number.isFinite(height) || height < LOWEST || height > HIGHEST) return;
      this.#frame.style.height = `${Math.ceil(height)}px`;
    }

    #place() {
      const address = this.#address();
      if (!address || this.#frame?.src === address) return;
      const words = this.title || this.#frame?.title || this.textContent?.trim() || "Quiz";
      this.#frame ??= this.#make();
      this.#frame.title = words;
      this.#frame.src = address;
      if (this.#frame.parentNode !== this) this.replaceChildren(this.#frame);
    }

    /** The quiz's address in full; none where it is not one of a web page or file. */
    #address() {
      try {
        const url = new URL(this.getAttribute("src") ?? "", document.baseURI);
        if (url.protocol === "file:") url.pathname = url.pathname.replace(/\/$/, "/index.html");
        return /^(https?|file):$/.test(url.protocol) && this.getAttribute("src") ? url.href : "";
      } catch {
        return "";
      }
    }

    #make() {
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
      frame.loading = "lazy";
      frame.referrerPolicy = "no-referrer";
      Object.assign(frame.style, { display: "block", width: "100%", height: "640px", border: "0" });
      return frame;
    }
  }

  PreventionQuiz.define();
}
