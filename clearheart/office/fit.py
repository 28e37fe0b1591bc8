"""Fit words onto slides: entries and the room for them go in, the entries of each slide and its size come out.

Widths are those of our own font with some room to spare, since other fonts may take its place in PowerPoint; lines
have a fixed height there, so that heights hold in every font.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from clearheart.office.runs import plain_text
from clearheart.office.slide import BODY_HEIGHT, LEAST_SIZE, Entry

LARGE, USUAL = (32.0, 30.0, 28.0, 26.0), 24.0
_SMALLER = (22.0, LEAST_SIZE)
_SPARE = 1.08
_MEASURED = 100
SPACE = 0.5
"""The air above a paragraph, in sizes of its words."""

Width = Callable[[int], float]
"""Gives the width of the words on the first, second, ... slide of a section."""


def line_height(language: str) -> float:
    """Give the height of a line, in sizes of its words."""
    return 1.4 if language.startswith("zh") else 1.25


def size_of(entry: Entry, size: float) -> float:
    """Give the size of an entry's words on a slide of a size."""
    return max(LEAST_SIZE, 0.85 * size) if entry.role == "label" else size


def indent_of(entry: Entry) -> float:
    """Give how far an entry stands in, in sizes of its words; numbers may have two digits."""
    if entry.role == "number":
        return 1.8 * entry.level
    is_listed = entry.role in ("bullet", "option") or (entry.role == "right" and entry.mark > 0)
    return 1.4 * entry.level if is_listed else 0


class Fitting:
    """Divide entries between slides."""

    def __init__(self, theme: Path, language: str) -> None:
        self._font = theme / "fonts" / "NotoSansCJKsc-Regular.otf"
        self._line = line_height(language)

    def fit(
        self, entries: Sequence[Entry], width: Width, is_question: bool = False
    ) -> list[tuple[float, tuple[Entry, ...]]]:
        """Give each slide's size and entries: all on one in the largest size, or several in the usual one.

        What belongs to one question rather becomes smaller than parted.
        """
        if not entries:
            return []
        for size in (*LARGE, USUAL, *(_SMALLER if is_question else ())):
            if self.height(entries, size, width(0)) <= BODY_HEIGHT:
                return [(size, tuple(entries))]
        parts = _parts(entries)
        is_parted = all(self.height(part, USUAL, width(0)) <= BODY_HEIGHT for part in parts)
        pages = self._pages(parts if is_parted else _groups(entries), width)
        for size in (*LARGE, USUAL):
            if all(self.height(page, size, width(at)) <= BODY_HEIGHT for at, page in enumerate(pages)):
                return [(size, tuple(page)) for page in pages]
        return [self._sized(page, width(at)) for at, page in enumerate(pages)]

    def height(self, entries: Sequence[Entry], size: float, width: float) -> float:
        """Give the height that entries take."""
        tall = sum(self._entry_height(entry, size, width) for entry in entries)
        return tall - (SPACE * size_of(entries[0], size) if entries else 0)

    def lines(self, text: str, size: float, width: float) -> int:
        """Give the number of lines that a text takes."""
        room = width / (size * _SPARE) * _MEASURED
        return sum(_lines(part, self._font, room) for part in text.split("\n"))

    def _entry_height(self, entry: Entry, size: float, width: float) -> float:
        own = size_of(entry, size)
        lines = self.lines(plain_text(entry.runs), own, width - indent_of(entry) * own)
        return own * (self._line * lines + SPACE)

    def _sized(self, page: Sequence[Entry], width: float) -> tuple[float, tuple[Entry, ...]]:
        """Give one slide's size; the least one where even that does not suffice."""
        fitting = (size for size in (USUAL, *_SMALLER) if self.height(page, size, width) <= BODY_HEIGHT)
        return next(fitting, LEAST_SIZE), tuple(page)

    def _pages(self, groups: Sequence[Sequence[Entry]], width: Width) -> list[list[Entry]]:
        """Divide entries between as few slides as they need, and about evenly."""
        count = len(self._filled(groups, width, BODY_HEIGHT))
        low, high = 0.0, BODY_HEIGHT
        for _ in range(8):
            middle = (low + high) / 2
            if len(self._filled(groups, width, middle)) <= count:
                high = middle
            else:
                low = middle
        return self._filled(groups, width, high)

    def _filled(self, groups: Sequence[Sequence[Entry]], width: Width, limit: float) -> list[list[Entry]]:
        pages: list[list[Entry]] = [[]]
        for group in groups:
            if pages[-1] and self.height([*pages[-1], *group], USUAL, width(len(pages) - 1)) > limit:
                pages.append([])
            pages[-1] += group
        return pages


def _parts(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Put together what stands below one heading."""
    parts: list[list[Entry]] = [[]]
    for entry in entries:
        if entry.role == "head" and parts[-1]:
            parts.append([])
        parts[-1].append(entry)
    return parts


def _groups(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Put together what must not be parted: a heading and what follows it, a moment and what is said then."""
    groups: list[list[Entry]] = []
    for entry in entries:
        if groups and groups[-1][-1].role in ("head", "label"):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


@lru_cache(maxsize=4096)
def _lines(text: str, font: Path, room: float) -> int:
    """Count lines as programs break them: at spaces, and beside every Chinese character."""
    lines, used = 1, 0.0
    for word in _words(text):
        long = sum(_advance(character, font) for character in word)
        if used and used + long > room:
            lines, used = lines + 1, 0.0
        used += long
        while used > room:  # a word longer than a line
            lines, used = lines + 1, used - room
    return lines


def _words(text: str) -> list[str]:
    words = [""]
    for character in text:
        is_wide = ord(character) >= 0x2E80
        if is_wide or (words[-1][-1:] == " " and character != " ") or ord(words[-1][-1:] or "a") >= 0x2E80:
            words.append("")
        words[-1] += character
    return words


@lru_cache(maxsize=8192)
def _advance(character: str, font: Path) -> float:
    return _open(font).getlength(character)


@lru_cache(maxsize=2)
def _open(font: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, _MEASURED)
