"""Laws of every kind of question: what languages share, what is shown in which order, what counts as right."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from clearheart.model import KINDS, Bank, Question, Single, Way, lineage
from clearheart.model.kinds.match import Match
from clearheart.model.kinds.number import Number, plain
from clearheart.model.kinds.order import Order
from clearheart.read.bank import read_bank
from tests.projects import REPOSITORY
from tests.strategies import DRAWN, banks, names, questions, some, texts

WORDS = {"prompt", "text", "feedback", "explanation", "alt", "transcript", "match", "group", "unit", "usual"}
WORDS |= {"reflection", "ending"}
LISTS_OF_WORDS = {"hints", "extra", "groups", "accept"}


def translate(values: Any) -> Any:
    """Give a question's values with other words in the place of each text."""
    if isinstance(values, (list, tuple)):
        return [translate(value) for value in values]
    if not isinstance(values, dict):
        return values
    return {key: _translate_one(key, value) for key, value in values.items()}


def _translate_one(key: str, value: Any) -> Any:
    if key in WORDS and isinstance(value, str):
        return value and f"译{value}"
    if key in LISTS_OF_WORDS:
        return [f"译{text}" for text in value]
    return translate(value)


def translated(question: Question) -> Question:
    """Give the same question in other words."""
    return type(question).model_validate(translate(question.model_dump()))


every_kind = pytest.mark.parametrize("kind", sorted(KINDS))


def test_every_kind_has_its_strategy_and_its_name() -> None:
    assert sorted(DRAWN) == sorted(KINDS)
    assert all(KINDS[kind].__module__.endswith(f".{kind}") for kind in KINDS)


def test_a_kind_knows_what_it_extends() -> None:
    assert lineage("single") == ("single",)
    assert lineage("picture") == ("picture", "single")
    assert lineage("order") == ("order",)


@every_kind
@some
@given(data=st.data())
def test_a_question_has_the_same_shape_in_other_words(kind: str, data: st.DataObject) -> None:
    question = data.draw(questions(kind=kind))
    assert translated(question).shape() == question.shape()


@every_kind
@some
@given(data=st.data())
def test_every_text_of_an_author_is_handed_to_the_checks(kind: str, data: st.DataObject) -> None:
    question = data.draw(questions(kind=kind))
    assert set(_words(question.model_dump())) == {said.text for said in question.texts()} - {""}


def _words(values: Any, key: str = "") -> list[str]:
    if isinstance(values, dict):
        return [text for name, value in values.items() for text in _words(value, name)]
    if isinstance(values, (list, tuple)):
        return [text for value in values for text in _words(value, key)]
    is_word = isinstance(values, str) and key in WORDS | LISTS_OF_WORDS and key != "group"
    return [values] if is_word and values else []


@some
@given(banks())
def test_a_bank_has_the_same_mark_in_all_languages(bank: Bank) -> None:
    questions = tuple(translated(question) for question in bank.questions)
    other = Bank(id=bank.id, language="zh", title="标题", questions=questions)
    assert other.mark == bank.mark
    assert len(bank.mark) == 5 and set(bank.mark) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def _bank(*right: int, name: str = "small") -> Bank:
    made = (
        Single.model_validate(
            {
                "id": f"q{place}",
                "prompt": "P",
                "options": [{"text": str(number), "correct": number == which} for number in range(3)],
            }
        )
        for place, which in enumerate(right)
    )
    return Bank(id=name, language="en", title="T", questions=tuple(made))


def test_a_mark_tells_banks_and_their_versions_apart() -> None:
    marks = [_bank(0, 1).mark, _bank(0, 2).mark, _bank(0).mark, _bank(1, 0).mark]
    assert len(set(marks)) == 4 and len({mark[:3] for mark in marks}) == 1
    assert _bank(0, 1, name="other").mark[:3] != marks[0][:3]
    assert _bank(0, 1, name="other").mark[3:] == marks[0][3:]


def test_our_own_banks_have_the_same_marks_in_both_languages() -> None:
    found: dict[str, set[str]] = {}
    for language in ("en", "zh"):
        for file in sorted((REPOSITORY / "quizzes" / language).glob("*.yml")):
            bank, problems = read_bank(REPOSITORY, f"quizzes/{language}/{file.name}", language)
            assert bank and not problems
            found.setdefault(bank.id, set()).add(bank.mark)
    assert found and all(len(marks) == 1 for marks in found.values())


@pytest.mark.parametrize("kind", ["match", "order"])
@some
@given(data=st.data())
def test_what_is_to_be_put_right_is_not_shown_right(kind: str, data: st.DataObject) -> None:
    question = data.draw(questions(kind=kind))
    assert isinstance(question, (Match, Order))
    assert sorted(question.shown) == list(range(len(question.shown)))
    assert list(question.shown) != sorted(question.shown)
    assert translated(question).model_copy(update={"id": question.id}).shown == question.shown  # type: ignore[attr-defined]


@given(names, st.integers(2, 8))
def test_the_order_shown_depends_on_the_id_alone(name: str, count: int) -> None:
    made = [
        Order.model_validate(
            {"id": name, "kind": "order", "prompt": word, "steps": [{"text": f"{word}{n}"} for n in range(count)]}
        )
        for word in ("a", "b")
    ]
    assert made[0].shown == made[1].shown


def test_the_letters_of_a_match_are_its_different_matches_and_the_others() -> None:
    pairs = [("1", "x"), ("2", "y"), ("3", "X ")]
    match = Match.model_validate(
        {
            "id": "m",
            "prompt": "P",
            "pairs": [{"text": text, "match": other} for text, other in pairs],
            "extra": ["z"],
        }
    )
    assert match.letters == ("x", "y", "z")
    assert match.right == (0, 1, 0)


@pytest.mark.parametrize(("text", "written"), [("1.50", "1.5"), ("100", "100"), ("-0.0", "0"), ("+7", "7"), ("0", "0")])
def test_a_number_is_the_same_in_all_its_spellings(text: str, written: str) -> None:
    assert plain(Number(id="n", prompt="P", value=text).value) == written  # type: ignore[arg-type]


@pytest.mark.parametrize(("answer", "is_right"), [("0.2", True), ("0.4", True), ("0.1", False), ("0.41", False)])
def test_a_number_is_right_within_its_tolerance(answer: str, is_right: bool) -> None:
    number = Number(id="n", prompt="P", value=Decimal("0.3"), tolerance=Decimal("0.1"))
    assert number.accepts(Decimal(answer)) == is_right


@pytest.mark.parametrize("text", ["1e5", "1e999999999", "NaN", "inf", "1,000", "1 000", "٣", "0x1F", "1234567890123"])
def test_what_browsers_would_not_read_as_the_same_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Number(id="n", prompt="P", value=text)  # type: ignore[arg-type]


@given(texts)
def test_a_question_of_any_other_kind_is_refused(kind: str) -> None:
    values = {"id": "x", "kind": f"x{kind}", "prompt": "P"}
    with pytest.raises(ValidationError, match="no kind of question"):
        Bank.model_validate({"id": "b", "language": "en", "title": "T", "questions": [values]})


def test_a_fence_wins_over_its_bank() -> None:
    own, bank = Way(mode="test", shuffle=False), Way(mode="cards", shuffle=True, pick=3)
    assert own.over(bank) == Way(mode="test", shuffle=False, pick=3)
    assert Way().over(bank) == bank
