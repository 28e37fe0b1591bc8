"""Ask whether the fonts hold every character of a leaflet, before it is set.

In comes a print job; out come problems that name the character and its line. theme/fonts/coverage.txt says what the
fonts hold; tools/make_fonts.py writes it from their cmap tables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from clearheart.print.job import PrintJob
from clearheart.problems import Problem, Spot

# What Typst is given in place of characters that only steer the layout and have no shape: nothing, or a plain space.
SILENT = {ord(character): None for character in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f\u00ad"}


def check_text_coverage(job: PrintJob) -> list[Problem]:
    """Report every character that no font of theme/fonts holds, once a line."""
    held = read_coverage(job.theme)
    return [
        _problem(Spot(spot.path, spot.line + number), character)
        for spot, text in _texts(job)
        for number, line in enumerate(text.split("\n"))
        for character in sorted({character for character in line.translate(SILENT) if ord(character) not in held})
        if character not in "\r\t"
    ]


@lru_cache(maxsize=8)
def read_coverage(theme: Path) -> frozenset[int]:
    """Read the characters that the fonts hold together."""
    lines = (theme / "fonts" / "coverage.txt").read_text("utf-8").splitlines()
    runs = [run for line in lines if not line.startswith("#") for run in line.split()[1:]]
    return frozenset(code for run in runs for code in _codes(run))


def _codes(run: str) -> range:
    first, _, last = run.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def _texts(job: PrintJob) -> Iterator[tuple[Spot, str]]:
    document, meta, language = job.document, job.meta, job.document.language
    yield Spot(document.path, document.line), document.text
    for text in (meta.title, meta.lead, meta.reader, meta.description):
        yield document.spot, text
    for line in job.helplines:
        for texts in (line.situation, line.hours):
            yield line.spot, _in_language(texts, language)
    for name, source in job.sources.items():
        if f"@{name}" in document.text:
            yield source.spot, f"{source.title} {source.publisher} {source.issued}"


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language, next(iter(texts.values()), ""))


def _problem(spot: Spot, character: str) -> Problem:
    name = unicodedata.name(character, "a character without a name")
    what = f'no font of theme/fonts holds "{character}" (U+{ord(character):04X} {name})'
    return Problem(spot, what, "write it another way, or add it to tools/make_fonts.py")
