// @ts-check
/* <clearheart-fill>: an answer to write; <clearheart-number> extends it. */
{
  const Question = /** @type {any} */ (customElements.get("clearheart-question"));

  class Fill extends Question {
    /** An answer that is known without its words, as from a result code. */
    known = -1;

    get field() {
      return this.controls[0];
    }

    get size() {
      return 2;
    }

    /** 1 for an accepted answer, 0 for another one. */
    get answer() {
      return this.saved ? this.judged(this.saved) : this.known;
    }

    set answer(number) {
      this.saved = "";
      this.known = number;
    }

    /** What is written. */
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

    /** Width, case, spaces and punctuation do not count, as in clearheart/model/spelling.py.
     * @param {string} text @returns {number} the answer that a text is */
    judged(text) {
      const form = text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC").replace(/[\p{P}\p{Z}\p{Cc}\p{Cf}]/gu, "");
      return form ? Number(new RegExp(this.field.dataset.accept, "u").test(form)) : -1;
    }

    /** As a whole, what would have been right is said below. */
    marks(whole) {
      const { answer } = this;
      const why = whole && answer < 1 && this.querySelector(answer ? ".ch-key > span" : ".ch-key");
      return [{ row: this.field.parentElement, verdict: ["key", "other", "right"][answer + 1], why }];
    }
  }

  Fill.define("clearheart-fill");
}
