"""Result codes in a real browser: what is written is read, a slip is told, and the form is the promised one."""

from __future__ import annotations

import random
from collections.abc import Callable
from math import comb
from typing import Any

import brotli
import pytest
from playwright.sync_api import Page

from clearheart.script import shorten_script
from tests.projects import REPOSITORY

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SCRIPTS = ("quiz/question.js", "quiz/code.js", "class/reader.js")
LARGEST = 2**53 - 1

TOOLS = """
  const { Code } = customElements.get("clearheart-question");
  const write = (bank, test) => Code.write({
    mark: bank.mark, count: bank.sizes.length, seed: test.seed,
    questions: test.answers.map(([place, answer]) => ({ place, answer, size: bank.sizes[place] })),
  });
  const asked = (bank) => ({
    mark: bank.mark, count: bank.sizes.length, questions: bank.sizes.map((size, place) => ({ size, place })),
  });
  const plain = ({ fault, seed, answers }) => (fault ? { fault } : { seed, answers: [...answers] });
  const read = (text, bank) => plain(Code.read(text, asked(bank)));
"""


@pytest.fixture
def run(open_page: Callable[..., Page]) -> Callable[..., Any]:
    """Give run(script, value): what a script with TOOLS makes of a value, on a page with the scripts as they travel."""
    page = open_page("about:blank")
    for path in SCRIPTS:
        page.add_script_tag(content=shorten_script((REPOSITORY / "theme" / path).read_text(encoding="utf-8")))
    return lambda script, value=None: page.evaluate(f"(value) => {{ {TOOLS} {script} }}", value)


def bank(mark: str = "7K2Q9", sizes: tuple[int, ...] = (4,) * 10) -> dict[str, Any]:
    return {"mark": mark, "sizes": list(sizes)}


def write(bank: dict[str, Any], seed: int, answers: dict[int, int], nonce: int = 0, version: str = "1") -> str:
    """Write a code as the contract says it, apart from the script: a second witness of the form."""
    body = 0
    for place in sorted(answers, reverse=True):
        body = body * (bank["sizes"][place] + 1) + answers[place] + 1
    count = len(bank["sizes"])
    rank = sum(comb(place, before + 1) for before, place in enumerate(sorted(answers)))
    body = (body * comb(count, len(answers)) + rank) * (count + 1) + len(answers)
    return sealed(version + bank["mark"] + signs(seed, 3) + signs(nonce, 3) + signs(body, 1))


def signs(number: int, length: int) -> str:
    text = ""
    while number or len(text) < length:
        number, digit = divmod(number, 32)
        text = SIGNS[digit] + text
    return text


def sealed(text: str) -> str:
    number = 0
    for sign in text:
        number = number * 32 + SIGNS.index(sign)
    return text + signs(number % 1021, 2)


def draw_case(chance: random.Random) -> dict[str, Any]:
    count = chance.choice([1, 2, 3, 10, 10, 10, 25, 100])
    limit = chance.choice([1, 2, 4, 4, 4, 256, 40320, LARGEST])
    sizes = [chance.randint(1, limit) for _ in range(count)]
    drawn = chance.sample(range(count), chance.randint(1, count))
    answers = [[place, chance.randint(-1, sizes[place] - 1)] for place in drawn]
    mark = "".join(chance.choice(SIGNS) for _ in range(5))
    return {"bank": {"mark": mark, "sizes": sizes}, "test": {"seed": chance.randrange(32768), "answers": answers}}


def test_what_is_written_is_read(run: Callable[..., Any]) -> None:
    chance = random.Random(7)
    cases = [draw_case(chance) for _ in range(600)]
    whole = {"mark": "00000", "sizes": [LARGEST] * 100}
    cases.append({"bank": whole, "test": {"seed": 32767, "answers": [[n, LARGEST - 1] for n in range(100)]}})
    read = run("return value.map(({ bank, test }) => read(write(bank, test), bank))", cases)
    for case, found in zip(cases, read, strict=True):
        assert found == {"seed": case["test"]["seed"], "answers": sorted(case["test"]["answers"])}


def test_a_code_has_the_promised_form(run: Callable[..., Any]) -> None:
    chance = random.Random(8)
    cases = [draw_case(chance) for _ in range(100)]
    script = "Math.random = () => 5 / 32768; return value.map(({ bank, test }) => write(bank, test))"
    for case, found in zip(cases, run(script, cases), strict=True):
        expected = write(case["bank"], case["test"]["seed"], dict(case["test"]["answers"]), nonce=5)
        assert found.replace("-", "") == expected
        assert [len(group) for group in found.split("-")[:-1]] == [4] * found.count("-")
        assert 1 <= len(found.split("-")[-1]) <= 4


def test_ten_questions_of_four_options_take_about_twenty_signs(run: Callable[..., Any]) -> None:
    case = {"bank": bank(), "test": {"seed": 32767, "answers": [[place, 3] for place in range(10)]}}
    assert len(run("return write(value.bank, value.test)", case).replace("-", "")) == 20


def test_each_wrong_sign_and_each_exchange_is_a_slip(run: Callable[..., Any]) -> None:
    chance = random.Random(9)
    for count in (1, 5, 10, 25):
        kind = bank(sizes=tuple(chance.randint(2, 16) for _ in range(count)))
        answers = {place: chance.randrange(size) for place, size in enumerate(kind["sizes"])}
        code = write(kind, chance.randrange(32768), answers, nonce=chance.randrange(32768))
        wrong = [code[:at] + sign + code[at + 1 :] for at in range(len(code)) for sign in SIGNS if sign != code[at]]
        pairs = [at for at in range(len(code) - 1) if code[at] != code[at + 1]]
        wrong += [code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in pairs]
        found = run("return value.codes.map((code) => read(code, value.bank).fault)", {"bank": kind, "codes": wrong})
        assert set(found) == {"mistyped"}


FAULTS = [
    (write(bank(), 1, {0: 0}, version="2"), "version"),
    ("0" * 15, "version"),
    (write(bank("7K3Q9"), 1, {0: 0}), "bank"),
    (write(bank("7K2Q8"), 1, {0: 0}), "edition"),
    (write(bank(), 1, {0: 0}) + "0", "mistyped"),
    (sealed("17K2Q9" + "000000" + "Z" * 40), "mistyped"),  # a number too large for ten questions
    (sealed("17K2Q9" + "000000"), "mistyped"),
]


def test_what_is_wrong_is_named(run: Callable[..., Any]) -> None:
    found = run("return value.codes.map((code) => read(code, value.bank))", {"codes": [*dict(FAULTS)], "bank": bank()})
    assert [entry["fault"] for entry in found] == [*dict(FAULTS).values()]


def test_no_drawn_question_is_an_empty_test(run: Callable[..., Any]) -> None:
    found = run("return read(value.code, value.bank)", {"code": write(bank(), 9, {}), "bank": bank()})
    assert found == {"seed": 9, "answers": []}


def test_reading_forgives_ways_of_writing(run: Callable[..., Any]) -> None:
    mark = bank("10ABC")
    code = write(mark, 33, {0: 1, 3: 0, 4: 2}, nonce=1)
    assert code.count("1") > 2 and code.count("0") > 2
    groups = [code[at : at + 4] for at in range(0, len(code), 4)]
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    ways = [
        code,
        code.lower(),
        " ".join(groups),
        "-".join(groups).lower(),
        " – ".join(groups),
        "．".join(groups),
        "－".join(groups),
        "−".join(groups),
        "\u00ad\u200b".join(code),
        code.replace("0", "O").replace("1", "I"),
        code.replace("0", "o").replace("1", "l"),
        code.replace("1", "L"),
        wide,
        wide.lower(),
        f"\ufeff\t「{code}」\n",
        f'"{code}".',
    ]
    found = run("return value.ways.map((way) => read(way, value.bank))", {"ways": ways, "bank": mark})
    assert found == [{"seed": 33, "answers": [[0, 1], [3, 0], [4, 2]]}] * len(ways)


HOSTILE = [
    "",
    " ",
    "-",
    "1",
    "1" * 10_000,
    "Z" * 9_999,
    "x" * 10_000,
    "👩‍👩‍👧" * 500,
    "<img src=x onerror=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "ﷺ" * 3_000,
    "\ud800",
    "\x00\x1f",
    "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦",
    "constructor",
    "__proto__",
    "NaN",
    "U" * 20,
]


def test_what_is_no_code_is_refused(run: Callable[..., Any]) -> None:
    value = {"texts": HOSTILE, "bank": bank()}
    assert run("return value.texts.map((text) => read(text, value.bank))", value) == [{"fault": "mistyped"}] * len(
        HOSTILE
    )
    for found in run("return value.texts.map((text) => Code.readAll(text, asked(value.bank), new Set()))", value):
        assert found["tests"] == [] and all(entry["fault"] == "mistyped" for entry in found["unusable"])


def codes(count: int, mark: str = "7K2Q9") -> list[str]:
    plain = [write(bank(mark), 7, {0: place % 4, 5: 1}, nonce=place) for place in range(count)]
    return ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in plain]


ONE, TWO, THREE = codes(3)
FOREIGN = codes(1, "ZZZZZ")[0]
SLIP = ONE[:-1] + ("0" if ONE[-1] != "0" else "2")


TEXTS = [
    (f"{ONE}\n{TWO}\r\n{THREE}\n", 3, {}, 0),
    (f"{ONE} {TWO}   {THREE}", 3, {}, 0),
    (f"{ONE},{TWO}; {THREE}", 3, {}, 0),
    (f"{ONE}、{TWO}，{THREE}；", 3, {}, 0),
    (f"{ONE}\t{TWO}\u3000{THREE}", 3, {}, 0),
    (f"{ONE.replace('-', ' ')}\n{TWO.replace('-', '')}", 2, {}, 0),
    (f"{ONE.replace('-', ' ')} {TWO.replace('-', ' ')} {THREE}", 3, {}, 0),
    (f"1. {ONE}\n2) {TWO}\n3、{THREE}", 3, {}, 1),
    (f"Li Wei: {ONE}\n王芳 {TWO}\nAnna {THREE} thanks", 3, {}, 4),
    (f"{ONE}\n{ONE.lower()}\n{TWO}", 2, {ONE.lower(): "twice"}, 0),
    (f"{ONE} {SLIP} {TWO}", 2, {SLIP: "mistyped"}, 0),
    (f"{SLIP.replace('-', ' ')}\n{TWO}", 1, {SLIP.replace("-", " "): "mistyped"}, 0),
    (f"{ONE[:9]}\n{TWO}", 1, {ONE[:9]: "mistyped"}, 0),
    (f"{FOREIGN}\n{FOREIGN.replace('-', ' ')}", 0, {FOREIGN: "bank", FOREIGN.replace("-", " "): "bank"}, 0),
    ("Please paste your codes here", 0, {}, 1),
    ("", 0, {}, 0),
]
"""A text, how many codes can be used, what is wrong with which, and how many pieces are no codes at all."""


def test_codes_are_found_among_other_words(run: Callable[..., Any]) -> None:
    script = "return value.texts.map((text) => Code.readAll(text, asked(value.bank), new Set()))"
    for row, found in zip(TEXTS, run(script, {"texts": [row[0] for row in TEXTS], "bank": bank()}), strict=True):
        text, good, faults, passed = row
        assert len(found["tests"]) == good, text
        assert {entry["text"]: entry["fault"] for entry in found["unusable"]} == faults, text
        assert found["passed"] == passed, text


def test_a_long_text_is_read_soon(run: Callable[..., Any]) -> None:
    text = "1 12 123 lorem ipsum\n" * 2_000 + "1 1 1 1 " * 2_000
    act = "Code.readAll(value.text, asked(value.bank), new Set())"
    script = f"const from = performance.now(); {act}; return performance.now() - from"
    assert run(script, {"text": text, "bank": bank(sizes=(4,) * 100)}) < 5_000


def test_seeds_and_their_numbers_are_the_same_everywhere(run: Callable[..., Any]) -> None:
    texts = ["", "a", "b", "ab", "ba", "class 7b", "七年级二班", "x" * 1000]
    seeds = run("return value.map(Code.seed)", texts)
    assert seeds == [0, 29119, 2056, 26451, 31802, 7118, 26712, 21017]
    numbers = run("const random = Code.random(value); return [1, 2, 3].map(() => Math.floor(random() * 1e6))", 1000)
    assert numbers == [2315, 999716, 814440]


def test_seeds_spread_and_their_numbers_are_even(run: Callable[..., Any]) -> None:
    script = """
      const first = Array(10).fill(0);
      const tenth = Array(10).fill(0);
      for (let seed = 0; seed < 32768; seed++) {
        const random = Code.random(seed);
        first[Math.floor(random() * 10)] += 1;
        for (let step = 0; step < 8; step++) random();
        tenth[Math.floor(random() * 10)] += 1;
      }
      const seeds = new Set(Array.from({ length: 1000 }, (_, n) => Code.seed(`class ${n}`)));
      return [first, tenth, seeds.size];
    """
    first, tenth, seeds = run(script)
    assert all(3000 < count < 3600 for count in [*first, *tenth])
    assert seeds > 950


def test_equal_tests_have_different_codes(run: Callable[..., Any]) -> None:
    case = {"bank": bank(), "test": {"seed": 1, "answers": [[0, 1]]}}
    script = "return new Set(Array.from({ length: 50 }, () => write(value.bank, value.test))).size"
    assert run(script, case) > 45


def test_the_script_that_writes_codes_is_small() -> None:
    script = shorten_script((REPOSITORY / "theme" / "quiz" / "code.js").read_text(encoding="utf-8"))
    assert len(brotli.compress(script.encode(), quality=11)) < 700
