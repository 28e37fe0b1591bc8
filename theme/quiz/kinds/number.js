// @ts-check
/* <clearheart-number>: a number to write, as people write numbers: 1,5 and 1.5, 1 500 and 1,500, with the unit or without. */
{
  const Fill = /** @type {any} */ (customElements.get("clearheart-fill"));

  class Amount extends Fill {
    /** A text that can be read in two ways may mean either: 1,500 is one and a half, and fifteen hundred. */
    judged(text) {
      const { value, tolerance, unit } = this.field.dataset;
      const [, figures, rest] = /^([-+]?[\d.,]*)(.*)/.exec(plain(text)) ?? [];
      const joined = /^[-+]?0/.test(figures) ? figures : figures.replace(/[.,](?=\d{3}(\D|$))/g, "");
      const numbers = [figures, joined].map((number) => Number(number.replace(",", ".") || NaN));
      if (numbers.every(isNaN) || (rest && rest !== plain(unit))) return -1;
      return Number(numbers.some((number) => Math.abs(number - value) - tolerance < 1e-9));
    }
  }

  /** Leave width, case and spaces out; Arabic and Persian digits become ours. @param {string} text */
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s'\u2019\u066c]/g, "").replace(/[\u2013\u2212]/, "-")
    .replace(/\u066b/g, ".").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) & 15}`);

  Amount.define("clearheart-number");
}
