"""Scripts for the browser: readable JavaScript goes in; the same with short names and without comments comes out.

Names that a script declares for itself, and private names of its classes, are shortened: every place of one name alike,
so that it means the same as before. Properties, and names that come from the browser, stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from string import ascii_letters

import rjsmin
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_IDENTIFIER = "identifier"
_PRIVATE = "private_property_identifier"
_SHORTHAND = ("shorthand_property_identifier", "shorthand_property_identifier_pattern")
_RESERVED = frozenset({"as", "do", "if", "in", "is", "of"})
_LISTS = ("formal_parameters", "array_pattern", "object_pattern")


@lru_cache(maxsize=64)
def shorten_script(text: str) -> str:
    """Give a classic script as it travels: without comments and spaces, with short names inside."""
    nodes = list(_walk(Parser(Language(tree_sitter_javascript.language())).parse(text.encode()).root_node))
    assert not any(node.is_error or node.is_missing for node in nodes), "a script of ours is not JavaScript"
    names = _short_names(nodes)
    data = text.encode()
    for node in sorted(nodes, key=lambda node: node.start_byte, reverse=True):
        old = _words(node)
        if old in names and node.type in (_IDENTIFIER, _PRIVATE):
            data = data[: node.start_byte] + names[old].encode() + data[node.end_byte :]
        elif old in names and node.type in _SHORTHAND:
            data = data[: node.start_byte] + f"{old}: {names[old]}".encode() + data[node.end_byte :]
    return str(rjsmin.jsmin(data.decode()))


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _words(node: Node) -> str:
    return (node.text or b"").decode()


def _short_names(nodes: list[Node]) -> dict[str, str]:
    """Give each name of the script's own a short one: the most used the shortest."""
    named = [node for node in nodes if node.type in (_IDENTIFIER, _PRIVATE, *_SHORTHAND)]
    declared = {_words(node) for node in named if _declares(node)}
    uses = Counter(_words(node) for node in named)
    own = sorted((name for name in uses if name in declared), key=lambda name: (-uses[name], name))
    fresh = (name for name in _shorter() if name not in uses and name not in _RESERVED)
    return {name: ("#" if name.startswith("#") else "") + next(fresh) for name in own}


def _declares(node: Node) -> bool:
    """Say whether a name is the script's own here: a variable, a parameter, a class, a function or private."""
    parent = node.parent
    assert parent is not None, "a name stands in something"
    if node.type == _PRIVATE or node.type == _SHORTHAND[1] or parent.type in _LISTS:
        return True
    if parent.type in ("variable_declarator", "class_declaration", "function_declaration"):
        return parent.child_by_field_name("name") == node
    if parent.type in ("arrow_function", "catch_clause"):
        return parent.child_by_field_name("parameter") == node
    if parent.type in ("assignment_pattern", "object_assignment_pattern", "for_in_statement"):
        return parent.child_by_field_name("left") == node
    if parent.type == "pair_pattern":
        return parent.child_by_field_name("value") == node
    return parent.type == "rest_pattern"


def _shorter() -> Iterator[str]:
    yield from ascii_letters
    for number in count():
        yield from (f"{letter}{number}" for letter in ascii_letters)
