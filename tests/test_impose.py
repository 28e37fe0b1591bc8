"""Pages on sheets: what is cut lies where it was printed, what is folded comes in order, and text is read once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearheart.print import prepare_leaflet
from clearheart.print.formats import FORMATS, PrintFormat
from clearheart.print.impose import Slot, arrange, with_blanks
from tests.arabic import arabic_job
from tests.qr import read_codes
from tests.small_pages import POINTS, draw, find_job, made, open_pdf, tags_of, text_in, words_on

IMPOSED = [form for form in FORMATS.values() if form.imposition]
CUT = [form for form in IMPOSED if form.imposition and not form.imposition.is_booklet]
BOOKLETS = [form for form in IMPOSED if form not in CUT]
TALKING = "zh/talking-at-the-table"


def sides_of(form: PrintFormat, count: int, direction: str = "ltr") -> list[list[Slot]]:
    assert form.imposition is not None
    return arrange(form.imposition, form.size, count, direction)


def sheet_of(form: PrintFormat) -> tuple[float, float]:
    assert form.imposition is not None
    return form.imposition.sheet


def fold(sides: list[list[Slot]], direction: str) -> list[int]:
    """Print on both sides, flip on the short edge, nest the sheets and fold them: give the pages in reading order.

    A leaf is half of a sheet: what is on its front, and behind it, on the other half of the sheet's back.
    """
    leaves = []
    for outer, inner in zip(sides[::2], sides[1::2], strict=True):
        left, right = sorted(outer, key=lambda slot: slot.x)
        back_left, back_right = sorted(inner, key=lambda slot: slot.x)
        leaves.append(((left.page, back_right.page), (right.page, back_left.page)))
    # The spine is on the left where lines run to the right: the right halves are read first, from the outer sheet
    # to the inner one; then the left halves, turned over, on the way back.
    first, second = (1, 0) if direction == "ltr" else (0, 1)
    there = [page for leaf in leaves for page in leaf[first]]
    back = [page for leaf in reversed(leaves) for page in reversed(leaf[second])]
    return there + back


@given(count=st.integers(2, 200), direction=st.sampled_from(["ltr", "rtl"]), form=st.sampled_from(BOOKLETS))
def test_a_folded_booklet_shows_its_pages_in_order(count: int, direction: str, form: PrintFormat) -> None:
    pages = fold(sides_of(form, count, direction), direction)
    assert [page for page in pages if page] == list(range(1, count + 1))
    assert pages == with_blanks(count)
    assert (pages[0], pages[-1], len(pages) % 4) == (1, count, 0)
    assert pages.count(0) < 4
    assert set(pages[count - 1 : -1]) <= {0}, "blank pages stand together before the back cover"


def test_a_booklet_in_arabic_opens_the_other_way() -> None:
    [outer, _] = sides_of(FORMATS["booklet"], 4, "rtl")
    assert [slot.page for slot in sorted(outer, key=lambda slot: slot.x)] == [1, 4]


@pytest.mark.parametrize("form", IMPOSED, ids=lambda form: form.name)
def test_places_lie_on_the_sheet_side_by_side(form: PrintFormat) -> None:
    width, height = sheet_of(form)
    for side in sides_of(form, 8):
        for at, slot in enumerate(side):
            assert -0.01 <= slot.x <= width - form.size[0] + 0.01
            assert -0.01 <= slot.y <= height - form.size[1] + 0.01
            for other in side[:at]:
                apart = max(abs(slot.x - other.x) / form.size[0], abs(slot.y - other.y) / form.size[1])
                assert apart >= 0.999, "two places overlap"


@pytest.mark.parametrize("form", CUT, ids=lambda form: form.name)
def test_backs_lie_behind_their_fronts_whichever_way_the_sheet_is_flipped(form: PrintFormat) -> None:
    (width, height), (page_width, page_height) = sheet_of(form), form.size
    front, back = ({(round(slot.x, 2), round(slot.y, 2)) for slot in side} for side in sides_of(form, 2))
    assert {(round(width - x - page_width, 2), y) for x, y in front} == back
    assert {(x, round(height - y - page_height, 2)) for x, y in front} == back


def test_ten_wallet_cards_stand_on_a_sheet_with_margins_that_every_printer_can_do() -> None:
    for name in ("wallet", "us-wallet"):
        (width, height), form = sheet_of(FORMATS[name]), FORMATS[name]
        for side in sides_of(form, 2):
            assert len(side) == 10
            assert min(slot.x for slot in side) >= 10
            assert min(slot.y for slot in side) >= 10
            assert max(slot.x for slot in side) + form.size[0] <= width - 10
            assert max(slot.y for slot in side) + form.size[1] <= height - 10


@pytest.mark.parametrize("form", IMPOSED, ids=lambda form: form.name)
def test_each_page_stands_at_its_place_as_text(form: PrintFormat) -> None:
    sheets, pages = made(TALKING, form.name)
    count = len(open_pdf(pages).pages)
    said = [text_in(pages, number, 0, 0, *form.size) for number in range(1, count + 1)]
    sides = sides_of(form, count)
    assert len(open_pdf(sheets).pages) == len(sides)
    for number, side in enumerate(sides, 1):
        for slot in side:
            found = text_in(sheets, number, slot.x, slot.y, *form.size)
            assert found == (said[slot.page - 1] if slot.page else "")


def test_an_arabic_booklet_has_its_cover_on_the_left() -> None:
    sheets = prepare_leaflet(arabic_job("booklet")).print()
    width, height = sheet_of(FORMATS["booklet"])
    left, right = (text_in(sheets, 1, x, 0, width / 2, height) for x in (0, width / 2))
    assert "120" in right
    assert "120" not in left


@pytest.mark.parametrize("form", CUT, ids=lambda form: form.name)
def test_no_word_comes_near_the_edge_of_its_card(form: PrintFormat) -> None:
    for words, side in zip(words_on(made(TALKING, form.name)[0]), sides_of(form, 2), strict=True):
        held = 0
        for slot in side:
            right, bottom = slot.x + form.size[0] - 2.5, slot.y + form.size[1] - 2.5
            for word in words:
                inside = word.left >= slot.x + 2.5 and word.right <= right
                held += inside and word.top >= slot.y + 2.5 and word.bottom <= bottom
        assert held == len(words) > 10


@pytest.mark.parametrize("form", IMPOSED, ids=lambda form: form.name)
def test_what_is_printed_again_is_read_once_and_stored_once(form: PrintFormat) -> None:
    sheets, pages = made(TALKING, form.name)
    pdf, count = open_pdf(sheets), len(open_pdf(pages).pages)
    figures = [tag for tag in tags_of(pdf) if tag["/S"] == "/Figure"]
    assert len(figures) == count
    assert all("/Alt" in tag for tag in figures)
    for side, slots in zip(pdf.pages, sides_of(form, count), strict=True):
        drawn = re.findall(r"/(x\d+) Do", side.get_contents().get_data().decode("latin-1"))
        assert len(drawn) == sum(slot.page > 0 for slot in slots)
        assert len(set(drawn)) == len({slot.page for slot in slots if slot.page})
    assert len(sheets) < 1.1 * len(pages)


def test_marks_around_repeats_make_them_artifacts() -> None:
    [front, _] = open_pdf(made(TALKING, "wallet")[0]).pages
    read, depth = [], []
    content = front.get_contents().get_data().decode("latin-1")
    for opens, ends, draws in re.findall(r"/(\w+)(?:<<.*?>>+| )B[DM]C|(EMC)|(/x\d+ Do)", content):
        if opens:
            depth.append(opens)
        elif ends:
            depth.pop()
        else:
            assert draws
            read.append(depth[-1])
    assert sorted(read) == ["Artifact"] * 9 + ["Span"]


@pytest.mark.parametrize("form", ["wallet", "booklet"])
def test_sheets_claim_no_standard_and_their_reading_edition_both(form: str) -> None:
    sheets, pages = (open_pdf(pdf).root_object["/Metadata"].get_data() for pdf in made(TALKING, form))
    assert b"pdfuaid" not in sheets
    assert b"pdfaid" not in sheets
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pages
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pages


@pytest.mark.parametrize("form", CUT, ids=lambda form: form.name)
def test_the_code_of_every_copy_leads_to_the_leaflet(form: PrintFormat) -> None:
    sheets, _ = made(TALKING, form.name)
    number = 1 if form.template == "leaflet" else 2
    dots = 150
    sheet = draw(sheets, number, dots)
    scale = dots / 25.4
    for slot in sides_of(form, 2)[number - 1]:
        left, top = round(slot.x * scale), round(slot.y * scale)
        card = sheet[top : top + round(form.size[1] * scale), left : left + round(form.size[0] * scale)]
        assert read_codes(card) == [find_job(TALKING, form.name).url]


def test_dots_and_marks_show_where_to_cut_on_the_first_side_only() -> None:
    front, back = (draw(made(TALKING, "wallet")[0], number, 200) for number in (1, 2))
    scale = 200 / 25.4
    margin = slice(0, round(13 * scale))
    assert front[margin].min() < 200 < back[margin].min(), "marks stand in the upper margin"
    middle = slice(round(104.8 * scale), round(105.2 * scale))
    assert front[round(20 * scale) : round(270 * scale), middle].min() < 200


def test_ticks_show_where_to_fold() -> None:
    sheets, _ = made(TALKING, "booklet")
    tick = (slice(60, 70), slice(1166, 1173))
    assert draw(sheets, 1, 200)[tick].min() < 140
    assert draw(sheets, 2, 200)[tick].min() > 200


def test_sheets_are_the_same_bytes_again_and_take_an_imprint() -> None:
    imprint = {"organisation": "贵阳市第三中学", "phone": "0851-8888", "address": "", "helpline": "", "logo": None}
    leaflet = prepare_leaflet(find_job(TALKING, "wallet"))
    assert leaflet.print(imprint) == leaflet.print(imprint)
    front, back = words_on(leaflet.print(imprint))
    assert [word.text for word in back].count("贵阳市第三中学") == 10
    assert "贵阳市第三中学" not in {word.text for word in front}


def test_sheets_are_as_large_as_their_paper() -> None:
    for form in IMPOSED:
        [side, *_] = open_pdf(made(TALKING, form.name)[0]).pages
        size = (float(side.mediabox.width) / POINTS, float(side.mediabox.height) / POINTS)
        assert size == pytest.approx(sheet_of(form), abs=0.1)
