"""Citations: `[@source-id]` in the text becomes a number, and the page's end lists the sources.

Pandoc's form; several in one pair of brackets are parted by semicolons.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from clearheart.extension.library import Library
from clearheart.extension.slots import Slots
from clearheart.render import sources_html

_WORD_JOINER = "\u2060"  # keeps the number on the line of the word that it belongs to


class FindCitations(InlineProcessor):
    """Turn each citation into an element that waits for its number."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"[ \t]*\[@([a-z0-9-]+(?:\s*;\s*@[a-z0-9-]+)*)\s*\]", md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        """Give the waiting element; the space before the bracket goes."""
        names = [name.strip().lstrip("@") for name in m.group(1).split(";")]
        return Element("sup", {"class": "ch-cite", "data-cite": " ".join(names)}), m.start(0), m.end(0)


class CiteSources(Treeprocessor):
    """Number the sources in the order of the text and add their list."""

    def __init__(self, md: Markdown, library: Library, slots: Slots) -> None:
        super().__init__(md)
        self._library = library
        self._slots = slots
        self.numbers: dict[str, int] = {}
        """The number of each source on the page."""

    def run(self, root: Element) -> None:
        """Join each citation to its word and list the sources; add nothing to a page without citations."""
        self.numbers = {}
        for parent in root.iter():
            for place, child in enumerate(parent):
                if _is_citation(child):
                    _join(parent, place)
                    for name in child.get("data-cite", "").split():
                        if name in self._library.sources:
                            self.numbers.setdefault(name, len(self.numbers) + 1)
        if self.numbers:
            self._append_list(root, list(self.numbers))

    def _append_list(self, root: Element, names: list[str]) -> None:
        SubElement(root, "h2", {"id": "sources"}).text = self._library.strings["site"]["sources"]
        sources = [self._library.sources[name] for name in names]
        html = sources_html(self._library.theme, sources, self._library.strings, self._library.language)
        root.append(self._slots.element(html))


class NumberCitations(Treeprocessor):
    """Write each citation's number, after titles and the table of contents have taken their words."""

    def __init__(self, md: Markdown, library: Library, cited: CiteSources) -> None:
        super().__init__(md)
        self._library = library
        self._cited = cited

    def run(self, root: Element) -> None:
        """Make each waiting element a link to its source."""
        seen: set[str] = set()
        for element in root.iter("sup"):
            if _is_citation(element):
                self._number(element, seen)

    def _number(self, element: Element, seen: set[str]) -> None:
        for name in element.attrib.pop("data-cite").split():
            number = self._cited.numbers.get(name)
            if number is None:
                continue
            label = self._library.strings["site"]["source_n"].format(n=number)
            link = SubElement(element, "a", {"href": f"#source-{number}", "aria-label": label})
            if name not in seen:
                link.set("id", f"cite-{number}")
            seen.add(name)
            link.text = str(number)


def _is_citation(element: Element) -> bool:
    return element.tag == "sup" and "data-cite" in element.attrib


def _join(parent: Element, place: int) -> None:
    """Glue a citation to the text before it."""
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + _WORD_JOINER
    else:
        parent.text = (parent.text or "") + _WORD_JOINER
