"""Written answers: which spellings of an accepted answer are right, and what the page is told of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from clearheart.model.kinds.fill import Fill
from clearheart.model.spelling import counterparts, normal
from tests.strategies import answers, questions, texts


def fill(*accept: str) -> Fill:
    """Make a question that accepts some answers."""
    return Fill(id="f", prompt="P", accept=accept)


def _wide(text: str) -> str:
    """Write ASCII in full width, as Chinese keyboards do."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


@given(data=st.data())
def test_an_accepted_answer_is_right_in_every_spelling(data: st.DataObject) -> None:
    question = data.draw(questions(kind="fill"))
    assert isinstance(question, Fill)
    for text in question.accept:
        for spelled in (text, text.upper(), text.upper().lower(), _wide(text), f"  {text} ", f"「{text}」!"):
            assert question.accepts(spelled), spelled
        assert question.accepts(" ".join(normal(text)))


@given(texts)
def test_what_is_normal_stays_as_it_is(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(answers, answers)
def test_another_answer_is_not_right(one: str, other: str) -> None:
    if not any(counterparts(sign) != sign for sign in one + other):
        assert fill(one).accepts(other) == (normal(one) == normal(other))


@pytest.mark.parametrize("way", ["s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("text", ["国际禁毒日", "冰毒", "体验", "头发检测", "药物滥用", "台湾", "里面", "干净", "后面"])
def test_simplified_and_traditional_characters_are_the_same(text: str, way: str) -> None:
    other = OpenCC(way).convert(text)
    assert fill(text).accepts(other)
    assert fill(other).accepts(text)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("冰毒", "^冰毒$"),
        ("国民", "^[国國]民$"),
        ("Crystal-Meth", "^crystalmeth$"),
        ("C++ (a|b)", "^c\\+\\+a\\|b$"),
        ("^[$]*", "^\\^\\$$"),
        ("Straße", "^strasse$"),
        ("３、４", "^34$"),
        ("ΟΔΟΣ", "^οδος$"),
    ],
)
def test_an_answer_becomes_a_pattern_for_the_page(text: str, pattern: str) -> None:
    assert fill(text).patterns == (pattern,)


@given(answers)
def test_a_pattern_escapes_only_what_javascript_lets_be_escaped(text: str) -> None:
    """ECMA-262, 22.2.1, IdentityEscape with the u flag: SyntaxCharacter or /."""
    [pattern] = fill(text).patterns
    assert set(re.findall(r"\\(.)", pattern, re.DOTALL)) <= set(r"^$\.*+?()[]{}|/")


def test_characters_beyond_the_first_plane_have_counterparts() -> None:
    assert counterparts("𠮶") == "嗰𠮶"


def test_a_form_of_one_region_is_known_by_the_other_script() -> None:
    assert "里" in counterparts("裡") and "裡" in counterparts("里")
    assert "裏" in counterparts("里")
