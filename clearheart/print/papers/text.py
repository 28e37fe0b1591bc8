"""Texts of authors on paper: inline Markdown comes in; pieces of plain text with their marks come out, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from clearheart.markup.fragment import fragment_tokens
from clearheart.print.coverage import SILENT
from clearheart.print.job import Data
from clearheart.print.words import cut, text_data

_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_LONG = re.compile(r"[!-\u2e7f]{19,}")
"""Latin letters and the like without a space, so many that they may be wider than a column."""
_PIECE = re.compile(r".{1,12}", re.DOTALL)


def inline(text: str) -> list[Data]:
    """Give the data of one text of an author's."""
    found: list[Data] = []
    open_lists = [found]
    for token in fragment_tokens(text):
        if token.nesting > 0:
            marked = _marked(token)
            open_lists[-1].append(marked)
            open_lists.append(marked["content"])
        elif token.nesting < 0:
            open_lists.pop()
        else:
            open_lists[-1].extend(_leaf(token))
    return found


def literal(text: str) -> list[Data]:
    """Give the data of a text that is shown as it stands."""
    return list(_words(text))


def phrases(text: str, language: str) -> list[list[Data]]:
    """Cut one text of an author's into the phrases between which a line may end."""
    found: list[list[Data]] = []
    for data in inline(text):
        found.extend(cut(data["text"], language) if data["kind"] == "text" else [[data]])
    return found or [[text_data("")]]


def plain(nodes: Iterable[Data]) -> str:
    """Give the words of some data without marks."""
    return "".join(plain(node["content"]) if "content" in node else node.get("text", " ") for node in nodes).strip()


def is_short(nodes: object, rows: int, *, width: int, most: int) -> bool:
    """Say whether words in so many rows of so many characters surely take at most some lines: a cautious guess."""
    return 1.5 * rows + _width(nodes) / width <= most


def _width(nodes: object) -> float:
    """Guess how wide words are, in characters of Chinese."""
    if isinstance(nodes, str):
        return sum(1.0 if ord(sign) > 0x2E7F else 0.6 for sign in nodes)
    if isinstance(nodes, dict):
        return sum(_width(part) for key, part in nodes.items() if key not in ("kind", "picture", "target"))
    return sum(_width(part) for part in nodes) if isinstance(nodes, list) else 0.0


def _marked(token: Token) -> Data:
    if token.tag == "a":
        target = str(token.attrs.get("href", ""))
        return {"kind": "link", "target": target if target.startswith(_SCHEMES) else "", "content": []}
    return {"kind": "strong" if token.tag == "strong" else "emphasis", "content": []}


def _leaf(token: Token) -> Iterator[Data]:
    if token.type == "hardbreak":
        yield {"kind": "break"}
    else:
        yield from _words(" " if token.type == "softbreak" else token.content)


def _words(text: str) -> Iterator[Data]:
    """Give a text with places where its long words may be broken."""
    text, start = text.translate(SILENT), 0
    for match in _LONG.finditer(text):
        for piece in _PIECE.finditer(match[0]):
            yield text_data(text[start : match.start() + piece.end()])
            yield {"kind": "chance"}
            start = match.start() + piece.end()
    if text[start:]:
        yield text_data(text[start:])
