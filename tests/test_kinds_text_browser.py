"""Words and numbers to write, stories with choices, and pictures and sounds, in a real browser."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from clearheart.assets import bundle
from clearheart.model.kinds.fill import Fill
from clearheart.read.bank import parse_bank
from clearheart.read.strings import read_strings
from clearheart.render import quiz_html
from tests.projects import REPOSITORY

OpenPage = Callable[..., Page]
Serve = Callable[[Path], str]
Violations = Callable[[Page], list[str]]

# The site's policy but for form-action: a form that tried to submit itself would be seen.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src data:; base-uri 'self'"
)

FILL = """\
title: Words
questions:
  - id: gas
    kind: fill
    prompt: What did China put on its list in 2017?
    accept: [Carfentanil, 卡芬太尼, 国家]
    hints: [It begins with C., It is *not* for people.]
    explanation: Carfentanil is on the list.
"""

NUMBER = """\
title: Numbers
questions:
  - {id: time, kind: number, prompt: How long?, value: VALUE, tolerance: TOLERANCE, unit: UNIT, explanation: So long.}
"""

STORY = """\
title: Stories
questions:
  - id: bar
    kind: scenario
    prompt: At the bar
    reflection: Which sentence could be yours?
    explanation: Leaving is always allowed.
    scenes:
      - id: start
        text: A glass is handed to you.
        options:
          - {text: Ask for tea, to: tea, feedback: Short and clear.}
          - {text: Ask for water, to: tea, feedback: Just as clear.}
          - {text: Go out, to: home}
      - id: tea
        text: She asks again.
        options:
          - {text: Say it again, to: calm, feedback: Twice is allowed.}
          - {text: Go out, to: home}
      - {id: calm, text: Nobody asks any more., ending: You stayed}
      - {id: home, text: Your friend comes., ending: You left}
"""

PICTURES = """\
title: Pictures
questions:
  - id: side
    kind: picture
    prompt: Which is the recovery position?
    options:
      - {picture: {drawing: beside, alt: Two on a bench}, text: Sitting, feedback: Not for this.}
      - {picture: {drawing: recovery-position, alt: On the side}, correct: true, feedback: The breath is free.}
      - {picture: {file: dot.svg, alt: A dot}, text: Dot}
    explanation: Keep checking.
"""

MEDIA = """\
title: Media
questions:
  - id: heard
    prompt: What is heard?
    picture: {file: dot.svg, alt: A dot}
    sound: {file: beep.wav, transcript: A *beep* is heard.}
    hints: [Listen twice., It is short.]
    options: [{text: A beep, correct: true}, {text: A bell}]
"""

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


def render(text: str, language: str = "en", only: tuple[str, ...] = ()) -> str:
    """Render a bank's quiz with the project's theme."""
    made, problems = parse_bank(text, "small.yml", language)
    assert made and not problems, problems
    strings = read_strings(REPOSITORY, language)[0]
    return quiz_html(REPOSITORY / "theme", made, strings, {}, only=only)


def write_page(folder: Path, *quizzes: str, direction: str = "ltr", head: str = "") -> Path:
    """Write a page with the site's own stylesheet, script and policy."""
    for name, data in bundle(REPOSITORY).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    page = f"""<!doctype html><html lang="en" dir="{direction}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">{head}
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>Quiz</title><link rel="stylesheet" href="clearheart.css"><script defer src="clearheart.js"></script></head>
<body><main class="ch-wrap"><h1>Quiz</h1>{"".join(quizzes)}</main></body></html>"""
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def page_of(open_page: OpenPage, tmp_path: Path, serve: Serve) -> OpenPage:
    """Open a page with one quiz; `direction` and `head` go to the page, other options to the browser."""

    def open_one(text: str, direction: str = "ltr", head: str = "", **options: Any) -> Page:
        return open_page(serve(write_page(tmp_path, render(text), direction=direction, head=head)), **options)

    return open_one


@pytest.fixture
def media(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the quizzes' pictures and sounds be small ones that stand in no file."""
    dot = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 6"><circle cx="4" cy="3" r="2"/></svg>'
    beep = (
        b"RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x08\0\0\0" + b"\x80" * 8
    )
    address = {
        "picture": "data:image/svg+xml;base64," + base64.b64encode(dot).decode(),
        "sound": "data:audio/wav;base64," + base64.b64encode(beep).decode(),
    }
    monkeypatch.setattr("clearheart.render.data_address", lambda _quizzes, kind, _file: address[kind])


def number_bank(value: str = "1500", tolerance: str = "0", unit: str = "min") -> str:
    return NUMBER.replace("VALUE", value).replace("TOLERANCE", tolerance).replace("UNIT", f'"{unit}"')


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your answer")


def check(page: Page) -> None:
    page.get_by_role("button", name="Check my answer", exact=True).click()


def verdict(page: Page) -> Locator:
    return page.locator(".ch-verdict:visible")


def scene(page: Page) -> Locator:
    return page.locator(".ch-scene:visible > p")


def choose(page: Page, words: str) -> None:
    page.locator("a.ch-option:visible", has_text=words).click()


def press_button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def element(page: Page, script: str, argument: Any = None) -> Any:
    """Run a script with the page's question, and give what it gives."""
    return page.locator(".ch-question").evaluate(f"(question, given) => {{ {script} }}", argument)


def answers(page: Page, spelled: list[str]) -> list[int]:
    """Give the answers that some texts are."""
    script = "return given.map((text) => { question.saved = text; return question.answer; });"
    return list(element(page, script, spelled))


def width_of(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


# Words


def test_the_keyboard_alone_writes_an_answer(page_of: OpenPage) -> None:
    page = page_of(FILL)
    press = page.keyboard.press
    press("Tab")
    expect(field(page)).to_be_focused()
    assert field(page).evaluate("field => parseFloat(getComputedStyle(field).outlineWidth)") >= 2
    press("Enter")
    expect(page.get_by_role("status")).to_have_text("Answer first, then go on.")
    page.keyboard.type("Opium")
    expect(page.get_by_role("status")).to_be_empty()
    press("Enter")
    expect(verdict(page)).to_have_text("Not yet")
    expect(page.get_by_role("status")).to_contain_text("Not yet")
    assert field(page).evaluate("field => getComputedStyle(field).borderStyle") == "dashed"
    expect(page.locator("fieldset")).not_to_contain_text("Carfentanil")

    press("Shift+Home")
    page.keyboard.type(" CARFENTANIL. ")
    expect(verdict(page)).to_have_count(0)
    press("Enter")
    expect(verdict(page)).to_have_text("Right")
    expect(page.locator(".ch-field + .ch-feedback")).to_have_text("Carfentanil is on the list.")
    assert field(page).get_attribute("readonly") is not None


def test_what_was_written_stays_for_another_try(page_of: OpenPage) -> None:
    page = page_of(FILL)
    field(page).fill("Carfentanyl")
    check(page)
    press_button(page, "Try again")
    expect(field(page)).to_have_value("Carfentanyl")
    expect(field(page)).to_be_focused()
    field(page).fill("Carfentanil")
    check(page)
    press_button(page, "Try again")
    expect(field(page)).to_have_value("")


SPELLINGS = [
    "carfentanil",
    "CARFENTANIL",
    "Car-fen ta_nil!",
    "ｃａｒｆｅｎｔａｎｉｌ",
    "「卡芬太尼」",
    "卡芬太尼。",
    "國家",
]
SPELLINGS += [
    "国家",
    "卡 芬 太 尼",
    "Car\u00adfentanil\u200b",
    "fentanil",
    "carfentanils",
    "国",
    "x",
    "國 家 ",
    "ﬀ",
    "İ",
    "ΟΔΟΣ",
]


def test_a_word_may_be_spelled_in_every_way_that_the_model_accepts(page_of: OpenPage) -> None:
    question = Fill(id="gas", prompt="P", accept=("Carfentanil", "卡芬太尼", "国家"))
    page = page_of(FILL)
    assert answers(page, SPELLINGS) == [int(question.accepts(text)) for text in SPELLINGS]
    assert answers(page, ["", " ", "。", "?!"]) == [-1, -1, -1, -1]


def test_signs_of_regular_expressions_are_only_signs(page_of: OpenPage) -> None:
    accept = ["C++ (x|y)", "^[$]+", "a{2}", "\\d", "𠮷+", "/="]
    page = page_of(FILL.replace("[Carfentanil, 卡芬太尼, 国家]", json.dumps(accept, ensure_ascii=False)))
    assert answers(page, accept) == [1] * len(accept)
    assert answers(page, ["c+", "x|y", "7", "aa", "𠮷𠮷"]) == [0] * 5


def test_enter_that_ends_a_composition_does_not_check(page_of: OpenPage) -> None:
    page = page_of(FILL)
    field(page).fill("ka")
    script = (
        "field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    field(page).evaluate(script)
    expect(verdict(page)).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "right", "key"), [(FILL, "Carfentanil", "Carfentanil"), (number_bank(), "1500", "1500 min")]
)
def test_a_written_answer_keeps_to_the_interface(page_of: OpenPage, text: str, right: str, key: str) -> None:
    page = page_of(text)
    assert element(page, "return [question.size, question.answer, question.credit, question.saved];") == [2, -1, 0, ""]
    element(page, "question.saved = given;", f" {right} ")
    assert element(page, "return [question.answer, question.credit, question.saved];") == [1, 1, f" {right} "]
    for answer in (0, 1):
        element(page, "question.answer = given;", answer)
        assert element(page, "return [question.answer, question.credit, question.saved];") == [answer, answer, ""]
        parts = element(page, "return question.parts;")
        assert [(part["right"], part["chosen"]) for part in parts] == [(False, answer == 0), (True, answer == 1)]
        assert parts[1]["label"] == key
    element(page, "question.answer = -1;")
    assert element(page, "return question.answer;") == -1

    element(page, "question.judge(true);")
    expect(verdict(page)).to_have_text("Right answer")
    expect(page.locator(".ch-feedback p").first).to_have_text(key)
    element(page, "question.unmark(); question.saved = '77'; question.judge(true);")
    expect(verdict(page)).to_have_text("Not yet")
    expect(page.locator(".ch-feedback p").first).to_contain_text(f"Right answer {key}")
    expect(field(page)).to_have_attribute("readonly", "")
    element(page, "question.clear();")
    expect(page.locator(".ch-feedback")).to_have_count(0)
    expect(field(page)).to_have_value("")
    element(page, "question.focusFirst();")
    expect(field(page)).to_be_focused()


# Numbers

FORMS = {
    "1500": [
        "1500",
        "1 500",
        "1,500",
        "1.500",
        "１５００",
        "１，５００",
        "1500 min",
        "1,500 MIN",
        "１５００ｍｉｎ",
        "1'500",
        "1’500",
    ],
    "1500.0": [
        "1500,00",
        "1,500.00",
        "1.500,00",
        "+1500",
        "٠١٥٠٠",
        "۱۵۰۰",
        "١٬٥٠٠",
        "1\u202f500",
        "1\u00a0500",
        "1500.",
    ],
    "1.5": ["1.5", "1,5", "１．５", "１，５", "1.50", " 1,5 min ", "١٫٥", "1,500"],
    "-4": ["-4", "−4", "－4", "–4", "-4.0"],
    "0.125": ["0.125", "0,125", ".125", ",125"],
    "1234567": ["1,234,567", "1.234.567", "1 234 567", "1234567"],
}


def test_a_number_may_be_written_as_people_write_it(page_of: OpenPage) -> None:
    page = page_of(number_bank())
    for value, spelled in FORMS.items():
        element(page, "question.field.dataset.value = given;", value)
        assert dict(zip(spelled, answers(page, spelled), strict=True)) == dict.fromkeys(spelled, 1), value


def test_a_unit_may_be_written_too(page_of: OpenPage) -> None:
    page = page_of(number_bank("20"))
    for unit in ("分钟", "°C", "％", "m²", "µg", "per 100", "人/次", "Ω"):
        element(page, "question.field.dataset.unit = given;", unit)
        assert answers(page, [f"20{unit}", f"２０ {unit.upper()}", "20", "20 kg"]) == [1, 1, 1, -1], unit


def test_another_number_is_not_right_and_words_are_no_number(page_of: OpenPage) -> None:
    page = page_of(number_bank("125"))
    assert answers(page, ["0.125", "1,2,5", "12 5"]) == [0, -1, 1]
    assert (
        answers(page, ["", " ", "abc", "five", "5 kg", "125 minutes", "1-2", ".", "-", "1/2", "½", "min"]) == [-1] * 12
    )


def test_a_tolerance_is_exact(page_of: OpenPage) -> None:
    page = page_of(number_bank("0.3", "0.1"))
    assert answers(page, ["0.2", "0.4", "0.19999", "0.40001", "0.3"]) == [1, 1, 0, 0, 1]


def test_what_is_no_number_gets_a_kind_word(page_of: OpenPage) -> None:
    page = page_of(number_bank("1500", "50"))
    expect(page.get_by_role("textbox", name="Your answer min")).to_be_visible()
    assert field(page).get_attribute("inputmode") == "decimal"
    before = field(page).evaluate("field => getComputedStyle(field).borderTopColor")
    field(page).fill("a lot")
    page.mouse.move(0, 0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Write a number in digits, such as 12 or 1.5.")
    expect(verdict(page)).to_have_count(0)
    assert field(page).evaluate("field => getComputedStyle(field).borderTopColor") == before
    field(page).fill("1,460 min")
    page.keyboard.press("Enter")
    expect(verdict(page)).to_have_text("Right")
    expect(page.locator(".ch-key > span")).to_have_text("1500 ± 50 min")


@pytest.mark.parametrize(("text", "key"), [(FILL, "Carfentanil / 卡芬太尼"), (number_bank(), "1500 min")])
def test_without_script_an_answer_is_written_and_compared(page_of: OpenPage, text: str, key: str) -> None:
    page = page_of(text, script=False)
    address = page.url
    field(page).fill("mine")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == address
    expect(field(page)).to_have_value("mine")
    expect(page.locator(".ch-key")).to_be_hidden()
    page.locator(".ch-answer > summary").click()
    expect(page.locator(".ch-key")).to_contain_text(key)


# Stories


def test_a_mouse_walks_through_a_story_and_back(page_of: OpenPage) -> None:
    page = page_of(STORY)
    expect(scene(page)).to_contain_text("A glass is handed to you.")
    expect(page.get_by_role("button", name="One step back")).to_be_hidden()
    expect(page.get_by_role("button", name="Go on")).to_be_hidden()
    expect(page.get_by_text("Which sentence")).to_be_hidden()

    choose(page, "water")
    expect(page.get_by_role("status").first).to_have_text("Just as clear.")
    expect(scene(page)).to_contain_text("She asks again.")
    expect(scene(page)).to_be_focused()
    press_button(page, "One step back")
    expect(scene(page)).to_contain_text("A glass is handed to you.")
    expect(scene(page)).to_be_focused()
    expect(page.get_by_text("Just as clear.").locator("visible=true")).to_have_count(0)

    choose(page, "tea")
    choose(page, "again")
    expect(scene(page)).to_contain_text("Ending: You stayed")
    expect(page.get_by_text("Twice is allowed.").locator("visible=true")).to_have_count(1)
    expect(page.get_by_text("Which sentence could be yours?")).to_be_visible()
    press_button(page, "From the beginning")
    choose(page, "Go out")
    expect(scene(page)).to_contain_text("Your friend comes.")
    press_button(page, "Go on")
    expect(page.locator(".ch-feedback", has_text="Leaving is always allowed.")).to_be_visible()
    expect(page.get_by_role("button", name="One step back")).to_be_hidden()
    expect(page.locator(".ch-verdict")).to_have_count(0)
    press_button(page, "Try again")
    expect(scene(page)).to_contain_text("A glass is handed to you.")
    expect(page.locator("a.ch-option:visible").first).to_be_focused()


def test_the_keyboard_alone_walks_through_a_story(page_of: OpenPage) -> None:
    page = page_of(STORY)
    press = page.keyboard.press
    press("Tab")
    expect(page.get_by_role("link", name="Ask for tea")).to_be_focused()
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Short and clear.")
    press("Tab")
    expect(page.get_by_role("link", name="Say it again")).to_be_focused()
    press("Tab")
    press("Tab")
    expect(page.get_by_role("button", name="One step back")).to_be_focused()
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    press("Space")
    expect(scene(page)).to_be_focused()
    for _ in range(3):
        press("Tab")
    press("Enter")
    expect(scene(page)).to_contain_text("Ending: You left")
    for _ in range(3):
        press("Tab")
    press("Enter")
    expect(page.locator(".ch-feedback", has_text="Leaving is always allowed.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_story_stays_in_its_page(page_of: OpenPage, script: bool) -> None:
    page = page_of(STORY, head='<base target="_blank">', script=script)
    page.locator("a.ch-option", has_text="Ask for tea").click()
    page.wait_for_timeout(200)
    assert len(page.context.pages) == 1
    assert page.url.endswith("" if script else "#small-bar-tea")


def test_without_script_a_story_is_read_by_its_numbers(page_of: OpenPage) -> None:
    page = page_of(STORY, script=False)
    expect(page.get_by_text("Begin at scene 1.")).to_be_visible()
    expect(page.locator(".ch-scene:visible")).to_have_count(4)
    expect(page.get_by_role("link", name="Ask for tea Go to scene 2")).to_be_visible()
    expect(page.get_by_role("link", name="Go out Go to scene 4")).to_have_count(2)
    expect(page.locator(".ch-scene").nth(3)).to_contain_text("Scene 4 Ending: You left Your friend comes.")
    expect(page.get_by_role("button")).to_have_count(0)
    page.locator(".ch-answer > summary").click()
    for words in ("Scene 1 B. Just as clear.", "Scene 2 A. Twice is allowed.", "Leaving is always allowed."):
        expect(page.locator(".ch-answer").get_by_text(words)).to_be_visible()


def test_a_story_keeps_to_the_interface(page_of: OpenPage) -> None:
    page = page_of(STORY)
    state = "return [question.size, question.answer, question.credit ?? null, question.saved];"
    assert element(page, state) == [2, -1, None, "0"]
    choose(page, "tea")
    choose(page, "Go out")
    assert element(page, state) == [2, 1, None, "0,1,3"]
    parts = [{"label": f"Ending: You {end}", "right": False, "chosen": end == "left"} for end in ("stayed", "left")]
    assert element(page, "return question.parts;") == parts
    element(page, "question.answer = -1;")
    expect(scene(page)).to_contain_text("A glass is handed to you.")
    element(page, "question.saved = '0,1,3';")
    expect(scene(page)).to_contain_text("Your friend comes.")
    press_button(page, "One step back")
    expect(scene(page)).to_contain_text("She asks again.")
    for broken in ("", "x", "0,9", "-1", "0,,1", "null"):
        element(page, "question.saved = given;", broken)
        assert element(page, "return question.answer;") == -1
        expect(scene(page)).to_have_count(1)
    for ending in (0, 1):
        element(page, "question.answer = given;", ending)
        assert element(page, "return question.answer;") == ending
    element(page, "question.judge(true);")
    assert element(page, "question.focusFirst(); return question.locked;") is True
    element(page, "question.clear();")
    assert element(page, state) == [2, -1, None, "0"]


def test_a_double_click_makes_one_step(page_of: OpenPage) -> None:
    page = page_of(STORY)
    page.locator("a.ch-option:visible").first.dblclick()
    expect(scene(page)).to_contain_text("She asks again.")


def test_a_story_that_is_copied_begins_anew(page_of: OpenPage) -> None:
    page = page_of(STORY)
    choose(page, "tea")
    page.evaluate("document.querySelector('.ch-quiz').replaceWith(document.querySelector('.ch-quiz').cloneNode(true))")
    expect(scene(page)).to_contain_text("A glass is handed to you.")
    choose(page, "Go out")
    expect(scene(page)).to_contain_text("Your friend comes.")


def test_ids_are_the_story_s_own(open_page: OpenPage, tmp_path: Path, serve: Serve) -> None:
    other = STORY.replace("id: bar", "id: street")
    page = open_page(serve(write_page(tmp_path, render(STORY), render(other), render(FILL), render(PICTURES))))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({id}) => id)")
    assert len(ids) == len(set(ids))
    page.locator(".ch-quiz").nth(1).get_by_role("link", name="Go out").click()
    expect(page.locator(".ch-quiz").first.locator(".ch-scene:visible")).to_contain_text("A glass")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_paper_shows_every_scene_and_then_what_choices_bring(page_of: OpenPage, script: bool) -> None:
    page = page_of(STORY, script=script)
    if script:
        choose(page, "tea")
    page.emulate_media(media="print")
    expect(page.locator(".ch-scene:visible")).to_have_count(4)
    expect(page.locator(".ch-turn:visible")).to_have_count(1 + 4 + 5)
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".ch-arrival")).to_be_hidden()
    last, key = page.locator(".ch-reflection").bounding_box(), page.locator(".ch-told").bounding_box()
    assert last and key and last["y"] < key["y"]


# Pictures and sounds


def test_pictures_are_named_and_judged(page_of: OpenPage, media: None) -> None:
    page = page_of(PICTURES)
    radios = page.get_by_role("radio")
    expect(radios).to_have_count(3)
    for place, name in enumerate(("Two on a bench Sitting", "On the side", "A dot Dot")):
        expect(radios.nth(place)).to_have_accessible_name(name)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(verdict(page)).to_have_text("Not yet")
    feedback, option = (page.locator(name).bounding_box() for name in (".ch-feedback", ".ch-option >> nth=0"))
    assert feedback and option and feedback["width"] > option["width"] * 1.5
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(verdict(page)).to_have_text("Right")
    expect(page.locator(".ch-feedback", has_text="Keep checking.")).to_be_visible()


@pytest.mark.parametrize(("width", "columns"), [(320, 1), (359, 1), (360, 2), (390, 2), (1280, 2)])
def test_pictures_stand_in_two_columns_where_there_is_room(
    page_of: OpenPage, media: None, width: int, columns: int
) -> None:
    page = page_of(PICTURES, width=width)
    lefts = {round(box["x"]) for box in map(Locator.bounding_box, page.locator(".ch-option").all()) if box}
    assert len(lefts) == columns
    for picture in page.locator(".ch-option > :is(img, svg)").all():
        box = picture.bounding_box()
        assert box and abs(box["width"] / box["height"] - 4 / 3) < 0.02
    page.locator(".ch-option").first.click()
    check(page)
    boxes = [box for box in map(Locator.bounding_box, page.locator(".ch-option, .ch-feedback").all()) if box]
    assert not any(overlap(one, other) for one in boxes for other in boxes if one is not other)


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Say whether two boxes cover each other."""
    return all(
        one[start] + 1 < other[start] + other[size] and other[start] + 1 < one[start] + one[size]
        for start, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_question_shows_its_picture_sound_and_hints(page_of: OpenPage, media: None, script: bool) -> None:
    page = page_of(MEDIA, script=script)
    expect(page.get_by_role("img", name="A dot")).to_be_visible()
    sound = page.locator(".ch-sound > audio")
    expect(sound).to_be_visible()
    assert sound.evaluate("sound => sound.controls && !sound.autoplay")
    expect(page.get_by_text("A beep is heard.")).to_be_hidden()
    page.get_by_text("The words of the recording").click()
    expect(page.get_by_text("A beep is heard.")).to_be_visible()
    page.get_by_text("Hint 2", exact=True).click()
    expect(page.get_by_text("It is short.")).to_be_visible()
    expect(page.get_by_text("Listen twice.")).to_be_hidden()


def test_a_sound_can_be_played(page_of: OpenPage, media: None) -> None:
    page = page_of(MEDIA)
    play = (
        "sound => new Promise((done) => Object.assign(sound, {oncanplay: done, onerror: done}).load())"
        ".then(({type}) => type)"
    )
    assert page.locator("audio").evaluate(play) == "canplay"


# All of them


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
    page_of: OpenPage, media: None, axe_violations: Violations, text: str, look: dict[str, Any]
) -> None:
    page = page_of(number_bank() if text == NUMBER else text, **look)
    for name, act in walk(page, text):
        act()
        assert axe_violations(page) == [], name
        assert width_of(page) <= look.get("width", 1280), name
        assert small_targets(page) == [], name


def small_targets(page: Page) -> list[str]:
    """Tell which targets are lower or narrower than 44 pixels."""
    return list(
        page.evaluate("""() => [...document.querySelectorAll('main :is(a, button, summary, label, audio)')]
          .filter((target) => target.checkVisibility())
          .map((target) => ({ target, box: target.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 44 || box.width < 44)
          .map(({ target }) => target.outerHTML.slice(0, 80))""")
    )


@pytest.mark.parametrize("text", [FILL, NUMBER, STORY, PICTURES], ids=["fill", "number", "story", "picture"])
def test_without_script_no_accessibility_rule_is_broken(
    page_of: OpenPage, media: None, axe_violations: Violations, text: str
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


def test_answers_of_all_kinds_are_kept(open_page: OpenPage, tmp_path: Path, serve: Serve, media: None) -> None:
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
