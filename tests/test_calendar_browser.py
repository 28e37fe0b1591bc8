"""The calendar in a real browser: what a link shows, without script; nothing against the page in any look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


def test_a_link_shows_what_is_for_one_kind_of_reader_without_script(
    site_url: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{site_url}calendar/", script=False)
    events = page.locator(".ch-month .ch-season > li")
    every = events.count()
    assert every >= 5
    page.get_by_role("link", name="Parents", exact=True).click()
    expect(page.locator("#for-parents")).to_be_visible()
    shown = [one for one in events.all() if one.is_visible()]
    assert 0 < len(shown) < every
    assert all("parents" in (one.get_attribute("data-for") or "").split() for one in shown)
    for month in page.locator(".ch-month").all():
        assert month.is_visible() == any(one.is_visible() for one in month.locator("li[data-for]").all())
    page.locator("#for-parents").get_by_role("link", name="Show all").click()
    assert all(one.is_visible() for one in events.all())


@pytest.mark.parametrize("address", ["calendar/", "zh/calendar/", "calendar/international-day/", "zh/news/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_speaks_against_the_pages(
    address: str,
    scheme: str,
    site_url: str,
    open_page: Callable[..., Page],
    axe_violations: Callable[[Page], list[str]],
) -> None:
    page = open_page(site_url + address, width=320, color_scheme=scheme)
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_feeds_and_calendars_are_named_in_the_pages_head(site_url: str, open_page: Callable[..., Page]) -> None:
    for address, kinds in (
        ("zh/calendar/", ["application/atom+xml", "text/calendar"]),
        ("news/", ["application/atom+xml"]),
    ):
        page = open_page(site_url + address)
        links = page.locator('head link[rel="alternate"][type]:not([type="application/json+oembed"])').all()
        assert [link.get_attribute("type") for link in links] == kinds
        for link in links:
            answer = page.request.get(page.evaluate("link => link.href", link.element_handle()))
            assert answer.ok
            assert answer.body()
