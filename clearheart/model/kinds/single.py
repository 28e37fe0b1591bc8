"""Single: one option of several is right."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.model.base import Fault, Line, Placed, Text
from clearheart.model.faults import count_faults, twin_faults
from clearheart.model.question import Question, Said, Shape

_LETTERS = 26


class Option(Placed):
    """Offer one possible response to a question."""

    text: Text
    """What the reader chooses; inline Markdown."""
    correct: bool = False
    feedback: Line = ""
    """Why this option is right, or what truth it misses; inline Markdown."""


class Single(Question):
    """Ask for the one option that is right."""

    kind: str = "single"
    options: tuple[Option, ...]
    keep_order: bool = False
    """Whether the options stay in this order where a quiz is shuffled."""

    @property
    def correct_options(self) -> tuple[int, ...]:
        """Give the places of the right options, counted from 0."""
        return tuple(place for place, option in enumerate(self.options) if option.correct)

    def texts(self) -> Iterator[Said]:
        """Give every text of the author's, each with its place."""
        yield from super().texts()
        for option in self.options:
            yield Said(option.text, option.spot)
            yield Said(option.feedback, option.spot)

    def shape(self) -> Shape:
        """Give the number of options, and which are right."""
        return *super().shape(), len(self.options), self.correct_options

    def faults(self) -> Iterator[Fault]:
        """Find a wrong number of options or right answers, and options that are alike."""
        yield from super().faults()
        yield from self._count_faults()
        yield from self._correct_faults()
        yield from self._twin_faults()

    def _count_faults(self) -> Iterator[Fault]:
        if len(self.options) > _LETTERS:
            what = f"{self.called} has {len(self.options)} options"
            yield Fault(("options",), what, f"letters end at Z: give it at most {_LETTERS}")
        else:
            yield from count_faults(self.called, "options", self.options, 2, _LETTERS)

    def _correct_faults(self) -> Iterator[Fault]:
        right = self.correct_options
        if self.options and not right:
            mend = "mark at least one option with correct: true"
            yield Fault((), f"{self.called} has no right answer", mend, ("options", "correct"))
        elif len(right) > 1:
            yield self._several_fault(len(right), right[1])

    def _several_fault(self, count: int, place: int) -> Fault:
        what = f"{self.called} is {self.kind} and has {count} right answers"
        mend = "leave correct: true at one option, or set kind: multiple"
        return Fault(("options", place), what, mend, ("kind",))

    def _twin_faults(self) -> Iterator[Fault]:
        yield from twin_faults(self.called, "options", "option", (option.text for option in self.options))
