"""Bank, Question and Option: what a quiz bank holds, in whatever form it was written.

Comes from quizzes/<lang>/<bank>.yml; goes to pages, embeds and, later, paper and packages.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, model_validator

from clearheart.model.base import Audience, Day, Fault, Line, Name, Placed, Text, is_stand_in, raise_faults

Kind = Literal["single", "multiple", "truefalse"]
"""How a question is answered: one option, any number of options, or true or false."""


class Option(Placed):
    """Offer one possible response to a question."""

    text: Text
    """What the reader chooses; inline Markdown."""
    correct: bool = False
    feedback: Line = ""
    """Why this option is right, or what truth it misses; inline Markdown."""


class Question(Placed):
    """Ask one thing, with options, feedback and the facts behind it."""

    id: Name
    """Stable name, the same in every language; packages and saved progress lean on it."""
    kind: Kind = "single"
    prompt: Text
    """The question itself; inline Markdown."""
    options: tuple[Option, ...]
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

    @property
    def correct_options(self) -> tuple[int, ...]:
        """Give the places of the right options, counted from 0."""
        return tuple(place for place, option in enumerate(self.options) if option.correct)

    @model_validator(mode="after")
    def _check_options(self, info: ValidationInfo) -> Question:
        raise_faults([*self._count_faults(), *self._correct_faults(), *self._twin_faults()], info)
        return self

    def _count_faults(self) -> list[Fault]:
        count = len(self.options)
        if self.kind == "truefalse" and count != 2:
            what = f"{self._called} is truefalse and has {count} options"
            return [Fault(("options",), what, "give it exactly two")]
        if count < 2:
            return [Fault(("options",), f"{self._called} has fewer than two options", "give it at least two")]
        if count > 26:
            what = f"{self._called} has {count} options"
            return [Fault(("options",), what, "letters end at Z: give it at most 26")]
        return []

    def _correct_faults(self) -> list[Fault]:
        right = self.correct_options
        if self.options and not right:
            mend = "mark at least one option with correct: true"
            return [Fault((), f"{self._called} has no right answer", mend, ("options", "correct"))]
        if self.kind != "multiple" and len(right) > 1:
            what = f"{self._called} is {self.kind} and has {len(right)} right answers"
            mend = "leave correct: true at one option, or set kind: multiple"
            return [Fault(("options", right[1]), what, mend, ("kind",))]
        return []

    def _twin_faults(self) -> list[Fault]:
        seen: dict[str, int] = {}
        found: list[Fault] = []
        for place, option in enumerate(self.options):
            text = " ".join(option.text.split()).casefold()
            if text in seen:
                what = f'{self._called} has the option "{option.text}" twice'
                mend = f"change or remove one (the first is option {seen[text] + 1})"
                found.append(Fault(("options", place), what, mend))
            seen.setdefault(text, place)
        return found

    @property
    def _called(self) -> str:
        return "this question" if is_stand_in(self.id) else f'question "{self.id}"'


class Bank(Placed):
    """Hold the questions of one quiz in one language."""

    id: Name
    """The file's name without its ending."""
    language: str
    title: Text
    description: Line = ""
    questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _check_questions(self, info: ValidationInfo) -> Bank:
        found: list[Fault] = []
        if not self.questions:
            found.append(Fault(("questions",), "this bank has no questions", "add one below questions:"))
        first: dict[str, int] = {}
        for place, question in enumerate(self.questions):
            if question.id in first:
                mend = f"give each question its own id (the first is question {first[question.id]})"
                what = f'two questions have the id "{question.id}"'
                found.append(Fault(("questions", place, "id"), what, mend))
            first.setdefault(question.id, place + 1)
        raise_faults(found, info)
        return self

    def question(self, question_id: str) -> Question | None:
        """Find a question by its id."""
        return next((question for question in self.questions if question.id == question_id), None)
