"""Write into a Word document: blocks of Markdown go in, paragraphs, lists, tables and pictures with styles come out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from clearheart.markup.nodes import (
    Block,
    Box,
    BulletList,
    Citation,
    Fence,
    Heading,
    Image,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    Text,
)
from clearheart.markup.tree import plain
from clearheart.model import Figure
from clearheart.model.base import in_language
from clearheart.office import styles
from clearheart.office.pictures import Picture, figure_picture, picture
from clearheart.office.runs import Run, Runs
from clearheart.print.blocks import is_label
from clearheart.print.figures import figure_unit
from clearheart.print.job import PrintJob

WIDTH = 162.0
"""Millimetres between the margins."""

_EM = 3.7  # millimetres of the type of letters
_STROKE = 0.55  # as wide as a low stroke is in the widest font, in sizes of the type
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE_USE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


@dataclass
class Writing:
    """Write blocks at the end of a document."""

    document: WordDocument
    job: PrintJob
    runs: Runs
    colours: Mapping[str, str]
    cell: Cell | None = None
    """Where paragraphs are written, if not at the document's end."""

    def blocks(self, blocks: Sequence[Block], level: int = 1) -> None:
        """Write some blocks; `level` is that of lists."""
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if isinstance(block, Paragraph) and isinstance(following, Quote) and is_label(block):
                self.paragraph(self.runs.of(block.children), styles.MOMENT)
            else:
                self._block(block, level)

    def paragraph(self, runs: Iterable[Run], style: str = "Normal") -> WordParagraph:
        """Write one paragraph."""
        paragraph = self._new_paragraph(style)
        write_runs(paragraph, runs)
        return paragraph

    def whole(self) -> Writing:
        """Give a place at the end, with a dashed line over it, that no page break divides."""
        table = self.document.add_table(1, 1)
        table.autofit = False
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        edge = f'w:val="dashed" w:sz="8" w:space="0" w:color="{self._hex("muted")}"'
        borders = parse_xml(f"<w:tblBorders {nsdecls('w')}><w:top {edge}/></w:tblBorders>")
        table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
        cell = table.rows[0].cells[0]
        cell._tc.remove(cell.paragraphs[0]._p)
        return replace(self, cell=cell)

    def text(self, text: str, style: str = "Normal") -> WordParagraph:
        """Write one paragraph of plain text."""
        return self.paragraph((Run(text),), style)

    def picture(self, shown: Picture | None, width: float, height: float) -> None:
        """Write a picture with its words, as large as fits into a width and a height in millimetres."""
        if shown is None:
            return
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = bool(shown.caption)
        add_picture(paragraph, shown, min(width, height * shown.shape))
        if shown.caption:
            self.text(shown.caption, "Caption")

    def lines_to_fill(self, *labels: str) -> WordParagraph:
        """Write labels with lines behind them on which somebody writes."""
        paragraph = self._new_paragraph(styles.LINE_TO_FILL)
        if self.cell:  # LibreOffice draws no leader at the end of a cell's paragraph, so the line is typed
            room = (WIDTH - 6) / _EM - sum(_ems(label) + 1 for label in labels)
            strokes = "_" * int(room / len(labels) / _STROKE)
            paragraph.add_run("  ".join(f"{label} {strokes}" for label in labels))
            return paragraph
        for number, label in enumerate(labels, 1):
            is_last = number == len(labels)
            side = WD_TAB_ALIGNMENT.RIGHT if is_last else WD_TAB_ALIGNMENT.LEFT
            end = Mm(WIDTH * number / len(labels) - (0 if is_last else 4))
            paragraph.paragraph_format.tab_stops.add_tab_stop(end, side, WD_TAB_LEADER.LINES)
            paragraph.add_run(f"{label} \t" if is_last else f"{label} \t ")
        return paragraph

    def table(self, rows: Sequence[Sequence[Iterable[Run]]], widths: Sequence[float], name: str) -> WordTable:
        """Write a table whose first row names the columns; widths are in millimetres."""
        table: WordTable = self.document.add_table(len(rows), len(widths), self.document.styles["Table Grid"])
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for row, cells in zip(table.rows, rows, strict=True):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, runs, width in zip(row.cells, cells, widths, strict=True):
                cell.width = Mm(width)
                write_runs(cell.paragraphs[0], runs)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), name)
        table._tbl.tblPr.append(caption)
        return table

    def line_table(self, table: WordTable, colour: str, ground: str) -> None:
        """Draw the lines of a table in one colour of ours, and its head on another."""
        edge = f'w:val="single" w:sz="12" w:space="0" w:color="{self._hex(colour)}"'
        sides = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
        table._tbl.tblPr.insert_element_before(
            borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"
        )
        for cell in table.rows[0].cells:
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{self._hex(ground)}"/>'
            cell._tc.get_or_add_tcPr().append(parse_xml(shade))

    def coloured(self, colour: str) -> RGBColor:
        """Give one of our colours as Word takes it."""
        return RGBColor.from_string(self._hex(colour))

    def _new_paragraph(self, style: str) -> WordParagraph:
        return (self.cell or self.document).add_paragraph(style=style)

    def _hex(self, colour: str) -> str:
        return self.colours[colour].removeprefix("#")

    def _block(self, block: Block, level: int) -> None:
        if isinstance(block, Heading):
            self.paragraph(self.runs.of(block.children), f"Heading {min(max(block.level - 1, 1), 3)}")
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Quote):
            for child in block.children:
                if isinstance(child, Paragraph):
                    self.paragraph(self.runs.of(child.children), "Quote")
        elif isinstance(block, (BulletList, OrderedList)):
            self._list(block, level)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Box):
            self._box(block)
        elif isinstance(block, Fence) and (figure := self.job.figure(block.body.strip())):
            self._figure(figure, block.line)

    def _figure(self, figure: Figure, line: int) -> None:
        """Write a chart between what it counts and what it does not show."""
        language = self.job.document.language
        title = self.paragraph((Run(in_language(figure.title, language), is_strong=True),))
        unit = self.text(figure_unit(figure, self.job), "Caption")
        title.paragraph_format.keep_with_next = unit.paragraph_format.keep_with_next = True
        self.picture(figure_picture(self.job, figure), 84, 84)
        limits = Text(line, in_language(figure.limits, language))
        self.paragraph(self.runs.of((limits, Citation(line, figure.sources))), styles.SMALL)

    def _paragraph(self, block: Paragraph, style: str = "Normal") -> None:
        words = [node for node in block.children if not isinstance(node, Image)]
        if plain(words):
            self.paragraph(self.runs.of(words), style)
        for node in block.children:
            if isinstance(node, Image):
                self.picture(picture(self.job, node), 60, 40)

    def _list(self, block: BulletList | OrderedList, level: int) -> None:
        ending = "" if level == 1 else " 2"
        style = f"{'List Number' if isinstance(block, OrderedList) else 'List Bullet'}{ending}"
        number = self._new_numbering(style, block.start) if isinstance(block, OrderedList) else None
        for item in block.children:
            first, *rest = item.children or (Paragraph(item.line, ()),)
            words = first.children if isinstance(first, Paragraph) else ()
            paragraph = self.paragraph(self.runs.of(words), style)
            if number is not None:
                numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                numbering.get_or_add_ilvl().val, numbering.get_or_add_numId().val = 0, number
            for child in rest if isinstance(first, Paragraph) else item.children:
                if isinstance(child, Paragraph):
                    self._paragraph(child, "List Continue")
                else:
                    self._block(child, level + 1)

    def _new_numbering(self, style: str, start: int) -> int:
        """Begin a list anew: without that, Word goes on with the numbers of the one before."""
        numbering = self.document.part.numbering_part.element
        own: Any = self.document.styles[style].element
        form = numbering.num_having_numId(own.pPr.numPr.numId.val).abstractNumId.val
        new = numbering.add_num(form)
        new.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(new.numId)

    def _table(self, table: Table) -> None:
        rows = [[self.runs.of(cell.children) for cell in row.children] for row in table.children]
        count = len(rows[0])
        written = self.table(rows, [WIDTH / count] * count, plain(table.children[0].children))
        self.line_table(written, "edge", "mist")
        self.document.add_paragraph(style=styles.SMALL)

    def _box(self, box: Box) -> None:
        if box.title:
            self.text(box.title, styles.URGENT_HEADING if box.name == "urgent" else "Heading 1")
        if box.name != "note":
            self.blocks(box.children)
            return
        for block in box.children:
            if isinstance(block, Paragraph):
                self._paragraph(block, styles.NOTE)
            else:
                self._block(block, 1)


def _ems(text: str) -> float:
    """Give about how wide a text is, in sizes of its type."""
    return sum(1.0 if ord(character) >= 0x2E80 else 0.52 for character in text)


def write_runs(paragraph: WordParagraph, runs: Iterable[Run]) -> None:
    """Write runs at the end of a paragraph, links as links."""
    for run in runs:
        written = paragraph.add_run(run.text, styles.SOURCE_NUMBER if run.is_number else None)
        if run.is_strong:
            written.bold = True
        if run.link:
            link = OxmlElement("w:hyperlink")
            target = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), target)
            written.style = styles.HYPERLINK
            link.append(written._r)
            paragraph._p.append(link)


def add_picture(paragraph: WordParagraph, shown: Picture, width: float) -> None:
    """Add a picture of a width in millimetres, with its alternative text or marked as decoration."""
    drawn: Any = paragraph.add_run().add_picture(io.BytesIO(shown.data), width=Mm(width))
    properties = drawn._inline.docPr
    properties.set("descr", shown.alt)
    if not shown.alt:
        mark = f'<adec:decorative xmlns:adec="{_DECORATIVE}" val="1"/>'
        uses = f'<a:ext uri="{_DECORATIVE_USE}">{mark}</a:ext>'
        properties.append(parse_xml(f"<a:extLst {nsdecls('a')}>{uses}</a:extLst>"))
