"""What leads to the site from beside its pages' own links: maps, feeds, manifests, sheets and shared addresses.

What pages themselves link to and load is looked at in test_site_browser.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree

from clearheart.model import Project
from clearheart.read import read_project
from tests.html_files import HtmlFile, html_files
from tests.projects import last_checked

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    return read_project(root, last_checked())[0]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, HtmlFile]:
    return html_files(site)


@pytest.fixture(scope="module")
def home(project: Project) -> str:
    """The address of the site's first page, ending with a slash."""
    return project.settings.site_url


def dead(site: Path, pages: dict[str, HtmlFile], home: str, addresses: dict[str, list[str]]) -> list[str]:
    """Tell which addresses lead to no file of the site, or to no place in it; addresses: where they stand -> they."""
    assert addresses and all(addresses.values()), [place for place, found in addresses.items() if not found]
    return [
        f"{place} -> {address}"
        for place, found in addresses.items()
        for address in found
        if not _stands(site, pages, home, urljoin(home + place, address))
    ]


def _stands(site: Path, pages: dict[str, HtmlFile], home: str, address: str) -> bool:
    if not address.startswith(home):
        return False
    parts = urlsplit(address.removeprefix(home))
    path = unquote(parts.path)
    path = f"{path}index.html" if not path or path.endswith("/") else path
    is_there = (site / path).is_file()
    return is_there and (not parts.fragment or unquote(parts.fragment) in pages[path].ids())


def test_the_map_names_pages_that_stand_and_every_language_of_them(
    site: Path, pages: dict[str, HtmlFile], home: str, project: Project
) -> None:
    tree = etree.parse(site / "sitemap.xml")
    places = [entry.text or "" for entry in tree.iter(f"{MAP}loc")]
    others = [link.get("href", "") for link in tree.iter(f"{XHTML}link")]
    assert dead(site, pages, home, {"sitemap.xml": places + others}) == []
    assert len(places) == len(set(places)) >= 40 * len(project.editions)
    assert set(others) == set(places)


def test_the_way_for_search_engines_names_the_map(site: Path, home: str) -> None:
    assert f"Sitemap: {home}sitemap.xml" in (site / "robots.txt").read_text("utf-8").splitlines()


def test_every_page_and_its_other_languages_name_each_other(pages: dict[str, HtmlFile], home: str) -> None:
    named = {_address(path): _alternates(page) for path, page in pages.items() if _alternates(page)}
    assert len(named) > 80
    for address, others in named.items():
        assert home + address in others.values(), address
        for other in others.values():
            assert named[unquote(other.removeprefix(home))] == others, f"{address} -> {other}"


def _alternates(page: HtmlFile) -> dict[str, str]:
    links = [link.attributes for link in page.named("link") if "hreflang" in link.attributes]
    return {link["hreflang"]: link["href"] for link in links}


def _address(path: str) -> str:
    return path.removesuffix("index.html")


def test_manifests_name_icons_and_pages_that_stand(site: Path, pages: dict[str, HtmlFile], home: str) -> None:
    addresses: dict[str, list[str]] = {}
    for path in site.rglob("app.webmanifest"):
        told = json.loads(path.read_text("utf-8"))
        shortcuts = told.get("shortcuts", [])
        icons = [*told["icons"], *(icon for one in shortcuts for icon in one.get("icons", []))]
        place = path.relative_to(site).as_posix()
        addresses[place] = [told["start_url"], *(icon["src"] for icon in icons), *(one["url"] for one in shortcuts)]
    assert dead(site, pages, home, addresses) == []


def test_feeds_lead_to_places_that_stand(site: Path, pages: dict[str, HtmlFile], home: str, project: Project) -> None:
    feeds = {path.relative_to(site).as_posix(): etree.parse(path) for path in site.rglob("feed.xml")}
    assert len(feeds) >= 2 * len(project.editions)
    addresses = {path: [link.get("href", "") for link in tree.iter(f"{ATOM}link")] for path, tree in feeds.items()}
    assert dead(site, pages, home, addresses) == []


def test_calendars_lead_to_pages_that_stand(site: Path, pages: dict[str, HtmlFile], home: str) -> None:
    addresses = {}
    for path in site.rglob("*.ics"):
        text = re.sub(r"\r?\n[ \t]", "", path.read_text("utf-8"))
        addresses[path.relative_to(site).as_posix()] = re.findall(rf"{re.escape(home)}[^\s\\,;]*", text)
    assert dead(site, pages, home, addresses) == []


def test_shared_addresses_and_pictures_stand(site: Path, pages: dict[str, HtmlFile], home: str) -> None:
    named = ("og:url", "og:image", "twitter:image")
    addresses = {path: list(_shared(page, named)) for path, page in pages.items()}
    assert dead(site, pages, home, {path: found for path, found in addresses.items() if found}) == []


def _shared(page: HtmlFile, names: tuple[str, ...]) -> Iterator[str]:
    for meta in page.named("meta"):
        if meta.attributes.get("property", meta.attributes.get("name")) in names:
            yield meta.attributes["content"]


def test_every_download_has_bytes(site: Path, pages: dict[str, HtmlFile], home: str) -> None:
    links = {
        urljoin(home + path, link.attributes["href"])
        for path, page in pages.items()
        for link in page.named("a")
        if "download" in link.attributes and "href" in link.attributes
    }
    assert len(links) > 20
    empty = [link for link in links if (site / unquote(link.removeprefix(home))).stat().st_size < 100]
    assert empty == []


def test_sheets_load_nothing_that_is_missing(site: Path) -> None:
    for path in site.rglob("*.css"):
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", path.read_text("utf-8")):
            assert address.startswith(("data:", "#")) or (path.parent / address).is_file(), f"{path.name}: {address}"
