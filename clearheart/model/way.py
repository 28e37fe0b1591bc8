"""Way: how a quiz is taken, as a bank's file, a quiz fence or an address may ask.

A fence wins over its bank, an address over both; what is not said by any is left to the script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from clearheart.model.base import Fault, Name, Placed, Text
from clearheart.model.question import Question

Mode = Literal["practice", "test", "cards"]


class Way(Placed):
    """Say how a quiz is taken; None where that is left open."""

    mode: Mode | None = None
    """practice tells at once what fits, test at the end; cards are turned over."""
    pass_mark: Annotated[int, Field(ge=1, le=100)] | None = Field(default=None, alias="pass")
    """From how many of a hundred points on a test is passed."""
    pick: Annotated[int, Field(ge=1)] | None = None
    """How many questions are drawn."""
    tag: Name | None = None
    """Only questions with this tag."""
    difficulty: Annotated[int, Field(ge=1, le=3)] | None = None
    """Only questions of this difficulty."""
    shuffle: bool | None = None
    """Whether questions and options stand in another order each time."""
    seed: Text | None = None
    """What decides the drawing and the order, so that a class gets the same test."""
    run: Name | None = None
    """Which of several goes at the same bank this is, so that the device keeps them apart."""
    certificate: bool | None = None
    """Whether a certificate is offered in the end."""

    def over(self, other: Way) -> Way:
        """Give this way, with what it leaves open taken from another."""
        own = {key: value for key, value in self._asked() if value is not None}
        return Way().model_copy(update={**dict(other._asked()), **own})

    def leaves(self, questions: Iterable[Question]) -> tuple[Question, ...]:
        """Give the questions that the tag and the difficulty leave."""
        return tuple(
            question
            for question in questions
            if (self.tag is None or self.tag in question.tags)
            and (self.difficulty is None or self.difficulty == question.difficulty)
        )

    def way_faults(self, questions: Iterable[Question]) -> Iterator[Fault]:
        """Find what cannot be asked of these questions."""
        every = tuple(questions)
        left = len(self.leaves(every))
        tags = sorted({tag for question in every for tag in question.tags})
        if self.tag is not None and self.tag not in tags:
            mend = f"name one of its tags: {', '.join(tags)}" if tags else "give questions tags:, or remove tag:"
            yield Fault(("tag",), f'no question has the tag "{self.tag}"', mend, ("tags",))
        elif self.difficulty is not None and not left:
            what = f"no question{' with this tag' if self.tag else ''} has the difficulty {self.difficulty}"
            yield Fault(("difficulty",), what, "name another, or remove the key")
        elif self.pick is not None and self.pick > left:
            yield Fault(("pick",), f"pick: asks for {self.pick} questions of {left}", f"write at most {left}")

    def _asked(self) -> Iterator[tuple[str, object]]:
        return ((key, getattr(self, key)) for key in _KEYS)


_KEYS = tuple(key for key in Way.model_fields if key not in Placed.model_fields)
