"""Turn one Markdown text into a tree with a file line on every node.

In comes the text of a page with the file line on which it begins; out goes a `Tree` of frozen nodes. `check` walks it
to find links, images, citations and fences; `print` lays it out. The HTML of pages is made elsewhere, by
Python-Markdown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from clearheart.markup.nodes import (
    Block,
    Box,
    Break,
    BulletList,
    Cell,
    Citation,
    Code,
    Emphasis,
    Fence,
    Heading,
    Html,
    Image,
    Inline,
    Item,
    Link,
    Node,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    Rule,
    Strong,
    Table,
    Text,
    Tree,
)


def parse(text: str, path: str = "", first_line: int = 1) -> Tree:
    """Read Markdown into a tree whose nodes know their line in the file."""
    return _parse(text, path, first_line, _MARKED)


def parse_references(text: str, path: str = "", first_line: int = 1) -> Tree:
    """Read Markdown as `parse` does, but leave sentences without links, pictures, citations and HTML as they stand.

    A third of the time of `parse`; enough for a look at links, pictures, citations, blocks and raw HTML.
    """
    return _parse(text, path, first_line, _REFERRING)


def _parse(text: str, path: str, first_line: int, marked: re.Pattern[str]) -> Tree:
    source = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    tokens: list[Token] = []
    environment: dict[str, object] = {}
    _MARKDOWN.block.parse(source, _MARKDOWN, environment, tokens)
    reader = _Reader(first_line, environment, marked)
    return Tree(path, reader.read_blocks(tokens), tuple(reader.unclosed))


def walk(node: Tree | Node) -> Iterator[Node]:
    """Yield every node below this one, in reading order."""
    for child in getattr(node, "children", ()):
        yield child
        yield from walk(child)


def plain(nodes: Sequence[Node]) -> str:
    """Give the words of some nodes without marks, pictures and citations."""
    return "".join(_plain(node) for node in nodes).strip()


def joins(before: str, after: str) -> bool:
    """Say whether a line ending in one character continues with another without a space, as Chinese lines do."""
    wide = (_is_wide(before), _is_wide(after))
    return all(wide) or (any(wide) and (before in _AMBIGUOUS or after in _AMBIGUOUS))


_AMBIGUOUS = frozenset("“”‘’—…·")
_MARKED = re.compile(r"[\\`*_\[!<&]| \n")
_REFERRING = re.compile(r"[\[<]")
_CITATION = re.compile(r"\[(@[^\[\]]*)\]")
_ATTRIBUTES = re.compile(r"\{:?((?: *[.#][\w-]+)+) *\}")
_HEADING_NAME = re.compile(r" *\{:? *#([\w-]+) *\}$")
_OPENING = re.compile(r"(/{3,}) *([A-Za-z][\w-]*) *(?:\|(.*))?$")
_CLOSING = re.compile(r"(/{3,}) *$")


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" if character else False


def _plain(node: Node) -> str:
    if isinstance(node, (Text, Code)):
        return node.text
    if isinstance(node, Break):
        return "\n"
    return "".join(_plain(child) for child in getattr(node, "children", ()))


class _Reader:
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

    def _inline(self) -> tuple[Inline, ...]:
        """Read the inline token that follows an opening one, and pass its closing one."""
        token = self._tokens[self._at]
        self._at += 2
        return self._inlines(token)

    def _inlines(self, token: Token) -> tuple[Inline, ...]:
        line = self._line(token)
        content = token.content
        if not self._marked.search(content):
            return _plain_lines(content, line)
        children: list[Token] = []
        _MARKDOWN.inline.parse(content, _MARKDOWN, self._environment, children)
        return _InlineReader(children, line).read("")

    def _read_heading(self, token: Token) -> Heading:
        children = self._inline()
        name, children = _take_heading_name(children)
        return Heading(self._line(token), int(token.tag[1]), children, name)

    def _read_paragraph(self, token: Token) -> Paragraph:
        return Paragraph(self._line(token), self._inline())

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
        return Fence(line, token.info.strip(), token.content, line + (token.type == "fence"))

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


_BLOCKS: dict[str, Callable[[_Reader, Token], Block]] = {
    "heading_open": _Reader._read_heading,
    "paragraph_open": _Reader._read_paragraph,
    "blockquote_open": _Reader._read_quote,
    "bullet_list_open": _Reader._read_bullets,
    "ordered_list_open": _Reader._read_numbers,
    "list_item_open": _Reader._read_item,
    "table_open": _Reader._read_table,
    "tr_open": _Reader._read_row,
    "th_open": _Reader._read_cell,
    "td_open": _Reader._read_cell,
    "hr": _Reader._read_rule,
    "fence": _Reader._read_fence,
    "code_block": _Reader._read_fence,
    "html_block": _Reader._read_html,
    "box_open": _Reader._read_box,
    "box_stray": _Reader._read_stray,
}


class _InlineReader:
    """Turn markdown-it's inline tokens into nodes, counting lines at line breaks."""

    def __init__(self, tokens: list[Token], line: int) -> None:
        self._tokens = tokens
        self._at = 0
        self._text = ""
        self._line = line
        self._is_soft = False

    def read(self, closing: str) -> tuple[Inline, ...]:
        """Read until a closing token, or to the end."""
        found: list[Inline] = []
        tokens = self._tokens
        while self._at < len(tokens):
            token = tokens[self._at]
            self._at += 1
            kind = token.type
            if kind == "text" or kind == "text_special":
                self._text += token.content
                continue
            self._flush(found, kind == "softbreak")
            if kind == closing:
                break
            node = self._node(token, kind)
            if node:
                found.append(node)
        self._flush(found)
        return _with_attributes(found)

    def _flush(self, found: list[Inline], is_soft: bool = False) -> None:
        text, self._text = self._text, ""
        if is_soft and not joins(_last_character(found, text), self._next_character()):
            text += " "
        if text:
            found.extend(_with_citations(text, self._line))
        self._line += is_soft

    def _next_character(self) -> str:
        kinds = ("text", "code_inline")
        following = (token.content[0] for token in self._tokens[self._at :] if token.content and token.type in kinds)
        return next(following, "")

    def _node(self, token: Token, kind: str) -> Inline | None:
        line = self._line
        if kind == "em_open":
            return Emphasis(line, self.read("em_close"))
        if kind == "strong_open":
            return Strong(line, self.read("strong_close"))
        if kind == "link_open":
            title = str(token.attrs.get("title", ""))
            return Link(line, str(token.attrs.get("href", "")), self.read("link_close"), title)
        if kind == "image":
            title = str(token.attrs.get("title", ""))
            return Image(line, str(token.attrs.get("src", "")), _alternative(token), title)
        if kind == "code_inline":
            return Code(line, token.content)
        if kind == "html_inline":
            self._line += token.content.count("\n")
            return Html(line, token.content)
        if kind == "hardbreak":
            self._line += 1
            return Break(line)
        return None


def _last_character(found: list[Inline], text: str) -> str:
    """Give the last character before a line break, passing over citations."""
    last = _CITATION.sub("", text) if text.endswith("]") else text
    return last[-1:] or next((text[-1] for text in map(_plain, reversed(found)) if text), "")


def _plain_lines(content: str, line: int) -> tuple[Inline, ...]:
    """Make text nodes of a content without any mark."""
    if "\n" not in content:
        return (Text(line, content),)
    rows = [row.strip() for row in content.split("\n")]
    ended = [row if joins(row[-1:], after[:1]) else row + " " for row, after in pairwise(rows)]
    return tuple(Text(line + number, row) for number, row in enumerate([*ended, rows[-1]]))


def _with_citations(text: str, line: int) -> Iterator[Inline]:
    at = 0
    for match in _CITATION.finditer(text) if "[@" in text else ():
        if match.start() > at:
            yield Text(line, text[at : match.start()])
        yield Citation(line, tuple(piece.strip().removeprefix("@") for piece in match[1].split(";")))
        at = match.end()
    if at < len(text):
        yield Text(line, text[at:])


def _with_attributes(found: list[Inline]) -> tuple[Inline, ...]:
    """Move the attribute list behind a link into the link, and drop those behind other nodes."""
    for at in range(1, len(found)):
        before, after = found[at - 1], found[at]
        if not (isinstance(after, Text) and after.text.startswith("{") and not isinstance(before, Text)):
            continue
        match = _ATTRIBUTES.match(after.text)
        if not match:
            continue
        found[at] = Text(after.line, after.text[match.end() :])
        if isinstance(before, Link):
            classes = tuple(name[1:] for name in match[1].split() if name.startswith("."))
            found[at - 1] = Link(before.line, before.target, before.children, before.title, classes)
    return tuple(node for node in found if not (isinstance(node, Text) and not node.text))


def _take_heading_name(children: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]]:
    last = children[-1] if children else None
    match = _HEADING_NAME.search(last.text) if isinstance(last, Text) and last.text.endswith("}") else None
    if not match or not isinstance(last, Text):
        return "", children
    return match[1], (*children[:-1], Text(last.line, last.text[: match.start()]))


def _alternative(token: Token) -> str:
    return "".join(" " if child.type == "softbreak" else child.content for child in token.children or ()).strip()


def _read_box_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Recognise a `///` block, as pymdownx.blocks does: its end has as many slashes as its beginning."""
    text = _line_text(state, start)
    if not text.startswith("///") or state.is_code_block(start):
        return False
    opening = _OPENING.match(text)
    if not opening and not _CLOSING.match(text):
        return False
    if not silent:
        if opening:
            _push_box(state, opening, start, end)
        else:
            _push_stray(state, start, text)
    return True


def _line_text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _push_stray(state: StateBlock, start: int, text: str) -> None:
    token = state.push("box_stray", "", 0)
    token.map, token.content = [start, start + 1], text
    state.line = start + 1


def _push_box(state: StateBlock, opening: re.Match[str], start: int, end: int) -> None:
    last = _find_box_end(state, opening[1], start + 1, end)
    token = state.push("box_open", "div", 1)
    token.map = [start, last]
    token.meta = {"name": opening[2], "title": (opening[3] or "").strip(), "is_closed": last < end}
    parent, state.parentType = state.parentType, "box"
    line_max, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, line_max
    state.push("box_close", "div", -1)
    state.line = min(last + 1, end)


def _find_box_end(state: StateBlock, slashes: str, start: int, end: int) -> int:
    """Find the line that ends a block, passing over fences; the last line plus one where there is none."""
    fence = ""
    for line in range(start, end):
        text = _line_text(state, line)
        if text.startswith(("```", "~~~")):
            fence = "" if fence and text.startswith(fence) else fence or text[:3]
        elif not fence and text.startswith(slashes) and text.rstrip() == slashes:
            return line
    return end


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # `check` tells bad schemes; hiding them here would hide the fault
    markdown.block.ruler.before(
        "fence", "box", _read_box_lines, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    return markdown


_MARKDOWN = _markdown()
