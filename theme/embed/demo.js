// @ts-check
/* <clearheart-demo>: the handbook's page with a quiz in it. Lists what the <prevention-quiz> inside tells its page. */
{
  class ClearheartDemo extends HTMLElement {
    static define(tag = "clearheart-demo", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    connectedCallback() {
      for (const name of ["ready", "answered", "completed"]) this.querySelector("prevention-quiz")?.addEventListener(name, this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      const entry = document.createElement("li");
      const words = document.createElement("code");
      words.textContent = `${event.type} ${JSON.stringify(/** @type {CustomEvent} */ (event).detail)}`;
      entry.append(words);
      this.querySelector("ol")?.append(entry);
    }
  }

  ClearheartDemo.define();
}
