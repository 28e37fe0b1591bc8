// @ts-check
/* The game of a big screen, found by others as customElements.get("clearheart-stage").Game: which questions are asked,
   which step is shown, and how many points the teams have. It knows nothing of the page. A step is 0 for the first page,
   then two for each question (asked, answered), then one for the last page. */
{
  const VERSION = 1;
  const { Code } = /** @type {any} */ (customElements.get("clearheart-question"));
  const Stage = /** @type {any} */ (customElements.get("clearheart-stage"));

  class Game {
    step = 0;
    /** The furthest step so far: answers up to there have brought their points. */
    reached = 0;
    /** @type {number[]} places in the bank of the questions asked */
    order = [];
    /** @type {Record<number, number[]>} by place: each team's answer as bits, one for each letter */
    noted = {};
    /** @type {number[]} points given by hand, for each team */
    given = [];

    /** The right options of a question as bits; 0 where none is right, or options have no letters.
     * @param {any} question @returns {number} */
    static rights(question) {
      const parts = Stage.isLettered(question) ? question.parts : [];
      return parts.reduce((/** @type {number} */ bits, /** @type {any} */ { right }, /** @type {number} */ place) => bits + (right ? 2 ** place : 0), 0);
    }

    /** @param {any[]} questions all of the bank, in its order */
    constructor(questions) {
      this.questions = questions;
    }

    /** Choose what is asked; the same word draws the same questions, as it does in the quiz.
     * @param {{ pick: string, seed: string }} choices */
    draw({ pick, seed }) {
      const random = Code.random(seed ? Code.seed(seed) : Math.floor(Math.random() * 32768));
      const mixed = this.questions.map((_, place) => ({ place, by: random() })).sort((one, other) => one.by - other.by);
      const drawn = mixed.slice(0, Number(pick) || mixed.length).map(({ place }) => place);
      this.order = drawn.sort((one, other) => one - other);
    }

    get last() {
      return 2 * this.order.length + 1;
    }

    /** Go a step on or back. @param {number} by */
    go(by) {
      this.step = Math.min(Math.max(this.step + by, 0), this.last);
      this.reached = Math.max(this.reached, this.step);
    }

    /** Where in the game the present question stands, from 0; -1 on the first page and the last. */
    get turn() {
      return this.step > 0 && this.step < this.last ? (this.step - 1) >> 1 : -1;
    }

    get isAnswered() {
      return this.turn >= 0 && this.step % 2 === 0;
    }

    get question() {
      return this.questions[this.order[this.turn]];
    }

    /** @param {number} team @param {number} bits */
    note(team, bits) {
      const place = this.order[this.turn];
      this.noted[place] ??= [];
      this.noted[place][team] = bits;
    }

    /** Give a point by hand or take one; nobody goes below none. @param {number} team @param {number} by */
    give(team, by) {
      if (by > 0 || this.points(team) > 0) this.given[team] = (this.given[team] ?? 0) + by;
    }

    /** The points that a team's answer to a question brings. @param {number} place @param {number} team */
    won(place, team) {
      const question = this.questions[place];
      const bits = this.noted[place]?.[team] ?? 0;
      return bits && bits === Game.rights(question) ? question.points : 0;
    }

    /** @param {number} team */
    points(team) {
      const shown = this.order.filter((_, turn) => 2 * turn + 2 <= this.reached);
      return Math.max(0, shown.reduce((sum, place) => sum + this.won(place, team), this.given[team] ?? 0));
    }

    /** The teams by their points; those who are level share a rank. @param {number} teams */
    ranks(teams) {
      const all = Array.from({ length: teams }, (_, team) => ({ team, points: this.points(team) }));
      return all.sort((one, other) => other.points - one.points).map(({ team, points }) => ({
        team,
        points,
        rank: 1 + all.filter((other) => other.points > points).length,
        isTied: all.filter((other) => other.points === points).length > 1,
      }));
    }

    toJSON() {
      const { step, reached, order, noted, given } = this;
      return { v: VERSION, step, reached, order, noted, given };
    }

    /** Take up what was kept, where it fits this bank. @param {any} kept @returns {boolean} */
    resume(kept) {
      const { v, step, reached, order, noted, given } = kept ?? {};
      const isKnown = (/** @type {unknown} */ place) => this.questions[/** @type {number} */ (place)];
      if (v !== VERSION || !Array.isArray(order) || !order.length || !order.every(isKnown)) return false;
      Object.assign(this, { order, noted: noted ?? {}, given: given ?? [], step: 0, reached: 0 });
      this.go(Number(reached) || 0);
      this.step = 0;
      this.go(Number(step) || 0);
      return true;
    }
  }

  Stage.Game = Game;
}
