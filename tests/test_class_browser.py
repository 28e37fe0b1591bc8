"""A teacher puts the codes of a group together: the page tells what it should, and nothing of fewer than five."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from statistics import correlation
from typing import Any

import pytest
from markupsafe import Markup
from playwright.sync_api import Page, expect

from clearheart.build import build
from clearheart.model import Bank
from clearheart.quiz_files import tally_scripts
from clearheart.read.bank import parse_bank
from clearheart.read.strings import read_strings
from clearheart.render import quiz_html, render_template
from clearheart.script import shorten_script
from tests import test_code
from tests.bundles import bundle
from tests.projects import REPOSITORY, write_project

OpenPage = Callable[..., Page]
Serve = Callable[[Path], str]
Violations = Callable[[Page], list[str]]

THEME = REPOSITORY / "theme"
SCRIPTS = ("quiz/code.js", "class/reader.js", "class/tally.js", "class/sheet.js", "class/class.js")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)

TEXT = """\
title: Five questions
questions:
  - id: synthetic
    prompt: Which is **synthetic**?
    options:
      - {text: Opium, feedback: From a poppy.}
      - {text: Ice, correct: true, feedback: From chemicals.}
      - {text: Cannabis, feedback: From a plant.}
  - id: fit
    kind: multiple
    points: 2
    prompt: "=1+1 is true, and what else?"
    options:
      - {text: First truth, correct: true, feedback: True indeed.}
      - {text: A myth, feedback: Many believe it.}
      - {text: Second truth, correct: true, feedback: Just as true.}
  - id: lawful
    kind: truefalse
    prompt: It is lawful.
    options:
      - {text: Yes, feedback: The law says otherwise.}
      - {text: No, correct: true, feedback: It is not lawful.}
  - id: view
    kind: survey
    prompt: Whom would you call?
    options:
      - {text: A friend}
      - {text: A helpline}
  - id: rare
    prompt: Who was asked this?
    options:
      - {text: Few, correct: true}
      - {text: Many}
"""


def parse(text: str = TEXT, language: str = "en") -> Bank:
    bank, problems = parse_bank(text, "small.yml", language)
    assert bank and not problems, problems
    return bank


@cache
def shared_stylesheet() -> bytes:
    return bundle(REPOSITORY)["clearheart.css"]


def write_page(
    folder: Path, bank: Bank, language: str = "en", direction: str = "ltr", more: tuple[str, ...] = ()
) -> Path:
    """Write the page as it will stand in a site, with its own stylesheets, scripts and policy."""
    scripts = (*tally_scripts(THEME), *SCRIPTS, *more)
    (folder / "class.js").write_text(
        "".join(shorten_script((THEME / path).read_text("utf-8")) for path in scripts), "utf-8"
    )
    (folder / "class.css").write_text((THEME / "class" / "class.css").read_text("utf-8"), "utf-8")
    (folder / "clearheart.css").write_bytes(shared_stylesheet())
    strings = read_strings(REPOSITORY, language)[0]
    quiz = Markup(quiz_html(THEME, bank, strings, {}))
    part = render_template(THEME, "class/class.html", strings=strings, quiz=quiz)
    page = f"""<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Class</title>
<link rel="stylesheet" href="clearheart.css"><link rel="stylesheet" href="class.css">
<script defer src="class.js"></script></head><body><main class="ch-wrap ch-topic ch-topic--single">
<article class="ch-main md-typeset"><h1>Class</h1>{part}</article></main></body></html>"""
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def class_url(tmp_path: Path, serve: Serve) -> str:
    """The address of a page for the five questions."""
    return serve(write_page(tmp_path, parse()))


def codes(
    tests: Iterable[dict[int, int]], first: int = 0, text: str = TEXT, sizes: tuple[int, ...] = (3, 8, 2, 2, 2)
) -> list[str]:
    """Write the code of each test: place -> answer."""
    bank = {"mark": parse(text).mark, "sizes": sizes}
    plain = [test_code.write(bank, 7, test, nonce=first + place) for place, test in enumerate(tests)]
    return ["-".join(re.findall(".{1,4}", code)) for code in plain]


def fill(page: Page, after: Iterable[str] = (), before: Iterable[str] = ()) -> None:
    page.get_by_label("After, or the only test").fill("\n".join(after))
    page.get_by_label("Before (optional)").fill("\n".join(before))
    page.get_by_role("button", name="Read the codes").click()


def report(page: Page) -> list[str]:
    """Give what the report says of each question, its words in a line."""
    return [" ".join(section.inner_text().split()) for section in page.locator(".ch-asked").all()]


def table(page: Page) -> list[list[str]]:
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save the table (CSV)").click()
    data = saving.value.path().read_bytes()
    assert saving.value.suggested_filename == "small-class.csv"
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


# Ten tests after the lesson. Synthetic: 8 of 10 right (B), one A, one C. Fit: answers as bits, A + C = 5 is right: 6 of
# 10; A alone = 1 is half, and twice; A + B + C = 7 is half, once; nothing once. Lawful: all ten right. View: 3 and 7.
# Rare: asked four times.
AFTER = [
    {0: 1, 1: 5, 2: 1, 3: 0},
    {0: 1, 1: 5, 2: 1, 3: 0},
    {0: 1, 1: 5, 2: 1, 3: 0},
    {0: 1, 1: 5, 2: 1, 3: 1},
    {0: 1, 1: 5, 2: 1, 3: 1},
    {0: 1, 1: 5, 2: 1, 3: 1},
    {0: 1, 1: 1, 2: 1, 3: 1, 4: 0},
    {0: 1, 1: 1, 2: 1, 3: 1, 4: 0},
    {0: 0, 1: 7, 2: 1, 3: 1, 4: 1},
    {0: 2, 1: -1, 2: 1, 3: 1, 4: 0},
]

# Five before it. Synthetic: 2 of 5; fit: 1 of 5; lawful: asked in three; view: 5; rare: never.
BEFORE = [
    {0: 1, 1: 5, 2: 1, 3: 0},
    {0: 1, 1: 2, 2: 0, 3: 0},
    {0: 0, 1: 2, 2: 0, 3: 0},
    {0: 0, 1: 2, 3: 0},
    {0: 2, 1: 2, 3: 1},
]


def test_known_answers_give_the_known_report(open_page: OpenPage, class_url: str) -> None:
    page = open_page(class_url)
    expect(page.locator(".ch-quiz")).to_be_hidden()
    fill(page, codes(AFTER), codes(BEFORE, first=50))
    expect(page.get_by_role("status")).to_have_text("Codes read: 15. The report stands below.")
    expect(page.locator(".ch-unusable")).to_have_count(0)

    # Points: synthetic 1, fit 2, lawful 1, rare 1. After: six tests 4 of 4; two 1 + 1 + 1 + 1 = 4 of 5; one
    # 0 + 1 + 1 + 0 = 2 of 5; one 0 + 0 + 1 + 1 = 2 of 5: (6 + 2 * 0.8 + 2 * 0.4) / 10 = 84 %.
    # Before: 4 of 4, 1 of 4, 0 of 4, 0 of 3, 0 of 3: 1.25 / 5 = 25 %. 59 points up, of 75 that were missing: 78.67 %.
    whole = " ".join(page.locator(".ch-group").inner_text().split())
    assert "Before: Average score 25%, from 5 codes After: Average score 84%, from 10 codes" in whole
    assert "rose by 59 percentage points. Of what was missing before, 79% was gained." in whole

    synthetic, fit, lawful, view, rare = report(page)
    assert synthetic.startswith(
        "Question 1 Which is synthetic? Before: 2 of 5 right (40%) After: 8 of 10 right (80%) "
        "Change: 40 percentage points more were right. Of what was missing before, 67% was gained. "
        "Answer Before After A. Opium 2 (40%) 1 (10%) B. Ice right 2 (40%) 8 (80%) C. Cannabis 1 (20%) 1 (10%) "
    )
    rest = [1, 1, 1, 1, 1, 1, 3 / 4, 3 / 4, 2 / 4, 2 / 4]
    expected = correlation([1] * 8 + [0] * 2, rest)
    assert synthetic.endswith(f"Discrimination {expected:.2f}: those who knew the rest mostly knew this too.")
    assert "Before: 1 of 5 right (20%) After: 6 of 10 right (60%)" in fit
    assert "A. First truth right 1 (20%) 9 (90%) B. A myth 4 (80%) 1 (10%)" in fit
    assert "C. Second truth right 1 (20%) 7 (70%) No answer 0 (0%) 1 (10%)" in fit
    assert lawful.startswith(
        "Question 3 It is lawful. Before: fewer than five were asked this question After: 10 of 10 right (100%) "
        "Answer After A. Yes 0 (0%) B. No right 10 (100%) "
    )
    assert lawful.endswith(
        "Discrimination: not to be told. It takes ten answers or more, and differences between them."
    )
    assert view == (
        "Question 4 Whom would you call? Before: Answers: 5 After: Answers: 10 "
        "Answer Before After A. A friend 4 (80%) 3 (30%) B. A helpline 1 (20%) 7 (70%)"
    )
    assert rare == "Question 5 Who was asked this? Fewer than five were asked this question, so nothing is shown."


def test_the_table_to_keep_has_a_row_a_question(open_page: OpenPage, class_url: str) -> None:
    page = open_page(class_url)
    fill(page, codes(AFTER), codes(BEFORE, first=50))
    head, synthetic, fit, lawful, view, rare = table(page)
    expected = correlation([1] * 8 + [0] * 2, [1, 1, 1, 1, 1, 1, 3 / 4, 3 / 4, 2 / 4, 2 / 4])
    assert head[:13] == [
        *("Question", "Id", "Words", "Right answer"),
        *(
            "Asked (Before)",
            "Right (Before)",
            "Right, % (Before)",
            "Asked (After)",
            "Right (After)",
            "Right, % (After)",
        ),
        *("Change, percentage points", "Gained of what was missing, %", "Discrimination"),
    ]
    assert head[13:16] == ["Answer 1", "Chosen by (Before)", "Chosen by (After)"]
    assert len(head) == 13 + 9
    assert synthetic == [
        *("1", "synthetic", "Which is synthetic?", "B. Ice", "5", "2", "40", "10", "8", "80", "40", "67"),
        *(f"{expected:.2f}", "A. Opium", "2", "1", "B. Ice", "2", "8", "C. Cannabis", "1", "1"),
    ]
    assert fit[2:4] == ["'=1+1 is true, and what else?", "A. First truth; C. Second truth"]
    assert lawful[4:13] == ["fewer than five", "", "", "10", "10", "100", "", "", ""]
    assert view[4:13] == ["5", "", "", "10", "", "", "", "", ""]
    assert rare[3:] == ["", "fewer than five", "", "", "fewer than five", "", "", "", "", ""]


FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", " =1", "\\t=1", "＝1", "|calc"]


def test_a_spreadsheet_runs_no_cell(open_page: OpenPage, tmp_path: Path, serve: Serve) -> None:
    questions = [f'- {{id: q{n}, kind: fill, prompt: "{text}", accept: [a]}}' for n, text in enumerate(FORMULAS)]
    bank = "title: Formulas\nquestions:\n" + "\n".join(questions)
    page = open_page(serve(write_page(tmp_path, parse(bank))))
    fill(page, codes([{0: place % 2} for place in range(6)], text=bank, sizes=(2,) * len(FORMULAS)))
    rows = table(page)
    assert [row[2].strip("'\t ") for row in rows[1:]] == [text.removeprefix("\\t").strip() for text in FORMULAS]
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"\s*[=+\-@＝＋－＠|]", cell) or re.fullmatch(r"-?\d+(\.\d+)?", cell)


def test_fewer_than_five_are_told_nothing_of(open_page: OpenPage, class_url: str) -> None:
    page = open_page(class_url)
    fill(page, codes(AFTER[:4]))
    expect(page.get_by_role("status")).to_have_text(
        "Codes read: 4. Nothing is told of a group of fewer than five: it could point to a person."
    )
    assert page.locator(".ch-report").inner_text() == ""
    expect(page.get_by_role("link")).to_have_count(0)

    fill(page, codes(AFTER[:6]), codes(BEFORE[:4], first=50))
    whole = page.locator(".ch-group").inner_text()
    assert "Codes: 4, too few to tell more" in whole and "rose" not in whole
    assert all("Change" not in words for words in report(page))
    assert "Before: fewer than five were asked this question" in report(page)[0]
    assert {row[4] for row in table(page)[1:]} == {"fewer than five"}
    assert {"".join(row[5:7]) for row in table(page)[1:]} == {""}


def test_what_cannot_be_used_is_named(open_page: OpenPage, class_url: str) -> None:
    page = open_page(class_url)
    good = codes(AFTER[:5])
    other = test_code.write({"mark": "ZZZZZ", "sizes": (3,)}, 1, {0: 0})
    older = test_code.write({"mark": parse().mark[:3] + "ZZ", "sizes": (3,)}, 1, {0: 0})
    newer = test_code.write({"mark": parse().mark, "sizes": (3,)}, 1, {0: 0}, version="2")
    hostile = "<img src=x onerror=document.title='hacked1'>"
    fill(page, [*good, good[0].lower(), other, older, newer, hostile, "9" * 200, "Anna Li"], [good[1]])
    expect(page.get_by_role("status")).to_contain_text("Codes read: 5. Could not be used: 7.")
    expect(page.get_by_role("status")).to_contain_text("Other pieces of text passed over: 1.")
    expect(page.locator(".ch-unusable li")).to_have_text(
        [
            f"{good[1]} was given twice. It counts once.",
            f"{good[0].lower()} was given twice. It counts once.",
            f"{other} is from another quiz.",
            f"{older} is from another version of this quiz. Its questions have changed since.",
            f"{newer} is a kind of code that this page does not know.",
            f"{hostile} is no code, or has a slip in it. Compare it with the original.",
            f"{'9' * 80}… is no code, or has a slip in it. Compare it with the original.",
        ]
    )
    assert page.title() == "Class"
    expect(page.locator("main img")).to_have_count(0)


@pytest.mark.parametrize(
    ("tests", "words"),
    [
        ([(1, n % 2) for n in range(9)], "Discrimination: not to be told."),
        ([(1, n % 2) for n in range(10)], "Discrimination: not to be told."),
        ([(n % 2, n % 2) for n in range(10)], "Discrimination 1: those who knew the rest mostly knew this too."),
        (
            [(n % 2, 1 - n % 2) for n in range(10)],
            "Discrimination -1: those who knew the rest got this wrong more often.",
        ),
        ([(n % 2, n // 2 % 2) for n in range(12)], "Discrimination 0: whether someone knew the rest says little"),
    ],
)
def test_discrimination_is_told_in_plain_words(
    open_page: OpenPage, class_url: str, tests: list[tuple[int, int]], words: str
) -> None:
    page = open_page(class_url)
    fill(page, codes({0: first, 2: other} for first, other in tests))
    assert words in report(page)[0]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(3, 3, "Change: none."), (4, 1, "Change: 60 percentage points fewer were right."), (5, 5, "Change: none."),
     (0, 5, "Change: 100 percentage points more were right. Of what was missing before, 100% was gained.")],
)  # fmt: skip
def test_change_is_told_in_plain_words(
    open_page: OpenPage, class_url: str, before: int, after: int, words: str
) -> None:
    page = open_page(class_url)
    lists = [[{0: 1 if place < right else 0} for place in range(5)] for right in (after, before)]
    fill(page, codes(lists[0]), codes(lists[1], first=50))
    assert words in report(page)[0]


def test_the_keyboard_alone_comes_to_the_report_and_back(open_page: OpenPage, class_url: str) -> None:
    page = open_page(class_url)
    page.keyboard.press("Tab")
    expect(page.get_by_label("After, or the only test")).to_be_focused()
    page.keyboard.insert_text("\n".join(codes(AFTER)))
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Read the codes")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Codes read: 10.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Print the report")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Save the table (CSV)")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_have_text("All codes are gone.")
    expect(page.locator(".ch-asked")).to_have_count(0)
    assert page.evaluate("[...document.querySelectorAll('textarea')].map((area) => area.value).join('')") == ""
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Paste at least one code first.")


def test_it_works_from_a_folder_and_keeps_nothing(open_page: OpenPage, tmp_path: Path) -> None:
    folder = write_page(tmp_path, parse())
    shut = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) delete window[name];"
    page = open_page((folder / "index.html").as_uri(), hosts=(folder.as_uri(),), before=shut)
    fill(page, codes(AFTER))
    assert len(report(page)) == 5
    assert len(table(page)) == 6
    page.reload()
    assert page.evaluate("[...document.querySelectorAll('textarea')].map((area) => area.value).join('')") == ""


def test_without_script_a_sentence_says_why(open_page: OpenPage, class_url: str) -> None:
    page = open_page(class_url, script=False)
    expect(page.get_by_text("Codes are read by a script on this device, and here it does not run.")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.locator("fieldset:visible")).to_have_count(5)
    expect(page.get_by_text("A code holds the answers to one test, and no name.")).to_be_visible()


def test_paper_has_the_report_alone(open_page: OpenPage, class_url: str) -> None:
    page = open_page(class_url)
    fill(page, [*codes(AFTER), "9" * 20])
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Question by question")).to_be_visible()
    expect(page.locator(".ch-asked:visible")).to_have_count(5)
    expect(page.locator("textarea:visible, button:visible, fieldset:visible, .ch-unusable:visible")).to_have_count(0)
    bar = page.locator(".ch-length > i").first
    assert bar.evaluate("bar => getComputedStyle(bar).printColorAdjust") == "exact"


def test_the_quizs_own_script_does_no_harm(open_page: OpenPage, tmp_path: Path, serve: Serve) -> None:
    page = open_page(serve(write_page(tmp_path, parse(), more=("quiz/quiz.js",))))
    fill(page, codes(AFTER))
    assert "8 of 10 right (80%)" in report(page)[0]
    expect(page.locator("fieldset:visible")).to_have_count(0)


ALL_KINDS = """\
title: All kinds
questions:
  - {id: one, prompt: P, options: [{text: a, correct: true}, {text: b}]}
  - {id: word, kind: fill, prompt: P, accept: [tea]}
  - {id: amount, kind: number, prompt: P, value: 120}
  - {id: pairs, kind: match, prompt: P, pairs: [{text: a, match: x}, {text: b, match: y}], extra: [z]}
  - {id: steps, kind: order, prompt: P, steps: [{text: a}, {text: b}, {text: c}, {text: d}]}
  - {id: heaps, kind: sort, prompt: P, groups: [g, h], cards: [{text: a, group: g}, {text: b, group: h}]}
  - id: story
    kind: scenario
    prompt: P
    scenes:
      - {id: start, text: T, options: [{text: a, to: good}, {text: b, to: other}]}
      - {id: good, text: T, ending: Safe}
      - {id: other, text: T, ending: Not safe}
"""


def test_questions_of_all_kinds_are_counted(open_page: OpenPage, tmp_path: Path, serve: Serve) -> None:
    page = open_page(serve(write_page(tmp_path, parse(ALL_KINDS))))
    made: list[dict[str, Any]] = page.evaluate("""() => {
      const { Code } = customElements.get("clearheart-question");
      const { mark, count } = document.querySelector("clearheart-quiz").dataset;
      const questions = [...document.querySelectorAll("[data-place]")];
      return Array.from({ length: 12 }, (_, pupil) => {
        for (const question of questions) question.answer = pupil % question.size;
        const credits = questions.map((question) => question.credit);
        return { code: Code.write({ mark, count: Number(count), seed: pupil, questions }), credits };
      });
    }""")
    fill(page, [test["code"] for test in made])
    expect(page.get_by_role("status")).to_have_text("Codes read: 12. The report stands below.")
    words = report(page)
    for place, column in enumerate(zip(*(test["credits"] for test in made), strict=True)):
        right = sum(credit == 1 for credit in column)
        told = "Answers: 12" if column[0] is None else f"{right} of 12 right ({right / 12:.0%})"
        assert told in words[place], words[place]
    assert "tea right 6 (50%)" in words[1]
    assert "Ending: Safe 6 (50%) Ending: Not safe 6 (50%)" in words[6]
    assert len(table(page)) == 8


@pytest.mark.parametrize(
    ("width", "direction", "scheme"), [(320, "ltr", "light"), (320, "rtl", "dark"), (1280, "ltr", "dark")]
)
def test_no_state_breaks_an_accessibility_rule(
    open_page: OpenPage,
    tmp_path: Path,
    serve: Serve,
    axe_violations: Violations,
    scheme: str,
    width: int,
    direction: str,
) -> None:
    page = open_page(serve(write_page(tmp_path, parse(), direction=direction)), width=width, color_scheme=scheme)
    states = [
        ("before", lambda: None),
        ("nothing", lambda: fill(page)),
        ("few", lambda: fill(page, [*codes(AFTER[:3]), "9" * 20])),
        ("one list", lambda: fill(page, codes(AFTER))),
        ("two lists", lambda: fill(page, [*codes(AFTER), "9" * 200], codes(BEFORE, first=50))),
    ]
    for name, act in states:
        act()
        assert axe_violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        for target in page.locator("button:visible, .ch-report a:visible").all():
            assert (target.bounding_box() or {})["height"] >= 44, name


def test_chinese_has_its_own_words(
    open_page: OpenPage, tmp_path: Path, serve: Serve, axe_violations: Violations
) -> None:
    page = open_page(serve(write_page(tmp_path, parse(language="zh"), language="zh")), width=360)
    page.get_by_label("课后，或只测一次").fill("\n".join(codes(AFTER)).lower())
    page.get_by_label("课前（可不填）").fill("，".join(codes(BEFORE, first=50)))
    page.get_by_role("button", name="读取结果码").click()
    expect(page.get_by_role("status")).to_have_text("已读取结果码：15个。 报告在下面。")
    assert "课前：5人中有2人答对（40%） 课后：10人中有8人答对（80%）" in report(page)[0]
    assert "变化：答对的多了40个百分点；课前没有掌握的部分，补上了67%。" in report(page)[0]
    assert axe_violations(page) == []


def test_awkward_words_neither_run_nor_overflow(open_page: OpenPage, tmp_path: Path, serve: Serve) -> None:
    long = TEXT.replace("It is lawful.", f'"{"Donaudampfschiff" * 20} مرحبا {"字" * 200}"')
    long = long.replace("text: Opium", f'text: "<b onclick=x>{"x" * 300}"')
    page = open_page(serve(write_page(tmp_path, parse(long))), width=320)
    fill(page, codes(AFTER, text=long), codes(BEFORE, first=50, text=long))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.locator("main b[onclick]")).to_have_count(0)


def test_forced_colours_keep_the_bars(open_page: OpenPage, class_url: str, axe_violations: Violations) -> None:
    page = open_page(class_url, forced_colors="active")
    fill(page, codes(AFTER))
    bar = page.locator(".ch-length > i").first
    assert bar.evaluate("bar => getComputedStyle(bar).backgroundColor") != page.locator(".ch-length").first.evaluate(
        "bar => getComputedStyle(bar).backgroundColor"
    )
    assert axe_violations(page) == []


@pytest.mark.parametrize("language", ["", "zh/"])
def test_the_code_of_a_test_goes_into_the_page_of_its_class(
    open_page: OpenPage, site_url: str, axe_violations: Violations, language: str
) -> None:
    page = open_page(f"{site_url}quiz/natural-or-synthetic/?mode=test")
    for _ in range(10):
        page.locator(".ch-question:visible input").first.check()
        page.locator(".ch-question:visible [value=step]").click()
    code = page.locator(".ch-code output").inner_text()
    mark = page.locator("clearheart-quiz").get_attribute("data-mark")
    sizes = page.evaluate("[...document.querySelectorAll('[data-place]')].map((question) => question.size)")
    others = [
        test_code.write({"mark": mark, "sizes": sizes}, 1, dict.fromkeys(range(10), 0), nonce=n) for n in range(9)
    ]

    page.goto(f"{site_url}{language}quiz/natural-or-synthetic/class/")
    page.locator("textarea").first.fill(" ".join([code, *others]))
    page.locator("[value=read]").click()
    expect(page.locator(".ch-asked")).to_have_count(10)
    assert re.search(r"A\. .*10 [(（]100%", report(page)[0])
    assert axe_violations(page) == []


def test_the_site_has_a_page_for_the_class_of_every_quiz(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    build(root, root / "site", day="2026-11-22")
    page = (root / "site" / "quiz" / "basics" / "class" / "index.html").read_text("utf-8")
    inside = page.partition("<clearheart-class")[2].partition("</clearheart-class>")[0]
    assert "<clearheart-quiz" in inside and "<h1" not in inside
    assert 'quiz/basics/?mode=test">Take this quiz as a test</a>' in page
