"""The rules by which authors' Markdown is read: nothing goes in, a markdown-it parser comes out."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

_Rule = Callable[[StateBlock, int, int, bool], bool]

# What a line must begin with for a rule to look at it; the rules not named here look at every line.
_BEGINNINGS = {
    "fence": "`~",
    "box": "/",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
_CHAINS = ("", "paragraph", "reference", "blockquote", "list")
_NEEDS_A_NEXT_LINE = ("table", "lheading")

_OPENING = re.compile(r"(/{3,}) *([A-Za-z][\w-]*) *(?:\|(.*))?$")
_CLOSING = re.compile(r"(/{3,}) *$")


def _read_box_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Recognise a `///` block, as pymdownx.blocks does: its end has as many slashes as its beginning."""
    text = _line_text(state, start)
    if not text.startswith("///") or state.is_code_block(start):
        return False
    opening = _OPENING.match(text)
    if not opening and not _CLOSING.match(text):
        return False
    if not silent:
        if opening:
            _push_box(state, opening, start, end)
        else:
            _push_stray(state, start, text)
    return True


def _line_text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _push_stray(state: StateBlock, start: int, text: str) -> None:
    token = state.push("box_stray", "", 0)
    token.map, token.content = [start, start + 1], text
    state.line = start + 1


def _push_box(state: StateBlock, opening: re.Match[str], start: int, end: int) -> None:
    last = _find_box_end(state, opening[1], start + 1, end)
    token = state.push("box_open", "div", 1)
    token.map = [start, last]
    token.meta = {"name": opening[2], "title": (opening[3] or "").strip(), "is_closed": last < end}
    parent, state.parentType = state.parentType, "box"
    line_max, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, line_max
    state.push("box_close", "div", -1)
    state.line = min(last + 1, end)


def _find_box_end(state: StateBlock, slashes: str, start: int, end: int) -> int:
    """Find the line that ends a block, passing over fences; the last line plus one where there is none."""
    fence = ""
    for line in range(start, end):
        text = _line_text(state, line)
        if text.startswith(("```", "~~~")):
            fence = "" if fence and text.startswith(fence) else fence or text[:3]
        elif not fence and text.startswith(slashes) and text.rstrip() == slashes:
            return line
    return end


class _QuickRuler:
    """Ask only the rules that a line's first character may begin: the same blocks as Ruler's, in half the time."""

    def __init__(self, ruler: Ruler[_Rule]) -> None:
        self._chains = {chain: (_ask(ruler, chain),) for chain in _CHAINS}
        self._active = ruler.get_active_rules()

    def getRules(self, chain: str = "") -> tuple[_Rule, ...]:  # noqa: N802
        """Give the one rule that asks the others."""
        return self._chains[chain]

    def get_active_rules(self) -> list[str]:
        """Name the rules that are asked."""
        return self._active


def _ask(ruler: Ruler[_Rule], chain: str) -> _Rule:
    rules = dict(zip(_names(ruler, chain), ruler.getRules(chain), strict=True))
    beginnings = {character: _may_begin(rules, character) for character in "".join(_BEGINNINGS.values())}
    plain = _may_begin(rules, "")

    def ask(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        at = state.bMarks[line] + state.tShift[line]
        followed, alone = beginnings.get(state.src[at : at + 1], plain)
        is_alone = line + 1 >= end or state.isEmpty(line + 1)
        for rule in alone if is_alone else followed:  # noqa: SIM110  # any() takes twice the time
            if rule(state, line, end, silent):
                return True
        return False

    return ask


def _names(ruler: Ruler[_Rule], chain: str) -> list[str]:
    return [rule.name for rule in ruler.__rules__ if rule.enabled and (not chain or chain in rule.alt)]


def _may_begin(rules: dict[str, _Rule], character: str) -> tuple[tuple[_Rule, ...], tuple[_Rule, ...]]:
    """Give the rules for a line with another below it, and for one that stands alone."""
    names = [name for name in rules if name not in _BEGINNINGS or (character and character in _BEGINNINGS[name])]
    alone = [name for name in names if name not in _NEEDS_A_NEXT_LINE]
    return tuple(rules[name] for name in names), tuple(rules[name] for name in alone)


def make_parser(is_quick: bool = True) -> MarkdownIt:
    """Make the parser, with all its rules asked for every line where it need not be quick."""
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # `check` tells bad schemes; hiding them here would hide the fault
    markdown.block.ruler.before(
        "fence", "box", _read_box_lines, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    if is_quick:
        markdown.block.ruler = _QuickRuler(markdown.block.ruler)  # type: ignore[assignment]
    return markdown


MARKDOWN = make_parser()
