"""Pictures for office programs: drawings, QR codes and files of authors go in, PNG or JPEG with its words comes out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import segno
from PIL import Image as Pixels

from clearheart.markup.nodes import Image
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

    data: bytes
    alt: str
    """Empty where it only decorates."""
    width: int
    height: int
    caption: str = ""
    svg: str = ""
    """The drawing itself, for what takes SVG."""
    line: int = 0

    @property
    def shape(self) -> float:
        """Give the width, measured by the height."""
        return self.width / self.height


def drawing(
    theme: Path, name: str, alt: str, caption: str = "", line: int = 0, is_wide: bool = False
) -> Picture | None:
    """Give one of the theme's drawings, in its wide shape if asked and there is one; `check` tells if there is none."""
    path = find_drawing(theme, name)
    if path is None:
        return None
    path = (drawings.find_wide_drawing(theme, name) if is_wide else None) or path
    svg = drawings.fill(path, theme)
    return _measured(_rasterise(theme, svg), alt, caption, svg, line)


def picture(job: PrintJob, image: Image) -> Picture | None:
    """Give a picture that stands in an author's text; `check` tells those that are missing."""
    if image.target.startswith("drawing:"):
        name = image.target.removeprefix("drawing:")
        return drawing(job.theme, name, image.alt, image.title, image.line)
    home = (job.root / "content" / job.document.language).resolve()
    path = ((job.root / job.document.path).parent / unquote(image.target)).resolve()
    return file_picture(job.theme, path, home, image.alt, image.title, image.line)


def file_picture(theme: Path, path: Path, home: Path, alt: str, caption: str = "", line: int = 0) -> Picture | None:
    """Give a picture that is a file below `home`."""
    if not path.is_relative_to(home) or not path.is_file():
        return None
    if path.suffix.lower() == ".svg":
        svg = path.read_text("utf-8")
        return _measured(_rasterise(theme, svg), alt, caption, svg, line)
    try:
        return _measured(_bitmap(path.read_bytes()), alt, caption, "", line)
    except OSError:
        return None  # a broken file is told where the page is checked


def qr_code(url: str, alt: str, ink: str) -> Picture:
    """Draw the QR code of an address (ISO/IEC 18004) with its quiet zone of four modules."""
    drawn, svg = io.BytesIO(), io.BytesIO()
    code = segno.make_qr(url, error="m")
    code.save(drawn, kind="png", scale=10, border=4, dark=ink, light="#ffffff")
    code.save(svg, kind="svg", border=4, dark=ink, light="#ffffff", xmldecl=False, nl=False, omitsize=True)
    return _measured(drawn.getvalue(), alt, "", svg.getvalue().decode("utf-8"), 0)


def _measured(data: bytes, alt: str, caption: str, svg: str, line: int) -> Picture:
    with Pixels.open(io.BytesIO(data)) as image:
        return Picture(data, alt, *image.size, caption=caption, svg=svg, line=line)


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
