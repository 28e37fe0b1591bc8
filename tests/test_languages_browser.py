"""Several languages in a real browser: the menu, the offer of the reader's own, lent pages, right to left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from clearheart.build import build
from tests.projects import MINIMAL, REPOSITORY, write_project

SITE = MINIMAL["mkdocs.yml"].replace("[en, zh]", "[en, zh, zh-TW, zh-HK, ar]").replace("doors: []", "doors: [know]")
ARABIC = (REPOSITORY / "theme/strings/en.yml").read_text(encoding="utf-8")
for ours, theirs in (
    ("html_lang: en\n", "html_lang: ar\n"),
    ("language: English\n", "language: العربية\n"),
    ("direction: ltr\n", "direction: rtl\n"),
    ('lent: "This page is not yet there in English.', 'lent: "هذه الصفحة غير متوفرة بعد.'),
):
    assert ours in ARABIC
    ARABIC = ARABIC.replace(ours, theirs, 1)

FILES = {
    "mkdocs.yml": SITE,
    "content/helplines.yml": MINIMAL["content/helplines.yml"].replace("zh:", "ar: خطر, zh:"),
    "content/ar/index.md": "# الصفحة الأولى\n\nكلمات واضحة عن المخدرات، والمساعدة قريبة.\n",
    "content/en/know/index.md": "# Know\n\nSee [help](#ask).\n\n## Ask { #ask }\n\n```quiz\nbasics\n```\n",
    "content/zh/know/index.md": "# 了解\n\n软件里面。\n\n![点](dot.png)\n",
    "content/zh/know/dot.png": (REPOSITORY / "docs/en/pictures/quiz-feedback.png").read_bytes(),
    "theme/strings/ar.yml": ARABIC,
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("languages")
    build(write_project(folder / "project", dict(FILES)), folder / "site", "2026-11-22")
    return serve(folder / "site")


@pytest.fixture
def reader(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page as a reader whose browser asks for a language."""
    contexts = []

    def open_as(locale: str, **options: object) -> Page:
        contexts.append(browser.new_context(locale=locale, **options))  # type: ignore[arg-type]
        return contexts[-1].new_page()

    yield open_as
    for context in contexts:
        context.close()


def test_the_menu_leads_to_the_same_page_without_script_too(url: str, reader: Callable[..., Page]) -> None:
    for enabled in (True, False):
        page = reader("en-GB", java_script_enabled=enabled)
        page.goto(f"{url}know/")
        menu = page.locator("clearheart-languages")
        assert menu.locator("a").evaluate_all("links => links.map(link => link.hreflang)") == [
            "zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ar",
        ]  # fmt: skip
        menu.locator("summary").click()
        menu.get_by_text("繁體中文（台灣）").click()
        assert page.url == f"{url}zh-TW/know/"
        expect(page.locator("main p").first).to_have_text("軟體裡面。")
        assert page.locator("html").get_attribute("lang") == "zh-Hant-TW"
        expect(page.locator("main img").first).not_to_have_js_property("naturalWidth", 0)


def test_escape_and_a_click_elsewhere_close_the_menu(url: str, reader: Callable[..., Page]) -> None:
    page = reader("en-GB")
    page.goto(url)
    menu = page.locator(".ch-languages")
    for close in (lambda: page.keyboard.press("Escape"), lambda: page.locator("h1").click()):
        menu.locator("summary").press("Enter")
        expect(menu).to_have_attribute("open", "")
        close()
        expect(menu).not_to_have_attribute("open", "")


@pytest.mark.parametrize(
    ("locale", "offered"),
    [
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-HK", "zh-Hant-HK"),
        ("zh-TW", "zh-Hant-TW"),
        ("zh-MO", "zh-Hant-HK"),
        ("ar-EG", "ar"),
        ("en-US", None),
        ("de-DE", None),
    ],
)
def test_the_reader_s_language_is_offered_and_never_forced(
    locale: str, offered: str | None, url: str, reader: Callable[..., Page]
) -> None:
    page = reader(locale)
    page.goto(f"{url}know/")
    assert page.url == f"{url}know/"
    offer = page.locator(".ch-offer a")
    if offered is None:
        expect(offer).to_have_count(0)
        return
    expect(offer).to_have_attribute("hreflang", offered)
    page.locator(".ch-offer button").click()
    expect(offer).to_have_count(0)
    page.goto(url)
    expect(offer).to_have_count(0)


def test_nothing_moves_when_a_language_is_offered(url: str, reader: Callable[..., Page]) -> None:
    places = []
    for locale in ("en-GB", "zh-CN"):
        page = reader(locale, viewport={"width": 320, "height": 640})
        page.goto(f"{url}know/")
        expect(page.locator(".ch-offer")).to_have_count(0 if locale == "en-GB" else 1)
        places.append(page.locator("h1").bounding_box())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert places[0] == places[1]


def test_a_page_that_a_language_lacks_is_lent_and_says_so(url: str, reader: Callable[..., Page]) -> None:
    page = reader("ar-EG")
    page.goto(f"{url}ar/know/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("article").get_attribute("lang") == "en"
    assert page.locator("article").get_attribute("dir") == "ltr"
    assert "English" in page.locator(".ch-lent").inner_text() and "هذه" in page.locator(".ch-lent").inner_text()
    assert page.locator("link[rel=canonical]").get_attribute("href") == "https://small.example/know/"
    assert page.locator("link[hreflang=ar]").count() == 0
    expect(page.locator("clearheart-quiz, form.ch-quiz, .ch-quiz").first).to_be_visible()


def test_a_page_is_written_from_the_right(
    url: str, reader: Callable[..., Page], axe_violations: Callable[[Page], list[str]]
) -> None:
    page = reader("ar-EG", viewport={"width": 320, "height": 640})
    page.goto(f"{url}ar/")
    mark, menu = page.locator(".ch-mark").bounding_box(), page.locator("clearheart-languages").bounding_box()
    assert mark and menu and mark["x"] > menu["x"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe_violations(page) == []
