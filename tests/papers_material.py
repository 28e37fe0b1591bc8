"""Banks for the tests of papers: one with a question of every kind, and jobs of the project's own banks."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from clearheart.model import Bank, Project
from clearheart.print.papers import PaperJob, jobs
from clearheart.read import read_project
from clearheart.read.bank import parse_bank
from tests.projects import REPOSITORY, last_checked

EVERY_KIND = """\
title: Every kind
description: One question of each kind.
questions:
  - id: one
    prompt: Which of these **is** a plant?
    hints: [It grows., It is *green*.]
    picture: {drawing: beside, alt: Two on a bench}
    options: [{text: Cannabis, correct: true, feedback: It is a plant.}, {text: Ice}, {text: Heroin}, {text: LSD}]
    explanation: See [the list](https://example.org/list).
    sources: [unodc-2015-glossary]
    reviewed: 2026-11-20
    points: 2
  - id: some
    kind: multiple
    prompt: What helps?
    options: [{text: Sleep, correct: true}, {text: A talk, correct: true}, {text: A pill}]
    reviewed: 2026-11-22
  - id: so
    kind: truefalse
    prompt: It is so.
    options: [{text: "Yes"}, {text: "No", correct: true}]
    sound: {file: call.mp3, transcript: A *phone* rings.}
  - id: seen
    kind: picture
    prompt: Which picture shows help?
    options:
      - {picture: {drawing: choosing, alt: A path divides}}
      - {picture: {drawing: listening, alt: Two talk over tea}, text: Tea, correct: true}
  - {id: often, kind: survey, prompt: How often?, options: [{text: Often}, {text: Never}]}
  - id: words
    kind: match
    prompt: What does it mean?
    pairs: [{text: Tolerance, match: More is needed}, {text: Craving, match: A strong wish, feedback: It passes.}]
    extra: [A test]
  - id: groups
    kind: sort
    prompt: Where from?
    groups: [A field, A laboratory]
    cards: [{text: Opium, group: A field}, {text: Ketamine, group: A laboratory, feedback: It is made.}]
  - id: steps
    kind: order
    prompt: What comes first?
    steps: [{text: Call 120}, {text: Stay there}, {text: Tell what happened}]
  - {id: word, kind: fill, prompt: Say the word., accept: [treated, healed]}
  - {id: count, kind: number, prompt: How many?, value: 120, tolerance: 2.5, unit: minutes}
  - id: story
    kind: scenario
    prompt: At the bar
    reflection: What would you say?
    scenes:
      - id: start
        text: A glass comes.
        options: [{text: Ask for tea, to: tea, feedback: Short.}, {text: Go out, to: home}]
      - {id: tea, text: She asks again., options: [{text: Say it again, to: calm}, {text: Go away, to: home}]}
      - {id: calm, text: Nobody asks any more., ending: Calm}
      - {id: home, text: Your friend comes., ending: Fetched}
"""


@cache
def project() -> Project:
    """Give the project's own material."""
    return read_project(REPOSITORY, last_checked())[0]


def read_project_at(root: Path) -> Project:
    """Read a small project."""
    return read_project(root, last_checked())[0]


def own_jobs() -> list[PaperJob]:
    """Give the jobs of all banks of the project."""
    return [job for edition in project().editions for job in jobs(project(), edition)]


def job_of(bank: Bank | str) -> PaperJob:
    """Give the job of a bank, or of the text of one."""
    if isinstance(bank, str):
        parsed, problems = parse_bank(bank, "quizzes/en/small.yml", "en")
        assert parsed and not problems, problems
        bank = parsed
    return replace(own_jobs()[0], bank=bank)
