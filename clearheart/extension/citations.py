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
        super().__init__(r"[ \t]*\[@([a-z0-9-]+(?:\s*;\s*@[a-z0-9-]+)*)\]", md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        """Give the waiting element; the space before the bracket goes."""
        names = [name.strip().lstrip("@") for name in m.group(1).split(";")]
        return Element("sup", {"class": "ch-cite", "data-cite": " ".join(names)}), m.start(0), m.end(0)


class CiteSources(Treeprocessor):
    """Number the citations in the order of the text and add the list of sources."""

    def __init__(self, md: Markdown, library: Library, slots: Slots) -> None:
        super().__init__(md)
        self._library = library
        self._slots = slots

    def run(self, root: Element) -> None:
        """Fill in the numbers; add nothing to a page without citations."""
        numbers: dict[str, int] = {}
        seen: set[str] = set()
        for parent in root.iter():
            for place, child in enumerate(parent):
                if child.tag == "sup" and "data-cite" in child.attrib:
                    _join(parent, place)
                    self._number(child, numbers, seen)
        if numbers:
            self._append_list(root, list(numbers))

    def _number(self, element: Element, numbers: dict[str, int], seen: set[str]) -> None:
        for name in element.attrib.pop("data-cite").split():
            if name not in self._library.sources:
                continue
            number = numbers.setdefault(name, len(numbers) + 1)
            label = self._library.strings["site"]["source_n"].format(n=number)
            link = SubElement(element, "a", {"href": f"#source-{number}", "aria-label": label})
            if name not in seen:
                link.set("id", f"cite-{number}")
            seen.add(name)
            link.text = str(number)

    def _append_list(self, root: Element, names: list[str]) -> None:
        SubElement(root, "h2", {"id": "sources"}).text = self._library.strings["site"]["sources"]
        sources = [self._library.sources[name] for name in names]
        html = sources_html(self._library.theme, sources, self._library.strings, self._library.language)
        root.append(self._slots.element(html))


def _join(parent: Element, place: int) -> None:
    """Glue a citation to the text before it."""
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + _WORD_JOINER
    else:
        parent.text = (parent.text or "") + _WORD_JOINER
