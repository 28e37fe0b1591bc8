// @ts-check
/* <clearheart-number>: a number to write, as people write numbers: 1,5 and 1.5, 1 500 and 1,500, with the unit or without. */
{
  const Question = /** @type {any} */ (customElements.get("clearheart-question"));

  class Amount extends Question {
    /** An answer that is known without its figures, as from a result code. */
    known = -1;

    get field() {
      return this.querySelector(".ch-field > input");
    }

    get size() {
      return 2;
    }

    /** 1 for a number that is near enough, 0 for another one. A text that can be read in two ways may mean either. */
    get answer() {
      const { value, tolerance, unit } = this.field.dataset;
      const numbers = read(this.saved, unit);
      if (!numbers.length) return this.saved ? -1 : this.known;
      const slack = Math.abs(value) * 1e-14; // 0.3 - 0.1 is not quite 0.2 to a computer
      return Number(numbers.some((number) => Math.abs(number - value) - tolerance <= slack));
    }

    set answer(number) {
      this.saved = "";
      this.known = number;
    }

    get saved() {
      return this.field.value;
    }

    set saved(text) {
      this.field.value = text;
      this.known = -1;
    }

    get credit() {
      return Number(this.answer > 0);
    }

    get parts() {
      const labels = [this.querySelector(".ch-key > span").textContent, this.field.dataset.other];
      return labels.map((label, place) => ({ label, right: !place, chosen: this.answer === 1 - place }));
    }

    open() {
      this.dataset.choose = this.field.dataset.choose;
    }

    /** As a whole, the number is said below. */
    marks(whole) {
      const { answer } = this;
      const key = this.querySelector(answer ? ".ch-key > span" : ".ch-key");
      return [{ row: this.field.parentElement, verdict: ["other", "right"][answer] ?? "key", why: whole && answer < 1 && key }];
    }
  }

  /** The numbers that a text may mean: 1,500 is one and a half, or fifteen hundred.
   * @param {string} text @param {string} unit */
  const read = (text, unit) => {
    const [, figures, rest] = /** @type {RegExpExecArray} */ (/^([-+]?[\d.,]*)(.*)/.exec(plain(text)));
    const joined = figures.replace(/^[-+]?[1-9]\d{0,2}([.,]\d{3})+(?!\d)/, (thousands) => thousands.replace(/[.,]/g, ""));
    const numbers = [figures, joined].map((number) => Number((number || "-").replace(",", ".")));
    return rest && rest !== plain(unit) ? [] : numbers.filter((number) => !isNaN(number));
  };

  /** Leave width, case and spaces out; Arabic and Persian digits become ours. @param {string} text */
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s'\u2019\u066c]/g, "").replace(/^[\u2012\u2013\u2212]/, "-")
    .replace(/\u066b/g, ".").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) & 15}`);

  Amount.define("clearheart-number");
}
