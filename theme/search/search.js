// @ts-check
/* <clearheart-search>: clones its form out of the <template>, and looks through the words of all pages as somebody types. They come
   with the event clearheart-index, from a script of their own: pages as [title, address, section, line, [[anchor, heading, words]]],
   and groups of words that mean the same. Of Chinese every two neighbouring characters are looked for, of other languages beginnings
   of words; accents and capitals do not matter. Words for people come as data-count, data-one, data-none, data-first; data-help names what
   brings the help box first. */
{
  const HAN = /\p{Script=Han}/u;
  const LETTER = /[\p{L}\p{N}]/u;
  const PIECES = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
  const SENTENCES = /[^.!?。！？\n]+[.!?。！？]*/g;
  const MOST = 20;
  const LONGEST = 180;

  /** @param {string} text */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /** The pieces of a question that a page must hold: pairs of characters, beginnings of words. @param {string} text */
  const parts = (text) => {
    const found = [];
    for (const piece of fold(text).match(PIECES) ?? []) {
      const signs = [...piece];
      if (!HAN.test(piece) || signs.length < 3) found.push(piece);
      else for (let place = 1; place < signs.length; place++) found.push(signs[place - 1] + signs[place]);
    }
    return [...new Set(found)];
  };

  /** Where a part stands in a folded text; -1 where it does not. @param {string} text @param {string} part */
  const find = (text, part) => {
    let place = text.indexOf(part);
    while (place > 0 && !HAN.test(part) && LETTER.test(text[place - 1]) && !HAN.test(text[place - 1])) place = text.indexOf(part, place + 1);
    return place;
  };

  /** @param {string} text @param {string[]} wanted */
  const held = (text, wanted) => wanted.filter((part) => find(text, part) >= 0).length;

  /** The entry with the highest number. @template T @param {T[]} list @param {(one: T) => number} worth */
  const best = (list, worth) => list.reduce((first, next) => (worth(next) > worth(first) ? next : first), list[0]);

  /** Whether a place lies between the two halves of one sign, as in a picture or a rare character. @param {string} text @param {number} place */
  const isWithin = (text, place) => (text.codePointAt(place - 1) ?? 0) > 0xffff;

  /** @param {string} text */
  const shortened = (text) => text.slice(0, isWithin(text, LONGEST) ? LONGEST - 1 : LONGEST);

  class ClearheartSearch extends HTMLElement {
    static define(tag = "clearheart-search", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    #pages = /** @type {any[]} */ ([]);
    #alike = /** @type {string[][]} */ ([]);

    connectedCallback() {
      if (this.querySelector("form")) return; // only moved to another place
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
      template.after(template.content.cloneNode(true));
      this.#input.value = new URLSearchParams(location.search).get("q") ?? "";
      this.addEventListener("input", this);
      this.addEventListener("submit", this);
      document.addEventListener("clearheart-index", this, { once: true });
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "submit") event.preventDefault();
      if (event instanceof CustomEvent) this.#take(event.detail);
      this.#show();
    }

    /** @param {{ pages: any[], alike: string[][] }} told */
    #take({ pages, alike }) {
      this.#alike = alike.map((words) => words.map(fold));
      this.#pages = pages.map(([title, address, section, line, blocks]) => ({
        title, address, section, line,
        folded: { title: fold(title), line: fold(line) },
        blocks: blocks.map((/** @type {string[]} */ [anchor, heading, words]) => ({ anchor, heading, words, folded: fold(heading), below: fold(words) })),
      }));
    }

    #show() {
      const asked = this.#input.value.trim();
      const hasCome = this.#pages.length > 0; // until the words come, nothing can be said of what is there
      const found = asked ? this.#look(asked) : [];
      const results = /** @type {HTMLElement} */ (this.querySelector("ol"));
      results.replaceChildren(...found.slice(0, MOST).map(({ page, wanted }) => this.#entry(page, wanted)));
      const all = /** @type {HTMLElement} */ (this.querySelector("[data-all]"));
      const help = /** @type {HTMLElement} */ (this.querySelector("[data-urgent]"));
      all.hidden = !!asked && hasCome;
      help.hidden = !this.#isUrgent(asked);
      const { count = "", one = "", none = "", first = "" } = this.dataset;
      const many = found.length === 1 ? one : count;
      const told = found.length ? many : none;
      const words = help.hidden ? (hasCome ? told : "") : first;
      /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = asked ? words.replace("{n}", `${found.length}`) : "";
      this.#keep(asked);
    }

    /** @param {string} asked */
    #isUrgent(asked) {
      const text = fold(asked);
      return (this.dataset.help ?? "").split("|").some((words) => find(text, fold(words)) >= 0);
    }

    /** All pages that hold what was asked for, or a word that means the same; where none holds all of it, those that hold
        at least half. The best is first. @param {string} asked */
    #look(asked) {
      const byPage = new Map();
      for (const [place, words] of this.#ways(asked).entries()) {
        const wanted = parts(words);
        for (const page of wanted.length ? this.#pages : []) {
          const { share, sum } = this.#worth(page, wanted, words);
          const worth = share * 1000 + sum - place;
          if (share >= 0.5 && worth > (byPage.get(page)?.worth ?? 0)) byPage.set(page, { page, wanted, worth, share });
        }
      }
      const found = [...byPage.values()].sort((a, b) => b.worth - a.worth);
      return found.some(({ share }) => share === 1) ? found.filter(({ share }) => share === 1) : found;
    }

    /** What was asked, and the same with other words for it. @param {string} asked */
    #ways(asked) {
      const text = fold(asked);
      const ways = [text];
      for (const group of this.#alike) {
        const word = group.find((one) => find(text, one) >= 0);
        if (!word) continue;
        const start = find(text, word);
        const [before, after] = [text.slice(0, start), text.slice(start + word.length)];
        ways.push(...group.filter((one) => one !== word).map((one) => before + one + after));
      }
      return ways;
    }

    /** How much of what is wanted a page holds, and how prominently. @param {any} page @param {string[]} wanted @param {string} asked */
    #worth(page, wanted, asked) {
      let sum = 0;
      let count = 0;
      for (const part of wanted) {
        const inTitle = find(page.folded.title, part);
        const inHeading = page.blocks.some((/** @type {any} */ block) => find(block.folded, part) >= 0);
        const inLine = find(page.folded.line, part) >= 0;
        const inWords = page.blocks.some((/** @type {any} */ block) => find(block.below, part) >= 0);
        if (inTitle >= 0 || inHeading || inLine || inWords) count++;
        sum += (inTitle < 0 ? 0 : inTitle ? 24 : 30) + (inHeading ? 10 : 0) + (inLine ? 6 : 0) + (inWords ? 4 : 0);
      }
      const whole = fold(asked);
      if (page.folded.title.includes(whole)) sum += 20 * wanted.length;
      if (page.blocks.some((/** @type {any} */ block) => block.below.includes(whole))) sum += 8 * wanted.length;
      return { share: count / wanted.length, sum: sum / wanted.length };
    }

    /** @param {any} page @param {string[]} wanted */
    #entry(page, wanted) {
      const block = best(page.blocks, (/** @type {any} */ one) => held(one.folded, wanted) + held(one.below, wanted));
      const inBlock = block && held(block.below, wanted) ? best(block.words.match(SENTENCES) ?? [""], (one) => held(fold(one), wanted)) : page.line;
      const entry = document.createElement("li");
      const link = document.createElement("a");
      const leads = block && held(page.folded.title, wanted) < wanted.length && block.anchor;
      link.href = `${this.dataset.home}${page.address}${leads ? `#${block.anchor}` : ""}`;
      link.append(...this.#marked(page.title, wanted));
      const section = document.createElement("span");
      section.className = "ch-muted";
      section.textContent = page.section;
      const words = document.createElement("p");
      words.append(...this.#marked(shortened(inBlock.trim()), wanted));
      entry.append(link, " ", section, words);
      return entry;
    }

    /** A text in which what was asked for is marked. @param {string} text @param {string[]} wanted */
    #marked(text, wanted) {
      const folded = fold(text);
      if (folded.length !== text.length) return [text];
      const on = new Array(text.length).fill(false);
      for (const part of wanted) {
        for (let place = find(folded, part); place >= 0; place = folded.indexOf(part, place + 1)) on.fill(true, place, place + part.length);
      }
      const pieces = [];
      for (let start = 0, end = 1; end <= text.length; end++) {
        if (end < text.length && (on[end] === on[start] || isWithin(text, end))) continue;
        const piece = on[start] ? document.createElement("mark") : document.createElement("span");
        piece.textContent = text.slice(start, end);
        pieces.push(piece);
        start = end;
      }
      return pieces;
    }

    /** @param {string} asked */
    #keep(asked) {
      const search = asked ? `?q=${encodeURIComponent(asked)}` : "";
      if (search === location.search) return;
      try {
        history.replaceState(null, "", location.pathname + search + location.hash);
      } catch {
        // a page from a disk may not change its address
      }
    }

    get #input() {
      return /** @type {HTMLInputElement} */ (this.querySelector("input"));
    }
  }

  ClearheartSearch.define();
}
