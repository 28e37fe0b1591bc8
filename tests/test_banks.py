"""The form of a bank, as it was promised to authors, and what two languages of it must share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from clearheart.read.bank import parse_bank
from tests.projects import MINIMAL, tell, write_project

DAY = date(2026, 11, 22)

PROMISED = """\
title: Natural, semi-synthetic or synthetic?
questions:
  - id: which-is-synthetic
    kind: single                # single (default) | multiple | truefalse
    prompt: Which of these is a synthetic drug?
    options:
      - text: Cannabis
        feedback: It comes from a plant, so it is called natural.
      - text: Methamphetamine
        correct: true
        feedback: It is made wholly from chemicals.
    explanation: ...
    facts: [class-synthetic]
    sources: [unodc-2016]
    tags: [classification]
    audience: [teens, adults]
    difficulty: 1
    reviewed: 2026-11-22
"""


def test_the_promised_form_is_read_key_by_key() -> None:
    bank, problems = parse_bank(PROMISED, "quizzes/en/natural-or-synthetic.yml", "en")
    assert problems == [] and bank is not None
    assert (bank.id, bank.language, bank.title) == ("natural-or-synthetic", "en", PROMISED.splitlines()[0][7:])
    [question] = bank.questions
    assert (question.id, question.kind, question.difficulty) == ("which-is-synthetic", "single", 1)
    assert question.prompt == "Which of these is a synthetic drug?"
    assert [(option.text, option.correct) for option in question.options] == [
        ("Cannabis", False),
        ("Methamphetamine", True),
    ]
    assert question.options[0].feedback == "It comes from a plant, so it is called natural."
    assert (question.explanation, question.facts, question.sources) == ("...", ("class-synthetic",), ("unodc-2016",))
    assert (question.tags, question.audience) == (("classification",), ("teens", "adults"))
    assert question.reviewed == DAY
    assert question.spot.line == 3 and question.options[1].spot.line == 9


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("prompt:", "kind: multiple\n    prompt:"),
        ("- {text: 那个, feedback: 那个}", "- {text: 那个, feedback: 那个}\n      - {text: 第三个}"),
        ("", ""),
    ],
    ids=["kind", "number of options", "right answer"],
)
def test_a_question_that_differs_between_languages_is_told(old: str, new: str, tmp_path: Path) -> None:
    chinese = str(MINIMAL["quizzes/zh/basics.yml"])
    if old:
        changed = chinese.replace(old, new, 1)
    else:
        changed = chinese.replace("这个, correct: true", "这个").replace("text: 那个", "text: 那个, correct: true")
    assert changed != chinese
    told = tell(write_project(tmp_path, {"quizzes/zh/basics.yml": changed}), DAY).splitlines()
    assert len(told) == 1
    assert told[0].startswith(("quizzes/zh/basics.yml:3: ", "quizzes/en/basics.yml:3: "))
    assert 'question "first" differs' in told[0]
