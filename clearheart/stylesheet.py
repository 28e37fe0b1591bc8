"""Stylesheets made lighter: rules go in with the question which of them can match; those come out.

Both the site's one stylesheet and each embed's own are thinned here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import tinycss2

Tokens = list[Any]
"""CSS tokens as tinycss2 reads them."""

_LISTS = ("is", "where", "has")
"""Functions that match where one of the selectors in them does (Selectors Level 4)."""

_COMBINATOR = re.compile(r"\s*([>+~])\s*")


def parse_rules(css: str) -> Tokens:
    """Read a stylesheet's rules."""
    return list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def thin(rules: Tokens, can_match: Callable[[Tokens], bool], write: Callable[[Tokens], str]) -> Iterator[str]:
    """Keep the rules, and in @media blocks the rules, of which a selector can match something.

    `can_match` is asked of each selector, also of those in :is(), :where() and :has(). `write` gives the text of a
    rule's declarations; a rule without any goes too. Other at-rules go.
    """
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = _selectors(rule.prelude, can_match)
            declarations = write(rule.content) if selectors else ""
            if declarations:
                yield f"{selectors}{{{declarations}}}"
        elif rule.type == "at-rule" and rule.at_keyword == "media":
            within = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            inner = "".join(thin(within, can_match, write))
            if inner:
                yield f"@media {serialize(rule.prelude)}{{{inner}}}"


def serialize(tokens: Tokens) -> str:
    """Write tokens as CSS."""
    return str(tinycss2.serialize(tokens)).strip()


def _selectors(tokens: Tokens, can_match: Callable[[Tokens], bool]) -> str:
    """Write those selectors of a list that can match something."""
    return ",".join(filter(None, (_selector(part, can_match) for part in _parts(tokens))))


def _selector(selector: Tokens, can_match: Callable[[Tokens], bool]) -> str:
    """Write a selector, with what can match of the lists in it; nothing where it cannot match."""
    if not can_match(selector):
        return ""
    pieces = []
    for token in selector:
        piece = serialize([token]) or " "
        if token.type == "function" and token.lower_name in _LISTS:
            within = _selectors(token.arguments, can_match)
            if not within:
                return ""
            piece = f"{token.lower_name}({within})"
        pieces.append(piece)
    return _COMBINATOR.sub(r"\1", "".join(pieces)).strip()


def _parts(tokens: Tokens) -> list[Tokens]:
    """Part a list of selectors at the commas that stand outside brackets."""
    parts: list[Tokens] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
