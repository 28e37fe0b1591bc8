// @ts-check
/* Sheet: the report as a table for spreadsheets, a row a question and none about a person. It takes its numbers from
   Tally, and so tells nothing about fewer than five. */
{
  /** @typedef {Record<string, string | undefined>} Words from theme/strings, by way of data- attributes */
  /** @typedef {{ name: string, tally: any }} List "before" or "after", in words */

  const Question = /** @type {any} */ (customElements.get("clearheart-question"));

  class Sheet {
    /** @param {Words} words @param {any[]} questions @param {List[]} lists one, or before and after */
    constructor(words, questions, lists) {
      this.words = words;
      this.lists = lists;
      this.entries = questions.map((question) => ({ question, rows: lists.map(({ tally }) => tally.row(question)) }));
      this.labels = this.entries.map(({ rows }) => Question.Tally.labels(rows));
      this.width = Math.max(...this.labels.map((labels) => labels.length));
    }

    /** The table in CSV as spreadsheets read it: with a mark that says UTF-8, and no cell that they would run. */
    toString() {
      const rows = [this.head(), ...this.entries.map((entry, place) => this.line(entry, this.labels[place]))];
      return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
    }

    head() {
      const { question, id, prompt, key, asked, right, share, change, gained, link, answer, chosen } = this.words;
      return [
        question, id, prompt, key, ...this.each([asked, right, share]), change, gained, link,
        ...Array.from({ length: this.width }, (_, place) => [
          answer?.replace("{n}", `${place + 1}`), ...this.each([chosen]),
        ]).flat(),
      ];
    }

    /** The columns of each list, named after it where there are two.
     * @param {(string | undefined)[]} words */
    each(words) {
      return this.lists.flatMap(({ name }) => words.map((word) => (this.lists.length > 1 ? `${word} (${name})` : word)));
    }

    /** @param {{ question: any, rows: any[] }} entry @param {string[]} labels */
    line({ question, rows }, labels) {
      const parts = rows.map((row) => new Map(row?.parts.map((/** @type {any} */ part) => [part.label, part])));
      const rights = labels.filter((label) => parts.some((known) => known.get(label)?.right));
      const [before, after] = rows.map((row) => row?.share);
      const gain = before === undefined || after === undefined ? {} : Question.Tally.gain(before, after);
      return [
        question.place + 1, question.dataset.id, question.querySelector(".ch-prompt")?.textContent, rights.join("; "),
        ...rows.flatMap((row) => [row?.asked ?? this.words.few, row?.right, percent(row?.share)]),
        gain.points, percent(gain.part), rows.at(-1)?.link?.toFixed(2),
        ...labels.flatMap((label) => [label, ...parts.map((known) => known.get(label)?.count)]),
      ];
    }
  }

  /** @param {number | undefined} share */
  const percent = (share) => (share === undefined ? undefined : Math.round(share * 100));

  /** Write a cell. A text that a spreadsheet would take for a formula gets an apostrophe; our own numbers need none.
   * @param {string | number | undefined} value */
  const cell = (value = "") => {
    const text = /^-?\d+(\.\d+)?$/.test(`${value}`) ? `${value}` : `${value}`.replace(/^(?=\s*[=+\-@＝＋－＠|])/, "'");
    return /[",;\r\n\t]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };

  Question.Sheet = Sheet;
}
