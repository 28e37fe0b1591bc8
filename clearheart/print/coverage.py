"""Ask whether the fonts hold every character of a leaflet, before it is set.

In comes a print job; out come problems that name the character and its line. theme/fonts/coverage.txt says what the
fonts hold; tools/make_fonts.py writes it from their cmap tables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from clearheart.markup.nodes import Box, Code, Fence, Text
from clearheart.markup.tree import parse
from clearheart.print.job import PrintJob
from clearheart.problems import Problem, Spot

# What Typst is given in place of characters that only steer the layout and have no shape: nothing, or a plain space.
SILENT = {ord(character): None for character in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f\u00ad"}


def check_text_coverage(job: PrintJob) -> list[Problem]:
    """Report every character on paper that no font of theme/fonts holds, with the line where it stands."""
    held = read_coverage(job.theme)
    found = {missing_problem(spot, character) for spot, text in _words(job) for character in find_missing(text, held)}
    for spot, text in _surroundings(job):
        found |= {
            missing_problem(find_line(job.root, spot, character), character) for character in find_missing(text, held)
        }
    if job.beside:
        found |= set(check_text_coverage(job.beside))
    return sorted(found)


@lru_cache(maxsize=8)
def read_coverage(theme: Path) -> frozenset[int]:
    """Read the characters that the fonts hold together."""
    lines = (theme / "fonts" / "coverage.txt").read_text("utf-8").splitlines()
    runs = [run for line in lines if not line.startswith("#") for run in line.split()[1:]]
    return frozenset(code for run in runs for code in _codes(run))


def _codes(run: str) -> range:
    first, _, last = run.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def find_missing(text: str, held: frozenset[int]) -> set[str]:
    """Give the characters of a text that have a shape and are in no font."""
    return {character for character in text.translate(SILENT) if ord(character) not in held} - set("\r\n\t")


def _words(job: PrintJob) -> Iterator[tuple[Spot, str]]:
    """Give the words of the leaflet's Markdown, entities resolved, each with its place."""
    document = job.document
    nodes: list[Any] = list(parse(document.text, document.path, document.line).children)
    while nodes:
        node = nodes.pop()
        if isinstance(node, (Text, Code)):
            yield Spot(document.path, node.line), node.text
        elif isinstance(node, Box):
            yield Spot(document.path, node.line), node.title
        elif isinstance(node, Fence) and node.info == "figure" and (figure := job.figure(node.body.strip())):
            for text in figure.texts(document.language):
                yield figure.spot, text
        nodes += getattr(node, "children", ())


def _surroundings(job: PrintJob) -> Iterator[tuple[Spot, str]]:
    """Give every other text on the leaflet, with the place from which on it can be found."""
    document, meta, language = job.document, job.meta, job.document.language
    for text in (meta.lead, meta.reader):
        yield Spot(document.path, 1), text
    for line in job.helplines:
        for text in (line.number, line.situation.get(language, ""), line.hours.get(language, "")):
            yield line.spot, text
    for name, source in job.sources.items():
        if f"@{name}" in document.text or any(name in figure.sources for figure in job.figures):
            yield source.spot, f"{source.title} {source.publisher} {source.issued}"
    site, strings = job.words["site"], Spot(f"theme/strings/{language}.yml", 1)
    letter = job.words["letter"].values() if job.format.template == "letter" else ()
    for text in (site["name"], site["undated"], *job.words["print"].values(), *letter):
        yield strings, text


def find_line(root: Path, spot: Spot, character: str) -> Spot:
    """Find the line on which a character stands; where it is written in another way, keep the place given."""
    path = root / spot.path
    lines = path.read_text("utf-8").split("\n") if path.is_file() else []
    places = (number for number, line in enumerate(lines, 1) if number >= spot.line and character in line)
    return Spot(spot.path, next(places, spot.line))


def missing_problem(spot: Spot, character: str) -> Problem:
    """Tell that no font holds a character."""
    name = unicodedata.name(character, "a character without a name")
    what = f'no font of theme/fonts holds "{character}" (U+{ord(character):04X} {name})'
    return Problem(spot, what, "write it another way, or add it to tools/make_fonts.py")
