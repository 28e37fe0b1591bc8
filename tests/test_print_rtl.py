"""A leaflet in Arabic: every sheet begins on the right, and numbers in it still run from the left."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace

import pypdf
import pytest

from clearheart.print import check_leaflet, prepare_leaflet
from clearheart.print.formats import FORMATS
from tests.arabic import arabic_job, words_on

READING = ["a4", "letter", "large", "trifold", "a3", "booklet", "a6x4"]
IMPRINT = {
    "organisation": "مركز الشباب",
    "phone": "0855-7777 6666",
    "address": "شارع الربيع 12",
    "helpline": "400-100-1111",
    "logo": None,
}


@pytest.mark.parametrize("form", READING)
def test_an_arabic_leaflet_begins_on_the_right_in_every_format(form: str) -> None:
    job = arabic_job(form)
    assert check_leaflet(job) == []
    pdf = prepare_leaflet(job).read(IMPRINT)
    width = FORMATS[form].size[0] / (3 if form == "trifold" else 1)
    title = words_on(pdf, 1)
    first, last = title["الحديث"], title["المخدرات"]
    assert width - 25 < first[1] < width - 3  # the cover of a folded sheet stands on its left
    assert last[1] < width - 3
    assert last[0] < first[0] or last[2] > first[2] + 2
    for page in range(1, len(pypdf.PdfReader(io.BytesIO(pdf)).pages) + 1):
        for word, (left, right, _) in words_on(pdf, page).items():
            assert 2 < left <= right < FORMATS[form].size[0] - 2, word


def test_the_columns_of_a_front_page_stand_in_mirrored_order() -> None:
    words = words_on(prepare_leaflet(arabic_job()).print(), 1)
    assert words["12356"][0] > words["12355"][0] > words["110"][0]
    assert words["نوعمسي"[::-1]][0] > words["عمتسا"[::-1]][0] > words["دعاوق"[::-1]][0]
    assert words["120"][0] > words["clearheart.example/leaflets/"][0]


def test_the_panels_of_a_folded_sheet_stand_in_mirrored_order() -> None:
    pdf = prepare_leaflet(arabic_job("trifold")).print()
    outside, inside = words_on(pdf, 1), words_on(pdf, 2)
    third = FORMATS["trifold"].size[0] / 3
    assert outside["الحديث"][1] < third < outside["12356"][0] < 2 * third < outside["قواعد"][0]
    assert inside["يمكنك"][0] > 2 * third > inside["كيف"][1] > third


@pytest.mark.parametrize("form", ["a4", "letter", "trifold", "a3", "booklet", "large"])
def test_telephone_numbers_run_from_left_to_right(form: str) -> None:
    pdf = prepare_leaflet(arabic_job(form)).read(IMPRINT)
    pages = [words_on(pdf, page) for page in range(1, len(pypdf.PdfReader(io.BytesIO(pdf)).pages) + 1)]
    for first, second in (("0851-8888", "8888"), ("0855-7777", "6666")):
        [words] = [page for page in pages if first in page]
        assert 0 < words[second][0] - words[first][1] < 4
        assert abs(words[second][2] - words[first][2]) < 0.5
    assert any("400-100-1111" in page for page in pages)
    assert any("clearheart.example/leaflets/small" in "".join(page) for page in pages)


def test_an_arabic_leaflet_is_read_in_the_order_of_its_markdown() -> None:
    pdf = prepare_leaflet(arabic_job()).print()
    said = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    order = ["الحديث", "المائدة", "محاضرة", "استمع", "قواعد", "12356", "يمكنك", "مباشرة", "متغير", "يتنفس"]
    places = [said.index(word) for word in order]
    assert places == sorted(places)


def test_the_pdf_says_that_it_is_read_from_right_to_left() -> None:
    catalog = pypdf.PdfReader(io.BytesIO(prepare_leaflet(arabic_job()).print())).root_object
    assert catalog["/Lang"] == "ar"
    assert catalog["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_uyghur_is_set_like_arabic() -> None:
    job = arabic_job(language="ug")
    meta = job.meta.model_copy(update={"lead": "ئۆيدە سۆزلىشەيلى، ھەر كۈنى."})
    job = replace(job, document=job.document.model_copy(update={"meta": meta}))
    assert check_leaflet(job) == []
    words = words_on(prepare_leaflet(job).print(), 1)
    assert words["الحديث"][1] > 190
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pypdf.PdfReader(io.BytesIO(prepare_leaflet(job).print())).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any("NotoSansArabic" in font for font in fonts)
