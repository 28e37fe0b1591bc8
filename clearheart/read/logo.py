"""An organisation's logo: a picture file goes in, a small picture for paper comes out, or what is wrong with the file.

The picture is made as small as paper needs and leaves behind what cameras and programs write into files.
"""

from __future__ import annotations

import base64
import io
import warnings
from math import ceil
from pathlib import Path

from PIL import Image, ImageOps

LEAST_DPI = 150
_BEST_DPI = 300
_MOST_BYTES = 20_000_000
_MOST_PIXELS = 60_000_000
_FORMATS = ("PNG", "JPEG")


class LogoFault(Exception):
    """Say what is wrong with a logo's file and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


_NO_PICTURE = LogoFault("cannot be read as a picture", "save it again as PNG or JPEG")
_TOO_LARGE = LogoFault("is too large", "save it smaller; 1,000 pixels across are plenty")


def read_logo(path: Path, room: tuple[float, float]) -> str:
    """Give a logo as SVG, as a text, for a place of so many millimetres; raises LogoFault."""
    picture, kind = _open(path)
    width, height = picture.size
    inches = min(room[0] / width, room[1] / height) / 25.4  # how wide a pixel is on paper
    dpi = 1 / inches
    if dpi < LEAST_DPI:
        least = [ceil(size * LEAST_DPI / dpi) for size in (width, height)]
        what = f"has {width} x {height} pixels, {round(dpi)} dots an inch on paper"
        raise LogoFault(what, f"use a larger file, of at least {least[0]} x {least[1]} pixels ({LEAST_DPI} dpi)")
    if dpi > _BEST_DPI:
        size = [max(1, round(side * _BEST_DPI / dpi)) for side in (width, height)]
        picture = picture.resize((size[0], size[1]), Image.Resampling.LANCZOS)
    return _as_svg(picture, kind)


def _open(path: Path) -> tuple[Image.Image, str]:
    """Read a picture whole and upright."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _TOO_LARGE
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(path, formats=_FORMATS) as opened:
                kind = "PNG" if opened.format == "PNG" else "JPEG"  # some cameras write several pictures into one JPEG
                if opened.width * opened.height > _MOST_PIXELS:
                    raise _TOO_LARGE
                opened.load()
                upright = ImageOps.exif_transpose(opened)
                has_alpha = kind == "PNG" and upright.has_transparency_data
                return upright.convert("RGBA" if has_alpha else "RGB"), kind
    except LogoFault:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _TOO_LARGE from None
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, Warning):
        raise _NO_PICTURE from None


def _as_svg(picture: Image.Image, kind: str) -> str:
    drawn = io.BytesIO()
    picture.save(drawn, kind, quality=90, optimize=True)
    data = base64.b64encode(drawn.getvalue()).decode("ascii")
    size = f'width="{picture.width}" height="{picture.height}"'
    inner = f'<image {size} href="data:image/{kind.lower()};base64,{data}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {picture.width} {picture.height}">{inner}</svg>'
    )
