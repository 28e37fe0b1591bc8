"""Fenced blocks of ours: the body of a `quiz` or `help` fence goes in, a slot in the page comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from clearheart.extension.figures import figure_format
from clearheart.extension.films import film_format
from clearheart.extension.library import Library
from clearheart.extension.slots import Slots
from clearheart.read.quiz_block import read_quiz_block
from clearheart.render import help_html, quiz_help_html, quiz_html

_Format = Callable[..., str]


def fences(library: Library, slots: Slots, charts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give superfences the fences that this site adds; `charts` are drawings of figures made before, by id."""
    return [
        {"name": "quiz", "class": "quiz", "format": _quiz(library, slots)},
        {"name": "help", "class": "help", "format": _help(library, slots)},
        {"name": "figure", "class": "figure", "format": figure_format(library, slots, charts)},
        {"name": "film", "class": "film", "format": film_format(library, slots)},
    ]


def _quiz(library: Library, slots: Slots) -> _Format:
    def format_quiz(source: str, *_: Any, **__: Any) -> str:
        block, _problems = read_quiz_block(source, "", 1)
        bank = library.banks.get(block.bank) if block else None
        if block is None or bank is None:
            return ""  # `check` has told this; another engine shows the page without it
        quiz = quiz_html(library.theme, bank, library.strings, library.sources, only=block.only, way=block)
        return slots.text(quiz + quiz_help_html(library.theme, library.helplines, library.language, library.strings))

    return format_quiz


def _help(library: Library, slots: Slots) -> _Format:
    def format_help(source: str, *_: Any, **__: Any) -> str:
        title = source.strip() or None
        box = help_html(library.theme, library.helplines, library.language, library.strings, title=title)
        return slots.text(box)

    return format_help
