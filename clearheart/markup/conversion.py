"""Conversion: a text of one language goes in; the same in one of its variants comes out, its links and code untouched.

OpenCC turns characters and words over; terms of the site's own glossary go before what OpenCC would write.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from opencc import OpenCC

from clearheart.markup.anchors import heading_ids
from clearheart.markup.attributes import read_last_list
from clearheart.markup.nodes import Heading, walk
from clearheart.markup.tree import parse_references
from clearheart.model.variant import VARIANTS

_FENCED = r"^(?P<fence>`{3,}|~{3,})(?!help\b).*?^(?P=fence)[`~]*[ \t]*$"
_KEPT = re.compile(
    rf"(?:{_FENCED}"
    r"|`[^`\n]+`"  # code
    r"|(?<=\])\([^)\s]*"  # where a link leads
    r"|^\[[^\]\n]+\]:.*$"
    r"|<[^>\n]+>"
    r"|\{[^}\n]*\}"  # attribute lists, and placeholders
    r"|\b(?:https?|mailto|tel):[^\s)\]>]+"
    r"|^///[ ]*[\w-]*)",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(r"^(#{1,6}[ \t].*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"[=-]+ *$")
_LIST = re.compile(r" +\{:? *")
_QUOTES = str.maketrans("“”", "「」")
_INNER = re.compile(r"‘([^‘’\n]*[⺀-鿿][^‘’\n]*)’")
"""Single marks of quotation round Chinese words; between Latin letters the right one is an apostrophe."""


class Conversion:
    """Turn texts of a language into one of its variants."""

    def __init__(self, code: str, terms: Mapping[str, str]) -> None:
        """Take the variant's code, and what it calls things: the base language's term -> its own."""
        self.code = code
        self.base = VARIANTS[code].base
        self._terms = dict(terms)

    def line(self, text: str) -> str:
        """Convert a text without blocks; code, attributes and the targets of links stay as they are."""
        if text.isascii():
            return text
        pieces, end = [], 0
        for kept in _KEPT.finditer(text):
            pieces += [self._words(text[end : kept.start()]), kept[0]]
            end = kept.end()
        return "".join([*pieces, self._words(text[end:])])

    def page(self, text: str, in_short: str) -> str:
        """Convert a page's Markdown, line by line the same; headings keep the ids that links lead to."""
        lines = text.split("\n")
        nodes = list(walk(parse_references(text, "", 1)))
        for node, name in heading_ids(nodes, in_short):
            written, below = [*lines[node.line - 1 : node.line + 1], "", ""][:2]
            if isinstance(node, Heading) and not name.isascii():
                if found := _HEADING.match(written):
                    lines[node.line - 1] = _named(found[1], name)
                elif _UNDERLINE.match(below):
                    lines[node.line - 1] = _named(written.rstrip(), name)
        return self.line("\n".join(lines))

    def value(self, value: Any) -> Any:
        """Convert every text of a value made of mappings and lists, as the interface's words are."""
        if isinstance(value, str):
            return self.line(value)
        if isinstance(value, Mapping):
            return {key: self.value(inner) for key, inner in value.items()}
        return [self.value(inner) for inner in value] if isinstance(value, list) else value

    def _words(self, text: str) -> str:
        if not self._terms:
            return self._turn(text)
        parts = self._find_terms.split(text)
        return "".join(self._terms.get(part, "") or self._turn(part) for part in parts)

    def _turn(self, text: str) -> str:
        if text.isascii():
            return text
        turned = str(_converter(VARIANTS[self.code].way).convert(text))
        return _INNER.sub(r"『\1』", turned.translate(_QUOTES))

    @cached_property
    def _find_terms(self) -> re.Pattern[str]:
        longest_first = sorted(self._terms, key=lambda term: (-len(term), term))
        return re.compile(f"({'|'.join(map(re.escape, longest_first))})")


def _named(heading: str, name: str) -> str:
    """Give a heading an id: first in the list that it has, so that one which its author wrote as id=... goes before."""
    found = read_last_list(heading)
    if not found:
        return f"{heading} {{ #{name} }}"
    words, written = heading[: found[1]], _LIST.sub("", heading[found[1] :], count=1)
    return f"{words} {{ #{name} {written}"


@lru_cache(maxsize=4)
def _converter(way: str) -> OpenCC:
    return OpenCC(way)
