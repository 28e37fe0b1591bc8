// @ts-check
/* <clearheart-match>: one of the same choices for each of several rows. Sorting into groups is the same to the script. */
{
  const Question = /** @type {any} */ (customElements.get("clearheart-question"));

  class Match extends Question {
    /** The rows in the author's order, also after shuffling, each with its choices and the right one of them. */
    get rows() {
      this.list ??= [...this.querySelectorAll(".ch-row")].map((row, place) => ({
        row, inputs: [...row.querySelectorAll("input")], key: row.querySelector("[data-right]"), why: this.why(place),
      }));
      return this.list;
    }

    get size() {
      return this.rows.reduce((size, { inputs }) => size * (inputs.length + 1), 1) - 1;
    }

    /** A digit for each row, the first one lowest: 0 while nothing is chosen, else the choice. All without is -1. */
    get answer() {
      return this.rows.reduceRight((sum, { inputs }) => sum * (inputs.length + 1) + inputs.findIndex(isChosen) + 1, 0) - 1;
    }

    set answer(number) {
      let rest = number + 1;
      for (const { inputs } of this.rows) {
        const digit = rest % (inputs.length + 1);
        inputs.forEach((input, place) => (input.checked = place === digit - 1));
        rest = Math.floor(rest / (inputs.length + 1));
      }
    }

    get isPartly() {
      return this.rows.some(({ inputs }) => !inputs.some(isChosen));
    }

    /** The share of the rows that are right. */
    get credit() {
      return this.rows.filter(({ key }) => key.checked).length / this.rows.length;
    }

    /** Every row is judged; as a whole, a row that is not right also shows what would have been. */
    marks(whole) {
      return this.rows.flatMap(({ row, inputs, key, why }) => [
        { row, why, verdict: key.checked ? "right" : "other", input: inputs.find(isChosen) },
        ...(whole && !key.checked ? [{ row: key.parentElement, verdict: "key" }] : []),
      ]);
    }

    why(place) {
      return this.querySelector(`.ch-key > :nth-child(${place + 1}) > p`);
    }

    shuffle(random) {
      this.rows[0].row.parentElement.append(...Question.mix(this.rows, random).map(({ row }) => row));
    }
  }

  const isChosen = (/** @type {HTMLInputElement} */ input) => input.checked;

  Match.define("clearheart-match");
}
