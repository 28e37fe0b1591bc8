// @ts-check
/* The base of all questions: <clearheart-single>, <clearheart-order> and their like extend it (theme/quiz/kinds).
   A question knows its answer, what it is worth and how to mark it; <clearheart-quiz> decides when. It needs no quiz
   around it: the big screen and the class results use it too. Pieces of HTML come from the quiz's <template>.
   Every kind gives `size` (how many different answers it can tell), `answer` (get and set: a number from 0, or -1 where
   there is none yet), `credit` (what the present answer is worth, 0 to 1; undefined where nothing is right or wrong) and
   `marks(whole)` (what the present answer is told; as a whole also what was right). */
{
  /**
   * What stands beside one row of a question when it is judged: its element, the verdict ("right", "other", "unfit",
   * "key", or none), its feedback in the answer, and the control that is emptied if it does not fit.
   * @typedef {{ row: Element, verdict: string, why?: Element | null, input?: HTMLInputElement | null }} Mark
   */

  class Question extends HTMLElement {
    /** @param {string} tag */
    static define(tag) {
      if (!customElements.get(tag)) customElements.define(tag, this);
    }

    /** Put a list into another order. @template T
     * @param {T[]} list @param {() => number} random gives numbers from 0 up to 1 */
    static mix(list, random) {
      const mixed = list.map((entry) => ({ entry, by: random() })).sort((one, other) => one.by - other.by);
      return mixed.map(({ entry }) => entry);
    }

    locked = false;
    /** Where the quiz is with it: open, wrong or done. */
    state = "open";
    /** @type {number | undefined} what its first answer was worth */
    first;

    /** What brings back the reader's input. */
    get saved() {
      return `${this.answer}`;
    }

    set saved(text) {
      this.answer = Number(text);
    }

    get points() {
      return Number(this.dataset.points);
    }

    get place() {
      return Number(this.dataset.place);
    }

    /** @returns {any[]} inputs and selects */
    get controls() {
      return [...this.querySelectorAll("fieldset :is(input, select)")];
    }

    /** Add what only a script can do, before the question is first shown. */
    open() {}

    /** @param {() => number} _random gives numbers from 0 up to 1 */
    shuffle(_random) {}

    /** Mark the present answer; as a whole also with the right one and the explanation, and lock it. */
    judge(whole = false) {
      this.unmark();
      for (const mark of this.marks(whole)) this.#mark(mark);
      if (!whole) return;
      const because = this.querySelector(".ch-because");
      if (because) this.feedback(null, true).append(...because.cloneNode(true).childNodes);
      this.lock();
    }

    /** Take all marks away and unlock. */
    unmark() {
      for (const made of this.querySelectorAll(".ch-verdict, .ch-feedback")) made.remove();
      for (const row of this.querySelectorAll(".is-right, .is-other")) row.classList.remove("is-right", "is-other");
      this.lock(false);
    }

    /** Empty the question for another try. @param {boolean} keep what was right stays */
    clear(keep = false) {
      const unfit = keep ? this.marks(false).filter(({ verdict }) => verdict !== "right") : [];
      this.unmark();
      if (!keep) this.answer = -1;
      for (const { input } of unfit) if (input) input.checked = false;
    }

    /** Let nothing be changed; what is chosen stays in reach of the keyboard and of screen readers. */
    lock(on = true) {
      this.locked = on;
      for (const control of this.controls) {
        if (control.type === "text") control.readOnly = on;
        else control.disabled = on && !control.checked;
      }
    }

    /** The feedback on one row. @param {number} place from 0, as the author wrote them */
    why(place) {
      return this.querySelector(`.ch-why > [value="${place + 1}"]`);
    }

    /** Put a box for feedback after a row, or below all of them.
     * @param {Element | null} row */
    feedback(row, right = false) {
      const box = this.make(".ch-feedback");
      box.classList.toggle("is-right", right);
      if (row) row.after(box);
      else this.querySelector("fieldset")?.append(box);
      return box;
    }

    /** Clone a piece of the template. @param {string} selector */
    make(selector) {
      const { content } = /** @type {any} */ (this.closest(".ch-quiz")).querySelector("template");
      const piece = content.querySelector(selector).cloneNode(true);
      piece.dataset.made = "";
      return piece;
    }

    /** @param {Mark} mark */
    #mark({ row, verdict, why }) {
      const right = verdict === "right" || verdict === "key";
      if (verdict) {
        row.classList.add(right ? "is-right" : "is-other");
        row.append(this.make(`.ch-verdict--${verdict}`));
      }
      if (!why) return;
      const words = document.createElement("p");
      words.append(...why.cloneNode(true).childNodes);
      this.feedback(row, right).append(words);
    }
  }

  Question.define("clearheart-question");
}
