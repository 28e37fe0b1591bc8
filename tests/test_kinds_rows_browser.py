"""Matching, sorting and putting into order, in a real browser: by mouse, finger and keyboard, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from clearheart.read.bank import parse_bank
from clearheart.read.strings import read_strings
from clearheart.render import quiz_html
from tests.bundles import bundle
from tests.kind_pages import count_parts
from tests.projects import REPOSITORY

OpenPage = Callable[..., Page]
Serve = Callable[[Path], str]
Violations = Callable[[Page], list[str]]

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'"

MATCH = """\
title: Matches
questions:
  - id: what-to-do
    kind: match
    prompt: What do you do when ...
    pairs:
      - {text: Someone does not wake up, match: Call *120*, feedback: Not waking is an emergency.}
      - {text: A friend offers a pill, match: Leave, feedback: You owe nobody a reason.}
      - {text: Your head is full of worries, match: Talk}
    extra: [Wait]
    explanation: Help comes faster when you know beforehand what to do.
"""

SORT = """\
title: Groups
questions:
  - id: natural
    kind: sort
    prompt: Where does it come from?
    groups: [A plant, A laboratory]
    cards:
      - {text: Opium, group: A plant, feedback: From a poppy.}
      - {text: Ice, group: A laboratory, feedback: From chemicals.}
      - {text: Cannabis, group: A plant}
    explanation: Synthetic means made wholly by chemistry.
"""

ORDER = """\
title: Orders
questions:
  - id: collapsed
    kind: order
    prompt: Someone has collapsed.
    steps:
      - {text: Call *120*, feedback: Help is on its way.}
      - {text: Check the breath, feedback: Look at the chest.}
      - {text: Lay the person on the side}
      - {text: Stay until help comes}
    explanation: The first call saves minutes.
"""

BANKS = {"match": MATCH, "sort": SORT, "order": ORDER}

LONG = "Donaudampfschifffahrtselektrizitäten" * 8
HOSTILE = f"""\
title: Hostile
questions:
  - id: pairs
    kind: match
    prompt: P
    pairs:
      - {{text: {LONG}, match: "<img src=x onerror=document.title='hacked'>", feedback: {"y" * 300}}}
      - {{text: "</legend></fieldset><script>document.title='hacked'</script>", match: {LONG}}}
      - {{text: مرحبا بالعالم, match: "{"👩‍👩‍👧" * 60}", feedback: "{{n}} $& $1"}}
      - {{text: "{"字" * 200}", match: "{{step}} $&"}}
  - id: steps
    kind: order
    prompt: P
    steps:
      - {{text: {LONG}, feedback: {"y" * 300}}}
      - {{text: '"><img src=x onerror=document.title=1> {{step}} $& $1', feedback: "<b onclick=alert(1)>"}}
      - {{text: مرحبا بالعالم}}
      - {{text: "{"👩‍👩‍👧" * 60}"}}
  - id: cards
    kind: sort
    prompt: P
    groups: [{LONG}, "<script>document.title=2</script>", مرحبا بالعالم, "{"👩‍👩‍👧" * 60}"]
    cards:
      - {{text: {LONG}, group: مرحبا بالعالم, feedback: {"y" * 300}}}
      - {{text: "</fieldset></form>", group: {LONG}}}
"""


def write_page(folder: Path, *banks: str, language: str = "en", direction: str = "ltr") -> Path:
    """Write a page of quizzes with the site's own stylesheet, script and policy."""
    folder.mkdir(exist_ok=True)
    for name, data in bundle(REPOSITORY).items():
        if "/" not in name:
            (folder / name).write_bytes(data)
    quizzes = "".join(render(text, language) for text in banks)
    page = f"""<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>Quiz</title><link rel="stylesheet" href="clearheart.css"><script defer src="clearheart.js"></script></head>
<body><main class="ch-wrap"><h1>Quiz</h1>{quizzes}</main></body></html>"""
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder


def render(text: str, language: str = "en") -> str:
    bank, problems = parse_bank(text, "quizzes/en/small.yml", language)
    assert bank and not problems, problems
    return quiz_html(REPOSITORY / "theme", bank, read_strings(REPOSITORY, language)[0], {})


@pytest.fixture
def address(tmp_path: Path, serve: Serve) -> Callable[..., str]:
    """Give the address of a page with some banks: address(MATCH, direction="rtl")."""
    return lambda *banks, **about: serve(write_page(tmp_path / "page", *banks, **about))


def row(page: Page | Locator, words: str) -> Locator:
    return page.get_by_role("group", name=words, exact=True)


def choose(page: Page, **choices: str) -> None:
    """Choose for rows that begin with a word: choose(page, Opium="A plant")."""
    for begin, name in choices.items():
        line = page.locator(".ch-row", has=page.locator("legend", has_text=begin))
        line.get_by_role("radio", name=name).click()


def step(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def steps(page: Page) -> list[str]:
    """The steps from top to bottom."""
    return page.locator(".ch-card span:not(.ch-verdict)").all_text_contents()


def verdicts(page: Page) -> list[str]:
    return [words.strip() for words in page.locator(".ch-verdict:visible").all_text_contents()]


def put_in_order(page: Page) -> None:
    """Bring the steps into their right order by their buttons."""
    for place in range(1, 5):
        card = page.locator(f".ch-order > [data-right='{place}']")
        while card.evaluate("card => [...card.parentElement.children].indexOf(card)") >= place:
            card.get_by_role("button", name="Move up").click()


def answer_wrongly(page: Page, kind: str) -> None:
    if kind == "match":
        choose(page, Someone="A.", friend="A.", worries="A.")
    elif kind == "sort":
        choose(page, Opium="A plant", Ice="A plant", Cannabis="A plant")
    else:
        page.get_by_role("button", name="Move up").last.click()
    step(page, "Check my answer")


def answer_rightly(page: Page, kind: str) -> None:
    if kind == "order":
        put_in_order(page)
    else:
        for place in page.locator(".ch-row [data-right]").all():
            place.click()
    step(page, "Check my answer")


def now_at(page: Page) -> int:
    """The place, from 0, of the step on which the focus is."""
    script = "all => all.findIndex(step => step.contains(document.activeElement))"
    return int(page.locator(".ch-order > li").evaluate_all(script))


def width_of(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def test_rows_are_matched_by_mouse(open_page: OpenPage, address: Callable[..., str]) -> None:
    page = open_page(address(MATCH))
    step(page, "Check my answer")
    expect(page.locator(".ch-tell b")).not_to_be_empty()

    letters = dict(zip(page.locator(".ch-letters li").all_text_contents(), "ABCD", strict=True))
    assert set(letters) == {"Call 120", "Leave", "Talk", "Wait"}
    waking = row(page, "Someone does not wake up")
    expect(waking.get_by_text("Call 120")).to_have_css("position", "absolute")
    waking.get_by_role("radio", name="Call 120").click()
    expect(waking.get_by_text("Call 120")).to_have_text(f"{letters['Call 120']}. Call 120")
    expect(waking.get_by_text("Call 120")).to_have_css("position", "static")

    choose(page, friend="Wait", worries="Talk")
    step(page, "Check my answer")
    assert verdicts(page) == ["Right", "Not yet", "Right"]
    expect(page.locator(".ch-feedback:visible")).to_have_text(
        ["Not waking is an emergency.", "You owe nobody a reason."]
    )
    expect(page.get_by_text("Help comes faster").locator("visible=true")).to_have_count(0)
    step(page, "Try again")
    expect(page.get_by_role("radio", checked=True)).to_have_count(2)
    expect(page.locator(".is-now legend").first).to_be_focused()

    choose(page, friend="Leave")
    step(page, "Check my answer")
    assert verdicts(page) == ["Right", "Right", "Right"]
    expect(page.locator(".ch-feedback", has_text="Help comes faster")).to_be_visible()
    expect(page.get_by_role("radio", disabled=True)).to_have_count(9)


def test_cards_are_sorted_by_mouse(open_page: OpenPage, address: Callable[..., str]) -> None:
    page = open_page(address(SORT))
    answer_wrongly(page, "sort")
    assert verdicts(page) == ["Right", "Not yet", "Right"]
    expect(page.get_by_role("status")).to_contain_text("From chemicals.")
    choose(page, Ice="A laboratory")
    assert verdicts(page) == []
    step(page, "Check my answer")
    assert verdicts(page) == ["Right", "Right", "Right"]


def test_steps_are_put_in_order_by_buttons(open_page: OpenPage, address: Callable[..., str]) -> None:
    page = open_page(address(ORDER))
    assert page.locator("select:visible").count() == 0
    step(page, "Check my answer")
    expect(page.locator(".ch-tell b")).not_to_be_empty()
    assert verdicts(page) == []

    before = steps(page)
    up = page.get_by_role("button", name=f"Move up: {before[2]}", exact=True)
    up.click()
    assert steps(page) == [before[0], before[2], before[1], before[3]]
    expect(up).to_be_focused()
    expect(page.locator("p.ch-out[role=status]")).to_have_text(f"{before[2]}: Place 2")
    step(page, f"Move down: {before[2]}")
    assert steps(page) == before
    page.get_by_role("button", name=f"Move up: {before[0]}", exact=True).click()
    assert steps(page) == before

    step(page, "Check my answer")
    assert "Not yet" in verdicts(page)
    step(page, "Try again")
    assert steps(page) == before
    put_in_order(page)
    step(page, "Check my answer")
    assert verdicts(page) == ["Right"] * 4
    expect(page.get_by_role("button", name="Move")).to_have_count(0)
    expect(page.locator(".ch-feedback:visible")).to_have_text(
        ["Help is on its way.", "Look at the chest.", "The first call saves minutes."]
    )


def middle(part: Locator) -> tuple[float, float]:
    box = part.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("kind", ["match", "sort"])
def test_the_keyboard_alone_fills_rows(open_page: OpenPage, address: Callable[..., str], kind: str) -> None:
    page = open_page(address(BANKS[kind]))
    press = page.keyboard.press
    for place in range(3):
        press("Tab")
        inputs = page.locator(".ch-row").nth(place).get_by_role("radio")
        expect(inputs.first).to_be_focused()
        shown = "document.activeElement.closest('label')" if kind == "sort" else "document.activeElement"
        assert page.evaluate(f"parseFloat(getComputedStyle({shown}).outlineWidth)") >= 2
        press("Space")
        while page.evaluate("document.activeElement.dataset.right") is None:
            press("ArrowDown")
    press("Enter")
    assert verdicts(page) == ["Right", "Right", "Right"]


def test_the_keyboard_alone_puts_steps_in_order(open_page: OpenPage, address: Callable[..., str]) -> None:
    page = open_page(address(ORDER))
    press = page.keyboard.press
    for place in range(4):
        up = page.locator(f".ch-order > [data-right='{place + 1}'] button").first
        for _ in range(20):
            if up.evaluate("button => button === document.activeElement"):
                break
            press("Tab" if now_at(page) < 3 else "Shift+Tab")
            assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
        while now_at(page) > place:
            press("Enter")
            expect(up).to_be_focused()
    press("Tab")
    press("Tab")
    expect(page.get_by_role("button", name="Check my answer")).to_be_focused()
    press("Enter")
    assert verdicts(page) == ["Right"] * 4


def test_a_screen_reader_is_told_rows_and_choices(open_page: OpenPage, address: Callable[..., str]) -> None:
    page = open_page(address(MATCH, ORDER, SORT))
    letters = page.locator(".ch-letters li").all_text_contents()
    snapshot = page.locator(".ch-row").first.aria_snapshot()
    assert snapshot.splitlines()[0] == '- group "Someone does not wake up":'
    for letter, words in zip("ABCD", letters, strict=True):
        assert f'radio "{letter}. {words}"' in snapshot
    cards = page.locator(".ch-order").aria_snapshot()
    for words in steps(page):
        for name in (f"Move up: {words}", f"Move down: {words}"):
            assert f'button "{name}"' in cards
    assert "combobox" not in cards
    assert 'group "Opium"' in page.locator(".ch-rows").last.aria_snapshot()
    assert 'radio "A laboratory"' in page.locator(".ch-rows").last.aria_snapshot()


def test_without_script_everything_can_be_read_answered_and_checked(
    open_page: OpenPage, address: Callable[..., str]
) -> None:
    page = open_page(address(MATCH, ORDER, SORT), script=False)
    row(page, "Someone does not wake up").get_by_role("radio", name="Call 120").check()
    page.get_by_role("combobox", name="Check the breath", exact=True).select_option("Place 2")
    row(page, "Ice").get_by_role("radio", name="A laboratory").check()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".ch-moves:visible")).to_have_count(0)
    for summary in page.locator("summary").all():
        summary.click()
    letter = "ABCD"[page.locator(".ch-letters li").all_text_contents().index("Leave")]
    for words in (
        f"A friend offers a pill – {letter}. Leave",
        "You owe nobody a reason.",
        "Place 2 – Check the breath",
        "Look at the chest.",
        "Ice – A laboratory",
        "From chemicals.",
    ):
        expect(page.locator(".ch-answer").get_by_text(words)).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_paper_has_letters_to_ring_groups_to_mark_and_boxes_for_places(
    open_page: OpenPage, address: Callable[..., str], script: bool
) -> None:
    page = open_page(address(MATCH, ORDER, SORT), script=script, width=700)
    if script:
        choose(page, Someone="Call 120")
        page.get_by_role("button", name="Move up").last.click()
        for _ in range(2):
            page.get_by_role("button", name="Check my answer").first.click()
    page.emulate_media(media="print")
    letters = page.locator(".ch-row").first.get_by_role("radio")
    assert len({box["y"] for box in map(Locator.bounding_box, letters.all()) if box}) == 1
    expect(page.locator(".ch-rows--letters label > span:visible")).to_have_count(0)
    boxes = [box for box in map(Locator.bounding_box, page.locator(".ch-card select").all()) if box]
    assert len(boxes) == 4
    expect(page.locator(".ch-moves:visible, .ch-verdict:visible")).to_have_count(0)
    expect(page.locator(".ch-rows").last.get_by_text("A laboratory")).to_have_count(3)
    for words in ("Place 1 – Call 120", "Not waking is an emergency.", "Opium – A plant"):
        expect(page.locator(".ch-answer").get_by_text(words)).to_be_visible()
    assert width_of(page) <= 700


@pytest.mark.parametrize("kind", BANKS)
@pytest.mark.parametrize(
    "look",
    [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}],
    ids=["light", "dark", "forced"],
)
def test_no_state_breaks_an_accessibility_rule(
    open_page: OpenPage, address: Callable[..., str], axe_violations: Violations, kind: str, look: dict[str, str]
) -> None:
    page = open_page(address(BANKS[kind]), width=320, **look)
    states = {
        "before": lambda: None,
        "wrong": lambda: answer_wrongly(page, kind),
        "again": lambda: step(page, "Try again"),
        "right": lambda: answer_rightly(page, kind),
        "shown": lambda: show_whole(page, 1),
    }
    for name, act in states.items():
        act()
        assert axe_violations(page) == [], name
        assert width_of(page) <= 320, name


def test_without_script_no_accessibility_rule_is_broken(
    open_page: OpenPage, address: Callable[..., str], axe_violations: Violations
) -> None:
    page = open_page(address(MATCH, ORDER, SORT))
    page.route("**/clearheart.js", lambda route: route.fulfill(body=""))
    page.reload()
    for summary in page.locator("summary").all():
        summary.click()
    assert axe_violations(page) == []


def show_whole(page: Page, answer: int) -> None:
    """Judge an answer as at the end of a test."""
    page.evaluate(
        "answer => { const question = document.querySelector('.ch-question'); "
        "question.answer = answer; question.judge(true); }",
        answer,
    )


@pytest.mark.parametrize("kind", BANKS)
def test_at_the_end_a_wrong_answer_is_told_what_would_have_been_right(
    open_page: OpenPage, address: Callable[..., str], kind: str
) -> None:
    page = open_page(address(BANKS[kind]))
    right, wrong = page.evaluate("""() => {
      const question = document.querySelector(".ch-question");
      const worth = [...Array(question.size).keys()].map((number) => (question.answer = number, question.credit));
      return [worth.indexOf(1), worth.indexOf(0)];
    }""")
    show_whole(page, wrong)
    assert "Right" not in verdicts(page)
    if kind == "order":
        expect(page.locator(".ch-feedback", has_text="Place 1 – Call 120 Help is on its way.")).to_be_visible()
    else:
        told = page.locator("label", has=page.locator(".ch-verdict--key"))
        assert [label.locator("input").get_attribute("data-right") for label in told.all()] == [""] * 3
        expect(told.locator("span").first).to_contain_text({"match": "Call 120", "sort": "A plant"}[kind])
        expect(told.locator(".ch-verdict").first).to_have_text("Right answer")
    show_whole(page, right)
    assert set(verdicts(page)) == {"Right"}
    assert page.evaluate("document.querySelector('.ch-question').locked")


@pytest.mark.parametrize("kind", BANKS)
def test_every_answer_number_comes_back(open_page: OpenPage, address: Callable[..., str], kind: str) -> None:
    page = open_page(address(BANKS[kind]))
    count_parts(page)
    found = page.evaluate("""() => {
      const question = document.querySelector(".ch-question");
      const told = [];
      for (let number = 0; number < question.size; number++) {
        question.answer = number;
        const { saved, credit, parts, answer } = question;
        question.answer = -1;
        const empty = [question.answer, question.credit, question.parts.filter(({ chosen }) => chosen).length];
        question.saved = saved;
        told.push({ number, answer, again: question.answer, credit, parts, empty });
      }
      return told;
    }""")
    assert len(found) == {"match": 5**3 - 1, "sort": 3**3 - 1, "order": 24}[kind]
    labels = [part["label"] for part in found[0]["parts"]]
    chosen = set()
    for told in found:
        assert told["answer"] == told["again"] == told["number"]
        assert told["empty"] == [-1, 0, 0]
        picked = [part for part in told["parts"] if part["chosen"]]
        chosen.add(tuple(sorted(part["label"] for part in picked)))
        right = sum(part["right"] for part in picked)
        count = {"match": 3, "sort": 3, "order": 4}[kind]
        assert (told["credit"] == 1) == (right == count)
        if kind != "order":
            assert told["credit"] == pytest.approx(right / count)
    assert len(chosen) == len(found)
    example = {"match": "Your head is full of worries: ", "sort": "Opium: A plant", "order": "Call 120: Place 1"}[kind]
    assert any(label.startswith(example) for label in labels)


def test_an_order_is_worth_the_share_of_neighbours_of_which_the_right_one_comes_first(
    open_page: OpenPage, address: Callable[..., str]
) -> None:
    page = open_page(address(ORDER))
    found = page.evaluate("""() => {
      const question = document.querySelector(".ch-question");
      return [...Array(24).keys()].map((number) => (question.answer = number, [question.order, question.credit]));
    }""")
    assert sorted(tuple(order) for order, _ in found) == sorted(permutations(range(1, 5)))
    for order, credit in found:
        forward = sum(one < other for one, other in pairwise(order))
        assert credit == pytest.approx(forward / 3)
    worth = {tuple(order): credit for order, credit in found}
    assert worth[1, 2, 3, 4] == 1
    assert worth[4, 3, 2, 1] == 0
    assert worth[2, 3, 4, 1] == worth[4, 1, 2, 3] == worth[1, 3, 2, 4] == pytest.approx(2 / 3)


def test_the_order_shown_at_first_is_no_answer_and_comes_back_where_all_is_cleared(
    open_page: OpenPage, address: Callable[..., str]
) -> None:
    page = open_page(address(ORDER))
    before = steps(page)
    assert page.evaluate("document.querySelector('.ch-question').answer") == -1
    assert before != ["Call 120", "Check the breath", "Lay the person on the side", "Stay until help comes"]
    put_in_order(page)
    page.evaluate("document.querySelector('.ch-question').clear()")
    assert steps(page) == before


def test_what_was_answered_is_there_after_a_reload(open_page: OpenPage, address: Callable[..., str]) -> None:
    page = open_page(address(ORDER + MATCH.partition("questions:\n")[2]) + "?mode=test")
    page.get_by_role("button", name="Move up").last.click()
    moved = steps(page)
    step(page, "Go to question 2")
    choose(page, friend="Wait")
    page.reload()
    assert steps(page) == moved
    expect(page.locator(".ch-row :checked")).to_have_count(1)
    expect(page.locator(".ch-row :checked + span")).to_contain_text("Wait")


def test_shuffled_rows_keep_their_answers_and_feedback(open_page: OpenPage, address: Callable[..., str]) -> None:
    page = open_page(address(SORT))
    page.evaluate("""() => {
      const numbers = [.9, .1, .5];
      document.querySelector(".ch-question").shuffle(() => numbers.shift());
    }""")
    assert page.locator(".ch-row > legend").all_text_contents() == ["Ice", "Cannabis", "Opium"]
    answer_rightly(page, "sort")
    expect(page.locator(".ch-feedback:visible")).to_have_text(
        ["From chemicals.", "From a poppy.", "Synthetic means made wholly by chemistry."]
    )
    assert page.evaluate("document.querySelector('.ch-question').answer") == 1 + 3 * 2 + 9 * 1 - 1


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("size", [100, 200])
def test_awkward_texts_neither_run_nor_are_clipped(
    open_page: OpenPage, address: Callable[..., str], direction: str, size: int
) -> None:
    page = open_page(address(HOSTILE, direction=direction), width=320)
    for place in range(3):
        page.evaluate(
            """([place, size]) => {
              document.documentElement.style.setProperty("--ch-1", `${17 * size / 100}px`);
              const questions = document.querySelectorAll(".ch-question");
              questions.forEach((question, at) => question.classList.toggle("is-now", at === place));
              questions[place].open();
            }""",
            [place, size],
        )
        for whole in (None, False, True):
            if whole is not None:
                page.evaluate(
                    "([place, whole]) => { const question = document.querySelectorAll('.ch-question')[place]; "
                    "question.answer = 1; question.judge(whole); }",
                    [place, whole],
                )
            assert width_of(page) <= 320, (place, whole)
            assert page.evaluate(CLIPPED) == [], (place, whole)
    assert page.title() == "Quiz"
    expect(page.locator("main fieldset img, main fieldset script")).to_have_count(0)


# What sticks out of its card, row or choice.
CLIPPED = """() => [...document.querySelectorAll(".is-now :is(.ch-card, .ch-row, .ch-row > label, .ch-option)")]
  .flatMap((box) => {
    const outer = box.getBoundingClientRect();
    const sticksOut = ({ left, right, top, bottom, width }) => outer.width && width > 1 && (
      left < outer.left - 1 || right > outer.right + 1 || top < outer.top - 1 || bottom > outer.bottom + 1
    );
    const parts = [...box.querySelectorAll("span, legend, button, input, svg, i")];
    return parts.filter((part) => sticksOut(part.getBoundingClientRect())).map((part) => part.outerHTML.slice(0, 80));
  })"""


@pytest.mark.parametrize("kind", BANKS)
def test_all_that_is_pressed_is_at_least_44_pixels_high_and_wide(
    open_page: OpenPage, address: Callable[..., str], kind: str
) -> None:
    page = open_page(address(BANKS[kind]), width=320)
    targets = {"match": ".ch-row input", "sort": ".ch-row > label", "order": ".ch-moves > button"}[kind]
    for target in page.locator(targets).all():
        box = target.bounding_box()
        assert box and box["width"] >= 44 and box["height"] >= 44


@pytest.mark.parametrize("kind", BANKS)
def test_right_to_left_turns_rows_and_cards_round(open_page: OpenPage, address: Callable[..., str], kind: str) -> None:
    page = open_page(address(BANKS[kind], direction="rtl"))
    first, last = {
        "match": (".ch-row input >> nth=0", ".ch-row input >> nth=1"),
        "sort": (".ch-row input >> nth=0", ".ch-row span >> nth=0"),
        "order": (".ch-card label >> nth=0", ".ch-moves >> nth=0"),
    }[kind]
    assert middle(page.locator(first))[0] > middle(page.locator(last))[0]


def test_forced_colours_tell_what_is_chosen_and_what_is_right(open_page: OpenPage, address: Callable[..., str]) -> None:
    page = open_page(address(MATCH), forced_colors="active")
    answer_wrongly(page, "match")
    ground = "input => getComputedStyle(input).backgroundColor"
    inputs = page.locator(".ch-row").first.get_by_role("radio")
    assert inputs.nth(0).evaluate(ground) != inputs.nth(1).evaluate(ground)
    wrong = page.locator(".ch-row.is-other").first
    assert wrong.evaluate("row => getComputedStyle(row).borderStyle") == "dashed"


def test_two_quizzes_on_a_page_do_not_mix(open_page: OpenPage, address: Callable[..., str]) -> None:
    page = open_page(address(SORT, SORT))
    first, second = page.locator(".ch-quiz").all()
    row(first, "Opium").get_by_role("radio", name="A plant").click()
    row(second, "Opium").get_by_role("radio", name="A laboratory").click()
    expect(row(first, "Opium").get_by_role("radio", name="A plant")).to_be_checked()


@pytest.mark.parametrize("kind", BANKS)
def test_chinese_says_the_same(open_page: OpenPage, address: Callable[..., str], kind: str) -> None:
    page = open_page(address(BANKS[kind], language="zh"), width=390)
    how = {
        "match": "给每一行选一个字母。",
        "sort": "给每一行选一个类别。",
        "order": "按先后排好顺序，最先的排第 1 位。",
    }[kind]
    expect(page.locator(".ch-hint")).to_have_text(how)
    if kind == "order":
        expect(page.get_by_role("button", name="上移：Call 120")).to_have_count(1)
