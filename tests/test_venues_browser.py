"""The list of places, its map, and a place's own page, in a real browser: with keys, without script, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser_paper import letters
from tests.html_files import read_html
from tests.qr import read_codes
from tests.venue_pages import make_pages

OpenPage = Callable[..., Page]

_SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

# Of https://schema.org/: each type that our pages name, and those of its properties that they give.
SCHEMA = {
    "CivicStructure": {"name", "description", "address", "telephone", "url", "geo"},
    "School": {"name", "description", "address", "telephone", "url", "geo"},
    "MedicalClinic": {"name", "description", "address", "telephone", "url", "geo"},
    "Organization": {"name", "description", "address", "telephone", "url"},
    "PostalAddress": {"streetAddress", "addressLocality", "addressRegion", "addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
}

# The microdata algorithm of HTML (5.2.4), in short: each item with its type, its properties, and the texts of these.
ITEMS = """() => [...document.querySelectorAll("[itemscope]")].map(item => [
  item.getAttribute("itemtype"),
  [...item.querySelectorAll("[itemprop]")]
    .filter(found => found.parentElement.closest("[itemscope]") === item)
    .map(found => [found.getAttribute("itemprop"), found.content ?? found.href ?? found.textContent.trim()]),
])"""


@pytest.fixture(scope="module")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pages(tmp_path_factory.mktemp("example"), "example")


@pytest.fixture(scope="module")
def example(example_folder: Path, serve: Callable[[Path], str]) -> str:
    """The address of the example edition."""
    return serve(example_folder)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of our own places."""
    return serve(make_pages(tmp_path_factory.mktemp("ours")))


@pytest.fixture
def places(example: str, open_page: OpenPage) -> Page:
    return open_page(f"{example}venues/", reduced_motion="reduce")  # links in the page lead there at once


def print_a4(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def shown(page: Page) -> list[str]:
    return page.locator("[data-kind]:visible").evaluate_all("all => all.map(one => one.id)")


def test_what_is_chosen_is_shown_counted_on_the_map_and_kept_in_the_address(places: Page, example: str) -> None:
    status = places.locator("[role=status]")
    expect(status).to_have_text("12 of 12 places")
    places.get_by_role("radio", name="Clinics").check()
    expect(status).to_have_text("3 of 12 places")
    assert set(shown(places)) == {"example-city-clinic", "example-valley-clinic", "example-basin-clinic"}
    places.get_by_label("Where", exact=True).select_option("CN-YN")
    assert shown(places) == ["example-valley-clinic"]
    expect(places.locator(".ch-region:visible")).to_have_count(1)
    expect(places.locator(".ch-map--wide a:visible")).to_have_count(1)
    expect(places.locator(".ch-ways li:visible")).to_have_count(1)
    assert places.url == f"{example}venues/?kind=clinic&region=CN-YN"
    places.reload()
    assert shown(places) == ["example-valley-clinic"]
    expect(places.get_by_role("radio", name="Clinics")).to_be_checked()
    places.locator('a[hreflang="zh-Hans"]').first.click()
    assert places.url == f"{example}zh/venues/?kind=clinic&region=CN-YN"
    expect(places.locator("clearheart-filter form")).to_be_attached()
    assert shown(places) == ["example-valley-clinic"]


def test_a_place_that_names_no_reader_is_for_everybody(places: Page) -> None:
    places.get_by_label("For whom").select_option("children")
    assert shown(places) == ["example-north-hall", "example-listening-room"]


def test_where_nothing_fits_that_is_said_and_all_comes_back(places: Page) -> None:
    places.get_by_role("radio", name="Demonstration schools").check()
    places.get_by_label("Where", exact=True).select_option("CN-CQ")
    expect(places.locator("[role=status]")).to_contain_text("No place fits")
    assert shown(places) == []
    places.get_by_role("radio", name="All").check()
    places.get_by_label("Where", exact=True).select_option("")
    assert len(shown(places)) == 12


def test_filters_can_be_used_with_keys_alone(places: Page) -> None:
    places.locator("input[type=radio]").first.focus()
    places.keyboard.press("ArrowRight")
    expect(places.get_by_role("radio", name="Museums and education bases")).to_be_checked()
    expect(places.locator("[role=status]")).to_have_text("3 of 12 places")
    places.keyboard.press("Enter")  # must not send
    assert places.url.endswith("venues/?kind=base")
    places.keyboard.press("Tab")
    expect(places.locator("#ch-region")).to_be_focused()
    places.keyboard.press("Tab")
    expect(places.locator("#ch-audience")).to_be_focused()
    places.keyboard.press("Tab")
    focused = places.evaluate("document.activeElement.getAttribute('href')")
    assert focused == "#example-north-hall"  # the map's first point that is left
    places.keyboard.press("Enter")
    expect(places.locator("#example-north-hall")).to_be_in_viewport()


def test_an_address_that_asks_for_what_is_gone_shows_everything(example: str, open_page: OpenPage) -> None:
    page = open_page(f"{example}venues/?kind=castle&region=%3Cb%3E&audience=cats&x=y")
    assert len(shown(page)) == 12


def test_the_choice_does_not_go_along_to_sources(places: Page) -> None:
    link = '<a id="source" hreflang="zh" href="https://source.example/?page=3">'
    places.evaluate("link => document.querySelector('main').insertAdjacentHTML('beforeend', link)", link)
    places.get_by_role("radio", name="Clinics").check()
    expect(places.locator("[role=status]")).to_have_text("3 of 12 places")
    expect(places.locator("#source")).to_have_attribute("href", "https://source.example/?page=3")


@pytest.mark.parametrize("path", ["venues/", "zh/venues/"])
def test_without_script_everything_is_shown_and_links_lead_to_it(example: str, open_page: OpenPage, path: str) -> None:
    page = open_page(example + path, script=False)
    expect(page.locator("form")).to_have_count(0)
    assert len(shown_without_script(page)) == 12
    links = page.locator("clearheart-filter :is(nav, details, .ch-map--wide) a")
    hrefs = [link.get_attribute("href") or "" for link in links.all()]
    assert len(hrefs) > 12 + 4 + 12
    for href in set(hrefs):
        expect(page.locator(f'[id="{href[1:]}"]')).to_have_count(1)
    page.locator("details > summary").first.click()
    expect(page.locator("details").first.locator("h3").first).to_be_visible()


def shown_without_script(page: Page) -> list[str]:
    return [place.get_attribute("id") or "" for place in page.locator("[data-kind]:visible").all()]


@pytest.mark.parametrize(
    "path", ["venues/", "zh/venues/", "venues/example-north-hall/", "zh/venues/example-hill-school/"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_break_no_rule_on_the_smallest_phone(
    example: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]], path: str, scheme: str
) -> None:
    page = open_page(example + path, width=320, color_scheme=scheme)  # as wide as 1280 at 400 %
    assert axe_violations(page) == []
    assert not page.evaluate(_SCROLLS)
    for target in page.locator(
        "main :is(select, button, fieldset > label, .ch-ways a, .ch-tel, li > h3 > a):visible"
    ).all():
        box = target.bounding_box()
        assert box and box["height"] >= 43.9, target


def test_the_wide_map_breaks_no_rule_either(
    ours: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    for path in ("venues/", "zh/venues/"):
        page = open_page(ours + path)
        assert axe_violations(page) == []
        assert not page.evaluate(_SCROLLS)


@pytest.mark.parametrize("width", [360, 1280])
def test_names_on_the_map_stay_in_their_labels(ours: str, open_page: OpenPage, width: int) -> None:
    """Widths are guessed at build time; here a browser measures them."""
    page = open_page(f"{ours}zh/venues/", width=width)
    for mark in page.locator(".ch-map:visible a").all():
        label = mark.locator(".ch-map-label").bounding_box()
        assert label
        for text in mark.locator("text").all():
            box = text.bounding_box()
            assert box
            assert label["x"] - 1 <= box["x"]
            assert box["x"] + box["width"] <= label["x"] + label["width"] + 1


def test_turned_round_for_a_language_from_right_to_left_nothing_sticks_out(example: str, open_page: OpenPage) -> None:
    page = open_page(f"{example}venues/", width=320)
    for path in ("venues/", "venues/example-north-hall/"):
        page.goto(example + path)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert not page.evaluate(_SCROLLS)


# A place's own page


@pytest.mark.parametrize("path", ["venues/example-north-hall/", "zh/venues/example-city-clinic/"])
def test_a_place_is_printed_on_one_sheet_with_its_address_its_number_and_help(
    example: str, open_page: OpenPage, path: str
) -> None:
    page = open_page(example + path, color_scheme="dark")
    name, where = page.locator("h1").inner_text(), page.locator("[itemprop=streetAddress]").inner_text()
    made = print_a4(page)
    assert len(made.pages) == 1
    text = letters(made.pages[0].extract_text())
    for words in (name, where, "000-0000", "120", "12356", page.locator("aside.ch-example").inner_text()):
        assert letters(words) in text


@pytest.mark.parametrize("path", ["venues/hk-drug-infocentre/", "zh/venues/hk-drug-infocentre/"])
def test_our_longest_page_of_a_place_is_one_sheet_too(ours: str, open_page: OpenPage, path: str) -> None:
    assert len(print_a4(open_page(ours + path)).pages) == 1


def test_each_kind_of_place_is_told_in_schema_orgs_words(example: str, open_page: OpenPage) -> None:
    page = open_page(f"{example}venues/")
    pages = [f"{example}venues/{place}/" for place in shown(page)]
    seen = set()
    for address in pages:
        page.goto(address)
        items = dict(page.evaluate(ITEMS))
        for kind, properties in items.items():
            assert kind.startswith("https://schema.org/")
            names = [name for name, _ in properties]
            assert set(names) <= SCHEMA[kind.rpartition("/")[2]], kind
            assert len(names) == len(set(names))
            assert all(text for _, text in properties)
        first = next(iter(items))
        seen.add(first.rpartition("/")[2])
        assert dict(items[first])["name"] == page.locator("h1").inner_text()
        assert dict(items["https://schema.org/PostalAddress"])["addressCountry"] == "CN"
    assert seen == {"CivicStructure", "School", "MedicalClinic", "Organization"}


def test_a_place_leads_to_its_source_to_mistakes_to_all_places_and_to_its_telephone(
    ours: str, open_page: OpenPage
) -> None:
    page = open_page(f"{ours}venues/hk-drug-infocentre/", reduced_motion="reduce")
    expect(page.locator('a[href="https://www.druginfocentre.hk/sc/plan_your_visit.html"]')).to_be_visible()
    expect(page.locator('a[href="tel:+85228672935"]')).to_be_visible()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    expect(page.locator(".ch-footer .ch-help")).to_be_visible()
    page.get_by_role("link", name="Is something wrong here? Tell us").click()
    assert page.url == f"{ours}about/report/"
    page.go_back()
    page.get_by_role("link", name="All places").click()
    assert page.url == f"{ours}venues/#hk-drug-infocentre"
    expect(page.locator("#hk-drug-infocentre")).to_be_in_viewport()


def test_the_qr_code_leads_to_the_page(example: str, open_page: OpenPage) -> None:
    page = open_page(f"{example}zh/venues/example-north-hall/")
    drawn = page.locator(".ch-code > svg").screenshot(scale="css")
    assert read_codes(drawn) == ["https://example.clearheart.example/zh/venues/example-north-hall/"]


# The edition


def test_every_page_of_the_example_says_that_it_is_one_and_asks_not_to_be_found(example_folder: Path) -> None:
    pages = sorted(example_folder.rglob("*.html"))
    assert len(pages) > 30
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert 'class="ch-example"' in text, path
        robots = [
            e.attributes["content"] for e in read_html(path).named("meta") if e.attributes.get("name") == "robots"
        ]
        assert robots == ["noindex"], path


def test_our_own_pages_say_nothing_of_the_kind(ours: str, open_page: OpenPage) -> None:
    page = open_page(f"{ours}venues/")
    expect(page.locator(".ch-example")).to_have_count(0)
    expect(page.locator("meta[name=robots]")).to_have_count(0)


def test_a_page_stays_light(example_folder: Path) -> None:
    for name in ("venues", "venues/example-north-hall"):
        html = (example_folder / name / "index.html").read_text(encoding="utf-8")
        own = set(re.findall(r'(?:href|src)="[./]*(assets/[\w-]+\.(?:css|js))"', html))
        files = [(example_folder / path).read_bytes() for path in sorted(own)]
        assert sum(len(brotli.compress(file, quality=9)) for file in files) <= 24_000
        assert len(brotli.compress(html.encode(), quality=9)) <= 12_000
