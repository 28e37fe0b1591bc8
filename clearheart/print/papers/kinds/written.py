"""Fill and number: a line to write the answer on."""

from __future__ import annotations

from clearheart.model.kinds.number import plain
from clearheart.print.job import Data
from clearheart.print.papers.kinds.base import OnPaper
from clearheart.print.papers.text import literal


class FillOnPaper(OnPaper):
    """Put a line for words on paper."""

    def body(self) -> Data:
        """Give the line, and the unit behind it."""
        return {"kind": "write", "label": self.job.kind_word(self.question.kind, "label"), "unit": literal(self._unit)}

    def marks(self) -> list[Data]:
        """Give a line to write on."""
        return [{"label": "", "line": True, "unit": literal(self._unit)}]

    def answer(self) -> str:
        """Give every answer that is right."""
        return " / ".join(self.question.accept)

    @property
    def _unit(self) -> str:
        return ""


class NumberOnPaper(FillOnPaper):
    """Put a line for a number on paper."""

    def answer(self) -> str:
        """Give the number, how far off an answer may be, and the unit."""
        question = self.question
        off = f" ± {plain(question.tolerance)}" if question.tolerance else ""
        return f"{plain(question.value)}{off} {question.unit}".strip()

    @property
    def _unit(self) -> str:
        return str(self.question.unit)
