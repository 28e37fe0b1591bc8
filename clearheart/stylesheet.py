"""Stylesheets made lighter: rules go in with the question which of them can match; those come out.

Both the site's one stylesheet and each embed's own are thinned here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import tinycss2

Tokens = list[Any]
"""CSS tokens as tinycss2 reads them."""


def parse_rules(css: str) -> Tokens:
    """Read a stylesheet's rules."""
    return list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def thin(rules: Tokens, can_match: Callable[[Tokens], bool], write: Callable[[Tokens], str]) -> Iterator[str]:
    """Keep the rules, and in @media blocks the rules, of which a selector can match something.

    `write` gives the text of a rule's declarations; a rule without any goes too. Other at-rules go.
    """
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [selector for selector in _selectors(rule.prelude) if can_match(selector)]
            declarations = write(rule.content) if kept else ""
            if declarations:
                yield f"{','.join(serialize(selector) for selector in kept)}{{{declarations}}}"
        elif rule.type == "at-rule" and rule.at_keyword == "media":
            within = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            inner = "".join(thin(within, can_match, write))
            if inner:
                yield f"@media {serialize(rule.prelude)}{{{inner}}}"


def serialize(tokens: Tokens) -> str:
    """Write tokens as CSS."""
    return str(tinycss2.serialize(tokens)).strip()


def _selectors(prelude: Tokens) -> list[Tokens]:
    """Part a rule's selectors at the commas that stand outside brackets."""
    parts: list[Tokens] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
