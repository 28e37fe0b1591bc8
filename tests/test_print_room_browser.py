"""The print room and the page that fills an organisation in, in a real browser: chosen, typed, and printed to PDF."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PageObject

from tests.browser_paper import letters, print_page

OpenPage = Callable[..., Page]

LEAFLET = "talking-at-the-table"
WORDS = {
    "organisation": "向阳社区居委会 Sunny Side",
    "phone": "020-1234 5678",
    "address": "向阳路12号",
    "helpline": "020-8765 4321, 9-21",
}
_SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def pieces(page: PageObject) -> list[tuple[float, float, str]]:
    """Give each piece of text on a page, and where it begins: in millimetres from the left and the upper edge."""
    found: list[tuple[float, float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip():
            found.append((x / 72 * 25.4, (float(page.mediabox.height) - y) / 72 * 25.4, text))

    page.extract_text(visitor_text=visit)
    return sorted(found)


def fill(page: Page) -> None:
    for name, words in WORDS.items():
        page.locator(f"[name={name}]").fill(words)


def lines(page: Page) -> dict[str, list[float]]:
    """Give the lines of the chosen leaflet: page, left, place, length and type."""
    told = page.locator("option[data-lines]:checked").get_attribute("data-lines") or ""
    return {line.split()[0]: [float(part) for part in line.split()[1:]] for line in told.split(";")}


@pytest.fixture
def room(site_url: str, open_page: OpenPage) -> Page:
    return open_page(f"{site_url}print/")


@pytest.fixture
def sheet(site_url: str, open_page: OpenPage) -> Page:
    return open_page(f"{site_url}print/fill-in/?print={LEAFLET}-a4")


# Choosing


def test_what_is_chosen_is_shown_counted_and_kept_in_the_address(room: Page, site_url: str) -> None:
    prints = room.locator(".ch-prints > li")
    total = prints.count()
    status = room.locator(".ch-choices [role=status]")
    expect(status).to_have_text(f"{total} of {total} prints")
    room.get_by_label("Format", exact=True).select_option("a4")
    left = room.locator('[data-form="a4"]').count()
    assert 0 < left < total
    expect(status).to_have_text(f"{left} of {total} prints")
    expect(room.locator(".ch-prints > li:visible")).to_have_count(left)
    room.get_by_label("Topic", exact=True).select_option("families")
    shown = room.locator(".ch-leaflet:visible")
    assert 0 < shown.count() < left
    for section in shown.all():
        assert "families" in (section.get_attribute("data-topic") or "").split()
        expect(section.locator("li:visible")).to_have_count(1)
    expect(room.locator(".ch-list [data-of]:visible")).to_have_count(shown.count())
    assert room.url == f"{site_url}print/?topic=families&form=a4"
    room.reload()
    expect(room.locator(".ch-leaflet:visible")).to_have_count(shown.count())
    room.locator(".ch-others a", has_text="简体中文").click()
    assert room.url == f"{site_url}zh/print/?topic=families&form=a4"
    expect(room.get_by_label("样式")).to_have_value("a4")


def test_where_nothing_fits_that_is_said_and_all_comes_back(room: Page) -> None:
    total = room.locator(".ch-prints > li").count()
    for topic in room.locator("#ch-topic option").evaluate_all("all => all.map(one => one.value).filter(Boolean)"):
        for who in room.locator("#ch-audience option").evaluate_all("all => all.map(one => one.value).filter(Boolean)"):
            room.locator("#ch-topic").select_option(topic)
            room.locator("#ch-audience").select_option(who)
            if not room.locator(".ch-leaflet:visible").count():
                expect(room.locator(".ch-choices [role=status]")).to_contain_text("No print fits")
                room.locator("#ch-topic").select_option("")
                room.locator("#ch-audience").select_option("")
                expect(room.locator(".ch-prints > li:visible")).to_have_count(total)
                return
    pytest.fail("every topic is for everybody: choose otherwise here")


def test_an_address_that_asks_for_what_is_gone_shows_everything(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}print/?form=papyrus&topic=%3Cb%3E")
    expect(page.locator(".ch-leaflet:visible")).to_have_count(page.locator(".ch-leaflet").count())


def test_filters_can_be_used_with_keys_alone(room: Page) -> None:
    room.locator("#ch-topic").focus()
    for _ in range(2):
        room.keyboard.press("Tab")
    expect(room.locator("#ch-form")).to_be_focused()
    room.keyboard.press("ArrowDown")
    expect(room.locator("#ch-form")).not_to_have_value("")
    form = room.locator("#ch-form").input_value()
    expect(room.locator(".ch-prints > li:visible")).to_have_count(room.locator(f'[data-form="{form}"]').count())


@pytest.mark.parametrize("path", ["print/", "zh/print/"])
def test_without_script_everything_is_shown_and_anchors_lead_to_it(
    site_url: str, open_page: OpenPage, path: str
) -> None:
    page = open_page(site_url + path, script=False)
    expect(page.locator("form")).to_have_count(0)
    assert page.locator(".ch-prints > li:visible").count() == page.locator(".ch-prints > li").count() > 0
    for link in page.locator("clearheart-filter nav a").all():
        expect(page.locator(f'[id="{(link.get_attribute("href") or "")[1:]}"]')).to_have_count(1)


def test_the_leaflets_the_doors_and_each_leaflet_lead_here(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url)
    for path in ("leaflets/", "act/", "teach/", "zh/leaflets/", "zh/act/", "zh/teach/"):
        page.goto(site_url + path)
        home = "zh/" if path.startswith("zh/") else ""
        assert page.locator(".ch-buttons > a").first.evaluate("link => link.href") == f"{site_url}{home}print/"
    page.goto(f"{site_url}leaflets/{LEAFLET}/")
    page.locator(".ch-forms > summary").click()
    hrefs = page.locator(".ch-forms a:visible").evaluate_all("links => links.map(link => link.href)")
    assert f"{site_url}print/fill-in/?print={LEAFLET}-a4" in hrefs
    page.get_by_role("link", name="Open the print room").click()
    assert page.url == f"{site_url}print/#{LEAFLET}"
    expect(page.locator(f"#{LEAFLET}")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["print/", "zh/print/", "print/fill-in/", "zh/print/fill-in/", f"leaflets/{LEAFLET}/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_break_no_rule_on_the_smallest_phone(
    site_url: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]], path: str, scheme: str
) -> None:
    page = open_page(site_url + path, width=320, color_scheme=scheme)  # as wide as 1280 at 400 %
    if "leaflets" in path:
        page.locator(".ch-forms > summary").click()
    assert axe_violations(page) == []
    assert not page.evaluate(_SCROLLS)
    for target in page.locator(
        ".ch-room :is(select, button, .ch-files a, nav a, input:not([type=checkbox])):visible"
    ).all():
        box = target.bounding_box()
        assert box and box["height"] >= 43.9, target


def test_turned_round_for_a_language_from_right_to_left_nothing_sticks_out(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}print/", width=320)
    for path in ("print/", f"print/fill-in/?print={LEAFLET}-a4"):
        page.goto(site_url + path)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert not page.evaluate(_SCROLLS)
    fill(page)
    text = page.locator(".ch-pages text").first.bounding_box()
    drawn = page.locator(".ch-pages > svg").first.bounding_box()
    assert text and drawn
    assert drawn["x"] <= text["x"]
    assert text["x"] + text["width"] <= drawn["x"] + drawn["width"]


# Filling in


def test_what_is_typed_is_seen_at_once_on_its_lines(sheet: Page) -> None:
    expect(sheet.locator(".ch-pages > svg")).to_have_count(2)
    fill(sheet)
    assert sheet.locator(".ch-pages text").all_text_contents() == list(WORDS.values())
    paper = sheet.locator(".ch-pages > svg").first.bounding_box()
    assert paper
    scale = paper["width"] / 210
    for text, (page, left, place, length, _) in zip(
        sheet.locator(".ch-pages text").all(), lines(sheet).values(), strict=True
    ):
        box = text.bounding_box()
        assert box
        assert page == 1
        assert box["x"] >= paper["x"] + left * scale - 1
        assert box["x"] + box["width"] <= paper["x"] + (left + length) * scale + 1
        middle = paper["y"] + place * scale
        assert middle - 8 * scale < box["y"] < middle < box["y"] + box["height"] + scale
    sheet.locator("[name=phone]").fill("  ")
    expect(sheet.locator(".ch-pages text")).to_have_count(3)


@pytest.mark.parametrize(("home", "form", "size"), [
    ("", "a4", (210, 297)), ("zh/", "a4", (210, 297)), ("", "any wide", (297, 210)),
])  # fmt: skip
def test_the_browser_prints_the_leaflet_with_the_words_at_its_true_size(
    site_url: str, open_page: OpenPage, home: str, form: str, size: tuple[float, float]
) -> None:
    page = open_page(f"{site_url}{home}print/fill-in/?print={LEAFLET}-{form}", color_scheme="dark")
    if form == "any wide":
        wide = page.locator('option[data-paper="297 210"]')
        page.get_by_label("Leaflet and format").select_option(wide.first.get_attribute("value"))
    fill(page)
    page.wait_for_load_state("networkidle")
    made = print_page(page)
    assert len(made.pages) == 2
    for paper in made.pages:
        sides = [float(side) / 72 * 25.4 for side in paper.mediabox[2:]]
        assert sides == pytest.approx(size, abs=0.3)
    written = [pieces(paper) for paper in made.pages]
    for name, (number, left, place, length, _) in lines(page).items():
        on_line = [
            piece
            for piece in written[int(number) - 1]
            if place - 2 < piece[1] < place and left - 0.1 < piece[0] < left + length
        ]
        assert letters("".join(text for *_, text in on_line)) == letters(WORDS[name])
        assert on_line[0][0] == pytest.approx(left + 0.5, abs=0.6)
    texts = [text for paper in written for *_, text in paper]
    assert len(letters("".join(texts))) == len(letters("".join(WORDS.values())))  # nothing of the page around it
    assert any(
        "/XObject" in paper["/Resources"] or len(paper.get_contents().get_data()) > 20_000 for paper in made.pages
    )


def test_us_paper_is_printed_on_us_paper(sheet: Page) -> None:
    option = sheet.locator('option[data-paper="215.9 279.4"]')
    sheet.get_by_label("Leaflet and format").select_option(option.first.get_attribute("value"))
    expect(sheet.locator(".ch-dialog li").first).to_contain_text("US Letter")
    assert [round(float(side)) for side in print_page(sheet).pages[0].mediabox[2:]] == [612, 792]


def test_a_line_that_is_too_long_shrinks_and_then_is_told(sheet: Page) -> None:
    field, text = sheet.get_by_label("Organisation", exact=True), sheet.locator(".ch-pages text")
    field.fill("Short")
    large = float(text.get_attribute("font-size") or 0)
    field.fill("A name of an organisation that is rather long")
    assert 0.5 * large < float(text.get_attribute("font-size") or 0) < large
    expect(sheet.locator(".ch-typed [role=status]")).to_have_text("")
    field.fill("字" * 120)
    expect(sheet.locator(".ch-typed [role=status]")).to_have_text(
        "Too long for its line, even in small type: Organisation. Shorten it."
    )


def test_words_stay_words_and_never_leave_the_device(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}print/fill-in/?print={LEAFLET}-a4")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Organisation", exact=True).fill('<img src=x onerror="alert(1)"> & "us"')
    expect(page.locator(".ch-pages text")).to_have_text('<img src=x onerror="alert(1)"> & "us"')
    assert page.locator(".ch-pages img").count() == 0
    page.get_by_label("Address", exact=True).press("Enter")  # must neither send nor print
    assert asked == []
    assert page.url == f"{site_url}print/fill-in/?print={LEAFLET}-a4"
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_lines_are_kept_only_where_the_reader_asks_for_it_and_go_again(sheet: Page) -> None:
    fill(sheet)
    sheet.reload()
    expect(sheet.get_by_label("Organisation", exact=True)).to_have_value("")
    fill(sheet)
    sheet.get_by_label("Keep these lines on this device").check()
    kept = sheet.evaluate("localStorage.getItem('clearheart-imprint')")
    assert json.loads(kept) == WORDS
    sheet.reload()
    expect(sheet.get_by_label("Telephone")).to_have_value(WORDS["phone"])
    expect(sheet.locator(".ch-pages text")).to_have_count(4)
    sheet.get_by_label("Keep these lines on this device").uncheck()
    assert sheet.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("kept", ["{", "7", '"x"', "[]", "{}"])
def test_what_was_kept_and_is_broken_does_no_harm(site_url: str, open_page: OpenPage, kept: str) -> None:
    page = open_page(f"{site_url}print/fill-in/")
    page.evaluate("kept => localStorage.setItem('clearheart-imprint', kept)", kept)
    page.reload()
    expect(page.locator(".ch-pages > svg").first).to_be_visible()
    expect(page.get_by_label("Organisation", exact=True)).to_have_value("")


def test_the_button_opens_the_print_window(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}print/fill-in/", before="self.print = () => { self.printed = true; };")
    page.get_by_role("button", name="Print").press("Enter")
    assert page.evaluate("self.printed")


@pytest.mark.parametrize("path", ["print/fill-in/", "zh/print/fill-in/"])
def test_without_script_it_says_to_print_the_pdf_and_write_by_hand(
    site: Path, site_url: str, open_page: OpenPage, path: str
) -> None:
    page = open_page(site_url + path, script=False)
    expect(page.locator("form")).to_have_count(0)
    expect(page.locator(".ch-without > p")).to_be_visible()
    hrefs = page.locator(".ch-without a").evaluate_all("links => links.map(link => link.href)")
    assert hrefs
    assert all((site / href.removeprefix(site_url)).is_file() for href in hrefs)


def test_from_a_disk_it_fills_in_and_prints_too(site: Path, open_page: OpenPage) -> None:
    page = open_page((site / "print" / "fill-in" / "index.html").as_uri(), hosts=(site.as_uri(),))
    page.get_by_label("Leaflet and format").select_option(f"{LEAFLET}-a4")
    fill(page)
    page.wait_for_timeout(300)
    made = print_page(page)
    assert len(made.pages) == 2
    assert WORDS["phone"] in made.pages[0].extract_text()
    page.goto((site / "print" / "index.html").as_uri())
    page.locator("#ch-form").select_option("a4")
    expect(page.locator(".ch-prints > li:visible")).to_have_count(page.locator('[data-form="a4"]').count())
