"""Translations: editions go in; what one language has and another lacks comes out as Problems."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from clearheart.model import Bank, Edition, Project
from clearheart.model.base import is_stand_in
from clearheart.problems import Problem


def check_parity(project: Project) -> Iterator[Problem]:
    """Find banks, questions, options and pages that are missing in a language."""
    for one, other in permutations([edition for edition in project.editions if not edition.base], 2):
        yield from _pages(project.root, one, other)
        for bank in one.banks:
            twin = other.bank(bank.id)
            path = f"quizzes/{other.code}/{bank.id}.yml"
            if twin is not None:
                yield from _questions(bank, twin)
            elif not (project.root / path).is_file():  # a faulty one is told at its own lines
                what = f'bank "{bank.id}" is missing in {other.code}'
                yield Problem(bank.spot, what, f"translate it to {path}", "warning")


def _pages(root: Path, one: Edition, other: Edition) -> Iterator[Problem]:
    for document in one.documents:
        path = f"content/{other.code}/{document.name}.md"
        if not (root / path).is_file():
            what = f"this page is missing in {other.code}"
            yield Problem(document.spot, what, f"translate it to {path}", "warning")


def _questions(bank: Bank, twin: Bank) -> Iterator[Problem]:
    path = f"quizzes/{twin.language}/{bank.id}.yml"
    for question in bank.questions:
        if is_stand_in(question.id):
            continue  # its id is faulty, and told in its own file
        other = twin.question(question.id)
        if other is None:
            yield Problem(question.spot, f'question "{question.id}" is missing in {twin.language}', f"add it to {path}")
        elif bank.language > twin.language or not (question.is_whole and other.is_whole):
            continue  # compared once, and only where nothing stands in for what is faulty
        elif question.shape() != other.shape():
            told = f'question "{question.id}" differs from the {twin.language} one'
            what = f"{told} in kind, points, options or right answers"
            yield Problem(question.spot, what, f"make both alike (see {other.spot})")
