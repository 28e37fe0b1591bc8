"""Show the family of drawings and icons on one sheet: theme/ goes in, docs/<lang>/pictures/drawings.png comes out.

Look at it whenever a drawing is new, by day and by night; commit the picture of the day with the drawing.

    .venv/bin/python -m tools.drawings_sheet                  the handbook's pictures
    .venv/bin/python -m tools.drawings_sheet dark FILE.png    a sheet to look at: light or dark, in any file
    .venv/bin/python -m tools.drawings_sheet dark FILE.png lost map    only these, 640 pixels wide
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageColor

from clearheart.print.drawings import list_drawings, read_tokens
from clearheart.render import drawing_svg, render_template
from tools.pictures import ROOT, browser, keep

THEME = ROOT / "theme"
ICON = "site/parts/icon-{name}.html"
SHEETS = ("tokens.css", "drawings/drawings.css")
BLENDS = (0, 0.25, 0.5, 0.75)  # how much ink lies over a colour: nothing, and where a line begins

STYLE = """
body { margin: 12px; color: var(--ch-ink); background: var(--ch-paper); font: 13px/1.4 monospace; }
body { display: grid; grid-template-columns: repeat(auto-fill, %dpx); gap: 12px; align-items: end; }
figure { margin: 0; } figcaption { padding-top: 4px; text-align: center; }
.mark { width: 60%%; margin: 0 auto; }
.icons { grid-column: 1 / -1; display: grid; grid-template-columns: repeat(9, 1fr); gap: 12px; text-align: center; }
.ch-ico { width: 40px; fill: none; stroke: currentColor; stroke-width: 2; }
.ch-ico { stroke-linecap: round; stroke-linejoin: round; }
"""


def list_icons(theme: Path) -> list[str]:
    """Give the names of all icons."""
    begin, end = Path(ICON).name.split("{name}")
    return sorted(path.name.removeprefix(begin).removesuffix(end) for path in (theme / ICON).parent.glob(f"{begin}*"))


def gallery(theme: Path, names: Sequence[str] = (), width: int = 160) -> str:
    """Write a page with all drawings and icons, each above its name, or with some drawings alone."""
    style = "".join((theme / path).read_text(encoding="utf-8") for path in SHEETS) + STYLE % width
    shown = "".join(_figure(_drawing(theme, name), name) for name in names or sorted(list_drawings(theme), key=_place))
    icons = [_figure(render_template(theme, ICON.format(name=name)), name) for name in list_icons(theme)]
    rest = "" if names else f'<div class="icons">{"".join(icons)}</div>'
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{style}</style>{shown}{rest}</html>'


def photograph(scheme: str, names: Sequence[str] = ()) -> bytes:
    """Photograph the gallery by day (light) or by night (dark)."""
    with browser() as running:
        width = 1328 if names else 1060
        page = running.new_page(viewport={"width": width, "height": 400}, color_scheme=scheme)  # type: ignore[arg-type]
        page.set_content(gallery(THEME, names, 640 if names else 160))
        image = page.screenshot(full_page=True)
        page.close()
    drawn = io.BytesIO()
    picture = Image.open(io.BytesIO(image)).convert("RGB")
    if scheme == "light":
        picture = picture.quantize(palette=_palette(THEME), dither=Image.Dither.NONE)
    picture.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Write the handbook's pictures, or one sheet to look at."""
    if arguments:
        scheme, file, *names = arguments
        Path(file).write_bytes(photograph(scheme, names))
        return 0
    sheet = photograph("light")
    for folder in sorted(ROOT.glob("docs/*/pictures")):
        keep(folder / "drawings.png", sheet)
    return 0


def _palette(theme: Path) -> Image.Image:
    """Hold the day's colours, exactly, and how they shade into the ink of the lines."""
    tokens = read_tokens(theme)
    ink = ImageColor.getrgb(tokens["--ch-draw-ink"])
    grounds = {value for name, value in tokens.items() if name.startswith("--ch-draw-")}
    grounds |= {tokens["--ch-paper"], tokens["--ch-teal"]}  # of the page and of the mark
    shades = [
        round(over * line + (1 - over) * under)
        for over in BLENDS
        for ground in sorted(grounds)
        for line, under in zip(ink, ImageColor.getrgb(ground), strict=True)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette(shades)
    return palette


def _place(name: str) -> tuple[bool, str]:
    """Put what is tall behind what is wide."""
    return name == "mark" or name.startswith("door-"), name


def _drawing(theme: Path, name: str) -> str:
    svg = drawing_svg(theme, name)
    return svg.replace('class="dr', 'class="mark dr', 1) if name == "mark" else svg


def _figure(picture: str, name: str) -> str:
    return f"<figure>{picture}<figcaption>{name}</figcaption></figure>"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
