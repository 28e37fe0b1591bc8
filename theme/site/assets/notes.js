// @ts-check
/* <clearheart-notes>: on paper, links become numbered notes. Before printing, each link of the page's words gets a number, this
   element lists the addresses, and what is folded on the screen is opened; afterwards all is as it was. Numbers go on where those of
   the sources end, which name their addresses themselves. Words come as data-page and data-title. */
{
  const LINKS = ".ch-main a[href]:not([href^='#'], [href^='tel:'], [href^='mailto:'], .ch-sources *, .ch-arch)";
  // paper shows none of these, but for the print room, whose many files nobody types
  const UNPRINTED = ".ch-room, .ch-buttons, .ch-forms, .ch-use, .ch-feedback, .ch-clue, .ch-next, .ch-done, nav, [hidden]";
  const TIMES = ["beforeprint", "afterprint"];

  class ClearheartNotes extends HTMLElement {
    static define(tag = "clearheart-notes", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** What was opened for the paper. @type {HTMLDetailsElement[]} */
    #opened = [];

    connectedCallback() {
      for (const time of TIMES) window.addEventListener(time, this);
    }

    disconnectedCallback() {
      for (const time of TIMES) window.removeEventListener(time, this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      this.#clear();
      if (event.type === "beforeprint") this.#write();
    }

    #clear() {
      this.replaceChildren();
      for (const link of document.querySelectorAll("[data-note]")) link.removeAttribute("data-note");
      for (const details of this.#opened) details.open = false;
      this.#opened = [];
    }

    #write() {
      for (const details of document.querySelectorAll(".ch-main details:not([open], .ch-use, .ch-clue)")) {
        this.#opened.push(/** @type {HTMLDetailsElement} */ (details));
        this.#opened[this.#opened.length - 1].open = true;
      }
      const sources = [...document.querySelectorAll(".ch-sources > li > a")].map((link) => this.#address(link));
      const list = document.createElement("ol");
      list.start = sources.length + 1;
      const addresses = [...sources];
      for (const link of document.querySelectorAll(LINKS)) {
        if (link.closest(UNPRINTED)) continue;
        const address = this.#address(link);
        if (!addresses.includes(address)) {
          addresses.push(address);
          list.append(element("li", address));
        }
        link.setAttribute("data-note", `${addresses.indexOf(address) + 1}`);
      }
      if (list.firstChild) this.append(element("h2", this.dataset.title ?? ""), list);
      this.append(element("p", `${this.dataset.page} ${this.#address(null)}`));
    }

    /** A link's address as others reach it, or this page's; from a disk that under which the site is published.
     * @param {Element | null} link */
    #address(link) {
      const published = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
      const isSite = location.protocol.startsWith("http");
      const base = isSite || !published ? document.baseURI.split("#")[0] : published.href;
      const url = new URL(link?.getAttribute("href") ?? base, base);
      if (url.href.startsWith(new URL("/", base).href)) url.pathname = url.pathname.replace(/\/index\.html$/, "/");
      return readable(url.href);
    }
  }

  /** An address with its own letters, where it can be written so. @param {string} address */
  const readable = (address) => {
    try {
      return decodeURI(address).replace(/\s/g, encodeURIComponent);
    } catch {
      return address;
    }
  };

  /** @param {string} name @param {string} text */
  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  ClearheartNotes.define();
}
