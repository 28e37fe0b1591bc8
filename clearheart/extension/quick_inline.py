"""Inline Markdown, faster: no pattern is tried on a text that lacks the mark it begins with.

Python-Markdown tries each of its inline patterns on each piece of text, which is a third of a build's
time; most pieces hold nothing that any pattern could match, the others hold one mark or two.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_MARKS = {
    "backtick": "`",
    "escape": "\\",
    "clearheart_citation": "[@",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "entity": "&",
    "em_strong": "",  # has two: * and _
}
"""The patterns of Markdown itself and our own, and a text without which none of them matches."""

_ANY_MARK = re.compile(r"[\\`*_\[!<&]|  \n")


class QuickInlineProcessor(InlineProcessor):
    """Try a pattern only where its mark stands; patterns that we do not know are tried everywhere."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._marks: list[str] = []
        self._is_quick = False

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Parse the inline text of a whole page."""
        patterns = self.md.inlinePatterns
        names = {id(patterns[name]): name for name in _MARKS if name in patterns}
        self._marks = [_MARKS.get(names.get(id(pattern), ""), "") for pattern in patterns]
        self._is_quick = len(names) == len(patterns)
        return super().run(tree, ancestors)

    # Markdown's own methods have two underscores before their names; this is how Python spells them from outside.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or (self._is_quick and not _ANY_MARK.search(data)):
            return data
        patterns, start = self.inlinePatterns, 0
        while patternIndex < len(self._marks):
            if self._marks[patternIndex] in data:
                data, is_matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    patterns[patternIndex], data, patternIndex, start
                )
                if is_matched:
                    continue
            patternIndex, start = patternIndex + 1, 0  # noqa: N806
        return data
