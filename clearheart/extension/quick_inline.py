"""Inline Markdown, faster: a text without any mark of Markdown's goes through as it is.

Python-Markdown tries each of its inline patterns on each piece of text, which is a third of a build's
time; most pieces hold nothing that any pattern could match.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

_KNOWN_NAMES = (
    "backtick escape reference link image_link image_reference short_reference short_image_ref autolink automail "
    "linebreak html entity not_strong em_strong em_strong2 clearheart_citation"
)
_KNOWN = frozenset(_KNOWN_NAMES.split())
"""The patterns of Markdown itself and our own; each needs one of the marks below to match."""

_MARK = re.compile(r"[\\`*_\[!<&]|  \n")


class QuickInlineProcessor(InlineProcessor):
    """Leave texts without a mark alone, as long as nobody has added a pattern that we do not know."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._is_quick = False

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Parse the inline text of a whole page."""
        patterns = self.md.inlinePatterns
        self._is_quick = sum(name in patterns for name in _KNOWN) == len(patterns)
        return super().run(tree, ancestors)

    # Markdown's own method has two underscores before its name; this is how Python spells it from outside.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if self._is_quick and not _MARK.search(data):
            return data
        return str(super()._InlineProcessor__handleInline(data, patternIndex))  # type: ignore[misc]
