// @ts-check
/* <clearheart-fill-in>: clones what is in its <template>; draws the chosen leaflet, writes what is typed on its lines, and
   prints. An <option> says where its drawing is (data-source), how many pages stand in it one below the other (data-sheets), their
   size (data-paper) and the lines to write on (data-lines: the field's name, page, left, the line itself,
   width, and the leaflet's type), in millimetres. Nothing is sent; the lines are kept on the device where the reader asks for it, under the name data-keep. */
{
  const SVG = "http://www.w3.org/2000/svg";
  const FINE = 10; // a drawing's unit is a tenth of a millimetre: some browsers round type below some size
  const SIZES = [1, 0.9, 0.8, 0.7, 0.62];
  const LARGE = 0.86; // type, as a part of the leaflet's own
  const ABOVE = 0.17; // how far it stands above the line, as a part of the same
  const INSET = 0.5; // mm
  const LINES = ["organisation", "phone", "address", "helpline"];
  /** Width and height -> the name of the paper, the edge to turn it over, and the class of its page.
   * @type {Record<string, string[]>} */
  const PAPERS = {
    "210 297": ["a4", "long", "ch-paper-a4"],
    "297 210": ["a4", "short", "ch-paper-a4-wide"],
    "215.9 279.4": ["us", "long", "ch-paper-us"],
    "279.4 215.9": ["us", "short", "ch-paper-us-wide"],
  };

  class ClearheartFillIn extends HTMLElement {
    static define(tag = "clearheart-fill-in", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** The steps as they came, with places for the paper's words. @type {string[]} */
    #steps = [];

    connectedCallback() {
      if (this.querySelector("form")) return; // only moved to another place
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
      this.querySelector(".ch-without")?.remove();
      template.after(template.content.cloneNode(true));
      this.#steps = [...this.querySelectorAll(".ch-dialog > ol > li")].map((step) => step.textContent ?? "");
      const asked = new URLSearchParams(location.search).get("print");
      const choice = this.#field("print");
      if ([...choice.options].some((option) => option.value === asked)) choice.value = asked;
      this.#recall();
      for (const type of ["input", "change", "click", "submit"]) this.addEventListener(type, this);
      this.#draw();
    }

    /** @param {Event} event */
    handleEvent(event) {
      const target = /** @type {HTMLInputElement} */ (event.target);
      if (event.type === "submit") event.preventDefault();
      else if (event.type === "click") target.closest("button") && print();
      else if (target.name === "print") this.#choose();
      else if (event.type === "input") this.#write();
      if (event.type === "change") this.#remember();
    }

    #choose() {
      try {
        history.replaceState(null, "", `?print=${encodeURIComponent(this.#field("print").value)}`);
      } catch {
        // a page from a disk may not change its address
      }
      this.#draw();
    }

    /** Draw the pages of the chosen leaflet. */
    #draw() {
      const { source, sheets, paper, title } = this.#chosen;
      const [width, height] = paper.split(" ").map((side) => Number(side) * FINE);
      const [size, sides, look] = PAPERS[paper];
      const pages = Array.from({ length: Number(sheets) }, (_, place) => {
        const name = (this.#pages.dataset.name ?? "").replace("{n}", `${place + 1}`).replace("{title}", () => title);
        const page = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name });
        page.setAttribute("class", look);
        page.append(drawn("image", { href: source, y: -place * height, width, height: height * Number(sheets) }));
        return page;
      });
      this.#pages.replaceChildren(...pages);
      this.#tell(size, sides);
      this.#write();
    }

    /** Say what to choose in the print window. @param {string} size @param {string} sides */
    #tell(size, sides) {
      const word = (/** @type {string} */ place) => this.querySelector(`.ch-dialog ${place}`)?.textContent ?? "";
      const words = { size: word(`[data-size=${size}]`), sides: word(`[data-sides=${sides}]`) };
      this.querySelectorAll(".ch-dialog > ol > li").forEach((step, place) => {
        step.textContent = this.#steps[place].replace("{size}", words.size).replace("{sides}", words.sides);
      });
    }

    /** Write on the lines what is typed. */
    #write() {
      for (const old of this.#pages.querySelectorAll("text")) old.remove();
      const isRtl = getComputedStyle(this).direction === "rtl";
      const narrow = new Set();
      for (const line of this.#chosen.lines.split(";")) {
        const [name, ...numbers] = line.split(" ");
        const [page, x, y, width, type] = numbers.map(Number);
        const words = this.#field(name).value.trim();
        if (!words) continue;
        const start = (isRtl ? x + width - INSET : x + INSET) * FINE;
        const text = drawn("text", { x: start, y: (y - ABOVE * type) * FINE, "font-weight": 700, fill: "#14323C" });
        text.textContent = words;
        this.#pages.children[page - 1].append(text);
        if (!fit(/** @type {SVGTextElement} */ (text), LARGE * type * FINE, (width - INSET) * FINE)) narrow.add(name);
      }
      this.#say(narrow);
    }

    /** @param {Set<string>} narrow names of fields whose words have no room */
    #say(narrow) {
      const said = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
      const label = (/** @type {string} */ name) => this.querySelector(`label[for=ch-${name}]`)?.textContent ?? "";
      const words = [...narrow].map((name) => (this.dataset.long ?? "").replace("{field}", label(name))).join(" ");
      if (said.textContent !== words) said.textContent = words;
    }

    #remember() {
      const lines = Object.fromEntries(LINES.map((name) => [name, this.#field(name).value]));
      try {
        if (this.#field("remember").checked) localStorage.setItem(this.dataset.keep ?? "", JSON.stringify(lines));
        else localStorage.removeItem(this.dataset.keep ?? "");
      } catch {
        // nothing is kept where the browser forbids it
      }
    }

    #recall() {
      try {
        const lines = JSON.parse(localStorage.getItem(this.dataset.keep ?? "") ?? "null");
        for (const name of lines ? LINES : []) this.#field(name).value = `${lines[name] ?? ""}`;
        this.#field("remember").checked = lines !== null;
      } catch {
        // what was kept cannot be read: the form stays empty
      }
    }

    /** What the chosen option tells. @returns {any} */
    get #chosen() {
      return this.#field("print").selectedOptions[0].dataset;
    }

    get #pages() {
      return /** @type {HTMLElement} */ (this.querySelector(".ch-pages"));
    }

    /** @param {string} name @returns {any} */
    #field(name) {
      return this.querySelector(`[name=${name}]`);
    }
  }

  /** Give the words the largest size at which they fit; say whether one does. @param {SVGTextElement} text
   * @param {number} size @param {number} room */
  const fit = (text, size, room) =>
    SIZES.some((share) => {
      text.setAttribute("font-size", `${size * share}`);
      return text.getComputedTextLength() <= room;
    });

  /** @param {string} name @param {Record<string, string | number>} attributes */
  const drawn = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
    return made;
  };

  ClearheartFillIn.define();
}
