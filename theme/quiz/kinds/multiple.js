// @ts-check
/* <clearheart-multiple>: any number of options. What does not fit takes away from what does. */
{
  const Single = /** @type {any} */ (customElements.get("clearheart-single"));

  class Multiple extends Single {
    get size() {
      return 2 ** this.options.length;
    }

    /** The chosen options as bits, the first one lowest. */
    get answer() {
      const bits = this.options.reduce((sum, { input }, place) => sum + (input.checked ? 2 ** place : 0), 0);
      return bits || -1;
    }

    set answer(bits) {
      this.options.forEach(({ input }, place) => (input.checked = bits > 0 && Math.floor(bits / 2 ** place) % 2 === 1));
    }

    get credit() {
      const chosen = this.options.filter(({ input }) => input.checked);
      const fit = chosen.filter(({ right }) => right).length;
      return Math.max(0, 2 * fit - chosen.length) / this.options.filter(({ right }) => right).length;
    }

    get wrong() {
      return "unfit";
    }

    /** What is still missing, for those who may try again: how many fit and are not chosen, and whether some do not fit. */
    get lack() {
      const missing = this.options.filter(({ input, right }) => right && !input.checked).length;
      const surplus = this.options.some(({ input, right }) => !right && input.checked);
      return { name: missing ? (surplus ? "mixed" : "some") : "extra", missing };
    }
  }

  Multiple.define("clearheart-multiple");
}
