"""One page of every type in a real browser, in three languages: quiet, accessible, still and readable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from clearheart.read import read_project
from tests.conftest import Watch
from tests.halves import HalvingServer
from tests.projects import REPOSITORY, last_checked

SETTINGS = read_project(REPOSITORY, last_checked())[0].settings
LANGUAGES = [*SETTINGS.languages[:2], *SETTINGS.languages[2:][-1:]]
"""The first two languages, and the last one where there are more."""

TYPES = {
    "home": "",
    "topics": "know/",
    "topic": "know/methamphetamine/",
    "help": "help/",
    "helping-someone": "help/someone/",
    "emergency": "help/emergency/",
    "campaigns": "campaigns/",
    "kit": "campaigns/school/",
    "activity": "campaigns/twenty-six-june/",
    "calendar": "calendar/",
    "event": "calendar/international-day/",
    "venues": "venues/",
    "venue": "venues/opium-war-museum/",
    "teachers": "teach/",
    "course": "teach/first-steps/",
    "lesson": "teach/lessons/saying-no-four-ways/",
    "volunteers": "act/",
    "quizzes": "quiz/",
    "quiz": "quiz/saying-no/",
    "set-up": "quiz/saying-no/set-up/",
    "class": "quiz/saying-no/class/",
    "leaflets": "leaflets/",
    "leaflet": "leaflets/talking-at-the-table/",
    "print-room": "print/",
    "fill-in": "print/fill-in/",
    "figures": "figures/",
    "films": "films/",
    "glossary": "glossary/",
    "news": "news/",
    "search": "search/",
    "about": "about/",
    "privacy": "about/privacy/",
    "accessibility": "about/accessibility/",
    "report": "about/report/",
    "handbook": "handbook/write-a-page/",
    "404": "404.html",
}
OF_ONE_FILE = {"embed": "embed/{code}/saying-no/", "hall": "hall/{code}/saying-no/"}
KINDS = [*TYPES, *OF_ONE_FILE]
LOOKS = ["light", "dark"]
FILLED = ["quiz", "course", "set-up", "search", *OF_ONE_FILE]
"""Those into which a script puts something that others see below it."""
SLOW = {"offline": False, "latency": 100, "downloadThroughput": 60_000, "uploadThroughput": 60_000}
"""A slow line, in milliseconds and bytes a second: a page is shown while its rest is still on the way."""

HALVES = [
    ("about", r'<a class="ch-tool ch-seek".*?</a>'),
    ("topic", r'<ul class="ch-strip">.*?</li>'),
    ("home", r'<div class="ch-hero-words">.*?</div>'),
    ("home", r'(<a class="ch-arch .*?</li>.*?){2}'),
    ("topic", r'<div class="ch-columns">.*?</div>'),
    ("privacy", r'<div [^>]*class="ch-table".*?</tr>'),
]
"""Types of pages, and after what of theirs the line stops for a while."""

_NOTE_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) {
        shifts.push([entry.value, ...entry.sources.map(({ node }) => `${node && (node.outerHTML || node.data)}`)]);
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
_IS_PAINTED = """
  () => new Promise((done) => {
    const look = () => performance.getEntriesByName("first-paint").length
      ? requestAnimationFrame(() => requestAnimationFrame(() => done(document.readyState === "loading")))
      : setTimeout(look, 50);
    look();
  })
"""
_IS_STILL = """
  async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].filter((image) => image.loading !== "lazy").map((image) => image.decode()));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return shifts.map(([value, ...nodes]) => [value, ...nodes.map((node) => node.slice(0, 120))]);
  }
"""
_SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
_NO_SHEETS = "document.querySelectorAll('link[rel=stylesheet], style').forEach((sheet) => sheet.remove())"
_ORDER = """() => {
    const after = document.querySelector("#ch-help, footer"); // a quiz of one file has neither
    const place = after ? document.querySelector("h1").compareDocumentPosition(after) :
         Node.DOCUMENT_POSITION_FOLLOWING;
    return Boolean(place & Node.DOCUMENT_POSITION_FOLLOWING);
}"""


def path_of(kind: str, code: str) -> str:
    """Give the address of a type of page in a language, below the site's."""
    home = "" if code == SETTINGS.languages[0] else f"{code}/"
    return OF_ONE_FILE[kind].format(code=code) if kind in OF_ONE_FILE else home + TYPES[kind]


@pytest.fixture(scope="module")
def open_kind(browser: Browser, site_url: str) -> Iterator[Callable[..., Page]]:
    """Open a type of page: open_kind(kind, code, **options) gives its page; same options, same window."""
    windows: dict[tuple[tuple[str, object], ...], tuple[BrowserContext, Watch]] = {}

    def opened(kind: str, code: str, **options: object) -> Page:
        named = tuple(sorted(options.items()))
        if named not in windows:
            wide, script = options.pop("width", 1280), options.pop("script", True)
            context = browser.new_context(
                viewport={"width": wide, "height": 800},
                java_script_enabled=script,
                **options,  # type: ignore[arg-type]
            )
            context.set_default_timeout(20_000)
            context.add_init_script(_NOTE_SHIFTS)
            windows[named] = context, Watch(context, (site_url,))
        context, watch = windows[named]
        watch.faults.clear()
        for old in context.pages:
            old.close()
        page = context.new_page()
        page.watch = watch  # type: ignore[attr-defined]
        page.goto(site_url + path_of(kind, code))
        return page

    yield opened
    for context, _ in windows.values():
        context.close()


def faults(page: Page) -> list[str]:
    """Give what a page did wrong so far: errors, requests to other hosts, and what its policy refused."""
    return page.watch.faults  # type: ignore[attr-defined, no-any-return]


def test_every_folder_of_pages_is_looked_at(site: Path) -> None:
    folders = {path.parent.relative_to(site).parts[0] for path in site.rglob("index.html") if path.parent != site}
    languages = set(SETTINGS.languages[1:])
    assert {path.split("/")[0] for path in [*TYPES.values(), *OF_ONE_FILE.values()]} >= folders - languages


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_quiet_still_and_has_no_fault_that_axe_finds(
    kind: str, code: str, look: str, open_kind: Callable[..., Page], axe_violations: Callable[[Page], list[str]]
) -> None:
    page = open_kind(kind, code, color_scheme=look, reduced_motion="reduce")
    _is_still(page)
    assert page.locator("h1").count() == 1
    assert axe_violations(page) == []
    assert faults(page) == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_still_and_never_moves_sideways_in_320_pixels(
    kind: str, code: str, open_kind: Callable[..., Page]
) -> None:
    page = open_kind(kind, code, width=320)
    _is_still(page)
    assert not page.evaluate(_SCROLLS)
    assert faults(page) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", FILLED)
def test_a_page_that_a_script_fills_is_still_on_a_slow_line(
    kind: str, width: int, site_url: str, open_kind: Callable[..., Page]
) -> None:
    page = open_kind("404", "en", width=width)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    page.goto(site_url + path_of(kind, "en"))
    _is_still(page)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(("kind", "half"), HALVES)
def test_a_page_is_still_that_comes_in_two_halves(
    kind: str, half: str, width: int, site: Path, open_kind: Callable[..., Page]
) -> None:
    with HalvingServer(site, half) as server:
        page = open_kind("404", "en", width=width)
        clock = page.context.new_cdp_session(page)
        clock.send("Animation.enable")
        clock.send("Animation.setPlaybackRate", {"playbackRate": 0})  # however long the halves take, nothing is let go
        page.goto(server.url + path_of(kind, "en"), wait_until="commit")
        assert page.evaluate(_IS_PAINTED), "the first half was not shown"
        server.go_on.set()
        page.wait_for_load_state()
        assert server.halved == 1
        _is_still(page)


def test_what_ends_a_page_is_shown_at_once(open_kind: Callable[..., Page]) -> None:
    page = open_kind("privacy", "en")
    held = """(table) => {
      while (table.nextElementSibling) table.nextElementSibling.remove();
      return table.getAnimations().length;
    }"""
    assert page.locator(".ch-main > .ch-table").first.evaluate(held) == 0


@pytest.mark.parametrize("kind", ["quiz", "course"])
def test_what_a_script_fills_is_shown_where_the_script_does_not_come(
    kind: str, site_url: str, open_kind: Callable[..., Page]
) -> None:
    page = open_kind("404", "en")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(site_url + path_of(kind, "en"), wait_until="commit")
    expect(page.locator("main .ch-question, clearheart-course").first).to_be_visible()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_read_without_its_script_and_without_its_stylesheet(
    kind: str, code: str, open_kind: Callable[..., Page]
) -> None:
    page = open_kind(kind, code, script=False)
    _is_read(page)
    assert not page.evaluate(_SCROLLS)
    page.evaluate(_NO_SHEETS)
    _is_read(page)
    assert page.evaluate(_ORDER), "help or the foot stands before the heading"
    assert faults(page) == []


def _is_still(page: Page) -> None:
    """Hold that nothing has moved since the page began to be shown."""
    assert page.evaluate(_IS_STILL) == []


def _is_read(page: Page) -> None:
    """Hold that the heading and words below it are shown."""
    assert page.locator("h1").is_visible()
    shown = page.locator("main").inner_text().strip()
    heading = page.locator("h1").inner_text().strip()
    assert heading and heading in shown
    assert len(shown) > len(heading) + 20
