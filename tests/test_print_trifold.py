"""The folded leaflet: what stands on which panel, also when the sheet is folded."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy
import pytest

from clearheart.print import check_leaflet, prepare_leaflet
from tests.arabic import arabic_job
from tests.paper import (
    DOTS,
    Printed,
    Word,
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

LEAFLETS = printed_in("trifold", "us-trifold")
every_leaflet = pytest.mark.parametrize("printed", LEAFLETS)


def folds(picture: numpy.ndarray, ground: str = "top") -> list[float]:
    """Find the marks at an edge of the paper that show where to fold, in millimetres from the left."""
    rows = picture[round(5 / 25.4 * DOTS) : round(7 / 25.4 * DOTS)]
    rows = rows if ground == "top" else picture[-round(7 / 25.4 * DOTS) : -round(5 / 25.4 * DOTS)]
    darkness = 255 - cv2.cvtColor(rows, cv2.COLOR_BGR2GRAY).astype(int).min(axis=0)
    beside = numpy.minimum(numpy.roll(darkness, 4), numpy.roll(darkness, -4))
    marked = numpy.flatnonzero(darkness - beside > 40)
    groups = numpy.split(marked, numpy.flatnonzero(numpy.diff(marked) > 2) + 1)
    return [float(group.mean() + 0.5) * 25.4 / DOTS for group in groups if group.size]


@dataclass(frozen=True)
class Panel:
    """Hold one side of one of the three leaves between the folds."""

    start: float
    end: float
    words: tuple[Word, ...]

    @property
    def width(self) -> float:
        return self.end - self.start

    @property
    def text(self) -> str:
        """Its words, however their lines are ordered."""
        return squeeze("".join(word.text for word in self.words))


def panels(printed: Printed, page: int) -> list[Panel]:
    """Cut a page at its folds, from the left to the right."""
    edges = [0.0, *folds(printed.pictures[page]), printed.size[0]]
    assert len(edges) == 4, edges
    return [
        Panel(start, end, tuple(word for word in printed.words[page] if start <= (word.left + word.right) / 2 < end))
        for start, end in pairwise(edges)
    ]


@dataclass(frozen=True)
class Folded:
    """Hold a folded sheet as hands meet it."""

    top: Panel
    """What lies on top."""
    bottom: Panel
    opened: tuple[Panel, Panel]
    """What is seen after the first turn: to the left and to the right."""
    spread: list[Panel]
    """What is seen when all is open."""


def fold(printed: Printed) -> Folded:
    """Fold a sheet printed on both sides and flipped on its short edge: a leaf's back lies at the mirrored place.

    Read from left to right the right leaf is the cover; the left one is folded in first. From right to left it is the
    other way round.
    """
    front, back = panels(printed, 0), panels(printed, 1)
    behind = list(reversed(back))
    is_rtl = printed.job.words["site"].get("direction") == "rtl"
    flap, cover = (2, 0) if is_rtl else (0, 2)
    for leaf in range(3):
        assert front[leaf].width == pytest.approx(behind[leaf].width, abs=0.4), "both sides are folded at one line"
    assert front[flap].width + 1.2 < front[1].width, "what is folded in is narrower"
    assert front[cover].width <= front[1].width + 0.4, "the cover does not stand out"
    opened = (behind[cover], front[flap])
    return Folded(front[cover], front[1], opened[::-1] if is_rtl else opened, back)


def letters(text: str) -> Counter[str]:
    """Count the letters of a text, of which lines may stand in any order."""
    return Counter(re.sub(r"[\s\u200b\u2060]", "", text))


@every_leaflet
def test_a_folded_sheet_shows_the_cover_then_the_flap_then_the_inside(printed: Printed) -> None:
    folded = fold(printed)
    title, points = printed.front
    meta = printed.job.meta
    assert letters(folded.top.text) == letters(printed.job.words["site"]["name"] + title + meta.lead + meta.reader)
    assert letters(folded.opened[1].text) == letters(points)
    labels = printed.said("scan", "organisation", "phone", "address", "helpline", "help_checked", "checked")
    assert not letters("".join([*printed.numbers, printed.address, *labels])) - letters(folded.bottom.text)
    inside = "".join(panel.text for panel in folded.spread)
    assert not letters(printed.back) - letters(inside)
    assert printed.back[:4] in folded.opened[0].text
    assert printed.said("sources")[0] in folded.spread[2].text
    assert all(panel.words for panel in folded.spread)


@every_leaflet
def test_the_text_runs_from_the_cover_over_the_flap_to_the_inside(printed: Printed) -> None:
    title, points = printed.front
    meta, site = printed.job.meta, printed.job.words["site"]["name"]
    first = [squeeze(site + title + meta.lead + meta.reader), points, *printed.numbers]
    first += [
        *printed.said("help_checked", "scan"),
        printed.address,
        *printed.said("organisation", "phone", "address", "helpline", "checked"),
    ]
    for pages in (printed.pages, printed.raw_pages):
        outer, inner = (re.sub("\u200b", "", page) for page in pages)
        assert outer.startswith(first[0] + first[1])
        assert in_order(outer, first) == []
        assert inner.startswith(printed.back)
        assert inner[len(printed.back) :].startswith(printed.said("sources")[0] + "1")


@every_leaflet
def test_nothing_stands_across_a_fold_or_is_cut_at_an_edge(printed: Printed) -> None:
    for page, picture in enumerate(printed.pictures):
        assert crossing(picture) == []
        assert outside(printed.words[page], printed.size) == []
        assert list(overlapping(printed.words[page])) == []
        assert folds(picture) == pytest.approx(folds(picture, "bottom"), abs=0.3)
        for panel in panels(printed, page):
            for word in panel.words:
                assert panel.start + 6 <= word.left, word
                assert word.right <= panel.end - 6, word


@every_leaflet
def test_type_is_large_enough_to_read_and_only_notes_are_small(printed: Printed) -> None:
    is_chinese = printed.job.document.language == "zh"
    body = [size for size in printed.sizes if size >= (10.5 if is_chinese else 10)]
    assert len(body) >= 4
    assert min(printed.sizes) >= 6


@every_leaflet
def test_a_folded_leaflet_is_a_reading_edition(printed: Printed) -> None:
    assert check_leaflet(printed.job) == []
    assert len(printed.reader.pages) == 2
    assert claims_both_standards(printed)
    assert levels_follow(tags(printed))
    assert tags(printed).count("/H1") == 1


@every_leaflet
def test_the_qr_code_is_on_the_back(printed: Printed) -> None:
    back = fold(printed).bottom
    scale = DOTS / 25.4
    panel = printed.pictures[0][:, round(back.start * scale) : round(back.end * scale)]
    assert read_codes(panel) == [printed.job.url]


@pytest.mark.parametrize(
    "printed", [param for param in LEAFLETS if "zh" in str(param.id) or "Chinese" in str(param.id)]
)
def test_lines_of_chinese_begin_and_end_rightly(printed: Printed) -> None:
    assert wrong_line_ends(printed) == []


def test_from_right_to_left_the_sheet_is_folded_the_other_way_round() -> None:
    printed = Printed(arabic_job("trifold"), "", "trifold")
    folded = fold(printed)
    assert folded.top.start == 0
    assert "120" in folded.bottom.text
    assert not any(number in panel.text for number in ("120", "12356") for panel in (folded.top, folded.opened[1]))
    assert crossing(printed.pictures[0]) == []


def test_an_imprint_stands_on_the_back_and_moves_nothing() -> None:
    leaflet = prepare_leaflet(replace(make_job(CHINESE, "zh"), form="trifold"))
    given = {
        "organisation": "贵阳市第三中学",
        "phone": "0851-8888",
        "address": "云岩区1号",
        "helpline": "12320",
        "logo": None,
    }
    plain, filled = (leaflet.draw(DOTS, imprint)[0] for imprint in (None, given))
    one, other = (cv2.imdecode(numpy.frombuffer(page, numpy.uint8), cv2.IMREAD_COLOR) for page in (plain, filled))
    assert one is not None and other is not None
    changed = numpy.argwhere((one != other).any(axis=2))
    (top, left), (bottom, right) = changed.min(axis=0) * 25.4 / DOTS, changed.max(axis=0) * 25.4 / DOTS
    assert 97 < left < right < 198
    assert 150 < top < bottom < 195


def test_an_inside_that_is_too_long_names_the_first_line_that_does_not_fit() -> None:
    text = ENGLISH.replace("Sleep that changes.", "\n\n".join(["Sleep that changes, and friends that change."] * 120))
    [problem] = map(str, check_leaflet(replace(make_job(text), form="trifold")))
    found = re.match(r"content/en/leaflets/small.md:(\d+): the inside of the format trifold", problem)
    assert found, problem
    assert line_of(text, "Sleep that") < int(found[1]) <= line_of(text, "/// urgent")
    assert re.search(r"too long by about \d+ mm", problem)


def test_more_text_is_too_long_by_more() -> None:
    def excess(count: int) -> int:
        text = ENGLISH.replace("Sleep that changes.", "\n\n".join(["Sleep that changes."] * count))
        [problem] = map(str, check_leaflet(replace(make_job(text), form="trifold")))
        found = re.search(r"about (\d+) mm", problem)
        assert found
        return int(found[1])

    assert 60 <= excess(100) - excess(90) <= 90  # ten paragraphs of one line


def test_a_flap_that_is_too_long_is_told() -> None:
    text = ENGLISH.replace("first.[@two-nd; @one-2020]", "first. " + "And listen to the answer. " * 70)
    [problem] = map(str, check_leaflet(replace(make_job(text), form="trifold")))
    assert f":{line_of(text, '## Listen')}: the flap of the format trifold is too long" in problem


def test_a_title_that_leaves_no_room_for_the_drawing_is_told() -> None:
    text = ENGLISH.replace("Talking begins at the table", "Talking begins at the table, " * 14)
    problems = [str(problem) for problem in check_leaflet(replace(make_job(text), form="trifold"))]
    assert any(
        f":{line_of(text, '# Talking')}: the cover of the format trifold is too long" in told for told in problems
    )
