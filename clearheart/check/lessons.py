"""Lessons: their front matter and steps go in; what a teacher would look for in vain comes out as Problems."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.check.references import suggest
from clearheart.markup.nodes import Box, walk
from clearheart.markup.steps import STEPS, read_steps
from clearheart.markup.tree import parse_references
from clearheart.model import Document, Edition, LessonMeta, Project
from clearheart.model.base import is_stand_in
from clearheart.problems import Problem, Spot


def check_lessons(project: Project) -> Iterator[Problem]:
    """Find lessons whose minutes do not add up, and quizzes and leaflets that they name in vain."""
    for edition in project.editions:
        for document in edition.documents:
            if isinstance(document.meta, LessonMeta):
                yield from _steps(document, document.meta)
                yield from _quiz(document.meta, edition, project)
                yield from _prints(document.meta, edition, project)


def _steps(document: Document, meta: LessonMeta) -> Iterator[Problem]:
    tree = parse_references(document.text, document.path, document.line)
    boxes = [node for node in walk(tree) if isinstance(node, Box) and node.name == STEPS]
    if len(boxes) != 1:
        line = boxes[1].line if boxes else document.line
        what = f"this lesson has {len(boxes)} blocks of steps" if boxes else "this lesson has no steps"
        mend = "write one block //// steps, with a heading ### Title (5 minutes) for each step"
        yield Problem(Spot(document.path, line), what, mend)
        return
    steps = read_steps(boxes[0])
    untimed = [step for step in steps if step.minutes is None]
    for step in untimed:
        mend = f"end its heading with them, as in ### {step.title} (5 minutes)"
        yield Problem(Spot(document.path, step.line), f'the step "{step.title}" has no minutes', mend)
    minutes = sum(step.minutes or 0 for step in steps)
    if not steps:
        mend = "begin each with a heading: ### Title (5 minutes)"
        yield Problem(Spot(document.path, boxes[0].line), "these steps have no headings", mend)
    elif not untimed and minutes != meta.minutes:
        what = f"the steps take {minutes} minutes, and the lesson {meta.minutes}"
        yield Problem(Spot(document.path, boxes[0].line), what, "make both alike")


def _quiz(meta: LessonMeta, edition: Edition, project: Project) -> Iterator[Problem]:
    quiz = meta.quiz
    if quiz is None or is_stand_in(quiz.bank) or edition.bank(quiz.bank):
        return
    path = f"quizzes/{edition.code}/{quiz.bank}.yml"
    if not (project.root / path).is_file():  # a faulty one is told at its own lines
        known = [bank.id for bank in edition.banks]
        yield Problem(quiz.spot, f'there is no bank "{quiz.bank}"', f"write {path}{suggest(quiz.bank, known)}")


def _prints(meta: LessonMeta, edition: Edition, project: Project) -> Iterator[Problem]:
    leaflets = {leaflet.name.removeprefix("leaflets/"): leaflet for leaflet in edition.leaflets}
    for wanted in meta.prints:
        leaflet = leaflets.get(wanted.leaflet)
        path = f"content/{edition.code}/leaflets/{wanted.leaflet}.md"
        if is_stand_in(wanted.leaflet) or (leaflet is None and (project.root / path).is_file()):
            continue
        if leaflet is None:
            mend = f"name a file of content/{edition.code}/leaflets{suggest(wanted.leaflet, leaflets)}"
            yield Problem(wanted.spot, f'there is no leaflet "{wanted.leaflet}"', mend)
        elif wanted.format not in getattr(leaflet.meta, "formats", ()):
            formats = ", ".join(getattr(leaflet.meta, "formats", ()))
            what = f'the leaflet "{wanted.leaflet}" is not printed as {wanted.format}'
            yield Problem(wanted.spot, what, f"choose one of {formats}, or add it to the leaflet's formats")
