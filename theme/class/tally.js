// @ts-check
/* Tally: the numbers of one list of tests, question by question. It gives no number about fewer than five people, so that
   nothing that shows it can. */
{
  /** @typedef {{ answers: Map<number, number> }} Test place -> answer */
  /** @typedef {{ label: string, right: boolean, count: number, share: number }} Part */
  /** What is known of a question that enough were asked. Without a right answer there is no `right`, `share` and `link`;
   * `link` is the point-biserial correlation of the question's credit with the rest of the score, where it can be told.
   * @typedef {{
   *   asked: number, unanswered: number, parts: Part[], right?: number, share?: number, link?: number
   * }} Row */

  const Question = /** @type {any} */ (customElements.get("clearheart-question"));
  const FEWEST = 5; // people in a group of which anything is told
  const FEWEST_TO_LINK = 10;
  const LONG = 12; // parts of a question, more than which are not all listed

  class Tally {
    /** @param {any[]} questions all of the bank @param {Test[]} tests */
    constructor(questions, tests) {
      this.questions = questions;
      this.tests = tests;
      this.enough = tests.length >= FEWEST;
      /** @type {Map<any, Map<number, { credit: number | undefined, parts: any[] }>>} */
      this.worths = new Map(questions.map((question) => [question, new Map()]));
    }

    /** The mean of all scores, 0 to 1.
     * @returns {number | undefined} */
    get average() {
      const scores = this.tests.map((test) => this.score(test)).filter((score) => score !== undefined);
      return scores.length < FEWEST ? undefined : mean(scores);
    }

    /** @param {any} question @returns {Row | undefined} nothing where fewer than five were asked */
    row(question) {
      const tests = this.tests.filter(({ answers }) => answers.has(question.place));
      if (tests.length < FEWEST) return undefined;
      const answers = tests.map((test) => Number(test.answers.get(question.place)));
      const row = {
        asked: tests.length, unanswered: answers.filter((answer) => answer < 0).length, parts: this.parts(question, answers),
      };
      const credits = answers.map((answer) => this.worth(question, answer).credit);
      if (credits.includes(undefined)) return row;
      const right = credits.filter((credit) => credit === 1).length;
      return { ...row, right, share: right / tests.length, link: this.link(question, tests) };
    }

    /** Count what the answers chose; what nobody chose counts 0.
     * @param {any} question @param {number[]} answers */
    parts(question, answers) {
      const parts = /** @type {Map<string, Part>} */ (new Map());
      for (const answer of [-1, ...answers]) {
        for (const { label, right, chosen } of this.worth(question, answer).parts) {
          const part = parts.get(label) ?? { label, right, count: 0, share: 0 };
          part.count += Number(chosen);
          part.share = part.count / answers.length;
          parts.set(label, part);
        }
      }
      return [...parts.values()];
    }

    /** @param {any} question @param {Test[]} tests */
    link(question, tests) {
      const pairs = tests.map((test) => [this.score(test, [question]), this.score(test, this.others(question))]);
      const told = /** @type {number[][]} */ (pairs.filter((pair) => !pair.includes(undefined)));
      return told.length < FEWEST_TO_LINK ? undefined : correlation(told);
    }

    /** @param {any} question */
    others(question) {
      return this.questions.filter((other) => other !== question);
    }

    /** The share of the points that a test got, in some questions; nothing where none of them has a right answer.
     * @param {Test} test @param {any[]} questions */
    score({ answers }, questions = this.questions) {
      let got = 0;
      let all = 0;
      for (const question of questions) {
        const answer = answers.get(question.place);
        const credit = answer === undefined ? undefined : this.worth(question, answer).credit;
        if (credit === undefined) continue;
        got += credit * question.points;
        all += question.points;
      }
      return all ? got / all : undefined;
    }

    /** Ask a question what an answer is worth: each once, for it shows the answer meanwhile.
     * @param {any} question @param {number} answer */
    worth(question, answer) {
      const known = /** @type {Map<number, any>} */ (this.worths.get(question));
      if (!known.has(answer)) {
        question.answer = answer;
        known.set(answer, { credit: question.credit, parts: question.parts });
        question.answer = -1;
      }
      return known.get(answer);
    }

    /** What the rows of a question name as chosen or not; of a long list only what is right or was chosen.
     * @param {(Row | undefined)[]} rows @returns {string[]} */
    static labels(rows) {
      const parts = rows.flatMap((row) => row?.parts ?? []);
      const isLong = parts.length > LONG * rows.length;
      return [...new Set(parts.filter(({ right, count }) => right || count || !isLong).map(({ label }) => label))];
    }

    /** What was gained from a share to another: in percentage points, and of what was missing before.
     * @param {number} before @param {number} after */
    static gain(before, after) {
      const points = Math.round((after - before) * 100);
      return { points, part: before < 1 && after >= before ? (after - before) / (1 - before) : undefined };
    }
  }

  /** @param {number[]} numbers */
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

  /** Pearson's correlation; with a question that is right or wrong, it is the point-biserial one.
   * @param {number[][]} pairs @returns {number | undefined} nothing where one side is the same throughout */
  const correlation = (pairs) => {
    const [one, other] = [0, 1].map((side) => {
      const middle = mean(pairs.map((pair) => pair[side]));
      return pairs.map((pair) => pair[side] - middle);
    });
    const product = (/** @type {number[]} */ left, /** @type {number[]} */ right) => mean(left.map((value, place) => value * right[place]));
    const spread = Math.sqrt(product(one, one) * product(other, other));
    return spread > 1e-9 ? product(one, other) / spread : undefined;
  };

  Question.Tally = Tally;
}
