// @ts-check
/* <clearheart-print-room>: clones its form out of the <template>, hides the prints that do not fit what is chosen there, says how
   many are left, and keeps the choice in the address. Sections carry data-topic and data-audience, their prints data-form; entries
   of the list above name a section by data-of. Words come as data-shown and data-nothing. */
{
  class ClearheartPrintRoom extends HTMLElement {
    static define(tag = "clearheart-print-room", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      if (this.#form) return; // only moved to another place
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
      template.after(template.content.cloneNode(true));
      const asked = new URLSearchParams(location.search);
      for (const choice of this.#choices) {
        choice.value = asked.get(choice.name) ?? "";
        if (choice.selectedIndex < 0) choice.value = ""; // an old address may ask for what is gone
      }
      this.addEventListener("change", this);
      this.#show();
    }

    handleEvent() {
      this.#show();
    }

    #show() {
      const chosen = Object.fromEntries(this.#choices.map((choice) => [choice.name, choice.value]));
      const prints = this.#all("[data-form]");
      for (const section of this.#all("section")) {
        const fits = ["topic", "audience"].every((name) => !chosen[name] || (section.dataset[name] ?? "").split(" ").includes(chosen[name]));
        const own = prints.filter((print) => section.contains(print));
        for (const print of own) print.hidden = !fits || !!chosen.form && print.dataset.form !== chosen.form;
        section.hidden = own.every((print) => print.hidden);
        for (const entry of this.#all("[data-of]")) if (entry.dataset.of === section.id) entry.hidden = section.hidden;
      }
      const left = prints.filter((print) => !print.hidden).length;
      const words = left ? this.dataset.shown : this.dataset.nothing;
      const said = (words ?? "").replace("{n}", `${left}`).replace("{total}", `${prints.length}`);
      this.#all("[role=status]")[0].textContent = said;
      this.#keep();
    }

    #keep() {
      const asked = new URLSearchParams(this.#choices.filter((choice) => choice.value).map((choice) => [choice.name, choice.value]));
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

    get #choices() {
      return [...(this.#form?.querySelectorAll("select") ?? [])];
    }

    /** @param {string} selector @returns {HTMLElement[]} */
    #all(selector) {
      return [...this.querySelectorAll(selector)].map((found) => /** @type {HTMLElement} */ (found));
    }
  }

  ClearheartPrintRoom.define();
}
