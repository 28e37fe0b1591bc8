"""A leaflet in two languages side by side: what one says stands beside what the other one says."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from clearheart.print import PrintJob, check_leaflet, check_text_coverage, prepare_leaflet
from clearheart.print.prepare import prepare
from clearheart.problems import ClearheartError
from tests.arabic import arabic_job, words_on
from tests.qr import read_codes
from tests.test_print import CHINESE, ENGLISH, LEAFLETS, PATH, ROOT, make_job, real_job, squeeze

ZH_PATH = "content/zh/leaflets/small.md"


def pair(first: str = ENGLISH, second: str = CHINESE, form: str = "bilingual") -> PrintJob:
    """Make a job in English with Chinese beside it."""
    return replace(make_job(first), form=form, beside=make_job(second, "zh", ZH_PATH))


def real_pair(path: Path) -> PrintJob:
    """Make a job of one of the project's own leaflets, with its twin."""
    other = {"en": "zh", "zh": "en"}[path.parts[-3]]
    twin = replace(real_job(ROOT / "content" / other / "leaflets" / path.name), url="https://clearheart.example/twin/")
    return replace(real_job(path), form="bilingual", beside=twin)


def words_with_places(job: PrintJob) -> list[list[tuple[float, float, str]]]:
    """Give for each page its pieces of text in the order in which they are read, with x and y from the upper left."""
    pages = []
    for page in pypdf.PdfReader(io.BytesIO(prepare_leaflet(job).print())).pages:
        found: list[tuple[float, float, str]] = []

        def visit(text: str, matrix: list[float], inner: list[float], *_: Any, found: Any = found) -> None:
            if text.strip():
                x = inner[4] * matrix[0] + inner[5] * matrix[2] + matrix[4]
                y = inner[4] * matrix[1] + inner[5] * matrix[3] + matrix[5]
                found.append((x, -y, text.strip()))

        page.extract_text(visitor_text=visit)
        pages.append(found)
    return pages


def place(pages: list[list[tuple[float, float, str]]], words: str) -> tuple[int, float, float]:
    """Find the page and the place at which some words begin."""
    for number, page in enumerate(pages):
        for x, y, text in page:
            if squeeze(words) in squeeze(text):
                return number, x, y
    raise AssertionError(f"{words} is nowhere")


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: "/".join(path.parts[-3:]))
def test_our_own_leaflets_fit_beside_each_other_on_few_pages(path: Path) -> None:
    job = real_pair(path)
    assert check_leaflet(job) == []
    assert 2 <= len(prepare_leaflet(job).draw(20)) <= 4


def test_each_row_is_read_in_one_language_then_in_the_other() -> None:
    pages = [squeeze(page) for page in text_of(pair())]
    front = [
        *("Talkingbeginsatthetable", "和孩子聊毒品，从一顿饭开始"),
        *("Asentencethatleadson.", "不是五分钟的说教，是一直聊下去。"),
        *("Talkearly", "早点聊，常常聊", "Listen", "先听，再说", "规矩说清楚"),
        *("120", "Someoneisindanger", "有人有生命危险", "12356"),
    ]
    back = ["Youcouldsay", "可以这样开口", "Ifsomeonecannotbewoken", "有人叫不醒，怎么办", "Sources", "来源"]
    for text, order in ((pages[0], front), ("".join(pages[1:]), back)):
        at = 0
        for words in order:
            at = text.index(words, at)


def text_of(job: PrintJob) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(prepare_leaflet(job).print())).pages]


def test_what_belongs_together_stands_at_one_height() -> None:
    pages = words_with_places(pair())
    for left, right in (("Talk early", "早点聊，常常聊"), ("Listen", "先听，再说"), ("You could say", "可以这样开口")):
        (page, x, y), (other_page, other_x, other_y) = place(pages, left), place(pages, right)
        assert page == other_page
        assert other_x > x + 150
        assert abs(y - other_y) < 4


def test_a_language_from_right_to_left_stands_on_the_right_when_it_comes_first() -> None:
    job = replace(arabic_job("bilingual"), beside=make_job(ENGLISH))
    assert check_leaflet(job) == []
    pages = words_with_places(job)
    _, english, _ = place(pages, "Talk early")
    assert english < 60
    title = words_on(prepare_leaflet(job).print(), 1)["المخدرات"]
    assert title[0] > 110


def test_sections_without_a_counterpart_are_printed_too() -> None:
    more = CHINESE.replace("/// urgent", "## 只有中文\n\n一段话。\n\n## 还有一段\n\n又一段话。\n\n/// urgent")
    job = pair(ENGLISH, more)
    assert check_leaflet(job) == []
    text = squeeze("".join(text_of(job)))
    assert "只有中文" in text
    assert "又一段话。" in text
    fewer = pair(ENGLISH.split("/// urgent")[0], CHINESE)
    assert check_leaflet(fewer) == []
    assert "拨打120" in squeeze("".join(text_of(fewer)))


def test_each_language_is_marked_and_set_in_its_own_way() -> None:
    reader = pypdf.PdfReader(io.BytesIO(prepare_leaflet(pair()).print()))
    assert reader.root_object["/Lang"] == "en"
    metadata = reader.root_object["/Metadata"].get_data().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    languages: set[str] = set()
    nodes = [reader.root_object["/StructTreeRoot"]]
    while nodes:
        node = nodes.pop().get_object()
        for child in node if isinstance(node, list) else [node]:
            child = child.get_object()
            if isinstance(child, dict):
                languages |= {str(child["/Lang"])} if "/Lang" in child else set()
                nodes += [child["/K"]] if "/K" in child else []
    assert languages & {"zh", "zh-CN"}


def test_both_codes_lead_to_their_own_pages() -> None:
    beside = replace(make_job(CHINESE, "zh", ZH_PATH), url="https://clearheart.example/zh/leaflets/small/")
    job = replace(make_job(ENGLISH), form="bilingual", beside=beside)
    assert read_codes(prepare_leaflet(job).draw(150)[0]) == sorted([job.url, beside.url])


def test_sources_of_both_languages_are_numbered_in_one_order_and_stand_once() -> None:
    data = prepare(pair()).data
    assert [(source["number"], source["language"]) for source in data["sources"]] == [(1, "en"), (2, "en")]
    only_second = pair(
        ENGLISH.replace("; @one-2020", "").replace("[@two-nd]", ""), CHINESE.replace("@one", "@two-nd; @one")
    )
    data = prepare(only_second).data
    assert [(source["number"], source["language"]) for source in data["sources"]] == [(1, "en"), (2, "zh")]
    assert '"numbers": [2, 1]' in str(data["beside"]).replace("'", '"')


def test_problems_of_both_languages_are_told_with_their_files() -> None:
    job = pair(ENGLISH.replace("Ask first.", "Ask 😀."), CHINESE.replace("大声叫", "大声😀叫"))
    assert {problem.spot.path for problem in check_text_coverage(job)} == {PATH, ZH_PATH}
    broken = pair(ENGLISH, CHINESE.replace("/// urgent", "/// doors"))
    assert [problem.spot.path for problem in check_leaflet(broken)] == [ZH_PATH]


@pytest.mark.parametrize(
    ("written", "line", "what"),
    [
        ("formats: [bilingual]\n", 9, "no other language has this leaflet to stand beside it"),
        (
            "formats: [bilingual]\nbeside: fr\n",
            10,
            'there is no leaflet leaflets/small.md in "fr" to stand beside this one',
        ),
        ("beside: en\nformats: [bilingual]\n", 9, '"en" is this leaflet\'s own language'),
    ],
)
def test_a_missing_twin_is_told_with_its_line(written: str, line: int, what: str, tmp_path: Path) -> None:
    text = ENGLISH.replace("review_by: 2027-02-22\n", f"review_by: 2027-02-22\n{written}")
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_text(text, encoding="utf-8")
    job = replace(make_job(text), form="bilingual", root=tmp_path)
    [problem] = check_leaflet(job)
    assert str(problem).startswith(f"{PATH}:{line}: {what} - ")
    with pytest.raises(ClearheartError):
        prepare_leaflet(job)


def test_a_leaflet_that_needs_more_than_four_pages_is_told() -> None:
    text = ENGLISH.replace("Sleep that changes.", "\n\n".join(["Sleep that changes, all day long."] * 200))
    assert any("of the format bilingual is too long by about" in problem.what for problem in check_leaflet(pair(text)))


def test_local_editions_change_the_imprint_alone() -> None:
    leaflet = prepare_leaflet(pair())
    imprint = {"organisation": "贵阳市第三中学", "phone": "0851-1", "address": "", "helpline": "", "logo": None}
    assert leaflet.draw(40, imprint)[1:] == leaflet.draw(40)[1:]
