"""A bank becomes HTML: each golden file holds a bank and the form that readers get; then what no text may do to it."""

from __future__ import annotations

import os
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from clearheart.markup.fragment import fragment_html
from clearheart.model import KINDS, Bank, Helpline, Option, Single, Source
from clearheart.quiz_files import element_name
from clearheart.read.bank import parse_bank
from clearheart.read.strings import read_strings
from clearheart.render import drawing_svg, format_day, help_html, quiz_html, sources_html
from tests.projects import REPOSITORY, read_cases
from tests.strategies import banks, texts

THEME = REPOSITORY / "theme"
CASES = sorted((Path(__file__).parent / "golden" / "quiz").glob("*.txt"))
STRINGS = {language: read_strings(REPOSITORY, language)[0] for language in ("en", "zh")}
TAGS = """
    div form fieldset legend span ul ol li label input select option details summary p b strong em code a br img figure
    audio template svg path button section output h2 h3 i
"""
ELEMENTS = {"clearheart-quiz", *(element_name(THEME, kind) for kind in KINDS)}
DATA = re.compile(r"data:(image|audio)/[\w+]+;base64,|$")


def source(source_id: str, **fields: str) -> Source:
    """Make a source of which only some fields matter."""
    known = {"title": "A report", "publisher": "UNODC", "issued": "2020", "URL": "https://www.unodc.org/"}
    return Source.model_validate({"id": source_id, "accessed": date(2026, 11, 22), **known, **fields})


SOURCES = {
    entry.id: entry
    for entry in (
        source("unodc-2020"),
        source("npc-2007", title="禁毒法", publisher="全国人大", issued="n.d.", language="zh-Hans"),
        source("hostile", title="<b>T</b>", publisher='" onclick="x', URL='https://example.org/"><script>'),
    )
}


def render(bank: Bank, only: tuple[str, ...] = ()) -> str:
    return quiz_html(THEME, bank, STRINGS[bank.language], SOURCES, only=only)


def small_bank(prompt: str = "Which?", count: int = 1, language: str = "en") -> Bank:
    """Make a bank whose every text is the prompt."""
    options = (Option(text=prompt, correct=True, feedback=prompt), Option(text=f"not {prompt}", feedback=prompt))
    question = Single(id="q0", prompt=prompt, options=options, explanation=prompt, sources=("unodc-2020",))
    questions = tuple(question.model_copy(update={"id": f"q{place}"}) for place in range(count))
    return Bank(id="small", language=language, title=prompt, questions=questions)


class Outline(HTMLParser):
    """Note a piece of HTML's elements, attributes and words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("input", "br", "img", "path"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.words += data


def assert_harmless(html: str) -> None:
    outline = Outline(html)
    assert not outline.open, "an element stays open"
    assert not set(outline.tags) - set(TAGS.split()) - ELEMENTS
    for name, value in outline.attributes:
        assert not name.startswith("on") and name not in ("style", "srcdoc", "action", "formaction"), name
        assert name != "id" or re.fullmatch(r"[a-z0-9-]+", value or ""), value
        assert name != "src" or DATA.match(value or ""), value
        if name == "href":
            assert re.match(r"(https?:|mailto:|tel:|[^:]*$|[^:/?#]*[/?#])", value or ""), value


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_bank_becomes_the_expected_form(case: Path) -> None:
    files, expected = read_cases(case.read_text(encoding="utf-8"))
    bank, problems = parse_bank(files["bank.yml"], "small.yml", "zh" if case.stem.startswith("zh-") else "en")
    assert bank and not problems, problems
    made = render(bank).strip()
    assert_harmless(made)
    if os.environ.get("UPDATE_GOLDEN"):
        text = f"=== bank.yml\n{files['bank.yml']}=== expected\n{made}\n"
        case.write_text(text, encoding="utf-8", newline="\n")
    assert made == expected


def test_the_same_bank_gives_the_same_bytes() -> None:
    assert render(small_bank(count=3)) == render(small_bank(count=3))


def test_only_the_named_questions_are_shown_in_the_order_of_their_names() -> None:
    html = render(small_bank(count=4), only=("q3", "q1"))
    assert re.findall(r'type="radio" name="(\w+)"', html) == ["q3", "q3", "q1", "q1"]
    assert "Question 1 of 2" in html and "Question 2 of 2" in html


def test_one_question_alone_has_no_count_no_progress_and_no_score() -> None:
    html = render(small_bank())
    assert not re.search("Question 1|ch-progress|ch-kept|ch-done", html)


def test_a_quiz_has_no_ids_but_those_of_scenes_so_that_it_can_stand_twice_on_a_page() -> None:
    for case in CASES:
        expected = case.read_text(encoding="utf-8").partition("=== expected")[2]
        assert set(re.findall(r'<([\w-]+)[^>]* id="', expected)) <= {"section"}
        assert not re.search(r'\s(for|aria-\w+by)="', expected)


def test_every_kind_has_a_case() -> None:
    told = "".join(case.read_text(encoding="utf-8") for case in CASES)
    assert {kind for kind in KINDS if f"kind: {kind}" not in told} == {"single"}


def test_progress_is_kept_of_whole_quizzes_of_several_questions_only() -> None:
    assert [" data-keep" in html for html in (render(small_bank(count=2)), render(small_bank()))] == [True, False]
    assert " data-keep" not in render(small_bank(count=3), only=("q1", "q0"))


def test_every_feedback_stands_once() -> None:
    options = (Option(text="a", correct=True, feedback="Told once."), Option(text="b", feedback="Also once."))
    bank = Bank(id="b", language="en", title="T", questions=(Single(id="q", prompt="P", options=options),))
    html = render(bank)
    assert html.count("Told once.") == html.count("Also once.") == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(bank=banks())
def test_no_text_of_an_author_makes_elements_or_attributes(bank: Bank) -> None:
    assert_harmless(render(bank))


@settings(max_examples=100, deadline=None)
@given(text=texts)
def test_a_fragment_without_marks_shows_the_words_that_its_text_has(text: str) -> None:
    text = " ".join(text.split())
    escaped = re.sub(r"([!-/:-@[-`{-~])", r"\\\1", text)
    assert Outline(fragment_html(escaped)).words == text


@pytest.mark.parametrize(
    "text",
    [
        *(("[", "![", "*", "_a_ ", "`", "<", "<a ", "&", "\\", "[a](", "**a *", "\u202e", "字", "👩‍👧 ", "מילה ")),
        "</template></clearheart-quiz></form><script>alert(1)</script>",
        "<svg/onload=alert(1)>",
        "[x](java\tscript:alert(1)) [y](data:text/html,<script>) [z](vbscript:x) [q](//example.org)",
    ],
)
def test_ten_thousand_hostile_characters_inject_nothing(text: str) -> None:
    long = (text * 10_000)[:10_000]
    assert_harmless(render(small_bank(long)))


def test_links_lead_to_the_web_mail_and_telephone_only() -> None:
    good = ["https://a.org", "mailto:b@c.org", "tel:120", "../d.md"]
    html = fragment_html(" ".join(f"[x]({address})" for address in [*good, "javascript:e", "data:,f", "ftp://g"]))
    assert re.findall(r'href="([^"]*)" rel="noopener"', html) == good


def test_an_option_keeps_the_words_of_a_link_only() -> None:
    assert fragment_html("see [this **one**](https://a.org)", links=False) == "see this <strong>one</strong>"


def test_a_day_is_written_out_in_its_language() -> None:
    assert format_day(date(2026, 11, 22), "en") == "22 November 2026"
    assert format_day(date(2026, 11, 2), "zh") == "2026年11月2日"


def test_a_drawing_is_named_or_hidden() -> None:
    named = drawing_svg(THEME, "family-table", "A <table> & more")
    assert 'role="img"' in named and "<title>A &lt;table&gt; &amp; more</title>" in named
    hidden = drawing_svg(THEME, "family-table")
    assert 'aria-hidden="true"' in hidden and "<title>" not in hidden and "xmlns" not in hidden


def test_two_drawings_do_not_share_ids() -> None:
    drawings = [drawing_svg(THEME, "phone-call", key=key) for key in ("", "2")]
    first, second = (set(re.findall(r'\bid="([^"]+)"', svg)) for svg in drawings)
    assert first and second and not first & second
    for svg, ids in zip(drawings, (first, second), strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= ids


def test_the_help_box_tells_numbers_and_the_day_of_their_check() -> None:
    line = Helpline.model_validate(
        {
            "id": "cn-120",
            "place": "CN",
            "number": "120",
            "purpose": "emergency",
            "situation": {"en": "Danger <now>"},
            "service": {"en": "Ambulance"},
            "hours": {"en": "Always"},
            "checked": date(2026, 11, 22),
            "review_by": date(2027, 2, 22),
        }
    )
    html = help_html(THEME, [line], "en", STRINGS["en"], title="Talk & listen")
    for words in ('href="tel:120"', "Danger &lt;now&gt;", "Ambulance", "22 November 2026", "Talk &amp; listen"):
        assert words in html


def test_the_list_of_sources_keeps_the_order_and_says_who_and_when() -> None:
    html = sources_html(THEME, [SOURCES["npc-2007"], SOURCES["unodc-2020"]], STRINGS["en"], "en")
    assert html.index("禁毒法") < html.index("A report")
    assert 'lang="zh-Hans"' in html and "22 November 2026" in html


def test_a_theme_that_asks_for_more_than_it_is_given_is_told(tmp_path: Path) -> None:
    (tmp_path / "site" / "parts").mkdir(parents=True)
    (tmp_path / "site" / "parts" / "sources.html").write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(Exception, match="nothing"):
        sources_html(tmp_path, [], STRINGS["en"], "en")
