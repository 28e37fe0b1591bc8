"""Pictures for office programs: drawings, QR codes and files of authors go in, PNG or JPEG with its words comes out."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import segno
from PIL import Image as Pixels

from clearheart.charts import Chart, describe
from clearheart.markup.nodes import Image
from clearheart.model import Figure
from clearheart.print import drawings
from clearheart.print.job import PrintJob
from clearheart.print.press import ready, set_pages
from clearheart.render import find_drawing

DOTS_PER_INCH = 200
_WIDTH = 120.0  # millimetres at which a drawing has 200 dots an inch
_BITMAPS = {"PNG", "JPEG"}


@dataclass(frozen=True)
class Picture:
    """Hold a picture as office programs take it."""

    alt: str
    """Empty where it only decorates."""
    shape: float
    """The width, measured by the height."""
    caption: str = ""
    line: int = 0
    bitmap: bytes = b""
    """A PNG or JPEG, where it is no drawing."""
    svg: str = ""
    theme: Path | None = None
    """The folder theme/, whose fonts a drawing may need."""

    @property
    def data(self) -> bytes:
        """Give the picture as PNG or JPEG; drawings become pixels only here, for that takes time."""
        return _rasterise(self.theme, self.svg) if self.theme and self.svg else self.bitmap


def drawing(
    theme: Path, name: str, alt: str, caption: str = "", line: int = 0, is_wide: bool = False
) -> Picture | None:
    """Give one of the theme's drawings, in its wide shape if asked and there is one; `check` tells if there is none."""
    path = find_drawing(theme, name)
    if path is None:
        return None
    path = (drawings.find_wide_drawing(theme, name) if is_wide else None) or path
    svg = drawings.fill(path, theme)
    return Picture(alt, _shape_of(svg), caption, line, svg=svg, theme=theme)


def picture(job: PrintJob, image: Image) -> Picture | None:
    """Give a picture that stands in an author's text; `check` tells those that are missing."""
    if image.target.startswith("drawing:"):
        name = image.target.removeprefix("drawing:")
        return drawing(job.theme, name, image.alt, image.title, image.line)
    home = (job.root / "content" / job.document.language).resolve()
    path = ((job.root / job.document.path).parent / unquote(image.target)).resolve()
    return file_picture(job.theme, path, home, image.alt, image.title, image.line)


def figure_picture(job: PrintJob, figure: Figure) -> Picture:
    """Give the chart of a figure."""
    chart = Chart(figure, job.document.language, job.theme)
    svg = chart.on_paper()
    return Picture(describe(figure, job.document.language), _shape_of(svg), svg=svg, theme=job.theme)


def file_picture(theme: Path, path: Path, home: Path, alt: str, caption: str = "", line: int = 0) -> Picture | None:
    """Give a picture that is a file below `home`."""
    if not path.is_relative_to(home) or not path.is_file():
        return None
    if path.suffix.lower() == ".svg":
        svg = path.read_text("utf-8")
        return Picture(alt, _shape_of(svg), caption, line, svg=svg, theme=theme)
    try:
        bitmap = _bitmap(path.read_bytes())
        with Pixels.open(io.BytesIO(bitmap)) as image:
            return Picture(alt, image.width / image.height, caption, line, bitmap)
    except OSError:
        return None  # a broken file is told where the page is checked


def qr_code(url: str, alt: str, ink: str) -> Picture:
    """Draw the QR code of an address (ISO/IEC 18004) with its quiet zone of four modules."""
    drawn = io.BytesIO()
    code = segno.make_qr(url, error="m")
    code.save(drawn, kind="png", scale=10, border=4, dark=ink, light="#ffffff")
    return Picture(alt, 1.0, bitmap=drawn.getvalue())


def _shape_of(svg: str) -> float:
    """Read how wide an SVG is, measured by its height (SVG 2, 8.2); one that does not say so is square."""
    root = ElementTree.fromstring(svg)
    box = [float(number) for number in re.findall(r"-?[\d.]+", root.get("viewBox", ""))][2:]
    if len(box) != 2:
        box = [float(found[0]) for side in ("width", "height") if (found := re.findall(r"[\d.]+", root.get(side, "")))]
    return box[0] / box[1] if len(box) == 2 and all(box) else 1.0


@lru_cache(maxsize=64)
def _rasterise(theme: Path, svg: str) -> bytes:
    document = ready(theme, "drawing", {"svg": svg, "width": _WIDTH, "words": {}, "format": {}})
    return set_pages(document, form="png", dots_per_inch=DOTS_PER_INCH).files[0]


def _bitmap(data: bytes) -> bytes:
    """Give a picture in a form that every office program opens."""
    with Pixels.open(io.BytesIO(data)) as image:
        if image.format in _BITMAPS:
            return data
        written = io.BytesIO()
        image.convert("RGBA").save(written, "PNG")
        return written.getvalue()
