"""A talk for PowerPoint: a Deck goes in, the bytes of a .pptx come out.

Titles and words stand in the layouts' placeholders, so that the outline and screen readers find them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from clearheart.office.fit import SPACE, indent_of, line_height, size_of
from clearheart.office.fonts import Face, face_of
from clearheart.office.package import settle, tell_properties
from clearheart.office.pictures import Picture
from clearheart.office.runs import Run
from clearheart.office.slide import (
    BODY_HEIGHT,
    BODY_TOP,
    EDGE,
    GAP,
    HEIGHT,
    LEAST_SIZE,
    PICTURE_WIDTH,
    ROW_HEIGHT,
    ROW_TOP,
    TITLE_HEIGHT,
    TITLE_SIZE,
    TITLE_TOP,
    WIDTH,
    Deck,
    Entry,
    Slide,
    letter,
    row_places,
)
from clearheart.print import drawings
from clearheart.print.job import PrintJob

_TITLE_LAYOUT, _WORDS_LAYOUT, _TABLE_LAYOUT = 0, 1, 5
"""Title Slide, Title and Content, Title Only, in python-pptx' own template."""
_THEME = {
    "dk1": "ink", "lt1": "surface", "dk2": "teal", "lt2": "paper", "accent1": "teal", "accent2": "coral",
    "accent3": "leaf", "accent4": "sun", "accent5": "b", "accent6": "d", "hlink": "teal", "folHlink": "muted",
}  # fmt: skip
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE_USE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_DECORATION = (
    f'<a:extLst><a:ext uri="{_DECORATIVE_USE}"><adec:decorative xmlns:adec="{_DECORATIVE}" val="1"/></a:ext></a:extLst>'
)
_BAR = (
    '<p:sp {}><p:nvSpPr><p:cNvPr id="100" name="Sun" descr="">{}</p:cNvPr><p:cNvSpPr/>'
    '<p:nvPr userDrawn="1"/></p:nvSpPr>'
    '<p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:schemeClr val="accent4"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
)
_CODE_SIZE = 190.0


def deck_pptx(deck: Deck, job: PrintJob) -> bytes:
    """Write a deck as a presentation of 16:9; the same deck gives the same bytes."""
    colours = {name.removeprefix("--ch-"): value for name, value in drawings.read_tokens(job.theme).items()}
    writer = _Writer(deck, job, colours)
    for slide in deck.slides:
        writer.write(slide)
    tell_properties(writer.file.core_properties, job, deck.title)
    written = io.BytesIO()
    writer.file.save(written)
    return settle(written.getvalue())


class _Writer:
    def __init__(self, deck: Deck, job: PrintJob, colours: Mapping[str, str]) -> None:
        self.deck, self.job, self.colours = deck, job, colours
        self.face: Face = face_of(job.document.language)
        self.file: Any = pptx.Presentation()
        self.file.slide_width, self.file.slide_height = Pt(WIDTH), Pt(HEIGHT)
        self.layouts: list[Any] = [self.file.slide_layouts[at] for at in (_TITLE_LAYOUT, _WORDS_LAYOUT, _TABLE_LAYOUT)]
        self._drop_thumbnail()
        self._set_theme()
        self._set_master()

    def write(self, slide: Slide) -> None:
        """Write one slide with its notes."""
        layout = {"title": 0, "help": 2}.get(slide.kind, 1)
        new = self.file.slides.add_slide(self.layouts[layout])
        self._write_title(new.shapes.title, slide)
        if slide.kind == "title":
            self._write_opening(new, slide)
        elif slide.kind == "help":
            self._write_help(new)
        else:
            self._write_words(new, slide)
        new.notes_slide.notes_text_frame.text = slide.notes

    # The look of all slides

    def _drop_thumbnail(self) -> None:
        """Leave out the picture of somebody's empty slide."""
        package = self.file.part.package
        for name, relation in list(package._rels.items()):
            if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
                package._rels.pop(name)

    def _set_theme(self) -> None:
        part = self.file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        text = part.blob.decode("utf-8")
        for name, token in _THEME.items():
            colour = f'<a:srgbClr val="{self._hex(token)}"/>'
            text = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf"\g<1>{colour}\g<2>", text, flags=re.DOTALL)
        text = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{self.face.latin}"', text)
        text = re.sub(r'<a:ea typeface="[^"]*"', f'<a:ea typeface="{self.face.east_asian}"', text)
        part._blob = text.encode("utf-8")

    def _set_master(self) -> None:
        master = self.file.slide_master
        master.background.fill.solid()
        master.background.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        for layout in list(self.file.slide_layouts):
            if layout not in self.layouts:
                self.file.slide_layouts.remove(layout)
        holders: list[Any] = [master, *self.layouts]
        for holder in holders:
            for shape in list(holder.placeholders):
                kind = shape.placeholder_format.type
                if "TITLE" in str(kind) and "SUB" not in str(kind):
                    _place(shape, EDGE, TITLE_TOP, WIDTH - 2 * EDGE, TITLE_HEIGHT)
                elif any(word in str(kind) for word in ("DATE", "FOOTER", "SLIDE_NUMBER")):
                    shape._element.getparent().remove(shape._element)
                else:
                    _place(shape, EDGE, BODY_TOP, WIDTH - 2 * EDGE, BODY_HEIGHT)
        opening = self.layouts[0]
        left = WIDTH / 2 - EDGE - GAP
        for shape in opening.placeholders:
            is_title = shape.placeholder_format.idx == 0
            _place(shape, EDGE, 96 if is_title else 296, left, 190 if is_title else 160)
        opening.background.fill.solid()
        opening.background.fill.fore_color.rgb = self._colour("dawn")
        self._add_foot(master)
        self._set_master_text(master)

    def _add_foot(self, master: Any) -> None:
        """Draw the line of sun at the lower edge of every slide."""
        place = f'<a:off x="0" y="{Pt(HEIGHT - 10)}"/><a:ext cx="{Pt(WIDTH)}" cy="{Pt(10)}"/>'
        master.shapes._spTree.append(parse_xml(_BAR.format(nsdecls("p", "a"), _DECORATION, place)))

    def _set_master_text(self, master: Any) -> None:
        """Set the titles bold and on the left, and the words without the template's own sizes."""
        styles = master._element.find(qn("p:txStyles"))
        title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
        title.set("algn", "l")
        run = title.find(qn("a:defRPr"))
        run.set("sz", str(int(TITLE_SIZE * 100)))
        run.set("b", "1")
        for level in styles.find(qn("p:bodyStyle")):
            for run in level.findall(qn("a:defRPr")):
                run.set("sz", "2400")
        holders: list[Any] = [master, *self.layouts]
        for holder in holders:
            for shape in holder.placeholders:
                body = shape._element.txBody.find(qn("a:bodyPr"))
                for name in ("lIns", "tIns", "rIns", "bIns"):
                    body.set(name, "0")
                for old in list(body):
                    body.remove(old)
                is_title = shape.placeholder_format.idx == 0
                body.set("anchor", "b" if is_title else "t")

    # One slide

    def _write_title(self, shape: Any, slide: Slide) -> None:
        frame = shape.text_frame
        frame.auto_size = MSO_AUTO_SIZE.NONE
        self._write_runs(frame.paragraphs[0], (Run(slide.title),), 40.0 if slide.kind == "title" else TITLE_SIZE)
        if slide.kind == "title" and len(slide.title) > 36:
            frame.paragraphs[0].runs[0].font.size = Pt(34)
        frame.paragraphs[0].line_spacing = 0.95
        if slide.kind in ("urgent", "help"):
            frame.paragraphs[0].runs[0].font.color.theme_color = MSO_THEME_COLOR.ACCENT_2
        elif slide.kind in ("question", "answer"):
            frame.paragraphs[0].runs[0].font.color.theme_color = MSO_THEME_COLOR.ACCENT_1

    def _write_opening(self, new: Any, slide: Slide) -> None:
        frame = new.placeholders[1].text_frame
        for entry in slide.entries:
            self._write_runs(frame.paragraphs[0], entry.runs, 22.0)
            for run in frame.paragraphs[0].runs:
                run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
            _set_paragraph(frame.paragraphs[0], algn="l", marL="0", indent="0")
            _no_bullet(frame.paragraphs[0])
        site = new.shapes.add_textbox(Pt(EDGE), Pt(40), Pt(360), Pt(34))
        site.text_frame.word_wrap = True
        site.text_frame.margin_left = site.text_frame.margin_top = 0
        self._write_runs(site.text_frame.paragraphs[0], (Run(str(self.job.words["site"]["name"]), True),), LEAST_SIZE)
        if slide.picture:
            self._add_picture(new, slide.picture, WIDTH / 2, 0, WIDTH / 2, HEIGHT - 10)

    def _write_words(self, new: Any, slide: Slide) -> None:
        body = new.placeholders[1]
        if slide.picture and not slide.entries:
            body._element.getparent().remove(body._element)
            self._add_picture(new, slide.picture, EDGE, BODY_TOP, WIDTH - 2 * EDGE, BODY_HEIGHT)
            return
        height = ROW_TOP - BODY_TOP if slide.row else BODY_HEIGHT
        _place(body, EDGE, BODY_TOP, slide.body_width, height)
        frame = body.text_frame
        frame.auto_size, frame.word_wrap = MSO_AUTO_SIZE.NONE, True
        for at, entry in enumerate(slide.entries):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            self._write_entry(paragraph, entry, slide.size, is_first=at == 0)
        if slide.picture:
            left = WIDTH - EDGE - PICTURE_WIDTH
            self._add_picture(new, slide.picture, left, BODY_TOP, PICTURE_WIDTH, BODY_HEIGHT, is_top=True)
        self._write_row(new, slide)

    def _write_row(self, new: Any, slide: Slide) -> None:
        for at, (picture, place) in enumerate(zip(slide.row, row_places(slide.row), strict=True), 1):
            left, top, width, height = place
            self._add_picture(new, picture, left, top, width, height)
            box = new.shapes.add_textbox(Pt(left), Pt(ROW_TOP + ROW_HEIGHT + 4), Pt(width), Pt(30))
            box.text_frame.word_wrap = True
            box.text_frame.margin_left = box.text_frame.margin_top = 0
            words = f"{letter(at)}. {picture.caption}".removesuffix(" ") if picture.caption else letter(at)
            self._write_runs(box.text_frame.paragraphs[0], (Run(words, True),), LEAST_SIZE + 2)

    def _write_entry(self, paragraph: Any, entry: Entry, size: float, is_first: bool) -> None:
        own = size_of(entry, size)
        self._write_runs(paragraph, entry.runs, own)
        paragraph.line_spacing = Pt(own * line_height(self.job.document.language))
        paragraph.space_before = Pt(0 if is_first else own * SPACE)
        indent = Pt(indent_of(entry) * own)
        if indent:
            _set_paragraph(paragraph, marL=str(indent), indent=str(-Pt(indent_of(entry) * own / entry.level)))
            self._add_mark(paragraph, entry)
        else:
            _set_paragraph(paragraph, marL="0", indent="0")
            _no_bullet(paragraph)
        for run in paragraph.runs:
            if entry.role in ("head", "right"):
                run.font.bold = True
                colour = MSO_THEME_COLOR.ACCENT_1 if entry.role == "head" else MSO_THEME_COLOR.ACCENT_3
                run.font.color.theme_color = colour
            elif entry.role in ("label", "note"):
                run.font.color.rgb = self._colour("muted")

    def _add_mark(self, paragraph: Any, entry: Entry) -> None:
        """Give a list's paragraph its real mark, so that it is numbered on when somebody adds to it."""
        properties = paragraph._p.get_or_add_pPr()
        colour = "accent3" if entry.role == "right" else "accent1"
        form = {"number": "arabicPeriod", "option": "alphaUcPeriod", "right": "alphaUcPeriod"}.get(entry.role)
        mark = f'<a:buAutoNum type="{form}" startAt="{entry.mark}"/>' if form else '<a:buChar char="•"/>'
        parts = f'<a:buClr {{}}><a:schemeClr val="{colour}"/></a:buClr>', '<a:buFont {} typeface="+mj-lt"/>'
        for part in (*parts, mark.replace(" ", " {} ", 1)):
            properties.append(parse_xml(part.format(nsdecls("a"))))

    def _write_runs(self, paragraph: Any, runs: Iterable[Run], size: float) -> None:
        for run in runs:
            for at, text in enumerate(run.text.split("\n")):
                if at:
                    paragraph.add_line_break()
                new = paragraph.add_run()
                new.text, new.font.size = text, Pt(size)
                if run.is_strong:
                    new.font.bold = True
                properties = new._r.get_or_add_rPr()
                properties.set("lang", self.face.tag)
                properties.set("altLang", self.face.east_asian_tag if self.face.tag.startswith("en") else "en-GB")
                if run.is_number:
                    properties.set("baseline", "30000")
                if run.link:
                    new.hyperlink.address = run.link

    def _write_help(self, new: Any) -> None:
        words, rows = self.job.words["slides"], self.deck.help
        room = WIDTH - 2 * EDGE - _CODE_SIZE - GAP
        widths = (0.2 * room, 0.45 * room, 0.35 * room)
        height = 46.0
        shape = new.shapes.add_table(len(rows) + 1, 3, Pt(EDGE), Pt(BODY_TOP), Pt(room), Pt(height * (len(rows) + 1)))
        shape.name = words["table"]
        _set_alt(shape, words["table"])
        table = shape.table
        heads = tuple(words[key] for key in ("number", "situation", "hours"))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width)
        for at, texts in enumerate([heads, *((row.number, row.situation, row.hours) for row in rows)]):
            table.rows[at].height = Pt(height)
            for cell, text in zip(table.rows[at].cells, texts, strict=True):
                self._write_cell(cell, text, is_head=at == 0, is_number=text is texts[0])
        left = WIDTH - EDGE - _CODE_SIZE
        if self.deck.code:
            self._add_picture(new, self.deck.code, left, BODY_TOP, _CODE_SIZE, _CODE_SIZE)
        box = new.shapes.add_textbox(Pt(left), Pt(BODY_TOP + _CODE_SIZE + 6), Pt(_CODE_SIZE), Pt(110))
        box.text_frame.word_wrap = True
        box.text_frame.margin_left = box.text_frame.margin_right = 0
        runs = (Run(f"{self.job.word('scan')}\n", True), Run(self.deck.address, link=self.job.url))
        self._write_runs(box.text_frame.paragraphs[0], runs, LEAST_SIZE)

    def _write_cell(self, cell: Any, text: str, is_head: bool, is_number: bool) -> None:
        size = 24.0 if is_number and not is_head else LEAST_SIZE
        self._write_runs(cell.text_frame.paragraphs[0], (Run(text, is_head or is_number),), size)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.solid()
        if is_head:
            cell.fill.fore_color.rgb = self._colour("coral-soft")
        else:
            cell.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        for run in cell.text_frame.paragraphs[0].runs:
            coral = is_number and not is_head
            run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_2 if coral else MSO_THEME_COLOR.TEXT_1
        properties = cell._tc.get_or_add_tcPr()
        for at, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
            line = '<a:solidFill><a:schemeClr val="accent2"/></a:solidFill>'
            properties.insert(at, parse_xml(f'<a:{side} {nsdecls("a")} w="19050">{line}</a:{side}>'))

    def _add_picture(
        self, new: Any, picture: Picture, left: float, top: float, width: float, height: float, is_top: bool = False
    ) -> None:
        """Add a picture in the middle of a room, or at its top, as large as fits."""
        wide = min(width, height * picture.shape)
        tall = wide / picture.shape
        x, y = left + (width - wide) / 2, top if is_top else top + (height - tall) / 2
        shape = new.shapes.add_picture(io.BytesIO(picture.data), Pt(x), Pt(y), Pt(wide), Pt(tall))
        _set_alt(shape, picture.alt)

    def _hex(self, name: str) -> str:
        return self.colours[name].removeprefix("#")

    def _colour(self, name: str) -> RGBColor:
        colour: RGBColor = RGBColor.from_string(self._hex(name))  # type: ignore[no-untyped-call]
        return colour


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (Pt(value) for value in (left, top, width, height))


def _set_alt(shape: Any, alt: str) -> None:
    """Say what a shape shows, or that it only decorates."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", alt)
    if not alt:
        properties.append(parse_xml(_DECORATION.replace("<a:extLst>", f"<a:extLst {nsdecls('a')}>", 1)))


def _set_paragraph(paragraph: Any, **attributes: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    for name, value in attributes.items():
        properties.set(name, value)


def _no_bullet(paragraph: Any) -> None:
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
