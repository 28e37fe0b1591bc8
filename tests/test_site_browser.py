"""Every page type of our own site in a real browser: quiet, accessible, and readable in every window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
PAGES = [
    "",
    "know/",
    "know/methamphetamine/",
    "know/natural-semi-synthetic-synthetic/",
    "help/",
    "teach/",
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", BOTH)
def test_a_page_has_no_fault_that_axe_or_the_browser_finds(
    path: str, scheme: str, site_url: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(site_url + path, color_scheme=scheme)
    assert axe_violations(page) == []
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == ("zh-Hans" if path.startswith("zh/") else "en")


@pytest.mark.parametrize("path", BOTH)
def test_a_page_fits_a_window_of_320_pixels_with_and_without_script(
    path: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + path, width=320, height=640)
    assert not page.evaluate(_SCROLLS)
    plain = open_page(site_url + path, width=320, height=640, script=False)
    assert plain.locator("h1").is_visible()


@pytest.mark.parametrize(
    "path", ["index.html", "zh/know/methamphetamine/index.html", "quiz/natural-or-synthetic/index.html"]
)
def test_a_page_works_from_a_disk(path: str, site: Path, open_page: OpenPage) -> None:
    page = open_page((site / path).as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 246)"
    assert page.locator("clearheart-quiz[data-on]").count() >= 1


def test_no_link_on_any_page_is_dead(site: Path, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url)
    dead = []
    for file in sorted(site.rglob("*.html")):
        address = f"{site_url}{file.relative_to(site).as_posix()}"
        if "/embed/" in address or address.endswith("404.html"):
            continue
        page.goto(address)
        for target in page.evaluate(
            "[...document.querySelectorAll('a[href], link[href], script[src]')].map(e => e.href || e.src)"
        ):
            parts = urlsplit(target)
            if parts.netloc != urlsplit(site_url).netloc:
                continue
            found = site / parts.path.lstrip("/")
            if not (found.is_file() or (parts.path.endswith("/") and (found / "index.html").is_file())):
                dead.append(f"{address} -> {target}")
    assert dead == []


def test_the_language_switch_stays_on_the_page(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}know/methamphetamine/")
    page.get_by_role("link", name="中文").click()
    assert urlsplit(page.url).path == "/zh/know/methamphetamine/"
    page.get_by_role("link", name="English").click()
    assert urlsplit(page.url).path == "/know/methamphetamine/"


def test_help_is_one_key_press_away(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}know/methamphetamine/", width=360, height=740)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the page"
    page.get_by_role("link", name="Need help now?").filter(visible=True).first.click()
    assert page.locator("a[href='tel:120']").filter(visible=True).first.is_visible()


def test_a_missing_page_is_answered_in_words(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}no/such/page/")
    page.watch.faults.clear()  # type: ignore[attr-defined]  # the browser notes the 404 itself
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 246)"
