"""The shell that all pages share, in a real browser: doors, targets, narrow and low windows, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]

HOMES = ["", "zh/"]
DOORS = {
    "": {
        "I want to know": "know/",
        "I am worried about someone": "help/someone/",
        "I teach": "teach/",
        "I volunteer": "act/",
        "I need help now": "help/",
    },
    "zh/": {
        "我想了解": "know/",
        "我担心身边的人": "help/someone/",
        "我是老师": "teach/",
        "我是志愿者": "act/",
        "我现在需要帮助": "help/",
    },
}
TYPES = [
    "", "know/", "know/methamphetamine/", "help/", "help/emergency/", "help/you/", "leaflets/talking-at-the-table/",
    "quiz/saying-no/", "teach/first-steps/", "print/", "404.html",
]  # fmt: skip
"""One page of each type."""

CORAL = {"light": "rgb(184, 58, 38)", "dark": "rgb(255, 157, 134)"}
PAPER = {"light": "rgb(251, 250, 246)", "dark": "rgb(16, 34, 42)"}
GROUND = "getComputedStyle(document.body).backgroundColor"
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("home", HOMES)
def test_the_home_page_has_five_doors_and_only_the_last_has_the_colour_of_help(
    home: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + home)
    doors = page.locator(".ch-arch").evaluate_all(
        "doors => doors.map(door => [door.querySelector('b').textContent, door.href,"
        " getComputedStyle(door.querySelector('b')).color])"
    )
    assert {name: address.removeprefix(site_url + home) for name, address, _ in doors} == DOORS[home]
    assert [colour == CORAL["light"] for _, _, colour in doors] == [False] * 4 + [True]


@pytest.mark.parametrize("home", HOMES)
def test_the_first_screen_of_a_phone_says_what_this_is_and_what_one_can_do(
    home: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + home, width=360, height=640)
    for part in (page.locator("h1"), page.locator("h1 + p"), page.locator(".ch-helpnow .ch-button--help")):
        expect(part).to_be_in_viewport(ratio=1)
    tops = page.locator(".ch-hero .ch-button").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect().top)"
    )
    assert len(tops) == 2
    assert tops[0] == tops[1] < 560


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", [*TYPES, "zh/", "zh/help/you/"])
def test_every_target_of_the_shell_is_as_large_as_a_thumb(
    path: str, width: int, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + path, width=width, height=740)
    page.watch.faults.clear()  # type: ignore[attr-defined]  # the browser notes a 404 itself
    small = page.locator(
        ":is(header, .ch-strip, .ch-foot ul, .ch-leave, .ch-fallen) a, header summary, footer select"
    ).evaluate_all(
        "targets => targets.filter(target => target.checkVisibility()).map(target => [target.outerHTML,"
        " target.getBoundingClientRect()]).filter(([, { width, height }]) => height < 43.5 || width < 43.5)"
    )
    assert small == []


@pytest.mark.parametrize("size", [(320, 640), (320, 256)])
@pytest.mark.parametrize("path", [*TYPES, "zh/", "zh/help/emergency/"])
def test_no_page_scrolls_sideways_in_a_window_of_320_pixels_or_at_400_per_cent(
    path: str, size: tuple[int, int], site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + path, width=size[0], height=size[1])
    assert not page.evaluate(SCROLLS)


@pytest.mark.parametrize("device", ["light", "dark"])
def test_a_reader_chooses_light_or_dark_and_the_choice_stays(device: str, site_url: str, open_page: OpenPage) -> None:
    other = {"light": "dark", "dark": "light"}[device]
    page = open_page(f"{site_url}help/", color_scheme=device)
    assert page.evaluate(GROUND) == PAPER[device]
    choice = page.get_by_label("Light or dark")
    choice.select_option(other)
    assert page.evaluate(GROUND) == PAPER[other]
    page.goto(f"{site_url}zh/know/methamphetamine/")
    assert page.evaluate(GROUND) == PAPER[other]
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.ch-helpnow .ch-button')).backgroundColor")
        == CORAL[other]
    )
    page.locator("#ch-look").select_option("")
    assert page.evaluate(GROUND) == PAPER[device]
    page.reload()
    assert page.evaluate(GROUND) == PAPER[device]
    assert page.evaluate("localStorage.length") == 0


def test_where_the_choice_cannot_work_it_is_not_offered(site: Path, site_url: str, open_page: OpenPage) -> None:
    plain = open_page(f"{site_url}help/", script=False, color_scheme="dark")
    expect(plain.locator("clearheart-look")).to_be_hidden()
    assert plain.evaluate(GROUND) == PAPER["dark"]
    from_disk = open_page((site / "help/index.html").as_uri(), hosts=(site.as_uri(),))
    expect(from_disk.locator("clearheart-look")).to_be_hidden()


@pytest.mark.parametrize("path", ["", "know/methamphetamine/", "zh/help/emergency/"])
def test_in_forced_colours_buttons_and_boxes_keep_an_edge(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + path, width=360, height=740, forced_colors="active")
    for part in (".ch-helpnow > .ch-button", ".ch-helpnow", ".ch-strip", ".ch-help", ".ch-call"):
        for edge in page.locator(f"{part}:visible").evaluate_all(
            "parts => parts.map(part => getComputedStyle(part)).map(style => [style.borderTopStyle,"
            " parseFloat(style.borderTopWidth), style.borderTopColor, style.backgroundColor])"
        ):
            style, width, line, ground = edge
            assert (style, width >= 1, line != ground) == ("solid", True, True), part


@pytest.mark.parametrize("path", TYPES)
def test_without_stylesheets_a_page_reads_in_a_sensible_order(path: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}manifest.json", script=False)
    page.route("**/*.css", lambda route: route.fulfill(status=200, content_type="text/css", body=""))
    page.goto(site_url + path)
    page.watch.faults.clear()  # type: ignore[attr-defined]  # the browser notes a 404 itself
    order = page.evaluate(
        "['header a', 'header nav', '.ch-helpnow', 'main h1', '#ch-help', 'footer nav'].map(part =>"
        " document.querySelector(part).getBoundingClientRect().top + scrollY)"
    )
    assert order == sorted(order)
    assert not page.evaluate(SCROLLS) or path == ""  # a drawing has no size of its own


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(
    ("path", "columns", "part"),
    [
        ("know/methamphetamine/", 2, ".ch-rail"),
        ("leaflets/talking-at-the-table/", 2, ".ch-forms"),
        ("quiz/saying-no/", 1, ".ch-use"),
        ("teach/first-steps/", 1, "clearheart-course"),
        ("help/emergency/", 2, ".ch-call"),
    ],
)
def test_each_kind_of_page_has_its_own_form(
    path: str, columns: int, part: str, home: str, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{site_url}{home}{path}")
    expect(page.locator(part)).to_be_visible()
    assert page.locator(".ch-rail").count() == columns - 1
    expect(page.locator(".ch-dates")).to_contain_text("2026年11月22日" if home else "22 November 2026")
