"""Turn one Markdown text into a tree with a file line on every node.

In comes the text of a page with the file line on which it begins; out goes a `Tree` of frozen nodes. `check` walks it
to find links, images, citations and fences; `print` lays it out. The HTML of pages is made elsewhere, by
Python-Markdown.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from clearheart.markup.blocks import MARKED, BlockReader
from clearheart.markup.nodes import Tree, plain, walk
from clearheart.markup.rules import MARKDOWN

__all__ = ["parse", "parse_references", "plain", "walk"]

_REFERRING = re.compile(r"[\[<]|[*_`]\{")


def parse(text: str, path: str = "", first_line: int = 1) -> Tree:
    """Read Markdown into a tree whose nodes know their line in the file."""
    return _parse(text, path, first_line, MARKED)


def parse_references(text: str, path: str = "", first_line: int = 1) -> Tree:
    """Read Markdown as `parse` does, but leave sentences without links, pictures, citations and HTML as they stand.

    A third of the time of `parse`; enough for a look at links, pictures, citations, blocks and raw HTML.
    """
    return _parse(text, path, first_line, _REFERRING)


def _parse(text: str, path: str, first_line: int, marked: re.Pattern[str]) -> Tree:
    source = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    tokens: list[Token] = []
    environment: dict[str, object] = {}
    MARKDOWN.block.parse(source, MARKDOWN, environment, tokens)
    reader = BlockReader(first_line, environment, marked)
    return Tree(path, reader.read_blocks(tokens), tuple(reader.unclosed))
