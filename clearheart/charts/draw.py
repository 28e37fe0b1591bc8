"""Draw a chart: a Figure and a language go in, its SVG comes out, for a page, for paper, or as a file of the site.

What was drawn is kept on the shelf of prints, and known to this process: starting Vega takes longer than drawing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from clearheart.charts.layout import WIDTH, lay_out
from clearheart.charts.plain import SHAPE, make_plain
from clearheart.charts.tell import describe
from clearheart.model import Figure
from clearheart.model.base import in_language
from clearheart.orders import Order, Shelf

_RULE = re.compile(r"^\.(ch-c-[\w-]+) \{([^}]*)\}", re.MULTILINE)
_PAINT = re.compile(r"([\w-]+):\s*([^;]+?)\s*(?:;|$)")
_TOKEN = re.compile(r"var\((--[\w-]+)\)")
_CLASS = re.compile(r' class="(ch-c-[\w-]+)"')
_KNOWN: dict[str, bytes] = {}
"""What was drawn: drawing the same again gives the same."""


@dataclass(frozen=True)
class Chart:
    """Ask for one figure's drawing in one language."""

    figure: Figure
    language: str
    theme: Path

    def draw(self) -> str:
        """Give it as an SVG element without a name, coloured by classes."""
        return draw(self._wanted()).decode()

    def on_paper(self) -> str:
        """Give it as paper takes it: the colours of daylight and our fonts written into it."""
        return _paper(self.draw(), self.language, self.theme)

    def order(self, path: str = "") -> Order:
        """Order it for the shelf, and as a file of the site that stands alone."""
        return Order(path, draw, (self._wanted(),), self.alone)

    def alone(self, made: bytes) -> bytes:
        """Give what was drawn as a file of its own, in the colours of daylight."""
        return (
            _name(_paper(made.decode(), self.language, self.theme), self.figure, self.language, "chart").encode()
            + b"\n"
        )

    def _wanted(self) -> str:
        """Give all that decides the drawing, as Vega takes it."""
        spec = json.loads(_read(self.theme / "figures" / f"{self.figure.kind}.json"))
        given = lay_out(self.figure, self.language, self.theme / "fonts")
        if self.figure.kind != "share":
            spec["height"] = given["height"]
        spec["signals"] = [_filled(signal, "value", given["signals"]) for signal in spec["signals"]]
        spec["data"] = [_filled(data, "values", given["data"]) for data in spec["data"]]
        return json.dumps([round(given["height"]), spec], ensure_ascii=False)


def draw(wanted: str) -> bytes:
    """Let Vega draw what a chart asks for; what this process knows already is not drawn again."""
    if wanted not in _KNOWN:
        import vl_convert  # only where something is drawn: it brings an engine for scripts

        height, spec = json.loads(wanted)
        body = make_plain(vl_convert.vega_to_svg(spec))
        _KNOWN[wanted] = f'<svg class="ch-chart" viewBox="0 0 {WIDTH} {height}" direction="ltr">{body}</svg>'.encode()
    return _KNOWN[wanted]


def draw_charts(charts: Iterable[Chart], shelf: Shelf) -> None:
    """Draw charts, or take them from the shelf, so that they are at hand from now on.

    One after the other, in this process: a chart takes less time than another process needs to begin.
    """
    for order in [chart.order() for chart in charts]:
        (_KNOWN[order.given[0]],) = shelf.get([order])


def inline_chart(svg: str, figure: Figure, language: str, key: str) -> str:
    """Give a drawing as it stands on a page, named for those who do not see it; `key` tells it from all others."""
    return _name(svg.replace(SHAPE, f"{key}-shape"), figure, language, key)


def _paper(svg: str, language: str, theme: Path) -> str:
    """Write the colours of figures.css, with the light values of their tokens, into a drawing."""
    rules = _rules(theme)
    svg = _CLASS.sub(lambda match: rules.get(match[1], ""), svg)
    han = ("Noto Sans CJK SC", "Noto Sans CJK TC")
    latin = ("Noto Sans", "Noto Sans Arabic")
    chinese = han[::-1] if language in ("zh-TW", "zh-HK") else han
    fonts = (*chinese, *latin) if language.startswith("zh") else (*latin, *chinese)
    families = ", ".join(f"'{font}'" for font in fonts)
    return svg.replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{families}, sans-serif" ', 1)


def _name(svg: str, figure: Figure, language: str, key: str) -> str:
    title, words = escape(in_language(figure.title, language)), escape(describe(figure, language))
    opening, rest = svg.split(">", 1)
    named = f' role="img" aria-labelledby="{key}-title" aria-describedby="{key}-words">'
    return f'{opening}{named}<title id="{key}-title">{title}</title><desc id="{key}-words">{words}</desc>{rest}'


def _filled(entry: Mapping[str, object], key: str, given: Mapping[str, object]) -> dict[str, object]:
    name = str(entry["name"])
    return {**entry, key: given[name]} if name in given else dict(entry)


def _read(path: Path) -> str:
    return _read_stamped(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read_stamped(path: Path, stamp: int) -> str:
    del stamp  # part of the key: a file that changed is read again
    return path.read_text(encoding="utf-8")


def _rules(theme: Path) -> Mapping[str, str]:
    """Give for each class the attributes that paint the same."""
    light = _read(theme / "tokens.css").split("@media", 1)[0]
    tokens = dict(re.findall(r"(--[\w-]+):\s*(#[0-9A-Fa-f]{6})\b", light))
    return {
        name: "".join(
            f' {key}="{_TOKEN.sub(lambda match: tokens[match[1]], value)}"' for key, value in _PAINT.findall(body)
        )
        for name, body in _RULE.findall(_read(theme / "figures" / "figures.css"))
    }
