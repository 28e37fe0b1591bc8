// @ts-check
/* What can be written, as far as it counts, for pages that count answers: `parts` lists each one with its
   label, whether it is right and whether it is chosen. */
{
  Object.defineProperty(/** @type {any} */ (customElements.get("clearheart-fill")).prototype, "parts", {
    /** @this {any} */
    get() {
      const labels = [this.field.dataset.other, this.querySelector(".ch-key > span").textContent];
      return labels.map((label, place) => ({ label, right: place > 0, chosen: this.answer === place }));
    },
  });
}
