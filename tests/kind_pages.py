"""Pages with one question of some kind for a real browser, and what a reader does there."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from clearheart.read.bank import parse_bank
from clearheart.read.strings import read_strings
from clearheart.render import quiz_html
from tests.bundles import bundle
from tests.projects import REPOSITORY

OpenPage = Callable[..., Page]
Serve = Callable[[Path], str]

# The site's policy but for form-action, so that a form that submits itself would be seen, and for an embed's base.
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


def render(text: str, only: tuple[str, ...] = ()) -> str:
    """Render a bank's quiz with the project's theme."""
    made, problems = parse_bank(text, "small.yml", "en")
    assert made and not problems, problems
    return quiz_html(REPOSITORY / "theme", made, read_strings(REPOSITORY, "en")[0], {}, only=only)


def write_page(folder: Path, *quizzes: str, direction: str = "ltr", head: str = "") -> Path:
    """Write a page with the site's own stylesheet, script and policy."""
    for name, data in _assets().items():
        (folder / name).write_bytes(data)
    page = f"""<!doctype html><html lang="en" dir="{direction}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">{head}
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>Quiz</title><link rel="stylesheet" href="clearheart.css"><script defer src="clearheart.js"></script></head>
<body><main class="ch-wrap"><h1>Quiz</h1>{"".join(quizzes)}</main></body></html>"""
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder


@cache
def _assets() -> dict[str, bytes]:
    return bundle(REPOSITORY)


def count_parts(page: Page) -> None:
    """Let the questions of a page tell their parts, as on pages that count answers."""
    kinds = {path.name: path for path in (REPOSITORY / "theme" / "quiz" / "kinds").glob("*.tally.js")}
    for name in sorted(kinds):
        page.evaluate(f"() => {{{kinds[name].read_text('utf-8')}}}")


def opener(open_page: OpenPage, serve: Serve, folder: Path) -> OpenPage:
    """Give a function that opens one quiz; `direction` and `head` are for the page, the rest for the browser."""

    def open_quiz(text: str, direction: str = "ltr", head: str = "", **options: Any) -> Page:
        return open_page(serve(write_page(folder, render(text), direction=direction, head=head)), **options)

    return open_quiz


def put_small_media(monkeypatch: pytest.MonkeyPatch) -> None:
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
    """Write a bank that asks for one number."""
    return NUMBER.replace("VALUE", value).replace("TOLERANCE", tolerance).replace("UNIT", f'"{unit}"')


def field(page: Page) -> Locator:
    """Find the field to write in."""
    return page.get_by_role("textbox", name="Your answer")


def check(page: Page) -> None:
    """Let the answer be checked."""
    page.get_by_role("button", name="Check my answer", exact=True).click()


def verdict(page: Page) -> Locator:
    """Find the verdicts in view."""
    return page.locator(".ch-verdict:visible")


def scene(page: Page) -> Locator:
    """Find the words of the scene in view."""
    return page.locator(".ch-scene:visible > p")


def choose(page: Page, words: str) -> None:
    """Choose how the story goes on."""
    page.locator("a.ch-option:visible", has_text=words).click()


def press_button(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def element(page: Page, script: str, argument: Any = None) -> Any:
    """Run a script with the page's question, and give what it gives."""
    return page.locator(".ch-question").evaluate(f"(question, given) => {{ {script} }}", argument)


def answers(page: Page, spelled: list[str]) -> list[int]:
    """Give the answers that some texts are."""
    script = "return given.map((text) => { question.saved = text; return question.answer; });"
    return list(element(page, script, spelled))


def width_of(page: Page) -> int:
    """Measure how wide the page is."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


def small_targets(page: Page) -> list[str]:
    """Tell which targets are lower or narrower than 44 pixels."""
    return list(
        page.evaluate("""() => [...document.querySelectorAll('main :is(a, button, summary, label, audio)')]
          .filter((target) => target.checkVisibility())
          .map((target) => ({ target, box: target.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 44 || box.width < 44)
          .map(({ target }) => target.outerHTML.slice(0, 80))""")
    )
