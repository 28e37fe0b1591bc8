"""Scripts that travel shorter mean what they meant: both forms run in a real browser and tell the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tree_sitter_javascript
from playwright.sync_api import Browser
from tree_sitter import Language, Node, Parser

from clearheart.script import shorten_script
from tests.projects import REPOSITORY

SCRIPTS = sorted(path for path in (REPOSITORY / "theme").rglob("*.js") if "vendor" not in path.parts)
NAMES = ("identifier", "private_property_identifier")
SHORTER = {"const": ["let"], "true": ["!", "0"], "false": ["!", "1"]}

CASES = {
    "names within names": """
        const value = 1, other = 10;
        const inner = (value) => { const other = value + 1; return (() => value * 100 + other)(); };
        tell(inner(5), value, other);
    """,
    "a parameter named as a variable that is read beside it": """
        const list = [1, 2], first = (list) => list[0], use = (other) => first(list) + other;
        tell(use(7));
    """,
    "two functions that take from the same scope": """
        let count = 0;
        const more = (step) => { count += step; }, less = (step) => { const count2 = step; count -= count2; };
        more(5); less(2); tell(count);
    """,
    "objects taken apart": """
        const { one, two: second, three: { deep, ...others }, four = one, five: fifth = second + 1 } =
          { one: 1, two: 2, three: { deep: 3, a: 4, b: 5 } };
        tell(one, second, deep, others, four, fifth);
    """,
    "lists taken apart": """
        const [first, , third = 3, [inner], ...rest] = [1, 2, undefined, [4], 5, 6];
        tell(first, third, inner, rest);
    """,
    "parameters taken apart": """
        const read = ({ name, size = name.length, ...rest }, [first, second = first] = [7], ...more) =>
          ({ name, size, rest, first, second, more });
        tell(read({ name: "abc", extra: true }), read({ name: "", size: 9 }, [1, 2], 3, 4));
    """,
    "defaults that take other parameters": """
        const base = 2;
        function sum(left, right = left + base, { third = right } = {}) { return [left, right, third]; }
        tell(sum(1), sum(1, 1), sum(1, 1, { third: 0 }));
    """,
    "variables set by patterns in an inner function": """
        let left = 1, right = 2, third = 3, item, found;
        const turn = () => {
          [left, right] = [right, left]; ({ third, item = 4 } = { third: left }); [found = 9] = [];
        };
        turn(); tell(left, right, third, item, found);
    """,
    "variables set by loops in an inner function": """
        let key, value;
        const go = () => { for (key in { a: 1, b: 2 }); for (value of [5, 6]); for ([value] of [[8]]); };
        go(); tell(key, value);
    """,
    "loops": """
        const seen = [];
        for (const [key, value] of Object.entries({ a: 1, b: 2 })) seen.push(key + value);
        for (let index = 0, limit = 2; index < limit; index++) seen.push(() => index);
        for (const key in { z: 1 }) seen.push(key);
        outer: for (const one of [1, 2])
          for (const two of [1, 2]) { if (two === 2) continue outer; seen.push([one, two]); }
        tell(seen.map((entry) => typeof entry === "function" ? entry() : entry));
    """,
    "errors caught": """
        const message = "outside";
        try { throw new Error("inside"); } catch (error) { const { message } = error; tell(message); }
        try { null.x; } catch { tell(message); }
        try { throw { code: 5 }; } catch ({ code, reason = "none" }) { tell(code, reason); } finally { tell("end"); }
    """,
    "blocks that hide a name": """
        const value = "outer";
        { const value = "block"; tell(value); { let value = "deeper"; tell(value); } tell(value); }
        if (true) { const value = "if"; tell(value); }
        switch (1) { case 1: { const value = "case"; tell(value); } }
        tell(value);
    """,
    "a block that hides a name of the browser": """
        const read = () => {
          { const name = "ours"; tell(name); }
          if (true) { const Math = 1; tell(Math); }
          return Math.abs(-4);
        };
        tell(read());
    """,
    "short properties": """
        const width = 1, height = 2;
        const other = { width, height, depth: width + height, [width + 5]: height, get area() { return width; } };
        const give = (width) => ({ width, height });
        tell(other, give(9), other.width, other["height"]);
    """,
    "names that are also properties": """
        const target = { target: { target: 1 }, size: 3 }, size = 4;
        target.size += size; tell(target.target.target, target.size, { size: target.size }, "size" in target);
    """,
    "private names": """
        class Counter {
          #count = 1; static #made = 0; count = 50;
          static make(...values) { Counter.#made += 1; return new this(...values); }
          get #double() { return this.#count * 2; }
          set #double(value) { this.#count = value / 2; }
          #add(count) { this.#count += count; return this; }
          go(count) { this.#double = 20; return this.#add(count).#double + this.count; }
          static knows(other) { return #count in other; }
          static get made() { return Counter.#made; }
        }
        tell(Counter.make().go(3), Counter.knows(new Counter()), Counter.knows({}), Counter.made);
    """,
    "classes that extend": """
        class Base {
          constructor(name) { this.name = name; }
          say(word = "I am") { return `${word} ${this.name}`; }
          static of(name) { return new this(name); }
        }
        const Named = class Inner extends Base { say() { return super.say("we are") + (Inner === Named); } };
        class Third extends Named { get name2() { return this.name; } }
        tell(Named.of("x").say(), Third.of("y").name2, new Third("z") instanceof Base);
    """,
    "functions before and within themselves": """
        tell(twice(4));
        function twice(number) { return number * helper(); function helper() { return 2; } }
        const power = function again(base, times) { return times ? base * again(base, times - 1) : 1; };
        tell(power(2, 5));
    """,
    "words with names inside": """
        const name = "x", list = [1, 2];
        tell(`a  ${name}  b ${list.map((one) => `<${one}  ${name}>  `).join(`,  `)} // no comment /* none */`);
        tell(`${name && `/${name}  /`}`, `\\`${name}\\``, `line
          two`, "a  'b'  // c", 'd  "e"  /* f */');
    """,
    "words handed to a function": """
        const tag = (parts, ...values) => [parts.raw, values], inner = 3;
        tell(tag`a\\n  ${inner} ${"b"}`);
    """,
    "ways through what may be missing": """
        const some = { list: [{ name: "n" }], call: (value) => value }, none = undefined, key = "list";
        tell(some?.list?.[0]?.name, none?.list[0].name, some.call?.(5), none?.(5), some?.[key].length, none ?? key);
        let late = null; late ??= 4; late ||= 5; late &&= 6; tell(late);
    """,
    "patterns for words": """
        const text = "a/b  c'd\\"e`f", parts = text.split(/[/'"`]/), flags = 2 / 1 / 2;
        tell(parts, flags, text.replace(/\\/(b)  /g, "-$1-"), /[\\]/]{1}/.test("]"));
        tell(/^(?<first>.)/u.exec(text).groups.first, /x/ instanceof RegExp, parts.length / flags / 2);
        const pattern = () => /  two  /; tell(pattern().source, [1].map((n) => n / 2), `${/}/.source}`);
        if (parts) /x/.test("x") && tell("yes");
    """,
    "numbers, signs and line ends": """
        let number = 1; const other = 2n ** 3n
        tell(number++ + +number, number-- - -number, 1_000 .toString(), 0.5.toFixed(1), other.toString(), - -number)
        const made = number
        ;[1, 2].forEach((one) => tell(one + made))
        const give = () => {
          return number
            + 1
        }
        tell(typeof give(), void 0, number in [1, 2], !(number instanceof Object), delete [].x)
    """,
    "generators, waiting and arguments": """
        function* steps(limit) { for (let step = 0; step < limit; step++) yield* [step, limit]; }
        const wait = async ({ value }) => { const got = await value; return got; };
        function count() { return arguments.length; }
        tell([...steps(2)], wait({ value: 1 }) instanceof Promise, count(1, 2, 3));
    """,
    "more names than letters": "const "
    + ", ".join(f"name{number} = {number}" for number in range(130))
    + "; tell(["
    + ", ".join(f"name{number}" for number in range(130))
    + "].join());",
    "names like the short ones": """
        const a = 1, b = 2, z = 3, Z = 4, $ = 5, _ = 6;
        const go = (value, other) => { const c = value + a; return ((d) => c + d + z + other)(b); };
        tell(go(10, 20), a, b, z, Z, $, _);
    """,
    "other scripts' names": """
        globalThis.shared = 5;
        const own = () => shared + globalThis.shared, more = (own) => own + shared;
        tell(own(), more(1), typeof missing);
    """,
    "words of other scripts": 'const 名 = "字", café = "é", 𝒳 = 1; tell(名 + café + "👩‍👧  " + 𝒳, { 名, café });',
}

RUN = """(script) => {
  const told = [];
  const tell = (...values) => told.push(values.map((value) => (value === undefined ? "undefined" : value)));
  new Function("tell", script)(tell);
  return JSON.stringify(told);
}"""


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Callable[[str], str]]:
    """Give run(script): all that a script tells."""
    page = browser.new_page()
    yield lambda script: page.evaluate(RUN, script)
    page.close()


@pytest.mark.parametrize("name", CASES)
def test_a_shorter_script_means_the_same(run: Callable[[str], str], name: str) -> None:
    told = run(CASES[name])
    assert len(told) > len("[[]]")
    assert run(shorten_script(CASES[name])) == told
    assert run(shorten_script(f"{{{CASES[name]}}}")) == told


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_of_our_own_scripts_only_names_and_spaces_change(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    short = shorten_script(text)
    assert _words(short) == _words(text)
    assert len(short) < len(text) * 0.75
    assert shorten_script(text) == short


def test_comments_and_long_names_go() -> None:
    short = shorten_script("/* why */ const length = 5; // how\nconst double = (number) => number * length")
    assert short == "let Z=5;let Y=a=>a*Z"


@pytest.mark.parametrize("broken", ["const = 5;", "if (x {", "class {", "const a = `x", "let a b", "({"])
def test_what_is_no_script_is_refused(broken: str) -> None:
    with pytest.raises(AssertionError, match="not JavaScript"):
        shorten_script(broken)


def test_a_name_that_knows_no_blocks_is_refused() -> None:
    with pytest.raises(AssertionError, match="var"):
        shorten_script("if (x) { var y = 1; }")


def _words(script: str) -> list[str]:
    """Give all that stands in a script but spaces, comments and semicolons, with the same word for every name."""
    root = Parser(Language(tree_sitter_javascript.language())).parse(script.encode()).root_node
    return [word for node in _leaves(root) for word in _plain(node)]


def _plain(node: Node) -> list[str]:
    text = (node.text or b"").decode()
    if node.type in NAMES:
        return ["name"]
    if node.type.startswith("shorthand_property_identifier"):
        return [text, ":", "name"]
    return SHORTER.get(node.type, [text])


def _leaves(node: Node) -> Iterator[Node]:
    """Give the words of a script; of words in quotes and templates, all that stands in them."""
    if node.type in ("comment", ";") or (node.type in ("(", ")") and _is_needless(node)):
        return
    if not node.children or node.type in ("string", "regex"):
        yield node
    for child in node.children if node.type not in ("string", "regex") else ():
        yield from _leaves(child)


def _is_needless(bracket: Node) -> bool:
    """Say whether a bracket stands beside the one plain parameter of an arrow function."""
    parent = bracket.parent
    kinds = [child.type for child in parent.named_children if child.type != "comment"] if parent else []
    is_arrow = parent is not None and parent.parent is not None and parent.parent.type == "arrow_function"
    return is_arrow and parent is not None and parent.type == "formal_parameters" and kinds == ["identifier"]
