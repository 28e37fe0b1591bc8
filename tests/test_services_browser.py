"""Services in a real browser: the letter about a mistake, old addresses, the app, and WeChat's own browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Frame, Page

from clearheart.build import build
from tests.projects import REPOSITORY, write_project

OpenPage = Callable[..., Page]

WECHAT = (
    "Mozilla/5.0 (Linux; Android 10; MI 8 Build/QKQ1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5061 MMWEBSDK/20230504 MMWEBID/2585 MicroMessenger/8.0.37.2380 "
    "WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64"
)
ABOUT = [f"content/{code}/about/{name}.md" for code in ("en", "zh") for name in ("privacy", "accessibility", "report")]
SECTION = "## {0}\n\n{0}\n\n"
LEAFLET = f"---\ntitle: {{0}}\nlead: {{0}}\ndrawing: home\n---\n\n# {{0}}\n\n{SECTION}{SECTION}---\n\n{SECTION}"
FILES: dict[str, str | bytes | None] = {
    **{path: (REPOSITORY / path).read_bytes() for path in ABOUT},
    "content/site.yml": "name: {en: A house, zh: 一家}\nemail: a@house.example\nicp: 黔ICP备12345678号-1\n",
    "content/en/help/index.md": "# Help\n",
    "content/zh/help/index.md": "# 求助\n",
    "content/en/moved.md": "---\naliases: [old/place]\n---\n\n# New\n",
    "content/en/draft.md": "---\ndraft: true\n---\n\n# Draft\n",
    "content/en/leaflets/one.md": LEAFLET.format("Words"),
    "content/zh/leaflets/one.md": LEAFLET.format("文字"),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A small site with an operator, a leaflet, an old address, and what is not due."""
    root = write_project(tmp_path_factory.mktemp("serviced"), FILES)
    return serve(build(root, day="2026-11-22", drafts=True).site)


def letter(page: Page) -> dict[str, str]:
    href = page.locator("clearheart-report a").get_attribute("href") or ""
    return {key: values[0] for key, values in parse_qs(urlsplit(href).query).items()}


def test_the_letter_about_a_mistake_names_the_page_it_is_about(open_page: OpenPage, served: str) -> None:
    page = open_page(f"{served}zh/quiz/basics/", width=360)
    page.get_by_role("link", name="报告错误").click()
    page.wait_for_url("**/about/report/?page=quiz/basics/")
    assert page.get_by_text("要报告的是这一页：https://small.example/zh/quiz/basics/").is_visible()
    said = letter(page)
    assert said["subject"] == "《明心》有一处错误"
    assert said["body"].startswith("页面：https://small.example/zh/quiz/basics/\r\n\r\n错在哪里：")


@pytest.mark.parametrize(
    "page", ["https://evil.example/", "//evil.example/", "../../x/", "a b/", "%0D%0Abcc=x/", "x", "<b>/"]
)
def test_nothing_but_a_page_of_this_site_is_taken_from_the_address(open_page: OpenPage, served: str, page: str) -> None:
    shown = open_page(f"{served}about/report/?page={page}")
    assert shown.locator("clearheart-report p").first.is_hidden()
    assert letter(shown)["body"].startswith("Page: (please name the page here)")


def test_an_old_address_leads_on_without_script(open_page: OpenPage, served: str) -> None:
    page = open_page(f"{served}old/place/", script=False)
    page.wait_for_url(f"{served}moved/")
    assert page.locator("h1").inner_text() == "New"


def test_the_description_as_an_app_is_allowed_and_has_no_fault(open_page: OpenPage, served: str) -> None:
    page = open_page(served)
    told = page.context.new_cdp_session(page).send("Page.getAppManifest")
    assert told["url"] == f"{served}app.webmanifest"
    assert told["errors"] == [] and '"minimal-ui"' in told["data"]


@pytest.mark.parametrize("name", ["privacy", "accessibility", "report"])
@pytest.mark.parametrize("home", ["", "zh/"])
def test_pages_on_the_site_itself_have_no_fault_and_fit_every_screen(
    open_page: OpenPage, served: str, axe_violations: Callable[[Page | Frame], list[str]], name: str, home: str
) -> None:
    for scheme, width in (("light", 320), ("dark", 1280)):
        page = open_page(f"{served}{home}about/{name}/", width=width, color_scheme=scheme)
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.get_by_text("黔ICP备12345678号-1").is_visible()


def test_a_draft_in_a_preview_says_that_it_is_one(
    open_page: OpenPage, served: str, axe_violations: Callable[[Page | Frame], list[str]]
) -> None:
    page = open_page(f"{served}draft/", width=360)
    assert page.get_by_text("Not public yet: this page is a draft.").is_visible()
    assert axe_violations(page) == []


# WeChat


def test_other_browsers_show_no_hint(open_page: OpenPage, served: str) -> None:
    page = open_page(f"{served}zh/print/")
    assert page.locator("clearheart-elsewhere").is_hidden()
    assert (page.locator(".ch-first").first.get_attribute("href") or "").endswith(".pdf")


@pytest.mark.parametrize(("path", "hint"), [
    ("zh/print/", "微信里打不开这类文件。"), ("leaflets/one/", "WeChat does not open such files."),
])  # fmt: skip
def test_in_wechat_a_hint_stands_below_the_first_file(
    open_page: OpenPage, served: str, axe_violations: Callable[[Page | Frame], list[str]], path: str, hint: str
) -> None:
    page = open_page(f"{served}{path}", width=360, user_agent=WECHAT)
    shown = page.get_by_text(hint)
    first = page.locator("main a[href$='.pdf'], main a[href$='.zip']").locator("visible=true").first
    assert shown.is_visible()
    below = (shown.bounding_box() or {})["y"] - (first.bounding_box() or {})["y"]
    assert 0 < below < 160
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_in_wechat_the_hint_goes_to_the_file_that_is_asked_for(open_page: OpenPage, served: str) -> None:
    page = open_page(f"{served}zh/print/", width=360, user_agent=WECHAT)
    link = page.locator("a[href$='basics.paper.pdf']").first
    link.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    link.click()
    assert link.evaluate("link => link.closest('li, p').contains(document.querySelector('clearheart-elsewhere'))")


def test_in_wechat_pictures_of_prints_are_pictures_that_a_long_press_keeps(open_page: OpenPage, served: str) -> None:
    page = open_page(f"{served}zh/print/", width=360, user_agent=WECHAT)
    pictures = page.locator(".ch-first")
    assert pictures.count() > 0
    for link in pictures.all():
        picture = link.locator("img")
        assert (link.get_attribute("href") or "").endswith(".png")
        assert page.request.get(link.evaluate("link => link.href")).ok
        styles = picture.evaluate("one => [getComputedStyle(one).userSelect, getComputedStyle(one).pointerEvents]")
        assert styles == ["auto", "auto"]
        assert picture.evaluate("one => !one.closest('[draggable=false]')")
    everything = page.evaluate(
        "[...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).map(rule => rule.cssText).join()"
    )
    assert "touch-callout" not in everything
