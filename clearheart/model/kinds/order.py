"""Order: steps are brought into the right order."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.model.base import Fault, Line, Placed, Text
from clearheart.model.faults import count_faults, twin_faults
from clearheart.model.question import Question, Said, Shape

_MOST = 8


class Step(Placed):
    """Hold one step, at its right place."""

    text: Text
    """The step; inline Markdown."""
    feedback: Line = ""


class Order(Question):
    """Ask what comes first, and what then."""

    kind: str = "order"
    steps: tuple[Step, ...]
    """The steps in their right order."""

    @property
    def shown(self) -> tuple[int, ...]:
        """Give the places of the steps in the order in which they are shown first, the same in all languages."""
        return self._shuffled(len(self.steps))

    def texts(self) -> Iterator[Said]:
        """Give every text of the author's, each with its place."""
        yield from super().texts()
        for step in self.steps:
            yield Said(step.text, step.spot)
            yield Said(step.feedback, step.spot)

    def shape(self) -> Shape:
        """Give the number of steps."""
        return *super().shape(), len(self.steps)

    def faults(self) -> Iterator[Fault]:
        """Find a wrong number of steps, and steps that are alike."""
        yield from super().faults()
        yield from count_faults(self.called, "steps", self.steps, 2, _MOST)
        yield from twin_faults(self.called, "steps", "step", (step.text for step in self.steps))
