// @ts-check
/* What can be chosen in rows, for pages that count answers: `parts` lists each one with its
   label, whether it is right and whether it is chosen. */
{
  Object.defineProperty(/** @type {any} */ (customElements.get("clearheart-match")).prototype, "parts", {
    /** @this {any} */
    get() {
      return this.rows.flatMap(({ row, inputs, key }) => inputs.map((input) => ({
        label: [row.firstElementChild, input.nextElementSibling].map(({ textContent }) => textContent.trim()).join(": "), right: input === key, chosen: input.checked,
      })));
    },
  });
}
