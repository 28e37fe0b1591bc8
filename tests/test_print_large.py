"""Large print: nothing smaller than 18 points, one column, and help on the last page."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from clearheart.print import check_leaflet, prepare_leaflet
from clearheart.problems import ClearheartError
from tests.arabic import arabic_job
from tests.paper import (
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
from tests.test_print import CHINESE, ENGLISH, line_of, make_job, squeeze

LEAFLETS = printed_in("large", "us-large")
every_leaflet = pytest.mark.parametrize("printed", LEAFLETS)


def running_text(pages: list[str]) -> str:
    """Join the pages without their numbers; sources' numbers stand in brackets here, elsewhere without."""
    plain = (re.sub(r"\d+/\d+$", "", re.sub("\u200b", "", page)) for page in pages)
    return re.sub(r"\[([\d,]+)\]", r"\1", "".join(plain))


@every_leaflet
def test_no_type_is_smaller_than_18_points(printed: Printed) -> None:
    assert min(printed.sizes) >= 17.99, printed.sizes[min(printed.sizes)]


def test_no_type_of_an_imprint_is_smaller_than_18_points() -> None:
    given = {
        "organisation": "贵州省贵阳市云岩区第三中学禁毒教育办公室和家长学校",
        "phone": "0851-8888 8888",
        "address": "贵州省贵阳市云岩区中山西路某某号某某大厦三楼禁毒教育办公室",
        "helpline": "12320",
        "logo": None,
    }
    printed = Printed(make_job(CHINESE, "zh"), CHINESE, "large")
    printed.pdf = printed.leaflet.print(given)
    assert squeeze(given["address"] or "") in printed.pages[-1]
    assert min(printed.sizes) >= 17.99
    with pytest.raises(ClearheartError, match="imprint's address"):
        printed.leaflet.print({**given, "address": "某某路" * 60})


@every_leaflet
def test_large_print_says_everything_in_reading_order(printed: Printed) -> None:
    title, points = printed.front
    meta = printed.job.meta
    whole = squeeze(printed.job.words["site"]["name"] + meta.reader + title + meta.lead) + points + printed.back
    end = [*printed.numbers, *printed.said("help_checked", "scan"), printed.address]
    end += printed.said("organisation", "phone", "address", "helpline", "checked", "review_by")
    for pages in (printed.pages, printed.raw_pages):
        text = running_text(pages)
        assert text.startswith(whole)
        assert text[len(whole) :].startswith(printed.said("sources")[0] + "1")
        assert in_order(text[len(whole) :], end) == []


@every_leaflet
def test_the_last_page_holds_all_of_the_help_box_and_the_code(printed: Printed) -> None:
    last = printed.pages[-1]
    assert all(number in last for number in printed.numbers)
    assert not any(number in page for number in printed.numbers for page in printed.pages[:-1])
    assert read_codes(printed.pictures[-1]) == [printed.job.url]


@every_leaflet
def test_every_page_says_its_number_and_how_many_there_are(printed: Printed) -> None:
    count = len(printed.pages)
    assert count > 1
    for number, page in enumerate(printed.raw_pages, 1):
        assert page.endswith(f"{number}/{count}")


@every_leaflet
def test_the_urgent_box_is_not_divided(printed: Printed) -> None:
    [title, *steps] = re.findall(
        r"/// urgent \| (.+)|^\d\. (.{4})", printed.text[printed.text.index("/// urgent") :], re.MULTILINE
    )
    wanted = [squeeze(title[0]), *(squeeze(re.sub(r"[*]", "", step[1]))[:3] for step in steps)]
    assert any(in_order(page, wanted) == [] for page in printed.pages)


@every_leaflet
def test_a_heading_stands_on_the_page_of_its_text(printed: Printed) -> None:
    heads = [squeeze(head) for head in re.findall(r"^#{2,3} (.+)$", printed.text, re.MULTILINE)]
    for page in printed.pages:
        said = re.sub(r"\d+/\d+$", "", page)
        assert not [head for head in heads if said.endswith(head)]


@every_leaflet
def test_large_print_is_a_reading_edition(printed: Printed) -> None:
    assert check_leaflet(printed.job) == []
    assert claims_both_standards(printed)
    assert levels_follow(tags(printed))


@every_leaflet
def test_nothing_of_large_print_is_cut_or_stands_on_something_else(printed: Printed) -> None:
    for words, picture in zip(printed.words, printed.pictures, strict=True):
        assert outside(words, printed.size, margin=10) == []
        assert list(overlapping(words)) == []
        assert not {"top", "bottom"} & set(crossing(picture))
    assert all(crossing(picture) == [] for picture in printed.pictures[1:])


@every_leaflet
def test_speech_stands_one_below_the_other(printed: Printed) -> None:
    quotes = [squeeze(quote)[:2] for quote in re.findall(r"^> (.+)$", printed.text, re.MULTILINE)]
    for words in printed.words:
        tops = sorted(word.top for word in words if squeeze(word.text)[:2] in quotes and word.text[0] in "“‘")
        assert all(after - before > 8 for before, after in pairwise(tops))


@pytest.mark.parametrize(
    "printed", [param for param in LEAFLETS if "zh" in str(param.id) or "Chinese" in str(param.id)]
)
def test_lines_of_chinese_begin_and_end_rightly(printed: Printed) -> None:
    assert wrong_line_ends(printed) == []


def test_from_right_to_left_large_print_is_whole() -> None:
    printed = Printed(arabic_job("large"), "", "large")
    assert min(printed.sizes) >= 17.99
    for words in printed.words:
        assert outside(words, printed.size, margin=10) == []
    assert check_leaflet(printed.job) == []


def test_a_box_that_must_stay_whole_and_is_longer_than_a_page_is_told() -> None:
    text = ENGLISH.replace("2. Call loudly.", "\n".join(f"{number}. Call loudly." for number in range(2, 40)))
    [problem] = map(str, check_leaflet(replace(make_job(text), form="large")))
    assert f":{line_of(text, '/// urgent')}: the page of the format large is too long by about " in problem


def test_long_text_takes_more_pages_and_is_no_problem() -> None:
    text = ENGLISH.replace("Sleep that changes.", "\n\n".join(["Sleep that changes."] * 80))
    job = replace(make_job(text), form="large")
    assert check_leaflet(job) == []
    assert (
        len(prepare_leaflet(job).draw(20)) > len(prepare_leaflet(replace(make_job(ENGLISH), form="large")).draw(20)) + 2
    )
