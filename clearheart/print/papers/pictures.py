"""Pictures of questions on paper: a drawing or a file comes in; what Typst needs to set it comes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from clearheart.model import Picture
from clearheart.print import drawings
from clearheart.print.coverage import SILENT
from clearheart.print.job import Data
from clearheart.print.papers.job import PaperJob
from clearheart.problems import Problem
from clearheart.render import find_drawing

_LEAST_DPI = 150
_LEAST_WIDTH = 30.0
"""Millimetres below which a picture shows too little."""


def picture_data(job: PaperJob, picture: Picture) -> Data:
    """Give a picture with its alternative text, and how wide its pixels let it be; `check` tells which is missing."""
    data: Data = {"alt": picture.alt.translate(SILENT) or picture.alt, "svg": "", "bytes": [], "most": 0}
    path = _find(job, picture)
    if picture.drawing and path:
        data["svg"] = drawings.fill(path, job.theme)
    elif path and path.suffix.lower() == ".svg":
        data["svg"] = path.read_text("utf-8")
    elif path:
        data["bytes"] = list(path.read_bytes())
        data["most"] = max(_LEAST_WIDTH, _most_width(path))
    return data


def check_picture(job: PaperJob, picture: Picture) -> Iterator[Problem]:
    """Find a file that cannot be printed, or only small."""
    path = _find(job, picture)
    if picture.drawing or path is None or path.suffix.lower() == ".svg":
        return  # drawings have no pixels; what is missing, or wrong in an SVG, is told for the screen too
    try:
        with Image.open(path) as opened:
            opened.load()
            width = opened.width
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, Image.DecompressionBombError):
        what = f'the picture "{picture.file}" cannot be read'
        yield Problem(picture.spot, what, "save it again as PNG, JPEG, WebP or SVG")
        return
    if _width_on_paper(width) < _LEAST_WIDTH:
        least = round(_LEAST_WIDTH / 25.4 * _LEAST_DPI) + 1
        what = f'the picture "{picture.file}" is {width} pixels wide: on paper it is blurred'
        yield Problem(picture.spot, what, f"use one of at least {least} pixels ({_LEAST_DPI} dpi)", "warning")


def _find(job: PaperJob, picture: Picture) -> Path | None:
    if picture.drawing:
        return find_drawing(job.theme, picture.drawing)
    path = job.root / "quizzes" / "pictures" / str(picture.file)
    return path if path.is_file() else None


def _most_width(path: Path) -> float:
    with Image.open(path) as opened:
        return _width_on_paper(opened.width)


def _width_on_paper(pixels: int) -> float:
    return pixels / _LEAST_DPI * 25.4
