"""What every built page promises its reader: nothing inline, nothing foreign, nothing left behind."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Page

from clearheart.assets import page_scripts, page_stylesheets
from clearheart.embed import embed_html
from clearheart.quiz_files import quiz_scripts
from clearheart.read import read_project
from clearheart.script import shorten_script
from tests.html_files import Element, HtmlFile, html_files, inline, read_html
from tests.projects import REPOSITORY, last_checked
from tools.embed_bench import MIXES, mixed_bank

PAGE_POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "media-src 'self' data:", "font-src 'self'", "frame-src 'self'", "manifest-src 'self'",
    "connect-src 'self'", "base-uri 'none'", "form-action 'none'",
}  # fmt: skip

# The words of Material's own frame and bundle, none of which a page of ours has.
MATERIAL = re.compile(r'\b(?:bundle|search|lunr)\.[0-9a-f]{8}|id="__config"|data-md-(?:component|toggle)')

# The words of all pages, which the search alone loads.
WORDS = "search/words.js"

# What a page's own scripts add to a window, against a window of the same browser that has none.
GLOBALS = "Object.getOwnPropertyNames(self).filter(name => !/^[0-9]+$/.test(name))"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, HtmlFile]:
    """Every page of our site but those of one file."""
    return {path: page for path, page in html_files(site).items() if not path.startswith(("embed/", "hall/"))}


@pytest.fixture(scope="module")
def embeds(site: Path) -> dict[str, HtmlFile]:
    """Every page of one file: the quizzes to embed, and those for the big screen."""
    return {path: page for path, page in html_files(site).items() if path.startswith(("embed/", "hall/"))}


def policy(page: HtmlFile) -> set[str]:
    """Give a page's one policy, which must stand before anything that it governs."""
    names = [element.attributes.get("http-equiv", "").lower() for element in page.elements]
    assert names.count("content-security-policy") == 1
    place = names.index("content-security-policy")
    assert not {"script", "style", "link", "img", "base"} & {element.name for element in page.elements[:place]}
    return {part.strip() for part in page.elements[place].attributes["content"].split(";")}


def test_every_page_has_the_strict_policy(pages: dict[str, HtmlFile]) -> None:
    assert len(pages) > 40
    assert {path: policy(page) ^ PAGE_POLICY for path, page in pages.items() if policy(page) != PAGE_POLICY} == {}


def test_every_embed_allows_its_own_style_and_script_by_their_hashes_alone(site: Path, embeds: object) -> None:
    paths = sorted((*site.glob("embed/*/*/index.html"), *site.glob("hall/*/*/index.html")))
    assert len(paths) == len(embeds) >= 20  # type: ignore[arg-type]
    for path in paths:
        html = path.read_text(encoding="utf-8")
        hashes = {name: _hash(re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)) for name in ("script", "style")}
        assert policy(read_html(path)) == {
            "default-src 'none'",
            f"script-src {hashes['script']}",
            f"style-src {hashes['style']}",
            "img-src data:",
            "media-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        }


def _hash(texts: list[str]) -> str:
    [text] = texts
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_no_page_has_a_style_a_script_or_a_handler_in_it(pages: dict[str, HtmlFile]) -> None:
    found = [f"{path}:{element.line}: {element.name}" for path, page in pages.items()
             for element in page.elements if inline(element)]  # fmt: skip
    assert found == []


def test_an_embed_has_one_style_and_one_script_and_no_handler(embeds: dict[str, HtmlFile]) -> None:
    for path, page in embeds.items():
        assert [element.name for element in page.elements if inline(element)] == ["style", "script"], path


def test_nothing_but_a_link_to_follow_leads_to_another_host(
    pages: dict[str, HtmlFile], embeds: dict[str, HtmlFile]
) -> None:
    foreign = [
        f"{path}:{element.line}: {element.name} {address}"
        for path, page in {**pages, **embeds}.items()
        for element in page.elements
        for address in element.addresses()
        if urlsplit(address).netloc and element.name != "a" and not _only_names_the_page(element)
    ]
    assert foreign == []


def _only_names_the_page(element: Element) -> bool:
    """Say whether a browser never loads what an element names."""
    return element.name == "link" and element.attributes.get("rel") in ("canonical", "alternate", "image_src")


def test_nothing_of_materials_frame_or_bundle_is_published(site: Path, pages: dict[str, HtmlFile]) -> None:
    assert [path for path in pages if MATERIAL.search((site / path).read_text(encoding="utf-8"))] == []
    scripts = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in (".js", ".mjs"))
    names = sorted(page_scripts(REPOSITORY / "theme"))
    words = [path for path in scripts if path.endswith(WORDS)]  # what the search looks through, one of each language
    assert [path for path in scripts if path not in words] == [f"assets/{name}" for name in names] + ["embed.js"]
    sheets = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.css"))
    assert sheets == [f"assets/{name}" for name in sorted(("clearheart.css", *page_stylesheets()))]


def test_a_pages_fixed_weight_stays_below_its_limit(site: Path, pages: dict[str, HtmlFile]) -> None:
    weights: dict[str, int] = {}
    for path, page in pages.items():
        loaded = [element.attributes["href"] for element in page.named("link")
                  if element.attributes.get("rel") == "stylesheet"]  # fmt: skip
        loaded += [element.attributes["src"] for element in page.named("script")]
        loaded = [
            address for address in loaded if not address.endswith(WORDS)
        ]  # no style or script: tests/test_search.py
        assert 2 <= len(loaded) == len(set(loaded)) <= 4, path  # those of all pages, and what this one adds
        files = [(site / path).parent / address if address[0] != "/" else site / address[1:] for address in loaded]
        weights[path] = sum(len(brotli.compress(file.read_bytes(), quality=9)) for file in set(files))
    tools = {path: weight for path, weight in weights.items() if path.endswith("/set-up/index.html")}
    assert max(tools.values()) <= 32_500, tools  # it draws QR codes
    assert max(weight for path, weight in weights.items() if path not in tools) <= 24_000, weights


def test_the_first_view_of_a_topic_travels_in_60_kilobytes(site: Path, pages: dict[str, HtmlFile]) -> None:
    """All that a first visit loads, packed as nginx packs it: page, sheets, scripts, icons, manifest, pictures."""
    weights = {}
    for path, page in pages.items():
        if re.fullmatch(r"(?:[\w-]+/)?know/[\w-]+/index\.html", path):
            files = {path, *_loaded_at_first(path, page)}
            weights[path] = sum(_on_the_wire(site / file) for file in files)
    assert len(weights) >= 6
    assert max(weights.values()) <= 60_000, weights


def _loaded_at_first(path: str, page: HtmlFile) -> Iterator[str]:
    """Give the files, below the site, that a browser fetches for a page before anybody moves it."""
    for element in page.elements:
        rel = element.attributes.get("rel", "").split()
        if element.name == "link" and set(rel) & {"stylesheet", "icon", "apple-touch-icon", "manifest"}:
            address = element.attributes["href"]
        elif element.name in ("script", "img", "iframe") and element.attributes.get("loading") != "lazy":
            address = element.attributes["src"]
        else:
            continue
        if not address.startswith("data:"):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), urlsplit(address).path))


def _on_the_wire(file: Path) -> int:
    packed = file.suffix not in (".png", ".ico", ".webp", ".jpg")
    return len(brotli.compress(file.read_bytes(), quality=9) if packed else file.read_bytes())


@pytest.mark.parametrize("kinds", MIXES, ids=len)
def test_an_embed_of_ten_text_questions_fits_into_the_first_flight(root: Path, kinds: tuple[str, ...]) -> None:
    """Ten segments of 1,460 bytes: what a server sends before the first answer comes back (RFC 6928)."""
    project = read_project(root, last_checked())[0]
    html = {edition.code: embed_html(project, edition, mixed_bank(edition, kinds)) for edition in project.editions}
    sizes = {code: len(brotli.compress(text.encode(), quality=11)) for code, text in html.items()}
    assert max(sizes.values()) <= 14_600, sizes


def test_the_whole_quiz_script_stays_below_its_limit(root: Path) -> None:
    theme = root / "theme"
    scripts = [shorten_script((theme / path).read_text(encoding="utf-8")) for path in quiz_scripts(theme)]
    assert len(brotli.compress("\n".join(scripts).encode(), quality=11)) <= 6_000


def test_our_scripts_leave_no_name_in_the_window(site_url: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site_url}manifest.json")
    before = set(page.evaluate(GLOBALS))
    for path in ("", "zh/", "quiz/natural-or-synthetic/", "embed/en/natural-or-synthetic/", "help/"):
        page.goto(site_url + path)
        assert set(page.evaluate(GLOBALS)) - before == set(), path
    page = open_page(f"{site_url}manifest.json")
    page.add_script_tag(url=f"{site_url}embed.js")
    assert page.evaluate("!!customElements.get('prevention-quiz')")
    assert set(page.evaluate(GLOBALS)) - before == set()
