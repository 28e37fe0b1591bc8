"""Booklets: a cover, a page for each point, then how to do it; help stands on the back cover."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from clearheart.print import PrintJob, check_leaflet, prepare_leaflet
from clearheart.print.impose import count_pages
from clearheart.print.prepare import prepare
from tests.arabic import arabic_job
from tests.small_pages import JOBS, find_job, headings, made, name_of, open_pdf, type_sizes, words_on
from tests.test_print import CHINESE, ENGLISH, line_of, make_job, squeeze
from tests.test_print_cards import IMPRINT, in_order, say, titles

TALKING = ["en/talking-at-the-table", "zh/talking-at-the-table"]
LONG = "You can ask, and listen, and ask again, and it will take the time that it takes.\n\n"


def booklet(text: str, language: str = "en") -> PrintJob:
    return replace(make_job(text, language), form="booklet")


@pytest.mark.parametrize("job", JOBS, ids=name_of)
def test_every_leaflet_of_the_project_is_a_booklet_of_two_sheets(job: PrintJob) -> None:
    job = replace(job, form="booklet")
    assert check_leaflet(job) == []
    assert len(say(job)) == 8


@pytest.mark.parametrize("name", TALKING)
def test_a_booklet_on_american_paper_holds_as_much(name: str) -> None:
    assert check_leaflet(find_job(name, "us-booklet")) == []


@pytest.mark.parametrize("name", TALKING)
def test_each_page_says_its_part(name: str) -> None:
    job = find_job(name, "booklet")
    cover, *points, first, second, third, back = say(job)
    data = prepare(job).data
    assert in_order(cover, [data["plain_title"], job.meta.lead, job.meta.reader])
    assert [
        page.startswith(f"{number}{squeeze(title)}")
        for number, (page, title) in enumerate(zip(points, titles(job), strict=True), 1)
    ] == [True] * 3
    inner = first + second + third
    assert in_order(inner, [_words(node) for node in data["back"] if node["kind"] == "heading"])
    assert in_order(inner, [job.words["print"]["sources"], *[source["words"] for source in data["sources"]]])
    numbers = [line.number for line in job.helplines]
    assert in_order(back, [job.words["small"]["help"], *numbers, job.words["small"]["scan"], "clearheart.example"])


def _words(node: dict[str, list[list[dict[str, str]]]]) -> str:
    return "".join(piece["text"] for pieces in node["content"] for piece in pieces)


@pytest.mark.parametrize("name", TALKING)
def test_inner_pages_are_numbered_at_their_outer_edge(name: str) -> None:
    pages = words_on(made(name, "booklet")[1])
    assert all(word.bottom < 195 for word in pages[0] if re.fullmatch(r"\d", word.text))
    for number, words in enumerate(pages[1:-1], 2):
        last = max(words, key=lambda word: word.bottom)
        assert last.text == str(number)
        assert last.left < 20 if number % 2 == 0 else last.right > 128


@pytest.mark.parametrize("name", TALKING)
def test_a_booklet_claims_both_standards_and_leaves_no_level_out(name: str) -> None:
    pdf = open_pdf(made(name, "booklet")[1])
    metadata = pdf.root_object["/Metadata"].get_data().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    kinds = headings(pdf)
    assert kinds[:4] == ["/H1", "/H2", "/H2", "/H2"]
    assert kinds.count("/H1") == 1
    assert all(int(after[2]) <= int(before[2]) + 1 for before, after in itertools.pairwise(kinds))


@pytest.mark.parametrize("name", TALKING)
def test_running_text_is_never_small(name: str) -> None:
    for page in open_pdf(made(name, "booklet")[1]).pages:
        sizes = type_sizes(page)
        assert max(sizes, key=lambda size: len(sizes[size])) >= 9
        assert min(sizes) >= 7


def test_a_booklet_grows_by_pages_and_never_overflows_with_sentences() -> None:
    job = booklet(ENGLISH.replace("Ask first.", "Ask first.").replace("| Sign |", LONG * 60 + "| Sign |"))
    assert check_leaflet(job) == []
    pages = say(job)
    assert len(pages) > 8
    assert squeeze("".join(pages)).count(squeeze(LONG)) == 60
    assert "120" in pages[-1]


def test_a_long_point_goes_on_overleaf() -> None:
    job = booklet(ENGLISH.replace("Ask “What", LONG * 30 + "Ask “What"))
    assert check_leaflet(job) == []
    assert "".join(say(job)).count(squeeze(LONG)) == 30


def test_a_block_that_is_higher_than_a_page_is_told_with_its_line() -> None:
    text = ENGLISH.replace("2. Call loudly.", "\n".join(f"{number}. Call loudly, and wait." for number in range(2, 60)))
    [problem] = check_leaflet(booklet(text))
    assert "the page of the format booklet is too long by about" in problem.what
    assert problem.spot.line == line_of(text, "/// urgent")


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (CHINESE, "zh")])
def test_a_section_that_fits_on_a_page_is_not_parted(text: str, language: str) -> None:
    job = booklet(text, language)
    pages = say(job)
    [urgent] = [page for page in pages if ("Someone" if False else "120") in page and page is not pages[-1]]
    data = prepare(job).data
    box = next(node for node in data["back"] if node["kind"] == "urgent")
    assert squeeze(_words(box["title"])) in urgent
    assert urgent.index(squeeze(_words(box["title"]))) < urgent.index("120")


def test_an_imprint_changes_no_page_but_the_last() -> None:
    leaflet = prepare_leaflet(find_job(TALKING[1], "booklet"))
    plain, printed = (words_on(leaflet.read(imprint)) for imprint in (None, IMPRINT))
    assert plain[:-1] == printed[:-1]
    said = squeeze("".join(word.text for word in printed[-1]))
    assert all(squeeze(str(part)) in said for part in IMPRINT.values() if part)


def test_pages_are_counted_once_for_all_imprints() -> None:
    leaflet = prepare_leaflet(find_job(TALKING[1], "booklet"))
    before = count_pages.cache_info().misses
    for number in range(3):
        leaflet.print({**IMPRINT, "phone": str(number)})
    assert count_pages.cache_info().misses == before


def test_a_booklet_in_arabic_is_numbered_the_other_way_round() -> None:
    job = arabic_job("booklet")
    assert check_leaflet(job) == []
    pages = words_on(prepare_leaflet(job).read())
    numbered = [max(words, key=lambda word: word.bottom) for words in pages[1:-1]]
    assert [word.text for word in numbered] == [str(number) for number in range(2, len(pages))]
    assert [word.left > 100 for word in numbered] == [number % 2 == 0 for number in range(2, len(pages))]
