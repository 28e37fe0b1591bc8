"""Media: the files beside the pages go in; drawings that could run or fetch something come out as Problems.

An SVG in a page's <img> runs nothing, but every file of a site can also be opened by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from clearheart.model import Project
from clearheart.problems import Problem, Spot

_ELEMENTS = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler", "listener"})
_MOST_BYTES = 4_000_000
_SVG = "http://www.w3.org/2000/svg"
_FETCHED = re.compile(r"""url\(\s*["']?(?!["'#]|data:)|@import""", re.IGNORECASE)
"""What fetches something in a style: inner parts (#...) and data may stand there."""


def check_media(project: Project) -> Iterator[Problem]:
    """Find SVG files that hold scripts, handlers or foreign content."""
    for edition in project.editions:
        for path in edition.media:
            if path.lower().endswith(".svg"):
                yield from check_svg(project.root, path)


def check_svg(root: Path, path: str) -> Iterator[Problem]:
    """Find what does not belong into a drawing."""
    data = (root / path).read_bytes()
    if len(data) > _MOST_BYTES:
        yield Problem(Spot(path), "is larger than 4 MB", "save it smaller, or as .png or .webp")
        return
    look = _Look()
    try:
        look.parser.Parse(data, True)
    except expat.ExpatError as error:
        what = f"is not an SVG drawing ({expat.ErrorString(error.code)})"
        yield Problem(Spot(path, error.lineno), what, "save it again from the drawing program")
    for line, what in look.found:
        yield Problem(Spot(path, line), f"{what} cannot stand in a drawing", "save it as plain SVG, or as .png")


class _Look:
    """Look at every element and attribute of an SVG, and at its styles."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self._is_begun = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._element
        self.parser.CharacterDataHandler = self._style
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction

    def _tell(self, what: str) -> None:
        self.found.append((self.parser.CurrentLineNumber, what))

    def _entity(self, *_: object) -> None:
        self._tell("<!ENTITY ...>")

    def _instruction(self, name: str, _: str) -> None:
        if name == "xml-stylesheet":
            self._tell("<?xml-stylesheet ...?>")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(":")[2].lower()
        if not self._is_begun and (element != "svg" or _SVG not in attributes.values()):
            self._tell(f"an outermost <{name}> without xmlns={_SVG}")
        self._is_begun = True
        if element in _ELEMENTS:
            self._tell(f"<{name}>")
        for attribute, value in attributes.items():
            if attribute.lower().startswith("on"):
                self._tell(f"{attribute}=...")
            elif "javascript:" in "".join(value.split()).lower():
                self._tell(f"{attribute}=javascript:...")
            elif _FETCHED.search(value) or (element != "a" and _is_foreign(attribute, value)):
                self._tell(f'{attribute}="{value[:40]}"')

    def _style(self, text: str) -> None:
        if _FETCHED.search(text):
            self._tell(f'"{text.strip()[:40]}"')


def _is_foreign(attribute: str, value: str) -> bool:
    """Say whether an attribute fetches something from outside the drawing."""
    return attribute.rpartition(":")[2].lower() in ("href", "src") and not value.strip().startswith(("#", "data:"))
