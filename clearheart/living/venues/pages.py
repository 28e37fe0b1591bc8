"""A page for each place: a Project's venues go in; Markdown files that are all front matter come out.

What a page says stands in its own front matter: a site with a thousand places must not carry them all into each page.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import segno
import yaml

from clearheart.living.venues.order import in_order, language_name, region_name
from clearheart.living.venues.words import INDEX, card
from clearheart.model import Edition, Project
from clearheart.model.base import in_language
from clearheart.model.venue import Venue
from clearheart.render import format_day

Data = dict[str, Any]

REPORT = "about/report"
"""The page on which readers tell mistakes; where a project has none, the one about the site has to do."""

TYPES = {"base": "CivicStructure", "school": "School", "clinic": "MedicalClinic", "service": "Organization"}
"""What schema.org calls each kind."""


def venue_pages(project: Project, edition: Edition) -> dict[str, str]:
    """Make a page for each place, and the list's own where no author wrote it."""
    pages = {f"venues/{venue.id}": _page(_meta(project, edition, venue)) for venue in in_order(project, edition)}
    written = {document.name for document in edition.documents}
    if pages and INDEX not in written:
        words = edition.strings["venues"]
        pages[INDEX] = _page({"title": words["title"], "description": words["lead"], "template": "venues.html"})
    return pages


def _page(meta: Data) -> str:
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)}---\n"


def _meta(project: Project, edition: Edition, venue: Venue) -> Data:
    facts = _facts(project, edition, venue)
    return {"title": facts["name"], "description": facts["what"], "template": "venue.html", "venue": facts}


def _facts(project: Project, edition: Edition, venue: Venue) -> Data:
    words, code = edition.strings, edition.code
    written = {document.name for document in edition.documents}
    return {
        **card(edition, venue),
        "type": TYPES[venue.kind],
        "visit": in_language(venue.visit, code),
        "access": in_language(venue.access, code),
        "region": venue.region,
        "region_name": region_name(edition, venue.region),
        "url": venue.url,
        "host": urlsplit(venue.url).netloc.removeprefix("www."),
        "languages": [language_name(edition, language) for language in venue.languages],
        "for": [words["print_room"]["audiences"][audience] for audience in venue.audience],
        "latitude": _degrees(venue.coordinates[0]) if venue.coordinates else "",
        "longitude": _degrees(venue.coordinates[1]) if venue.coordinates else "",
        "is_exact": venue.located == "place",
        "source": _source(project, venue),
        "checked": format_day(venue.checked, code),
        "review_by": format_day(venue.review_by, code),
        "is_due": venue.review_by < project.day,
        "report": f"{REPORT}/" if REPORT in written else "about/" if "about/index" in written else "",
        "code": _qr(f"{project.settings.site_url}{project.settings.home(code)}venues/{venue.id}/"),
    }


def _degrees(number: float) -> str:
    """Write a coordinate with six decimals at most: the last one is a tenth of a metre."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _source(project: Project, venue: Venue) -> Data:
    source = project.sources[venue.source]
    keys = ("title", "publisher", "issued", "url", "language")
    return {**{key: getattr(source, key) for key in keys}, "read_in": source.note.removeprefix("read in: ")}


def _qr(address: str) -> Data:
    """Give an address's QR code (ISO/IEC 18004) as one path of lines, a module wide each."""
    code = segno.make_qr(address, error="m")
    border = 4
    rows = [_runs(bytes(row), number + border + 0.5, border) for number, row in enumerate(code.matrix)]
    return {"size": len(code.matrix) + 2 * border, "path": "".join(rows)}


def _runs(row: bytes, y: float, border: int) -> str:
    path, start = "", 0
    while (start := row.find(1, start)) >= 0:
        end = row.find(0, start) if 0 in row[start:] else len(row)
        path += f"M{start + border} {y:g}h{end - start}"
        start = end
    return path
