"""Leaflets and letters for Word: read back as Word would find them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import cv2
import docx
import numpy
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm

from clearheart.model import Project
from clearheart.office import docx_names, office_orders
from clearheart.office.letter import letter_docx
from clearheart.office.word import leaflet_docx
from clearheart.read import read_project
from tests.office_files import check_archive, job_of, parts, small
from tests.projects import REPOSITORY, last_checked
from tests.qr import read_codes

LEAFLET = """\
---
title: Small
description: What it is about.
lead: A sentence that leads on.
reader: For parents
drawing: family-table
formats: [a4, letter]
tags: [families, home]
reviewed: 2026-11-22
---

# Talking begins at the table

## Talk early

Children who *hear* it are **safer**.[@unodc-2020] See [the home page](../index.md) and [UNODC](https://www.unodc.org/x).

---

## You could say

At the table

> “What was new today?”

//// columns
### No

1. First
2. Second

### Notice

- A change
    - one below it

/// note
Ask first.
///
////

| Sign | What to do |
| --- | --- |
| Sleepy | Ask |

/// urgent | If someone cannot be woken
1. **Call 120.**
2. Stay.

![On the side](drawing:recovery-position)
///
"""

CHINESE = LEAFLET.replace("Talking begins at the table", "从一顿饭开始").replace("title: Small", "title: 小")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("project")
    return small(folder, {"content/en/leaflets/small.md": LEAFLET, "content/zh/leaflets/small.md": CHINESE})


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def styled(document: WordDocument) -> list[tuple[str, str]]:
    return [(str(paragraph.style.name), paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def alts(document: WordDocument) -> list[str]:
    return [shape._inline.docPr.get("descr", "?") for shape in document.inline_shapes]


def test_a_leaflet_has_words_styles_in_reading_order(project: Project) -> None:
    document = opened(leaflet_docx(job_of(project, "en", "leaflets/small")))
    expected = [
        ("Reader", "For parents"),
        ("Title", "Talking begins at the table"),
        ("Subtitle", "A sentence that leads on."),
        ("Heading 1", "Talk early"),
        ("Normal", "Children who hear it are safer.1 See the home page and UNODC."),
        ("Heading 1", "You could say"),
        ("Moment", "At the table"),
        ("Quote", "“What was new today?”"),
        ("Heading 2", "No"),
        ("List Number", "First"),
        ("List Number", "Second"),
        ("Heading 2", "Notice"),
        ("List Bullet", "A change"),
        ("List Bullet 2", "one below it"),
        ("Note", "Ask first."),
        ("Urgent Heading", "If someone cannot be woken"),
        ("List Number", "Call 120."),
        ("List Number", "Stay."),
        ("Urgent Heading", "Where help is"),
    ]
    assert styled(document)[: len(expected)] == expected
    sources = [text for style, text in styled(document) if style == "Small Print"]
    assert sources == ["1.\tA report. UNODC, 2020."]


def test_every_numbered_list_begins_anew(project: Project) -> None:
    document = opened(leaflet_docx(job_of(project, "en", "leaflets/small")))
    numbers = [
        paragraph._p.pPr.numPr.numId.val for paragraph in document.paragraphs if paragraph.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    starts = document.part.numbering_part.element.xpath(f"//w:num[@w:numId='{numbers[2]}']//w:startOverride/@w:val")
    assert starts == ["1"]


def test_links_are_links_and_lead_to_the_web(project: Project) -> None:
    document = opened(leaflet_docx(job_of(project, "en", "leaflets/small")))
    targets = {
        link.text: document.part.rels[link.get(qn("r:id"))].target_ref
        for link in document.element.iter(qn("w:hyperlink"))
    }
    assert targets["the home page"] == "https://small.example/"
    assert targets["UNODC"] == "https://www.unodc.org/x"
    assert targets["small.example/leaflets/small"] == "https://small.example/leaflets/small/"
    assert targets["A report. UNODC, 2020."] == "https://www.unodc.org/"


def test_pictures_have_words_and_the_code_leads_to_the_page(project: Project) -> None:
    document = opened(leaflet_docx(job_of(project, "en", "leaflets/small")))
    words = project.edition("en").strings["drawings"]["family-table"]
    assert alts(document) == [words, "On the side", "QR code that leads to small.example/leaflets/small"]
    code = document.inline_shapes[2]._inline
    part: Any = document.part.related_parts[code.graphic.graphicData.pic.blipFill.blip.embed]
    assert read_codes(part.blob) == ["https://small.example/leaflets/small/"]


def test_drawings_have_200_dots_an_inch(project: Project) -> None:
    document = opened(leaflet_docx(job_of(project, "en", "leaflets/small")))
    for shape in document.inline_shapes:
        part: Any = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
        image = cv2.imdecode(numpy.frombuffer(part.blob, numpy.uint8), cv2.IMREAD_UNCHANGED)
        assert image.shape[1] / shape.width.inches >= 145, shape._inline.docPr.get("descr")


def test_help_lines_stand_in_a_coral_table_with_a_named_head(project: Project) -> None:
    document = opened(leaflet_docx(job_of(project, "en", "leaflets/small")))
    table = document.tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Number", "When", "Hours"],
        ["120", "Danger", "always"],
    ]
    assert table._tbl.xpath("./w:tblPr/w:tblBorders/w:top/@w:color") == ["B83A26"]
    assert table._tbl.xpath("./w:tblPr/w:tblCaption/@w:val") == ["Help lines"]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


@pytest.mark.parametrize(
    ("language", "latin", "east_asian", "tag"),
    [("en", "Calibri", "Microsoft YaHei", "en-GB"), ("zh", "Microsoft YaHei", "Microsoft YaHei", "zh-CN")],
)
def test_paper_fonts_and_language_are_named(
    project: Project, language: str, latin: str, east_asian: str, tag: str
) -> None:
    data = leaflet_docx(job_of(project, language, "leaflets/small"))
    document = opened(data)
    section = document.sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    styles = document.styles.element
    assert styles.xpath("./w:docDefaults//w:lang/@w:val") == [tag]
    assert styles.xpath("./w:docDefaults//w:lang/@w:eastAsia") == ["zh-CN"]
    for name in ("Normal", "Title", "Heading 1", "List Bullet", "Quote"):
        fonts = document.styles[name].element.rPr.rFonts
        assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia"))) == (latin, east_asian)
        assert fonts.get(qn("w:asciiTheme")) is None
    assert 'altName w:val="Noto Sans CJK SC"' in parts(data)["word/fontTable.xml"]


def test_a_file_tells_the_front_matter_and_the_builds_date_alone(project: Project) -> None:
    properties = opened(leaflet_docx(job_of(project, "en", "leaflets/small"))).core_properties
    assert (properties.title, properties.subject) == ("Talking begins at the table", "What it is about.")
    assert (properties.author, properties.last_modified_by) == ("Clearheart", "Clearheart")
    assert (properties.keywords, properties.language) == ("families, home", "en")
    day = datetime.combine(last_checked(), datetime.min.time())
    assert (properties.created.replace(tzinfo=None), properties.modified.replace(tzinfo=None)) == (day, day)


@pytest.mark.parametrize("make", [leaflet_docx, letter_docx])
def test_the_same_job_gives_the_same_bytes_without_a_clock(project: Project, make: Any) -> None:
    job = job_of(project, "zh", "leaflets/small")
    data = make(job)
    assert make(job) == data
    check_archive(data)


def test_a_letter_has_room_for_a_head_a_signature_and_a_slip(project: Project) -> None:
    document = opened(letter_docx(job_of(project, "en", "leaflets/small")))
    words = project.edition("en").strings["letter"]
    texts = styled(document)
    assert texts[0] == ("Letterhead", f"[{words['head']}]")
    assert texts[1] == ("Letter Date", words["dated"])
    assert texts[2:5] == [
        ("Title", "Talking begins at the table"),
        ("Normal", words["dear_families"]),
        ("Normal", "A sentence that leads on."),
    ]
    signed = [text for style, text in texts if style == "Line to Fill"]
    assert len(signed) == 1 and words["signature"] in signed[0]
    slip = document.tables[-1]
    assert slip._tbl.xpath("./w:tblPr/w:tblBorders/w:top/@w:val") == ["dashed"]
    assert slip.rows[0]._tr.xpath("./w:trPr/w:cantSplit"), "no page break divides the slip"
    said = [paragraph.text for paragraph in slip.rows[0].cells[0].paragraphs]
    assert said[:3] == [words["cut_here"], words["slip_title"], f"□ {words['slip_text']}"]
    assert words["child"] in said[4] and words["parent"] in said[5]
    for line in said[3:]:
        assert "____" in line and len(line) < 100, "a line to write on ends within the margins"


def test_a_letter_greets_once(project: Project) -> None:
    greeting = project.edition("en").strings["letter"]["dear_families"]
    job = job_of(project, "en", "leaflets/small")
    greeted = job.meta.model_copy(update={"lead": "Dear families: it is winter."})
    changed = job.document.model_copy(update={"meta": greeted})
    texts = [text for _, text in styled(opened(letter_docx(replace(job, document=changed))))]
    assert "Dear families: it is winter." in texts and greeting not in texts


def test_only_leaflets_that_are_letters_have_a_letter(project: Project) -> None:
    orders = {order.path for edition in project.editions for order in office_orders(project, edition)}
    assert orders == {
        "download/en/print/small.docx",
        "download/en/print/small-letter.docx",
        "download/zh/print/small.docx",
        "download/zh/print/small-letter.docx",
    }
    document = job_of(project, "en", "leaflets/small").document
    plain = document.model_copy(update={"meta": document.meta.model_copy(update={"formats": ("a4",)})})
    assert docx_names(plain) == ("small.docx",)


def test_a_changed_drawing_is_printed_anew(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="{}"/></svg>'
    leaflet = LEAFLET.replace("drawing:recovery-position", "bar.svg")
    files = {"content/en/leaflets/small.md": leaflet, "content/en/leaflets/bar.svg": svg.format(5)}
    keys = []
    for name, height in (("one", 5), ("two", 8)):
        project = small(tmp_path / name, files | {"content/en/leaflets/bar.svg": svg.format(height)})
        order = next(iter(office_orders(project, project.edition("en"))))
        keys.append(order.given[1])
    assert keys[0] != keys[1]


def test_every_leaflet_of_ours_opens_and_says_its_title() -> None:
    project = read_project(REPOSITORY, last_checked())[0]
    for edition in project.editions:
        for document in edition.leaflets:
            written = opened(leaflet_docx(job_of(project, edition.code, document.name)))
            titles = [text for style, text in styled(written) if style == "Title"]
            assert len(titles) == 1 and titles[0] in document.text.replace("\n", " ")
            assert all(alt != "?" for alt in alts(written))
            assert [row.cells[0].text for row in written.tables[-1].rows[1:]] == [
                line.number for line in project.helplines
            ]
