"""The list of places: a Project's venues go in; its cards, its filters and its map come out as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from clearheart.living.venues.map import Line, Map, Mark, Point, Sheet, draw_map
from clearheart.living.venues.order import KINDS, in_order, region_name
from clearheart.model import Edition, Project
from clearheart.model.base import in_language
from clearheart.model.venue import Venue

Data = dict[str, Any]

INDEX = "venues/index"
"""The name of the list's page, below a language's home."""

SHEETS = {"wide": Sheet(1000, 720, 34, 20), "narrow": Sheet(340, 420, 26)}
"""The map for wide windows, with names, and the one for phones, with numbers."""


def venue_words(project: Project, edition: Edition) -> Data:
    """Give what the list's template needs to know; nothing where there are no places."""
    venues = in_order(project, edition)
    if not venues:
        return {}
    numbers = {venue.id: number for number, venue in enumerate(_on_map(venues), 1)}
    return {
        "total": len(venues),
        "regions": [_region(edition, code, venues, numbers) for code in dict.fromkeys(v.region for v in venues)],
        "kinds": list(_kinds(edition, venues)),
        "audiences": list(_audiences(edition, venues)),
        "maps": [_map(draw_map(_points(edition, venues), sheet), name) for name, sheet in SHEETS.items() if numbers],
        "unmapped": len(venues) - len(numbers),
    }


def _region(edition: Edition, code: str, venues: list[Venue], numbers: dict[str, int]) -> Data:
    here = [card(edition, venue, numbers.get(venue.id, 0)) for venue in venues if venue.region == code]
    return {"code": code, "anchor": code.lower(), "name": region_name(edition, code), "venues": here}


def card(edition: Edition, venue: Venue, number: int = 0) -> Data:
    """Give what a place's card in the list says."""
    texts = {key: in_language(texts, edition.code) for key, texts in venue.texts.items()}
    return {
        "id": venue.id,
        "number": number,
        "kind": venue.kind,
        "kind_word": edition.strings["venues"]["kinds"][venue.kind],
        "phone": venue.phone,
        "audience": list(venue.audience),
        **{key: texts.get(key, "") for key in ("name", "city", "address", "what", "hours")},
    }


def _kinds(edition: Edition, venues: list[Venue]) -> Iterator[Data]:
    for kind in KINDS:
        if named := [_named(edition, venue) for venue in venues if venue.kind == kind]:
            yield {"value": kind, "word": edition.strings["venues"]["kinds_many"][kind], "venues": named}


def _audiences(edition: Edition, venues: list[Venue]) -> Iterator[Data]:
    """Give whom places are for, in the order of the words; a place that names nobody is for everybody."""
    words = edition.strings["print_room"]["audiences"]
    for audience, word in words.items():
        if any(audience in venue.audience for venue in venues):
            named = [_named(edition, v) for v in venues if audience in v.audience or not v.audience]
            yield {"value": audience, "word": word, "venues": named}


def _named(edition: Edition, venue: Venue) -> Data:
    return {"id": venue.id, "name": in_language(venue.name, edition.code)}


# The map


def _on_map(venues: Iterable[Venue]) -> list[Venue]:
    return [venue for venue in venues if venue.coordinates]


def _points(edition: Edition, venues: list[Venue]) -> list[Point]:
    return [
        Point(venue.id, in_language(venue.name, edition.code), *venue.coordinates)
        for venue in venues
        if venue.coordinates
    ]


def _map(drawn: Map, name: str) -> Data:
    sheet = drawn.sheet
    return {
        "form": name,
        "width": _round(sheet.width),
        "height": _round(sheet.height),
        "badge": _round(sheet.badge),
        "letter": _round(sheet.letter),
        "marks": [_mark(mark, sheet) for mark in drawn.marks],
        "parallels": [{"at": _round(line.at), "degrees": _degrees(line, sheet)} for line in drawn.parallels],
        "meridians": [{"at": _round(line.at), "degrees": line.degrees} for line in drawn.meridians],
        "km": f"{drawn.scale_km:g}",
        "bar": _round(drawn.scale_width),
    }


def _degrees(line: Line, sheet: Sheet) -> str:
    """Leave out what a parallel is called where the scale bar stands, or a meridian's name."""
    return line.degrees if 36 < line.at < sheet.height - 44 else ""


def _mark(mark: Mark, sheet: Sheet) -> Data:
    """Give a mark with its badge at that end of the label that is nearer to the dot."""
    label = mark.label
    is_left = label.left + label.width / 2 < mark.x and bool(mark.name)
    badge = label.left + label.width - sheet.badge / 2 if is_left else label.left + sheet.badge / 2
    return {
        "id": mark.point.id,
        "number": mark.number,
        "title": mark.point.name,
        "x": _round(mark.x),
        "y": _round(mark.y),
        "has_badge": label.width > 0,
        "has_line": mark.has_line,
        "badge_x": _round(badge),
        "middle": _round(label.top + label.height / 2),
        "name": mark.name,
        "name_x": _round(badge - sheet.badge / 2 - 4 if is_left else badge + sheet.badge / 2 + 4),
        "anchor": "end" if is_left else "start",
        "left": _round(label.left),
        "top": _round(label.top),
        "label_width": _round(label.width),
    }


def _round(number: float) -> str:
    """Write a number of the sheet to a tenth: the same on every machine, and short."""
    return f"{number:.1f}".removesuffix(".0")
