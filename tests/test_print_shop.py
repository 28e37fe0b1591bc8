"""Leaflets for a print shop: three millimetres more on every side, and boxes that say where the shop cuts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from clearheart.print import PrintJob, check_leaflet
from tests.small_pages import draw
from tests.test_print import CHINESE, ENGLISH, make_job, print_leaflet, squeeze

_POINT = 25.4 / 72
JOBS = [
    pytest.param(replace(make_job(ENGLISH), form="shop"), id="English"),
    pytest.param(replace(make_job(CHINESE, "zh"), form="shop"), id="Chinese"),
]


def read(job: PrintJob, tmp_path: Path) -> pypdf.PdfReader:
    path = tmp_path / "shop.pdf"
    path.write_bytes(print_leaflet(job))
    return pypdf.PdfReader(path)


def millimetres(box: pypdf.generic.RectangleObject) -> list[float]:
    return [round(float(side) * _POINT, 2) for side in (box.left, box.bottom, box.right, box.top)]


@pytest.mark.parametrize("job", JOBS)
def test_the_boxes_say_where_the_shop_cuts(job: PrintJob, tmp_path: Path) -> None:
    pages = read(job, tmp_path).pages
    assert len(pages) == 2
    for page in pages:
        media, trim, bleed = (millimetres(box) for box in (page.mediabox, page.trimbox, page.bleedbox))
        assert [media[2] - media[0], media[3] - media[1]] == pytest.approx([216, 303], abs=0.05)
        inside = [trim[0] - media[0], trim[1] - media[1], media[2] - trim[2], media[3] - trim[3]]
        assert inside == pytest.approx([3, 3, 3, 3], abs=0.05)
        assert bleed == pytest.approx(media, abs=0.05)
        assert page["/TrimBox"] != page["/MediaBox"]


@pytest.mark.parametrize("job", JOBS)
def test_colour_runs_beyond_the_cut(job: PrintJob) -> None:
    front = draw(print_leaflet(job), 1, 72)
    high, wide = front.shape[:2]
    cut = round(3 / 303 * high)
    assert not (front[2, 2 : wide // 2] == 255).all(), "the band reaches the upper edge of the paper"
    edge = front[: high // 4, : cut // 2].reshape(-1, 3)
    assert (edge == edge[0]).all(), "one colour stands in the bleed beside the title"
    assert (edge[0] != 255).any()


def test_the_words_are_those_of_the_leaflet(tmp_path: Path) -> None:
    shop, plain = (
        "".join(squeeze(page.extract_text()) for page in read(replace(make_job(ENGLISH), form=form), tmp_path).pages)
        for form in ("shop", "a4")
    )
    assert shop == plain
    assert check_leaflet(replace(make_job(ENGLISH), form="shop")) == []
