"""Every page type of our own site in a real browser: quiet, accessible, and readable in every window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.html_files import TAGS, Element, HtmlFile, html_files, language_of

OpenPage = Callable[..., Page]
PAGES = [
    "",
    "know/",
    "know/methamphetamine/",
    "know/natural-semi-synthetic-synthetic/",
    "help/",
    "help/emergency/",
    "help/someone/",
    "help/you/",
    "teach/",
    "teach/first-steps/",
    "act/",
    "quiz/",
    "quiz/natural-or-synthetic/",
    "leaflets/",
    "leaflets/talking-at-the-table/",
    "about/",
    "handbook/",
    "handbook/write-a-page/",
    "handbook/architecture/",
    "404.html",
]
BOTH = [*PAGES, *(f"zh/{path}" for path in PAGES)]
_SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_no_page_has_a_fault_that_axe_or_the_browser_finds(
    site: Path, site_url: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(site_url)
    faults = {}
    paths = list(html_files(site))
    assert len(paths) >= len(BOTH)
    for path in paths:
        page.goto(site_url + path)
        faults[path] = axe_violations(page)
        assert page.locator("h1").count() == 1, path
        assert page.locator("html").get_attribute("lang") == TAGS[language_of(path)], path
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("path", BOTH)
def test_a_page_has_no_fault_in_the_dark(
    path: str, site_url: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(site_url + path, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 34, 42)"
    assert axe_violations(page) == []


@pytest.mark.parametrize("path", BOTH)
def test_a_page_fits_a_window_of_320_pixels_with_and_without_script(
    path: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + path, width=320, height=640)
    assert not page.evaluate(_SCROLLS)
    plain = open_page(site_url + path, width=320, height=640, script=False)
    assert not plain.evaluate(_SCROLLS)
    expect(plain.locator("h1")).to_be_visible()
    for part in ("header .ch-doors a", "legend", "label.ch-option", "footer a"):
        there = plain.locator(part)
        expect(there.locator("visible=true")).to_have_count(there.count())
    for summary in plain.locator("summary").all():  # an answer's sources follow when the answer is open
        summary.click()
        expect(summary.locator("xpath=..")).to_have_attribute("open", "")
    expect(plain.locator("button:visible")).to_have_count(0)  # no button that does nothing
    expect(plain.get_by_role("link", name="120", exact=True).locator("visible=true").first).to_be_visible()
    assert not plain.evaluate(_SCROLLS)


@pytest.mark.parametrize(
    "path", ["index.html", "zh/know/methamphetamine/index.html", "quiz/natural-or-synthetic/index.html"]
)
def test_a_page_works_from_a_disk(path: str, site: Path, open_page: OpenPage) -> None:
    page = open_page((site / path).as_uri(), hosts=(site.as_uri(),))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 246)"
    assert page.locator("clearheart-quiz[data-on]").count() >= 1


def test_no_link_picture_or_fragment_on_any_page_is_dead(site: Path) -> None:
    pages = html_files(site)
    dead = []
    for path, page in pages.items():
        for element, target in _inner_addresses(path, page):
            file, fragment = _file_of(target)
            if not (site / file).is_file():
                dead.append(f"{path}:{element.line} -> {target}")
            elif fragment and file.endswith(".html") and fragment not in pages[file].ids():
                dead.append(f"{path}:{element.line} -> {target}: no such place")
    assert dead == []


def _inner_addresses(path: str, page: HtmlFile) -> Iterator[tuple[Element, str]]:
    """Give what a page links to or loads on the site itself, or under its published address."""
    for element in page.elements:
        for address in element.addresses():
            target = urljoin(f"https://clearheart.example/{path}", address)
            if target.startswith("https://clearheart.example/"):
                yield element, target


def _file_of(target: str) -> tuple[str, str]:
    parts = urlsplit(target)
    file = unquote(parts.path).lstrip("/")
    return (f"{file}index.html" if not file or file.endswith("/") else file), unquote(parts.fragment)


def test_no_id_stands_twice_and_every_name_and_label_leads_to_one(site: Path) -> None:
    for path, page in html_files(site).items():
        ids = page.ids()
        assert len(ids) == len(set(ids)), path
        for element in page.elements:
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                wanted = set(element.attributes.get(name, "").split())
                assert wanted <= set(ids), f"{path}:{element.line}: {wanted - set(ids)}"


def test_the_language_switch_stays_on_the_page(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}know/methamphetamine/")
    page.locator(".ch-languages > summary").click()
    page.get_by_role("link", name="简体中文").click()
    assert urlsplit(page.url).path == "/zh/know/methamphetamine/"
    page.locator(".ch-languages > summary").click()
    page.get_by_role("link", name="English", exact=True).click()
    assert urlsplit(page.url).path == "/know/methamphetamine/"


@pytest.mark.parametrize(
    ("path", "width", "steps"),
    [
        ("", 1280, 12),
        ("know/methamphetamine/", 1280, 12),
        ("zh/quiz/natural-or-synthetic/", 1280, 12),
        ("zh/help/", 1280, 12),
        ("about/", 360, 12),
        ("zh/know/methamphetamine/", 320, 12),
    ],
)
def test_help_is_reached_by_keyboard_alone(
    path: str, width: int, steps: int, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + path, width=width, height=740, reduced_motion="reduce")  # no scrolling to wait for
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("ch-skip")
    expect(page.locator(":focus")).to_be_in_viewport()
    _tab_to(page, ".ch-button--help", steps)
    page.keyboard.press("Enter")
    expect(page.locator("#ch-help a[href='tel:120']")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "tel:120")
    assert page.locator(":focus").evaluate("link => parseFloat(getComputedStyle(link).outlineWidth)") >= 2


def _tab_to(page: Page, selector: str, steps: int) -> None:
    for _ in range(steps):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached in {steps} steps")


def test_the_skip_link_leads_past_the_header(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}know/methamphetamine/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_missing_page_is_answered_in_words(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}no/such/page/")
    page.watch.faults.clear()  # type: ignore[attr-defined]  # the browser notes the 404 itself
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 246)"
