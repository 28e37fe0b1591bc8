"""Words: text goes in; marks that readers would see as they stand come out as Problems.

Forms of other dialects of Markdown, and forms of ours with a slip, are no faults to any parser: they are words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clearheart.check.shelf import Page
from clearheart.markup.nodes import Node, Text, walk
from clearheart.markup.tree import parse
from clearheart.problems import Problem, Spot


class _Form(NamedTuple):
    """A form that means nothing here."""

    pattern: re.Pattern[str]
    """Finds it in a line of the file."""
    sign: str
    """What the line's words then hold: a link or a list that was understood is no longer among them."""
    what: str
    mend: str


_TARGET = r"(?:[^\s()（）]+\.\w{2,4}(?:#[^\s()（）]*)?|#[^\s()（）]+|(?:https?|mailto|tel):[^\s()（）]+)"
_LINK = "write [words](page.md) with plain brackets and without a space between them"
_CITE = "write [@source-id] with the plain signs [ @ ]"
_FORMS = (
    _Form(re.compile(r"\[\^[^\]\s]+\]"), "^", "footnotes are not known here", "cite a source as [@source-id]"),
    _Form(
        re.compile(r"^ *\[TOC\] *$", re.IGNORECASE),
        "",
        "[TOC] would be printed",
        "remove it: a page lists its own headings",
    ),
    _Form(
        re.compile(r"^ *(?:!!!|\?\?\?\+?) +\w"), "", "this box would be printed as words", "write /// note, words, ///"
    ),
    _Form(re.compile(r"~~[^\s~]"), "~~", "~~ strikes nothing out here", "write <del>words</del>"),
    _Form(re.compile(rf"[］】] ?[(（]{_TARGET}[)）]"), "", "this is not a link", _LINK),
    _Form(re.compile(rf"\](?: *（| +\(){_TARGET}[)）]"), "", "this is not a link", _LINK),
    _Form(re.compile(r"\]\("), "](", "this is not a link", "write [words](page.md): no space, no other link inside"),
    _Form(re.compile(r"\]\["), "][", "this link has no target", "write [words](page.md)"),
    _Form(
        re.compile(r"\{:? *[.#][A-Za-z]"),
        "{",
        "these braces would be printed",
        "put them straight behind the link, as in [words](page.md){ .button }",
    ),
    _Form(re.compile(r"［ *[@＠]|【 *[@＠]|\[ *＠|\[ +@[a-z]|\[@[^\[\]]*[］】]"), "", "this is not a citation", _CITE),
)
_SUSPECT = re.compile(
    r"\[\^|\[TOC\]|^ *(?:!!!|\?\?\?)|~~|[］】]|\]\s*（|\] +\(|\{:? *[.#]|[［【]|＠|\[ +@", re.I | re.M
)

_NO_WORDS = re.compile(r"\\[^\n]|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)


def check_stress(node: Text, spot: Spot) -> Iterator[Problem]:
    """Find ** that would show as they stand: they make nothing bold between a full stop and a letter."""
    if "**" in node.text:
        mend = "put the punctuation outside the bold words: **words**, not **words.**"
        yield Problem(spot, f'the ** in "{node.text.strip()[:30]}" marks nothing and would be printed', mend)


def check_forms(page: Page, nodes: Sequence[Node]) -> Iterator[Problem]:
    """Find forms that mean nothing here and would show as they stand."""
    document = page.document
    if not _SUSPECT.search(document.text) and not any(
        "](" in n.text or "][" in n.text for n in nodes if type(n) is Text
    ):
        return
    words: dict[int, str] = defaultdict(str)
    for node in walk(parse(document.text, document.path, document.line)):
        if isinstance(node, Text):
            words[node.line] += node.text
    lines = _NO_WORDS.sub(_blank, document.text).split("\n")
    for number, text in words.items():
        line = lines[number - document.line]
        for form in _FORMS:
            if form.sign in text and form.pattern.search(line):
                yield Problem(page.spot(number), form.what, form.mend)
                break


def _blank(match: re.Match[str]) -> str:
    """Cover code and escaped characters, which are meant to show."""
    return re.sub(r"[^\n]", "\0", match[0])
