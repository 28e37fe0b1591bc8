"""The big screen in a real browser: by keyboard, by remote, with teams and a clock, in every kind, light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from clearheart.hall import write_halls
from clearheart.model import Project
from clearheart.read import read_project
from tests.projects import REPOSITORY, write_project

OpenPage = Callable[..., Page]
Violations = Callable[[Page], list[str]]

ALL_KINDS = """\
title: All kinds
description: One question of each kind.
questions:
  - id: look
    kind: truefalse
    prompt: A vape shows by its look whether a drug is in it.
    options:
      - {text: "True", feedback: Look again.}
      - {text: "False", correct: true, feedback: Nobody can see it.}
    explanation: Such vapes look like any other.
    sources: [unodc-2020]
  - id: refusing
    kind: multiple
    points: 2
    prompt: Which of these say no clearly?
    options:
      - {text: "No, thanks.", correct: true, feedback: Short and clear.}
      - {text: Maybe later., feedback: That leaves the door open.}
      - {text: I have training at six., correct: true, feedback: A reason helps.}
      - {text: Let us get noodles., correct: true, feedback: Another plan.}
      - {text: Ask me tomorrow., feedback: That is a promise.}
    explanation: Three ways work.
  - id: position
    kind: picture
    prompt: Which picture shows the recovery position?
    options:
      - picture: {drawing: recovery-position, alt: A person on their side}
        text: On the side
        correct: true
        feedback: Air gets in.
      - {picture: {drawing: beside, alt: Two people on a bench}, text: Side by side}
      - {picture: {drawing: clinic, alt: A doctor explains}}
    explanation: The airway stays free.
  - id: whom
    kind: single
    picture: {drawing: phone-call, alt: Someone calls a helper}
    prompt: Whom do you call first?
    options:
      - {text: "120", correct: true, feedback: First of all.}
      - {text: A friend, feedback: Afterwards.}
      - {text: Nobody}
    hints: [It is a short number.]
  - id: poll
    kind: survey
    prompt: How many of ten pupils have ever tried a vape?
    options: [{text: None}, {text: One or two}, {text: Nearly all}]
    usual: About one in ten.
    explanation: People guess too high.
    sources: [unodc-2020]
  - id: pairs
    kind: match
    prompt: Who helps in which case?
    pairs:
      - {text: Someone faints, match: "120", feedback: An ambulance comes.}
      - {text: Worry keeps you awake, match: "12356"}
    extra: ["114"]
    explanation: Two numbers to know.
  - id: steps
    kind: order
    prompt: Someone does not wake up. What comes first?
    steps: [{text: Call 120}, {text: Look for breath}, {text: Stay}]
    explanation: Help comes first.
  - id: groups
    kind: sort
    prompt: Natural or synthetic?
    groups: [Natural, Synthetic]
    cards: [{text: Opium, group: Natural}, {text: Ketamine, group: Synthetic}]
    explanation: Where drugs come from.
  - id: plant
    kind: fill
    prompt: Which plant does opium come from?
    accept: [poppy, opium poppy]
    explanation: The poppy has a milky juice.
  - id: number
    kind: number
    prompt: Which number brings an ambulance?
    value: 120
    explanation: The call is free.
  - id: story
    kind: scenario
    prompt: Someone passes round sweets without a name.
    scenes:
      - id: start
        text: The bag comes to you.
        options: [{text: Take one, to: taken}, {text: "Say no, thanks", to: left}]
      - {id: taken, text: You feel odd., ending: Too late}
      - {id: left, text: The others put theirs back., ending: Nobody took one}
    reflection: What could you have said?
    explanation: Such sweets may hold anything.
"""

LONG = f"""\
title: {"A long title " * 12}
questions:
  - id: long
    prompt: {"Every word of this prompt must stay readable to the last. " * 40}
    options:
      - {{text: {"An option goes on and on. " * 12}, correct: true, feedback: {"And so does its feedback. " * 20}}}
      - {{text: {"Donaudampfschifffahrtselektrizitäten" * 8}}}
      - {{text: مرحبا بالعالم}}
    explanation: {"Nothing is cut off here. " * 30}
"""

BASICS = """\
title: Basics
questions:
  - {id: one, prompt: First?, options: [{text: "Yes", correct: true, feedback: So it is.}, {text: "No"}, {text: Both}]}
  - {id: two, prompt: Second?, options: [{text: "Yes"}, {text: "No", correct: true}]}
  - {id: three, prompt: Third?, options: [{text: "Yes", correct: true}, {text: "No"}]}
  - {id: four, prompt: Fourth?, options: [{text: "Yes", correct: true}, {text: "No"}]}
"""


BUTTONS = ["Back", "Stop clock", "Note answers", "Blank", "Full screen", "Keys", "Show the answer"]
"""The buttons of an open question, in their order."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    banks = {"kinds": ALL_KINDS, "long": LONG, "basics": BASICS}
    files: dict[str, str | bytes | None] = {f"quizzes/en/{name}.yml": text for name, text in banks.items()}
    files |= {f"quizzes/zh/{name}.yml": text for name, text in banks.items()}
    return read_project(write_project(tmp_path_factory.mktemp("halls"), files), date(2026, 11, 22))[0]


@pytest.fixture(scope="module")
def halls(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_halls(project, folder)
    return folder


@pytest.fixture(scope="module")
def our_halls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The halls of our own quizzes."""
    folder = tmp_path_factory.mktemp("ours")
    write_halls(read_project(REPOSITORY, date(2026, 11, 22))[0], folder)
    return folder


@pytest.fixture
def open_hall(halls: Path, open_page: OpenPage) -> OpenPage:
    """Open a hall from the disk, without any network."""

    def open_hall(address: str = "basics", **options: object) -> Page:
        bank, _, asked = address.partition("?")
        page = open_page((halls / "hall/en" / bank / "index.html").as_uri() + f"?{asked}", **options)
        page.context.set_offline(True)
        return page

    return open_hall


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def expect_question(page: Page, count: str, prompt: str) -> None:
    expect(page.locator(".ch-hall-count")).to_have_text(count)
    expect(page.locator(".ch-question:visible .ch-prompt")).to_have_text(prompt)
    expect(page.locator(".ch-question:visible .ch-prompt")).to_be_focused()
    expect(page.locator(".ch-panel")).to_have_count(0)


def expect_answer(page: Page, heading: str) -> Locator:
    panel = page.locator(".ch-question:visible .ch-panel")
    expect(panel.locator("h2")).to_be_focused()
    assert " ".join((panel.locator("h2").text_content() or "").split()) == heading
    return panel


def points(page: Page) -> list[str]:
    return page.locator(".ch-team > b").all_text_contents()


def ranks(page: Page) -> list[str]:
    rows = page.locator(".ch-ranks li").all()
    return [" ".join(row.inner_text().replace("Points:", "").split()) for row in rows]


def test_the_same_project_gives_the_same_halls(project: Project, halls: Path, tmp_path: Path) -> None:
    write_halls(project, tmp_path)
    paths = sorted(path.relative_to(halls) for path in halls.rglob("*.html"))
    assert len(paths) == 6
    assert [(halls / path).read_bytes() for path in paths] == [(tmp_path / path).read_bytes() for path in paths]


def test_a_hall_is_one_file_that_names_its_page(our_halls: Path) -> None:
    html = (our_halls / "hall/zh/natural-or-synthetic/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://clearheart.example/zh/quiz/natural-or-synthetic/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<html lang="zh-Hans" dir="ltr">' in html
    assert "'unsafe" not in html and " style=" not in html and not re.search(r"<\w[^>]*\s(?:on\w+|src)=", html)
    assert set(re.findall(r"[{;](--[\w-]+):", html)) == set(re.findall(r"var\((--[\w-]+)", html))


def test_a_whole_game_goes_by_keyboard_alone(open_hall: OpenPage) -> None:
    page = open_hall()
    page.get_by_role("radio", name="None").focus()
    press(page, "ArrowRight", "ArrowRight")
    expect(page.get_by_role("radio", name="2", exact=True)).to_be_checked()
    press(page, "Tab")
    page.keyboard.type("The 3 b. friends")
    expect(page.get_by_role("textbox", name="Name of team 1")).to_have_value("The 3 b. friends")
    press(page, "Tab", "Tab")
    expect(page.get_by_role("radio", name="No clock")).to_be_focused()
    press(page, "Enter")
    expect_question(page, "Question 1 of 4", "First?")
    press(page, "1", "Space")
    panel = expect_answer(page, "Right answer A. Yes")
    expect(panel).to_contain_text("So it is.")
    expect(page.locator(".ch-option.is-right")).to_have_text(re.compile("Yes *Right answer"))
    expect(page.locator(".ch-option:has(:disabled):not(.is-right)")).to_have_count(2)
    press(page, "Enter")
    expect_question(page, "Question 2 of 4", "Second?")
    press(page, "r")
    expect_answer(page, "Right answer B. No")
    press(page, "r")
    expect_question(page, "Question 2 of 4", "Second?")
    press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(page.get_by_role("heading", name="All questions done")).to_be_focused()
    assert ranks(page) == ["1 The 3 b. friends 1", "2 Hill 0"]
    expect(page.get_by_text("Every team thought along")).to_be_visible()
    expect(page.locator(".ch-end .ch-urgent")).to_contain_text("120")
    expect(page.locator(".ch-end").get_by_role("link", name="QR code")).to_be_visible()


def test_everything_is_within_reach_of_the_tab_key(open_hall: OpenPage) -> None:
    page = open_hall("basics?teams=1&seconds=30")
    press(page, "PageDown", "n")
    names = []
    page.locator(".ch-question.is-now input").first.focus()
    for _ in range(10):
        press(page, "Tab")
        names.append(page.evaluate("(document.activeElement.ariaLabel || document.activeElement.textContent).trim()"))
    assert names[:10] == ["A", "B", "C", *BUTTONS]


def test_a_presenters_remote_is_enough(open_hall: OpenPage) -> None:
    page = open_hall()
    press(page, "PageDown")
    expect_question(page, "Question 1 of 4", "First?")
    press(page, "PageDown")
    expect_answer(page, "Right answer A. Yes")
    press(page, "PageDown", "PageDown", "PageUp", "PageUp", "PageUp")
    expect_question(page, "Question 1 of 4", "First?")
    press(page, ".")
    expect(page.locator(".ch-blank")).to_be_visible()
    assert page.evaluate("document.elementFromPoint(innerWidth / 2, innerHeight / 2).className") == "ch-blank"
    press(page, "PageDown")  # any key ends the blank screen, and does nothing else
    expect(page.locator(".ch-blank")).to_be_hidden()
    expect(page.locator(".ch-hall-count")).to_have_text("Question 1 of 4")
    page.evaluate("""document.body.dispatchEvent(new KeyboardEvent("keydown",
      { key: "PageDown", bubbles: true, cancelable: true, repeat: true }))""")
    expect(page.locator(".ch-hall-count")).to_have_text("Question 1 of 4")
    expect(page.locator(".ch-panel")).to_have_count(0)


def test_keys_are_left_to_those_who_type_or_work_a_control(open_hall: OpenPage) -> None:
    page = open_hall("kinds")
    press(page, "PageDown", *["PageDown", "PageDown"] * 8)
    expect(page.locator(".ch-hall-count")).to_have_text("Question 9 of 11")
    page.locator("input[name=plant]").focus()
    page.keyboard.type("b. 1 r?")
    press(page, "ArrowLeft", "Home")
    expect(page.locator("input[name=plant]")).to_have_value("b. 1 r?")
    expect(page.locator(".ch-hall-count")).to_have_text("Question 9 of 11")
    press(page, "Control+b", "Alt+t")
    expect(page.locator("dialog:visible")).to_have_count(0)
    page.locator("input[name=plant]").fill("Opium  poppy")
    press(page, "Enter")
    expect_answer(page, "Right answer poppy / opium poppy")
    expect(page.locator(".ch-field.is-right")).to_be_visible()
    page.get_by_role("button", name="Back").focus()
    press(page, "Space")
    expect(page.locator(".ch-panel")).to_have_count(0)
    expect(page.locator("input[name=plant]")).to_have_value("Opium  poppy")


def test_letters_and_digits_can_be_switched_off(open_hall: OpenPage) -> None:
    page = open_hall("basics?teams=1")
    press(page, "PageDown", "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_role("checkbox", name="Letters and digits").uncheck()
    press(page, "Escape")
    press(page, "b", "1", "r", "?")
    expect(page.locator("dialog:visible")).to_have_count(0)
    assert points(page) == ["0"]
    expect_question(page, "Question 1 of 4", "First?")
    press(page, "PageDown")
    expect_answer(page, "Right answer A. Yes")


def test_a_click_leaves_the_space_bar_to_the_show(open_hall: OpenPage) -> None:
    page = open_hall("basics?teams=2")
    press(page, "PageDown", "PageDown")
    page.get_by_role("button", name="Give Hill a point").click()
    press(page, "Space")
    expect_question(page, "Question 2 of 4", "Second?")
    assert points(page) == ["0", "1"]
    page.locator(".ch-question:visible .ch-option").nth(1).click()
    press(page, "Space")
    expect_answer(page, "Right answer B. No")
    expect(page.locator(".ch-question:visible .is-right .ch-verdict")).to_have_text("Right")
    press(page, "ArrowLeft", "ArrowLeft")
    assert points(page) == ["0", "1"]


def test_noted_answers_bring_points_once(open_hall: OpenPage) -> None:
    page = open_hall("kinds?teams=3")
    press(page, "PageDown")
    page.get_by_role("button", name="Note answers").click()
    letters = [page.get_by_role("group", name=f"Answer of {name}") for name in ("Tea", "Hill", "River")]
    expect(page.locator(".ch-team-state").first).to_have_text("thinking")
    letters[0].get_by_role("button", name="A").click()
    letters[0].get_by_role("button", name="B").click()  # they think again
    letters[1].get_by_role("button", name="A").click()
    expect(letters[0].get_by_role("button", name="A")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".ch-team-state")).to_have_text(["answered", "answered", "thinking"])
    assert points(page) == ["0", "0", "0"]
    press(page, "PageDown")
    assert points(page) == ["1", "0", "0"]
    expect(page.locator(".ch-team-state")).to_have_text(["right: +1", "next time", ""])
    press(page, "PageUp", "PageDown", "PageDown")
    assert points(page) == ["1", "0", "0"]
    for name in "ACD":
        letters[2].get_by_role("button", name=name).click()
    letters[1].get_by_role("button", name="A").click()
    press(page, "PageDown")
    assert points(page) == ["1", "0", "2"]
    press(page, "PageUp")
    letters[2].get_by_role("button", name="D").click()  # it was a slip: they had not said D
    assert points(page) == ["1", "0", "0"]


def test_points_are_given_by_hand_too_and_ties_are_told(open_hall: OpenPage) -> None:
    page = open_hall("basics?teams=4")
    press(page, "PageDown", "1", "1", "4", "4", "4", "Shift+Digit4", "Shift+Digit2", "8", "PageDown")
    assert points(page) == ["2", "0", "0", "2"]
    expect(page.locator(".ch-teams [role=status]")).to_have_text("Hill: 0")
    page.get_by_role("button", name="Give River a point").click()
    page.get_by_role("button", name="Take a point from Tea").click()
    page.get_by_role("button", name="Take a point from Hill").click()
    assert points(page) == ["1", "0", "1", "2"]
    press(page, *["PageDown"] * 7)
    assert ranks(page) == ["1 Sun 2", "2 Tea level 1", "2 River level 1", "4 Hill 0"]
    press(page, "2")
    assert ranks(page) == ["1 Sun 2", "2 Tea level 1", "2 Hill level 1", "2 River level 1"]


def test_without_teams_nobody_is_counted(open_hall: OpenPage) -> None:
    page = open_hall()
    press(page, "PageDown", "1")
    expect(page.locator(".ch-teams")).to_be_hidden()
    expect(page.get_by_role("button", name="Note answers")).to_be_hidden()
    press(page, *["PageDown"] * 8)
    expect(page.get_by_text("Thank you for thinking along.")).to_be_visible()
    assert ranks(page) == []


@pytest.fixture
def timed(open_hall: OpenPage) -> Iterator[Page]:
    page = open_hall("basics?seconds=15")
    page.clock.install(time="2026-11-22T10:00:00")
    page.clock.pause_at("2026-11-22T10:01:00")  # from now on only the tests move the time
    press(page, "PageDown")
    yield page


def test_the_clock_counts_down_and_only_says_so(timed: Page) -> None:
    clock, status = timed.locator(".ch-clock b"), timed.locator(".ch-clock [role=status]")
    expect(clock).to_have_text("15")
    timed.clock.run_for(9_000)
    expect(clock).to_have_text("6")
    expect(status).to_have_text("")
    timed.clock.run_for(1_000)
    expect(status).to_have_text("5")
    timed.clock.run_for(6_000)
    expect(clock).to_have_text("0")
    expect(status).to_have_text("Time is up")
    expect_question(timed, "Question 1 of 4", "First?")
    expect(timed.locator(".ch-question:visible .ch-option")).to_have_count(3)
    press(timed, "t")
    expect(clock).to_have_text("15")


def test_the_clock_can_be_stopped_and_rests_while_the_screen_is_blank(timed: Page) -> None:
    clock = timed.locator(".ch-clock b")
    timed.clock.run_for(3_000)
    press(timed, "t")
    expect(timed.get_by_role("timer")).to_contain_text("clock stopped")
    timed.clock.run_for(60_000)
    expect(clock).to_have_text("12")
    timed.get_by_role("button", name="Run clock").click()
    timed.clock.run_for(2_000)
    expect(clock).to_have_text("10")
    press(timed, "b")
    timed.clock.run_for(60_000)
    press(timed, "b")
    expect(timed.get_by_role("timer")).to_contain_text("seconds left")
    expect(clock).to_have_text("10")
    timed.clock.run_for(1_000)
    expect(clock).to_have_text("9")
    press(timed, "PageDown")
    expect(timed.locator(".ch-clock")).to_be_hidden()
    press(timed, "PageDown")
    expect(timed.get_by_role("timer")).to_have_text(re.compile("seconds left *15"))


ANSWERS = {
    "look": ("Right answer B. False", ["Nobody can see it.", "Such vapes look like any other.", "A report"]),
    "refusing": (
        "Right answer A. No, thanks. C. I have training at six. D. Let us get noodles.",
        ["A. Short and clear.", "C. A reason helps.", "D. Another plan.", "Three ways work."],
    ),
    "position": ("Right answer A. On the side", ["Air gets in.", "The airway stays free."]),
    "whom": ("Right answer A. 120", ["First of all."]),
    "poll": ("What is known", ["About one in ten.", "People guess too high.", "A report"]),
    "pairs": ("Right answer", ["Someone faints – C. 120", "An ambulance comes.", "Two numbers to know."]),
    "steps": ("Right answer", ["Call 120", "Look for breath", "Help comes first."]),
    "groups": ("Right answer", ["Opium – Natural", "Ketamine – Synthetic", "Where drugs come from."]),
    "plant": ("Right answer poppy / opium poppy", ["The poppy has a milky juice."]),
    "number": ("Right answer 120", ["The call is free."]),
    "story": ("What is known", ["What could you have said?", "Such sweets may hold anything."]),
}


def test_every_kind_says_its_answer(open_hall: OpenPage) -> None:
    page = open_hall("kinds?teams=2")
    press(page, "PageDown", "n")
    for name, (heading, words) in ANSWERS.items():
        question = page.locator(".ch-question:visible")
        expect(question).to_have_attribute("data-id", name)
        lettered = name in ("look", "refusing", "position", "whom")
        assert page.locator(".ch-team").first.get_by_role("button").count() == (
            question.locator("label.ch-option").count() if lettered else 0
        )
        expect(page.get_by_text("Show of hands")).to_be_visible(visible=name == "poll")
        press(page, "PageDown")
        panel = expect_answer(page, heading)
        for piece in words:
            expect(panel).to_contain_text(piece, use_inner_text=True)
        expect(question.locator(".ch-option.is-right")).to_have_count({"refusing": 3}.get(name, int(lettered)))
        press(page, "PageDown")
    expect(page.get_by_role("heading", name="All questions done")).to_be_visible()


def test_a_story_is_told_scene_by_scene(open_hall: OpenPage) -> None:
    page = open_hall("kinds")
    press(page, "PageDown", *["PageDown", "PageDown"] * 10)
    page.get_by_role("link", name="Say no, thanks").click()
    expect(page.get_by_text("The others put theirs back.")).to_be_visible()
    expect(page.get_by_text("The bag comes to you.")).to_be_hidden()


SIZES = ((1280, 720), (1024, 768), (1920, 1080))


OVERFLOW = """() => {
  const parts = "h1, legend, .ch-option, .ch-panel > *, .ch-team, .ch-team > *, .ch-buttons > *";
  const shown = [...document.querySelectorAll(`.ch-hall :is(${parts})`)]
    .filter((part) => part.checkVisibility() && !part.matches(".ch-out"));
  const isOut = ({ left, top, right, bottom }) =>
    left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
  const out = shown.filter((part) => isOut(part.getBoundingClientRect()));
  const cut = shown.filter((part) => part.matches(".ch-option, legend, .ch-buttons > *"))
    .filter((part) => part.scrollWidth > part.clientWidth + 1);
  const { scrollHeight, clientHeight } = document.querySelector(".ch-stage");
  const found = [...out, ...cut].map((part) => part.outerHTML.slice(0, 90));
  return [...found, ...(scrollHeight > clientHeight ? ["scrolls"] : [])];
}"""
"""Tells what of the step in view is not wholly on the screen."""


BANKS = sorted(path.stem for path in (REPOSITORY / "quizzes" / "en").glob("*.yml"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_our_questions_and_answers_fit_the_screen(
    our_halls: Path, open_page: OpenPage, language: str, size: tuple[int, int]
) -> None:
    prompt = "parseFloat(getComputedStyle(document.querySelector('.is-now .ch-prompt')).fontSize)"
    for bank in BANKS:
        address = (our_halls / "hall" / language / bank / "index.html").as_uri()
        page = open_page(f"{address}?teams=4&seconds=30", width=size[0], height=size[1])
        press(page, "PageDown")
        while page.locator(".ch-end").is_hidden():
            count = f"{bank}: {page.locator('.ch-hall-count').text_content()}"
            assert page.evaluate(OVERFLOW) == [], count
            assert page.evaluate(prompt) > 0.03 * min(size), count
            press(page, "PageDown")
        page.context.close()


def test_what_is_longer_than_the_screen_is_read_to_its_end_before_the_game_goes_on(open_hall: OpenPage) -> None:
    page = open_hall("long", width=1280, height=720, reduced_motion="reduce")
    press(page, "PageDown")
    stage = page.locator(".ch-stage")
    assert stage.evaluate("stage => stage.scrollHeight > stage.clientHeight")
    assert stage.get_attribute("tabindex") == "0"
    seen = []
    while page.locator(".ch-panel").count() == 0 and len(seen) < 20:
        seen.append(stage.evaluate("stage => stage.scrollTop"))
        press(page, "PageDown")
    assert len(seen) > 2 and seen == sorted(seen)
    assert stage.evaluate("stage => stage.scrollWidth <= stage.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".ch-panel")).to_contain_text("Nothing is cut off here.")


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_every_state_is_accessible(open_hall: OpenPage, axe_violations: Violations, scheme: str) -> None:
    options = {"forced_colors": "active"} if scheme == "forced" else {"color_scheme": scheme}
    page = open_hall("kinds?teams=4&seconds=30", **options)
    assert axe_violations(page) == []
    page.locator("[name=pick]").select_option("3")
    page.locator("[name=pick]").select_option("")
    press(page, "?")
    assert axe_violations(page) == []
    press(page, "Escape", "PageDown", "n")
    for _ in range(22):
        assert axe_violations(page) == [], page.locator(".ch-hall-count").text_content()
        press(page, "PageDown")
    assert axe_violations(page) == []
    press(page, "b")
    assert axe_violations(page) == []


def test_targets_are_large_enough(open_hall: OpenPage) -> None:
    parts = "button, select, summary, .ch-chips label, [type=text], label.ch-option, .ch-keys label"
    small = f"""() => [...document.querySelectorAll("{parts}")].filter((part) => part.checkVisibility())
      .filter((part) => Math.min(part.getBoundingClientRect().width, part.getBoundingClientRect().height) < 44)
      .map((part) => part.outerHTML.slice(0, 120))"""
    page = open_hall("kinds?teams=8&pick=3", width=1024, height=768)
    assert page.evaluate(small) == []
    page.locator("[name=pick]").select_option("")
    press(page, "PageDown", "n")
    for _ in range(22):
        assert page.evaluate(small) == []
        press(page, "PageDown")
    press(page, "?")
    assert page.evaluate(small) == []


@pytest.mark.parametrize("width", [640, 320])
def test_enlarged_twice_and_four_times_everything_can_be_read(open_hall: OpenPage, width: int) -> None:
    """A window of 1280 x 720 whose page is enlarged has 640 x 360 or 320 x 180 px of CSS."""
    page = open_hall("kinds?teams=4&seconds=30", width=width, height=width * 9 // 16)
    press(page, "PageDown", "n")
    for _ in range(22):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.is-now .ch-prompt')).fontSize)")
        assert size >= 20, page.locator(".ch-hall-count").text_content()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        press(page, "PageDown")
    expect(page.get_by_role("heading", name="All questions done")).to_be_visible()


def test_without_script_the_whole_quiz_can_be_read(open_hall: OpenPage, axe_violations: Violations) -> None:
    page = open_hall("kinds", script=False)
    expect(page.locator(".ch-prompt:visible")).to_have_count(11)
    expect(page.locator("button:visible, select:visible:not(.ch-card *), [name=teams]:visible")).to_have_count(0)
    page.get_by_text("Answer and explanation").first.click()
    expect(page.get_by_text("Such vapes look like any other.")).to_be_visible()
    expect(page.get_by_role("link", name="QR code that leads to small.example/quiz/kinds")).to_be_visible()


def test_on_paper_stand_the_questions_and_answers_alone(open_hall: OpenPage) -> None:
    page = open_hall("basics?teams=2&seconds=15")
    press(page, "PageDown")
    page.emulate_media(media="print")
    expect(page.locator(".ch-prompt:visible")).to_have_count(4)
    expect(page.locator("button:visible, .ch-clock:visible, .ch-teams:visible")).to_have_count(0)


def test_a_reload_loses_nothing(open_hall: OpenPage) -> None:
    page = open_hall("basics?seconds=20")
    page.get_by_role("radio", name="3", exact=True).check(force=True)
    press(page, "PageDown", "2", "n")
    page.get_by_role("group", name="Answer of Tea").get_by_role("button", name="A").click()
    press(page, "PageDown", "PageDown")
    page.reload()
    expect_question(page, "Question 2 of 4", "Second?")
    assert points(page) == ["1", "1", "0"]
    expect(page.get_by_role("timer")).to_contain_text("clock stopped 20")
    kept = page.evaluate("JSON.stringify(sessionStorage)")
    assert "Tea" not in kept and page.evaluate("localStorage.length") == 0
    press(page, *["PageDown"] * 7)
    page.get_by_role("button", name="To the first page").click()
    expect(page.get_by_role("heading", name="Basics")).to_be_focused()
    press(page, "PageDown")
    expect(page.get_by_role("heading", name="All questions done")).to_be_visible()
    page.get_by_role("button", name="To the first page").click()
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("button", name="Go on")).to_be_hidden()
    press(page, "PageDown")
    expect_question(page, "Question 1 of 4", "First?")
    assert points(page) == ["0", "0", "0"]


@pytest.mark.parametrize(
    "kept",
    ["{", "null", "7", '{"game": {"v": 9, "order": [0], "step": 1}}', '{"game": {"v": 1, "order": [99], "step": 1}}',
     '{"game": {"v": 1, "order": [0], "step": "x", "noted": null}, "choices": {"teams": "99"}}'],
)  # fmt: skip
def test_what_was_kept_wrongly_does_no_harm(open_hall: OpenPage, kept: str) -> None:
    page = open_hall()
    press(page, "PageDown")
    page.evaluate("kept => sessionStorage.setItem(Object.keys(sessionStorage)[0], kept)", kept)
    page.reload()
    expect(page.get_by_role("heading", name="Basics")).to_be_visible()
    press(page, "PageDown")
    expect(page.locator(".ch-question:visible")).to_have_count(1)


NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(self, name, { get() { throw new DOMException("no storage here", "SecurityError"); } });
"""


def test_it_needs_no_storage(open_hall: OpenPage) -> None:
    page = open_hall(before=NO_STORAGE)
    press(page, *["PageDown"] * 9)
    expect(page.get_by_role("heading", name="All questions done")).to_be_visible()


def test_it_works_in_a_sandboxed_frame(halls: Path, tmp_path: Path, open_page: OpenPage) -> None:
    address = (halls / "hall/en/basics/index.html").as_uri()
    frame = f'<iframe title="Hall" sandbox="allow-scripts" width="1200" height="700" src="{address}"></iframe>'
    (tmp_path / "page.html").write_text(f"<!doctype html><title>Page</title>{frame}", encoding="utf-8")
    page = open_page((tmp_path / "page.html").as_uri(), hosts=(halls.as_uri(),))
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("button", name="Full screen")).to_be_hidden()
    inside.get_by_role("button", name="Start").click()
    for _ in range(8):
        inside.locator(".ch-buttons [value=next]").click()
    expect(inside.get_by_role("heading", name="All questions done")).to_be_visible()


def test_the_same_word_draws_the_same_questions_as_in_the_quiz(open_hall: OpenPage) -> None:
    def drawn(word: str) -> list[str | None]:
        page = open_hall(f"kinds?pick=4&seed={word}")
        press(page, "PageDown")
        ids = []
        for _ in range(4):
            ids.append(page.locator(".ch-question:visible").get_attribute("data-id"))
            press(page, "PageDown", "PageDown")
        expect(page.get_by_role("heading", name="All questions done")).to_be_visible()
        page.context.close()
        return ids

    assert drawn("tea") == drawn("tea") != drawn("rice")


def test_light_and_dark_are_a_choice(open_hall: OpenPage) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page = open_hall(color_scheme="light")
    light = page.evaluate(ground)
    page.get_by_role("radio", name="Dark").check(force=True)
    dark = page.evaluate(ground)
    assert dark != light
    page.get_by_role("radio", name="Light").check(force=True)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == light
    page.get_by_role("radio", name="As this device").check(force=True)
    assert page.evaluate(ground) == dark


def test_from_right_to_left_nothing_stands_outside(open_hall: OpenPage) -> None:
    page = open_hall("kinds?teams=4&seconds=30", width=1280, height=720)
    page.evaluate("document.documentElement.dir = 'rtl'")
    press(page, "PageDown", "n")
    for _ in range(22):
        assert page.evaluate(OVERFLOW) == [], page.locator(".ch-hall-count").text_content()
        press(page, "PageDown")


def test_its_scripts_leave_no_name_in_the_window(open_hall: OpenPage, open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "bare.html").write_text("<!doctype html><title>Bare</title>", encoding="utf-8")
    names = "Object.getOwnPropertyNames(self).filter(name => !/^[0-9]+$/.test(name))"
    bare = set(open_page((tmp_path / "bare.html").as_uri()).evaluate(names))
    assert set(open_hall().evaluate(names)) - bare == set()


def test_f_fills_the_screen_where_the_browser_lets_it(open_hall: OpenPage) -> None:
    page = open_hall()
    press(page, "f")
    expect(page.locator(":root:fullscreen")).to_be_attached()
    press(page, "f")
    expect(page.locator(":fullscreen")).not_to_be_attached()
