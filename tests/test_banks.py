"""The form of a bank, as it was promised to authors, and what two languages of it must share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from clearheart.model import Sound
from clearheart.model.kinds.fill import Fill
from clearheart.model.kinds.match import Match
from clearheart.model.kinds.number import Number
from clearheart.model.kinds.order import Order
from clearheart.model.kinds.scenario import Scenario
from clearheart.model.kinds.sort import Sort
from clearheart.model.kinds.survey import Survey
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


EVERY_KIND = """\
title: Every kind
mode: test
pass: 80
pick: 3
tag: basics
difficulty: 1
shuffle: true
seed: class 7
certificate: false
questions:
  - id: which-way-out
    kind: picture
    tags: [basics]
    prompt: Which sign leads out?
    hints: [Look for green., It shows a door.]
    points: 2
    picture: {file: corridor.png, alt: A corridor}
    sound: {file: alarm.mp3, transcript: A bell rings.}
    options:
      - {picture: {drawing: door-help, alt: A phone}, text: A phone}
      - {picture: {file: exit.svg, alt: A door}, correct: true, feedback: Yes.}
  - id: what-do-you-think
    kind: survey
    tags: [basics]
    prompt: How many people say no?
    options: [{text: Few}, {text: Most, feedback: So it is.}]
    usual: Most say no.
    sources: [unodc-2016]
    keep_order: true
  - id: what-goes-together
    kind: match
    tags: [basics]
    prompt: What goes together?
    pairs: [{text: "120", match: Ambulance}, {text: "110", match: Police, feedback: Yes.}]
    extra: [Weather]
  - id: what-comes-first
    kind: order
    prompt: What comes first?
    steps: [{text: Call}, {text: Stay, feedback: Until help comes.}]
  - id: where-does-it-belong
    kind: sort
    prompt: Where does it belong?
    groups: [Natural, Synthetic]
    cards: [{text: Cannabis, group: Natural}, {text: MDMA, group: Synthetic, feedback: Made by chemistry.}]
  - id: what-is-it-called
    kind: fill
    prompt: What is it called?
    accept: [methamphetamine, crystal meth]
  - id: how-many
    kind: number
    prompt: Which number do you call?
    value: 120
    tolerance: 0.5
    unit: calls
  - id: at-the-party
    kind: scenario
    prompt: A friend offers you something.
    scenes:
      - {id: start, text: What do you do?, options: [{text: Leave, to: home, feedback: A good plan.}]}
      - {id: home, text: You sleep well., ending: At home}
    reflection: Who could come with you?
"""


def test_the_promised_form_of_every_kind_is_read_key_by_key() -> None:
    bank, problems = parse_bank(EVERY_KIND, "quizzes/en/every-kind.yml", "en")
    assert problems == [] and bank is not None
    assert (bank.mode, bank.pass_mark, bank.pick, bank.tag, bank.difficulty) == ("test", 80, 3, "basics", 1)
    assert (bank.shuffle, bank.seed, bank.certificate) == (True, "class 7", False)
    picture, survey, match, order, sort, fill, number, scenario = bank.questions
    assert [question.kind for question in bank.questions] == [
        *("picture", "survey", "match", "order", "sort", "fill", "number", "scenario"),
    ]
    assert (picture.hints, picture.points) == (("Look for green.", "It shows a door."), 2)
    assert picture.sound == Sound(file="alarm.mp3", transcript="A bell rings.")
    assert [(shown.file, shown.drawing, shown.alt) for shown in picture.pictures()] == [
        ("corridor.png", None, "A corridor"),
        (None, "door-help", "A phone"),
        ("exit.svg", None, "A door"),
    ]
    assert isinstance(survey, Survey) and (survey.usual, survey.keep_order) == ("Most say no.", True)
    assert isinstance(match, Match) and match.letters == ("Ambulance", "Police", "Weather")
    assert isinstance(order, Order) and order.steps[1].feedback == "Until help comes."
    assert isinstance(sort, Sort) and sort.right == (0, 1)
    assert isinstance(fill, Fill) and fill.accepts("Crystal-Meth") and not fill.accepts("meth")
    assert isinstance(number, Number) and (number.value, number.tolerance) == (Decimal(120), Decimal("0.5"))
    assert isinstance(scenario, Scenario) and scenario.scenes[1].ending == "At home"
    assert (
        scenario.scenes[0].options[0].spot.line
        == EVERY_KIND.splitlines().index(
            "      - {id: start, text: What do you do?, options: [{text: Leave, to: home, feedback: A good plan.}]}"
        )
        + 1
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("points: 2", "points: 3"),
        ("extra: [Weather]", "extra: [Weather, Shop]"),
        ("match: Ambulance", "match: Police"),
        ("steps: [{text: Call}, ", "steps: [{text: Wake}, {text: Call}, "),
        ("group: Synthetic", "group: Natural"),
        ("tolerance: 0.5", "tolerance: 1"),
        ("[{text: Leave, to: home,", "[{text: Stay, to: start}, {text: Leave, to: home,"),
    ],
)
def test_what_changes_a_question_changes_the_mark_of_its_bank(old: str, new: str) -> None:
    texts = (EVERY_KIND, EVERY_KIND.replace(old, new, 1))
    one, other = (parse_bank(text, "quizzes/en/x.yml", "en")[0] for text in texts)
    assert one and other and one.mark != other.mark


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
