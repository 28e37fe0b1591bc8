"""The poster: one page that is read from some steps away, with help and the code at its foot."""

from __future__ import annotations

import re
from dataclasses import replace

import cv2
import pytest

from clearheart.print import check_leaflet
from tests.arabic import arabic_job
from tests.paper import (
    MM,
    Printed,
    claims_both_standards,
    crossing,
    in_order,
    levels_follow,
    outside,
    overlapping,
    printed_in,
    tags,
    wrong_line_ends,
)
from tests.qr import read_codes
from tests.test_print import ENGLISH, line_of, make_job, squeeze

LEAFLETS = printed_in("a3", "us-tabloid")
every_leaflet = pytest.mark.parametrize("printed", LEAFLETS)


@every_leaflet
def test_a_poster_is_one_page_of_its_paper_and_a_reading_edition(printed: Printed) -> None:
    assert check_leaflet(printed.job) == []
    assert len(printed.reader.pages) == 1
    assert printed.size == pytest.approx((297, 420) if printed.job.form == "a3" else (279.4, 431.8), abs=0.1)
    assert claims_both_standards(printed)
    assert levels_follow(tags(printed))


@every_leaflet
def test_a_poster_says_its_message_then_where_help_is_then_its_sources(printed: Printed) -> None:
    title, points = printed.front
    meta = printed.job.meta
    start = squeeze(printed.job.words["site"]["name"] + meta.reader + title + meta.lead) + points
    after = [*printed.numbers, *printed.said("help_checked", "scan"), printed.address]
    for [page] in (printed.pages, printed.raw_pages):
        text = page.replace("\u200b", "")
        assert text.startswith(start)
        rest = text[len(start) :]
        assert in_order(rest, after) == []
        assert in_order(rest, printed.said("organisation", "phone", "address", "helpline")) == []
        assert in_order(rest, printed.said("help_checked", "sources", "checked")) == []


@every_leaflet
def test_the_sources_of_a_poster_are_those_that_it_cites(printed: Printed) -> None:
    cited = len(dict.fromkeys(re.findall(r"@([\w-]+)", printed.text.split("---\n")[2])))
    sources = printed.pages[0].replace("\u200b", "").split(printed.address)[1]
    for number in range(1, 14):
        source = _source(printed, number)
        if source:
            assert (source in sources) == (number <= cited)


def _source(printed: Printed, number: int) -> str:
    """Give the title of the source with a number: they are numbered as they are first named."""
    named = list(dict.fromkeys(re.findall(r"@([\w-]+)", printed.text)))
    return squeeze(printed.job.sources[named[number - 1]].title) if number <= len(named) else ""


@every_leaflet
def test_a_poster_can_be_read_from_three_metres(printed: Printed) -> None:
    # A rule of sign makers: letters of 1 cm are read from 3 metres; a capital is 0.7 em high.
    sizes = {size * 0.7 / MM: words for size, words in printed.sizes.items()}
    large = [words for height, words in sizes.items() if height >= 10]
    title = squeeze(printed.front[0])
    assert any(squeeze(words)[:3] in title for words in large)
    numbers = [line.number for line in printed.job.helplines]
    assert any(words in numbers for words in large)
    body = [height for height, words in sizes.items() if height >= 4]
    assert len(body) >= 4


@every_leaflet
def test_nothing_of_a_poster_is_cut_or_stands_on_something_else(printed: Printed) -> None:
    assert outside(printed.words[0], printed.size, margin=7) == []
    assert list(overlapping(printed.words[0])) == []
    assert not {"top", "bottom"} & set(crossing(printed.pictures[0]))
    below = printed.pictures[0][printed.pictures[0].shape[0] // 2 :]
    assert crossing(below) in ([], ["top"])


@every_leaflet
def test_the_drawing_carries_the_poster(printed: Printed) -> None:
    """What is neither ground nor text between the lead and the first point is the drawing."""
    words = printed.words[0]
    lead = max(
        word.bottom for word in words if word.bottom < printed.size[1] * 0.5 and word.bottom < _first_point(printed)
    )
    assert (_first_point(printed) - lead) / printed.size[1] > 0.15


def _first_point(printed: Printed) -> float:
    """Find where the number of the first point stands."""
    return next(word.top for word in printed.words[0] if word.text == "1" and word.left < 0.1 * printed.size[0])


@every_leaflet
def test_the_code_of_a_poster_leads_to_the_leaflets_page(printed: Printed) -> None:
    assert read_codes(printed.pictures[0]) == [printed.job.url]


@pytest.mark.parametrize(
    "printed", [param for param in LEAFLETS if "zh" in str(param.id) or "Chinese" in str(param.id)]
)
def test_lines_of_chinese_begin_and_end_rightly(printed: Printed) -> None:
    assert wrong_line_ends(printed) == []


def test_both_papers_hold_the_same_words() -> None:
    job = make_job(ENGLISH)
    [one], [other] = Printed(job, ENGLISH, "a3").pages, Printed(job, ENGLISH, "us-tabloid").pages
    assert one == other


def test_from_right_to_left_the_code_stands_at_the_left() -> None:
    printed = Printed(arabic_job("a3"), "", "a3")
    numbers = [word for word in printed.words[0] if word.text == "120"]
    [corners] = cv2.QRCodeDetectorAruco().detect(printed.pictures[0])[1]
    assert corners[:, 0].max() * 25.4 / 100 < min(word.left for word in numbers)
    assert outside(printed.words[0], printed.size, margin=7) == []


def test_a_poster_with_long_points_names_the_longest() -> None:
    text = ENGLISH.replace("first.[@two-nd; @one-2020]", "first. " + "And listen to the answer. " * 30)
    [problem] = map(str, check_leaflet(replace(make_job(text), form="a3")))
    assert f":{line_of(text, '## Listen')}: the front page of the format a3 is too long" in problem


def test_a_title_that_is_too_long_for_a_poster_is_told() -> None:
    text = ENGLISH.replace("Talking begins at the table", "Talking begins at the table, " * 9)
    problems = [str(problem) for problem in check_leaflet(replace(make_job(text), form="a3"))]
    assert any(f":{line_of(text, '# Talking')}: the title of the format a3 is too long" in told for told in problems)
