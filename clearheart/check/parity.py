"""Translations: editions go in; what one language has and another lacks comes out as Problems."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from clearheart.model import Bank, Edition, Project
from clearheart.problems import Problem


def check_parity(project: Project) -> Iterator[Problem]:
    """Find banks, questions, options and pages that are missing in a language."""
    for one, other in permutations(project.editions, 2):
        yield from _pages(one, other)
        for bank in one.banks:
            twin = other.bank(bank.id)
            if twin is None:
                mend = f"translate it to quizzes/{other.code}/{bank.id}.yml"
                yield Problem(bank.spot, f'bank "{bank.id}" is missing in {other.code}', mend)
            else:
                yield from _questions(bank, twin)


def _pages(one: Edition, other: Edition) -> Iterator[Problem]:
    theirs = {document.name for document in other.documents}
    for document in one.documents:
        if document.name not in theirs:
            mend = f"translate it to content/{other.code}/{document.name}.md"
            what = f"this page is missing in {other.code}"
            yield Problem(document.spot, what, mend, "error" if document.name == "index" else "warning")


def _questions(bank: Bank, twin: Bank) -> Iterator[Problem]:
    path = f"quizzes/{twin.language}/{bank.id}.yml"
    for question in bank.questions:
        other = twin.question(question.id)
        if other is None:
            yield Problem(question.spot, f'question "{question.id}" is missing in {twin.language}', f"add it to {path}")
        elif bank.language < twin.language and _key(question) != _key(other):
            what = f'question "{question.id}" differs from its {twin.language} version in kind, options or right answers'
            yield Problem(question.spot, what, f"make both alike (see {other.spot})")


def _key(question: object) -> tuple[object, ...]:
    return tuple(getattr(question, name) for name in ("kind", "correct_options")) + (len(getattr(question, "options")),)
