"""Any page of the site on paper, printed by a real browser and read back: words, answers, addresses, help; no menus."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser_paper import letters, print_page
from tests.projects import REPOSITORY

OpenPage = Callable[..., Page]

HOMES = {"en": "", "zh": "zh/"}
QUIZ = "quiz/natural-or-synthetic/"
PATHS = [
    "", "know/methamphetamine/", QUIZ, "leaflets/talking-at-the-table/", "teach/first-steps/", "handbook/write-a-quiz/",
    "print/",
]  # fmt: skip
NUMBERS = ("120", "12356")


def words_on(made: PdfReader) -> str:
    return letters("".join(page.extract_text() for page in made.pages))


@cache
def strings(language: str) -> dict[str, Any]:
    path = REPOSITORY / "theme" / "strings" / f"{language}.yml"
    words: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))["extra"]["clearheart"]["strings"]
    return words


@pytest.mark.parametrize("language", HOMES)
@pytest.mark.parametrize("path", PATHS)
def test_on_paper_stand_words_help_and_addresses_and_no_menus(
    site_url: str, open_page: OpenPage, language: str, path: str
) -> None:
    page = open_page(f"{site_url}{HOMES[language]}{path}", color_scheme="dark")
    title = page.locator("h1").inner_text()
    made = print_page(page)
    assert [number for number, paper in enumerate(made.pages, 1) if len(letters(paper.extract_text())) < 60] == []
    words, text = strings(language), words_on(made)
    assert letters(title) in text
    for number in NUMBERS:
        assert number in text
    for menu in (
        words["site"]["help_button"], words["site"]["skip"], words["site"]["on_this_page"], words["quiz"]["check"],
        words["use"]["title"], words["print_room"]["open"], words["nav"]["handbook"] + words["nav"]["about"],
    ):  # fmt: skip
        assert letters(menu) not in text, menu
    assert letters(f"{words['print_room']['this_page']} {page.url}") in text


@pytest.mark.parametrize("language", HOMES)
@pytest.mark.parametrize("path", ["", "know/methamphetamine/", QUIZ, "act/"])
def test_every_links_address_stands_under_the_number_that_the_link_has(
    site_url: str, open_page: OpenPage, language: str, path: str
) -> None:
    page = open_page(f"{site_url}{HOMES[language]}{path}")
    text = words_on(print_page(page))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    noted = page.locator("[data-note]").evaluate_all(
        "links => links.map(link => [link.dataset.note, decodeURI(link.href), link.textContent])"
    )
    assert noted
    sources = page.locator(".ch-sources > li").count()
    listed = page.locator("clearheart-notes li").all_text_contents()
    for number, address, words in noted:
        assert f"{letters(words)}[{number}]" in text
        if int(number) > sources:
            assert listed[int(number) - sources - 1] == address
            assert f"{number}.{letters(address)}" in text
        else:
            source = page.locator(".ch-sources > li > a").nth(int(number) - 1)
            assert source.evaluate("link => decodeURI(link.href)") == address
    for address in page.locator(".ch-sources > li > a").evaluate_all("links => links.map(link => link.href)"):
        assert letters(address) in text or letters(address.rstrip("/")) in text
    assert len({number for number, *_ in noted}) == len({address for _, address, _ in noted})


def test_after_printing_a_page_is_as_it_was(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}leaflets/talking-at-the-table/")
    before = page.locator("body").inner_html()
    print_page(page)
    assert page.locator("body").inner_html() == before
    page.evaluate("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('beforeprint'))")
    assert page.locator("clearheart-notes > p").count() == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("body").inner_html() == before


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("language", HOMES)
def test_a_quiz_is_printed_with_its_questions_first_and_its_answers_on_sheets_of_their_own(
    site_url: str, open_page: OpenPage, language: str, script: bool
) -> None:
    page = open_page(f"{site_url}{HOMES[language]}{QUIZ}", script=script)
    made = print_page(page)
    words = strings(language)["quiz"]
    papers = [letters(paper.extract_text()) for paper in made.pages]
    answers = [letters(words["answer"] + words["answer_to"].format(n=number)) for number in range(1, 11)]
    questions = [letters(words["count"].format(n=number, total=10)) for number in range(1, 11)]
    first = next(number for number, paper in enumerate(papers) if answers[0] in paper)
    assert papers[first].startswith(answers[0])
    before, after = "".join(papers[:first]), "".join(papers[first:])
    assert [before.count(question) for question in questions] == [1] * 10
    assert [len(re.findall(rf"{re.escape(answer)}(?!\d)", after)) for answer in answers] == [1] * 10
    assert after.count(letters(words["key"])) >= 10
    assert [before.index(question) for question in questions] == sorted(before.index(one) for one in questions)
    assert letters(words["next"].format(n=2)) not in before + after


def test_without_script_outer_links_keep_their_address(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}{QUIZ}", script=False)
    addresses = page.locator(".ch-answer a[href^=http]").evaluate_all("links => links.map(link => link.href)")
    text = words_on(print_page(page))
    assert len(addresses) > 10
    assert [one for one in addresses if f"({letters(one)})" not in text and letters(one.rstrip("/")) not in text] == []


@pytest.mark.parametrize("path", ["", "know/methamphetamine/", QUIZ])
def test_from_a_dark_screen_comes_the_same_light_paper(site_url: str, open_page: OpenPage, path: str) -> None:
    light, dark = (
        [page.get_contents().get_data() for page in print_page(open_page(site_url + path, color_scheme=scheme)).pages]
        for scheme in ("light", "dark")
    )
    assert light == dark
    page = open_page(site_url + path, color_scheme="dark")
    page.emulate_media(media="print")
    tokens = ("--ch-ink", "--ch-draw-ink", "--ch-draw-dawn")
    shown = page.evaluate("names => names.map(name => getComputedStyle(document.body).getPropertyValue(name))", tokens)
    assert shown == ["#14323C", "#14323C", "#FCEFCF"]


@pytest.mark.parametrize("language", HOMES)
@pytest.mark.parametrize("path", ["handbook/write-a-quiz/", "handbook/put-it-online/", "about/", "print/"])
def test_nothing_is_cut_off_at_the_edge_of_the_paper(
    site_url: str, open_page: OpenPage, language: str, path: str
) -> None:
    page = open_page(f"{site_url}{HOMES[language]}{path}", width=673)  # A4 without its margins
    page.emulate_media(media="print")
    # the ground of a word of code may stand out by its padding
    wide = """
      [...document.querySelectorAll(".ch-main *")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width && (box.right > innerWidth + 6 || box.left < -1);
      }).map((one) => one.outerHTML.slice(0, 90))
    """
    assert page.evaluate(wide) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 673 + 6
    for row in page.locator("tr").all()[:3]:
        assert row.evaluate("row => getComputedStyle(row).breakInside") == "avoid"


def test_what_is_folded_on_the_screen_is_printed(tmp_path: Path, site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}{QUIZ}")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false; })")
    text = words_on(print_page(page))
    assert letters("The word tells where a drug comes from. It does not tell how safe it is.") in text
    assert letters("Commonly Abused Drugs (chart)") in text
