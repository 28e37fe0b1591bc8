// @ts-check
/* <clearheart-class>: puts the result codes of a group together, on the device of whoever has them. Markup before:
   theme/class/class.html, around the quiz of the whole bank, whose questions tell what an answer is worth. Words and
   pieces of HTML come in the <template>. Nothing is stored or sent. If anything fails, the page stays as it was. */
{
  /** @typedef {{ name: "before" | "after", tests: any[], unusable: { text: string, fault: string }[], passed: number }} Found */
  /** @typedef {{ name: "before" | "after", tally: any }} List */

  const { Code, Tally, Sheet } = /** @type {any} */ (customElements.get("clearheart-question"));

  class ClearheartClass extends HTMLElement {
    static define(tag = "clearheart-class", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** @type {any[]} */
    #questions = [];
    #address = "";

    connectedCallback() {
      if (this.#questions.length) return; // only moved to another place
      try {
        this.#upgrade();
      } catch (error) {
        console.warn(error);
      }
    }

    disconnectedCallback() {
      URL.revokeObjectURL(this.#address);
    }

    /** @param {Event} event */
    handleEvent(event) {
      const button = /** @type {HTMLElement} */ (event.target).closest("button");
      if (button?.value === "read") this.#read();
      if (button?.value === "empty") this.#empty();
      if (button?.value === "print") print();
    }

    #upgrade() {
      const questions = /** @type {any[]} */ ([...this.#quiz.querySelectorAll("[data-place]")]);
      for (const question of questions) question.open();
      const lang = /** @type {HTMLElement} */ (this.closest("[lang]"))?.lang;
      this.number = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
      this.percent = new Intl.NumberFormat(lang, { style: "percent" });
      this.#questions = questions;
      this.#find(".ch-report").replaceChildren();
      this.#find(".ch-quiz").hidden = true;
      this.#find(".ch-without").hidden = true;
      this.#find(".ch-desk").hidden = false;
      this.addEventListener("click", this);
    }

    #read() {
      const lists = this.#lists();
      const unusable = lists.flatMap((list) => list.unusable);
      const tallies = lists.filter(({ tests }) => tests.length).map(({ name, tests }) => {
        return { name, tally: new Tally(this.#questions, tests) };
      });
      const enough = tallies.some(({ tally }) => tally.enough);
      this.#find(".ch-report").replaceChildren(
        ...(unusable.length ? [this.#unusable(unusable)] : []),
        ...(enough ? [this.#whole(tallies), this.#each(tallies)] : []),
      );
      if (!lists.length) return this.#say({ nothing: 1 });
      const read = lists.reduce((sum, { tests }) => sum + tests.length, 0);
      const passed = lists.reduce((sum, list) => sum + list.passed, 0);
      this.#say({ read: read || "0", unusable: unusable.length, passed, few: Number(!enough), below: Number(enough) });
    }

    #empty() {
      for (const area of this.querySelectorAll("textarea")) area.value = "";
      this.#find(".ch-report").replaceChildren();
      URL.revokeObjectURL(this.#address);
      this.#say({ cleared: 1 });
    }

    /** Read the areas in which something stands.
     * @returns {Found[]} */
    #lists() {
      const { mark, count } = this.#quiz.dataset;
      const bank = { mark, count: Number(count), questions: this.#questions };
      const known = new Set();
      const names = /** @type {const} */ (["before", "after"]);
      const texts = names.map((name) => ({ name, text: this.#area(name).value }));
      return texts.filter(({ text }) => text.trim()).map(({ name, text }) => ({ name, ...Code.readAll(text, bank, known) }));
    }

    /** Say those sentences that have a number.
     * @param {Record<string, number | string>} told */
    #say(told) {
      const names = Object.keys(told).filter((name) => told[name]);
      const sentences = names.map((name) => this.#make(`.ch-said--${name}`, { n: told[name] }));
      this.#find(".ch-said").replaceChildren(...sentences.flatMap((sentence) => [sentence, " "]));
    }

    /** @param {{ text: string, fault: string }[]} unusable */
    #unusable(unusable) {
      const section = this.#make(".ch-unusable");
      section.querySelector("ol")?.append(...unusable.map(({ text, fault }) => {
        const signs = [...text];
        const shown = signs.length > 80 ? `${signs.slice(0, 80).join("")}…` : text;
        return this.#make(`.ch-fault--${fault}`, { text: shown });
      }));
      return section;
    }

    /** The group as a whole.
     * @param {List[]} lists */
    #whole(lists) {
      const section = this.#make(".ch-group");
      const averages = lists.map(({ tally }) => tally.average);
      const rates = lists.map(({ name, tally }, place) => {
        return averages[place] === undefined
          ? this.#make(".ch-rate--codes", { n: tally.tests.length })
          : this.#rate(".ch-rate--group", averages[place], { n: tally.tests.length });
      });
      section.querySelector("h2")?.after(...this.#named(lists, rates), ...this.#change("group", averages));
      URL.revokeObjectURL(this.#address);
      const names = lists.map(({ name, tally }) => ({ name: this.#make(`.ch-head--${name}`).textContent || "", tally }));
      this.#address = URL.createObjectURL(new Blob([`${new Sheet(this.dataset, this.#questions, names)}`], { type: "text/csv" }));
      Object.assign(section.querySelector("a") || {}, { href: this.#address, download: `${this.#quiz.dataset.bank}-class.csv` });
      return section;
    }

    /** @param {List[]} lists */
    #each(lists) {
      const section = this.#make(".ch-each");
      section.append(...this.#questions.map((question) => this.#asked(question, lists)));
      return section;
    }

    /** What is known of one question.
     * @param {any} question @param {List[]} lists */
    #asked(question, lists) {
      const section = this.#make(".ch-asked", { n: question.place + 1 });
      const prompt = question.querySelector(".ch-prompt");
      section.querySelector(".ch-words")?.append(...(prompt?.cloneNode(true).childNodes ?? []));
      const rows = lists.map(({ tally }) => tally.row(question));
      if (!rows.some(Boolean)) {
        section.append(this.#make(".ch-few"));
        return section;
      }
      const rates = rows.map((row) => {
        if (!row) return this.#make(".ch-rate--few");
        return row.share === undefined ? this.#make(".ch-rate--open", row) : this.#rate(".ch-rate--right", row.share, row);
      });
      section.append(
        ...this.#named(lists, rates),
        ...this.#change("change", rows.map((row) => row?.share)),
        this.#parts(lists, rows),
        ...this.#link(rows.at(-1)),
      );
      return section;
    }

    /** Put a list's name before what is said of it, where there are two.
     * @param {List[]} lists @param {HTMLElement[]} rates */
    #named(lists, rates) {
      if (lists.length > 1) rates.forEach((rate, place) => rate.prepend(this.#make(`.ch-name--${lists[place].name}`)));
      return rates;
    }

    /** A share in words, and as a bar.
     * @param {string} selector @param {number} share @param {object} values */
    #rate(selector, share, values) {
      const rate = this.#make(selector, { ...values, share: this.percent?.format(share) });
      const bar = /** @type {HTMLElement} */ (rate.querySelector(".ch-length > i"));
      bar.style.width = `${share * 100}%`;
      return rate;
    }

    /** The way from before to after in plain words, where both are known.
     * @param {"group" | "change"} of @param {(number | undefined)[]} shares */
    #change(of, [before, after]) {
      if (before === undefined || after === undefined) return [];
      const { points, part } = Tally.gain(before, after);
      const way = points > 0 ? "rose" : points < 0 ? "fell" : "stayed";
      return [this.#make(`.ch-${of}--${way}`, { n: Math.abs(points), part: this.percent?.format(part ?? 0) })];
    }

    /** How many chose what.
     * @param {List[]} lists @param {any[]} rows */
    #parts(lists, rows) {
      const box = this.#make(".ch-parts");
      const shown = rows.map((row, place) => ({ row, name: lists[place].name })).filter(({ row }) => row);
      for (const { name } of shown) box.querySelector("tr")?.append(this.#make(`.ch-head--${lists.length > 1 ? name : "chosen"}`));
      const body = box.querySelector("tbody");
      for (const label of Tally.labels(rows)) {
        const parts = shown.map(({ row }) => row.parts.find((/** @type {any} */ part) => part.label === label));
        body?.append(this.#part(label, parts));
      }
      if (shown.some(({ row }) => row.unanswered)) {
        const parts = shown.map(({ row }) => ({ count: row.unanswered, share: row.unanswered / row.asked }));
        body?.append(this.#part(this.#make(".ch-name--unanswered"), parts));
      }
      return box;
    }

    /** @param {string | Node} label @param {any[]} parts what each list says of it */
    #part(label, parts) {
      const line = this.#make(".ch-part");
      line.querySelector("bdi")?.append(label);
      if (parts.some((part) => part?.right)) line.querySelector("th")?.append(" ", this.#make(".ch-right"));
      line.append(...parts.map((part) => this.#rate(".ch-cell", part?.share ?? 0, { n: part?.count ?? 0 })));
      return line;
    }

    /** How a question goes with the others, in plain words; nothing where it has no right answer.
     * @param {any} row */
    #link(row) {
      if (row?.share === undefined) return [];
      const { link } = row;
      if (link === undefined) return [this.#make(".ch-link--untold")];
      const sort = link >= 0.3 ? "strong" : link >= 0.1 ? "some" : link > -0.1 ? "none" : "turned";
      return [this.#make(`.ch-link--${sort}`, { n: Math.round(link * 100) / 100 + 0 })]; // + 0: never -0
    }

    /** Clone a piece of the template and fill in its {placeholders}.
     * @param {string} selector @param {Record<string, any>} values */
    #make(selector, values = {}) {
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector(":scope > template"));
      const piece = template.content.querySelector(selector)?.cloneNode(true);
      if (!(piece instanceof HTMLElement)) throw new Error(`the template has no ${selector}`);
      const texts = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = /** @type {Text} */ (texts.currentNode);
        text.data = text.data.replace(/\{(\w+)\}/g, (_, name) => this.#format(values[name]));
      }
      return piece;
    }

    /** @param {any} value */
    #format(value) {
      return typeof value === "number" ? this.number?.format(value) ?? "" : `${value}`;
    }

    get #quiz() {
      return this.#find("clearheart-quiz");
    }

    /** @param {string} name @returns {HTMLTextAreaElement} */
    #area(name) {
      return /** @type {any} */ (this.#find(`textarea[name=${name}]`));
    }

    /** @param {string} selector */
    #find(selector) {
      return /** @type {HTMLElement} */ (this.querySelector(selector));
    }
  }

  ClearheartClass.define();
}
