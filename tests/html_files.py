"""Read built pages without a browser: a file goes in; its elements, words and addresses come out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

_ADDRESSES = ("href", "src", "srcset", "data", "action", "formaction", "poster", "background", "ping", "cite")
TAGS = {"en": "en", "zh": "zh-Hans", "zh-TW": "zh-Hant-TW", "zh-HK": "zh-Hant-HK"}
"""The languages of our own site: code -> the tag of its pages."""

_NO_WORDS = ("script", "style", "title", "template")


@dataclass(frozen=True)
class Element:
    """Hold one element as it stands in the file."""

    name: str
    attributes: dict[str, str]
    line: int

    def addresses(self) -> list[str]:
        """Give all that the element links to or loads."""
        return [value for name, value in self.attributes.items() if name.rpartition(":")[2] in _ADDRESSES]


def language_of(path: str) -> str:
    """Give the code of the language that a page of our own site is in."""
    first = path.removeprefix("embed/").removeprefix("hall/").split("/")[0]
    return first if first in TAGS else "en"


@dataclass
class HtmlFile:
    """Hold a page's elements in their order, and its words."""

    elements: list[Element] = field(default_factory=list)
    words: str = ""

    def named(self, name: str) -> list[Element]:
        """Give the elements of one name."""
        return [element for element in self.elements if element.name == name]

    def ids(self) -> list[str]:
        """Give every id, in order, twice where it stands twice."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.file = HtmlFile()
        self.silent = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.file.elements.append(Element(tag, values, self.getpos()[0]))
        self.silent += tag in _NO_WORDS

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.silent -= tag in _NO_WORDS

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _NO_WORDS

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


@cache
def read_html(path: Path) -> HtmlFile:
    """Read one page."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    reader.file.words = " ".join("".join(reader.parts).split())
    return reader.file


def html_files(site: Path) -> dict[str, HtmlFile]:
    """Read every page of a site: path below it -> page."""
    return {path.relative_to(site).as_posix(): read_html(path) for path in sorted(site.rglob("*.html"))}


def inline(element: Element) -> bool:
    """Say whether a style or script stands in an element itself."""
    return (
        element.name == "style"
        or (element.name == "script" and not element.attributes.get("src"))
        or any(name == "style" or name.startswith("on") or name == "srcdoc" for name in element.attributes)
        or any(address.strip().lower().startswith(("javascript:", "vbscript:")) for address in element.addresses())
    )
