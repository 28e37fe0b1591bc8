"""Chinese on paper: the right shapes for each region, and lines that begin and end as Chinese lines do."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import cv2
import numpy
import pypdf
import pytest

from clearheart.print import PrintJob, prepare_leaflet
from tests.test_print import CHINESE, LEAFLETS, make_job, real_job

FORMS = ["a4", "letter", "large", "trifold", "a3", "booklet", "a6x4", "wallet"]
OURS = [path for path in LEAFLETS if path.parts[-3] == "zh"]


def regional_job(language: str, title: str = "骨") -> PrintJob:
    """Make a job whose words are the same in every region."""
    job = make_job(CHINESE.replace("# 和孩子聊毒品，从一顿饭开始", f"# {title}"), "zh")
    lines = tuple(
        line.model_copy(update={"situation": {language: line.situation["zh"]}, "hours": {language: line.hours["zh"]}})
        for line in job.helplines
    )
    return replace(job, document=job.document.model_copy(update={"language": language}), helplines=lines)


@lru_cache(maxsize=16)
def draw_title(language: str, title: str) -> bytes:
    page = prepare_leaflet(regional_job(language, title)).draw(72)[0]
    pixels = cv2.imdecode(numpy.frombuffer(page, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    return pixels[90:140, 30:250].tobytes()


@pytest.mark.parametrize(
    ("title", "alike", "unlike"),
    [
        ("骨", [], [("zh", "zh-TW"), ("zh", "zh-HK")]),
        ("令", [], [("zh", "zh-TW")]),
        ("直", [("zh", "zh-TW")], []),
        ("一", [("zh", "zh-TW"), ("zh-TW", "zh-HK")], []),
    ],
)
def test_each_region_has_its_own_shapes(
    title: str, alike: list[tuple[str, str]], unlike: list[tuple[str, str]]
) -> None:
    for one, other in alike:
        assert draw_title(one, title) == draw_title(other, title)
    for one, other in unlike:
        assert draw_title(one, title) != draw_title(other, title)


def test_hong_kong_and_taiwan_differ_where_their_standards_do() -> None:
    assert [title for title in "骨令直者說兌" if draw_title("zh-TW", title) != draw_title("zh-HK", title)]


@pytest.mark.parametrize(("language", "font"), [("zh", "sc"), ("zh-TW", "tc"), ("zh-HK", "tc")])
def test_each_region_is_set_in_its_own_font(language: str, font: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(prepare_leaflet(regional_job(language)).print()))
    names = [font.get_object()["/BaseFont"] for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert any(f"NotoSansCJK{font}-Bold" in name for name in names)
    assert reader.root_object["/Lang"] == {"zh": "zh-CN"}.get(language, language)


@lru_cache(maxsize=64)
def lines_of(path: Path, form: str) -> list[str]:
    """Give the lines of one of our leaflets: pieces of text at one height that touch each other."""
    pdf = pypdf.PdfReader(io.BytesIO(prepare_leaflet(replace(real_job(path), form=form)).read()))
    return [line.strip() for page in pdf.pages for line in page.extract_text().splitlines() if line.strip()]


@pytest.mark.parametrize("form", FORMS)
def test_no_line_of_our_leaflets_begins_or_ends_with_the_wrong_mark(form: str) -> None:
    lines = [line for path in OURS for line in lines_of(path, form)]
    assert len(lines) > 50
    assert [line for line in lines if line[0] in "，。、；：！？”’）》」』】…—" or line[-1] in "“‘（《「『【"] == []


@pytest.mark.parametrize("form", FORMS)
def test_no_character_stands_alone_on_a_last_line(form: str) -> None:
    lonely = [
        (path.stem, before, line)
        for path in OURS
        for before, line in zip(lines_of(path, form), lines_of(path, form)[1:], strict=False)
        if re.fullmatch(r"[\u4e00-\u9fff][，。、；：！？”’）》]*[\d, ]*", line)
        and re.search(r"[\u4e00-\u9fff，、]$", before)
    ]
    assert lonely == []


def test_latin_letters_and_numbers_stand_a_little_apart_from_chinese() -> None:
    def width(lead: str) -> float:
        job = regional_job("zh")
        meta = job.meta.model_copy(update={"lead": lead})
        job = replace(job, document=job.document.model_copy(update={"meta": meta}))
        page = prepare_leaflet(job).draw(144)[0]
        pixels = cv2.imdecode(numpy.frombuffer(page, numpy.uint8), cv2.IMREAD_GRAYSCALE)
        assert pixels is not None
        dark = numpy.nonzero((pixels[330:370] < 100).any(axis=0))[0]
        return float(dark.max() - dark.min())

    assert width("拨打120求助") > width("拨打求助") + width("120") + 10
