"""Written answers: which spellings of an accepted answer are right, and what the page is told of them."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC
from playwright.sync_api import Page

from clearheart.model.kinds.fill import Fill, pattern
from clearheart.model.spelling import counterparts, normal
from tests.projects import REPOSITORY
from tests.strategies import answers, questions, some

_NO_CHARACTERS = ("Cn", "Co", "Cs")
"""Unicode's unassigned and private characters, and halves of pairs; letters without case stay as they are."""


def fill(*accept: str) -> Fill:
    """Make a question that accepts some answers."""
    return Fill(id="f", prompt="P", accept=accept)


def _wide(text: str) -> str:
    """Write ASCII in full width, as Chinese keyboards do."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


@some
@given(data=st.data())
def test_an_accepted_answer_is_right_in_every_spelling(data: st.DataObject) -> None:
    question = data.draw(questions(kind="fill"))
    assert isinstance(question, Fill)
    for text in question.accept:
        for spelled in (text, text.upper(), text.upper().lower(), _wide(text), f"  {text} ", f"「{text}」!"):
            assert question.accepts(spelled), spelled
        assert question.accepts(" ".join(normal(text)))


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
    ("text", "expected"),
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
def test_an_answer_becomes_a_pattern_for_the_page(text: str, expected: str) -> None:
    assert fill(text).patterns == (expected,)


@given(answers)
def test_a_pattern_escapes_only_what_javascript_lets_be_escaped(text: str) -> None:
    """ECMA-262, 22.2.1, IdentityEscape with the u flag: SyntaxCharacter or /."""
    [made] = fill(text).patterns
    assert set(re.findall(r"\\(.)", made, re.DOTALL)) <= set(r"^$\.*+?()[]{}|/")


def test_characters_beyond_the_first_plane_have_counterparts() -> None:
    assert counterparts("𠮶") == "嗰𠮶"


def test_a_form_of_one_region_is_known_by_the_other_script() -> None:
    assert "里" in counterparts("裡") and "裡" in counterparts("里")
    assert "裏" in counterparts("里")


def test_the_page_takes_every_character_as_the_model_does(open_page: Callable[..., Page]) -> None:
    """Each one is an accepted answer of its own, typed as it is: both must make the same form of it."""
    every = map(chr, range(sys.maxunicode + 1))
    known = ((sign, unicodedata.category(sign)) for sign in every)
    signs = [sign for sign, kind in known if kind not in _NO_CHARACTERS and (kind != "Lo" or normal(sign) != sign)]
    cases = [[pattern(sign), sign, 1 if normal(sign) else -1] for sign in signs]
    page = open_page("about:blank")
    for name in ("question", "kinds/fill"):
        page.add_script_tag(content=(REPOSITORY / f"theme/quiz/{name}.js").read_text(encoding="utf-8"))
    wrong = page.evaluate(
        """(cases) => {
          const { judged } = customElements.get("clearheart-fill").prototype;
          const judge = (accept, text) => judged.call({ field: { dataset: { accept } } }, text);
          return cases.filter(([accept, text, expected]) => judge(accept, text) !== expected);
        }""",
        cases,
    )
    assert wrong == []
