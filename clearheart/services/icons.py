"""Icons: the mark goes in; the small pictures that browsers and phones show for the site come out.

They are orders like those for paper: Typst draws the mark, and what was drawn before is kept.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

from clearheart.model import Project
from clearheart.orders import Order
from clearheart.print import drawings
from clearheart.print.press import Ready, ready, set_pages

TOUCH = "assets/apple-touch-icon.png"
APP = {"assets/icon-192.png": (192, 0.92), "assets/icon-512.png": (512, 0.92)}
"""What a phone shows on its own ground: path -> pixels, and the share of them that the mark takes."""
MASKABLE = "assets/icon-maskable-512.png"

_SMALL = (16, 32, 48)


def service_orders(project: Project) -> Iterator[Order]:
    """Order every icon."""
    small = tuple(_icon(project, size, 1, "") for size in _SMALL)
    yield Order("favicon.ico", draw_favicon, small)
    for path, (size, part) in APP.items():
        yield Order(path, draw_icon, (_icon(project, size, part, ""),))
    # Phones cut a touch icon's corners off, and of a maskable one all that is not within a circle of four fifths.
    yield Order(TOUCH, draw_icon, (_icon(project, 180, 0.72, "--ch-paper"),))
    yield Order(MASKABLE, draw_icon, (_icon(project, 512, 0.6, "--ch-paper"),))


def draw_icon(icon: Ready) -> bytes:
    """Draw an icon as PNG; the same icon gives the same bytes."""
    written = io.BytesIO()
    _draw(icon).save(written, "PNG", optimize=True)
    return written.getvalue()


def draw_favicon(*icons: Ready) -> bytes:
    """Draw icons of several sizes into one file, from the smallest to the largest."""
    *smaller, largest = map(_draw, icons)
    written = io.BytesIO()
    sizes = [picture.size for picture in (*smaller, largest)]
    largest.save(written, "ICO", sizes=sizes, append_images=smaller)
    return written.getvalue()


def _draw(icon: Ready) -> Image.Image:
    [drawn] = set_pages(icon, form="png", dots_per_inch=72).files
    return Image.open(io.BytesIO(drawn)).convert("RGBA")


def _icon(project: Project, size: int, part: float, ground: str) -> Ready:
    theme = project.root / "theme"
    data = {
        "mark": drawings.fill(theme / "drawings" / "mark.svg", theme),
        "size": size,
        "part": part,
        "ground": drawings.read_tokens(theme)[ground] if ground else "",
    }
    return ready(theme, "icon", data)
