"""Pages with quizzes for a real browser: banks' texts go in; pages to serve, and what readers do there, come out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page

from clearheart.model import Bank
from clearheart.read.bank import parse_bank
from clearheart.read.quiz_block import read_quiz_block
from clearheart.read.strings import read_strings
from clearheart.render import quiz_html
from tests.bundles import bundle
from tests.projects import REPOSITORY

# The site's policy but for form-action: a form that tried to submit itself would be seen.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'"

THREE = """\
title: Three questions
questions:
  - id: synthetic
    prompt: Which is synthetic?
    options:
      - {text: Opium, feedback: It comes from a poppy.}
      - {text: Ice, correct: true, feedback: It is made from chemicals.}
      - {text: Cannabis, feedback: It comes from a plant.}
    explanation: Synthetic means made wholly by chemistry.
    sources: []
  - id: fit
    kind: multiple
    prompt: Which are true?
    options:
      - {text: First truth, correct: true, feedback: True indeed.}
      - {text: A myth, feedback: Many believe it.}
      - {text: Second truth, correct: true, feedback: Just as true.}
      - {text: Another myth, feedback: Few believe it.}
    explanation: Two of them are true.
  - id: lawful
    kind: truefalse
    prompt: It is lawful.
    options:
      - {text: Yes, feedback: The law says otherwise.}
      - {text: No, correct: true, feedback: It is not lawful.}
"""


def bank(text: str, language: str = "en") -> Bank:
    """Read a bank, which must be without fault."""
    made, problems = parse_bank(text, "small.yml", language)
    assert made and not problems, problems
    return made


def render(text: str = THREE, language: str = "en", fence: str = "small") -> str:
    """Render a bank's quiz as a page's fence with this body would."""
    block, problems = read_quiz_block(fence, "page.md", 1)
    assert block and not problems, problems
    strings = read_strings(REPOSITORY, language)[0]
    return quiz_html(REPOSITORY / "theme", bank(text, language), strings, {}, only=block.only, way=block)


def write_page(
    folder: Path, *quizzes: str, language: str = "en", direction: str = "ltr", name: str = "index.html"
) -> Path:
    """Write a page with the site's own stylesheet, script and policy; give its folder."""
    for file, data in _assets().items():
        (folder / file).write_bytes(data)
    page = f"""<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>Quiz</title><link rel="stylesheet" href="clearheart.css"><script defer src="clearheart.js"></script></head>
<body><main class="ch-wrap"><h1>Quiz</h1>{"".join(quizzes)}</main></body></html>"""
    (folder / name).write_text(page, encoding="utf-8")
    return folder


@cache
def _assets() -> dict[str, bytes]:
    return bundle(REPOSITORY)


def option(page: Page | Locator, words: str) -> Locator:
    """Find an option that can be seen by the beginning of its words."""
    return page.locator(".ch-option:visible", has_text=re.compile(f"^{re.escape(words)}"))


def step(page: Page | Locator, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page | Locator, *words: str) -> None:
    """Choose options."""
    for text in words:
        option(page, text).click()


def answer(page: Page | Locator, *words: str) -> None:
    """Choose options and let them be checked."""
    choose(page, *words)
    step(page, "Check my answer")


def look(page: Page, words: str) -> None:
    """Open the answer to a question that was missed."""
    page.locator(".ch-review summary", has_text=words).click()


def width_of(page: Page) -> int:
    """Measure how wide the page is."""
    return int(page.evaluate("document.documentElement.scrollWidth"))
