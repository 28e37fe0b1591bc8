"""Share pictures: a Project goes in; the pictures that stand where a page's address is passed on come out.

Every page with something of its own to show has two: a wide one for link previews (Open Graph, https://ogp.me/) and a
square one for chat groups. They are orders like those for paper, so that those drawn before are kept.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image as Pixels

from clearheart.markup.nodes import Heading, Image
from clearheart.markup.tree import parse, plain, walk
from clearheart.model import Bank, Document, Edition, LeafletMeta, Project
from clearheart.orders import Order
from clearheart.print import drawings
from clearheart.print.coverage import SILENT, read_coverage
from clearheart.print.press import Ready, ready, set_pages
from clearheart.print.words import cut
from clearheart.problems import Problem, Spot
from clearheart.render import find_drawing

SHAPES = {"": ("wide", 1200, 630), "-square": ("square", 1080, 1080)}
"""What stands at the end of a picture's name: its shape, and its width and height in pixels."""

_DOORS = {"leaflets": "print-room", "quiz": "door-check"}
"""Drawings for sections whose name no door has."""
_GROUND = re.compile(r'^<svg[^>]*>\s*(?:<(?:title|desc)>[^<]*</\w+>\s*)*<rect[^>]*fill="(#\w+)"')
_SHOWN = re.compile(r"\]\(drawing:(?!door-)|^```+ *quiz\b", re.MULTILINE)
_MOST_WORDS = 150
_COLOURS = 64  # as many as the drawings' flat colours and the edges between them need


def share_orders(project: Project) -> Iterator[Order]:
    """Order the pictures of all pages that have their own: share/<language>/<page>.png."""
    theme = project.root / "theme"
    for edition in project.editions:
        for page in _pages(edition):
            data = _data(project, edition, page)
            for ending, (shape, width, height) in SHAPES.items():
                document = ready(theme, "share", data | {"format": _format(shape, width, height)})
                yield Order(f"share/{edition.code}/{share_name(page.name)}{ending}.png", draw_share, (document,))


def shared_pages(edition: Edition) -> list[str]:
    """Give the names of the pages that have pictures of their own; others show those of the home page."""
    return [*_own(edition), *_pageless(edition)]


def share_name(page_name: str) -> str:
    """Give the name of a page's picture without its ending: know/methamphetamine becomes know-methamphetamine."""
    return page_name.replace("/", "-")


def draw_share(document: Ready) -> bytes:
    """Draw a picture as a PNG of few colours; the same document gives the same bytes."""
    [drawn] = set_pages(document, form="png", dots_per_inch=72).files
    with Pixels.open(io.BytesIO(drawn)) as picture:
        few = picture.convert("RGB").quantize(_COLOURS, method=Pixels.Quantize.FASTOCTREE, dither=Pixels.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", compress_level=6)
    return written.getvalue()


def check_share(project: Project) -> Iterator[Problem]:
    """Find pages whose pictures would bear one name."""
    for edition in project.editions:
        first: dict[str, str] = {}
        for page in _pages(edition):
            other = first.setdefault(share_name(page.name), page.name)
            if other != page.name:
                what = f'the share picture of this page would have the name of that of "{other}"'
                yield Problem(Spot(page.path, 1), what, "give one of the two files another name")


@dataclass(frozen=True)
class _Page:
    """Hold what a page's pictures show of it."""

    path: str
    name: str
    title: str
    lead: str
    drawing: str


def _pages(edition: Edition) -> Iterator[_Page]:
    for document in _own(edition).values():
        yield _page(document)
    for name, bank in _pageless(edition).items():
        yield _Page(f"quizzes/{edition.code}/{bank.id}.yml", name, bank.title, bank.description, "")


def _own(edition: Edition) -> dict[str, Document]:
    """Give the pages with something of their own to show: the home page, leaflets, what has a drawing or a quiz."""
    return {
        document.name: document
        for document in edition.documents
        if document.name == "index" or document.is_leaflet or _SHOWN.search(document.text)
    }


def _pageless(edition: Edition) -> dict[str, Bank]:
    """Give the banks that have no page in content/, by the name of the one that is made for them."""
    written = {document.name for document in edition.documents}
    return {f"quiz/{bank.id}": bank for bank in edition.banks if f"quiz/{bank.id}" not in written}


def _page(document: Document) -> _Page:
    nodes = list(walk(parse(document.text, document.path, document.line)))
    heads = (plain(node.children) for node in nodes if isinstance(node, Heading) and node.level == 1)
    title = next(heads, "") or document.meta.title or document.name
    meta = document.meta
    lead = meta.lead if isinstance(meta, LeafletMeta) else meta.description
    drawing = meta.drawing if isinstance(meta, LeafletMeta) else _first_drawing(nodes)
    return _Page(document.path, document.name, title.replace("\n", " "), lead, drawing)


def _first_drawing(nodes: Iterable[object]) -> str:
    """Find the first drawing of a page that is a scene and no sign."""
    names = (node.target.removeprefix("drawing:") for node in nodes if isinstance(node, Image))
    return next((name for name in names if "/" not in name and not name.startswith("door-")), "")


def _data(project: Project, edition: Edition, page: _Page) -> dict[str, Any]:
    theme, code = project.root / "theme", edition.code
    site = str(edition.strings["site"]["name"])
    held = read_coverage(theme)
    title, lead = (_printable(text, held) for text in (page.title, page.lead))
    path = _drawing(theme, page)
    return {
        "language": code,
        "direction": edition.strings["site"]["direction"],
        "colours": {name.removeprefix("--ch-"): value for name, value in drawings.read_tokens(theme).items()},
        "words": {},
        "mark": drawings.fill(theme / "drawings" / "mark.svg", theme),
        "site": site,
        "address": project.settings.site_url.split("://", 1)[-1].rstrip("/"),
        "title": cut(title, code),
        "lead": cut(_shorten(lead), code),
        "drawing": drawings.fill(path, theme),
        "ground": _ground(path, theme),
        "is_scene": not path.stem.startswith("door-"),
    }


def _drawing(theme: Path, page: _Page) -> Path:
    section = page.name.split("/")[0]
    for name in (page.drawing, f"door-{section}", _DOORS.get(section, "")):
        if found := find_drawing(theme, name):
            return found
    return theme / "drawings" / "home.svg"


def _ground(path: Path, theme: Path) -> str:
    """Give the colour on which a drawing stands: that of the rectangle which its file begins with."""
    found = _GROUND.search(drawings.fill(path, theme))
    return found[1] if found else drawings.read_tokens(theme)["--ch-dawn"]


def _printable(text: str, held: frozenset[int]) -> str:
    """Leave out what no font of ours can show; `check` tells of it where it would be missed."""
    return "".join(character for character in text.translate(SILENT) if ord(character) in held)


def _shorten(text: str) -> str:
    """Cut a long description at the end of a sentence, or else of a word."""
    if len(text) <= _MOST_WORDS:
        return text
    begin = text[:_MOST_WORDS]
    end = max(begin.rfind(mark) for mark in (". ", "。", "！", "？", "? "))
    return begin[: end + 1] if end > 0 else begin.rsplit(" ", 1)[0].rstrip(",;:，；：") + "…"


def _format(shape: str, width: int, height: int) -> dict[str, Any]:
    return {"name": shape, "width": width, "height": height, "unit": 1, "bleed": 0, "is_grey": False}
