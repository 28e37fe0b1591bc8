// @ts-check
/* <clearheart-elsewhere>: a hint for WeChat's own browser, which opens no PDF, zip or Word file. It stands hidden at the page's end;
   in that browser, and nowhere else, it moves below the first file to download, and then below each that is asked for. Pictures of
   prints there lead to the picture itself, which a long press keeps or sends on. */
{
  const FILES = /\.(?:pdf|zip|docx|pptx|xlsx|csv|ics)$/;

  class ClearheartElsewhere extends HTMLElement {
    static define(tag = "clearheart-elsewhere", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      if (!/MicroMessenger/i.test(navigator.userAgent)) return;
      document.addEventListener("click", this);
      if (this.hidden) this.#begin();
    }

    disconnectedCallback() {
      document.removeEventListener("click", this);
    }

    #begin() {
      for (const link of document.links) {
        const picture = FILES.test(link.pathname) && link.querySelector("img");
        if (picture) link.href = picture.src;
      }
      const first = [...document.links].find((link) => FILES.test(link.pathname) && link.closest("main"));
      if (first) this.#show(first);
    }

    /** @param {Event} event */
    handleEvent(event) {
      const link = event.target instanceof Element && event.target.closest("a");
      if (link && FILES.test(link.pathname)) this.#show(link);
    }

    /** @param {Element} link */
    #show(link) {
      this.hidden = false;
      (link.closest("li, p, td") ?? link).append(this);
    }
  }

  ClearheartElsewhere.define();
}
