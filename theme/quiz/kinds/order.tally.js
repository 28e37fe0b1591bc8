// @ts-check
/* Where each step can stand, for pages that count answers: `parts` lists each one with its
   label, whether it is right and whether it is chosen. */
{
  Object.defineProperty(/** @type {any} */ (customElements.get("clearheart-order")).prototype, "parts", {
    /** @this {any} */
    get() {
      return this.steps.flatMap((step, now, steps) => steps.map((_step, place) => ({
        label: this.tell(step, place), right: this.order[now] === place + 1, chosen: this.moved && now === place,
      })));
    },
  });
}
