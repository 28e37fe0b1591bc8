"""Scripts for the browser: readable JavaScript goes in; the same with short names and without comments comes out.

Variables, parameters, classes and private names are shortened, function by function, so that the same few letters come
back again and again, which compresses well. Properties, and names that come from the browser, stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import count, takewhile
from string import ascii_letters

import rjsmin
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_NAME = ("identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern")
_PRIVATE = "private_property_identifier"
_FUNCTIONS = ("arrow_function", "function_expression", "function_declaration", "method_definition")
_LISTS = ("formal_parameters", "array_pattern", "object_pattern", "rest_pattern")
_FIELDS = {  # where a name that stands here is a new one
    "variable_declarator": "name",
    "class_declaration": "name",
    "function_declaration": "name",
    "arrow_function": "parameter",
    "catch_clause": "parameter",
    "assignment_pattern": "left",
    "object_assignment_pattern": "left",
    "for_in_statement": "left",
    "pair_pattern": "value",
}


@lru_cache(maxsize=64)
def shorten_script(text: str) -> str:
    """Give a classic script as it travels: without comments and spaces, with short names inside."""
    data = text.encode()
    root = Parser(Language(tree_sitter_javascript.language())).parse(data).root_node
    nodes = list(_walk(root))
    assert not any(node.is_error or node.is_missing for node in nodes), "a script of ours is not JavaScript"
    names = _Names(nodes, root)
    for node in sorted(nodes, key=lambda node: node.start_byte, reverse=True):
        short = names.short(node)
        if short:
            data = data[: node.start_byte] + short.encode() + data[node.end_byte :]
    return str(rjsmin.jsmin(data.decode()))


class _Names:
    """Know the short form of every name that a script makes for itself."""

    def __init__(self, nodes: list[Node], root: Node) -> None:
        found = [node for node in nodes if node.type in _NAME]
        self._own: dict[int, dict[str, str]] = {}
        """What each scope makes: name -> short name, by the scope's id."""
        self._taken: dict[int, set[tuple[int, str]]] = {}
        """What each scope takes from those around it: the id of theirs, and the name."""
        for node in found:
            if _declares(node):
                self._own.setdefault(_home(node, root).id, {})[_words(node)] = ""
        self._foreign = {_words(node) for node in found if not self._note(node)}
        private = dict.fromkeys(_words(node) for node in nodes if node.type == _PRIVATE)
        self._private = {name: f"#{letter}" for name, letter in zip(private, _letters(), strict=False)}
        for scope in sorted((node for node in nodes if node.id in self._own), key=lambda node: node.start_byte):
            self._name(scope)

    def _note(self, node: Node) -> bool:
        """Note for all scopes between a name and the one that makes it that its letter is taken there."""
        home = self._scope_of(node)
        if home is None:
            return False
        for scope in takewhile(lambda scope: scope != home, _around(node)):
            self._taken.setdefault(scope.id, set()).add((home.id, _words(node)))
        return True

    def short(self, node: Node) -> str | None:
        """Give what stands in the place of a name, if another word does."""
        if node.type == _PRIVATE:
            return self._private[_words(node)]
        scope = self._scope_of(node) if node.type in _NAME else None
        if scope is None:
            return None
        letter = self._own[scope.id][_words(node)]
        return letter if node.type == "identifier" else f"{_words(node)}: {letter}"

    def _name(self, scope: Node) -> None:
        """Give a scope's names letters that mean nothing else there: to the whole script from the alphabet's end."""
        taken = {self._own[outer][name] for outer, name in self._taken.get(scope.id, ())} | self._foreign
        letters = _letters() if scope.parent is not None else reversed(ascii_letters)
        fresh = (letter for letter in letters if letter not in taken)
        self._own[scope.id] = {name: next(fresh) for name in self._own[scope.id]}

    def _scope_of(self, node: Node) -> Node | None:
        """Find the scope that a name belongs to; none for names from outside."""
        words = _words(node)
        return next((scope for scope in _around(node) if words in self._own.get(scope.id, ())), None)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _around(node: Node | None) -> Iterator[Node]:
    """Go outward through the functions around a place, to the script itself."""
    while node is not None:
        if node.type in _FUNCTIONS or node.parent is None:
            yield node
        node = node.parent


def _home(node: Node, root: Node) -> Node:
    """Find the scope in which a name is made: a function's own name belongs outside it."""
    parent = node.parent
    if parent is not None and parent.type == "function_declaration" and parent.child_by_field_name("name") == node:
        return next(_around(parent.parent), root)
    return next(_around(node), root)


def _declares(node: Node) -> bool:
    """Say whether a name is made here: a variable, a parameter, a class or a function."""
    parent = node.parent
    assert parent is not None, "a name stands in something"
    if node.type == "shorthand_property_identifier_pattern" or parent.type in _LISTS:
        return True
    field = _FIELDS.get(parent.type)
    return field is not None and parent.child_by_field_name(field) == node


def _words(node: Node) -> str:
    return (node.text or b"").decode()


def _letters() -> Iterator[str]:
    yield from ascii_letters
    for number in count():
        yield from (f"{letter}{number}" for letter in ascii_letters)
