// @ts-check
/* <clearheart-clock>: counts seconds down in a ring and a number. It hides nothing and ends nothing: people decide.
   The last seconds are told to those who listen. A "clearheart-clock" event says that it stopped or ran on. */
{
  const LAST = 5;

  class ClearheartClock extends HTMLElement {
    static define(tag = "clearheart-clock", registry = customElements) {
      if (!registry.get(tag)) registry.define(tag, this);
    }

    #seconds = 0;
    #end = 0; // where it runs: when it will be up, in milliseconds
    #left = 0; // where it stands: milliseconds that are left
    #timer = 0;

    disconnectedCallback() {
      this.stop();
    }

    get isRunning() {
      return this.#timer > 0;
    }

    /** Begin anew with so many seconds; 0 puts the clock away.
     * @param {number} seconds */
    start(seconds) {
      this.stop();
      this.#seconds = seconds;
      this.#left = seconds * 1000;
      this.hidden = !seconds;
      if (seconds) this.run();
    }

    /** Run on; a clock that is up begins anew. */
    run() {
      if (this.hidden || this.isRunning) return;
      this.#end = Date.now() + (this.#left || this.#seconds * 1000);
      this.#timer = setInterval(() => this.#tick(), 200);
      this.#tick();
      this.#say();
    }

    stop() {
      if (!this.isRunning) return;
      clearInterval(this.#timer);
      this.#timer = 0;
      this.#left = Math.max(0, this.#end - Date.now());
      this.#show();
      this.#say();
    }

    #tick() {
      this.#left = Math.max(0, this.#end - Date.now());
      if (this.#left) this.#show();
      else this.stop();
    }

    #show() {
      const left = Math.ceil(this.#left / 1000);
      const { paused = "", up = "", left: running = "" } = this.dataset;
      this.#write("span", left ? (this.isRunning ? running : paused) : up);
      this.#write("b", `${left}`);
      this.#write("[role=status]", left ? (this.isRunning && left <= LAST ? `${left}` : "") : up);
      const ring = /** @type {SVGElement} */ (this.querySelector(".ch-clock-left"));
      ring.style.strokeDashoffset = `${100 - (100 * left) / this.#seconds}`;
    }

    /** Write only what is new: the same words again would be read out again.
     * @param {string} selector @param {string} words */
    #write(selector, words) {
      const place = this.querySelector(selector);
      if (place && place.textContent !== words) place.textContent = words;
    }

    #say() {
      this.dispatchEvent(new CustomEvent("clearheart-clock", { bubbles: true }));
    }
  }

  ClearheartClock.define();
}
