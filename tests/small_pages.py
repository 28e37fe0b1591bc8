"""Leaflets in the formats that stand several on a sheet, and ways to read their PDFs back."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy
import pypdf
from pypdf.generic import DictionaryObject

from clearheart.print import PrintJob, prepare_leaflet
from tests.test_print import LEAFLETS, ROOT, real_job, squeeze

POINTS = 72 / 25.4
"""PDF's points in a millimetre."""

JOBS = [real_job(path) for path in LEAFLETS]
"""Every leaflet of the project, in every language."""


def name_of(job: PrintJob) -> str:
    return f"{job.document.language}-{job.document.name.rpartition('/')[2]}"


def find_job(name: str, form: str) -> PrintJob:
    """Find one of the project's own leaflets: find_job("zh/talking-at-the-table", "booklet")."""
    language, leaflet = name.split("/")
    return replace(real_job(ROOT / "content" / language / "leaflets" / f"{leaflet}.md"), form=form)


@cache
def made(name: str, form: str) -> tuple[bytes, bytes]:
    """Give the sheets of one of the project's leaflets, and its reading edition; each is made once."""
    leaflet = prepare_leaflet(find_job(name, form))
    return leaflet.print(), leaflet.read()


@dataclass(frozen=True)
class Word:
    """Hold a word as it stands on paper, in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</word>')


def words_on(pdf: bytes) -> list[list[Word]]:
    """Give the words of every page with their places, as pdftotext finds them."""
    said = run("pdftotext", "-bbox", "-", "-", given=pdf).decode("utf-8")
    return [
        [Word(match[5], *(float(match[at]) / POINTS for at in range(1, 5))) for match in _WORD.finditer(page)]
        for page in said.split("<page ")[1:]
    ]


def text_in(pdf: bytes, page: int, x: float, y: float, width: float, height: float) -> str:
    """Give the text of one part of a page (from 1), without spaces; its place is given in millimetres."""
    place = [str(round(value * POINTS)) for value in (x, y, width, height)]
    area = [part for pair in zip(("-x", "-y", "-W", "-H"), place, strict=True) for part in pair]
    return squeeze(run("pdftotext", "-f", str(page), "-l", str(page), *area, "-", "-", given=pdf).decode("utf-8"))


def draw(pdf: bytes, page: int, dots_per_inch: int) -> numpy.ndarray:
    """Draw a page (from 1)."""
    options = ("-f", str(page), "-l", str(page), "-r", str(dots_per_inch), "-png", "-singlefile")
    drawn = cv2.imdecode(numpy.frombuffer(run("pdftoppm", *options, "-", given=pdf), numpy.uint8), cv2.IMREAD_COLOR)
    assert drawn is not None
    return drawn


def run(*command: str, given: bytes) -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


def open_pdf(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def type_sizes(page: pypdf.PageObject) -> dict[float, str]:
    """Give the text of a page by its size in points."""
    found: dict[float, str] = {}

    def visit(text: str, current: list[float], matrix: list[float], _: object, size: float) -> None:
        if text.strip():
            key = round(abs(size * matrix[3] * current[3]), 1)
            found[key] = found.get(key, "") + text

    page.extract_text(visitor_text=visit)
    return found


def tags_of(pdf: pypdf.PdfReader) -> Iterator[DictionaryObject]:
    """Give every element of the structure tree, in reading order."""

    def walk(node: object) -> Iterator[DictionaryObject]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for part in node:
                yield from walk(part)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    return walk(pdf.root_object["/StructTreeRoot"]["/K"])


def headings(pdf: pypdf.PdfReader) -> list[str]:
    """Give the kinds of the headings, in reading order."""
    return [str(tag["/S"]) for tag in tags_of(pdf) if re.fullmatch(r"/H\d", str(tag["/S"]))]
