// @ts-check
/* <clearheart-fill>: an answer to write. What is typed comes into the same form as clearheart/model/spelling.py gives. */
{
  const Question = /** @type {any} */ (customElements.get("clearheart-question"));

  class Fill extends Question {
    /** An answer that is known without its words, as from a result code. */
    known = -1;

    get field() {
      return this.querySelector(".ch-field > input");
    }

    get size() {
      return 2;
    }

    /** 1 for an accepted answer, 0 for another one. */
    get answer() {
      const text = normal(this.field.value);
      return text ? Number(new RegExp(this.field.dataset.accept, "u").test(text)) : this.known;
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

    /** As a whole, what would have been accepted is said below. */
    marks(whole) {
      const { answer } = this;
      const key = this.querySelector(answer ? ".ch-key > span" : ".ch-key");
      return [{ row: this.field.parentElement, verdict: ["other", "right"][answer] ?? "key", why: whole && answer < 1 && key }];
    }
  }

  /** Leave width, case, spaces and punctuation out. @param {string} text */
  const normal = (text) =>
    text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC").replace(/[\p{P}\p{Z}\p{Cc}\p{Cf}]/gu, "");

  Fill.define("clearheart-fill");
}
