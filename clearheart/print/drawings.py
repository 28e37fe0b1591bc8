"""Fill the colours into a drawing: an SVG with the kit's classes comes in, one that needs no stylesheet comes out.

Typst reads no CSS, so the rules of theme/drawings/drawings.css and the light values of theme/tokens.css are
written into the elements as attributes.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from PIL import ImageColor

_SVG = "http://www.w3.org/2000/svg"
_TOKEN = re.compile(r"(--[\w-]+):\s*(#[0-9A-Fa-f]{6})\b")
_RULE = re.compile(r"^\.(dr|ch-brand)(?: \.([\w-]+))? \{([^}]*)\}", re.MULTILINE)
_PAINT = re.compile(r"(fill|stroke):\s*(?:var\((--[\w-]+)\)|(none))")

ElementTree.register_namespace("", _SVG)


@lru_cache(maxsize=8)
def read_tokens(theme: Path) -> Mapping[str, str]:
    """Read the colours of the light theme, by their name in tokens.css."""
    light = (theme / "tokens.css").read_text("utf-8").split("@media", 1)[0]
    return dict(_TOKEN.findall(light))


def list_drawings(theme: Path) -> list[str]:
    """Give the names of all drawings."""
    return sorted(path.stem for path in (theme / "drawings").glob("*.svg"))


def find_wide_drawing(theme: Path, name: str) -> Path | None:
    """Find the shape of a drawing that runs across a whole sheet, where there is one."""
    path = theme / "print" / "wide" / f"{name}.svg"
    return path if path.is_file() else None


@lru_cache(maxsize=64)
def fill(path: Path, theme: Path) -> str:
    """Give a drawing as SVG text with its colours in place."""
    root = ElementTree.fromstring(path.read_bytes())
    rules = _read_rules(theme)
    kits = root.get("class", "dr").split()
    for kit in kits:
        _paint(root, rules.get((kit, ""), {}))
    for element in root.iter():
        for name in element.attrib.pop("class", "").split():
            for kit in kits:
                _paint(element, rules.get((kit, name), {}))
    return ElementTree.tostring(root, encoding="unicode")


_COLOUR = re.compile(
    r"""(?P<before>\b(?:fill|stroke|color|stop-color|flood-color|lighting-color)\s*(?:=\s*["']|:)\s*)"""
    r"""(?P<colour>\#[0-9a-fA-F]{3,8}\b|(?:rgb|hsl)a?\([^)"']*\)|[a-zA-Z]+)"""
)


@lru_cache(maxsize=64)
def grey(svg: str) -> str:
    """Give an SVG whose every colour is the grey of its lightness."""
    return _COLOUR.sub(lambda match: match["before"] + _grey(match["colour"]), svg)


def _grey(colour: str) -> str:
    """Give the grey of a colour (ITU-R BT.601); what is no colour, such as none, stays as it is."""
    try:
        red, green, blue, *alpha = ImageColor.getrgb(colour)
    except ValueError:
        return colour
    light = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{light:02x}{light:02x}{light:02x}" + "".join(f"{part:02x}" for part in alpha)


def _paint(element: ElementTree.Element, paint: Mapping[str, str]) -> None:
    for attribute, colour in paint.items():
        element.set(attribute, colour)


@lru_cache(maxsize=8)
def _read_rules(theme: Path) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Read which class of which kit paints what."""
    tokens = read_tokens(theme)
    css = (theme / "drawings" / "drawings.css").read_text("utf-8")
    rules: dict[tuple[str, str], dict[str, str]] = {}
    for kit, name, body in _RULE.findall(css):
        paint = {attribute: tokens[token] if token else none for attribute, token, none in _PAINT.findall(body)}
        rules.setdefault((kit, name), {}).update(paint)
    return rules
