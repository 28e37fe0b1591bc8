// @ts-check
/* What can be chosen of options, for pages that count answers: `parts` lists each one with its
   label, whether it is right and whether it is chosen. */
{
  Object.defineProperty(/** @type {any} */ (customElements.get("clearheart-single")).prototype, "parts", {
    /** @this {any} */
    get() {
      return this.options.map(({ row, input, right }, place) => ({
        label: `${String.fromCharCode(65 + place)}. ${row.textContent.trim() || row.querySelector("img")?.alt}`, right, chosen: input.checked,
      }));
    },
  });
}
