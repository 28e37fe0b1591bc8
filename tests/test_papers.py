"""Quizzes on paper: what their data and PDFs say, claim and look like, and what the author is told."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import permutations
from pathlib import Path
from typing import Any

import cv2
import numpy
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearheart.model import KINDS, Bank
from clearheart.model.kinds.scenario import Scenario
from clearheart.print import press
from clearheart.print.papers import PaperJob, check_papers, draw_paper, make_paper, paper_names, paper_orders
from clearheart.print.papers.coverage import check_coverage, is_printable
from clearheart.print.papers.forms import form_a, form_b
from clearheart.print.papers.kinds import ON_PAPER, on_paper
from clearheart.print.papers.outputs import ENDINGS, paper_data, printed_papers
from clearheart.print.papers.story import count_neighbours, print_order
from clearheart.print.papers.text import inline, plain
from tests.papers_material import EVERY_KIND, job_of, own_jobs, project, read_project_at
from tests.projects import write_project
from tests.strategies import banks, questions

KEYS = [*ENDINGS, "cards"]
OWN = [pytest.param(job, id=f"{job.bank.language}/{job.bank.id}") for job in own_jobs()]
SMALL = job_of(EVERY_KIND)
JOBS = [*OWN, pytest.param(SMALL, id="every-kind")]

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


_MADE: dict[tuple[str, str, str], bytes] = {}


def made(job: PaperJob, key: str) -> bytes:
    """Give a paper, each set once for all tests."""
    name = (job.bank.language, job.bank.id, key)
    if name not in _MADE:
        _MADE[name] = make_paper(job, key)
    return _MADE[name]


def read(job: PaperJob, key: str) -> pypdf.PdfReader:
    """Read a paper's PDF."""
    return pypdf.PdfReader(BytesIO(made(job, key)))


@dataclass(frozen=True)
class Printed:
    """Hold what stands on one page."""

    text: str
    """Without spaces."""
    runs: list[tuple[float, float, float]]
    """The place and the size of every run of text, in points."""


_PAGES: dict[bytes, list[Printed]] = {}


def pages_of(pdf: bytes) -> list[Printed]:
    """Read the pages of a paper, each once for all tests."""
    if pdf not in _PAGES:
        _PAGES[pdf] = [_read_page(page) for page in pypdf.PdfReader(BytesIO(pdf)).pages]
    return _PAGES[pdf]


def _read_page(page: pypdf.PageObject) -> Printed:
    found: list[tuple[float, float, float]] = []

    def visit(text: str, matrix: list[float], at: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x, y = at[4] * matrix[0] + matrix[4], at[5] * matrix[3] + matrix[5]
            found.append((x, y, round(abs(size * at[3] * matrix[3]), 1)))

    text = page.extract_text(visitor_text=visit)
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    return Printed(squeeze(text), found)


def text_of(pdf: bytes) -> str:
    """Give all words of a paper without spaces."""
    return "".join(page.text for page in pages_of(pdf))


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


_READ = ("ending", "text", "content", "options", "turn")
"""Where data holds words, in the order in which they are read; alternatives to pictures are no text on paper."""


def told(node: Any) -> Iterator[str]:
    """Give the texts of some data in their order."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from told([node[key] for key in _READ if key in node])
    else:
        for child in node:
            yield from told(child)


def in_order(text: str, pieces: Iterator[str]) -> list[str]:
    """Give the pieces that a text lacks, or has only before the piece that precedes them."""
    place, lost = 0, []
    for piece in map(squeeze, pieces):
        found = text.find(piece, place)
        lost += [piece] if found < 0 else []
        place = max(place, found + len(piece)) if found >= 0 else place
    return lost


def words_of(data: dict[str, Any]) -> Iterator[str]:
    for question in data["questions"]:
        yield from told(question["prompt"])
        yield from told(question["heard"])
        body = question["body"]
        order = ("groups", "rows") if body["kind"] == "sort" else ("rows", "letters", "reflection")
        for name in order:
            yield from told(body.get(name, []))
    yield from told([hint for entry in data["hints"] for hint in entry["hints"]])


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("key", ["paper", "paper_b", "large"])
def test_a_paper_says_every_word_of_its_form_in_reading_order(job: PaperJob, key: str) -> None:
    command = ["pdftotext", "-raw", "-", "-"]
    raw = subprocess.run(command, input=made(job, key), capture_output=True, check=True)
    for text in (text_of(made(job, key)), squeeze(raw.stdout.decode())):
        assert in_order(text, words_of(paper_data(job, key))) == []


@pytest.mark.parametrize("job", JOBS)
def test_the_key_says_every_answer_reason_and_source(job: PaperJob) -> None:
    text = text_of(made(job, "answers"))
    data = paper_data(job, "answers")
    for question in job.bank.questions:
        for said in (question.explanation, *(getattr(row, "feedback", "") for row in _rows(question))):
            assert squeeze(plain(inline(said))) in text
    for source in data["sources"]:
        assert squeeze(plain(source["words"])) in text
    assert len(data["sources"]) == len({name for question in job.bank.questions for name in question.sources})
    for form in data["forms"]:
        for answer in form["answers"]:
            assert squeeze(plain(answer["answer"])) in text


def _rows(question: Any) -> list[Any]:
    rows = [row for name in ("options", "pairs", "cards", "steps") for row in getattr(question, name, ())]
    return rows + [option for scene in getattr(question, "scenes", ()) for option in scene.options]


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("key", ["paper", "paper_b", "large", "answers"])
def test_a_question_is_not_split_over_pages(job: PaperJob, key: str) -> None:
    pages = [page.text for page in pages_of(made(job, key))]
    for question in paper_data(job, key)["questions"]:
        rows = question["body"] if "body" in question else question["rows"]
        if "body" in question and rows["kind"] == "story":
            continue
        if "body" not in question and len(rows) > 8:
            continue
        rows = rows.get("rows", []) if isinstance(rows, dict) else rows
        pieces = [squeeze(piece) for piece in (*told(question["prompt"]), *told(rows))]
        assert [page for page in pages if all(piece in page for piece in pieces)], pieces


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("key", KEYS)
def test_a_paper_claims_both_standards_and_embeds_its_fonts(job: PaperJob, key: str) -> None:
    pdf = read(job, key)
    catalog = pdf.root_object
    metadata = catalog["/Metadata"].get_data().decode("utf-8")
    for claim in ("<pdfuaid:part>1", "<pdfaid:part>2", "<pdfaid:conformance>A"):
        assert claim in metadata
    assert catalog["/Lang"] == {"zh": "zh-CN"}.get(job.bank.language, job.bank.language)
    assert str(pdf.metadata and pdf.metadata.creation_date).startswith(job.date.isoformat())
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert re.match(r"/[A-Z]{6}\+Noto", descendant["/BaseFont"])
            assert {"/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"])


def places_of(node: Any, names: tuple[str, ...]) -> list[tuple[str, set[int]]]:
    """List the structure tree's elements of some roles, with the pages on which their parts stand."""
    found: list[tuple[str, set[int]]] = []

    def walk(node: Any) -> set[int]:
        node = node.get_object()
        if isinstance(node, list):
            return set().union(*map(walk, node))
        if not isinstance(node, dict):
            return set()
        pages = {node.raw_get("/Pg").idnum} if "/Pg" in node else set()
        pages |= walk(node["/K"]) if "/K" in node else set()
        if node.get("/S") in names:
            found.append((node["/S"], pages))
        return pages

    walk(node)
    return found


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("key", ["paper", "paper_b", "large", "answers"])
def test_no_option_is_parted_from_its_letter_or_picture(job: PaperJob, key: str) -> None:
    parts = places_of(read(job, key).root_object["/StructTreeRoot"], ("/LI", "/TR", "/Figure"))
    assert parts
    assert [(role, pages) for role, pages in parts if len(pages) > 1] == []


def roles(pdf: pypdf.PdfReader) -> list[tuple[str, str]]:
    """List the structure tree's elements, with their alternative texts."""
    found: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        for child in node if isinstance(node, list) else [node]:
            child = child.get_object()
            if isinstance(child, dict):
                if "/S" in child:
                    found.append((child["/S"], str(child.get("/Alt", ""))))
                if "/K" in child:
                    walk(child["/K"])

    walk(pdf.root_object["/StructTreeRoot"])
    return found


def test_headings_lists_tables_and_pictures_are_tagged() -> None:
    elements = roles(read(SMALL, "paper"))
    names = [role for role, _ in elements]
    assert [role for role in names if re.fullmatch(r"/H\d", role)] == ["/H1"] + ["/H2"] * 12  # the last one: hints
    assert (names.count("/Table"), names.count("/TH"), names.count("/TR")) == (1, 4, 3)
    assert names.count("/L") == 11
    alts = [alt for role, alt in elements if role == "/Figure" and "QR" not in alt]
    assert alts == ["Two on a bench", "A path divides", "Two talk over tea"]
    headings = [role for role, _ in roles(read(SMALL, "answers")) if re.fullmatch(r"/H\d", role)]
    assert headings == ["/H1", "/H2", "/H2"] + ["/H3"] * 11 + ["/H2"]


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("key", list(ENDINGS))
def test_every_page_tells_its_number_and_nothing_leaves_it(job: PaperJob, key: str) -> None:
    count, pages = job.words["paper"]["page"], pages_of(made(job, key))
    for number, page in enumerate(pages, 1):
        if key != "sheet":  # where each form has its own count
            assert squeeze(count.format(n=number, total=len(pages))) in page.text
        assert [run for run in page.runs if not (40 < run[0] < 560 and 20 < run[1] < 815)] == []


@pytest.mark.parametrize("job", JOBS)
def test_large_print_has_no_letter_below_18_points(job: PaperJob) -> None:
    sizes = [size for page in pages_of(made(job, "large")) for _, _, size in page.runs]
    assert min(sizes) >= 18


@pytest.mark.parametrize(("job", "key"), [(job, "paper") for job in own_jobs()] + [(own_jobs()[-1], "large")])
def test_the_last_pages_code_leads_to_the_quiz(job: PaperJob, key: str) -> None:
    found = []
    for page in draw_paper(job, key, 120)[-2 if key == "large" else -1 :]:
        picture = cv2.imdecode(numpy.frombuffer(page, numpy.uint8), cv2.IMREAD_COLOR)
        assert picture is not None
        found.append(cv2.QRCodeDetector().detectAndDecode(picture)[0])
    assert job.url in found


def test_the_same_bank_gives_the_same_bytes() -> None:
    first = [make_paper(SMALL, key) for key in KEYS]
    press._compiler.cache_clear()
    assert [make_paper(SMALL, key) for key in KEYS] == first


# What the forms say


def test_every_kind_of_question_stands_on_paper() -> None:
    assert set(ON_PAPER) == set(KINDS) == {question.kind for question in SMALL.bank.questions}


@given(banks())
@few
def test_both_forms_ask_the_same_questions_and_rows(bank: Bank) -> None:
    first, second = form_a(bank), form_b(bank)
    assert [shown.question for shown in first.questions] == list(bank.leaves(bank.questions))
    assert sorted(shown.question.id for shown in second.questions) == sorted(
        shown.question.id for shown in first.questions
    )
    for shown in second.questions:
        assert sorted(shown.rows) == sorted(first.shown(shown.question).rows)


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("make", [form_a, form_b])
def test_the_keys_letters_lead_to_the_right_options(job: PaperJob, make: Any) -> None:
    for shown in make(job.bank).questions:
        question, printed = shown.question, on_paper(job, shown)
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        pairs = [pair.split("–") for pair in printed.answer().split(", ")]
        body = printed.body()
        if question.kind in ("single", "multiple", "truefalse", "picture"):
            right = {question.options[shown.rows[letters.index(letter)]] for [letter] in pairs}
            assert right == {option for option in question.options if option.correct}
        elif question.kind == "match":
            for row, letter in pairs:
                offered = plain(body["letters"][letters.index(letter)])
                assert offered == plain(inline(question.pairs[shown.rows[int(row) - 1]].match))
        elif question.kind == "sort":
            for row, letter in pairs:
                card = question.cards[shown.rows[int(row) - 1]]
                assert plain(body["groups"][letters.index(letter)]) == plain(inline(card.group))
        elif question.kind == "order":
            for letter, place in pairs:
                step = plain(body["rows"][letters.index(letter)])
                assert step == plain(inline(question.steps[int(place) - 1].text))


def test_what_is_asked_of_the_reader_is_said() -> None:
    data = {question["number"]: question for question in paper_data(SMALL, "paper")["questions"]}
    assert data[2]["how"] == "Ring all that fit: 2 of 3."
    assert data[5]["how"] == "No answer is right or wrong here."
    assert (data[1]["points"], data[2]["points"], data[5]["points"]) == ("Points: 2.", "Points: 1.", "")
    assert plain(data[3]["heard"]) == "A phone rings."
    assert (data[1]["has_hint"], data[2]["has_hint"]) == (True, False)
    assert plain(data[10]["body"]["unit"]) == "minutes"


def test_the_answer_sheet_has_a_place_for_every_answer() -> None:
    for form in paper_data(SMALL, "sheet")["forms"]:
        marks = [question["marks"] for question in form["questions"]]
        lettered = sorted(mark["letters"] for marked in marks for mark in marked if "letters" in mark)
        assert lettered == sorted(["ABCD", "ABC", "AB", "AB", "AB", "ABC", "ABC", "AB", "AB"])
        assert sum("line" in mark for marked in marks for mark in marked) == 2
        assert sum("box" in mark for marked in marks for mark in marked) == 3 + 1


def test_the_key_tells_when_each_question_was_checked() -> None:
    data = paper_data(SMALL, "answers")
    assert data["checked"] == "Checked on 20 November 2026"
    assert data["questions"][0]["checked"] == ""
    assert data["questions"][1]["checked"] == "Checked on 22 November 2026"
    assert data["questions"][2]["checked"] == "Nobody has noted a check of this question."


# Stories


@given(questions(kind="scenario"))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_scene_does_not_follow_right_below_the_one_that_leads_to_it(story: Scenario) -> None:
    order = print_order(story)
    assert order[0] == 0
    assert sorted(order) == list(range(len(story.scenes)))
    least = min(count_neighbours(story, (0, *rest)) for rest in permutations(range(1, len(story.scenes))))
    assert count_neighbours(story, order) == least


@pytest.mark.parametrize("job", JOBS)
def test_each_choice_turns_to_the_scene_that_it_leads_to(job: PaperJob) -> None:
    for shown in form_a(job.bank).questions:
        if not isinstance(shown.question, Scenario):
            continue
        rows = on_paper(job, shown).body()["rows"]
        scenes = {plain(inline(scene.text)): scene for scene in shown.question.scenes}
        texts = {scene.id: text for text, scene in scenes.items()}
        for number, row in enumerate(rows, 1):
            scene = scenes[plain(row["text"])]
            for option, turn in zip(row["options"], scene.options, strict=True):
                to = int(re.search(r"\d+", option["turn"])[0])  # type: ignore[index]
                assert plain(rows[to - 1]["text"]) == texts[turn.to]
                assert to != number + 1


# Whatever an author writes


@given(banks())
@few
def test_any_bank_is_printed_or_told(bank: Bank) -> None:
    job = job_of(bank.model_copy(update={"spot": SMALL.bank.spot}))
    if not is_printable(job):
        [problem] = check_coverage(job)
        assert problem.severity == "warning"
        assert "this quiz has no papers" in problem.what
        return
    assert [*check_coverage(job)] == []
    for key in ENDINGS:
        assert make_paper(job, key).startswith(b"%PDF")


@given(st.integers(2, 26), st.integers(1, 12))
@settings(max_examples=8, deadline=None)
def test_a_question_longer_than_a_page_loses_no_word(count: int, length: int) -> None:
    sentence = "Word upon word that goes on and on, "
    options = "".join(f'\n      - {{text: "{sentence * length * 2}option {n}", correct: true}}' for n in range(count))
    job = job_of(
        f"title: Long\nquestions:\n  - id: long\n    kind: multiple\n    prompt: Which?\n    options:{options}\n"
    )
    for key in ("paper", "large"):
        pdf = make_paper(job, key)
        text = re.sub(r"(Long–)?FormAPage\d+of\d+", "", text_of(pdf))  # the feet of the pages
        assert in_order(text, words_of(paper_data(job, key))) == []
        assert min(height for page in pages_of(pdf) for _, height, _ in page.runs) > 20


def test_a_long_word_stays_within_the_page() -> None:
    word = "Antidisestablishmentarianism" * 8
    job = job_of(f"""\
title: Long
questions:
  - {{id: long, prompt: {word}, options: [{{text: {word}, correct: true}}, {{text: b}}]}}
  - id: sort
    kind: sort
    prompt: Where?
    groups: [{word[:60]}, b]
    cards: [{{text: {word}, group: b}}, {{text: c, group: {word[:60]}}}]
  - id: match
    kind: match
    prompt: What?
    pairs: [{{text: {word}, match: d}}, {{text: e, match: {word}}}]
""")
    for key in ("paper", "large", "answers"):
        pages = draw_paper(job, key, 40)
        for page in pages:
            picture = cv2.imdecode(numpy.frombuffer(page, numpy.uint8), cv2.IMREAD_GRAYSCALE)
            assert picture is not None
            margin = picture[90:-30, -round(14 / 25.4 * 40) :]
            assert margin.min() == 255, key


def test_a_character_that_no_font_holds_leaves_the_bank_without_papers(tmp_path: Path) -> None:
    bank = (
        "title: Faces\nquestions:\n  - id: face\n    prompt: Which \U0001f600?\n"
        "    options: [{text: This, correct: true}, {text: \U0001f601}]\n"
    )
    root = write_project(tmp_path, {"quizzes/en/faces.yml": bank, "quizzes/zh/faces.yml": bank})
    read_in = read_project_at(root)
    problems = [problem for problem in check_papers(read_in) if problem.spot.path == "quizzes/en/faces.yml"]
    assert [str(problem) for problem in problems] == [
        'quizzes/en/faces.yml:4: no font of theme/fonts holds "\U0001f600" (U+1F600 GRINNING FACE), nor 1 others: '
        "this quiz has no papers - write it another way, or add it to tools/make_fonts.py"
    ]
    assert problems[0].severity == "warning"
    edition = read_in.edition("en")
    names = sorted(order.path.removeprefix("download/en/quiz/") for order in paper_orders(read_in, edition))
    bank_of = {bank.id: bank for bank in edition.banks}
    assert names == sorted(paper_names(bank_of["basics"]).values())
    assert printed_papers(read_in, edition, bank_of["basics"]) == paper_names(bank_of["basics"])
    assert printed_papers(read_in, edition, bank_of["faces"]) == {}


def test_the_papers_have_the_promised_names() -> None:
    assert paper_names(SMALL.bank) == {
        "paper": "small.paper.pdf",
        "paper_b": "small.paper-b.pdf",
        "sheet": "small.sheet.pdf",
        "answers": "small.answers.pdf",
        "large": "small.large.pdf",
        "cards": "letter-cards.pdf",
    }


def test_a_picture_that_is_broken_or_blurred_on_paper_is_told(tmp_path: Path) -> None:
    _, small = cv2.imencode(".png", numpy.zeros((30, 40, 3), numpy.uint8))
    bank = (
        "title: Seen\nquestions:\n  - id: seen\n    kind: picture\n    prompt: Which?\n    options:\n"
        "      - {picture: {file: small.png, alt: Small}, correct: true}\n"
        "      - {picture: {file: broken.png, alt: Broken}}\n"
    )
    files: dict[str, str | bytes | None] = {
        "quizzes/en/seen.yml": bank,
        "quizzes/pictures/small.png": small.tobytes(),
        "quizzes/pictures/broken.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    }
    problems = [*check_papers(read_project_at(write_project(tmp_path, files)))]
    assert [(str(problem), problem.severity) for problem in sorted(problems)] == [
        (
            'quizzes/en/seen.yml:7: the picture "small.png" is 40 pixels wide: on paper it is blurred - '
            "use one of at least 178 pixels (150 dpi)",
            "warning",
        ),
        (
            'quizzes/en/seen.yml:8: the picture "broken.png" cannot be read - save it again as PNG, JPEG, WebP or SVG',
            "error",
        ),
    ]


def test_a_picture_of_pixels_is_printed_no_larger_than_it_is_sharp(tmp_path: Path) -> None:
    _, wide = cv2.imencode(".png", numpy.zeros((200, 300, 3), numpy.uint8))
    bank = (
        "title: Seen\nquestions:\n  - id: seen\n    prompt: Which?\n    picture: {file: wide.png, alt: Wide}\n"
        "    options: [{text: a, correct: true}, {text: b}]\n"
    )
    root = write_project(tmp_path, {"quizzes/en/seen.yml": bank, "quizzes/pictures/wide.png": wide.tobytes()})
    assert [*check_papers(read_project_at(root))] == []
    job = replace(job_of(bank), root=root)
    page = cv2.imdecode(numpy.frombuffer(draw_paper(job, "paper", 150)[0], numpy.uint8), cv2.IMREAD_GRAYSCALE)
    assert page is not None
    black = numpy.argwhere(page == 0)
    assert 296 <= black[:, 1].max() - black[:, 1].min() <= 300


def test_all_banks_of_the_project_are_printed() -> None:
    assert [*check_papers(project())] == []
    orders = [order for edition in project().editions for order in paper_orders(project(), edition)]
    assert len(orders) == sum(5 * len(edition.banks) + 1 for edition in project().editions)
    for order in orders:
        assert len(order.file()) < 260_000, order.path


@pytest.mark.parametrize("job", OWN)
def test_no_line_of_chinese_begins_or_ends_with_the_wrong_mark(job: PaperJob) -> None:
    if job.bank.language.startswith("zh"):
        lines = [
            line.strip()
            for key in ("paper", "answers", "large")
            for page in read(job, key).pages
            for line in page.extract_text().splitlines()
            if line.strip()
        ]
        assert [line for line in lines if line[0] in "，。、；：！？”’）》" or line[-1] in "“‘（《"] == []
