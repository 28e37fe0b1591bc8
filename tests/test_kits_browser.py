"""Kits in a real browser: their pages on every screen and on paper, and what is in their zips, opened from a disk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]

PAGES = ["campaigns/", "campaigns/community/", "campaigns/first-lesson/"]
BOTH = [*PAGES, *(f"zh/{path}" for path in PAGES)]
_SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(params=["en", "zh"])
def unpacked(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Path:
    """The folder of a kit's zip, unpacked."""
    with zipfile.ZipFile(site / "download" / request.param / "kit" / "community.zip") as archive:
        archive.extractall(tmp_path)
    return tmp_path


def first_of(unpacked: Path, pattern: str) -> Path:
    return sorted(unpacked.glob(pattern))[0]


def test_the_page_to_read_first_opens_from_a_disk_and_leads_on(
    unpacked: Path, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(first_of(unpacked, "0-*.html").as_uri(), hosts=(unpacked.as_uri(),), width=320, height=640)
    assert axe_violations(page) == []
    assert not page.evaluate(_SCROLLS)
    for link in page.locator(".ch-files a").all():
        box = link.bounding_box()
        assert box and box["height"] >= 24
    page.locator('.ch-files a[href*=".html"]').first.click()
    expect(page.locator("h1")).to_have_count(1)


def test_the_big_screen_of_a_kit_runs_from_a_disk(unpacked: Path, open_page: OpenPage) -> None:
    page = open_page(first_of(unpacked, "2-*/*.html").as_uri(), hosts=(unpacked.as_uri(),))
    page.locator('button[value="start"]').click()
    expect(page.locator(".ch-question:visible")).to_have_count(1)
    step = page.locator("button[value=next] > span")
    asked = step.inner_text()
    page.keyboard.press("r")
    expect(step).not_to_have_text(asked)  # the answer is shown, and the button leads on


def test_the_quiz_of_a_kit_runs_from_a_disk(unpacked: Path, open_page: OpenPage) -> None:
    page = open_page(first_of(unpacked, "3-*/natural-or-synthetic*.html").as_uri(), hosts=(unpacked.as_uri(),))
    page.locator("fieldset:visible input").first.check()
    page.locator("button:visible").first.click()
    expect(page.get_by_role("status").first).not_to_be_empty()


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_break_no_rule_on_the_smallest_phone(
    path: str, scheme: str, site_url: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(site_url + path, width=320, height=640, color_scheme=scheme)
    assert axe_violations(page) == []
    assert not page.evaluate(_SCROLLS)
    for target in page.locator(".ch-take a, .ch-ticks label, .ch-facts a, .ch-arch").all():
        box = target.bounding_box()
        assert box and box["height"] >= 43.9, target


def test_a_tick_is_gone_when_the_page_is_opened_again(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}campaigns/community/")
    page.locator(".ch-ticks label").first.click()
    expect(page.locator(".ch-ticks input").first).to_be_checked()
    page.reload()
    expect(page.locator(".ch-ticks input:checked")).to_have_count(0)


def test_ticks_are_set_by_keyboard_and_without_script(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}zh/campaigns/community/", script=False)
    page.locator(".ch-ticks input").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".ch-ticks input").first).to_be_checked()


def test_on_paper_every_line_has_its_empty_box(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}campaigns/community/")
    page.emulate_media(media="print")
    for box in page.locator(".ch-ticks input").all():
        drawn = box.evaluate("box => [getComputedStyle(box).borderTopStyle, box.offsetWidth]")
        assert drawn[0] == "solid"
        assert drawn[1] >= 16


def test_doors_stand_side_by_side_where_there_is_room(site_url: str, open_page: OpenPage) -> None:
    for width, columns in ((360, 1), (800, 4)):
        page = open_page(f"{site_url}campaigns/", width=width)
        lefts = page.locator(".ch-arches > li").evaluate_all("all => all.map(one => one.getBoundingClientRect().left)")
        assert len(lefts) == 8
        assert len({round(left) for left in lefts}) == columns
