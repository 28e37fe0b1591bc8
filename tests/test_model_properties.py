"""Laws of the bank and its YAML, tried on many drawn banks and on any text at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from clearheart.model import Bank, Question
from clearheart.model.base import Placed
from clearheart.problems import Spot
from clearheart.read.bank import parse_bank
from clearheart.read.yaml_text import parse_yaml
from tests.strategies import banks, questions, some, texts


def plain(bank: Bank) -> dict[str, Any]:
    """Give a bank as the plain values that its file holds."""
    values: dict[str, Any] = bank.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    del values["id"], values["language"]
    for question, made in zip(values["questions"], bank.questions, strict=True):
        question["kind"] = made.kind  # each class has its own by default
    return values


@some
@given(banks())
def test_a_bank_written_as_yaml_is_read_back_the_same(bank: Bank) -> None:
    text = yaml.safe_dump(plain(bank), allow_unicode=True, sort_keys=False)
    read, problems = parse_bank(text, f"quizzes/en/{bank.id}.yml", "en")
    assert problems == []
    assert read == bank


@some
@given(banks())
def test_every_part_of_a_bank_keeps_its_line(bank: Bank) -> None:
    text = yaml.safe_dump(plain(bank), allow_unicode=True, sort_keys=False)
    read, _ = parse_bank(text, f"quizzes/en/{bank.id}.yml", "en")
    assert read is not None
    rows = text.splitlines()
    for question in read.questions:
        assert rows[question.spot.line - 1].startswith("- ")
        for part in _parts(question):
            assert rows[part.spot.line - 1].lstrip().startswith("- ")


def _parts(question: Question) -> Iterator[Placed]:
    """Give the entries of a question's lists: options, pairs, steps, cards, scenes."""
    for _, value in question:
        if isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Placed))


@given(st.text(max_size=300))
@example("[")
@example("{? ")
def test_any_text_is_a_bank_or_a_list_of_problems_inside_the_file(text: str) -> None:
    bank, problems = parse_bank(text, "quizzes/en/any.yml", "en")
    assert (bank is None) == bool(problems)
    last = len(re.split(r"\r\n|[\n\r\x85\u2028\u2029]", text))  # YAML 1.1, 4.2: what ends a line
    assert all(1 <= problem.spot.line <= last for problem in problems)


@given(texts)
def test_a_plain_scalar_is_the_text_that_stands_there(text: str) -> None:
    quoted = yaml.safe_dump({"key": text}, allow_unicode=True)
    assert parse_yaml(quoted, "x.yml").value == {"key": text}


@pytest.mark.parametrize("text", ["Yes", "no", "14:00", "012355", "1e3", "0x1F", "2026-11-22", "1_000"])
def test_unquoted_scalars_stay_what_they_are(text: str) -> None:
    assert parse_yaml(f"key: {text}", "x.yml").value == {"key": text}


@some
@given(questions())
def test_models_are_frozen(question: Question) -> None:
    with pytest.raises(ValidationError):
        question.prompt = "other"  # type: ignore[misc]


@some
@given(banks())
def test_the_place_in_a_file_does_not_count_for_equality(bank: Bank) -> None:
    assert bank.placed(Spot("elsewhere.yml", 9)) == bank
    assert hash(bank.placed(Spot("elsewhere.yml", 9))) == hash(bank)
