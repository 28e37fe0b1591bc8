// @ts-check
/* <clearheart-setup>: the set-up page of a quiz. Clones its form out of the <template>, and writes what is chosen there into
   the address, links, the QR code, the lines to copy and the preview. Fields are named as the parameters that they write; only
   what differs from the form as it came is written. data-site, data-page and data-embed are published addresses, data-...-way
   the ways there from this page. Nothing is stored or sent. */
{
  const LOOKS = ["theme", "accent", "size"]; // of embeds; all others say how the quiz runs
  const SIGNS = "BCDFGHJKMNPQRTVWXZ23456789"; // none looks like another, and without vowels no word comes out
  const LENGTH = 4;
  const PAUSE = 400; // ms without a change after which the preview follows

  class ClearheartSetup extends HTMLElement {
    static define(tag = "clearheart-setup", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** The form as it came. @type {Record<string, string>} */
    #first = {};
    #timer = 0;

    connectedCallback() {
      if (this.querySelector("form")) return; // only moved to another place
      const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
      template.after(template.content.cloneNode(true));
      this.#first = this.#values();
      for (const type of ["input", "click", "submit"]) this.addEventListener(type, this);
      this.#update();
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "submit") event.preventDefault();
      else if (event.type === "input") this.#update();
      else if (/** @type {Element} */ (event.target).closest("button")?.value === "seed") this.#makeSeed();
    }

    #makeSeed() {
      const sign = () => SIGNS[Math.floor(Math.random() * SIGNS.length)];
      const field = this.#field("seed");
      field.value = Array.from({ length: LENGTH }, sign).join("");
      field.focus();
      this.#update();
    }

    #update() {
      this.#field("accent").disabled = !this.#field("ch-set-own").checked;
      const { language, ...chosen } = this.#chosen();
      const ways = Object.fromEntries(Object.entries(chosen).filter(([name]) => !LOOKS.includes(name)));
      const page = join(this.#address("page"), ways);
      const embed = this.#address("embed").replace(/[^/]+(\/[^/]+\/)$/, (all, rest) => (language ? language + rest : all));
      for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (this.querySelectorAll("[data-takes]"))) {
        link.href = join(link.href, ways);
      }
      this.querySelector("clearheart-qr")?.setAttribute("text", page);
      this.#field("ch-set-address", this).value = page;
      const places = { site: this.#address("site"), page, embed, frame: join(embed, chosen) };
      const lines = Object.fromEntries(Object.entries(places).map(([name, address]) => [name, escape(address)]));
      this.#fill("ch-set-lines", { ...lines, options: attributes(chosen) });
      this.#fill("ch-set-frame", lines);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#preview(language ? { language, ...chosen } : chosen), PAUSE);
    }

    /** The form's values by name; what is not valid is as if it were not there. @returns {Record<string, string>} */
    #values() {
      const entries = [...new FormData(this.#form)].map(([name, value]) => [name, `${value}`.replace(/^#/, "").trim()]);
      return Object.fromEntries(entries.filter(([name]) => !this.#form.querySelector(`[name="${name}"]:invalid`)));
    }

    /** What differs from the form as it came. */
    #chosen() {
      return Object.fromEntries(Object.entries(this.#values()).filter(([name, value]) => value !== this.#first[name]));
    }

    /** An address as others reach it: on this site, or from a disk that under which it is published.
     * @param {string} name */
    #address(name) {
      const way = this.getAttribute(`data-${name}-way`) ?? "";
      const isSite = location.protocol.startsWith("http");
      return isSite ? new URL(way, document.baseURI).href : this.getAttribute(`data-${name}`) ?? "";
    }

    /** Write values into the {places} of a field's first text.
     * @param {string} id @param {Record<string, string>} values */
    #fill(id, values) {
      const field = this.#field(id, this);
      field.value = field.defaultValue.replace(/\{(\w+)\}/g, (/** @type {string} */ all, /** @type {string} */ name) => values[name] ?? all);
    }

    /** @param {Record<string, string>} options */
    #preview(options) {
      const quiz = this.querySelector("prevention-quiz");
      for (const name of ["language", ...Object.keys(this.#first), ...LOOKS]) {
        if (name in options) quiz?.setAttribute(name, options[name]);
        else quiz?.removeAttribute(name);
      }
    }

    get #form() {
      return /** @type {HTMLFormElement} */ (this.querySelector("form"));
    }

    /** Find a field by its id or name. @param {string} name @param {HTMLElement} inside @returns {any} */
    #field(name, inside = this.#form) {
      return inside.querySelector(`#${name}, [name="${name}"]`);
    }
  }

  /** @param {string} address @param {Record<string, string>} options */
  const join = (address, options) => {
    const url = new URL(address);
    url.search = `${new URLSearchParams(options)}`;
    return url.href;
  };

  /** @param {string} text */
  const escape = (text) => text.replace(/[&"<]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /** @param {Record<string, string>} options */
  const attributes = (options) => Object.entries(options).map(([name, value]) => ` ${name}="${escape(value)}"`).join("");

  ClearheartSetup.define();
}
