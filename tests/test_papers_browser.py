"""Form B on paper, held against the screen: a real browser shows the same quiz in the same order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from clearheart.model import Bank
from clearheart.print.papers import paper_names
from clearheart.print.papers.forms import form_b
from clearheart.print.papers.seeds import mix, random_of, seed_of
from clearheart.render import quiz_html
from tests.kind_pages import write_page
from tests.papers_material import EVERY_KIND, job_of, own_jobs
from tests.projects import REPOSITORY

OpenPage = Callable[..., Page]
Serve = Callable[[Path], str]

# Each question in view, with the places, as the author wrote them, of its rows from top to bottom.
SHOWN = """() => [...document.querySelectorAll(".ch-question:not(.is-out)")].map((question) => {
  const rows = (selector, list) => [...question.querySelectorAll(selector)].map((row) => list.indexOf(row));
  if (question.options) return [question.dataset.id, rows(".ch-option", question.options.map(({ row }) => row))];
  if (question.rows) return [question.dataset.id, rows(".ch-row", question.rows.map(({ row }) => row))];
  return [question.dataset.id, (question.order ?? []).map((right) => right - 1)];
})"""

TAGGED = """\
title: Tagged
pick: 3
tag: kept
questions:
""" + "".join(
    f"  - id: q{number}\n    prompt: Which is {number}?\n    keep_order: {'true' if number == 4 else 'false'}\n"
    f"    options: [{{text: a, correct: true}}, {{text: b}}, {{text: c}}, {{text: d}}, {{text: e}}]\n"
    f"    tags: [{'left' if number % 3 == 0 else 'kept'}]\n"
    for number in range(1, 12)
)


def on_paper(bank: Bank) -> list[list[Any]]:
    return [[shown.question.id, list(shown.rows)] for shown in form_b(bank).questions]


@pytest.fixture
def shown(tmp_path: Path, open_page: OpenPage, serve: Serve) -> Callable[..., list[list[Any]]]:
    """Show a bank on screen with an address of its own, and tell its order."""

    def show(bank: Bank, language: str, query: str) -> list[list[Any]]:
        strings = next(job.words for job in own_jobs() if job.bank.language == language)
        page = open_page(serve(write_page(tmp_path, quiz_html(REPOSITORY / "theme", bank, strings, {}))) + query)
        page.wait_for_selector("clearheart-quiz[data-on]")
        return list(page.evaluate(SHOWN))

    return show


BANKS = [job_of(EVERY_KIND).bank, *(job.bank for job in own_jobs())]


@pytest.mark.parametrize("bank", [pytest.param(bank, id=f"{bank.language}/{bank.id}") for bank in BANKS])
def test_form_b_is_the_quiz_shuffled_by_the_word_b(bank: Bank, shown: Callable[..., list[list[Any]]]) -> None:
    without_sounds = tuple(question.model_copy(update={"sound": None}) for question in bank.questions)
    on_screen = shown(bank.model_copy(update={"questions": without_sounds}), bank.language, "?shuffle=1&seed=B")
    assert on_screen == on_paper(bank)
    assert [name for name, _ in on_screen] != [question.id for question in bank.questions]


def test_a_quiz_that_draws_some_questions_shows_the_first_ones_of_form_b(shown: Callable[..., Any]) -> None:
    bank = job_of(TAGGED).bank
    paper = on_paper(bank)
    assert len(paper) == 8
    assert shown(bank, "en", "?shuffle=1&seed=B") == paper[:3]


def test_numbers_of_a_seed_are_those_of_the_script(open_page: OpenPage, serve: Serve, tmp_path: Path) -> None:
    page = open_page(serve(write_page(tmp_path)))
    words = ["B", "", "class 7b", "禁毒日", "\U0001f600", "a longer word, with signs: !?", "z" * 300]
    script = """(words) => { const { Code } = customElements.get("clearheart-question"); return words.map((word) => {
      const seed = Code.seed(word), random = Code.random(seed);
      return [seed, Array.from({ length: 40 }, random)];
    }); }"""
    ours = [[seed_of(word), [draw() for _ in range(40)]] for word in words for draw in [random_of(seed_of(word))]]
    assert page.evaluate(script, words) == ours


def test_equal_numbers_leave_entries_in_their_order() -> None:
    assert mix("abc", iter([0.5, 0.5, 0.1]).__next__) == ["c", "a", "b"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_quizs_page_leads_to_its_papers(language: str, site: Path, site_url: str, open_page: OpenPage) -> None:
    home = "zh/" if language == "zh" else ""
    page = open_page(f"{site_url}{home}quiz/saying-no/")
    page.locator(".ch-use > summary").click()
    links = page.locator('.ch-uses a[href*="/download/"]')
    names = [links.nth(place).evaluate("link => new URL(link.href).pathname") for place in range(links.count())]
    bank = next(job.bank for job in own_jobs() if job.bank.id == "saying-no")
    assert names == [f"/download/{language}/quiz/{name}" for name in paper_names(bank).values()]
    for name in names:
        assert (site / name.strip("/")).read_bytes().startswith(b"%PDF"), name
    assert links.first.is_visible()
