"""Blocks: markdown-it's flat tokens go in; headings, paragraphs, lists, tables, fences and boxes come out."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.token import Token

from clearheart.markup.attributes import others_in, read_last_list, read_list
from clearheart.markup.inlines import InlineReader, plain_lines
from clearheart.markup.nodes import (
    Attributes,
    Block,
    Box,
    BulletList,
    Cell,
    Fence,
    Heading,
    Html,
    Inline,
    Item,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)
from clearheart.markup.rules import MARKDOWN

MARKED = re.compile(r"[\\`*_\[!<&]| \n")
"""What a text holds that is more than words and line ends."""


class BlockReader:
    """Turn markdown-it's flat tokens into nodes."""

    def __init__(self, first_line: int, environment: dict[str, object], marked: re.Pattern[str]) -> None:
        self._first = first_line
        self._marked = marked
        self._environment = environment
        self._tokens: list[Token] = []
        self._at = 0
        self.unclosed: list[tuple[str, int]] = []

    def read_blocks(self, tokens: list[Token]) -> tuple[Block, ...]:
        """Read all block tokens of a text."""
        self._tokens, self._at = tokens, 0
        return self._children("")

    def _children(self, closing: str) -> tuple[Block, ...]:
        found: list[Block] = []
        tokens = self._tokens
        while self._at < len(tokens):
            token = tokens[self._at]
            self._at += 1
            if token.type == closing:
                break
            make = _BLOCKS.get(token.type)
            if make:
                found.append(make(self, token))
        return tuple(found)

    def _line(self, token: Token) -> int:
        return self._first + (token.map[0] if token.map else 0)

    def _inline(self, marked: re.Pattern[str] | None = None) -> tuple[Inline, ...]:
        """Read the inline token that follows an opening one, and pass its closing one."""
        token = self._tokens[self._at]
        self._at += 2
        line = self._line(token)
        content = token.content
        if not (marked or self._marked).search(content):
            return plain_lines(content, line)
        children: list[Token] = []
        MARKDOWN.inline.parse(content, MARKDOWN, self._environment, children)
        return InlineReader(children, line).read("")

    def _read_heading(self, token: Token) -> Heading:
        name, children = _take_heading_name(self._inline(MARKED))  # ids are made of its words
        return Heading(self._line(token), int(token.tag[1]), children, name)

    def _read_paragraph(self, token: Token) -> Paragraph:
        return Paragraph(self._line(token), _take_own_line(self._inline()))

    def _read_quote(self, token: Token) -> Quote:
        return Quote(self._line(token), self._children("blockquote_close"))

    def _read_bullets(self, token: Token) -> BulletList:
        return BulletList(self._line(token), self._items("bullet_list_close"))

    def _read_numbers(self, token: Token) -> OrderedList:
        start = int(token.attrs.get("start", 1))
        return OrderedList(self._line(token), self._items("ordered_list_close"), start)

    def _items(self, closing: str) -> tuple[Item, ...]:
        return tuple(child for child in self._children(closing) if isinstance(child, Item))

    def _read_item(self, token: Token) -> Item:
        return Item(self._line(token), self._children("list_item_close"))

    def _read_table(self, token: Token) -> Table:
        rows = self._children("table_close")
        return Table(self._line(token), tuple(row for row in rows if isinstance(row, Row)))

    def _read_row(self, token: Token) -> Row:
        is_head = self._tokens[self._at].type == "th_open"
        cells = self._children("tr_close")
        return Row(self._line(token), tuple(cell for cell in cells if isinstance(cell, Cell)), is_head)

    def _read_cell(self, token: Token) -> Cell:
        align = str(token.attrs.get("style", "")).removeprefix("text-align:")
        inline = self._tokens[self._at]
        return Cell(self._line(inline), self._inline(), align)

    def _read_rule(self, token: Token) -> Rule:
        return Rule(self._line(token))

    def _read_fence(self, token: Token) -> Fence:
        line = self._line(token)
        if token.type != "fence":
            return Fence(line, "", token.content, line)
        return Fence(line, token.info.strip(), token.content, line + 1, _is_closed(token))

    def _read_html(self, token: Token) -> Html:
        return Html(self._line(token), token.content)

    def _read_box(self, token: Token) -> Box:
        name, title = token.meta["name"], token.meta["title"]
        line = self._line(token)
        if not token.meta["is_closed"]:
            self.unclosed.append((name, line))
        return Box(line, name, title, self._children("box_close"), token.meta["is_closed"])

    def _read_stray(self, token: Token) -> Html:
        self.unclosed.append(("", self._line(token)))
        return Html(self._line(token), token.content)


_BLOCKS: dict[str, Callable[[BlockReader, Token], Block]] = {
    "heading_open": BlockReader._read_heading,
    "paragraph_open": BlockReader._read_paragraph,
    "blockquote_open": BlockReader._read_quote,
    "bullet_list_open": BlockReader._read_bullets,
    "ordered_list_open": BlockReader._read_numbers,
    "list_item_open": BlockReader._read_item,
    "table_open": BlockReader._read_table,
    "tr_open": BlockReader._read_row,
    "th_open": BlockReader._read_cell,
    "td_open": BlockReader._read_cell,
    "hr": BlockReader._read_rule,
    "fence": BlockReader._read_fence,
    "code_block": BlockReader._read_fence,
    "html_block": BlockReader._read_html,
    "box_open": BlockReader._read_box,
    "box_stray": BlockReader._read_stray,
}


def _is_closed(fence: Token) -> bool:
    """Say whether a fence has an end: it then takes two lines more than its content."""
    begin, end = fence.map or (0, 0)
    content = fence.content
    lines = content.count("\n") + (bool(content) and not content.endswith("\n"))
    return end - begin == lines + 2


def _take_heading_name(children: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]]:
    """Part a heading's words from the attribute list at their end, and give the id that it names."""
    last = children[-1] if children else None
    found = read_last_list(last.text) if isinstance(last, Text) else None
    if not found or not isinstance(last, Text):
        return "", children
    pieces, at = found
    names = [piece[1:] for piece in pieces if piece.startswith("#")]
    others = tuple(piece for piece in others_in(pieces) if not piece.startswith("#"))
    kept: tuple[Inline, ...] = (*children[:-1], Text(last.line, last.text[:at]))
    return (names[-1] if names else ""), (*kept, Attributes(last.line, others)) if others else kept


def _take_own_line(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Part a paragraph's words from the attribute list that is its last line."""
    last = children[-1]
    if len(children) < 2 or not (isinstance(last, Text) and last.text.startswith("{")):
        return children
    found = read_list(last.text)
    if not found or last.text[found[1] :].strip():
        return children
    others = others_in(found[0])
    return (*children[:-1], Attributes(last.line, others)) if others else children[:-1]
