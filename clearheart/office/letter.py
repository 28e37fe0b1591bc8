"""A letter home for Word: a leaflet's print job goes in, the bytes of a .docx with a slip to tear off come out."""

from __future__ import annotations

from clearheart.markup.tree import plain
from clearheart.office import styles
from clearheart.office.word import begin, finish, title_and_blocks, write_code, write_help, write_sources
from clearheart.office.writing import Writing
from clearheart.print.job import PrintJob

_SCALE = 0.9  # the type of letters; most of ours then take two pages with their slip


def letter_docx(job: PrintJob) -> bytes:
    """Write a leaflet as a letter on A4, with room for the school's own head and a slip; always the same bytes."""
    words = job.words["letter"]
    writing = begin(job, _SCALE)
    title, blocks = title_and_blocks(job)
    writing.text(f"[{words['head']}]", styles.LETTERHEAD)
    writing.text(words["dated"], styles.DATED)
    writing.paragraph(writing.runs.of(title.children), "Title")
    if not job.meta.lead.startswith(words["dear_families"].rstrip(",，:：")):
        writing.text(words["dear_families"])
    writing.text(job.meta.lead)
    writing.blocks(blocks)
    _sign(writing)
    write_help(writing)
    write_code(writing)
    write_sources(writing)
    _add_slip(writing)
    return finish(writing, plain(title.children))


def _sign(writing: Writing) -> None:
    words = writing.job.words["letter"]
    closing = writing.text(words["sincerely"])
    closing.paragraph_format.keep_with_next = True
    closing.paragraph_format.space_before = closing.style.font.size  # type: ignore[union-attr]
    writing.lines_to_fill(words["for_school"], words["signature"])


def _add_slip(writing: Writing) -> None:
    """Write the slip below a dashed line; it stays on one page."""
    words = writing.job.words["letter"]
    writing.text("")  # air above the line
    slip = writing.whole()
    slip.text(words["cut_here"], styles.CUT_LINE)
    slip.text(words["slip_title"], "Heading 2")
    slip.text(f"□ {words['slip_text']}")
    slip.lines_to_fill(f"□ {words['slip_talk']}")
    slip.lines_to_fill(words["child"], words["school_class"])
    slip.lines_to_fill(words["parent"], words["dated"])
