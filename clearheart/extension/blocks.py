"""Page blocks: `/// short | Title` and its kin become sections that the theme can dress.

Only the outer element is made here; `arrange` puts the parts in order once inline text is parsed.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from clearheart.model.project import Strings


class _PageBlock(Block):  # type: ignore[misc]
    """Make one element with a class, and a heading where the block has a title."""

    ARGUMENT = None
    TAG = "section"
    CLASS = ""
    HEADING = ""
    TITLE = ""

    def on_create(self, parent: Element) -> Element:
        """Create the element that the block's content goes into."""
        element = SubElement(parent, self.TAG, {"class": self.CLASS})
        title = self.argument or self.TITLE
        if self.HEADING and title:
            SubElement(element, self.HEADING).text = title
        return element


class _Note(_PageBlock):
    NAME, TAG, CLASS = "note", "aside", "ch-note"


class _Case(_PageBlock):
    NAME, CLASS, HEADING = "case", "ch-case", "h3"


class _Urgent(_PageBlock):
    NAME, CLASS, HEADING = "urgent", "ch-case ch-case--urgent", "h3"


class _Columns(_PageBlock):
    NAME, TAG, CLASS = "columns", "div", "ch-columns"


class _Hero(_PageBlock):
    NAME, TAG, CLASS = "hero", "div", "ch-hero"


class _Doors(_PageBlock):
    NAME, TAG, CLASS = "doors", "div", "ch-doors-block"


class _Band(_PageBlock):
    NAME, CLASS = "band", "ch-band"


class _Course(_PageBlock):
    NAME, CLASS = "course", "ch-course"


class _Steps(_PageBlock):
    NAME, TAG, CLASS = "steps", "div", "ch-plan"


class PageBlocks(BlocksExtension):  # type: ignore[misc]
    """Register every page block of this site."""

    def __init__(self, strings: Strings) -> None:
        self._short = type(
            "_Short",
            (_PageBlock,),
            {"NAME": "short", "CLASS": "ch-short", "HEADING": "h2", "TITLE": strings["site"].get("in_short", "")},
        )
        self._board = type(
            "_Board",
            (_PageBlock,),
            {"NAME": "board", "TAG": "div", "CLASS": "ch-board", "HEADING": "p", "TITLE": strings["lesson"]["board"]},
        )
        super().__init__()

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Add the blocks to the blocks processor."""
        for block in (self._short, self._board, _Steps, _Course, _Note, _Case, _Urgent, _Columns, _Hero, _Doors, _Band):
            block_mgr.register(block, {})
