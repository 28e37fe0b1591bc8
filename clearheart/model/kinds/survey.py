"""Survey: what the reader does or thinks; no option is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from clearheart.model.base import Fault, Line
from clearheart.model.kinds.single import Single
from clearheart.model.question import Said


class Survey(Single):
    """Ask what the reader thinks; afterwards, tell what most people answer where a source says so."""

    is_scored: ClassVar[bool] = False

    kind: str = "survey"
    usual: Line = ""
    """What the usual answer is; inline Markdown."""

    def texts(self) -> Iterator[Said]:
        """Give every text of the author's, each with its place."""
        yield from super().texts()
        yield Said(self.usual, self.spot)

    def faults(self) -> Iterator[Fault]:
        """Find what a survey cannot say."""
        yield from super().faults()
        if self.usual and not self.sources:
            what = f"{self.called} tells the usual answer without a source"
            yield Fault(("usual",), what, "name it below sources:, or remove usual:", ("sources",))

    def _correct_faults(self) -> Iterator[Fault]:
        for place in self.correct_options:
            what = f"{self.called} is a survey and has a right answer"
            yield Fault(("options", place), what, "remove correct: true, or set kind: single")
