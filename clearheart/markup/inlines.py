"""Sentences: markdown-it's inline tokens go in; words, links, pictures and citations with their lines come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.token import Token

from clearheart.markup.attributes import classes_in, others_in, read_list
from clearheart.markup.lines import joins
from clearheart.markup.nodes import (
    Attributes,
    Break,
    Citation,
    Code,
    Emphasis,
    Html,
    Image,
    Inline,
    Link,
    Strong,
    Text,
    words_of,
)

_CITATION = re.compile(r"\[(@[^\[\]\0]*)\]")
_CITED = re.compile(r"@[a-z0-9-]+(?:\s*;\s*@[a-z0-9-]+)*\s*")
_OPEN_CITATION = re.compile(r"\[@[^\[\]\0]*$")
# Stands on both sides of an escaped character, so that it is not taken for a mark; no text holds one.
_ESCAPE = "\0"


class InlineReader:
    """Turn markdown-it's inline tokens into nodes, counting lines at line breaks."""

    def __init__(self, tokens: list[Token], line: int) -> None:
        self._tokens = tokens
        self._at = 0
        self._text = ""
        self._line = line
        self._joined = 0
        """Line ends inside the citation that is being read."""

    def read(self, closing: str) -> tuple[Inline, ...]:
        """Read until a closing token, or to the end."""
        found: list[Inline] = []
        tokens = self._tokens
        while self._at < len(tokens):
            token = tokens[self._at]
            self._at += 1
            kind = token.type
            if kind == "text":
                self._text += token.content
                continue
            if kind == "text_special":
                self._text += f"{_ESCAPE}{token.content}{_ESCAPE}"
                continue
            if kind == "softbreak" and _OPEN_CITATION.search(self._text):
                self._text += " "
                self._joined += 1
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
        self._line += is_soft + self._joined
        self._joined = 0

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
    text = text.rstrip(_ESCAPE)
    last = _CITATION.sub("", text) if text.endswith("]") else text
    return last[-1:] or next((text[-1] for text in map(words_of, reversed(found)) if text), "")


def plain_lines(content: str, line: int) -> tuple[Inline, ...]:
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
            yield Text(line, text[at : match.start()].replace(_ESCAPE, ""))
        yield Citation(line, _cited(match[1]))
        at = match.end()
    if at < len(text):
        yield Text(line, text[at:].replace(_ESCAPE, ""))


def _cited(text: str) -> tuple[str, ...]:
    """Give the ids of a citation; all its words as one where it has another form, so that `check` tells it."""
    if not _CITED.fullmatch(text):
        return (text.removeprefix("@"),)
    return tuple(piece.strip().removeprefix("@") for piece in text.split(";"))


def _with_attributes(found: list[Inline]) -> tuple[Inline, ...]:
    """Move the classes of an attribute list behind a link into the link, and keep what else such lists say apart."""
    for at in range(1, len(found)):
        before, after = found[at - 1], found[at]
        if not (isinstance(after, Text) and after.text.startswith("{") and not isinstance(before, Text)):
            continue
        match = read_list(after.text)
        if not match:
            continue
        pieces, end = match
        if isinstance(before, Link):
            found[at - 1] = Link(before.line, before.target, before.children, before.title, classes_in(pieces))
        found[at] = Text(after.line, after.text[end:])
        if others_in(pieces):
            return (*found[:at], Attributes(after.line, others_in(pieces)), *_with_attributes(found[at:]))
    return tuple(node for node in found if not (isinstance(node, Text) and not node.text))


def _alternative(token: Token) -> str:
    return "".join(" " if child.type == "softbreak" else child.content for child in token.children or ()).strip()
