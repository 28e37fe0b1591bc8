"""Layout: a page's blocks and lines go in; what pages and paper would lay out differently comes out as Problems.

Pages are made by Python-Markdown, which indents by four and asks for blank lines; everything else here reads
CommonMark. Only what both take for the same may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from clearheart.check.shelf import Page
from clearheart.markup.nodes import (
    Box,
    BulletList,
    Fence,
    Heading,
    Item,
    Node,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from clearheart.problems import Problem

_SAID = re.compile(r"^(?: {0,3}> ?)+")
_HASHES = re.compile(r" *#{1,6}(?:\s|$)")
_GLUED = re.compile(r"#{1,6}[^#\s]")
_COLUMNS = re.compile(r"(?=.*\|)(?=.*---)[|: -]+")
_BRACKET = re.compile(r" *\d+\)")
_LISTS = (BulletList, OrderedList)
_GREEDY = (BulletList, OrderedList, Quote)
"""What ends at a blank line only."""
_SELF_MADE = (Heading, Box)
"""What begins on any line."""


def check_layout(blocks: Sequence[Node], page: Page, depth: int = 0) -> Iterator[Problem]:
    """Find lists, headings and blocks that lack a blank line or spaces; `depth` counts the lists around."""
    for before, block in pairwise([None, *blocks]):
        assert block is not None
        is_taken_in = _is_taken_in(before, block) or (before is not None and _is_indented_code(before, page))
        if is_taken_in and _line(page, block.line - 1).strip():
            what = "this would be taken into what stands above it"
            yield Problem(page.spot(block.line), what, "put a blank line before it")
        elif isinstance(block, _LISTS):
            yield from _list(block, page, depth)
        elif isinstance(block, Heading):
            yield from _heading(block, page, depth)
        elif isinstance(block, Paragraph):
            yield from _paragraph(block, page)
        elif isinstance(block, (Box, Quote)):
            yield from check_layout(block.children, page, depth)


def _is_taken_in(before: Node | None, block: Node) -> bool:
    if isinstance(before, (Fence, Rule)):
        return isinstance(block, Rule)  # a line below other words makes a heading of them
    if isinstance(before, Table):
        return not isinstance(block, Box)
    return isinstance(before, _GREEDY) and not isinstance(block, _SELF_MADE)


def _list(block: BulletList | OrderedList, page: Page, depth: int) -> Iterator[Problem]:
    if isinstance(block, OrderedList) and _BRACKET.match(_line(page, block.line)):
        what = "a bracket behind a number makes no list on the page"
        yield Problem(page.spot(block.line), what, "write 1. and 2.")
    for before, item in pairwise(block.children):
        rows = [_line(page, number).strip() for number in range(before.line, item.line)]
        if rows[-1:] != [""] and "" in rows:
            what = "this would be taken into what stands above it"
            yield Problem(page.spot(item.line), what, "put a blank line before it")
    for item in block.children:
        if _indent(item, page) != 4 * depth:
            mend = f"indent it by {_spaces(depth)}" if depth else "begin the line with it"
            yield Problem(page.spot(item.line), "this list's mark stands between two steps", mend)
            return
        yield from _item(item, page, depth + 1)


def _item(item: Item, page: Page, depth: int) -> Iterator[Problem]:
    """Find what would fall out of a list: it must stand four spaces further in, for each list around it."""
    for child in item.children:
        is_first = child.line == item.line
        if is_first and isinstance(child, (Fence, Table)):
            yield Problem(page.spot(child.line), "this cannot stand on the line of a list's mark", _on_its_own(depth))
        elif not is_first and not _is_inside(child, page, depth):
            what = "this belongs to the list above, and would fall out of it"
            yield Problem(page.spot(child.line), what, f"indent it by {_spaces(depth)}")
            return
    yield from check_layout(item.children, page, depth)


def _is_inside(child: Node, page: Page, depth: int) -> bool:
    return _indent(child, page) >= 4 * (depth + _is_indented_code(child, page))


def _is_indented_code(block: Node, page: Page) -> bool:
    """Say whether a block is code by its spaces alone: on the page nothing may follow it without a blank line."""
    return isinstance(block, Fence) and not _line(page, block.line).lstrip().startswith(("```", "~~~"))


def _indent(node: Node, page: Page) -> int:
    line = _line(page, node.line)
    return len(line) - len(line.lstrip())


def _on_its_own(depth: int) -> str:
    return f"write it below some words, on a line of its own, indented by {_spaces(depth)}"


def _spaces(depth: int) -> str:
    return {1: "four", 2: "eight"}.get(depth, str(4 * depth)) + " spaces"


def _heading(heading: Heading, page: Page, depth: int) -> Iterator[Problem]:
    line = _line(page, heading.line)
    if not _HASHES.search(line):
        above = _line(page, heading.line - 1).strip() if heading.line > page.document.line else ""
        below = _line(page, heading.line + 1).strip()
        if above or below.strip("=-"):
            mend = "put a blank line above the line of --- or ===, or write ## Heading"
            yield Problem(page.spot(heading.line), "these lines are one heading in print and none on the page", mend)
    elif line.startswith(" ") and _indent(heading, page) != 4 * depth:
        yield Problem(page.spot(heading.line), "this heading has spaces before it", "begin the line with its #")


def _paragraph(paragraph: Paragraph, page: Page) -> Iterator[Problem]:
    for number in sorted({node.line for node in paragraph.children}):
        line = _line(page, number).strip()
        if _GLUED.match(line):
            mend = r"put a space behind the #, or write \# for the sign itself"
            yield Problem(page.spot(number), "this line is a heading on the page and words in print", mend)
        elif _COLUMNS.fullmatch(line):
            mend = "put a blank line above its first row, and as many cells in each row"
            yield Problem(page.spot(number), "this makes no table", mend)


def _line(page: Page, number: int) -> str:
    """Give a line of the file without the marks of the quote that it stands in."""
    line = page.lines[number - page.document.line].expandtabs(4)
    return _SAID.sub("", line) if ">" in line else line
