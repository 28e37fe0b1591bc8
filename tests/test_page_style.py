"""Style that travels inside a page: what the page cannot use stays behind, and the rest is said shortly."""

from __future__ import annotations

import pytest

from clearheart.page_style import page_style

BODY = '<main class="ch-all"><h1>A b .ch-said</h1><p lang="zh-CN" hidden class="w">x</p></main>'


def style(sheets: str, body: str = BODY, script: str = "", language: str = "en") -> str:
    return page_style(sheets, language, body, script)


@pytest.mark.parametrize(
    ("sheets", "kept"),
    [
        ("h1, h2, .ch-all > p, .ch-said { color: red }", "h1,.ch-all>p{color:red}"),
        (":where(h1, h2) + :is(p, dl.w) { color: red }", ":where(h1)+:is(p){color:red}"),
        ("p:is(.ch-none, dl), p:has(> dl) { color: red }", ""),
        ("p:not(.ch-none, h2)::before { color: red }", "p:not(.ch-none,h2)::before{color:red}"),
        ("[hidden], [open], [lang|=zh], [lang|=yi] { color: red }", "[hidden],[lang|=zh]{color:red}"),
        ("p:lang(en), p:lang(zh), p:lang(e) { color: red }", "p:lang(en){color:red}"),
        ("@media print { dl { color: red } } @media print { p { color: red } }", "@media print{p{color:red}}"),
        ("html, body, .b { margin: 0 }", "html,body{margin:0}"),
        (
            "p { animation: a-b 2s } @keyframes a-b { from { top: 0 } } @keyframes b { to { top: 0 } }",
            "p{animation:a-b 2s}@keyframes a-b{from{top:0}}",
        ),
        ("dl { animation: a-b 2s } @keyframes a-b { from { top: 0 } }", ""),
    ],
)
def test_rules_stay_for_what_the_page_has(sheets: str, kept: str) -> None:
    assert style(sheets) == kept


def test_a_script_names_what_it_makes_later_but_its_own_short_names_say_nothing() -> None:
    sheets = ".ch-late, .b, .i, dl { margin: 0 }"
    assert style(sheets, script='let b=document.createElement("i");b.className="ch-late"') == ".ch-late,.i{margin:0}"


def test_a_script_names_attributes_as_properties() -> None:
    sheets = "[data-at=end], [data-two-words], [data-none] { margin: 0 }"
    script = 'a.dataset.at="end";a.dataset.twoWords=1;'
    assert style(sheets, script=script) == "[data-at=end],[data-two-words]{margin:0}"


def test_tokens_give_their_values_and_those_that_change_are_called_by_letters() -> None:
    sheets = (
        ":root { --ch-one: 1px; --ch-two: calc(2 * var(--ch-one)); --ch-ink: black; --ch-line: black; --ch-none: 0 }"
        "@media print { :root { --ch-ink: grey; --ch-line: grey; --ch-none: 1px } }"
        "p { margin: var(--ch-two); color: var(--ch-ink); border-color: var(--ch-line) }"
    )
    expected = (
        ":root{--a:black}@media print{:root{--a:grey}}p{margin:calc(2 * 1px);color:var(--a);border-color:var(--a)}"
    )
    assert style(sheets) == expected


def test_a_token_that_a_script_names_keeps_its_name_and_is_no_other() -> None:
    sheets = ":root { --ch-ink: black; --ch-line: black } p { color: var(--ch-ink); border-color: var(--ch-line) }"
    kept = ":root{--ch-ink:black}p{color:var(--ch-ink);border-color:black}"
    assert style(sheets, script='set("--ch-ink")') == kept


def test_the_values_for_the_pages_language_stand_for_all() -> None:
    sheets = ":root { --ch-x: 1 } :root:lang(zh) { --ch-x: 2 } :root:lang(ug) { --ch-x: 3 } p { flex: var(--ch-x) }"
    assert style(sheets) == "p{flex:1}"
    assert style(sheets, language="zh-Hant") == "p{flex:2}"


def test_a_modifier_of_a_class_is_no_token() -> None:
    assert style(".ch-all--w:hover { color: red }", body='<p class="ch-all--w">') == ".ch-all--w:hover{color:red}"
