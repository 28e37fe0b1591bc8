"""Scripts for the browser: readable JavaScript goes in; the same with short names and without comments comes out.

Variables, parameters, classes and private names are shortened, scope by scope, so that the same few letters come
back again and again, which compresses well. Properties, and names that come from the browser, stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count, pairwise, takewhile
from string import ascii_letters

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_NAME = ("identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern")
_PRIVATE = "private_property_identifier"
_FUNCTIONS = ("arrow_function", "function_expression", "function_declaration", "method_definition")
_SCOPES = (*_FUNCTIONS, "statement_block", "switch_body", "for_statement", "for_in_statement", "catch_clause")
_MAKERS = {  # where a name that stands here is a new one: in this field, or anywhere
    "formal_parameters": "",
    "arrow_function": "parameter",
    "catch_clause": "parameter",
    "variable_declarator": "name",
    "class_declaration": "name",
    "function_declaration": "name",
    "for_in_statement": "left",
}
_PATTERNS = {  # where a name is a new one if the pattern around it stands where new names do
    "array_pattern": "",
    "object_pattern": "",
    "rest_pattern": "",
    "pair_pattern": "value",
    "assignment_pattern": "left",
    "object_assignment_pattern": "left",
}
_STATEMENTS = (  # what ends with a semicolon, written or not
    "expression_statement",
    "lexical_declaration",
    "return_statement",
    "throw_statement",
    "break_statement",
    "continue_statement",
    "field_definition",
)
_WHOLE = ("string", "regex")
"""What is one word, though it has parts."""

_SHORTER = {"const": "let", "true": "!0", "false": "!1"}
"""Words that mean the same in a script that runs."""

_CLINGS = re.compile(r"[\w$\\]{2}|\+\+|--|//|\d\.")
"""Neighbours between which a space must stay."""


@lru_cache(maxsize=64)
def shorten_script(text: str) -> str:
    """Give a classic script as it travels: without comments and spaces, with short names inside."""
    nodes = _read(text)
    assert not any(node.type == "var" for node in nodes), "a script of ours says var, which knows no blocks"
    return _join(nodes, _Names(nodes, nodes[0]).short)


def strip_script(text: str) -> str:
    """Give a script of others without comments and spaces: the notice at its head and all names stay."""
    nodes = _read(text)
    code = next(node for node in nodes[0].children if node.type != "comment")
    return text.encode()[: code.start_byte].decode() + _join(nodes, _text)


def _read(text: str) -> list[Node]:
    """Give every node of a script, itself first."""
    nodes = list(_walk(Parser(Language(tree_sitter_javascript.language())).parse(text.encode()).root_node))
    assert not any(node.is_error or node.is_missing for node in nodes), "a script of ours is not JavaScript"
    return nodes


def _join(nodes: list[Node], short: Callable[[Node], str]) -> str:
    ends = {_last_word(node).end_byte for node in nodes if node.type in _STATEMENTS}
    words = [*_words(nodes[0]), None]
    return "".join(_write(word, following, short, ends) for word, following in pairwise(words) if word)


def _write(word: Node, following: Node | None, shorten: Callable[[Node], str], ends: set[int]) -> str:
    """Give a word with what must stand after it: a semicolon, a space, or nothing."""
    mark = following.type if following else "}"
    if word.type == ";" and word.parent and word.parent.type != "empty_statement" and mark == "}":
        return ""
    if word.type in ("(", ")") and _is_needless(word.parent):
        return ""
    short = shorten(word)
    if following is None or mark in (";", "}"):
        return short
    if word.end_byte in ends and word.type != ";":
        return f"{short};"
    end = "a" if word.type == "regex" else short[-1]  # it would take letters after it for its flags
    is_apart = word.end_byte < following.start_byte
    return f"{short} " if is_apart and _CLINGS.match(end + _text(following)[0]) else short


def _is_needless(brackets: Node | None) -> bool:
    """Say whether brackets stand around the one plain parameter of an arrow function."""
    arrow = brackets.parent if brackets else None
    if brackets is None or arrow is None or arrow.type != "arrow_function":
        return False
    kinds = [child.type for child in brackets.named_children if child.type != "comment"]
    return brackets.type == "formal_parameters" and kinds == ["identifier"]


class _Names:
    """Know the short form of every name that a script makes for itself."""

    def __init__(self, nodes: list[Node], root: Node) -> None:
        found = [node for node in nodes if node.type in _NAME]
        self._own: dict[int, dict[str, str]] = {}
        """What each scope makes: name -> short name, by the scope's id."""
        self._taken: dict[int, set[tuple[int, str]]] = {}
        """What each scope takes from those around it: the id of theirs, and the name."""
        for node in found:
            if _is_new(node):
                self._own.setdefault(_home(node, root).id, {})[_text(node)] = ""
        self._foreign = {_text(node) for node in found if not self._note(node)}
        private = dict.fromkeys(_text(node) for node in nodes if node.type == _PRIVATE)
        self._private = {name: f"#{letter}" for name, letter in zip(private, _letters(), strict=False)}
        for scope in sorted((node for node in nodes if node.id in self._own), key=lambda node: node.start_byte):
            self._name(scope)

    def _note(self, node: Node) -> bool:
        """Note for all scopes between a name and the one that makes it that its letter is taken there."""
        home = self._scope_of(node)
        if home is None:
            return False
        for scope in takewhile(lambda scope: scope != home, _around(node)):
            self._taken.setdefault(scope.id, set()).add((home.id, _text(node)))
        return True

    def short(self, node: Node) -> str:
        """Give what stands in the place of a word."""
        words = _text(node)
        if node.type == _PRIVATE:
            return self._private[words]
        scope = self._scope_of(node) if node.type in _NAME else None
        if scope is None:
            return _SHORTER.get(node.type, words)
        letter = self._own[scope.id][words]
        return letter if node.type == "identifier" else f"{words}:{letter}"

    def _name(self, scope: Node) -> None:
        """Give a scope's names letters that mean nothing else there: outside functions from the alphabet's end."""
        taken = {self._own[outer][name] for outer, name in self._taken.get(scope.id, ())} | self._foreign
        if scope.parent is not None:  # a function's block may not make its parameters again
            taken |= set(self._own.get(scope.parent.id, {}).values())
        is_inside = any(outer.type in _FUNCTIONS for outer in _around(scope))
        fresh = (
            letter for letter in (_letters() if is_inside else _letters(ascii_letters[::-1])) if letter not in taken
        )
        self._own[scope.id] = {name: next(fresh) for name in self._own[scope.id]}

    def _scope_of(self, node: Node) -> Node | None:
        """Find the scope that a name belongs to; none for names from outside."""
        words = _text(node)
        return next((scope for scope in _around(node) if words in self._own.get(scope.id, ())), None)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _words(node: Node) -> Iterator[Node]:
    """Give the words and signs of a script in their order."""
    if node.type in _WHOLE or not node.children:
        yield node
        return
    for child in node.children:
        if child.type != "comment":
            yield from _words(child)


def _last_word(node: Node) -> Node:
    return list(_words(node))[-1]


def _around(node: Node | None) -> Iterator[Node]:
    """Go outward through the scopes around a place, to the script itself."""
    while node is not None:
        if node.type in _SCOPES or node.parent is None:
            yield node
        node = node.parent


def _home(node: Node, root: Node) -> Node:
    """Find the scope in which a name is made: a function's own name belongs outside it."""
    parent = node.parent
    if parent is not None and parent.type == "function_declaration":
        node = parent.parent or root
    return next(_around(node))


def _is_new(node: Node) -> bool:
    """Say whether a name is made here: a variable, a parameter, a class or a function."""
    while _stands(node, _PATTERNS) and node.parent:
        node = node.parent
    is_loop = node.parent is not None and node.parent.type == "for_in_statement"
    return _stands(node, _MAKERS) and not (is_loop and node.parent and not node.parent.child_by_field_name("kind"))


def _stands(node: Node, places: dict[str, str]) -> bool:
    """Say whether something stands in one of these places."""
    parent = node.parent
    field = places.get(parent.type) if parent else None
    return field is not None and parent is not None and (not field or parent.child_by_field_name(field) == node)


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _letters(first: str = ascii_letters) -> Iterator[str]:
    yield from first
    for number in count():
        yield from (f"{letter}{number}" for letter in ascii_letters)
