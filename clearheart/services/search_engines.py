"""Search engines: the finished pages go in; a list of them with their languages, and robots.txt, come out.

What a page says of itself decides (canonical address, other languages, noindex), so that list and pages never differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote

from clearheart.model import Project, address_of
from clearheart.render import render_template

_APART = frozenset({"embed", "hall"})
"""Folders of pages that are for frames and for the big screen."""

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
_ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
_NOINDEX = re.compile(r'<meta name="robots" content="[^"]*noindex')


@dataclass(frozen=True)
class Listed:
    """Hold what the list says of one page."""

    address: str
    languages: tuple[tuple[str, str], ...]
    """Language tag and address, its own among them; none where there is one language only."""
    reviewed: str
    """The day of its last review, or nothing."""


def search_engine_files(project: Project, site: Path) -> Iterator[tuple[str, bytes]]:
    """Make sitemap.xml (https://www.sitemaps.org/protocol.html), and robots.txt where the author wrote none."""
    theme = project.root / "theme"
    yield "sitemap.xml", render_template(theme, "hosts/sitemap.xml", pages=listed_pages(project, site)).encode()
    if not (site / "robots.txt").is_file():
        address = f"{project.settings.site_url}sitemap.xml"
        yield "robots.txt", render_template(theme, "hosts/robots.txt", sitemap=address).encode()


def listed_pages(project: Project, site: Path) -> list[Listed]:
    """Give every page that people may find by a search engine, sorted by address."""
    reviewed = _reviewed(project)
    found = []
    for path in site.rglob("index.html"):
        name = path.relative_to(site).parent.as_posix()
        address = project.settings.site_url + (f"{quote(name)}/" if name != "." else "")
        if name.split("/")[0] not in _APART and (page := _read(path, address, reviewed.get(name, ""))):
            found.append(page)
    return sorted(found, key=lambda page: page.address)


def _read(path: Path, address: str, reviewed: str) -> Listed | None:
    """Read a page's head; nothing comes of one that is the copy of another, or that is not to be found."""
    head = path.read_text(encoding="utf-8").partition("</head>")[0]
    canonical = _CANONICAL.search(head)
    if canonical is None or unescape(canonical[1]) != address or _NOINDEX.search(head):
        return None
    languages = tuple((tag, unescape(other)) for tag, other in _ALTERNATE.findall(head))
    return Listed(address, languages if len(languages) > 2 else (), reviewed)


def _reviewed(project: Project) -> dict[str, str]:
    """Give the day of each page's last review, by its folder below the site's root."""
    found = {}
    for edition in project.editions:
        home = project.settings.home(edition.code)
        for documents, prefix in ((edition.documents, ""), (edition.handbook, "handbook/")):
            for document in documents:
                if day := document.meta.reviewed:
                    found[(home + address_of(prefix + document.name)).rstrip("/") or "."] = day.isoformat()
    return found
