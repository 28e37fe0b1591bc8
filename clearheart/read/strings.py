"""The interface's words: theme/strings/<lang>.yml goes in, groups of strings or Problems come out."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clearheart.model.project import Strings
from clearheart.problems import Problem, Spot
from clearheart.read.text_file import read_text
from clearheart.read.yaml_text import Way, parse_yaml

_WAY = ("extra", "clearheart", "strings")
_ASKED = re.compile(r"(?<![\w.])(?:strings\.(\w+)|(site|words))\.(\w+)")
"""How templates ask for a string; `site` and `words` are their short names for two groups."""

_SET = re.compile(r"\b(site|words) = strings\.(\w+)")
"""How a template gives a short name to another group than usual."""

_GROUPS = {"site": "site", "words": "quiz"}

_ASKED_IN_CODE = (
    "site.name site.html_lang site.language site.table site.sources site.source_n site.undated site.in_short "
    "print.scan print.organisation print.phone print.address print.sources print.source print.qr_alt print.copy "
    "print.help_checked print.checked print.review_by languages nav drawings letter slides share "
    "calendar news search print_room"
)
"""What Python asks for: strings, and groups in which it looks for any name."""


@dataclass(frozen=True)
class Words:
    """Hold a language's strings, and the line of each key in its file."""

    path: str
    strings: Strings
    lines: dict[Way, int] = field(default_factory=dict)

    def tell(self, way: Way, what: str, mend: str) -> Problem:
        """Make a problem of the string at `way`."""
        name = ".".join(map(str, way))
        return Problem(Spot(self.path, self.lines.get(way, 1)), f"{name} {what}", mend)


def read_strings(root: Path, language: str) -> tuple[Strings, dict[Way, int], list[Problem]]:
    """Read a language's strings and the line of each key."""
    path = f"theme/strings/{language}.yml"
    if not (root / path).is_file():
        return {}, {}, [Problem(Spot(path), "is missing", "copy theme/strings/en.yml to it, and translate every text")]
    text, problems = read_text(root, path)
    if text is None:
        return {}, {}, problems
    parsed = parse_yaml(text, path)
    if parsed.is_broken:
        return {}, {}, parsed.problems
    value: Any = parsed.value
    for key in _WAY:
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, dict) or not value:
        mend = "begin it like theme/strings/en.yml"
        return {}, {}, [Problem(Spot(path, 1), "holds no extra: clearheart: strings:", mend)]
    lines = {way[3:]: line for way, line in parsed.lines.items() if way[:3] == _WAY}
    return value, lines, parsed.problems


def compare_words(every: list[Words]) -> Iterator[Problem]:
    """Hold every language's strings against those of the first: keys, form and placeholders."""
    for words in every:
        yield from _placeholder_faults(words)
    first = every[0]
    for other in every[1:]:
        yield from _compare(first.strings, other.strings, (), first, other)


def find_missing(theme: Path, words: Words) -> Iterator[Problem]:
    """Find the strings that our templates ask for and a language lacks."""
    asked = {(group, key) for group, _, key in (name.partition(".") for name in _ASKED_IN_CODE.split())}
    for file in (*theme.glob("*/*.html"), *theme.glob("*/*/*.html")):
        template = file.read_text(encoding="utf-8", errors="replace")
        usual = _GROUPS if theme / "quiz" in file.parents else {"site": "site"}  # elsewhere words may be a page's own
        groups = {**usual, **dict(_SET.findall(template))}
        found = _ASKED.findall(template)
        asked.update((group or groups[short], key) for group, short, key in found if group or short in groups)
    mend = "bring it back from the project's repository"
    for group in sorted({group for group, _ in asked if not isinstance(words.strings.get(group), dict)}):
        yield words.tell((group,), "is missing, or holds no strings", mend)
    for group, key in sorted(asked):
        held = words.strings.get(group)
        if key and isinstance(held, dict) and key not in held:
            yield words.tell((group, key), "is missing", mend)


def fill(own: Any, first: Any) -> Any:
    """Give strings in which the first language's words stand where a language's own are missing or misshaped."""
    if isinstance(first, dict):
        own = own if isinstance(own, dict) else {}
        return {**own, **{key: fill(own.get(key), value) for key, value in first.items()}}
    is_alike = type(own) is type(first) and (not isinstance(first, list) or len(own) == len(first))
    return own if is_alike else first


def _compare(one: Any, other: Any, way: Way, first: Words, words: Words) -> Iterator[Problem]:
    if _form(one) != _form(other):
        yield words.tell(way, f"is {_form(other)}", f"write {_form(one)}, as in {first.path}")
    elif isinstance(one, dict):
        for key in [key for key in one if key not in other]:
            yield first.tell((*way, key), f"has no words in {words.path}", "add it there")
        for key in [key for key in other if key not in one]:
            yield words.tell((*way, key), f"has no words in {first.path}", "add it there, or remove it here")
        for key in [key for key in one if key in other]:
            yield from _compare(one[key], other[key], (*way, key), first, words)
    elif isinstance(one, list):
        for place, item in enumerate(one):
            yield from _compare(item, other[place], (*way, place), first, words)
    else:
        yield from _compare_placeholders(one, other, way, first, words)


def _compare_placeholders(one: str, other: str, way: Way, first: Words, words: Words) -> Iterator[Problem]:
    known, found = _placeholders(one), _placeholders(other)
    if known is None or found is None:
        return
    for name in sorted(found - known):
        mend = f"use {_braced(known)}, as in {first.path}" if known else "remove it"
        yield words.tell(way, f"holds {{{name}}}, for which nothing is put in", mend)
    for name in sorted(known - found):
        yield words.tell(way, f"lacks {{{name}}}", f"put {{{name}}} where its value shall stand, as in {first.path}")


def _placeholder_faults(words: Words) -> Iterator[Problem]:
    for way, text in _texts(words.strings, ()):
        if _placeholders(text) is None:
            mend = "write each placeholder as one word between { and }, as in {n}"
            yield words.tell(way, "has a brace without its partner, or an odd placeholder", mend)


def _texts(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, (*way, key))


def _placeholders(text: str) -> set[str] | None:
    """Give the names between braces; None where the text cannot be filled."""
    try:
        pieces = [piece for piece in string.Formatter().parse(text) if piece[1] is not None]
    except ValueError:
        return None
    is_plain = all((name or "").isidentifier() and not form and not turn for _, name, form, turn in pieces)
    return {str(name) for _, name, _, _ in pieces} if is_plain else None


def _braced(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _form(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of keys"
    return f"a list of {len(value)}" if isinstance(value, list) else "a text"
