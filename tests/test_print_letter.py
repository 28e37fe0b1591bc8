"""A leaflet as a letter home: one leaf of paper, and a slip to tear off at its end."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import cv2
import numpy
import pypdf
import pytest

from clearheart.print import PrintJob, check_leaflet, prepare_leaflet
from tests.qr import read_codes
from tests.test_print import CHINESE, ENGLISH, LEAFLETS, PATH, line_of, make_job, real_job, squeeze

MILLIMETRE = 72 / 25.4


def letter_job(text: str, language: str = "en", form: str = "letter") -> PrintJob:
    return replace(make_job(text, language), form=form)


JOBS = [
    pytest.param(letter_job(ENGLISH), id="English"),
    pytest.param(letter_job(CHINESE, "zh"), id="Chinese"),
    pytest.param(letter_job(ENGLISH, form="us-letter-home"), id="US"),
    *[pytest.param(replace(real_job(path), form="letter"), id="/".join(path.parts[-3:])) for path in LEAFLETS],
]


def pages_of(job: PrintJob) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(prepare_leaflet(job).print())).pages)


def heights(page: pypdf.PageObject) -> list[tuple[float, str]]:
    """Give every piece of text with its distance from the page's upper edge, in millimetres."""
    found: list[tuple[float, str]] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        if text.strip():
            y = text_matrix[5] * matrix[3] + text_matrix[4] * matrix[1] + matrix[5]
            found.append(((float(page.mediabox.height) - y) / MILLIMETRE, text))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("job", JOBS)
def test_a_letter_is_one_leaf_without_a_problem(job: PrintJob) -> None:
    assert check_leaflet(job) == []
    assert len(pages_of(job)) <= 2


@pytest.mark.parametrize("job", JOBS)
def test_a_letter_says_all_in_the_order_of_letters(job: PrintJob) -> None:
    said = job.words["letter"]
    pages = [squeeze(page.extract_text()) for page in pages_of(job)]
    sources = squeeze(job.word("copy", site=job.words["site"]["name"]))
    whole = "".join(pages)
    greeting = [said["dear_families"], prepare_title(job)]
    order = [
        job.word("organisation"),
        *(reversed(greeting) if job.document.language == "zh" else greeting),
        job.meta.lead,
        job.helplines[0].number,
        said["sincerely"],
        said["for_school"],
        said["signature"],
        said["slip_title"],
        said["slip_text"],
        said["slip_talk"],
        said["child"],
        said["school_class"],
        said["parent"],
    ]
    at = 0
    for words in order:
        at = whole.index(squeeze(words), at)
    assert pages[0].endswith(squeeze(job.word("review_by", date=job.day(job.meta.review_by))))  # type: ignore[arg-type]
    assert sources in pages[0]


def prepare_title(job: PrintJob) -> str:
    return job.document.text.split("# ", 1)[1].split("\n", 1)[0]


@pytest.mark.parametrize("job", JOBS)
def test_only_sources_stand_behind_the_slip(job: PrintJob) -> None:
    first, last = pages_of(job)
    cut = next(y for y, text in heights(last) if squeeze(job.words["letter"]["slip_title"]) in squeeze(text))
    sources = next(y for y, text in heights(first) if text.strip().startswith(job.word("sources")))
    lost = [text for y, text in heights(first) if y > cut - 5 and y < sources - 1]
    assert lost == []


@pytest.mark.parametrize("job", JOBS[:3])
def test_the_slip_stands_at_the_foot_of_the_last_page_behind_a_dashed_line(job: PrintJob) -> None:
    *_, last = pages_of(job)
    height = float(last.mediabox.height) / MILLIMETRE
    slip = [y for y, text in heights(last) if squeeze(job.words["letter"]["slip_text"]) in squeeze(text)]
    assert height - 45 < slip[0] < height - 12
    drawn = last.get_contents().get_data()  # type: ignore[union-attr]
    assert re.search(rb"\[[\d. ]+\]\s*[\d.]+\s+d\s", drawn), "nothing is dashed"


@pytest.mark.parametrize("job", JOBS)
def test_the_code_on_a_letter_leads_to_the_leaflets_page(job: PrintJob) -> None:
    assert read_codes(prepare_leaflet(job).draw(150)[-1]) == [job.url]


def test_a_letter_claims_both_standards_and_is_tagged() -> None:
    reader = pypdf.PdfReader(io.BytesIO(prepare_leaflet(letter_job(ENGLISH)).print()))
    metadata = reader.root_object["/Metadata"].get_data().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata


def test_an_imprint_changes_the_letters_head_alone() -> None:
    leaflet = prepare_leaflet(letter_job(ENGLISH))
    imprint = {"organisation": "Third School", "phone": "0851-1", "address": "", "helpline": "", "logo": None}
    with_head, without = leaflet.draw(50, imprint), leaflet.draw(50)
    assert with_head[1] == without[1]
    first, second = (cv2.imdecode(numpy.frombuffer(page[0], numpy.uint8), 0) for page in (with_head, without))
    assert first is not None
    assert second is not None
    rows = numpy.nonzero((first != second).any(axis=1))[0]
    assert rows.max() < 30 / 297 * first.shape[0]


def test_a_letter_that_is_too_long_names_the_first_line_that_does_not_fit() -> None:
    text = ENGLISH.replace("Sleep that changes.", "\n\n".join(["Sleep that changes, all day long."] * 60))
    [problem] = check_leaflet(letter_job(text))
    assert str(problem).startswith(f"{PATH}:")
    assert line_of(text, "//// columns") <= problem.spot.line <= line_of(text, "/// urgent")
    assert "the letter of the format letter is too long by about " in problem.what


def test_the_words_of_a_letter_are_asked_of_the_fonts(tmp_path: Path) -> None:
    job = replace(letter_job(ENGLISH), root=tmp_path)
    odd = replace(job, words={**job.words, "letter": {**job.words["letter"], "cut_here": "Cut 😀"}})
    [problem] = check_leaflet(odd)
    assert problem.spot.path == "theme/strings/en.yml"
    assert check_leaflet(replace(odd, form="a4")) == []
