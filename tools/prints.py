"""Draw sheets of paper for the handbook: PDFs of the built site go in, one picture with several of them comes out.

Sheets stand in their true proportions, each under its name. Needs pdftoppm (Poppler), as the tests do.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path("theme/fonts/NotoSansCJKsc-Regular.otf")
GROUND, EDGE, INK = "#E4F1EE", "#72868C", "#14323C"
COLOURS = 96  # drawings are flat: more colours only make files heavier
MILLIMETRES = 25.4


@dataclass(frozen=True)
class Sheet:
    """Say what stands where on a picture: lengths are millimetres of paper."""

    pdf: Path
    page: int
    label: str
    x: float
    y: float
    """The sheet's upper left corner; its label stands above it."""
    panels: tuple[str, ...] = ()
    """What the parts of the sheet are called, from left to right: told below it."""


def draw_sheets(root: Path, sheets: Sequence[Sheet], size: tuple[float, float], scale: float) -> bytes:
    """Draw sheets on one picture of a size in millimetres of paper, at so many pixels a millimetre."""
    picture = Image.new("RGB", (round(size[0] * scale), round(size[1] * scale)), GROUND)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(root / FONT), 17)
    for sheet in sheets:
        drawn = draw_page(sheet.pdf, sheet.page, scale * MILLIMETRES)
        left, top = round(sheet.x * scale), round(sheet.y * scale)
        picture.paste(drawn, (left, top))
        pen.rectangle((left - 1, top - 1, left + drawn.width, top + drawn.height), outline=EDGE)
        pen.text((left, top - 6), sheet.label, INK, font, anchor="ls")
        for place, panel in enumerate(sheet.panels):
            middle = left + drawn.width * (2 * place + 1) / (2 * len(sheet.panels))
            pen.text((middle, top + drawn.height + 8), panel, INK, font, anchor="ma")
    return pack(picture)


def draw_page(pdf: Path, page: int, dots_per_inch: float) -> Image.Image:
    """Draw one page of a PDF."""
    options = ("-png", "-r", f"{dots_per_inch:.3f}", "-f", str(page), "-l", str(page), "-singlefile")
    made = subprocess.run(("pdftoppm", *options, str(pdf)), capture_output=True, check=True).stdout
    return Image.open(io.BytesIO(made)).convert("RGB")


def side_by_side(pages: Sequence[bytes], width: int, gap: int = 24) -> bytes:
    """Put drawn pages of one size beside each other, each so many pixels wide."""
    drawn = [Image.open(io.BytesIO(page)).convert("RGB") for page in pages]
    height = round(drawn[0].height * width / drawn[0].width)
    picture = Image.new("RGB", (gap + len(drawn) * (width + gap), height + 2 * gap), GROUND)
    pen = ImageDraw.Draw(picture)
    for place, page in enumerate(drawn):
        left = gap + place * (width + gap)
        picture.paste(page.resize((width, height), Image.Resampling.LANCZOS), (left, gap))
        pen.rectangle((left - 1, gap - 1, left + width, gap + height), outline=EDGE)
    return pack(picture)


def pack(picture: Image.Image) -> bytes:
    """Give a picture as a light PNG."""
    packed = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()
