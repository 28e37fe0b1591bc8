"""Forms: a bank comes in; its questions in the order of form A or B come out, each with the order of its rows.

Form A keeps the bank's own order. Form B is what a screen shows of the same quiz with ?shuffle=1&seed=B.
"""

from __future__ import annotations

from dataclasses import dataclass

from clearheart.model import Bank, Question
from clearheart.model.kinds.match import Match
from clearheart.model.kinds.order import Order
from clearheart.model.kinds.single import Single
from clearheart.model.kinds.sort import Sort
from clearheart.model.kinds.truefalse import TrueFalse
from clearheart.print.papers.seeds import Random, mix, random_of, seed_of

SEED = "B"
"""The word that decides form B."""


@dataclass(frozen=True)
class Shown:
    """Hold a question as a form shows it."""

    number: int
    """From 1."""
    question: Question
    rows: tuple[int, ...]
    """The places of its options, pairs, cards or steps from top to bottom; none where it has no such rows."""


@dataclass(frozen=True)
class Form:
    """Hold the questions of a bank in one order."""

    name: str
    questions: tuple[Shown, ...]

    def shown(self, question: Question) -> Shown:
        """Find a question of this form."""
        return next(shown for shown in self.questions if shown.question.id == question.id)


def form_a(bank: Bank) -> Form:
    """Give the bank's questions as they are written."""
    return _form("A", [(question, _written(question)) for question in _asked(bank)])


def form_b(bank: Bank) -> Form:
    """Give the same questions in the order that the word B decides."""
    random = random_of(seed_of(SEED))
    mixed = mix(_asked(bank), random)
    return _form("B", [(question, _mixed(question, random)) for question in mixed])


def _asked(bank: Bank) -> tuple[Question, ...]:
    """Give the questions that a screen may draw from the bank."""
    return bank.leaves(bank.questions)


def _form(name: str, questions: list[tuple[Question, tuple[int, ...]]]) -> Form:
    return Form(name, tuple(Shown(number, *question) for number, question in enumerate(questions, 1)))


def _written(question: Question) -> tuple[int, ...]:
    if isinstance(question, Order):
        return question.shown
    if isinstance(question, Single):
        return tuple(range(len(question.options)))
    if isinstance(question, Match):
        return tuple(range(len(question.pairs)))
    return tuple(range(len(question.cards))) if isinstance(question, Sort) else ()


def _mixed(question: Question, random: Random) -> tuple[int, ...]:
    """Mix the rows that the quiz's script mixes; it draws no number for the others."""
    rows = _written(question)
    if isinstance(question, TrueFalse) or (isinstance(question, Single) and question.keep_order):
        return rows
    return tuple(mix(rows, random)) if isinstance(question, (Single, Match, Sort)) else rows
