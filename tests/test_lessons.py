"""Lesson plans: read, checked with lines, laid out for teachers, on two sheets, and their boards on slides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from clearheart.markup.nodes import Box
from clearheart.markup.steps import read_steps
from clearheart.markup.tree import parse
from clearheart.model import LessonMeta
from clearheart.office.deck import Talk, make_deck
from clearheart.read import read_project
from tests.browser_paper import print_page
from tests.html_files import read_html
from tests.office_files import job_of
from tests.projects import REPOSITORY, last_checked, tell, write_project

OpenPage = Callable[..., Page]

DAY = date(2026, 11, 22)
FRONT = """\
---
ages: 12-15
minutes: 15
group: Pairs
aims: [say no]
quiz:
  bank: basics
---
"""
STEPS = """
# A lesson

//// steps
### Ask (5 minutes)

The teacher asks.[@unodc-2020]

/// board
- What would you say?
///

### Say it (10 minutes)

Pairs practise.
////

## If a pupil tells you something

Listen.
"""
PROJECT = read_project(REPOSITORY, last_checked())[0]
LESSONS = [
    (edition.code, document.name)
    for edition in PROJECT.editions
    for document in edition.documents
    if isinstance(document.meta, LessonMeta)
]


def told(folder: Path, front: str = FRONT, text: str = STEPS) -> list[str]:
    """Give what a check tells of one lesson, in both languages alike."""
    path = "teach/lessons/one.md"
    files: dict[str, str | bytes | None] = {f"content/en/{path}": front + text, f"content/zh/{path}": FRONT + STEPS}
    lines = tell(write_project(folder, files), DAY).split("\n")
    return [line.partition("teach/lessons/")[2] for line in lines if "/lessons/" in line]


def test_a_lesson_without_faults_is_told_nothing(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("front", "text", "start"),
    [
        (
            FRONT,
            STEPS.replace("(10 minutes)", "(9 minutes)"),
            "one.md:12: the steps take 14 minutes",
        ),
        (FRONT, STEPS.replace(" (10 minutes)", ""), 'one.md:21: the step "Say it" has no minutes'),
        (FRONT, "\n# A lesson\n\nWords.\n", "one.md:9: this lesson has no steps"),
        (FRONT, STEPS + STEPS.partition("lesson\n")[2], "one.md:30: this lesson has 2 blocks of steps"),
        (FRONT.replace("basics", "basic"), STEPS, 'one.md:6: there is no bank "basic"'),
        (FRONT.replace("quiz:", "prints:\n  - leaflet: none\nquiz:"), STEPS, 'one.md:7: there is no leaflet "none"'),
        (FRONT.replace("12-15", "15-12"), STEPS, 'one.md:2: ages: "15-12" says no ages'),
        (FRONT.replace("minutes: 15", "minutes: 3"), STEPS, 'one.md:3: minutes: "3" is not a number that fits here'),
        (FRONT.replace("group: Pairs\n", ""), STEPS, 'one.md:2: the key "group" is missing'),
        (FRONT.replace("aims: [say no]", "aims: []"), STEPS, "one.md:5: aims: "),
    ],
)
def test_what_a_teacher_would_miss_is_told_with_its_line(tmp_path: Path, front: str, text: str, start: str) -> None:
    problems = told(tmp_path, front, text)
    assert len(problems) == 1, problems
    assert problems[0].startswith(start), problems


def test_a_format_in_which_a_leaflet_is_not_printed_is_told(tmp_path: Path) -> None:
    leaflet = "---\nlead: One.\ndrawing: beside\n---\n\n# A leaflet\n\n## One\n\nWords.\n"
    files: dict[str, str | bytes | None] = {}
    for code in ("en", "zh"):
        files[f"content/{code}/leaflets/one.md"] = leaflet
        front = FRONT.replace("quiz:", "prints:\n  - leaflet: one\n    format: wallet\nquiz:")
        files[f"content/{code}/teach/lessons/one.md"] = front + STEPS
    lines = tell(write_project(tmp_path, files), DAY)
    assert 'content/en/teach/lessons/one.md:7: the leaflet "one" is not printed as wallet' in lines


@pytest.mark.parametrize(
    ("heading", "title", "minutes"),
    [
        ("Ask (5 minutes)", "Ask", 5),
        ("先猜一猜（5分钟）", "先猜一猜", 5),
        ("Ask (now)", "Ask (now)", None),
        ("问", "问", None),
    ],
)
def test_a_steps_minutes_stand_at_the_end_of_its_heading(heading: str, title: str, minutes: int | None) -> None:
    [box] = parse(f"/// steps\n### {heading}\n\nWords.\n///\n").children
    assert isinstance(box, Box)
    [step] = read_steps(box)
    assert (step.title, step.minutes, len(step.blocks)) == (title, minutes, 1)


# Our own lessons


def test_there_are_three_lessons_in_every_language() -> None:
    names = {code: sorted(name for other, name in LESSONS if other == code) for code, _ in LESSONS}
    assert set(names) == {edition.code for edition in PROJECT.editions}
    assert {len(found) for found in names.values()} == {3}


@pytest.mark.parametrize(("code", "name"), [lesson for lesson in LESSONS if lesson[0] in ("en", "zh")])
def test_slides_show_what_the_class_sees_and_the_notes_tell_the_rest(code: str, name: str) -> None:
    deck, problems = make_deck(Talk(job_of(PROJECT, code, name), PROJECT.edition(code).banks))
    assert problems == []
    document = next(document for document in PROJECT.edition(code).documents if document.name == name)
    [box] = [block for block in parse(document.text).children if isinstance(block, Box) and block.name == "steps"]
    steps = read_steps(box)
    shown = [slide.title for slide in deck.slides if slide.kind == "words"]
    boards = [step for step in steps if any(isinstance(block, Box) for block in step.blocks)]
    assert shown == [step.title for step in boards]
    assert {slide.kind for slide in deck.slides} <= {"title", "words", "question", "answer", "sources", "help"}
    assert all(slide.notes.count("\n") >= 2 for slide in deck.slides if slide.kind == "words")


@pytest.mark.parametrize(("code", "name"), LESSONS)
def test_a_lesson_is_printed_on_two_sheets(site_url: str, open_page: OpenPage, code: str, name: str) -> None:
    page = open_page(site_url + ("" if code == "en" else f"{code}/") + f"{name}/")
    assert len(print_page(page).pages) == 2


@pytest.mark.parametrize(("code", "name"), LESSONS)
def test_all_that_is_ready_to_use_is_there(site: Path, code: str, name: str) -> None:
    path = site / ("" if code == "en" else code) / name / "index.html"
    html = path.read_text(encoding="utf-8").partition('class="ch-kit"')[2].partition("</section>")[0]
    links = [piece.partition('"')[0] for piece in html.split('href="')[1:]]
    assert len(links) >= 3
    assert sum(link.endswith(".pptx") for link in links) == 1
    for link in links:
        target = path.parent / link
        assert (target / "index.html" if link.endswith("/") else target).is_file(), link
    headings = [element for element in read_html(path).elements if element.name in ("h1", "h2", "h3")]
    assert headings[0].name == "h1"


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("home", ["", "zh/"])
def test_a_lesson_passes_axe_and_fits_on_a_phone(
    site_url: str, open_page: OpenPage, axe_violations: Callable[..., list[str]], home: str, look: str
) -> None:
    page = open_page(f"{site_url}{home}teach/lessons/saying-no-four-ways/", width=320, height=700, color_scheme=look)
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    expect(page.locator(".ch-plan > li")).to_have_count(5)
