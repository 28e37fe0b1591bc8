// @ts-check
/* <clearheart-venues>: clones its form out of the <template>, hides the places that do not fit what is chosen there, on the map
   too, says how many are left, and keeps the choice in the address. Sections carry data-region, their places data-kind and
   data-audience (none: for everybody); what else names a place or a section does so by data-of. Words come as data-shown and
   data-nothing. */
{
  class ClearheartVenues extends HTMLElement {
    static define(tag = "clearheart-venues", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      if (this.#form) return; // only moved to another place
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
      template.after(template.content.cloneNode(true));
      for (const [name, value] of new URLSearchParams(location.search)) this.#choose(name, value);
      for (const list of this.#all("details")) list.hidden = true; // the form does the same in place
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
      const field = this.#fields.namedItem(name);
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
      const gone = new Set();
      let total = 0;
      let left = 0;
      for (const section of this.#all("section")) {
        const places = [...section.querySelectorAll("[data-kind]")].map((found) => /** @type {HTMLElement} */ (found));
        for (const place of places) {
          const readers = place.dataset.audience;
          const fits = (!chosen.region || section.dataset.region === chosen.region)
            && (!chosen.kind || place.dataset.kind === chosen.kind)
            && (!chosen.audience || !readers || readers.split(" ").includes(chosen.audience));
          place.hidden = !fits;
          if (!fits) gone.add(place.id);
          left += +fits;
        }
        total += places.length;
        section.hidden = places.every((place) => place.hidden);
        if (section.hidden) gone.add(section.id);
      }
      for (const entry of this.#all("[data-of]")) entry.toggleAttribute("hidden", gone.has(entry.dataset.of ?? ""));
      const words = (left ? this.dataset.shown : this.dataset.nothing) ?? "";
      this.#all("[role=status]")[0].textContent = words.replace("{n}", `${left}`).replace("{total}", `${total}`);
      this.#keep(chosen);
    }

    /** @param {Record<string, string>} chosen */
    #keep(chosen) {
      const asked = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value));
      const search = `${asked}` && `?${asked}`;
      // the same choice in other languages
      for (const link of document.querySelectorAll("a[hreflang]")) /** @type {HTMLAnchorElement} */ (link).search = search;
      if (search === location.search) return;
      try {
        history.replaceState(null, "", location.pathname + search + location.hash);
      } catch {
        // a page from a disk may not change its address
      }
    }

    get #form() {
      return this.querySelector("form");
    }

    get #fields() {
      return /** @type {HTMLFormElement} */ (this.#form).elements;
    }

    /** @returns {Record<string, string>} */
    get #chosen() {
      const form = /** @type {HTMLFormElement} */ (this.#form);
      return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, `${value}`]));
    }

    /** @param {string} selector @returns {HTMLElement[]} */
    #all(selector) {
      return [...this.querySelectorAll(selector)].map((found) => /** @type {HTMLElement} */ (found));
    }
  }

  ClearheartVenues.define();
}
