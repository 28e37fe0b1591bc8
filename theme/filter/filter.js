// @ts-check
/* <clearheart-filter>: clones its form out of the <template>, hides the entries that do not fit what is chosen there, says how many
   are left, and keeps the choice in the address. Entries carry data-entry and stand in sections; what the form calls x, an entry or
   else its section tells as data-x, words parted by spaces, and where neither does, every choice fits. Sections without entries
   left go, and so does what names by data-of an entry or a section that is gone. What the form does better carries data-instead,
   and goes. Words come as data-shown and data-nothing. */
{
  class ClearheartFilter extends HTMLElement {
    static define(tag = "clearheart-filter", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      if (this.querySelector("form")) return; // only moved to another place
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
      template.after(template.content.cloneNode(true));
      for (const [name, value] of new URLSearchParams(location.search)) this.#choose(name, value);
      for (const part of this.#all("[data-instead]")) part.hidden = true;
      this.addEventListener("change", this);
      this.addEventListener("submit", this);
      this.#show();
    }

    /** @param {Event} event */
    handleEvent(event) {
      event.preventDefault(); // Enter must not send
      this.#show();
    }

    /** An old address may ask for what is gone. @param {string} name @param {string} value */
    #choose(name, value) {
      const field = this.#form.elements.namedItem(name);
      if (field instanceof RadioNodeList) {
        for (const radio of field) {
          const choice = /** @type {HTMLInputElement} */ (radio);
          if (choice.value === value) choice.checked = true;
        }
      } else if (field instanceof HTMLSelectElement) {
        field.value = value;
        if (field.selectedIndex < 0) field.value = "";
      }
    }

    #show() {
      const chosen = this.#chosen;
      const entries = this.#all("[data-entry]");
      const gone = new Set();
      for (const entry of entries) {
        const section = /** @type {HTMLElement} */ (entry.closest("section"));
        const told = { ...section.dataset, ...entry.dataset };
        entry.hidden = !chosen.every(([name, value]) => told[name]?.split(" ").includes(value) ?? true);
        if (entry.hidden) gone.add(entry.id);
      }
      for (const section of this.#all("section")) {
        section.hidden = !section.querySelector("[data-entry]:not([hidden])");
        if (section.hidden) gone.add(section.id);
      }
      for (const part of this.#all("[data-of]")) part.toggleAttribute("hidden", gone.has(part.dataset.of));
      const left = entries.filter((entry) => !entry.hidden).length;
      const words = (left ? this.dataset.shown : this.dataset.nothing) ?? "";
      this.#all("[role=status]")[0].textContent = words.replace("{n}", `${left}`).replace("{total}", `${entries.length}`);
      this.#keep();
    }

    #keep() {
      const asked = new URLSearchParams(this.#chosen);
      const search = `${asked}` && `?${asked}`;
      // the same choice in other languages
      for (const link of document.querySelectorAll("a[data-offer], .ch-others a")) /** @type {HTMLAnchorElement} */ (link).search = search;
      if (search === location.search) return;
      try {
        history.replaceState(null, "", location.pathname + search + location.hash);
      } catch {
        // a page from a disk may not change its address
      }
    }

    get #form() {
      return /** @type {HTMLFormElement} */ (this.querySelector("form"));
    }

    /** @returns {[string, string][]} */
    get #chosen() {
      const fields = [...new FormData(this.#form)];
      return fields.filter(([, value]) => value).map(([name, value]) => [name, `${value}`]);
    }

    /** @param {string} selector @returns {HTMLElement[]} */
    #all(selector) {
      return [...this.querySelectorAll(selector)].map((found) => /** @type {HTMLElement} */ (found));
    }
  }

  ClearheartFilter.define();
}
