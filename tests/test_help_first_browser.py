"""Help first, in a real browser: near the top, at the thumb, two taps from the emergency steps; and a way to leave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.html_files import Element, HtmlFile, html_files

OpenPage = Callable[..., Page]

PHONE = {"width": 360, "height": 740}
HOMES = ["", "zh/"]
NO_SCROLLING = {"reduced_motion": "reduce"}
EXIT = "https://www.weather.com.cn/"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, HtmlFile]:
    """Every page with our header; the home page stands for those that only lead on to another address."""
    return {path: page for path, page in html_files(site).items() if _has_class(page, "ch-header")}


def _has_class(page: HtmlFile, name: str) -> bool:
    return any(name in element.attributes.get("class", "").split() for element in page.elements)


def _is_button(element: Element) -> bool:
    return "ch-button--help" in element.attributes.get("class", "") and element.attributes["href"] == "#ch-help"


def _targets(path: str, page: HtmlFile) -> set[str]:
    base = f"https://clearheart.example/{path}"
    return {
        urljoin(base, element.attributes.get("href", "")).split("clearheart.example/")[-1]
        for element in page.named("a")
    }


def test_from_every_page_the_emergency_steps_are_two_taps_away(pages: dict[str, HtmlFile]) -> None:
    assert len(pages) > 80
    for path, page in pages.items():
        [button] = [element for element in page.named("a") if _is_button(element)]
        assert page.ids().count("ch-help") == 1, path
        language = path.split("/")[0] if path.startswith("zh") else ""
        steps = f"{language}/help/emergency/".lstrip("/")
        assert steps in _targets(path, page) or path == f"{steps}index.html", path
        assert button.line < next(element.line for element in page.elements if element.name == "main"), path


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("path", ["", "know/methamphetamine/", "quiz/natural-or-synthetic/", "print/", "about/"])
def test_two_taps_lead_from_a_page_to_the_steps(path: str, home: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}{home}{path}", **PHONE, **NO_SCROLLING)
    page.locator(".ch-helpnow > .ch-button--help").click()
    steps = page.locator("#ch-help a[href$='help/emergency/']")
    expect(steps).to_be_in_viewport(ratio=1)
    steps.click()
    assert page.url == f"{site_url}{home}help/emergency/"
    expect(page.locator("main a[href='tel:120']").first).to_be_in_viewport(ratio=1)
    expect(page.locator(".ch-steps > li").first).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("path", ["know/methamphetamine/", "leaflets/talking-at-the-table/", "teach/first-steps/"])
def test_a_topic_on_a_phone_shows_whom_to_call_in_its_first_screen(
    path: str, home: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{site_url}{home}{path}", **PHONE)
    for address in ("tel:120", "tel:12356", "help/emergency/"):
        expect(page.locator(f".ch-strip a[href$='{address}']")).to_be_in_viewport(ratio=1)
    expect(page.locator("h1")).to_be_in_viewport(ratio=1)


def test_beside_a_topic_on_a_wide_screen_stands_help_once(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}know/methamphetamine/")
    expect(page.locator(".ch-rail a[href='tel:120']")).to_be_in_viewport(ratio=1)
    expect(page.locator(".ch-strip")).to_be_hidden()


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("width", [320, 360, 700])
def test_help_comes_before_a_pages_words_in_the_order_of_keys(
    width: int, home: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{site_url}{home}know/methamphetamine/", width=width, height=740)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('main')"), "the page's words came first"
        if page.evaluate("document.activeElement.matches('.ch-button--help')"):
            return
    raise AssertionError("the button is not reached")


@pytest.mark.parametrize("path", ["know/methamphetamine/", "zh/help/", "quiz/natural-or-synthetic/"])
def test_nothing_that_has_the_focus_lies_below_the_strip_at_the_thumb(
    path: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + path, **PHONE, **NO_SCROLLING)
    top = page.locator(".ch-helpnow").evaluate("strip => strip.getBoundingClientRect().top")
    assert 600 < top < 740
    seen = 0
    for _ in range(70):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "(({ top, bottom, height }) => [top, bottom, height, !!document.activeElement.closest('main, footer')])"
            "(document.activeElement.getBoundingClientRect())"
        )
        if at[3] and at[2] < 500:
            seen += 1
            assert at[1] <= top + 1, page.evaluate("document.activeElement.outerHTML")
    assert seen > 20


@pytest.mark.parametrize("home", HOMES)
def test_the_page_ends_above_the_strip_at_the_thumb(home: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}{home}about/", **PHONE, **NO_SCROLLING)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator("footer").evaluate("footer => footer.getBoundingClientRect().bottom")
    assert last <= page.locator(".ch-helpnow").evaluate("strip => strip.getBoundingClientRect().top") + 1


@pytest.mark.parametrize("size", [(320, 256), (740, 360)])
def test_in_a_low_window_nothing_floats(size: tuple[int, int], site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}help/you/", width=size[0], height=size[1])
    assert page.locator(".ch-helpnow").evaluate("strip => getComputedStyle(strip).position") == "static"
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    expect(page.locator(".ch-helpnow .ch-exit")).to_be_visible()


def test_below_every_quiz_stands_whom_to_call(pages: dict[str, HtmlFile]) -> None:
    quizzes = 0
    for path, page in pages.items():
        if path.endswith(("/set-up/index.html", "/class/index.html")):
            continue
        below = [element for element in page.elements if element.attributes.get("class") == "ch-quiz-help"]
        quizzes += len(below)
        assert len(below) == len(page.named("clearheart-quiz")), path
    assert quizzes > 20


LEAVING = ["help/", "help/you/", "help/emergency/", "know/methamphetamine/"]
STAYING = ["", "teach/", "act/", "handbook/", "leaflets/", "quiz/natural-or-synthetic/", "print/"]


def test_pages_that_may_be_about_the_reader_can_be_left_at_once_and_no_others(pages: dict[str, HtmlFile]) -> None:
    for home in HOMES:
        for path in LEAVING:
            page = pages[f"{home}{path}index.html"]
            assert page.named("clearheart-exit"), path
            assert "leaving" in page.ids(), path
            assert EXIT in [element.attributes.get("href") for element in page.named("a")]
        for path in STAYING:
            assert not pages[f"{home}{path}index.html"].named("clearheart-exit"), path


LEFT = "({ body, title }) => [body.textContent, body.children.length, title]"


def _open_outside(page: Page) -> None:
    """Let something stand where leaving leads."""
    page.route(f"{EXIT}**", lambda route: route.fulfill(content_type="text/html", body="<title>Weather</title>Sunny"))


def _expect_outside(page: Page) -> None:
    """Expect that the reader has left, and that no host was asked before; this one time one was."""
    page.wait_for_url(EXIT)
    assert [fault for fault in page.watch.faults if EXIT not in fault] == []  # type: ignore[attr-defined]
    page.watch.faults.clear()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "width"), [("help/you/", 360), ("help/you/", 1280), ("zh/know/methamphetamine/", 360)]
)
def test_leaving_empties_the_page_at_once_and_back_does_not_lead_to_it(
    path: str, width: int, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{site_url}about/", width=width, height=740)
    page.goto(site_url + path)
    _open_outside(page)
    word = "正在离开" if path.startswith("zh/") else "Leaving"
    link = page.locator(".ch-exit:visible").first
    assert link.evaluate(f"link => (link.click(), ({LEFT})(document))") == [word, 1, word]  # before an answer comes
    _expect_outside(page)
    page.go_back()
    assert page.url == f"{site_url}about/"


def test_shift_three_times_leaves_and_says_how_many_presses_are_to_come(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}help/", width=360, height=740)
    _open_outside(page)
    said = page.locator("clearheart-exit [role=status]")
    expect(said).to_be_hidden()
    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift: press 2 more times to leave this page.")
    expect(said).to_be_in_viewport(ratio=1)
    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift: press once more to leave this page.")
    page.keyboard.press("Shift")
    _expect_outside(page)


def test_shift_does_not_leave_where_it_does_other_work(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}zh/help/emergency/")
    said = page.locator("clearheart-exit [role=status]")
    for _ in range(4):
        page.keyboard.press("Shift+A")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Control+Shift")
    expect(said).to_be_empty()
    page.locator("#ch-look").focus()
    for _ in range(4):
        page.keyboard.press("Shift")
    expect(said).to_be_empty()
    page.locator("h1").click()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(said).not_to_be_empty()
    page.keyboard.press("a")
    expect(said).to_be_empty()
    page.keyboard.press("Shift")
    expect(said).to_contain_text("2")
    assert page.url == f"{site_url}zh/help/emergency/"


def test_presses_that_are_long_apart_do_not_add_up(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}help/")
    page.clock.install()
    page.reload()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(6000)
    expect(page.locator("clearheart-exit [role=status]")).to_be_empty()
    page.keyboard.press("Shift")
    expect(page.locator("clearheart-exit [role=status]")).to_contain_text("2 more")


def test_without_script_leaving_is_a_plain_link_that_tells_what_it_cannot_clear(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{site_url}help/you/", width=360, height=740, script=False)
    expect(page.locator(".ch-helpnow .ch-exit")).to_have_attribute("href", EXIT)
    page.locator("#leaving > summary").click()
    expect(page.locator("#leaving")).to_contain_text("history")
    expect(page.locator("#leaving")).to_contain_text("www.weather.com.cn")
