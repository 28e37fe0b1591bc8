// @ts-check
/* <clearheart-setup>: the form of the first page. It shows as many names as there are teams, and puts on the light or
   the dark at once. The address may fill it in: ?teams=4&seconds=30&pick=8&seed=tea&theme=dark */
{
  const KEYS = ["teams", "seconds", "pick", "seed", "theme"];

  class ClearheartSetup extends HTMLElement {
    static define(tag = "clearheart-setup", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      this.addEventListener("input", this);
      this.#update();
    }

    handleEvent() {
      this.#update();
    }

    get #form() {
      return /** @type {HTMLFormElement} */ (this.querySelector("form"));
    }

    /** What the form says, but the names. @returns {Record<string, string>} */
    get choices() {
      const data = new FormData(this.#form);
      return Object.fromEntries(KEYS.map((key) => [key, `${data.get(key) ?? ""}`]));
    }

    /** Only a key that is given, with a value that the form has, changes anything. */
    set choices(choices) {
      for (const key of KEYS) {
        const field = /** @type {RadioNodeList | HTMLInputElement | null} */ (this.#form.elements.namedItem(key));
        const before = field?.value ?? "";
        if (!field || choices[key] === undefined) continue;
        field.value = choices[key];
        if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = before;
      }
      this.#update();
    }

    /** The teams with their signs and names. @returns {{ icon: Element, name: string }[]} */
    get teams() {
      return this.#labels.slice(0, Number(this.choices.teams)).map((label) => {
        const input = /** @type {HTMLInputElement} */ (label.querySelector("input"));
        const icon = /** @type {Element} */ (label.querySelector("svg"));
        return { icon, name: input.value.trim() || input.placeholder };
      });
    }

    get #labels() {
      return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".ch-names > label")]);
    }

    #update() {
      const { teams, pick, theme } = this.choices;
      this.#labels.forEach((label, place) => (label.hidden = place >= Number(teams)));
      show(this.querySelector(".ch-names"), Number(teams) > 0);
      show(this.querySelector(".ch-seed"), pick !== "");
      paint(theme);
    }
  }

  /** @param {Element | null} part @param {boolean} shown */
  const show = (part, shown) => part?.toggleAttribute("hidden", !shown);

  /** Let the rules for dark screens hold always, never, or as the device says.
   * @param {string} theme */
  const paint = (theme) => {
    const query = { dark: "screen", light: "not all" }[theme] ?? "screen and (prefers-color-scheme: dark)";
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const media = rules.filter((rule) => rule instanceof CSSMediaRule);
    darkRules ??= media.filter((rule) => rule.conditionText.includes("prefers-color-scheme: dark"));
    for (const rule of darkRules) rule.media.mediaText = query;
    document.documentElement.style.colorScheme = theme;
  };
  /** @type {CSSMediaRule[] | undefined} */
  let darkRules;

  ClearheartSetup.define();
}
