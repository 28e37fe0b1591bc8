"""A leaflet for Word: a print job goes in, the bytes of a .docx come out, so that a school can put its own words to it.

What stands on every leaflet (help lines, QR code, sources, dates) is written here; `letter` lays the same out as a
letter home.
"""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from clearheart.markup.nodes import Block, Fence, Heading, Rule
from clearheart.markup.tree import parse, plain
from clearheart.office import styles
from clearheart.office.fonts import face_of
from clearheart.office.package import settle, tell_properties
from clearheart.office.pictures import drawing, qr_code
from clearheart.office.runs import Run, Runs
from clearheart.office.styles import prepare_styles
from clearheart.office.writing import WIDTH, Writing, add_picture, write_runs
from clearheart.print import drawings
from clearheart.print.job import PrintJob
from clearheart.render import earliest_check, helpline_words

_COLUMNS = (30.0, 72.0, 60.0)
_QR_WIDTH = 24.0


def leaflet_docx(job: PrintJob) -> bytes:
    """Write a leaflet as a Word document on A4; the same job gives the same bytes."""
    writing = begin(job)
    title, blocks = title_and_blocks(job)
    if job.meta.reader:
        writing.text(job.meta.reader, styles.READER)
    writing.paragraph(writing.runs.of(title.children), "Title")
    writing.text(job.meta.lead, "Subtitle")
    alt = str(job.words["drawings"].get(job.meta.drawing, ""))
    writing.picture(drawing(job.theme, job.meta.drawing, alt, is_wide=True), WIDTH, 50)
    writing.blocks(blocks)
    write_help(writing)
    write_code(writing)
    write_sources(writing)
    writing.lines_to_fill(job.word("organisation"), job.word("phone"))
    writing.lines_to_fill(job.word("address"))
    return finish(writing, plain(title.children))


def begin(job: PrintJob, scale: float = 1.0) -> Writing:
    """Begin a document of ours, in type of the usual size or another one."""
    document = docx.Document()
    package = document.part.package
    for name in [name for name, relation in package.rels.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        package.rels.pop(name)  # the picture of somebody's empty page
    colours = {name.removeprefix("--ch-"): value for name, value in drawings.read_tokens(job.theme).items()}
    prepare_styles(document, face_of(job.document.language), colours, scale)
    return Writing(document, job, Runs(job), colours)


def finish(writing: Writing, title: str) -> bytes:
    """Give a document's bytes."""
    tell_properties(writing.document.core_properties, writing.job, title.replace("\n", " "))
    written = io.BytesIO()
    writing.document.save(written)
    return settle(written.getvalue())


def title_and_blocks(job: PrintJob) -> tuple[Heading, list[Block]]:
    """Give a leaflet's title and what follows it; help stands below on paper, whoever asks for it above."""
    document = job.document
    blocks: list[Block] = [
        block
        for block in parse(document.text, document.path, document.line).children
        if not isinstance(block, Rule) and not (isinstance(block, Fence) and block.info != "figure")
    ]
    if blocks and isinstance(blocks[0], Heading):
        return blocks[0], blocks[1:]
    return Heading(document.line, 1, ()), blocks


def write_help(writing: Writing) -> None:
    """Write the help lines as a table, in coral as everywhere."""
    job, strings = writing.job, writing.job.words["slides"]
    if not job.helplines:
        return
    writing.text(strings["help"], styles.URGENT_HEADING)
    rows: list[list[Any]] = [[(Run(strings[key]),) for key in ("number", "situation", "hours")]]
    for line in job.helplines:
        words = helpline_words(line, job.document.language)
        rows.append([(Run(words["number"], is_strong=True),), (Run(words["situation"]),), (Run(words["hours"]),)])
    table = writing.table(rows, _COLUMNS, strings["table"])
    writing.line_table(table, "coral", "coral-soft")
    for row in table.rows[1:]:
        for run in row.cells[0].paragraphs[0].runs:
            run.font.color.rgb = writing.coloured("coral")
    checked = earliest_check(job.helplines)
    if checked:
        writing.text(job.word("help_checked", date=job.day(checked)), "Caption")


def write_code(writing: Writing) -> None:
    """Write the QR code of the leaflet's page, with its address in words."""
    job = writing.job
    address = job.url.split("://", 1)[-1].rstrip("/")
    code = qr_code(job.url, job.word("qr_alt", url=address), writing.colours["ink"])
    paragraph = writing.document.add_paragraph(style="Caption")
    add_picture(paragraph, code, _QR_WIDTH)
    is_chinese = job.document.language.startswith("zh")
    scan = f"   {job.word('scan')}{'：' if is_chinese else ': '}"
    write_runs(paragraph, (Run(scan), Run(address, link=job.url)))


def write_sources(writing: Writing) -> None:
    """Write the numbered sources, and when all was checked."""
    job, sources = writing.job, writing.runs.sources()
    if sources:
        writing.text(job.word("sources"), "Heading 2")
    for source in sources:
        writing.paragraph((Run(f"{source.number}.\t"), Run(source.words, link=source.url)), styles.SMALL)
    meta, site = job.meta, job.words["site"]["name"]
    dates = [
        job.word(key, date=job.day(day))
        for key, day in (("checked", meta.reviewed), ("review_by", meta.review_by))
        if day
    ]
    writing.text("   ".join([job.word("copy", site=site), *dates]), "Caption")
