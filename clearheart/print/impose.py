"""Impose: the pages of a reading edition go in as PDF, sheets of paper to cut or to fold come out.

A booklet is laid out in two passes: its pages first, which tells how many there are, then the sheets on which they
stand two by two. How many there are is asked once for a leaflet: an imprint changes no page but its own. Text stays
text; what is printed again beside itself is an artifact, so that it is read once. The sheets claim no standard: Typst
takes in no pages of a PDF there. Their reading edition does.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PIL import Image

from clearheart.print.formats import Imposition, PrintFormat
from clearheart.print.press import Ready, ready, set_pages


@dataclass(frozen=True)
class Slot:
    """Say where a page stands on one side of a sheet, in millimetres."""

    page: int
    """From 1; 0 is a blank page."""
    x: float
    y: float
    is_repeat: bool


@dataclass(frozen=True)
class Sheets:
    """Hold what is known of the sheets before their pages are set."""

    form: PrintFormat
    pages: Ready
    """The reading edition whose pages stand on them."""
    data: str
    """JSON; what the template of sheets needs beside their sides."""


def sheets(form: PrintFormat, pages: Ready, data: dict[str, Any]) -> Sheets:
    """Give the sheets on which the pages of a document stand."""
    wanted = ("language", "direction", "plain_title", "author", "description", "keywords", "date", "colours", "words")
    return Sheets(form, pages, json.dumps({key: data[key] for key in wanted}, ensure_ascii=False))


def impose(given: Sheets, pages: bytes) -> bytes:
    """Give the sheets as PDF."""
    return set_pages(_document(given), {"pages": "".join(map(_NUMBERS.__getitem__, pages))[:-1]}).files[0]


def draw_side(form: PrintFormat, pages: Sequence[bytes], pixels: int, direction: str) -> bytes:
    """Give a picture of the first side of the sheets, so many pixels wide, from pictures of the pages (all PNG)."""
    assert form.imposition is not None, "only imposed formats have sheets"
    scale = pixels / form.imposition.sheet[0]
    drawn = Image.new("RGB", (pixels, round(form.imposition.sheet[1] * scale)), "white")
    for slot in arrange(form.imposition, form.size, len(pages), direction)[0]:
        with Image.open(io.BytesIO(pages[slot.page - 1])) as page:
            size = round(form.size[0] * scale), round(form.size[1] * scale)
            drawn.paste(page.convert("RGB").resize(size), (round(slot.x * scale), round(slot.y * scale)))
    written = io.BytesIO()
    drawn.save(written, "PNG")
    return written.getvalue()


_NUMBERS = [f"{byte}," for byte in range(256)]
"""Every byte as Typst reads it soonest: a number in a list in JSON, which stands in a text."""


@lru_cache(maxsize=8)
def _document(given: Sheets) -> Ready:
    """Give everything but the pages; how many there are is asked once for all imprints."""
    form, data = given.form, json.loads(given.data)
    assert form.imposition is not None, "only imposed formats have sheets"
    sides = arrange(form.imposition, form.size, count_pages(given.pages), str(data["direction"]))
    width, height = form.imposition.sheet
    data |= {
        "format": form.data() | {"width": width, "height": height},
        "page_width": form.size[0],
        "page_height": form.size[1],
        "is_booklet": form.imposition.is_booklet,
        "sides": [[vars(slot) for slot in side] for side in sides],
    }
    return ready(given.pages.theme, "sheets", data, ())


@lru_cache(maxsize=64)
def count_pages(pages: Ready) -> int:
    """Count the pages of a document by laying it out."""
    return len(set_pages(pages, form="svg").files)


def arrange(imposition: Imposition, page: tuple[float, float], count: int, direction: str = "ltr") -> list[list[Slot]]:
    """Give the sides of all sheets, front and back in turn, with the pages that stand on them."""
    if imposition.is_booklet:
        return [list(side) for side in _fold(imposition, page, count, direction)]
    return [list(_repeat(imposition, page, number)) for number in range(1, count + 1)]


def _places(imposition: Imposition, page: tuple[float, float]) -> list[tuple[float, float]]:
    """Give the upper left corners of the places on a side, row by row, in the middle of the sheet."""
    left = (imposition.sheet[0] - imposition.across * page[0]) / 2
    top = (imposition.sheet[1] - imposition.down * page[1]) / 2
    return [
        (left + across * page[0], top + down * page[1])
        for down in range(imposition.down)
        for across in range(imposition.across)
    ]


def _repeat(imposition: Imposition, page: tuple[float, float], number: int) -> Iterator[Slot]:
    for at, (x, y) in enumerate(_places(imposition, page)):
        yield Slot(number, x, y, is_repeat=at > 0)


def _fold(imposition: Imposition, page: tuple[float, float], count: int, direction: str) -> Iterator[Iterator[Slot]]:
    """Give the sides of a booklet: the outer sheet first, its outer side first.

    Every second side is printed on the back of the one before it, the sheet flipped on its short edge.
    """
    pages = with_blanks(count)
    places = _places(imposition, page)
    if direction == "rtl":
        places.reverse()  # such a booklet has its back on the right: its first page stands on the left
    for low in range(0, len(pages) // 2, 2):
        high = len(pages) - 1 - low
        for pair in ((high, low), (low + 1, high - 1)):
            yield (Slot(pages[at], x, y, is_repeat=False) for at, (x, y) in zip(pair, places, strict=True))


def with_blanks(count: int) -> list[int]:
    """Give a booklet's pages in order, four to a sheet; blank ones (0) come before the last, which stays outside."""
    return [*range(1, count), *[0] * (-count % 4), count]
