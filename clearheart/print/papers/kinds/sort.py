"""Sort: a table with a line for each card and a column for each group; a letter is ringed in each line."""

from __future__ import annotations

import re
from string import ascii_uppercase

from clearheart.print.job import Data
from clearheart.print.papers.kinds.base import Entry, OnPaper
from clearheart.print.papers.text import inline, plain
from clearheart.print.words import text_data


class SortOnPaper(OnPaper):
    """Put cards and groups on paper."""

    def body(self) -> Data:
        """Give the groups and the cards."""
        question = self.question
        cards = [inline(question.cards[place].text) for place in self.shown.rows]
        groups = [inline(group) for group in question.groups]
        return {"kind": "sort", "groups": groups, "has_long_word": _has_long_word(groups), "rows": cards}

    def marks(self) -> list[Data]:
        """Give the groups' letters once for each card."""
        letters = ascii_uppercase[: len(self.question.groups)]
        return [{"label": str(number), "letters": letters} for number in range(1, len(self.shown.rows) + 1)]

    def answer(self) -> str:
        """Give the letter of each line."""
        return ", ".join(
            f"{self.label(place)}–{ascii_uppercase[self.question.right[place]]}" for place in self.shown.rows
        )

    def entries(self) -> list[Entry]:
        """Give every card with its group and feedback."""
        question = self.question
        return [
            Entry(place, inline(card.text), self._group(question.right[place]), inline(card.feedback))
            for place, card in enumerate(question.cards)
        ]

    def label(self, place: int) -> str:
        """Name a line by its number."""
        return str(self.shown.rows.index(place) + 1)

    def _group(self, place: int) -> list[Data]:
        return [text_data(f"{ascii_uppercase[place]}. "), *inline(self.question.groups[place])]


def _has_long_word(groups: list[list[Data]]) -> bool:
    """Say whether a group's name may be wider than its column, so that words are hyphenated."""
    return any(len(word) > 13 for group in groups for word in re.split(r"[\s-]", plain(group)) if word.isascii())
