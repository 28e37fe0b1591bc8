// @ts-check
/* <clearheart-look>: light, dark, or as the device says. Without script there is no choice, and the device decides; so too
   where a browser keeps the rules to itself, as from a disk. */
{
  const NAME = "clearheart-look";
  const DEVICE = "(prefers-color-scheme: dark)";

  class ClearheartLook extends HTMLElement {
    static define(tag = NAME, registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** The conditions of what holds in the dark only, and how they were written. @type {[MediaList, string][]} */
    #dark = [];

    connectedCallback() {
      const select = this.querySelector("select");
      if (!select || !this.#find()) return;
      select.value = kept();
      this.#show(select.value);
      this.hidden = false;
      select.addEventListener("change", () => {
        keep(select.value);
        this.#show(select.value);
      });
    }

    #find() {
      try {
        for (const { cssRules } of document.styleSheets) {
          for (const { media } of /** @type {Iterable<CSSMediaRule>} */ (cssRules))
            if (media?.mediaText.includes(DEVICE)) this.#dark.push([media, media.mediaText]);
        }
      } catch {
        return false;
      }
      return this.#dark.length > 0;
    }

    /** @param {string} look */
    #show(look) {
      document.documentElement.style.colorScheme = look;
      for (const [media, asked] of this.#dark)
        media.mediaText = look === "dark" ? asked.replace(DEVICE, "(min-width: 0)") : look ? "not all" : asked;
    }
  }

  const kept = () => {
    try {
      return localStorage.getItem(NAME) ?? "";
    } catch {
      return "";
    }
  };

  /** @param {string} look */
  const keep = (look) => {
    try {
      if (look) localStorage.setItem(NAME, look);
      else localStorage.removeItem(NAME);
    } catch {
      // then it holds on this page alone
    }
  };

  ClearheartLook.define();
}
