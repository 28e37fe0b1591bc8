// @ts-check
/* <prevention-quiz src="https://.../embed/en/basics/"></prevention-quiz>: a quiz in a page of any other site.
   Makes a sandboxed frame and gives it the height that it tells. Attributes say how the quiz is taken and how it looks.
   What stands inside the element (a link to the quiz, say) is shown where no script runs, and names the frame; a title
   attribute names it too. With the attribute `events` the element tells its page how the quiz goes. */
{
  const LOWEST = 40;
  const HIGHEST = 40000;

  /** Attributes that go into the frame's address under their own names; of the last two the name alone says yes. */
  const OPTIONS = ["mode", "pick", "tag", "difficulty", "seed", "pass", "run", "theme", "accent", "size", "shuffle", "events"];
  const SWITCHES = OPTIONS.slice(-2);

  const isNumber = (/** @type {unknown} */ value) => typeof value === "number" && value >= 0 && value <= 1e6;
  const isOpen = (/** @type {unknown} */ value) => value === undefined;

  /** What each event tells, and what that may be.
   * @type {Record<string, Record<string, (value: any) => boolean>>} */
  const EVENTS = {
    ready: { questions: isNumber },
    answered: {
      question: (id) => typeof id === "string" && /^[a-z\d-]{1,100}$/.test(id),
      credit: (value) => isOpen(value) || (isNumber(value) && value <= 1),
    },
    completed: {
      points: isNumber,
      total: isNumber,
      right: isNumber,
      questions: isNumber,
      passed: (value) => isOpen(value) || typeof value === "boolean",
      mode: (value) => ["practice", "test", "cards"].includes(value),
    },
  };

  class PreventionQuiz extends HTMLElement {
    static observedAttributes = ["src", "title", "language", ...OPTIONS];

    static define(tag = "prevention-quiz", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    /** @type {HTMLIFrameElement | undefined} */
    #frame;
    #words = "";
    #changed = false;

    connectedCallback() {
      window.addEventListener("message", this);
      this.#place();
    }

    disconnectedCallback() {
      window.removeEventListener("message", this);
    }

    /** Attributes that change together change the frame once. */
    attributeChangedCallback() {
      if (this.#changed) return;
      this.#changed = true;
      queueMicrotask(() => {
        this.#changed = false;
        if (this.isConnected) this.#place();
      });
    }

    /** Believe only the frame that we made, in the forms that we know.
     * @param {MessageEvent} message */
    handleEvent({ source, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || data?.clearheart !== 1) return;
      if ("event" in data) this.#tell(data.event, data.detail);
      else this.#grow(data.height);
    }

    /** @param {unknown} height */
    #grow(height) {
      if (typeof height !== "number" || !(height >= LOWEST && height <= HIGHEST)) return;
      /** @type {HTMLIFrameElement} */ (this.#frame).style.height = `${Math.ceil(height)}px`;
    }

    /** Dispatch an event with what it is known to tell, and nothing else.
     * @param {string} name @param {any} told */
    #tell(name, told) {
      if (!this.hasAttribute("events") || !Object.hasOwn(EVENTS, name) || typeof told !== "object" || !told) return;
      const parts = Object.entries(EVENTS[name]).map(([key, fits]) => ({ key, value: told[key], fits }));
      if (!parts.every(({ value, fits }) => fits(value))) return;
      const detail = Object.fromEntries(parts.map(({ key, value }) => [key, value]));
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    /** Another address gets another frame: one that changed its own would stand in the way of the browser's Back. */
    #place() {
      const address = this.#address();
      if (!address) return;
      this.#words = this.title || this.#words || this.textContent?.trim() || "Quiz";
      if (this.#frame?.src !== address) this.#frame = this.#make(address);
      this.#frame.title = this.#words;
      if (this.#frame.parentNode !== this) this.replaceChildren(this.#frame);
    }

    /** The quiz's address in full, with all options; none where it is not one of a web page or file. */
    #address() {
      const src = this.getAttribute("src");
      const url = src ? parse(src) : null;
      if (!url || !/^(https?|file):$/.test(url.protocol)) return "";
      const language = this.getAttribute("language") || "";
      if (/^[a-z]{2,3}(-[a-z\d]+)*$/i.test(language)) {
        url.pathname = url.pathname.replace(/\/embed\/[^/]+(\/[^/]+\/?(index\.html)?)$/, `/embed/${language}$1`);
      }
      if (url.protocol === "file:") url.pathname = url.pathname.replace(/\/$/, "/index.html");
      for (const name of OPTIONS) {
        const value = this.getAttribute(name);
        if (value !== null) url.searchParams.set(name, value || (SWITCHES.includes(name) ? "1" : ""));
      }
      return url.href;
    }

    /** @param {string} address */
    #make(address) {
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
      frame.loading = "lazy";
      frame.referrerPolicy = "no-referrer";
      frame.src = address;
      Object.assign(frame.style, { display: "block", width: "100%", height: "640px", border: "0" });
      return frame;
    }
  }

  /** @param {string} src */
  const parse = (src) => {
    try {
      return new URL(src, document.baseURI);
    } catch {
      return null;
    }
  };

  PreventionQuiz.define();
}
