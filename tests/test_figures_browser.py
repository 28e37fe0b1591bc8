"""Charts in a real browser: seen in light and dark, on a phone and enlarged, read aloud, without style and on paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from clearheart.build import build
from tests.browser_paper import letters, print_page
from tests.figure_pages import write_figures

OpenPage = Callable[..., Page]

FIRST = "#figure-most-use-none"
_SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def small_url(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("figures")
    build(write_figures(folder / "project"), folder / "site", "2026-11-22")
    return serve(folder / "site")


def colours(page: Page, selector: str) -> int:
    """Give how many colours an element shows."""
    picture = Image.open(io.BytesIO(page.locator(selector).screenshot())).convert("RGB")
    return len(picture.getcolors(1 << 24) or ())


@pytest.mark.parametrize("home", ["", "zh/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_seen_in_light_and_dark_and_axe_finds_nothing(
    home: str, scheme: str, small_url: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(f"{small_url}{home}figures/", color_scheme=scheme, width=360)
    for at in range(page.locator(".ch-chart").count()):
        assert colours(page, f".ch-chart >> nth={at}") > 10
    main, ground = page.evaluate(
        "() => [getComputedStyle(document.querySelector('.ch-c-main')).fill,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert main == {"light": "rgb(11, 107, 107)", "dark": "rgb(111, 208, 200)"}[scheme]
    assert main != ground
    for summary in page.locator(".ch-figure summary").all():
        summary.click()
    assert axe_violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_chart_fits_its_page_and_its_words_can_be_read(width: int, small_url: str, open_page: OpenPage) -> None:
    for home in ("", "zh/"):
        page = open_page(f"{small_url}{home}figures/", width=width)
        assert page.evaluate(_SCROLLS) is False
        sizes = page.evaluate(
            "() => [...document.querySelectorAll('.ch-chart text')].map(text => {"
            " const box = text.getBoundingClientRect(); const chart = text.ownerSVGElement.getBoundingClientRect();"
            " return [box.height, box.left - chart.left, chart.right - box.right]; })"
        )
        for height, left, right in sizes:
            assert height >= 15
            assert min(left, right) >= -3  # a device's font may be a little wider than ours; the page's edge holds it
    target = page.locator(".ch-figure summary").first.bounding_box()
    assert target is not None
    assert target["height"] >= 44


def test_a_chart_is_read_aloud_as_a_picture_with_its_numbers(small_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{small_url}figures/")
    expect(page.get_by_role("img", name="Most people use no drugs")).to_have_accessible_description(
        "In 2023, about 94 of every 100 people aged 15 to 64 in the world used no drug. 2023: About 94 in 100"
    )
    page.locator(f"{FIRST} summary").click()
    expect(page.locator(FIRST).get_by_role("row").nth(1)).to_have_text("2023WorldAbout 94 in 100")


def test_forced_colours_keep_bars_words_and_outlines(small_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{small_url}figures/", forced_colors="active")
    paints = page.evaluate(
        "() => ['main', 'words', 'rest', 'whole'].map(name => {"
        " const style = getComputedStyle(document.querySelector('.ch-c-' + name));"
        " return [style.fill, style.stroke]; })"
    )
    text = page.evaluate("() => getComputedStyle(document.body).color")
    assert [paints[0][0], paints[1][0], paints[2][1], paints[3][1]] == [text] * 4
    assert paints[3][0] == "none"


def test_without_script_and_style_all_is_words(small_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{small_url}figures/", script=False)
    said = page.locator(FIRST).inner_text()
    for words in ("About 94 in 100", "What it does not show", "Where the numbers stand", "World Drug Report 2025"):
        assert words in said
    with page.expect_download() as download:
        page.locator(f"{FIRST} summary").click()
        page.locator(f"{FIRST} a", has_text="CSV").click()
    assert download.value.suggested_filename == "most-use-none.csv"


def test_a_printed_page_has_charts_with_their_numbers(small_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{small_url}zh/figures/", color_scheme="dark")
    said = letters("".join(sheet.extract_text() for sheet in print_page(page).pages))
    for words in ("100人中约94人", "约408万", "89.6万", "这张图不能说明什么"):
        assert letters(words) in said
