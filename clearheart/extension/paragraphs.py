"""Paragraphs and quotes: where a list, a table or a fence begins, a paragraph ends; at a blank line, a quote ends.

CommonMark's rules, by which `check` and print read pages. Python-Markdown asks for a blank line and would else show
the hyphens and bars as they stand, and it makes one quote of two that follow each other.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.blockprocessors import BlockProcessor, BlockQuoteProcessor
from markdown.util import HTML_PLACEHOLDER

_FENCE = HTML_PLACEHOLDER % r"\d+"
_LIST = r" {0,3}(?:[*+-]|1\.) +\S"
_TABLE = r"[^\n]*\|[^\n]*\n {0,3}(?=[^\n]*\|)\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *(?:\n|$)"
_BEGINNING = re.compile(rf"\n(?={_LIST}|{_TABLE}| *{_FENCE} *(?:\n|$))|(?<={HTML_PLACEHOLDER[-1]})\n")


class PartParagraphs(BlockProcessor):
    """End a paragraph where a list, a table or a fence begins."""

    def test(self, parent: Element, block: str) -> bool:
        """Say whether something else begins below a paragraph's first line."""
        del parent
        return "\n" in block and bool(_BEGINNING.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make the paragraph, and leave the rest to its own processor."""
        block = blocks.pop(0)
        match = _BEGINNING.search(block)
        assert match
        blocks.insert(0, block[match.end() :])
        self.parser.parseBlocks(parent, [block[: match.start()]])


class PartQuotes(BlockQuoteProcessor):
    """Begin a new quote below each blank line: two sentences that one can say are two."""

    def lastChild(self, parent: Element) -> Element | None:  # noqa: N802
        """Give no quote above that could be continued."""
        del parent
        return None
