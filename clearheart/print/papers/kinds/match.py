"""Match: two columns, the right one lettered; a letter is written beside each line."""

from __future__ import annotations

from string import ascii_uppercase

from clearheart.print.job import Data
from clearheart.print.papers.kinds.base import Entry, OnPaper
from clearheart.print.papers.text import inline
from clearheart.print.words import text_data


class MatchOnPaper(OnPaper):
    """Put pairs on paper."""

    def body(self) -> Data:
        """Give both columns."""
        question = self.question
        return {
            "kind": "match",
            "rows": [inline(question.pairs[place].text) for place in self.shown.rows],
            "letters": [inline(question.letters[place]) for place in question.shown],
        }

    def marks(self) -> list[Data]:
        """Give the letters once for each line."""
        letters = ascii_uppercase[: len(self.question.letters)]
        return [{"label": str(number), "letters": letters} for number in range(1, len(self.shown.rows) + 1)]

    def answer(self) -> str:
        """Give the letter of each line."""
        return ", ".join(f"{self.label(place)}–{self._letter(place)}" for place in self.shown.rows)

    def entries(self) -> list[Entry]:
        """Give every pair with its letter and feedback."""
        return [
            Entry(
                place,
                inline(pair.text),
                [text_data(f"{self._letter(place)}. "), *inline(pair.match)],
                inline(pair.feedback),
            )
            for place, pair in enumerate(self.question.pairs)
        ]

    def label(self, place: int) -> str:
        """Name a line by its number."""
        return str(self.shown.rows.index(place) + 1)

    def _letter(self, place: int) -> str:
        return ascii_uppercase[self.question.shown.index(self.question.right[place])]
