"""The material itself, as it is published: the named question, sources and their dates, numbers to call, ways in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
import yaml
from playwright.sync_api import Page, expect

from clearheart.model import KINDS, Project
from clearheart.read import read_project
from clearheart.read.strings import read_strings
from clearheart.render import format_day
from tests.html_files import HtmlFile, read_html
from tests.projects import REPOSITORY, last_checked

LANGUAGES = ("en", "zh")

CITING_PAGES = (
    "know/natural-semi-synthetic-synthetic",
    "know/methamphetamine",
    "know/new-substances",
    "help",
)

NAMED_QUESTION = {
    "en": ("Which of these is a synthetic drug?", {
        "Cannabis": "It is natural",
        "Opium": "It is natural",
        "Heroin": "It is semi-synthetic",
        "Methamphetamine": "made wholly by chemistry",
    }),
    "zh": ("下面哪一种是合成毒品？", {
        "大麻": "天然毒品",
        "鸦片": "天然毒品",
        "海洛因": "半合成毒品",
        "甲基苯丙胺（冰毒）": "完全用化学方法制成",
    }),
}  # fmt: skip

EXPLAINED = {"en": ("Natural", "Semi-synthetic", "Synthetic"), "zh": ("天然毒品", "半合成毒品", "合成毒品")}


@pytest.fixture(scope="module")
def project() -> Project:
    """All our material, read."""
    return read_project(REPOSITORY, last_checked())[0]


def home(language: str) -> str:
    """Give the folder of a language's pages below the site."""
    return "" if language == "en" else f"{language}/"


def page_of(site: Path, language: str, name: str) -> HtmlFile:
    """Read a page of the site."""
    return read_html(site / home(language) / name / "index.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_banks_ask_in_every_kind_about_ten_times_each(project: Project, language: str) -> None:
    banks = project.edition(language).banks
    assert {"natural-or-synthetic", "new-substances-and-help"} <= {bank.id for bank in banks}
    assert {len(bank.questions) for bank in banks} <= {9, 10}
    assert {question.kind for bank in banks for question in bank.questions} == set(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_explains_itself_and_names_its_sources(project: Project, language: str) -> None:
    for bank in project.edition(language).banks:
        for question in bank.questions:
            assert question.sources, question.spot
            rows = [row for key in ("options", "pairs", "cards", "steps") for row in getattr(question, key, ())]
            assert all(row.feedback for row in rows), question.spot
            assert rows or question.explanation or question.kind == "scenario", question.spot
            assert set(question.sources) <= set(project.sources), question.spot


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_named_question_explains_natural_and_semi_synthetic(
    language: str, site_url: str, open_page: Callable[..., Page]
) -> None:
    prompt, feedback = NAMED_QUESTION[language]  # the right option last: it ends the question
    again = read_strings(REPOSITORY, language)[0]["quiz"]["again"]
    for path in ("quiz/natural-or-synthetic/", f"embed/{language}/natural-or-synthetic/"):
        page = open_page(site_url + (path if path.startswith("embed/") else home(language) + path))
        expect(page.locator("legend:visible")).to_contain_text(prompt)
        labels = page.locator("fieldset:visible label")
        for words, told in feedback.items():
            label = labels.filter(has_text=words)
            label.click()
            page.keyboard.press("Enter")
            expect(label.locator("xpath=following-sibling::*[1]")).to_contain_text(told)
            if words != list(feedback)[-1]:
                page.get_by_role("button", name=again, exact=True).click()
        explained = page.locator("fieldset:visible > [data-made]").locator("strong")
        for name in EXPLAINED[language]:
            expect(explained.filter(has_text=name)).not_to_have_count(0)
        expect(page.locator("fieldset:visible input[data-right]")).to_be_checked()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_four_pages_and_the_leaflet_cite_sources_with_their_dates(
    project: Project, site: Path, language: str
) -> None:
    for name in (*CITING_PAGES, "leaflets/talking-at-the-table"):
        html = (site / home(language) / name / "index.html").read_text(encoding="utf-8")
        page = page_of(site, language, name)
        entries = re.findall(r'<li id="(source-\d+)">(.*?)</li>', html, re.DOTALL)
        cited = {
            link.attributes["href"][1:]
            for link in page.named("a")
            if link.attributes.get("href", "").startswith("#source-")
        }
        assert len(entries) >= 2, name
        assert cited == {place for place, _ in entries}, name
        for _, entry in entries:
            [address] = re.findall(r'href="([^"]+)"', entry)
            sources = [source for source in project.sources.values() if source.url == address.replace("&amp;", "&")]
            days = [format_day(source.accessed, language) for source in sources]
            assert any(day in entry for day in days), f"{name}: {entry}"
            assert any(source.issued in entry or source.issued == "n.d." for source in sources), f"{name}: {entry}"


def test_no_source_that_pages_rest_on_is_unread(project: Project) -> None:
    assert [source.id for source in project.sources.values() if source.checked == "pending"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_leads_the_public_schools_and_volunteers_to_their_part(site: Path, language: str) -> None:
    html = (site / home(language) / "index.html").read_text(encoding="utf-8")
    main = html[html.index("<main") : html.index("</main>")]
    for way in ("know/", "help/", "teach/", "act/", "know/new-substances/", "leaflets/talking-at-the-table/"):
        assert re.search(rf'href="(?:\./)?{way}"', main), way


@pytest.mark.parametrize("language", LANGUAGES)
def test_schools_find_the_line_to_copy_and_an_address_that_is_there(site: Path, language: str) -> None:
    words = page_of(site, language, "teach").words
    addresses = re.findall(r"https?://[^\s\"“”<>]+/embed[^\s\"“”<>]*", words)
    assert any(address.endswith("embed.js") for address in addresses)
    quizzes = [address for address in addresses if not address.endswith("embed.js")]
    assert quizzes
    for address in quizzes:
        assert (site / address.split("/", 3)[3].strip("/") / "index.html").is_file(), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_volunteers_find_the_leaflet_to_print(site: Path, language: str) -> None:
    links = [link.attributes["href"] for link in page_of(site, language, "act").named("a") if "href" in link.attributes]
    assert any(re.search(r"leaflets/(talking-at-the-table/)?$", link) for link in links)
    leaflet = page_of(site, language, "leaflets/talking-at-the-table")
    assert any(link.attributes.get("href", "").endswith("-a4.pdf") for link in leaflet.named("a"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_the_emergency_number_and_pages_of_help_have_all(site: Path, language: str) -> None:
    lines = yaml.safe_load((REPOSITORY / "content" / "helplines.yml").read_text(encoding="utf-8"))
    numbers = {f"tel:{line['number'].replace(' ', '').replace('-', '')}" for line in lines}
    emergency = {f"tel:{line['number']}" for line in lines if line["purpose"] == "emergency"}
    assert "tel:120" in emergency
    for path in sorted((site / home(language)).rglob("*.html")):
        if "handbook" in path.parts or (language == "en" and "zh" in path.relative_to(site).parts):
            continue
        called = {link.attributes.get("href") for link in read_html(path).named("a")}
        assert emergency <= called, path
    called = {link.attributes.get("href") for link in page_of(site, language, "help").named("a")}
    assert numbers <= called


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_leaflet_on_paper_names_the_help_lines(site: Path, language: str) -> None:
    lines = yaml.safe_load((REPOSITORY / "content" / "helplines.yml").read_text(encoding="utf-8"))
    for path in sorted((site / "download" / language / "print").glob("*.pdf")):
        text = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        box = [line for line in lines if line["purpose"] in ("emergency", "talk")]
        assert box
        for line in box:
            assert re.search(rf"(?<!\d){line['number']}(?!\d)", text), (path.name, line["number"])
