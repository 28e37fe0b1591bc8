// Offer the page in the reader's own language, once and without leading there; close the menu when the reader goes on.
{
  const KEY = "clearheart-language";

  // A language in full, as the browser knows it: zh-HK is zh-Hant-HK. Macau writes as Hong Kong does.
  const full = name => {
    try {
      const { language, script, region } = new Intl.Locale(name).maximize();
      return { script: `${language}-${script}`, region: region === "MO" ? "HK" : region };
    } catch {
      return {};
    }
  };

  class Languages extends HTMLElement {
    connectedCallback() {
      const menu = this.querySelector("details");
      document.addEventListener("click", event => menu?.open && !this.contains(event.target) && (menu.open = false));
      this.addEventListener("keydown", event => {
        if (event.key !== "Escape") return;
        this.querySelector(".ch-offer")?.remove();
        if (menu?.open) {
          menu.open = false;
          menu.querySelector("summary").focus();
        }
      });
      this.addEventListener("click", event => event.target.closest("a") && this.keep());
      const link = this.wanted();
      if (link) this.offer(link);
    }

    // The link to the first of the reader's languages, unless this page is in it already or the reader has chosen.
    wanted() {
      try {
        if (localStorage.getItem(KEY)) return undefined;
      } catch {
        return undefined;
      }
      const links = [...this.querySelectorAll("a[hreflang]")];
      const own = full(document.documentElement.lang).script;
      for (const name of navigator.languages || []) {
        const { script, region } = full(name);
        if (script === own) return undefined;
        const near = links.filter(link => full(link.hreflang).script === script);
        if (near.length) return near.find(link => full(link.hreflang).region === region) || near[0];
      }
      return undefined;
    }

    offer(link) {
      const box = document.createElement("div");
      const there = link.cloneNode();
      const stay = document.createElement("button");
      there.textContent = link.dataset.offer;
      box.className = "ch-offer";
      stay.type = "button";
      stay.className = "ch-tool";
      stay.textContent = this.dataset.dismiss;
      stay.addEventListener("click", () => {
        this.keep();
        box.remove();
      });
      box.append(there, stay);
      this.append(box);
    }

    keep() {
      try {
        localStorage.setItem(KEY, "kept");
      } catch {
        // Where nothing may be kept, the offer comes again.
      }
    }
  }

  customElements.define("clearheart-languages", Languages);
}
