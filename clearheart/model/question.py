"""Question: what questions of every kind have, and the pictures and sounds that they show.

The kinds themselves stand in kinds/, one module each.
"""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Iterator
from typing import Annotated, ClassVar, NamedTuple

from pydantic import Field, ValidationInfo, model_validator

from clearheart.model.base import Audience, Day, Fault, Line, Name, Placed, Text, is_stand_in, raise_faults
from clearheart.problems import Spot

Shape = tuple[object, ...]
"""Names, numbers and tuples of them: what must be alike in all languages."""


QUIZ_MEDIA = {
    "pictures": frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"}),
    "sounds": frozenset({".mp3", ".ogg", ".wav", ".m4a"}),
}
"""The folders below quizzes/ that questions show files of, and how the names of these end."""


class Said(NamedTuple):
    """Hold one text of an author's and the place where it stands."""

    text: str
    spot: Spot
    is_plain: bool = False
    """True where it is shown as it stands, and marks of Markdown would be seen."""


class Picture(Placed):
    """Show a picture: a file of the author's, or a drawing of the theme's."""

    file: Text | None = None
    """A path below quizzes/pictures, as in hands.svg."""
    drawing: Name | None = None
    """A name in theme/drawings."""
    alt: Text
    """What the picture shows, for those who do not see it; plain words."""

    @model_validator(mode="after")
    def _check_one(self, info: ValidationInfo) -> Picture:
        if self.file and self.drawing:
            fault = Fault(("drawing",), "this picture names both a file and a drawing", "keep one of the two")
            raise_faults([fault], info)
        if not self.file and not self.drawing:
            mend = "name one, as in file: hands.svg or drawing: beside"
            raise_faults([Fault((), "this picture has no file", mend, ("file", "drawing"))], info)
        return self


class Sound(Placed):
    """Let a sound be heard, and its words be read."""

    file: Text
    """A path below quizzes/sounds, as in call.mp3."""
    transcript: Text
    """What is heard, for those who do not hear it; inline Markdown."""


class Question(Placed):
    """Ask one thing, with the facts behind it; each kind adds what its answer is made of."""

    shown_as: ClassVar[str] = ""
    """Another kind whose template, script and style this one takes, though it asks for something else."""
    is_scored: ClassVar[bool] = True
    """False where no answer is better than another."""

    id: Name
    """Stable name, the same in every language; packages and saved progress lean on it."""
    kind: str = "single"
    """How it is answered: the name of a module in kinds/."""
    prompt: Text
    """The question itself; inline Markdown."""
    hints: tuple[Text, ...] = ()
    """What helps to find the answer, each told on request; inline Markdown."""
    points: Annotated[int, Field(ge=1, le=10)] = 1
    """How much it counts in a test."""
    picture: Picture | None = None
    sound: Sound | None = None
    explanation: Line = ""
    """What the answer rests on; inline Markdown."""
    facts: tuple[Name, ...] = ()
    """Ids of the checked facts that this question teaches."""
    sources: tuple[Name, ...] = ()
    """Ids in content/sources.yml."""
    tags: tuple[Name, ...] = ()
    audience: tuple[Audience, ...] = ()
    difficulty: Annotated[int, Field(ge=1, le=3)] = 1
    """1 (easy) to 3 (hard)."""
    reviewed: Day | None = None
    """The day on which someone last checked this question against its sources."""

    def texts(self) -> Iterator[Said]:
        """Give every text of the author's, each with its place."""
        yield Said(self.prompt, self.spot)
        for hint in self.hints:
            yield Said(hint, self.spot)
        yield Said(self.explanation, self.spot)
        for picture in self.pictures():
            yield Said(picture.alt, picture.spot, is_plain=True)
        if self.sound:
            yield Said(self.sound.transcript, self.sound.spot)

    def pictures(self) -> Iterator[Picture]:
        """Give every picture that the question shows."""
        if self.picture:
            yield self.picture

    @abstractmethod
    def shape(self) -> Shape:
        """Give what must be alike in all languages, and makes another version of the question where it changes."""
        return self.kind, self.points

    def faults(self) -> Iterator[Fault]:
        """Find what does not fit together in this question."""
        if not self.is_scored and self.points > 1:
            what = f"{self.called} is a {self.kind} and has points"
            yield Fault(("points",), what, "no answer to it is better than another: remove points:")

    @property
    def called(self) -> str:
        """Name the question in words to its author."""
        return "this question" if is_stand_in(self.id) else f'question "{self.id}"'

    @model_validator(mode="after")
    def _check(self, info: ValidationInfo) -> Question:
        raise_faults([*self.faults()], info)
        return self

    def _shuffled(self, count: int) -> tuple[int, ...]:
        """Give an order of places that the id alone decides, so that it is the same in all languages."""
        order = sorted(range(count), key=lambda place: hashlib.sha256(f"{self.id}/{place}".encode()).digest())
        is_sorted = order == sorted(order)
        return tuple(order[1:] + order[:1] if is_sorted else order)
