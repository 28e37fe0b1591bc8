"""Lessons and talks as slides: read back from PowerPoint's file and from the PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pypdf
import pytest
from pptx.util import Pt

from clearheart.model import Project
from clearheart.office import check_slides, has_slides, office_orders
from clearheart.office.deck import Talk, make_deck
from clearheart.office.fit import Fitting
from clearheart.office.powerpoint import deck_pptx
from clearheart.office.runs import Run
from clearheart.office.slide import BODY_HEIGHT, HEIGHT, LEAST_SIZE, WIDTH, Deck, Entry
from clearheart.office.slides_pdf import deck_ready, set_deck
from clearheart.print.press import query
from clearheart.read import read_project
from tests.office_files import check_archive, job_of, parts, small
from tests.projects import REPOSITORY, last_checked

LESSON = """\
---
title: A lesson
description: What it is about.
tags: [lessons]
---

# Notice, call, stay

/// short
- First of all
- Then this[@unodc-2020]
///

A sentence before all sections, with a [link](../index.md).

## Signs

/// columns
### Soon

- Hot

### Later

- Changed **sleep**
///

![Two people on a bench](drawing:beside)

Any time

> “How are you?”

/// urgent | Someone cannot be woken
3. Call 120.
4. Stay.
///

| Sign | What to do |
| --- | --- |
| Sleepy | Ask |

## Questions

```quiz
basics
```

```help
```
"""

BANK = """\
title: Basics
questions:
  - id: first
    prompt: Which?
    options:
      - {text: That, feedback: No.}
      - {text: This, correct: true, feedback: Because.}
    explanation: It is so.
    sources: [unodc-2020]
  - id: second
    kind: match
    prompt: What goes with what?
    pairs:
      - {text: Fire, match: "119", feedback: f}
      - {text: Illness, match: "120", feedback: f}
    sources: [unodc-2020]
  - id: third
    kind: order
    prompt: What comes first?
    steps: [{text: Call}, {text: Stay}, {text: Tell}]
  - id: fourth
    kind: fill
    prompt: The number is ____.
    accept: [one two oh]
  - id: fifth
    kind: number
    prompt: How many?
    value: 12
    unit: months
  - id: sixth
    kind: sort
    prompt: Where does it belong?
    groups: [Danger, Worry]
    cards:
      - {text: Blue lips, group: Danger}
      - {text: Low marks, group: Worry}
  - id: seventh
    kind: picture
    prompt: Which position?
    options:
      - {picture: {drawing: beside, alt: Two on a bench}, feedback: No.}
      - {picture: {drawing: recovery-position, alt: On the side}, correct: true, feedback: Yes.}
  - id: eighth
    kind: survey
    prompt: What do you think?
    options: [{text: Much}, {text: Little}]
    usual: Most think little.
    sources: [unodc-2020]
  - id: ninth
    kind: scenario
    prompt: At the table
    scenes:
      - id: start
        text: Someone offers you a cup.
        options:
          - {text: Take it, to: end, feedback: Hm.}
          - {text: Leave it, to: end, feedback: Good.}
      - {id: end, text: You go home., ending: Home}
    reflection: Think of it.
  - id: tenth
    kind: multiple
    prompt: Which ones?
    options:
      - {text: One, correct: true, feedback: Yes.}
      - {text: Two, correct: true, feedback: Yes.}
      - {text: Three, feedback: No.}
"""
FILES: dict[str, str | bytes | None] = {
    "content/en/teach/index.md": "# Teach\n\nWords.\n",
    "content/en/teach/lesson.md": LESSON,
    "content/zh/teach/lesson.md": LESSON.replace("# Notice, call, stay", "# 看出来，打电话，守在身边"),
    "quizzes/en/basics.yml": BANK,
    "quizzes/zh/basics.yml": BANK,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small(tmp_path_factory.mktemp("project"), FILES)


def talk_of(project: Project, language: str = "en", name: str = "teach/lesson") -> Talk:
    return Talk(job_of(project, language, name), project.edition(language).banks)


@pytest.fixture(scope="module")
def deck(project: Project) -> Deck:
    deck, problems = make_deck(talk_of(project))
    assert problems == []
    return deck


def said(deck: Deck) -> dict[str, list[str]]:
    return {slide.title: [entry.text for entry in slide.entries] for slide in deck.slides}


def opened(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


def test_sections_become_slides_in_their_order(deck: Deck) -> None:
    assert [(slide.kind, slide.title) for slide in deck.slides[:7]] == [
        ("title", "Notice, call, stay"),
        ("words", "In short"),
        ("words", "To begin with"),
        ("words", "Signs"),
        ("urgent", "Someone cannot be woken"),
        ("words", "Signs (2)"),
        ("question", "Question 1"),
    ]
    assert [(slide.kind, slide.title) for slide in deck.slides[-2:]] == [
        ("sources", "Sources"),
        ("help", "Where help is"),
    ]


def test_a_slide_says_what_its_section_says(deck: Deck) -> None:
    slides = said(deck)
    assert slides["In short"] == ["First of all", "Then this"]
    assert slides["Signs"] == ["Soon", "Hot", "Later", "Changed sleep", "Any time", "“How are you?”"]
    assert slides["Someone cannot be woken"] == ["3. Call 120.", "4. Stay."]
    assert slides["Signs (2)"] == ["Sleepy | Ask"]
    [signs] = [slide for slide in deck.slides if slide.title == "Signs"]
    assert signs.picture is not None and signs.picture.alt == "Two people on a bench"
    assert [entry.role for entry in signs.entries] == ["head", "bullet", "head", "bullet", "label", "quote"]


def test_questions_of_every_kind_are_asked_and_then_answered(deck: Deck) -> None:
    slides = said(deck)
    assert slides["Question 1"] == ["Which?", "A. That", "B. This"]
    assert slides["Answer 1"] == ["B. This", "Because.", "It is so."]
    asked, answered = slides["Question 2"], slides["Answer 2"]
    assert asked[:3] == ["What goes with what?", "Fire", "Illness"]
    letters = dict(reversed(part.split(". ")) for part in asked[4].split("\u2003"))
    assert answered[:2] == [f"Fire: {letters['119']}. 119", f"Illness: {letters['120']}. 120"]
    assert sorted(text[3:] for text in slides["Question 3"][1:]) == ["Call", "Stay", "Tell"]
    assert slides["Answer 3"] == ["1. Call", "2. Stay", "3. Tell"]
    assert slides["Answer 4"] == ["one two oh"]
    assert slides["Answer 5"] == ["12 months"]
    assert slides["Answer 6"] == ["Danger", "Blue lips", "Worry", "Low marks"]
    assert slides["Question 7"] == ["Which position?"]
    assert slides["Answer 7"] == ["B. On the side", "Yes."]
    assert slides["Answer 8"][0] == "Most think little."
    assert slides["Question 9"] == ["At the table", "Someone offers you a cup.", "A. Take it", "B. Leave it"]
    assert slides["Answer 9"][:3] == ["A. Hm.", "B. Good.", "Think of it."]
    assert slides["Answer 10"] == ["A. One", "Yes.", "B. Two", "Yes."]
    [pictures] = [slide.row for slide in deck.slides if slide.title == "Question 7"]
    assert [picture.alt for picture in pictures] == ["Two on a bench", "On the side"]


def test_the_second_part_of_a_course_asks_other_questions(tmp_path: Path) -> None:
    block = "```quiz\nbank: basics\npick: 2\nrun: {}\n```\n"
    text = f"# A lesson\n\n## Before\n\n{block.format('before')}\n## After\n\n{block.format('after')}"
    project = small(tmp_path, FILES | {"content/en/teach/lesson.md": text})
    slides = said(make_deck(talk_of(project))[0])
    assert [slides[f"Question {n}"][0] for n in (1, 2, 3, 4)] == [
        "Which?", "What goes with what?", "What comes first?", "The number is ____.",
    ]  # fmt: skip


LONG_LIST = "# A lesson\n\n## Signs\n\n" + "\n".join(f"- Number {n} of many lines of a list" for n in range(30))
PARTS = "# A lesson\n\n## Signs\n\n" + "\n".join(
    f"### Part {n}\n\n- One line of it\n- Another line\n- And one more\n- The last one\n" for n in range(4)
)


def test_a_long_section_is_divided_at_its_items_about_evenly(tmp_path: Path) -> None:
    project = small(tmp_path, FILES | {"content/en/teach/lesson.md": LONG_LIST})
    deck, problems = make_deck(talk_of(project))
    signs = [slide for slide in deck.slides if slide.title.startswith("Signs")]
    assert problems == []
    assert [slide.title for slide in signs] == ["Signs", "Signs (2)", "Signs (3)", "Signs (4)"][: len(signs)]
    counts = [len(slide.entries) for slide in signs]
    assert sum(counts) == 30 and max(counts) - min(counts) <= 2
    assert all(slide.size >= 24 for slide in signs)


def test_a_section_with_parts_is_divided_between_them(tmp_path: Path) -> None:
    project = small(tmp_path, FILES | {"content/en/teach/lesson.md": PARTS})
    signs = [slide for slide in make_deck(talk_of(project))[0].slides if slide.title.startswith("Signs")]
    assert len(signs) > 1
    assert all(slide.entries[0].role == "head" for slide in signs)


def test_what_no_slide_can_hold_is_told_with_its_line(tmp_path: Path) -> None:
    sentence = "This sentence goes on and on, and nobody in the last row will ever read it. "
    text = f"# A lesson\n\n## Signs\n\nShort.\n\n{sentence * 24}\n\n## {sentence * 3}\n\nShort.\n"
    project = small(tmp_path, FILES | {"content/en/teach/lesson.md": text})
    told = [str(problem) for problem in check_slides(project)]
    assert len(told) == 2
    assert told[0].startswith("content/en/teach/lesson.md:7: this is too long for a slide by about ")
    assert told[0].endswith("shorten it, or make several paragraphs or list items of it")
    assert told[1].startswith("content/en/teach/lesson.md:9: this heading needs more than two lines on a slide")


def test_code_html_and_missing_characters_are_told(tmp_path: Path) -> None:
    text = "# A lesson\n\n## Signs\n\n```python\nx\n```\n\n<p>Words</p>\n\nA \U00012345 sign.\n"
    project = small(tmp_path, FILES | {"content/en/teach/lesson.md": text})
    told = [str(problem) for problem in check_slides(project)]
    assert [line.split(" - ")[0] for line in told] == [
        'content/en/teach/lesson.md:5: a fenced block "python" cannot be shown on a slide',
        "content/en/teach/lesson.md:9: HTML cannot be shown on a slide",
        'content/en/teach/lesson.md:11: no font of theme/fonts holds "\U00012345" (U+12345)',
    ]


def test_two_pages_whose_slides_would_bear_one_name_are_told(tmp_path: Path) -> None:
    other = "---\nslides: true\n---\n\n# Another\n\nWords.\n"
    project = small(tmp_path, FILES | {"content/en/act/lesson.md": other})
    [problem] = check_slides(project)
    assert str(problem).startswith("content/en/teach/lesson.md:1: the slides of this page would have the name of those")


def test_lessons_have_slides_and_other_pages_that_ask_for_them(project: Project) -> None:
    document = talk_of(project).job.document
    index = job_of(project, "en", "teach/index").document
    home = job_of(project, "en", "index").document

    def asked(page: Any, slides: bool | None) -> bool:
        return has_slides(page.model_copy(update={"meta": page.meta.model_copy(update={"slides": slides})}))

    assert [asked(document, choice) for choice in (None, True, False)] == [True, True, False]
    assert [asked(index, choice) for choice in (None, True)] == [False, True]
    assert [asked(home, choice) for choice in (None, True)] == [False, True]
    paths = {order.path for order in office_orders(project, project.edition("zh"))}
    assert paths == {"download/zh/slides/lesson.pptx", "download/zh/slides/lesson.pdf"}


# PowerPoint


@pytest.fixture(scope="module", params=["en", "zh"])
def talk(project: Project, request: pytest.FixtureRequest) -> Talk:
    return talk_of(project, request.param)


@pytest.fixture(scope="module")
def data(talk: Talk) -> bytes:
    return deck_pptx(make_deck(talk)[0], talk.job)


def test_powerpoint_finds_titles_and_words_in_placeholders(talk: Talk, data: bytes) -> None:
    deck, file = make_deck(talk)[0], opened(data)
    assert (file.slide_width, file.slide_height) == (Pt(WIDTH), Pt(HEIGHT))
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert titles == [slide.title for slide in deck.slides] and len(set(titles)) == len(titles)
    for slide, made in zip(deck.slides[1:-1], list(file.slides)[1:-1], strict=True):
        if slide.entries:
            body = made.placeholders[1].text_frame
            assert len(body.paragraphs) == len(slide.entries)
            assert [paragraph.text for paragraph in body.paragraphs] == [
                "".join(run.text for run in entry.runs) for entry in slide.entries
            ]


def test_no_words_are_smaller_than_the_last_row_can_read(data: bytes) -> None:
    sizes = [
        run.font.size.pt
        for slide in opened(data).slides
        for shape in slide.shapes
        for paragraph in (
            shape.text_frame.paragraphs
            if shape.has_text_frame
            else [p for row in shape.table.rows for cell in row.cells for p in cell.text_frame.paragraphs]
            if shape.has_table
            else []
        )
        for run in paragraph.runs
    ]
    assert len(sizes) > 50 and min(sizes) >= LEAST_SIZE


def test_everything_stands_on_the_slide_and_nothing_on_another(data: bytes) -> None:
    for slide in opened(data).slides:
        boxes = [(shape.left, shape.top, shape.left + shape.width, shape.top + shape.height) for shape in slide.shapes]
        assert all(
            left >= 0 and top >= 0 and right <= Pt(WIDTH) and low <= Pt(HEIGHT) for left, top, right, low in boxes
        )
        pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
        for picture in pictures:
            for other in slide.shapes:
                apart = (
                    other is picture
                    or other.left >= picture.left + picture.width
                    or picture.left >= other.left + other.width
                    or other.top >= picture.top + picture.height
                    or picture.top >= other.top + other.height
                )
                assert apart or other.shape_id == picture.shape_id, (slide.shapes.title.text_frame.text, other.name)


def test_pictures_and_tables_have_words_for_those_who_do_not_see_them(data: bytes) -> None:
    alts = {}
    for slide in opened(data).slides:
        for shape in slide.shapes:
            if shape.shape_type == 13 or shape.has_table:
                properties = shape._element.xpath(".//p:cNvPr")[0]
                alts.setdefault(slide.shapes.title.text_frame.text, []).append(properties.get("descr"))
                assert properties.get("descr") or "decorative" in "".join(child.tag for child in properties.iter())
    assert "Two people on a bench" in [alt for found in alts.values() for alt in found]


def test_lists_have_real_marks_and_letters(data: bytes) -> None:
    [asked] = [slide for slide in opened(data).slides if slide.shapes.title.text_frame.text in ("Question 1", "第1题")]
    paragraphs = asked.placeholders[1].text_frame.paragraphs
    marks = [paragraph._p.xpath("./a:pPr/a:buAutoNum/@type") for paragraph in paragraphs]
    assert marks == [[], ["alphaUcPeriod"], ["alphaUcPeriod"]]


def test_notes_hold_the_words_the_sources_and_the_page(project: Project) -> None:
    talk = talk_of(project)
    file = opened(deck_pptx(make_deck(talk)[0], talk.job))
    notes = {slide.shapes.title.text_frame.text: slide.notes_slide.notes_text_frame.text for slide in file.slides}
    assert notes["In short"].splitlines() == [
        "First of all",
        "Then this",
        "[1] A report. UNODC, 2020. https://www.unodc.org/",
        "Text and sources: small.example/teach/lesson",
    ]
    assert "120 | Danger | Ambulance | always" in notes["Where help is"]


def test_colours_fonts_and_languages_are_ours(talk: Talk, data: bytes) -> None:
    language = talk.job.document.language
    theme = next(text for name, text in parts(data).items() if name.endswith("theme1.xml"))
    assert '<a:accent1><a:srgbClr val="0B6B6B"/>' in theme and '<a:accent2><a:srgbClr val="B83A26"/>' in theme
    assert f'<a:latin typeface="{"Microsoft YaHei" if language == "zh" else "Calibri"}"' in theme
    assert '<a:ea typeface="Microsoft YaHei"' in theme
    slides = "".join(text for name, text in parts(data).items() if name.startswith("ppt/slides/slide"))
    assert f'lang="{"zh-CN" if language == "zh" else "en-GB"}"' in slides


def test_the_same_talk_gives_the_same_bytes_without_a_clock(talk: Talk, data: bytes) -> None:
    assert deck_pptx(make_deck(talk)[0], talk.job) == data
    check_archive(data)
    properties = opened(data).core_properties
    assert properties.author == talk.job.words["site"]["name"]
    assert properties.created.date() == talk.job.date


# PDF


@pytest.fixture(scope="module")
def pdf(talk: Talk) -> bytes:
    return set_deck(deck_ready(make_deck(talk)[0], talk.job), "lesson.md")


def test_the_pdf_has_the_same_slides_and_is_tagged(talk: Talk, pdf: bytes) -> None:
    deck, file = make_deck(talk)[0], pypdf.PdfReader(io.BytesIO(pdf))
    assert len(file.pages) == len(deck.slides)
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in file.pages} == {(WIDTH, HEIGHT)}
    for slide, page in zip(deck.slides, file.pages, strict=True):
        text = "".join(page.extract_text().split())
        words = [slide.title, *("".join(run.text for run in entry.runs) for entry in slide.entries)]
        at = 0
        for part in ("".join(part.split()) for part in words):
            assert part in text[at:], (slide.title, part, text)
            at = text.index(part, at) + len(part)
    assert file.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert file.trailer["/Root"]["/Lang"].startswith(talk.job.document.language)
    metadata = str(file.xmp_metadata.rdf_root.toxml()) if file.xmp_metadata else ""
    assert "pdfuaid" in metadata and "pdfaid" in metadata


def test_the_same_talk_gives_the_same_pdf(talk: Talk, pdf: bytes) -> None:
    assert set_deck(deck_ready(make_deck(talk)[0], talk.job), "lesson.md") == pdf


@pytest.mark.parametrize("language", ["en", "zh"])
def test_lines_are_guessed_no_lower_than_they_are(project: Project, language: str) -> None:
    """Words fill slides of many sizes; Typst, which measures them, finds no slide fuller than was reckoned."""
    talk = talk_of(project, language)
    deck = make_deck(talk)[0]
    sentence = {
        "en": "Stay with the person until help comes, and keep talking. ",
        "zh": "守着他，等急救人员来，一直和他说话。",
    }
    entries = [Entry(7, role, (Run(sentence[language] * count),), 1) for role, count in
               (("text", 3), ("bullet", 2), ("number", 2), ("option", 1), ("head", 1), ("text", 2))]  # fmt: skip
    fitting = Fitting(talk.job.theme, language)
    sizes = (20.0, 22.0, 24.0, 28.0)
    slides = tuple(replace(deck.slides[1], entries=tuple(entries), size=size) for size in sizes)
    measured = query(deck_ready(replace(deck, slides=slides), talk.job), "slide")
    for size, found in zip(sizes, measured, strict=True):
        reckoned = fitting.height(entries, size, deck.slides[1].body_width) - BODY_HEIGHT
        assert found["excess"] <= reckoned + 1, (size, found["excess"], reckoned)
        assert found["excess"] >= reckoned - 0.2 * BODY_HEIGHT, "room is not wasted either"


def test_every_lesson_of_ours_fits_its_slides() -> None:
    project = read_project(REPOSITORY, last_checked())[0]
    assert list(check_slides(project)) == []
    for edition in project.editions:
        for document in filter(has_slides, edition.documents):
            talk = talk_of(project, edition.code, document.name)
            found = query(deck_ready(make_deck(talk)[0], talk.job), "slide")
            assert found and all(slide["excess"] <= 1 for slide in found), document.path
