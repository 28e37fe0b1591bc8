// @ts-check
/* <clearheart-report data-site data-letter>: a report says of which page it is. The address of the report's page names that page
   (?page=know/methamphetamine/), and nothing else is taken from it; the letter that the button writes then begins with it. */
{
  // parts of an address on this site: no scheme, no host, no way up
  const PAGE = /^(?:[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\/)+$/u;

  class ClearheartReport extends HTMLElement {
    static define(tag = "clearheart-report", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      const page = new URLSearchParams(location.search).get("page") ?? "";
      if (!PAGE.test(page)) return;
      const address = new URL(page, this.dataset.site).href;
      const said = /** @type {HTMLElement | null} */ (this.querySelector("p[hidden]"));
      if (said) {
        said.textContent = (said.textContent ?? "").replace("{page}", decodeURI(address));
        said.hidden = false;
      }
      const button = /** @type {HTMLAnchorElement | null} */ (this.querySelector("a[href^='mailto:']"));
      if (button) button.href = button.href.replace(/body=.*/, `body=${this.#letter(address)}`);
    }

    /** @param {string} address */
    #letter(address) {
      return encodeURIComponent((this.dataset.letter ?? "").replace("{page}", address).replace(/\n/g, "\r\n"));
    }
  }

  ClearheartReport.define();
}
