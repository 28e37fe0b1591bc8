"""A talk as PDF: a Deck goes in, what Typst needs to set it comes out (theme/print/slides.typ)."""

from __future__ import annotations

from typing import Any

from clearheart.office.fit import SPACE, indent_of, line_height
from clearheart.office.pictures import Picture
from clearheart.office.runs import Run
from clearheart.office.slide import (
    BODY_HEIGHT,
    BODY_TOP,
    EDGE,
    LEAST_SIZE,
    PICTURE_WIDTH,
    ROW_HEIGHT,
    ROW_TOP,
    TITLE_HEIGHT,
    TITLE_SIZE,
    TITLE_TOP,
    Deck,
    Entry,
    Slide,
    row_places,
)
from clearheart.print import drawings
from clearheart.print.coverage import SILENT
from clearheart.print.job import Data, PrintJob
from clearheart.print.press import Ready, ready, set_pages
from clearheart.print.words import cut
from clearheart.problems import ClearheartError, Problem, Spot

_PLACES = {
    "edge": EDGE,
    "title-top": TITLE_TOP,
    "title-height": TITLE_HEIGHT,
    "title-size": TITLE_SIZE,
    "body-top": BODY_TOP,
    "body-height": BODY_HEIGHT,
    "picture-width": PICTURE_WIDTH,
    "row-bottom": ROW_TOP + ROW_HEIGHT,
}


def deck_ready(deck: Deck, job: PrintJob) -> Ready:
    """Make a deck ready for Typst."""
    meta, site, language = job.document.meta, job.words["site"], job.document.language
    words = job.words["slides"]
    data: dict[str, Any] = {
        "language": language,
        "direction": site["direction"],
        "plain_title": deck.title,
        "author": site["name"],
        "description": meta.description,
        "keywords": list(meta.tags),
        "date": [job.date.year, job.date.month, job.date.day],
        "colours": {name.removeprefix("--ch-"): value for name, value in drawings.read_tokens(job.theme).items()},
        "format": {"name": "slides", "width": 338.7, "height": 190.5, "unit": 1, "bleed": 0, "is_grey": False},
        "words": {"scan": job.word("scan"), "columns": [words[key] for key in ("number", "situation", "hours")]},
        "url": job.url,
        "talk": {
            "places": _PLACES,
            "line": line_height(language),
            "space": SPACE,
            "least": LEAST_SIZE,
            "slides": [_slide(slide, language) for slide in deck.slides],
            "help": [{"number": row.number, "situation": row.situation, "hours": row.hours} for row in deck.help],
            "code": _picture(deck.code),
            "address": deck.address,
        },
    }
    return ready(job.theme, "slides", data)


def set_deck(document: Ready, path: str) -> bytes:
    """Give a deck as a tagged PDF; the same deck gives the same bytes. `path` is the author's file."""
    made = set_pages(document)
    if made.warnings:
        mend = "simplify this page's Markdown, or report it with the page"
        what = [f"the slides cannot be set: {warning.message}" for warning in made.warnings]
        raise ClearheartError(Problem(Spot(path), text, mend) for text in what)
    return made.files[0]


def _slide(slide: Slide, language: str) -> Data:
    return {
        "kind": slide.kind,
        "title": slide.title,
        "phrases": cut(slide.title, language),
        "line": slide.line,
        "size": slide.size,
        "width": slide.body_width,
        "room": ROW_TOP - BODY_TOP if slide.row else BODY_HEIGHT,
        "entries": [_entry(entry) for entry in slide.entries],
        "picture": _picture(slide.picture),
        "row": [_picture(picture) for picture in slide.row],
        "row-places": row_places(slide.row),
    }


def _entry(entry: Entry) -> Data:
    runs = [_run(run) for run in entry.runs]
    return {"role": entry.role, "mark": entry.mark, "level": entry.level, "indent": indent_of(entry), "runs": runs}


def _run(run: Run) -> Data:
    text = run.text.translate(SILENT)
    return {"text": text, "is_strong": run.is_strong, "link": run.link, "is_number": run.is_number}


def _picture(picture: Picture | None) -> Data | None:
    if picture is None:
        return None
    return {"svg": picture.svg, "bytes": list(picture.bitmap), "alt": picture.alt, "caption": picture.caption}
