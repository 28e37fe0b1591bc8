"""Bank: the questions of one quiz, in whatever form they were written.

Comes from quizzes/<lang>/<bank>.yml; goes to pages, embeds and, later, paper and packages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from pydantic import ValidationInfo, model_validator

from clearheart.model.base import Fault, Line, Name, Text, raise_faults
from clearheart.model.kinds import AnyQuestion
from clearheart.model.question import Question
from clearheart.model.release import Released
from clearheart.model.way import Way

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U, which look like others."""


class Bank(Released, Way):
    """Hold the questions of one quiz in one language, and how it is taken."""

    id: Name
    """The file's name without its ending."""
    language: str
    title: Text
    description: Line = ""
    questions: tuple[AnyQuestion, ...]

    @property
    def mark(self) -> str:
        """Give five signs that a result code bears: three of the bank's id, two of what its questions are.

        The same in all languages; another once a question comes, goes, moves or changes its shape.
        """
        questions = json.dumps([[question.id, question.shape()] for question in self.questions])
        return _signs(self.id, 3) + _signs(questions, 2)

    def question(self, question_id: str) -> Question | None:
        """Find a question by its id."""
        return next((question for question in self.questions if question.id == question_id), None)

    @model_validator(mode="after")
    def _check_questions(self, info: ValidationInfo) -> Bank:
        raise_faults([*self._question_faults(), *self.way_faults(self.questions)], info)
        return self

    def _question_faults(self) -> Iterator[Fault]:
        if not self.questions:
            yield Fault(("questions",), "this bank has no questions", "add one below questions:")
        first: dict[str, int] = {}
        for place, question in enumerate(self.questions):
            if question.id in first:
                mend = f"give each question its own id (the first is question {first[question.id]})"
                yield Fault(("questions", place, "id"), f'two questions have the id "{question.id}"', mend)
            first.setdefault(question.id, place + 1)


def _signs(text: str, count: int) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()) % 32**count
    return "".join(_CROCKFORD[number // 32**place % 32] for place in reversed(range(count)))
