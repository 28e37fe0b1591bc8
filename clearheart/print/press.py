"""Let Typst set a leaflet's data, and tell the author what does not fit.

In comes a print job; out come problems, PDF bytes or pictures of the pages. Typst sees only theme/print, theme/fonts
and the data handed to it: no font of the system, no package, no file of the author's.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from clearheart.print.coverage import check_text_coverage
from clearheart.print.job import Data, PrintJob
from clearheart.print.pictures import pictures_in
from clearheart.print.prepare import prepare
from clearheart.problems import ClearheartError, Problem, Spot

# Accessible by structure (ISO 14289-1) and readable in decades (ISO 19005-2, level A), both claimed in one file.
_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_LEAFLET, _PICTURE = "leaflet.typ", "picture.typ"
_TOLERANCE = 0.05  # millimetres that rounding may cost
_SHORTEN = "shorten the text, or move part of it to the leaflet's web page only"


def check_leaflet(job: PrintJob) -> list[Problem]:
    """Report everything that keeps a leaflet from being printed well; `check` tells what every page may lack."""
    prepared = prepare(job)
    problems = [*prepared.problems, *check_text_coverage(job)]
    if problems or prepared.faults:
        return sorted(set(problems))  # the layout of half a leaflet would only mislead
    return _check_layout(job, prepared.data)


def compile_leaflet(job: PrintJob) -> bytes:
    """Give the leaflet as a tagged PDF; the same job gives the same bytes."""
    return _compile(job, "pdf")[0]


def draw_leaflet(job: PrintJob, dots_per_inch: float = 96) -> list[bytes]:
    """Give the leaflet's pages as PNG pictures."""
    return _compile(job, "png", dots_per_inch)


def _compile(job: PrintJob, form: Literal["pdf", "png"], dots_per_inch: float | None = None) -> list[bytes]:
    prepared = prepare(job)
    problems = [*prepared.problems, *prepared.faults, *check_text_coverage(job)]
    if problems:
        raise ClearheartError(problems)
    try:
        made, warnings = _set(job, prepared.data, form, dots_per_inch)
    except typst.TypstError as error:
        raise ClearheartError(_explain(job, prepared.data, error)) from error
    if warnings:
        raise ClearheartError([_as_problem(job, warning) for warning in warnings])
    return made


def _set(
    job: PrintJob,
    data: Data,
    form: Literal["pdf", "png"],
    dots_per_inch: float | None = None,
    template: str = _LEAFLET,
) -> tuple[list[bytes], list[typst.TypstWarning]]:
    made, warnings = _compiler(job.theme, template).compile_with_warnings(
        format=form,
        ppi=dots_per_inch,
        sys_inputs={"leaflet": json.dumps(data, ensure_ascii=False)},
        pdf_standards=_STANDARDS if form == "pdf" else [],
    )
    assert made is not None
    return (made if isinstance(made, list) else [made]), warnings


@lru_cache(maxsize=4)
def _compiler(theme: Path, template: str) -> typst.Compiler:
    """Keep one compiler for all leaflets of a build: its fonts and templates are read once."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[theme / "fonts"])
    folder = theme / "print"
    return typst.Compiler(folder / template, root=folder, font_paths=fonts, ignore_system_fonts=True)


def _explain(job: PrintJob, data: Data, error: typst.TypstError) -> list[Problem]:
    """Tell why a leaflet cannot be set: most often a picture's file is broken."""
    broken = [problem for picture in pictures_in(data) for problem in _check_picture(job, picture)]
    return broken or [_as_problem(job, error)]


def _check_picture(job: PrintJob, picture: Data) -> list[Problem]:
    try:
        _set(job, picture, "png", template=_PICTURE)
    except typst.TypstError as error:
        what = f'the picture "{picture["target"]}" cannot be read: {error.message}'
        return [Problem(Spot(job.document.path, picture["line"]), what, "save it again as PNG, JPEG or SVG")]
    return []


def _as_problem(job: PrintJob, said: typst.TypstError | typst.TypstWarning) -> Problem:
    hints = " ".join(said.hints)
    mend = hints or "simplify this leaflet's Markdown, or report it with the leaflet"
    return Problem(Spot(job.document.path), f"the leaflet cannot be set: {said.message}", mend)


# What does not fit


def _check_layout(job: PrintJob, data: Data) -> list[Problem]:
    try:
        _, warnings = _set(job, data, "pdf")
    except typst.TypstError as error:
        return _explain(job, data, error)
    problems = [_as_problem(job, warning) for warning in warnings]
    problems += _check_title(job, data)
    problems += _check_front(job, data) or _check_back(job)
    return sorted(set(problems))


def _query(job: PrintJob, label: str) -> list[Any]:
    found: list[Any] = json.loads(_compiler(job.theme, _LEAFLET).query(f"<{label}>", field="value"))
    return found


def _check_title(job: PrintJob, data: Data) -> list[Problem]:
    if all(_query(job, "title-fits")):
        return []
    spot = Spot(job.document.path, data["title_line"])
    return [Problem(spot, "the title needs more than three lines on paper", "write a shorter title")]


def _check_front(job: PrintJob, data: Data) -> list[Problem]:
    front = _query(job, "front")[0]
    excess = front["least"] - front["room"]
    if excess <= _TOLERANCE:
        return []
    tallest = max(range(len(front["points"])), key=lambda number: front["points"][number])
    spot = Spot(job.document.path, data["points"][tallest]["line"])
    what = f"the front page is too long by about {_measure(excess)}; the longest of its sections begins here"
    return [Problem(spot, what, _SHORTEN)]


def _check_back(job: PrintJob) -> list[Problem]:
    back = _query(job, "back")[0]
    if back["excess"] <= _TOLERANCE:
        return []
    spot = Spot(job.document.path, _find_line_beyond(job, back["room"]))
    what = f"the back page is too long by about {_measure(back['excess'])}: from this line on it does not fit"
    return [Problem(spot, what, _SHORTEN)]


def _find_line_beyond(job: PrintJob, room: float) -> int:
    """Find the first block of the author's that begins below the room there is, in millimetres, or on a third page."""
    places = [place for place in _query(job, "places")[0] if place["page"] > 1]
    beyond = [place["line"] for place in places if place["page"] > 2 or place["y"] > room]
    return int((beyond or [places[-1]["line"]])[0])


def _measure(millimetres: float) -> str:
    """Say a length as people see it on paper: in lines of text."""
    lines = max(1, round(millimetres / 8))
    return f"{max(1, round(millimetres))} mm ({lines} {'line' if lines == 1 else 'lines'})"
