// @ts-check
/* <clearheart-single>: one option of several. True or false, and pictures to choose from, are the same to the script. */
{
  const Question = /** @type {any} */ (customElements.get("clearheart-question"));

  class Single extends Question {
    /** The options in the author's order, also after shuffling. */
    get options() {
      this.list ??= [...this.querySelectorAll(".ch-option")].map((row, place) => {
        const input = row.querySelector("input");
        return { row, input, right: input?.hasAttribute("data-right"), why: this.why(place) };
      });
      return this.list;
    }

    get size() {
      return this.options.length;
    }

    get answer() {
      return this.options.findIndex(({ input }) => input.checked);
    }

    set answer(number) {
      this.options.forEach(({ input }, place) => (input.checked = place === number));
    }

    get credit() {
      return Number(this.options.some(({ input, right }) => right && input.checked));
    }

    /** Only what was chosen is judged; as a whole, what should have been chosen is shown too. */
    marks(whole) {
      return this.options.filter(({ input, right }) => input.checked || (whole && right)).map((option) => ({
        ...option, verdict: option.right ? (option.input.checked ? "right" : "key") : this.wrong,
      }));
    }

    get wrong() {
      return "other";
    }

    /** Reorder the options, and with them the letters of the key and of the feedback. */
    shuffle(random) {
      const list = this.querySelector(".ch-options:not([data-fixed])");
      if (!list) return;
      const order = Question.mix(this.options, random);
      order.forEach(({ row, why }, place) => {
        list.append(row.parentElement);
        const letter = this.querySelector(`.ch-key [data-of="${this.options.indexOf(order[place])}"]`);
        if (letter) letter.textContent = `${String.fromCharCode(65 + place)}.`;
        if (why) why.value = place + 1;
        why?.parentElement.append(why);
      });
    }
  }

  Single.define("clearheart-single");
}
