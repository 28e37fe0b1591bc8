// @ts-check
/* Reads result codes (theme/quiz/code.js tells how they are made): one by one with Code.read, or all that stand in a
   text, with Code.readAll. Whatever the text, nothing is thrown. */
{
  /** @typedef {{ mark: string, count: number, questions: { place: number, size: number }[] }} Bank with all questions */
  /** @typedef {{ seed: number, answers: Map<number, number>, plain: string }} Test what a code holds; `plain` is the
   * same for each way to write it */
  /** @typedef {{ text: string, fault: string }} Unusable */

  const Code = /** @type {any} */ (customElements.get("clearheart-question")).Code;

  /** Read one code, however it is written.
   * @param {string} text @param {Bank} bank @returns {Test | { fault: string }} */
  Code.read = (text, bank) => {
    const plain = toPlain(text);
    const isSound = /^[\dA-TV-Z]{15,9999}$/.test(plain) && Code.value(plain.slice(0, -2)) % 1021n === Code.value(plain.slice(-2));
    if (!isSound) return { fault: "mistyped" };
    if (plain[0] !== "1") return { fault: "version" };
    if (plain.slice(1, 4) !== bank.mark.slice(0, 3)) return { fault: "bank" };
    if (plain.slice(4, 6) !== bank.mark.slice(3)) return { fault: "edition" };
    const answers = readBody(Code.value(plain.slice(12, -2)), bank);
    return answers ? { seed: Number(Code.value(plain.slice(6, 9))), answers, plain } : { fault: "mistyped" };
  };

  /** Read all codes in a text: one a line, or several with anything between them. `known` holds those read before.
   * @param {string} text @param {Bank} bank @param {Set<string>} known
   * @returns {{ tests: Test[], unusable: Unusable[] }} */
  Code.readAll = (text, bank, known = new Set()) => {
    const tests = /** @type {Test[]} */ ([]);
    const unusable = /** @type {Unusable[]} */ ([]);
    for (const piece of text.split(/[\r\n,;:|/、，；：｜]+/).flatMap((line) => split(line.trim(), bank))) {
      const read = Code.read(piece, bank);
      const fault = read.fault ?? (known.has(read.plain) && "twice");
      if (fault) unusable.push({ text: piece, fault });
      else tests.push(read);
      known.add(read.plain);
    }
    return { tests, unusable };
  };

  /** Take the ways of writing away: wide and small letters, spaces, hyphens, O for 0, I and L for 1.
   * @param {string} text */
  const toPlain = (text) => {
    const bare = text.normalize("NFKC").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
    return bare.replace(/O/g, "0").replace(/[IL]/g, "1");
  };

  /** Undo what Code.write did to the answers; none where the number cannot come from there.
   * @param {bigint} body @param {Bank} bank */
  const readBody = (body, { count, questions }) => {
    const take = (/** @type {bigint} */ radix) => {
      const digit = body % radix;
      body /= radix;
      return digit;
    };
    let left = Number(take(BigInt(count + 1)));
    let rank = take(Code.choose(count, left));
    const drawn = [];
    for (let place = count - 1; left; place--) {
      const ways = Code.choose(place, left);
      if (ways > rank) continue;
      rank -= ways;
      left -= 1;
      drawn.unshift(place);
    }
    const sizes = new Map(questions.map(({ place, size }) => [place, size]));
    const answers = new Map(drawn.map((place) => [place, Number(take(BigInt((sizes.get(place) ?? 0) + 1))) - 1]));
    return body ? undefined : answers;
  };
}
