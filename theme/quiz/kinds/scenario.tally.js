// @ts-check
/* Where a story can end, for pages that count answers: `parts` lists each one with its
   label, whether it is right and whether it is chosen. */
{
  Object.defineProperty(/** @type {any} */ (customElements.get("clearheart-scenario")).prototype, "parts", {
    /** @this {any} */
    get() {
      const { answer } = this;
      return this.endings.map((scene, place) => ({
        label: scene.querySelector(".ch-ending")?.textContent, right: false, chosen: place === answer,
      }));
    },
  });
}
