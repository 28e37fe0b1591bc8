// @ts-check
/* Result codes: a reader's answers as a short text that holds no name. The class Code is found by others as
   customElements.get("clearheart-question").Code; on pages that read codes, theme/class/reader.js adds Code.read.
   A code is, in Crockford's base 32: version 1 sign, the bank's mark 5, seed 3, nonce 3, body, check 2. The body is one
   number of mixed radix, least significant first: how many questions were drawn; which, as the rank of their places
   among all choices of so many; each one's answer + 1. The check is the number of all before it mod 1021, in every
   version: that finds each single wrong sign, and each two neighbours in the wrong order. */
{
  const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const FACTOR = 747796405; // PCG's multiplier

  class Code {
    /** Make a seed, 0 to 32767, of any text.
     * @param {string} text */
    static seed(text) {
      return [...text].reduce((seed, sign) => mix(seed + Number(sign.codePointAt(0))), 0) >>> 17;
    }

    /** Give a function of numbers from 0 up to 1: the same ones for the same seed.
     * @param {number} seed */
    static random(seed) {
      return () => (mix((seed = Math.imul(seed, FACTOR) + 1)) >>> 0) / 2 ** 32;
    }

    /** Write down the answers to the questions (elements) that were drawn from a bank of `count`.
     * @param {{
     *   mark: string, count: number, seed: number, questions: { place: number, size: number, answer: number }[]
     * }} test */
    static write({ mark, count, seed, questions }) {
      const drawn = [...questions].sort((one, other) => one.place - other.place);
      let rank = 0n;
      let body = drawn.reduceRight((sum, { place, size, answer }, before) => {
        rank += this.choose(place, before + 1);
        return sum * BigInt(size + 1) + BigInt(answer + 1);
      }, 0n);
      body = (body * this.choose(count, drawn.length) + rank) * BigInt(count + 1) + BigInt(drawn.length);
      const nonce = Math.floor(Math.random() * 32768);
      const text = 1 + mark + signs(seed * 32768 + nonce, 6) + signs(body, 1);
      return (text + signs(this.value(text) % 1021n, 2)).replace(/.{4}(?=.)/g, "$&-");
    }

    /** The number that a text of our signs stands for.
     * @param {string} text */
    static value(text) {
      return [...text].reduce((sum, sign) => sum * 32n + BigInt(SIGNS.indexOf(sign)), 0n);
    }

    /** Count the ways to choose `some` of `all`.
     * @param {number} all @param {number} some @returns {bigint} */
    static choose(all, some) {
      return some ? (this.choose(all - 1, some - 1) * BigInt(all)) / BigInt(some) : 1n;
    }
  }

  /** Part neighbours widely.
   * @param {number} number */
  const mix = (number) => Math.imul(number ^ (number >>> 15), FACTOR);

  /** @param {number | bigint} number @param {number} length at least */
  const signs = (number, length) => number.toString(32).padStart(length, "0").replace(/./g, (sign) => SIGNS[parseInt(sign, 32)]);

  /** @type {any} */ (customElements.get("clearheart-question")).Code = Code;
}
