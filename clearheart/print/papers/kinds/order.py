"""Order: lettered steps, each with a box for the number of its place."""

from __future__ import annotations

from clearheart.print.job import Data
from clearheart.print.papers.kinds.base import Entry, OnPaper
from clearheart.print.papers.text import inline
from clearheart.print.words import text_data


class OrderOnPaper(OnPaper):
    """Put steps on paper."""

    def body(self) -> Data:
        """Give the steps as they are shown first."""
        return {"kind": "order", "rows": [inline(self.question.steps[place].text) for place in self.shown.rows]}

    def marks(self) -> list[Data]:
        """Give a box for each step."""
        return [{"label": self.label(place), "box": True} for place in self.shown.rows]

    def answer(self) -> str:
        """Give the number of each step."""
        return ", ".join(f"{self.label(place)}–{place + 1}" for place in self.shown.rows)

    def entries(self) -> list[Entry]:
        """Give the steps in their right order."""
        return [
            Entry(place, inline(step.text), [text_data(self._place(place + 1))], inline(step.feedback))
            for place, step in enumerate(self.question.steps)
        ]

    def _place(self, number: int) -> str:
        return self.job.kind_word("order", "place", n=number)
