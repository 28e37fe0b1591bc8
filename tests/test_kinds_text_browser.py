"""A reader writes words and numbers, in a real browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from clearheart.model.kinds.fill import Fill
from tests.kind_pages import (
    FILL,
    OpenPage,
    Serve,
    answers,
    check,
    count_parts,
    element,
    field,
    number_bank,
    opener,
    press_button,
    verdict,
)


@pytest.fixture
def page_of(open_page: OpenPage, tmp_path: Path, serve: Serve) -> OpenPage:
    """Open a page with one quiz."""
    return opener(open_page, serve, tmp_path)


def test_the_keyboard_alone_writes_an_answer(page_of: OpenPage) -> None:
    page = page_of(FILL)
    press = page.keyboard.press
    press("Tab")
    expect(field(page)).to_be_focused()
    assert field(page).evaluate("field => parseFloat(getComputedStyle(field).outlineWidth)") >= 2
    press("Enter")
    expect(page.get_by_role("status")).to_have_text("Answer first, then go on.")
    page.keyboard.type("Opium")
    expect(page.get_by_role("status")).to_be_empty()
    press("Enter")
    expect(verdict(page)).to_have_text("Not yet")
    expect(page.get_by_role("status")).to_contain_text("Not yet")
    assert field(page).evaluate("field => getComputedStyle(field).borderStyle") == "dashed"
    expect(page.locator("fieldset")).not_to_contain_text("Carfentanil")

    press("Shift+Home")
    page.keyboard.type(" CARFENTANIL. ")
    expect(verdict(page)).to_have_count(0)
    press("Enter")
    expect(verdict(page)).to_have_text("Right")
    expect(page.locator(".ch-field + .ch-feedback")).to_have_text("Carfentanil is on the list.")
    assert field(page).get_attribute("readonly") is not None


def test_what_was_written_stays_for_another_try(page_of: OpenPage) -> None:
    page = page_of(FILL)
    field(page).fill("Carfentanyl")
    check(page)
    press_button(page, "Try again")
    expect(field(page)).to_have_value("Carfentanyl")
    expect(page.locator(".is-now legend")).to_be_focused()
    field(page).fill("Carfentanil")
    check(page)
    press_button(page, "Try again")
    expect(field(page)).to_have_value("")


SPELLINGS = [
    "carfentanil",
    "CARFENTANIL",
    "Car-fen ta_nil!",
    "ｃａｒｆｅｎｔａｎｉｌ",
    "「卡芬太尼」",
    "卡芬太尼。",
    "國家",
]
SPELLINGS += [
    "国家",
    "卡 芬 太 尼",
    "Car\u00adfentanil\u200b",
    "fentanil",
    "carfentanils",
    "国",
    "x",
    "國 家 ",
    "ﬀ",
    "İ",
    "ΟΔΟΣ",
]


def test_a_word_may_be_spelled_in_every_way_that_the_model_accepts(page_of: OpenPage) -> None:
    question = Fill(id="gas", prompt="P", accept=("Carfentanil", "卡芬太尼", "国家"))
    page = page_of(FILL)
    assert answers(page, SPELLINGS) == [int(question.accepts(text)) for text in SPELLINGS]
    assert answers(page, ["", " ", "。", "?!"]) == [-1, -1, -1, -1]


def test_signs_of_regular_expressions_are_only_signs(page_of: OpenPage) -> None:
    accept = ["C++ (x|y)", "^[$]+", "a{2}", "\\d", "𠮷+", "/="]
    page = page_of(FILL.replace("[Carfentanil, 卡芬太尼, 国家]", json.dumps(accept, ensure_ascii=False)))
    assert answers(page, accept) == [1] * len(accept)
    assert answers(page, ["c+", "x|y", "7", "aa", "𠮷𠮷"]) == [0] * 5


def test_enter_that_ends_a_composition_does_not_check(page_of: OpenPage) -> None:
    page = page_of(FILL)
    field(page).fill("ka")
    script = (
        "field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    field(page).evaluate(script)
    expect(verdict(page)).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "right", "key"), [(FILL, "Carfentanil", "Carfentanil"), (number_bank(), "1500", "1500 min")]
)
def test_a_written_answer_keeps_to_the_interface(page_of: OpenPage, text: str, right: str, key: str) -> None:
    page = page_of(text)
    count_parts(page)
    assert element(page, "return [question.size, question.answer, question.credit, question.saved];") == [2, -1, 0, ""]
    element(page, "question.saved = given;", f" {right} ")
    assert element(page, "return [question.answer, question.credit, question.saved];") == [1, 1, f" {right} "]
    for answer in (0, 1):
        element(page, "question.answer = given;", answer)
        assert element(page, "return [question.answer, question.credit, question.saved];") == [answer, answer, ""]
        parts = element(page, "return question.parts;")
        assert [(part["right"], part["chosen"]) for part in parts] == [(False, answer == 0), (True, answer == 1)]
        assert parts[1]["label"] == key
    element(page, "question.answer = -1;")
    assert element(page, "return question.answer;") == -1

    element(page, "question.judge(true);")
    expect(verdict(page)).to_have_text("Right answer")
    expect(page.locator(".ch-feedback p").first).to_have_text(key)
    element(page, "question.unmark(); question.saved = '77'; question.judge(true);")
    expect(verdict(page)).to_have_text("Not yet")
    expect(page.locator(".ch-feedback p").first).to_contain_text(f"Right answer {key}")
    expect(field(page)).to_have_attribute("readonly", "")
    element(page, "question.clear();")
    expect(page.locator(".ch-feedback")).to_have_count(0)
    expect(field(page)).to_have_value("")


FORMS = {
    "1500": [
        "1500",
        "1 500",
        "1,500",
        "1.500",
        "１５００",
        "１，５００",
        "1500 min",
        "1,500 MIN",
        "１５００ｍｉｎ",
        "1'500",
        "1’500",
    ],
    "1500.0": [
        "1500,00",
        "1,500.00",
        "1.500,00",
        "+1500",
        "٠١٥٠٠",
        "۱۵۰۰",
        "١٬٥٠٠",
        "1\u202f500",
        "1\u00a0500",
        "1500.",
    ],
    "1.5": ["1.5", "1,5", "１．５", "１，５", "1.50", " 1,5 min ", "١٫٥", "1,500"],
    "-4": ["-4", "−4", "－4", "–4", "-4.0"],
    "0.125": ["0.125", "0,125", ".125", ",125"],
    "1234567": ["1,234,567", "1.234.567", "1 234 567", "1234567"],
}


def test_a_number_may_be_written_as_people_write_it(page_of: OpenPage) -> None:
    page = page_of(number_bank())
    for value, spelled in FORMS.items():
        element(page, "question.field.dataset.value = given;", value)
        assert dict(zip(spelled, answers(page, spelled), strict=True)) == dict.fromkeys(spelled, 1), value


def test_a_unit_may_be_written_too(page_of: OpenPage) -> None:
    page = page_of(number_bank("20"))
    for unit in ("分钟", "°C", "％", "m²", "µg", "per 100", "人/次", "Ω"):
        element(page, "question.field.dataset.unit = given;", unit)
        assert answers(page, [f"20{unit}", f"２０ {unit.upper()}", "20", "20 kg"]) == [1, 1, 1, -1], unit


def test_another_number_is_not_right_and_words_are_no_number(page_of: OpenPage) -> None:
    page = page_of(number_bank("125"))
    assert answers(page, ["0.125", "1,2,5", "12 5"]) == [0, -1, 1]
    assert (
        answers(page, ["", " ", "abc", "five", "5 kg", "125 minutes", "1-2", ".", "-", "1/2", "½", "min"]) == [-1] * 12
    )


def test_a_tolerance_is_exact(page_of: OpenPage) -> None:
    page = page_of(number_bank("0.3", "0.1"))
    assert answers(page, ["0.2", "0.4", "0.19999", "0.40001", "0.3"]) == [1, 1, 0, 0, 1]


def test_what_is_no_number_gets_a_kind_word(page_of: OpenPage) -> None:
    page = page_of(number_bank("1500", "50"))
    expect(page.get_by_role("textbox", name="Your answer min")).to_be_visible()
    assert field(page).get_attribute("inputmode") == "decimal"
    before = field(page).evaluate("field => getComputedStyle(field).borderTopColor")
    field(page).fill("a lot")
    page.mouse.move(0, 0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Write a number in digits, such as 12 or 1.5.")
    expect(verdict(page)).to_have_count(0)
    assert field(page).evaluate("field => getComputedStyle(field).borderTopColor") == before
    field(page).fill("1,460 min")
    page.keyboard.press("Enter")
    expect(verdict(page)).to_have_text("Right")
    expect(page.locator(".ch-key > span")).to_have_text("1500 ± 50 min")


@pytest.mark.parametrize(("text", "key"), [(FILL, "Carfentanil / 卡芬太尼"), (number_bank(), "1500 min")])
def test_without_script_an_answer_is_written_and_compared(page_of: OpenPage, text: str, key: str) -> None:
    page = page_of(text, script=False)
    address = page.url
    field(page).fill("mine")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == address
    expect(field(page)).to_have_value("mine")
    expect(page.locator(".ch-key")).to_be_hidden()
    page.locator(".ch-answer > summary").click()
    expect(page.locator(".ch-key")).to_contain_text(key)
