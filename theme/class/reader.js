// @ts-check
/* Reads result codes (theme/quiz/code.js tells how they are made): one with Code.read, all that stand in a text with
   Code.readAll. Whatever the text, nothing is thrown. */
{
  /** @typedef {{ mark: string, count: number, questions: { place: number, size: number }[] }} Bank with all questions */
  /** @typedef {{ seed: number, answers: Map<number, number>, plain: string }} Test place -> answer, -1 where there is
   * none; `plain` is the same for each way to write a code */

  const Code = /** @type {any} */ (customElements.get("clearheart-question")).Code;

  /** Read one code, however it is written.
   * @param {string} text @param {Bank} bank */
  Code.read = (text, bank) => readPlain(toPlain(text), bank);

  /** Read all codes in a text: one a line, or several with anything between them. What is no code and cannot have been
   * meant as one, such as a pupil's name before it, is only counted.
   * @param {string} text @param {Bank} bank @param {Set<string>} known those read before, to tell what comes twice */
  Code.readAll = (text, bank, known) => {
    const found = {
      tests: /** @type {Test[]} */ ([]), unusable: /** @type {{ text: string, fault: string }[]} */ ([]), passed: 0,
    };
    const longest = lengthOf(bank);
    for (const piece of text.split(/[\r\n,;:|/、，；：｜]+/).flatMap((line) => divide(line, bank, longest))) {
      const { fault, ...test } = Code.read(piece, bank);
      if (fault === "mistyped" && !isMeant(piece)) found.passed += 1;
      else if (fault) found.unusable.push({ text: piece, fault });
      else if (known.has(test.plain)) found.unusable.push({ text: piece, fault: "twice" });
      else found.tests.push(test);
      if (!fault) known.add(test.plain);
    }
    return found;
  };

  /** Take the ways of writing away: wide and small letters, spaces, hyphens, O for 0, I and L for 1.
   * @param {string} text */
  const toPlain = (text) => {
    const bare = text.normalize("NFKC").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
    return bare.replace(/O/g, "0").replace(/[IL]/g, "1");
  };

  /** @param {string} plain @param {Bank} bank @returns {Test | { fault: "mistyped" | "version" | "bank" | "edition" }} */
  const readPlain = (plain, bank) => {
    const isSound = hasForm(plain) && Code.value(plain.slice(0, -2)) % 1021n === Code.value(plain.slice(-2));
    if (!isSound) return { fault: "mistyped" };
    if (plain[0] !== "1") return { fault: "version" };
    if (plain.slice(1, 4) !== bank.mark.slice(0, 3)) return { fault: "bank" };
    if (plain.slice(4, 6) !== bank.mark.slice(3)) return { fault: "edition" };
    const answers = readBody(Code.value(plain.slice(12, -2)), bank);
    return answers ? { seed: Number(Code.value(plain.slice(6, 9))), answers, plain } : { fault: "mistyped" };
  };

  /** @param {string} plain */
  const hasForm = (plain) => /^[\dA-TV-Z]{15,9999}$/.test(plain);

  /** @param {string} text that is no code */
  const isMeant = (text) => {
    const signs = text.normalize("NFKC").match(/[\da-z]/gi) ?? [];
    return signs.length > 5 && signs.some((sign) => sign <= "9");
  };

  /** Undo what Code.write did to the answers; nothing where the number cannot come from there.
   * @param {bigint} body @param {Bank} bank */
  const readBody = (body, { count, questions }) => {
    const take = (/** @type {bigint} */ radix) => {
      const digit = body % radix;
      body /= radix;
      return digit;
    };
    const drawn = /** @type {number[]} */ ([]);
    let left = Number(take(BigInt(count + 1)));
    let rank = take(Code.choose(count, left));
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

  /** Divide a line into codes and what stands between them. Codes may be written with spaces, and numbered.
   * @param {string} line @param {Bank} bank @param {number} longest */
  const divide = (line, bank, longest) => {
    const text = line.replace(/^\s*\d{1,3}\s*[.)．）]\s/, "").trim();
    if (Code.read(text, bank).fault !== "mistyped") return [text];
    const words = text.split(/\s+/);
    const pieces = [""];
    for (let from = 0, to = 0; from < words.length; from = to) {
      to = findEnd(words, from, bank, longest);
      if (to > from) pieces.push(words.slice(from, to).join(" "), "");
      else pieces.push(`${pieces.pop()} ${words[to++]}`.trim());
    }
    return pieces.filter(Boolean);
  };

  /** Find where a code of this bank ends that begins with a word; it ends where it begins if there is none.
   * @param {string[]} words @param {number} from @param {Bank} bank @param {number} longest */
  const findEnd = (words, from, bank, longest) => {
    let joined = toPlain(words[from]);
    if (hasForm(joined)) return from + 1;
    const start = `1${bank.mark}`;
    for (let to = from + 1; to < words.length && joined.length <= longest; to++) {
      if (!joined.startsWith(start.slice(0, joined.length))) break;
      joined += toPlain(words[to]);
      if (!("fault" in readPlain(joined, bank))) return to + 1;
    }
    return from;
  };

  /** The signs that no code of a bank has more of.
   * @param {Bank} bank */
  const lengthOf = ({ count, questions }) =>
    14 + questions.reduce((all, { size }) => all * BigInt(size + 1) * 2n, BigInt(count + 1)).toString(32).length;
}
