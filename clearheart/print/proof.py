"""Proof a leaflet: a print job goes in, its problems come out, or its pages.

Whatever keeps a leaflet from being printed well is told with its Markdown line; nothing is cut or left out silently.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import typst

from clearheart.print import impose
from clearheart.print.coverage import check_text_coverage
from clearheart.print.formats import FORMATS
from clearheart.print.job import Data, PrintJob
from clearheart.print.long_words import tell_long_word
from clearheart.print.pictures import grey_imprint, pictures_in, tell_coarse
from clearheart.print.prepare import prepare
from clearheart.print.press import READING, Form, Ready, query, ready, set_pages
from clearheart.problems import ClearheartError, Problem, Spot

_TOLERANCE = 0.05  # millimetres that rounding may cost


@dataclass(frozen=True)
class Leaflet:
    """Hold a leaflet that is ready to be printed, in one format, as often as there are imprints."""

    path: str
    """The author's file."""
    form: str
    pages: Ready
    """The reading edition: page by page."""
    sheets: impose.Sheets | None = None
    """How its pages stand on a sheet, where the format is imposed."""

    def print(self, imprint: Data | None = None) -> bytes:
        """Give the PDF that is published, with a local organisation's imprint or with lines to write on.

        Raises ClearheartError where the imprint does not fit.
        """
        pages = self.read(imprint)
        return pages if self.sheets is None else impose.impose(self.sheets, pages)

    def read(self, imprint: Data | None = None) -> bytes:
        """Give the reading edition as PDF, whatever stands on a sheet."""
        return self._set(imprint, "pdf")[0]

    def draw(self, dots_per_inch: float = 96, imprint: Data | None = None) -> list[bytes]:
        """Give the pages of the reading edition as PNG pictures."""
        return self._set(imprint, "png", dots_per_inch)

    def picture(self, pixels: int) -> bytes:
        """Give the first side of the paper as PNG, so many pixels wide."""
        form = FORMATS[self.form]
        sheet = form.imposition.sheet if form.imposition else form.size
        pages = self.draw(pixels / (sheet[0] / 25.4))
        if form.imposition is None:
            return pages[0]
        return impose.draw_side(form, pages, pixels, json.loads(self.pages.data)["direction"])

    def trace(self, imprint: Data | None = None) -> list[bytes]:
        """Give the pages of the reading edition as SVG."""
        return self._set(imprint, "svg")

    def _set(self, imprint: Data | None, form: Form, dots_per_inch: float | None = None) -> list[bytes]:
        if imprint and FORMATS[self.form].is_grey:
            imprint = grey_imprint(imprint)
        try:
            made = set_pages(self.pages, imprint, form, dots_per_inch)
        except typst.TypstError as error:
            raise ClearheartError([_as_problem(self.path, error)]) from error
        if made.warnings:
            raise ClearheartError([_as_problem(self.path, warning) for warning in made.warnings])
        return made.files


def prepare_leaflet(job: PrintJob) -> Leaflet:
    """Make a leaflet ready to be printed; raises ClearheartError with all that its text lacks."""
    prepared = prepare(job)
    problems = [*prepared.problems, *prepared.faults, *check_text_coverage(job)]
    if problems:
        raise ClearheartError(problems)
    return _leaflet(job, prepared.data)


def check_words(job: PrintJob) -> list[Problem]:
    """Report what a leaflet's text lacks to be laid out at all; `check` tells what every page may lack."""
    return sorted({*prepare(job).problems, *check_text_coverage(job)})


def check_leaflet(job: PrintJob) -> list[Problem]:
    """Report everything that keeps a leaflet from being printed well."""
    prepared = prepare(job)
    problems = [*prepared.problems, *check_text_coverage(job)]
    if problems or prepared.faults:
        return sorted(set(problems))  # the layout of half a leaflet would only mislead
    return read_problems(proof(_leaflet(job, prepared.data)))


def proof(leaflet: Leaflet) -> bytes:
    """Lay a leaflet out: give what does not fit, as `write_proof` writes it, and its reading edition."""
    try:
        made = set_pages(leaflet.pages)
    except typst.TypstError as error:
        return write_proof(_explain(leaflet, error), b"")
    problems = [_as_problem(leaflet.path, warning) for warning in made.warnings]
    regions = query(leaflet.pages, "region")
    problems += [_region_problem(leaflet, region) for region in regions if region["excess"] > _TOLERANCE]
    return write_proof(problems, made.files[0])


def write_proof(problems: Iterable[Problem], pages: bytes) -> bytes:
    """Join problems, as JSON on a first line, and a PDF."""
    told = [(problem.spot.path, problem.spot.line, problem.what, problem.mend) for problem in sorted(set(problems))]
    return json.dumps(told).encode() + b"\n" + pages


def read_problems(made: bytes) -> list[Problem]:
    """Give the problems of a proof."""
    return [Problem(Spot(path, line), what, mend) for path, line, what, mend in json.loads(made.partition(b"\n")[0])]


def read_pages(made: bytes) -> bytes:
    """Give the PDF of a proof."""
    return made.partition(b"\n")[2]


def _leaflet(job: PrintJob, data: Data) -> Leaflet:
    form, path = job.format, job.document.path
    pages = ready(job.theme, form.template, data, READING)
    if form.imposition is None:
        return Leaflet(path, form.name, pages)
    return Leaflet(path, form.name, pages, impose.sheets(form, pages, data))


def _region_problem(leaflet: Leaflet, region: dict[str, Any]) -> Problem:
    """Say of a part of the sheet that its text does not fit; the template names the first line too many."""
    where = f" of the format {leaflet.form}" if leaflet.form != "a4" else ""
    if region["name"] == "picture":
        return tell_coarse(region, where)
    if region["name"] == "word":
        return tell_long_word(region, json.loads(leaflet.pages.data), leaflet.path, where)
    spot = Spot(leaflet.path, region["line"])
    if region["name"] == "title":
        return Problem(spot, f"the title{where} is too long: it needs more than three lines", "write a shorter title")
    if region["name"] == "table":
        what = f"this table{where} is about {max(1, round(region['excess']))} mm wider than its place on paper"
        return Problem(spot, what, "shorten its longest words, or leave out a column")
    excess = _measure(region["excess"], FORMATS[leaflet.form].unit)
    what = f"the {region['name']}{where} is too long by about {excess}: from this line on it does not fit"
    return Problem(spot, what, "shorten the text, or move part of it to the leaflet's web page only")


def _measure(millimetres: float, unit: float) -> str:
    """Say a length as people see it on paper: in lines of text."""
    lines = max(1, round(millimetres / (8 * unit)))
    return f"{max(1, round(millimetres))} mm ({lines} {'line' if lines == 1 else 'lines'})"


def _explain(leaflet: Leaflet, error: typst.TypstError) -> list[Problem]:
    """Tell why a leaflet cannot be set: most often a picture's file is broken."""
    pictures = pictures_in(json.loads(leaflet.pages.data))
    broken = [problem for picture in pictures for problem in _check_picture(leaflet, picture)]
    return broken or [_as_problem(leaflet.path, error)]


def _check_picture(leaflet: Leaflet, picture: Data) -> list[Problem]:
    try:
        set_pages(ready(leaflet.pages.theme, "picture", picture), form="png")
    except typst.TypstError as error:
        what = f'the picture "{picture["target"]}" cannot be read: {error.message}'
        return [Problem(Spot(picture["path"], picture["line"]), what, "save it again as PNG, JPEG or SVG")]
    return []


_IMPRINT = re.compile(r"imprint (\w+) ([\d.]+)")


def _as_problem(path: str, said: typst.TypstError | typst.TypstWarning) -> Problem:
    """Turn what Typst says into a problem; templates stop with `imprint <part> <times too wide>` of their own."""
    imprint = _IMPRINT.search(said.message)
    if imprint:
        what = f"the imprint's {imprint[1]} is {imprint[2]} times as wide as its place on paper"
        return Problem(Spot(path), what, "shorten it")
    hints = " ".join(said.hints)
    mend = hints or "simplify this leaflet's Markdown, or report it with the leaflet"
    return Problem(Spot(path), f"the leaflet cannot be set: {said.message}", mend)
