"""Slots: finished HTML of ours stays out of the sanitiser's way.

Parts of a page that we make ourselves (quizzes, drawings, sources) leave an empty element with a
number in the text; the page, with all HTML that its author wrote, goes through nh3; then the
numbers are filled in.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.postprocessors import Postprocessor

from clearheart.markup.safe_html import clean

_SLOT = re.compile(r'<(span|div) data-slot="(\d+)"></\1>')


class Slots:
    """Keep the finished parts of one page until its text has been cleaned."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def reset(self) -> None:
        """Begin a new page."""
        self._parts.clear()

    def __len__(self) -> int:
        return len(self._parts)

    def hold(self, text: str) -> bool:
        """Say whether a part of this page holds some text."""
        return any(text in part for part in self._parts)

    def element(self, html: str, tag: str = "div") -> Element:
        """Put a part aside and give the element that stands for it."""
        self._parts.append(html)
        return Element(tag, {"data-slot": str(len(self._parts) - 1)})

    def text(self, html: str) -> str:
        """Put a part aside and give the text of the element that stands for it."""
        slot = self.element(html)
        return f'<div data-slot="{slot.get("data-slot")}"></div>'

    def fill(self, page: str) -> str:
        """Put every part into its place, once; a number that nobody gave out stays empty."""
        waiting = dict(enumerate(self._parts))
        return _SLOT.sub(lambda match: waiting.pop(int(match.group(2)), ""), page)


class FillSlots(Postprocessor):
    """Clean the page and fill its slots, after Markdown has put raw HTML back."""

    def __init__(self, md: Markdown, slots: Slots) -> None:
        super().__init__(md)
        self._slots = slots

    def run(self, text: str) -> str:
        """Give the page as it is published."""
        if "<" not in text:  # a heading's words, which the table of contents asks for on their way
            return text
        return self._slots.fill(clean(text))
