"""Slide: what stands on one slide of a talk, whatever program shows it.

Made by `deck`; read by `powerpoint` and `slides_pdf`. Lengths are points of a slide of 960 x 540.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from clearheart.office.pictures import Picture
from clearheart.office.runs import Run, plain_text

WIDTH, HEIGHT = 960.0, 540.0
EDGE = 48.0
TITLE_TOP, TITLE_HEIGHT, TITLE_SIZE = 22.0, 86.0, 36.0
BODY_TOP, BODY_HEIGHT = 134.0, 358.0
GAP = 28.0
PICTURE_WIDTH = 300.0
ROW_TOP, ROW_HEIGHT = 240.0, 214.0
"""Where the pictures of a question stand."""
LEAST_SIZE = 20.0
"""What is smaller cannot be read from the last row."""

Role = Literal["text", "head", "bullet", "number", "option", "right", "label", "quote", "note"]
Kind = Literal["title", "words", "urgent", "question", "answer", "sources", "help"]


@dataclass(frozen=True)
class Entry:
    """Hold one paragraph of a slide."""

    line: int
    role: Role
    runs: tuple[Run, ...]
    mark: int = 0
    """The number of a step, or the place of an option's letter, from 1 on."""
    level: int = 1

    @property
    def text(self) -> str:
        """Give the words with the number or letter before them."""
        words = plain_text(self.runs)
        if self.role == "number":
            return f"{self.mark}. {words}"
        if self.role in ("option", "right") and self.mark:
            return f"{letter(self.mark)}. {words}"
        return words


@dataclass(frozen=True)
class Slide:
    """Hold one slide."""

    kind: Kind
    title: str
    line: int
    entries: tuple[Entry, ...] = ()
    size: float = 24.0
    picture: Picture | None = None
    notes: str = ""
    row: tuple[Picture, ...] = ()
    """The pictures from which a question lets choose, below its words."""

    @property
    def body_width(self) -> float:
        """Give the width that the words have."""
        return body_width(self.picture is not None)


@dataclass(frozen=True)
class HelpRow:
    """Hold a help line as the last slide shows it."""

    number: str
    situation: str
    hours: str


@dataclass(frozen=True)
class Deck:
    """Hold all slides of a talk, and what its files say of themselves."""

    title: str
    slides: tuple[Slide, ...]
    help: tuple[HelpRow, ...] = ()
    code: Picture | None = field(default=None, repr=False)
    address: str = ""


def body_width(has_picture: bool) -> float:
    """Give the width that words have on a slide."""
    return WIDTH - 2 * EDGE - ((PICTURE_WIDTH + GAP) if has_picture else 0)


def row_places(row: tuple[Picture, ...]) -> list[tuple[float, float, float, float]]:
    """Give left, top, width and height of each picture of a row."""
    room = (WIDTH - 2 * EDGE - (len(row) - 1) * GAP) / max(len(row), 1)
    places = []
    for at, picture in enumerate(row):
        width = min(room, ROW_HEIGHT * picture.shape)
        left = EDGE + at * (room + GAP) + (room - width) / 2
        height = width / picture.shape
        places.append((left, ROW_TOP + (ROW_HEIGHT - height) / 2, width, height))
    return places


def letter(place: int) -> str:
    """Give the letter of the option at a place, from 1 on."""
    return chr(ord("A") + place - 1)
