"""A reader takes the quiz in other ways in a real browser: as a test, with cards, drawn, mixed, resumed, read aloud."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Locator, Page, expect

from clearheart.script import shorten_script
from tests.projects import REPOSITORY
from tests.quiz_pages import THREE, answer, choose, look, option, render, step, width_of, write_page

OpenPage = Callable[..., Page]
Serve = Callable[[Path], str]
Violations = Callable[[Page], list[str]]

FIVE = """\
title: Five questions
questions:
  - id: one
    prompt: One?
    tags: [plants]
    hints: [It is ice.]
    options:
      - {text: Opium, feedback: It comes from a poppy.}
      - {text: Ice, correct: true, feedback: It is made from chemicals.}
      - {text: Cannabis, feedback: It comes from a plant.}
    explanation: Synthetic means made wholly by chemistry.
  - id: two
    kind: multiple
    prompt: Two?
    points: 3
    tags: [plants, help]
    difficulty: 2
    hints: [First hint., Second hint.]
    options:
      - {text: First truth, correct: true}
      - {text: A myth}
      - {text: Second truth, correct: true}
      - {text: Another myth}
  - id: three
    kind: truefalse
    prompt: Three?
    points: 2
    options:
      - {text: Yes}
      - {text: No, correct: true, feedback: It is not so.}
  - id: four
    kind: survey
    prompt: Four?
    options: [{text: Often}, {text: Never, feedback: As most people.}]
  - id: five
    kind: scenario
    prompt: Five?
    scenes:
      - {id: start, text: A pill is offered., options: [{text: Say no, to: end}]}
      - {id: end, text: You go home., ending: Home}
"""

CERTIFIED = THREE.replace("title: Three questions", "title: Certified\ncertificate: true\nmode: test\npass: 60")


def many(language: str, count: int = 12) -> str:
    """Write a bank of which both languages have the same questions in other words."""
    words = {"en": ("Number", "right", "wrong"), "zh": ("第", "对", "错")}[language]
    lines = [f"title: {words[0]}", "questions:"]
    for number in range(count):
        options = [f"{{text: {words[2]} {number}-{place}, feedback: why {number}-{place}}}" for place in range(4)]
        options[number % 4] = f"{{text: {words[1]} {number}, correct: true, feedback: why {number}}}"
        lines += [
            f"  - id: q{number}",
            f"    prompt: {words[0]} {number}",
            f"    difficulty: {number % 3 + 1}",
            f"    tags: [{'odd' if number % 2 else 'even'}]",
            f"    options: [{', '.join(options)}]",
        ]
    return "\n".join(lines) + "\n"


PAGES = {
    "five": (FIVE, "en", "small"),
    "three": (THREE, "en", "small"),
    "certified": (CERTIFIED, "en", "small"),
    "many": (many("en"), "en", "small"),
    "viele": (many("zh"), "zh", "small"),
    "bank": ("mode: test\npick: 2\nseed: a\npass: 90\n" + many("en"), "en", "small"),
    "fence": ("mode: test\npick: 2\nseed: a\n" + many("en"), "en", "{bank: small, mode: cards, pick: 3, tag: odd}"),
    "only": (many("en"), "en", "{bank: small, only: [q5, q2, q9]}"),
    "alone": (many("en"), "en", "{bank: small, only: [q5]}"),
}


@pytest.fixture(scope="module")
def ways_url(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of a folder with a page for each of PAGES."""
    folder = tmp_path_factory.mktemp("ways")
    for name, (text, language, fence) in PAGES.items():
        write_page(folder, render(text, language, fence), language=language, name=f"{name}.html")
    frame = '<!doctype html><title>Host</title><iframe sandbox="allow-scripts" src="three.html"></iframe>'
    (folder / "sandbox.html").write_text(frame, encoding="utf-8")
    return serve(folder)


def go_on(page: Page, number: int) -> None:
    step(page, f"Go to question {number}")


def hand_in(page: Page) -> None:
    """Go to a test's end and hand it in, whatever is answered."""
    while page.get_by_role("button", name="Hand in").count() == 0:
        page.get_by_role("button", name="Go to question").click()
    step(page, "Hand in")
    if page.locator(".ch-done").count() == 0:
        step(page, "Hand in")


def ids(page: Page) -> list[str]:
    """Give the ids of the questions that are asked, in their order in the page."""
    return page.locator(".ch-question:not(.is-out)").evaluate_all("all => all.map((one) => one.dataset.id)")


def kept(page: Page) -> dict[str, Any]:
    """Give all that is stored, read from its JSON."""
    stored = page.evaluate("({ ...localStorage })")
    return {key: json.loads(value) for key, value in stored.items()}


def keep(page: Page, value: str, key: str = "clearheart/small/") -> None:
    """Store something, and come back to the page."""
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, value])
    page.reload()


def button(page: Page) -> Locator:
    """Find the one button that goes on."""
    return page.locator(".ch-next > [value=step]")


def read_code(page: Page, code: str) -> dict[str, Any]:
    """Read a result code as the page of class results does."""
    reader = shorten_script((REPOSITORY / "theme/class/reader.js").read_text(encoding="utf-8"))
    read = """(code) => {
      const quiz = document.querySelector('clearheart-quiz');
      const questions = [...quiz.querySelectorAll('.ch-question')];
      const { mark, count } = quiz.dataset;
      const read = customElements.get('clearheart-question').Code.read(code, { mark, count: Number(count), questions });
      const names = questions.toSorted((one, other) => one.place - other.place).map((question) => question.dataset.id);
      const answers = [...read.answers].map(([place, answer]) => [names[place], answer]);
      return { ...read, answers: Object.fromEntries(answers) };
    }"""
    page.evaluate(f"() => {{ {reader} }}")
    return dict(page.evaluate(read, code))


def test_a_test_tells_nothing_before_its_end(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}five.html?mode=test&pass=50")
    choose(page, "Opium")
    expect(page.get_by_role("button")).to_have_text(["Go to question 2", "Read aloud", "Clear them"])
    go_on(page, 2)
    choose(page, "First truth")
    page.keyboard.press("Enter")
    expect(page.locator(".ch-progress > p")).to_have_text("Question 3 of 5")
    expect(page.locator("legend:visible")).to_be_focused()
    assert page.locator(".ch-track > i").evaluate_all("all => all.map(({ className }) => className)") == [
        "done",
        "done",
        "now",
        "",
        "",
    ]
    choose(page, "No")
    expect(page.locator(".ch-verdict:visible, .ch-feedback:visible, .ch-answer:visible")).to_have_count(0)
    step(page, "Back")
    expect(option(page, "First truth").locator("input")).to_be_checked()
    step(page, "Back")
    expect(page.get_by_role("button", name="Back")).to_have_count(0)
    choose(page, "Cannabis")
    go_on(page, 2)
    go_on(page, 3)
    go_on(page, 4)
    go_on(page, 5)
    step(page, "Hand in")
    expect(page.locator(".ch-tell > b")).to_have_text("Not yet answered: 2. Hand in all the same?")
    step(page, "Back")
    choose(page, "Never")
    go_on(page, 5)
    step(page, "Hand in")
    expect(page.locator(".ch-tell > b")).to_have_text("Not yet answered: 1. Hand in all the same?")
    step(page, "Hand in")
    expect(page.get_by_role("heading", name="All questions done")).to_be_focused()
    expect(page.locator(".ch-score > span")).to_have_text("3.5 of 6 points")
    expect(page.get_by_text("You have passed this test.")).to_be_visible()
    expect(page.locator(".ch-review summary")).to_have_text(["One?", "Two?"])
    code = page.locator(".ch-code output").inner_text()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-)+[0-9A-HJKMNP-TV-Z]{1,4}", code)
    read = read_code(page, code)
    assert read["answers"] == {"one": 2, "two": 1, "three": 1, "four": 1, "five": -1}

    look(page, "Two?")
    for words in ("A. First truth", "C. Second truth"):
        expect(page.locator(".ch-review").get_by_text(words)).to_be_visible()
    look(page, "One?")
    expect(page.locator(".ch-review").get_by_text("Synthetic means made wholly by chemistry.")).to_be_visible()
    expect(page.locator(".ch-review").get_by_text("It comes from a poppy.")).to_be_visible()

    step(page, "Try these again")
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 2")
    answer(page, "Ice")
    go_on(page, 2)
    answer(page, "First truth", "Second truth")
    step(page, "See my result")
    expect(page.locator(".ch-score b")).to_have_text("2 of 2")
    expect(page.locator(".ch-code, [data-for=passed]")).to_have_count(0)
    step(page, "Start again")
    expect(page.get_by_role("button", name="Go to question 2")).to_be_visible()
    assert page.get_by_role("radio", checked=True).count() == 0


@pytest.mark.parametrize(
    ("query", "told"),
    [("&pass=100", "[data-for=failed]"), ("&pass=1", "[data-for=failed]"), ("", "[data-for=perfect]")],
)
def test_an_empty_test_is_not_passed(open_page: OpenPage, ways_url: str, query: str, told: str) -> None:
    page = open_page(f"{ways_url}three.html?mode=test{query}")
    hand_in(page)
    expect(page.locator(".ch-score b")).to_have_text("0 of 3")
    expect(page.locator("[data-for=passed], [data-for=perfect]")).to_have_count(0)
    assert page.locator(told).count() == int("failed" in told)
    assert read_code(page, page.locator(".ch-code output").inner_text())["answers"] == {
        "synthetic": -1,
        "fit": -1,
        "lawful": -1,
    }


def test_practice_counts_first_tries_and_has_no_code_and_passes_nobody(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}five.html?pass=10")
    answer(page, "Ice")
    go_on(page, 2)
    answer(page, "First truth", "Second truth")
    go_on(page, 3)
    answer(page, "Yes")
    choose(page, "No")
    step(page, "Check my answer")
    go_on(page, 4)
    choose(page, "Never")
    step(page, "Go on")
    expect(page.locator(".ch-feedback:visible", has_text="As most people.")).to_have_count(1)
    expect(page.locator(".ch-verdict:visible")).to_have_count(0)
    go_on(page, 5)
    page.get_by_role("link", name="Say no").click()
    step(page, "Go on")
    step(page, "See my result")
    expect(page.locator(".ch-score b")).to_have_text("2 of 3")
    expect(page.locator(".ch-review summary")).to_have_text(["Three?"])
    expect(page.locator(".ch-code, [data-for=passed], [data-for=failed]")).to_have_count(0)


def test_cards_are_turned_and_come_again(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}five.html?mode=cards&pass=50")
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 3")
    expect(page.locator(".ch-answer:visible")).to_have_count(0)
    step(page, "Show the answer")
    expect(page.locator(".ch-answer:visible")).to_contain_text("Synthetic means made wholly by chemistry.")
    expect(page.get_by_role("status")).to_contain_text("Ice")
    told, pressed = page.locator(".ch-answer:visible").bounding_box(), button(page).bounding_box()
    assert told and pressed and told["y"] < pressed["y"]
    step(page, "Not yet: show it again")
    expect(page.locator(".ch-progress > p")).to_have_text("Question 2 of 3")
    expect(page.locator(".ch-answer:visible")).to_have_count(0)
    for number in (2, 3):
        expect(page.locator(".ch-progress > p")).to_have_text(f"Question {number} of 3")
        step(page, "Show the answer")
        step(page, "I knew it")
    for _ in range(2):
        expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 3")
        step(page, "Show the answer")
        step(page, "Not yet: show it again")
    expect(page.locator("legend:visible")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".ch-answer:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="All questions done")).to_be_focused()
    expect(page.locator(".ch-score, .ch-code, .ch-review, [data-for]")).to_have_count(0)
    step(page, "Start again")
    expect(page.get_by_role("button", name="Show the answer")).to_be_visible()
    assert kept(page) == {}


@pytest.mark.parametrize("mode", ["test", "cards", "practice"])
def test_a_question_alone_is_practised_in_every_mode(open_page: OpenPage, ways_url: str, mode: str) -> None:
    page = open_page(f"{ways_url}alone.html?mode={mode}&pick=3&shuffle=1")
    answer(page, "wrong 5-0")
    step(page, "Try again")
    answer(page, "right 5")
    expect(page.locator(".ch-verdict:visible")).to_have_text("Right")
    expect(page.get_by_role("button")).to_have_text(["Try again", "Read aloud"])
    assert kept(page) == {}


def seen(page: Page) -> list[list[str]]:
    """Give each asked question's count, and its options with the letter of the right one and of their feedback."""
    return page.locator(".ch-question:not(.is-out)").evaluate_all("""(all) => all.map((one) => [
      one.querySelector('.ch-count').textContent.replace(/\\D+/g, ' ').trim(),
      one.dataset.id,
      ...[...one.querySelectorAll('.ch-option')].map((row) => row.textContent.replace(/[^\\d-]+/g, '')),
      one.querySelector('.ch-key [data-of]').textContent,
      ...[...one.querySelectorAll('.ch-why > li')].map((row) => `${row.value} ${row.textContent}`),
    ])""")


def test_a_seed_gives_the_same_test_to_all_in_both_languages(open_page: OpenPage, ways_url: str) -> None:
    query = "?mode=test&pick=5&shuffle=1&seed=class 7b"
    pages = [open_page(f"{ways_url}{name}.html{query}") for name in ("many", "many", "viele")]
    drawn = [seen(page) for page in pages]
    assert drawn[0] == drawn[1] == drawn[2]
    assert [entry[0] for entry in drawn[0]] == [f"{number} 5" for number in range(1, 6)]
    chosen = [entry[1] for entry in drawn[0]]
    assert len(set(chosen)) == 5 and chosen != sorted(chosen, key=lambda name: int(name[1:]))
    for _, name, *options, right, _first, _second, _third, _fourth in drawn[0]:
        number = int(name[1:])
        assert right == f"{'ABCD'[options.index(str(number))]}."
    assert [entry[7:] for entry in drawn[0]] == [
        [f"{place + 1} why {option}" for place, option in enumerate(entry[2:6])] for entry in drawn[0]
    ]
    assert len({tuple(entry[2:6].index(entry[1][1:]) for entry in drawn[0])}) == 1
    other = seen(open_page(f"{ways_url}many.html{query}x"))
    assert other != drawn[0]
    assert ids(open_page(f"{ways_url}many.html?pick=5&seed=class 7b")) == sorted(
        ids(open_page(f"{ways_url}many.html?pick=5&seed=class 7b")), key=lambda name: int(name[1:])
    )


def test_mixed_options_keep_their_feedback_and_answers(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}many.html?mode=test&pick=4&shuffle=1&seed=4")
    rows = seen(page)
    for number, row in enumerate(rows):
        choose(page, f"right {row[1][1:]}")
        if number < 3:
            go_on(page, number + 2)
    step(page, "Hand in")
    expect(page.locator(".ch-score b")).to_have_text("4 of 4")
    read = read_code(page, page.locator(".ch-code output").inner_text())
    assert read["answers"] == {row[1]: int(row[1][1:]) % 4 for row in rows}
    page.goto(f"{ways_url}many.html?pick=4&shuffle=1&seed=4")
    wrong = next(entry for entry in rows[0][2:6] if "-" in entry)
    answer(page, f"wrong {wrong}")
    feedback = option(page, f"wrong {wrong}").locator("xpath=following-sibling::*[1]")
    expect(feedback).to_have_text(f"why {wrong}")


def test_starting_again_draws_anew_and_numbers_anew(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}three.html?shuffle=1&mode=cards")
    orders = set()
    for _ in range(12):
        drawn = page.locator(".ch-question:not(.is-out) .ch-count").all_text_contents()
        assert drawn == ["Question 1 of 3", "Question 2 of 3", "Question 3 of 3"]
        assert page.locator(".ch-progress > p").inner_text() == "Question 1 of 3"
        assert ids(page)[0] == page.locator(".is-now").get_attribute("data-id")
        orders.add(tuple(ids(page)))
        for _ in range(3):
            step(page, "Show the answer")
            step(page, "I knew it")
        step(page, "Start again")
        expect(page.locator("legend:visible")).to_be_focused()
    assert len(orders) > 1


def test_named_questions_come_in_the_order_of_their_names(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}only.html")
    assert ids(page) == ["q5", "q2", "q9"]
    expect(page.locator(".ch-prompt:visible")).to_have_text("Number 5")
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 3")
    answer(page, "right 5")
    go_on(page, 2)
    expect(page.locator(".ch-prompt:visible")).to_have_text("Number 2")
    assert kept(page) == {}


@pytest.mark.parametrize(
    ("address", "count", "button"),
    [
        ("many.html", 12, "Check my answer"),
        ("many.html?tag=odd&difficulty=2", 2, "Check my answer"),
        ("bank.html", 2, "Go to question 2"),
        ("bank.html?pick=4&mode=practice", 4, "Check my answer"),
        ("bank.html?pick=&mode=", 12, "Check my answer"),
        ("fence.html", 3, "Show the answer"),
        ("fence.html?tag=", 3, "Show the answer"),
        ("fence.html?pick=9", 6, "Show the answer"),
        ("fence.html?mode=test&pick=5", 5, "Go to question 2"),
    ],
)
def test_the_address_goes_before_the_page_and_the_page_before_the_bank(
    open_page: OpenPage, ways_url: str, address: str, count: int, button: str
) -> None:
    page = open_page(ways_url + address)
    drawn = ids(page)
    assert len(drawn) == count
    expect(page.get_by_role("button", name=button)).to_be_visible()
    if "tag=" not in address and "fence" in address:
        assert all(int(name[1:]) % 2 for name in drawn)
    if "seed" in PAGES[address.split(".")[0]][0]:
        assert ids(open_page(ways_url + address)) == drawn


@pytest.mark.parametrize(
    "query",
    [
        "mode=x",
        "mode=constructor&pick=-1",
        "pick=99999",
        "pick=0",
        "pick=1e9&difficulty=9",
        "pick=2.5&tag=nothing",
        "pick=%D9%A3",
        "tag=a%20b&tag=odd",
        "difficulty=-1&difficulty=x",
        "shuffle=yes&seed=",
        f"seed={'x' * 10_000}&shuffle=1&pick=12",
        "seed=%F0%9F%91%A9%00%3Cscript%3E&shuffle=1",
        "pass=x&run=../../x",
        f"run={'%E5%AD%97' * 500}",
        "mode=test&mode=cards&=&&&",
        "__proto__=1&constructor=2&bank=other&keep=1&mark=x&count=x&check=x",
    ],
)
def test_nonsense_in_the_address_does_no_harm(open_page: OpenPage, ways_url: str, query: str) -> None:
    page = open_page(f"{ways_url}many.html?{query}")
    assert len(ids(page)) == 12
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 12")
    name = page.locator(".ch-question:visible").get_attribute("data-id")
    assert name
    if "mode=test" in query:
        return
    answer(page, f"right {name[1:]}")
    expect(page.locator(".ch-verdict:visible")).to_have_text("Right")
    assert [key.startswith("clearheart/small/") for key in kept(page)] == [True]


def test_only_progress_is_kept_on_the_device_and_the_button_clears_it(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}three.html")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    expect(page.locator(".ch-kept")).to_be_hidden()
    assert kept(page) == {}
    answer(page, "Opium")
    choose(page, "Ice")
    step(page, "Check my answer")
    assert list(kept(page)) == ["clearheart/small/"]
    assert kept(page)["clearheart/small/"]["answers"] == {"synthetic": ["1", 3, "done", 0]}
    go_on(page, 2)
    answer(page, "A myth")
    assert page.evaluate("sessionStorage.length + document.cookie.length") == 0
    assert page.evaluate("(async () => (await indexedDB.databases()).length)()") == 0
    assert requests == []
    expect(page.locator(".ch-kept")).to_contain_text("Your answers so far are kept on this device alone.")

    page.reload()
    expect(page.locator(".ch-progress > p")).to_have_text("Question 2 of 3")
    expect(page.locator(".ch-verdict:visible")).to_have_text("Does not fit")
    expect(page.locator(":focus")).to_have_count(0)
    choose(page, "First truth", "Second truth", "A myth")
    step(page, "Check my answer")
    go_on(page, 3)
    answer(page, "No")
    step(page, "See my result")
    expect(page.locator(".ch-score b")).to_have_text("1 of 3")

    page.reload()
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 3")
    assert page.get_by_role("radio", checked=True).count() == 0
    expect(page.locator(".ch-kept")).to_be_visible()
    answer(page, "Ice")
    step(page, "Clear them")
    assert kept(page) == {}
    expect(page.locator(".ch-kept")).to_be_hidden()
    expect(page.locator("legend:visible")).to_be_focused()
    expect(page.locator(".ch-verdict:visible")).to_have_count(0)
    page.reload()
    assert page.get_by_role("radio", checked=True).count() == 0


def test_a_test_goes_on_where_it_was_left_with_the_same_questions(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}many.html?mode=test&pick=4&shuffle=1")
    drawn = seen(page)
    choose(page, f"right {drawn[0][1][1:]}")
    go_on(page, 2)
    choose(page, f"right {drawn[1][1][1:]}")
    page.reload()
    assert seen(page) == drawn
    expect(page.locator(".ch-progress > p")).to_have_text("Question 3 of 4")
    expect(page.locator(".ch-verdict, .ch-feedback")).to_have_count(0)
    step(page, "Back")
    expect(option(page, f"right {drawn[1][1][1:]}").locator("input")).to_be_checked()
    hand_in(page)
    expect(page.locator(".ch-score b")).to_have_text("2 of 4")
    page.goto(f"{ways_url}many.html")
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 12")


def test_runs_are_kept_apart(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}three.html?run=before")
    answer(page, "Ice")
    page.goto(f"{ways_url}three.html?run=after")
    assert page.get_by_role("radio", checked=True).count() == 0
    answer(page, "Opium")
    assert list(kept(page)) == ["clearheart/small/before", "clearheart/small/after"]
    page.goto(f"{ways_url}three.html?run=before")
    expect(page.locator(".ch-progress > p")).to_have_text("Question 2 of 3")


def stored(**answers: Any) -> str:
    return json.dumps({"v": 1, "mode": "practice", "seed": 5, "answers": answers})


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (stored(gone=["0", 3, "done", 1], synthetic=["1", 3, "done", 1]), 2),
        (stored(synthetic=["1", 4, "done", 1], fit=["5", 16, "done", 1]), 1),
        (stored(synthetic=["1", 3, "done", 1], fit=["9", 8, "done", 1]), 2),
        (stored(synthetic=["7", 3, "done", 1]), 1),
        (stored(synthetic=["-1", 3, "done", 1]), 1),
        (stored(synthetic="done"), 1),
        (stored(synthetic=None), 1),
        (stored(synthetic=[{}, 3, "done", 1]), 1),
        (stored(synthetic=[None, 3, "done", 1]), None),
        (stored(synthetic=["1", 3, "done", "x"], fit=["5", 16, "done", {}]), 3),
        (stored(synthetic=["1", 3, "x", 1]), 1),
        ('{"v": 1, "mode": "practice", "answers": null, "seed": "x"}', 1),
        ('{"v": 1, "mode": "practice", "answers": 5, "seed": -1e99}', 1),
        ('{"v": 2, "mode": "practice", "answers": {"synthetic": ["1", 3, "done", 1]}}', 1),
        ('{"v": 1, "mode": "test", "answers": {"synthetic": ["1", 3, "done", 1]}}', 1),
        ('{"v": 1', 1),
        ("null", 1),
        ("[]", 1),
        ("0", 1),
        ('"text"', 1),
        ("x" * 100_000, 1),
    ],
)
def test_what_is_stored_is_taken_where_it_fits_and_does_no_harm_otherwise(
    open_page: OpenPage, ways_url: str, value: str, place: int | None
) -> None:
    page = open_page(f"{ways_url}three.html")
    keep(page, value)
    if place:
        expect(page.locator(".ch-progress > p")).to_have_text(f"Question {place} of 3")
    expect(page.locator(".ch-question:visible")).to_have_count(1)
    while page.locator(".ch-done").count() == 0:
        for words in ("Ice", "First truth", "Second truth", "No"):
            row = option(page, words).locator("input:not(:checked)")
            if row.count() and row.is_enabled():
                row.check()
        button(page).click()
    assert kept(page)["clearheart/small/"]["over"] is True


def test_the_quiz_goes_on_where_storage_is_blocked_or_full(open_page: OpenPage, ways_url: str) -> None:
    blocked = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    for before in (blocked, full):
        page = open_page(f"{ways_url}three.html", before=before)
        answer(page, "Ice")
        expect(page.locator(".ch-kept")).to_be_hidden()
        go_on(page, 2)


def test_the_quiz_works_in_a_frame_that_may_only_run_scripts(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}sandbox.html", height=1200)
    frame = page.frame_locator("iframe")
    frame.locator(".ch-option", has_text="Ice").click()
    frame.locator(".ch-option input").nth(1).press("Enter")
    expect(frame.locator(".ch-verdict").locator("visible=true")).to_have_text("Right")
    expect(frame.locator(".ch-kept")).to_be_hidden()
    frame.get_by_role("button", name="Go to question 2").click()
    expect(frame.locator(".ch-progress > p")).to_have_text("Question 2 of 3")


VOICES = """
  window.spoken = [];
  class Words { constructor(text) { this.text = text; } }
  const speech = {
    speaking: false,
    getVoices: () => VOICES,
    speak(words) { this.speaking = true; spoken.push([words.voice.name, words.lang, words.text]); },
    cancel() { this.speaking = false; },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Words });
"""
FAR = "{ name: 'Far', lang: 'en-GB', localService: false }"
NEAR = "{ name: 'Near', lang: 'en-US', localService: true }"
OTHER = "{ name: 'Other', lang: 'fr-FR', localService: true }"


def test_only_a_voice_of_the_device_reads_aloud(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}three.html", before=VOICES.replace("VOICES", f"[{FAR}, {OTHER}, {NEAR}]"))
    step(page, "Read aloud")
    [[voice, language, words]] = page.evaluate("spoken")
    assert voice == "Near" and language in (None, "en-US")
    for word in ("Question 1 of 3", "Which is synthetic?", "Opium", "Ice", "Cannabis"):
        assert word in words
    assert "poppy" not in words
    step(page, "Read aloud")
    assert page.evaluate("[spoken.length, speechSynthesis.speaking]") == [1, False]
    step(page, "Read aloud")
    answer(page, "Ice")
    go_on(page, 2)
    assert page.evaluate("[spoken.length, speechSynthesis.speaking]") == [2, False]


@pytest.mark.parametrize("voices", [f"[{FAR}, {OTHER}]", "[]"])
def test_without_a_voice_of_its_own_the_device_says_so(open_page: OpenPage, ways_url: str, voices: str) -> None:
    page = open_page(f"{ways_url}three.html", before=VOICES.replace("VOICES", voices))
    step(page, "Read aloud")
    expect(page.get_by_role("status")).to_have_text("This device has no voice of its own for this language.")
    assert page.evaluate("spoken") == []


def test_a_browser_that_knows_no_voices_says_so_too(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(
        f"{ways_url}three.html", before="delete window.speechSynthesis; delete Window.prototype.speechSynthesis"
    )
    assert page.evaluate("typeof speechSynthesis") == "undefined"
    step(page, "Read aloud")
    expect(page.get_by_role("status")).to_have_text("This device has no voice of its own for this language.")


def test_a_hint_is_told_on_request(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}five.html")
    expect(page.get_by_text("It is ice.")).to_be_hidden()
    page.get_by_text("Hint", exact=True).locator("visible=true").click()
    expect(page.get_by_text("It is ice.")).to_be_visible()
    answer(page, "Ice")
    go_on(page, 2)
    expect(page.locator(".ch-clue:visible > summary")).to_have_text(["Hint 1", "Hint 2"])
    page.emulate_media(media="print")
    expect(page.locator(".ch-clue:visible")).to_have_count(0)


def heard(page: Page) -> list[Any]:
    return list(page.evaluate("heard.splice(0)"))


HEAR = """
  window.heard = [];
  for (const name of ['ready', 'answered', 'completed'])
    addEventListener(`clearheart-${name}`, (event) => heard.push([name, event.target.localName, event.detail]));
"""


def test_the_page_around_is_told_how_the_quiz_goes(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}five.html?pick=&pass=50", before=HEAR)
    assert heard(page) == [["ready", "clearheart-quiz", {"questions": 5}]]
    step(page, "Check my answer")
    assert heard(page) == []
    answer(page, "Ice")
    go_on(page, 2)
    answer(page, "First truth")
    expected = [{"question": "one", "credit": 1}, {"question": "two", "credit": 0.5}]
    assert heard(page) == [["answered", "clearheart-quiz", detail] for detail in expected]
    choose(page, "Second truth")
    step(page, "Check my answer")
    go_on(page, 3)
    answer(page, "No")
    go_on(page, 4)
    choose(page, "Never")
    step(page, "Go on")
    go_on(page, 5)
    page.get_by_role("link", name="Say no").click()
    step(page, "Go on")
    step(page, "See my result")
    told = heard(page)
    assert [name for name, *_ in told] == ["answered"] * 4 + ["completed"]
    result = {"points": 4.5, "total": 6, "right": 2, "questions": 3, "passed": None, "mode": "practice"}
    assert told[-1][2] == result
    look(page, "Two?")
    assert heard(page) == []

    page.goto(f"{ways_url}five.html?mode=test&pass=50")
    choose(page, "Ice")
    hand_in(page)
    details = {"points": 1, "total": 6, "right": 1, "questions": 3, "passed": False, "mode": "test"}
    assert heard(page) == [
        ["ready", "clearheart-quiz", {"questions": 5}],
        ["completed", "clearheart-quiz", details],
    ]
    page.goto(f"{ways_url}five.html?mode=cards")
    assert heard(page) == [["ready", "clearheart-quiz", {"questions": 3}]]


def pdf_text(page: Page) -> list[str]:
    """Print the page, and give the words of each sheet."""
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf())).pages
    return [unicodedata.normalize("NFKC", " ".join(sheet.extract_text().split())) for sheet in sheets]


def test_paper_shows_the_drawn_questions_in_their_order(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}many.html?mode=test&pick=3&shuffle=1&seed=paper")
    drawn = ids(page)
    words = " ".join(pdf_text(page))
    assert re.findall(r"Question (\d) of 3 Number (\d+)", words) == [
        (str(place), name[1:]) for place, name in enumerate(drawn, 1)
    ]
    asked, keys = words.split("Answer and explanation", 1)
    assert asked.count("wrong") == 9 and "why" not in asked
    assert re.findall(r"Right answer ([A-D])\.", keys) == [row[6][0] for row in seen(page)]
    assert re.findall(r"Right answer [A-D]\. right (\d+)", keys) == [name[1:] for name in drawn]


def test_a_passed_test_gives_a_certificate_that_alone_is_printed(open_page: OpenPage, ways_url: str) -> None:
    page = open_page(f"{ways_url}certified.html", before="window.printed = 0; window.print = () => { printed += 1; }")
    choose(page, "Ice")
    go_on(page, 2)
    choose(page, "First truth", "Second truth")
    go_on(page, 3)
    choose(page, "Yes")
    step(page, "Hand in")
    expect(page.get_by_text("You have passed this test.")).to_be_visible()
    closed = " ".join(pdf_text(page))
    assert "Certificate" not in closed and "Your answers so far" not in closed
    assert closed.index("It is lawful.") < closed.index("Right answer")

    before = kept(page)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_text("A certificate to print").click()
    page.get_by_label("Name:").fill("Wang <b>Fang</b> 王芳")
    page.get_by_label("Name:").press("Enter")
    step(page, "Print the certificate")
    assert page.evaluate("printed") == 1
    assert kept(page) == before and "Wang" not in json.dumps(before)
    assert requests == [] and "Wang" not in page.url
    [sheet] = pdf_text(page)
    code = page.locator(".ch-code output").first.inner_text()
    for words in ("Certificate", "Wang <b>Fang</b>", "Certified", "2 of 3", code, "no official record"):
        assert words in sheet, words
    for words in ("Quiz", "Which is", "Right answer", "neither kept", "Print", "All questions", "Start again"):
        assert words not in sheet, words

    page.reload()
    expect(page.locator(".ch-progress > p")).to_have_text("Question 1 of 3")
    hand_in(page)
    expect(page.get_by_text("A certificate to print")).to_have_count(0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_no_state_of_any_way_breaks_an_accessibility_rule(
    open_page: OpenPage, ways_url: str, axe_violations: Violations, scheme: str, width: int
) -> None:
    page = open_page(f"{ways_url}certified.html", width=width, color_scheme=scheme)
    states: list[tuple[str, Callable[[], object]]] = [
        ("a test", lambda: (choose(page, "Ice"), go_on(page, 2))),
        ("unanswered", lambda: (go_on(page, 3), step(page, "Hand in"))),
        ("not passed", lambda: step(page, "Hand in")),
        ("a second look", lambda: look(page, "Which are true?")),
        ("passed", lambda: (page.goto(page.url + "?pass=1"), choose(page, "Ice"), hand_in(page))),
        ("a certificate", lambda: page.get_by_text("A certificate to print").click()),
        ("a card", lambda: page.goto(f"{ways_url}five.html?mode=cards")),
        ("turned", lambda: step(page, "Show the answer")),
        ("hints", lambda: (step(page, "I knew it"), page.locator(".ch-clue:visible > summary").first.click())),
        ("the end of the cards", lambda: [button(page).click() for _ in range(4)]),
    ]
    for name, act in states:
        act()
        assert axe_violations(page) == [], name
        assert width_of(page) <= width, name
