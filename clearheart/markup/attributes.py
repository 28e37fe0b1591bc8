"""Attribute lists: the text `{ .button lang=fr }` behind a piece goes in, what it says comes out.

Python-Markdown's form (its extension attr_list), which pages are made with.
"""

from __future__ import annotations

import re

_LIST = re.compile(r"""\{:? *(?=[^} \n])((?:"[^"\n]*"|'[^'\n]*'|[^}\n])+?) *\}""")
_LAST = re.compile(r" +(\{[^{}]*\}) *$")
_PIECE = re.compile(r"""[^ =}]+="[^"\n]*"|[^ =}]+='[^'\n]*'|[^ =}]+=[^ =}]+|[^ =}]+""")


def read_list(text: str) -> tuple[tuple[str, ...], int] | None:
    """Give the pieces of the list that a text begins with, and where it ends."""
    match = _LIST.match(text)
    return (tuple(_PIECE.findall(match[1])), match.end()) if match else None


def read_last_list(text: str) -> tuple[tuple[str, ...], int] | None:
    """Give the pieces of the list that a heading ends with, and where it begins."""
    last = _LAST.search(text) if text.endswith(("}", "} ")) else None
    found = read_list(last[1]) if last else None
    return (found[0], last.start()) if last and found else None


def classes_in(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Give the classes among the pieces of a list."""
    return tuple(piece[1:] for piece in pieces if piece.startswith("."))


def others_in(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Give what a list says beside classes."""
    return tuple(piece for piece in pieces if not piece.startswith("."))
