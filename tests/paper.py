"""Printed leaflets, read back: where each word stands, in which size, and what is drawn where."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from xml.etree import ElementTree

import cv2
import numpy
import pypdf
import pytest

from clearheart.print import Leaflet, PrintJob, prepare_leaflet
from tests.test_print import JOBS, squeeze, words_of

MM = 72 / 25.4
DOTS = 100
"""Dots per inch of the pages' pictures."""
UNPRINTABLE = 4.0
"""Millimetres at the edges of the paper that an office printer leaves white."""

FULL_WIDTH = tuple("，。、；：！？）》")


@dataclass(frozen=True)
class Word:
    """Hold a word and its place on the page, in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Printed:
    """Hold a leaflet printed in one format, beside the Markdown that it was made of."""

    def __init__(self, job: PrintJob, text: str, form: str) -> None:
        """Print a leaflet; `text` is its whole Markdown file."""
        self.job, self.text = replace(job, form=form), text

    @cached_property
    def leaflet(self) -> Leaflet:
        return prepare_leaflet(self.job)

    @cached_property
    def pdf(self) -> bytes:
        return self.leaflet.print()

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.pdf))

    @cached_property
    def pages(self) -> list[str]:
        """Each page's text in the order of the file, without spaces."""
        return [squeeze(page.extract_text()) for page in self.reader.pages]

    @cached_property
    def raw_pages(self) -> list[str]:
        """Each page's text as another program reads it."""
        made = subprocess.run(["pdftotext", "-raw", "-", "-"], input=self.pdf, capture_output=True, check=True)
        return [squeeze(page) for page in made.stdout.decode().split("\f")[:-1]]

    @cached_property
    def words(self) -> list[list[Word]]:
        """Each page's words with their places."""
        made = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=self.pdf, capture_output=True, check=True)
        pages = ElementTree.fromstring(made.stdout).iter("{http://www.w3.org/1999/xhtml}page")
        return [[_word(word) for word in page] for page in pages]

    @cached_property
    def sizes(self) -> dict[float, str]:
        """The sizes of type in points, each with some words set in it."""
        found: dict[float, str] = {}

        def visit(text: str, page: list[float], line: list[float], _: object, size: float) -> None:
            if text.strip():
                found.setdefault(round(size * abs(page[3] * line[3]), 2), text.strip())

        for page in self.reader.pages:
            page.extract_text(visitor_text=visit)
        return found

    @cached_property
    def pictures(self) -> list[numpy.ndarray]:
        """The pages as they look."""
        return [decode(page) for page in self.leaflet.draw(DOTS)]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the first page in millimetres."""
        box = self.reader.pages[0].mediabox
        return float(box.width) / MM, float(box.height) / MM

    @property
    def front(self) -> tuple[str, str]:
        """The title and the numbered points, as they are printed."""
        title, points, _ = self._parts
        return title, points

    @property
    def back(self) -> str:
        """What follows the author's line of ---, as it is printed."""
        return self._parts[2]

    @cached_property
    def _parts(self) -> tuple[str, str, str]:
        title, *points = self.text.split("---\n")[2].split("\n## ")
        numbered = [f"{number}\n{point}" for number, point in enumerate(points, 1)]
        found = words_of(" SPLIT ".join([title, *numbered, self.text.split("\n---\n", 2)[2]])).split("SPLIT")
        return found[0], "".join(found[1:-1]), found[-1]

    def said(self, *keys: str) -> list[str]:
        """Give some words of the print group, up to their first placeholder."""
        return [squeeze(str(self.job.words["print"][key]).split("{")[0]) for key in keys]

    @property
    def numbers(self) -> list[str]:
        """The help lines, each with its number, what it is for, and its hours."""
        language = self.job.document.language
        return [squeeze(line.number + line.situation[language] + line.hours[language]) for line in self.job.helplines]

    @property
    def address(self) -> str:
        return self.job.url.split("://")[1].rstrip("/")


def _word(given: ElementTree.Element) -> Word:
    left, top, right, bottom = (float(given.attrib[side]) / MM for side in ("xMin", "yMin", "xMax", "yMax"))
    text = given.text or ""
    # The right half of a full-width mark is empty, and may hang over the end of a line.
    return Word(text, left, top, right - (0.5 * (bottom - top) if text[-1:] in FULL_WIDTH else 0), bottom)


def decode(page: bytes) -> numpy.ndarray:
    """Turn a PNG into rows of pixels."""
    picture = cv2.imdecode(numpy.frombuffer(page, numpy.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return picture


def printed_in(form: str, twin: str) -> list[object]:
    """Give the parameters of a test: every leaflet in a format, and the first few in its twin on US paper."""
    given = [(param.values, param.id) for param in JOBS]
    made = [(values, form, f"{name}-{form}") for values, name in given]
    made += [(values, twin, f"{name}-{twin}") for values, name in (given[1], given[2], given[-1])]
    return [pytest.param(Printed(job, text, form), id=name) for (job, text), form, name in made]


def in_order(text: str, parts: list[str]) -> list[str]:
    """Give the parts that do not follow each other in a text."""
    missing, at = [], 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            missing.append(part)
        else:
            at = found + len(part)
    return missing


def crossing(picture: numpy.ndarray, width: float = UNPRINTABLE) -> list[str]:
    """Name the edges of a page at which something else than a ground or a straight line runs into the margin.

    A ground or a line that runs off the paper is of one colour all the way through the margin.
    """
    strip = round(width / 25.4 * DOTS)
    found = {"top": picture[:strip], "bottom": picture[-strip:]}
    found |= {"left": picture[:, :strip].swapaxes(0, 1), "right": picture[:, -strip:].swapaxes(0, 1)}
    return [name for name, rows in found.items() if int(numpy.ptp(rows.astype(int), axis=0).max()) > 24]


def outside(words: list[Word], size: tuple[float, float], margin: float = UNPRINTABLE) -> list[Word]:
    """Give the words that stand outside the printable area."""
    width, height = size
    return [
        word
        for word in words
        if min(word.left, word.top) < margin or word.right > width - margin or word.bottom > height - margin
    ]


def overlapping(words: list[Word]) -> Iterator[tuple[str, str]]:
    """Find words that stand on each other; small numbers above the line may touch their neighbours."""
    for one, other in ((one, other) for at, one in enumerate(words) for other in words[at + 1 :]):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        least = min(one.bottom - one.top, other.bottom - other.top)
        if across > 0.6 * least and down > 0.5 * least:
            yield one.text, other.text


def wrong_line_ends(printed: Printed) -> list[str]:
    """Give the lines of Chinese that begin or end with a mark that must not stand there."""
    lines = [line.strip() for page in printed.reader.pages for line in page.extract_text().splitlines() if line.strip()]
    return [line for line in lines if re.match("[，。、；：！？”’）》]", line) or re.search("[“‘（《]$", line)]


def tags(printed: Printed) -> list[str]:
    """List the roles of the structure tree, in its order."""
    found: list[str] = []

    def walk(node: object) -> None:
        given = node.get_object() if isinstance(node, pypdf.generic.PdfObject) else node
        if isinstance(given, list):
            for child in given:
                walk(child)
        elif isinstance(given, dict):
            if "/S" in given:
                found.append(str(given["/S"]))
            if "/K" in given:
                walk(given["/K"])

    walk(printed.reader.root_object["/StructTreeRoot"])
    return found


def claims_both_standards(printed: Printed) -> bool:
    """Say whether a file claims PDF/UA-1 and PDF/A-2a, and is tagged."""
    catalog = printed.reader.root_object
    metadata = catalog["/Metadata"].get_data().decode("utf-8")
    wanted = ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<")
    return bool(catalog["/MarkInfo"]["/Marked"]) and all(part in metadata for part in wanted)


def levels_follow(roles: list[str]) -> bool:
    """Say whether no level of headings is left out."""
    levels = [int(role[2]) for role in roles if re.fullmatch(r"/H\d", role)]
    return levels[:1] == [1] and levels.count(1) == 1 and all(after <= before + 1 for before, after in pairwise(levels))
