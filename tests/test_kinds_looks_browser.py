"""Written answers, stories, pictures and sounds: no look or text breaks them, and what was answered is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.kind_pages import (
    FILL,
    MEDIA,
    NUMBER,
    PICTURES,
    STORY,
    OpenPage,
    Serve,
    check,
    choose,
    field,
    number_bank,
    opener,
    press_button,
    put_small_media,
    render,
    small_targets,
    width_of,
    write_page,
)

Violations = Callable[[Page], list[str]]

LETTERS = "x" * 10_000
HOSTILE = f"""\
title: Hostile
questions:
  - id: word
    kind: fill
    prompt: "<script>document.title='hacked'</script>"
    accept: ['"><img src=x onerror=document.title=1>', "{{{{ 7*7 }}}}", "a|b", "{LETTERS}"]
    hints: ["<b onclick=alert(1)>{"word " * 2000}</b>"]
    picture: {{drawing: beside, alt: '"><script>document.title=2</script>'}}
  - id: amount
    kind: number
    prompt: {LETTERS}
    value: 5
    unit: '{"Donaudampfschifffahrt" * 20} "><b>'
  - id: story
    kind: scenario
    prompt: مرحبا بالعالم
    reflection: {"字" * 10_000}
    scenes:
      - id: a
        text: "<img src=x onerror=document.title=3> {LETTERS}"
        options:
          - {{text: "</a><a href=x>{"y" * 300}", to: b, feedback: "{"👩‍👩‍👧" * 60}"}}
          - {{text: "{{n}} {{name}} {{}}", to: c}}
      - {{id: b, text: b, ending: "{{name}} {{0}} <i> {"z" * 300}"}}
      - {{id: c, text: c, ending: c}}
  - id: images
    kind: picture
    prompt: Q
    options:
      - {{picture: {{drawing: beside, alt: '<b>"'}}, text: "{"w" * 300}", correct: true, feedback: "{"f" * 300}"}}
      - {{picture: {{drawing: choosing, alt: "{LETTERS}"}}, text: "<svg onload=document.title=4>"}}
"""


@pytest.fixture
def page_of(open_page: OpenPage, tmp_path: Path, serve: Serve) -> OpenPage:
    """Open a page with one quiz."""
    return opener(open_page, serve, tmp_path)


@pytest.fixture(autouse=True)
def media(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the quizzes' pictures and sounds be small ones that stand in no file."""
    put_small_media(monkeypatch)


def walk(page: Page, text: str) -> list[tuple[str, Callable[[], None]]]:
    """Give the states of a question that are to be looked at, and how to reach each from the one before."""
    written = {FILL: ("Opium", "Carfentanil"), NUMBER: ("12", "1500")}.get(text)
    before: tuple[str, Callable[[], None]] = ("before", lambda: None)
    if written:
        other, right = (lambda words=words: (field(page).fill(words), check(page)) for words in written)
        return [before, ("nothing", lambda: check(page)), ("wrong", other), ("right", right)]
    if text == STORY:
        end = ("ending", lambda: choose(page, "again"))
        return [before, ("scene", lambda: choose(page, "tea")), end, ("known", lambda: press_button(page, "Go on"))]
    options = page.locator(".ch-option")
    hint = lambda: [summary.click() for summary in page.locator(":is(.ch-clue, .ch-sound) summary").all()]  # noqa: E731
    wrong = lambda: (options.last.click(), check(page))  # noqa: E731
    right = lambda: (options.nth(1 if text == PICTURES else 0).click(), check(page))  # noqa: E731
    return [before, ("hints", hint), ("wrong", wrong), ("right", right)]


LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark-320": {"color_scheme": "dark", "width": 320},
    "forced-320-rtl": {"forced_colors": "active", "width": 320, "direction": "rtl"},
    "390": {"width": 390},
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize(
    "text", [FILL, NUMBER, STORY, PICTURES, MEDIA], ids=["fill", "number", "story", "picture", "media"]
)
def test_no_state_breaks_an_accessibility_rule(
    page_of: OpenPage, axe_violations: Violations, text: str, look: dict[str, Any]
) -> None:
    page = page_of(number_bank() if text == NUMBER else text, **look)
    for name, act in walk(page, text):
        act()
        assert axe_violations(page) == [], name
        assert width_of(page) <= look.get("width", 1280), name
        assert small_targets(page) == [], name


@pytest.mark.parametrize("text", [FILL, NUMBER, STORY, PICTURES], ids=["fill", "number", "story", "picture"])
def test_without_script_no_accessibility_rule_is_broken(
    page_of: OpenPage, axe_violations: Violations, text: str
) -> None:
    page = page_of(number_bank() if text == NUMBER else text)
    page.route("**/clearheart.js", lambda route: route.fulfill(body=""))
    page.reload()
    page.wait_for_timeout(3200)  # until everything is shown
    page.locator(".ch-answer > summary").click()
    assert axe_violations(page) == []
    assert small_targets(page) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_hostile_texts_neither_run_nor_overflow(
    open_page: OpenPage, tmp_path: Path, serve: Serve, direction: str
) -> None:
    quizzes = [render(HOSTILE, only=(name,)) for name in ("word", "amount", "story", "images")]
    page = open_page(serve(write_page(tmp_path, *quizzes, direction=direction)), width=320)
    word, amount, story, images = page.locator(".ch-quiz").all()
    for quiz, wrong in ((word, '"><script>'), (amount, "4")):
        quiz.get_by_role("textbox").fill(wrong)
        quiz.get_by_role("button", name="Check my answer").click()
        expect(quiz.locator(".ch-verdict")).to_have_text("Not yet")
    quiz_word = word.locator(".ch-question")
    accepted = ['"><img src=x onerror=document.title=1>', "{{ 7*7 }}", "A|B", "a", LETTERS]
    script = "(question, given) => given.map((text) => { question.saved = text; return question.answer; })"
    assert quiz_word.evaluate(script, accepted) == [1, 1, 1, 0, 1]
    assert width_of(page) <= 320
    story.locator("a.ch-option:visible").first.click()
    expect(story.locator(".ch-ending:visible")).to_contain_text("Ending: {name} {0} <i>")
    images.locator(".ch-option").first.click()
    images.get_by_role("button", name="Check my answer").click()
    expect(images.locator(".ch-verdict")).to_have_text("Right")
    assert width_of(page) <= 320
    assert page.title() == "Quiz"
    expect(page.locator("main :is(script, img, [onclick], [onerror], [onload])")).to_have_count(0)


def test_answers_of_all_kinds_are_kept(open_page: OpenPage, tmp_path: Path, serve: Serve) -> None:
    questions = "".join(text.split("questions:\n")[1] for text in (FILL, number_bank(), STORY, PICTURES))
    page = open_page(serve(write_page(tmp_path, render(f"title: All\nmode: test\nquestions:\n{questions}"))))
    page.get_by_role("textbox").locator("visible=true").fill("卡芬太尼 ")
    press_button(page, "Go to question 2")
    page.get_by_role("textbox").locator("visible=true").fill("1,5")
    press_button(page, "Go to question 3")
    choose(page, "tea")
    choose(page, "again")
    press_button(page, "Go to question 4")
    page.locator(".ch-option:visible").nth(1).click()
    page.reload()
    saved = page.locator(".ch-question").evaluate_all("all => all.map(({ saved }) => saved)")
    assert saved == ["卡芬太尼 ", "1,5", "0,1,2", "1"]
