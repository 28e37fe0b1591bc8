"""A drawing made plain: Vega's SVG goes in, one comes out that holds shapes and words alone, with classes for colours.

Vega writes what we name as a colour into `fill` and `stroke`; these names become classes. No style, font, clip, nested
group or description of Vega's stays.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

SHAPE = "chart-shape"
"""The id of the shape that a chart repeats; a page makes it its own."""

_MOVE = re.compile(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)")
_NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")


@dataclass(frozen=True)
class _Mark:
    """Hold one shape or text, with its place on the whole drawing."""

    tag: str
    x: float
    y: float
    element: ElementTree.Element

    @property
    def paint(self) -> str:
        """Give the class that colours it."""
        return self.element.get("fill") or self.element.get("stroke") or ""

    @property
    def shape(self) -> str:
        """Give the outline, with numbers to a tenth of a pixel."""
        if self.tag == "line":
            return f"M0,0L{_short(self.element.get('x2', '0'))},{_short(self.element.get('y2', '0'))}"
        return _NUMBER.sub(lambda match: _short(match.group()), self.element.get("d", ""))


def make_plain(svg: str) -> str:
    """Give the shapes and words of a drawing as SVG elements, in their order."""
    marks = _marks(ElementTree.fromstring(svg), 0.0, 0.0)
    return "".join(_write(list(group)) for _, group in groupby(marks, key=lambda mark: (mark.tag, mark.paint)))


def _marks(element: ElementTree.Element, x: float, y: float) -> Iterator[_Mark]:
    tag = element.tag.rpartition("}")[2]
    move = _MOVE.fullmatch(element.get("transform", ""))
    if move:
        x, y = x + float(move[1]), y + float(move[2])
    if tag in ("svg", "g"):
        for child in element:
            yield from _marks(child, x, y)
    elif tag in ("path", "line", "text") and (element.get("fill") or element.get("stroke")):
        yield _Mark(tag, x, y, element)


def _write(marks: list[_Mark]) -> str:
    first = marks[0]
    if first.tag == "text":
        return "".join(map(_text, marks))
    if len(marks) > 1 and len({mark.shape for mark in marks}) == 1 and first.tag == "path":
        return _repeat(marks)
    return "".join(f'<path class="{mark.paint}" d="{mark.shape}"{_at(mark)}/>' for mark in marks)


def _repeat(marks: list[_Mark]) -> str:
    """Draw one shape in many places; where it is drawn again in another paint, both draw their own."""
    name = f"{SHAPE}-{marks[0].paint}"
    shape = f'<defs><path id="{name}" d="{marks[0].shape}"/></defs>'
    uses = "".join(f'<use href="#{name}" x="{_tenth(mark.x)}" y="{_tenth(mark.y)}"/>' for mark in marks)
    return f'{shape}<g class="{marks[0].paint}">{uses}</g>'


def _text(mark: _Mark) -> str:
    given = mark.element
    anchor = given.get("text-anchor", "start")
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    weight = ' font-weight="bold"' if given.get("font-weight") == "bold" else ""
    size = given.get("font-size", "15px").removesuffix("px")
    place = f'x="{_tenth(mark.x)}" y="{_tenth(mark.y)}" font-size="{size}"'
    return f'<text class="{mark.paint}" {place}{weight}{side}>{escape("".join(given.itertext()), quote=False)}</text>'


def _at(mark: _Mark) -> str:
    if not round(mark.x, 1) and not round(mark.y, 1):
        return ""
    return f' transform="translate({_tenth(mark.x)} {_tenth(mark.y)})"'


def _short(number: str) -> str:
    return _tenth(float(number))


def _tenth(number: float) -> str:
    return f"{round(number, 1):g}"
