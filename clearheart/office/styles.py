"""The styles of a Word document: python-docx's own template goes in, changed to our fonts, colours and language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from clearheart.office.fonts import Face

LETTERHEAD, DATED, READER, MOMENT, NOTE = "Letterhead", "Letter Date", "Reader", "Moment", "Note"
URGENT_HEADING, SMALL, CUT_LINE, LINE_TO_FILL = "Urgent Heading", "Small Print", "Cut Line", "Line to Fill"
HYPERLINK, SOURCE_NUMBER = "Hyperlink", "Source Number"

_SIZES = {
    # name: (points, space before, space after, colour)
    "Normal": (11.5, 0, 6, "ink"),
    "Title": (26, 0, 4, "ink"),
    "Subtitle": (14, 0, 10, "muted"),
    "Heading 1": (16, 11, 3, "ink"),
    "Heading 2": (13, 8, 2, "teal"),
    "Heading 3": (12, 8, 2, "ink"),
    "List Bullet": (11.5, 0, 3, "ink"),
    "List Bullet 2": (11.5, 0, 3, "ink"),
    "List Number": (11.5, 0, 3, "ink"),
    "List Number 2": (11.5, 0, 3, "ink"),
    "List Continue": (11.5, 0, 3, "ink"),
    "Quote": (12.5, 0, 6, "ink"),
    "Caption": (9.5, 2, 8, "muted"),
}
_OWN = {
    LETTERHEAD: ("Normal", (14, 0, 44, "muted")),
    DATED: ("Normal", (11.5, 0, 14, "ink")),
    READER: ("Normal", (11, 0, 2, "teal")),
    MOMENT: ("Normal", (10, 4, 0, "muted")),
    NOTE: ("Normal", (11, 6, 10, "ink")),
    URGENT_HEADING: ("Heading 1", (16, 11, 3, "coral")),
    SMALL: ("Normal", (9.5, 0, 2, "muted")),
    CUT_LINE: ("Normal", (9.5, 3, 6, "muted")),
    LINE_TO_FILL: ("Normal", (11.5, 10, 0, "ink")),
}
_BOLD = {"Title", "Heading 1", "Heading 2", "Heading 3", URGENT_HEADING, READER}
_CLING = {MOMENT}
_EDGES = {
    # name: (side, form, eighths of a point, points of air, colour)
    NOTE: ("left", "single", 36, 10, "sun"),
    "Quote": ("left", "single", 18, 10, "teal"),
    LETTERHEAD: ("bottom", "single", 4, 8, "rule"),
}


def prepare_styles(document: WordDocument, face: Face, colours: Mapping[str, str], scale: float = 1.0) -> None:
    """Give a new document our page, fonts, language and styles; `scale` makes all type and air smaller or larger."""
    _set_page(document)
    _set_defaults(document, face)
    for name, (base, _) in _OWN.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        style.quick_style = True
    looks = _SIZES | {name: look for name, (_, look) in _OWN.items()}
    for name, look in looks.items():
        size, before, after, colour = look
        scaled = (round(2 * size * scale) / 2, before * scale, after * scale, colour)
        _set_style(document, name, scaled, face, colours)
    for name, edge in _EDGES.items():
        _set_edge(document.styles[name].element, edge, colours)
    document.styles["Quote"].paragraph_format.left_indent = Mm(5)
    small: Any = document.styles[SMALL].paragraph_format
    small.left_indent, small.first_line_indent = Mm(5), Mm(-5)
    _add_character_styles(document, face, colours)
    _name_fonts(document, face)


def set_fonts(properties: Any, face: Face) -> None:
    """Name the fonts of each script in a style's or run's properties, and no theme's."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key, name in (("ascii", face.latin), ("hAnsi", face.latin), ("eastAsia", face.east_asian), ("cs", face.latin)):
        fonts.set(qn(f"w:{key}"), name)
    if face.tag == face.east_asian_tag:
        fonts.set(qn("w:hint"), "eastAsia")  # so that “ ” are as wide as Chinese sets them


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin = section.bottom_margin = Mm(18)


def _set_defaults(document: WordDocument, face: Face) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_fonts(defaults, face)
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), face.tag)
    language.set(qn("w:eastAsia"), face.east_asian_tag)
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), face.tag)
        theme.set(qn("w:eastAsia"), face.east_asian_tag)


def _set_style(
    document: WordDocument, name: str, look: tuple[float, float, float, str], face: Face, colours: Mapping[str, str]
) -> None:
    size, before, after, colour = look
    style: Any = document.styles[name]
    set_fonts(style.element.get_or_add_rPr(), face)
    style.font.size, style.font.bold, style.font.italic = Pt(size), name in _BOLD, False
    style.font.color.rgb = RGBColor.from_string(colours[colour].removeprefix("#"))
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    # The fonts of Chinese bring more air between their lines than Latin ones.
    usual = 1.05 if face.tag == face.east_asian_tag else 1.2
    spacing.line_spacing = min(usual, 1.1) if name == "Title" or "Heading" in name else usual
    spacing.keep_with_next = name in _CLING or "Heading" in name
    for old in style.element.xpath("./w:pPr/w:pBdr | ./w:rPr/w:spacing | ./w:rPr/w:kern"):
        old.getparent().remove(old)


def _set_edge(style: Any, edge: tuple[str, str, int, int, str], colours: Mapping[str, str]) -> None:
    side, form, size, air, colour = edge
    line = f'w:val="{form}" w:sz="{size}" w:space="{air}" w:color="{colours[colour].removeprefix("#")}"'
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}><w:{side} {line}/></w:pBdr>")
    properties = style.get_or_add_pPr()
    after = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:spacing", "w:ind", "w:contextualSpacing")
    properties.insert_element_before(borders, *after, "w:jc", "w:outlineLvl")


def _add_character_styles(document: WordDocument, face: Face, colours: Mapping[str, str]) -> None:
    link: Any = document.styles.add_style(HYPERLINK, WD_STYLE_TYPE.CHARACTER)
    link.font.underline = True
    link.font.color.rgb = RGBColor.from_string(colours["teal"].removeprefix("#"))
    number: Any = document.styles.add_style(SOURCE_NUMBER, WD_STYLE_TYPE.CHARACTER)
    number.font.superscript = True


def _name_fonts(document: WordDocument, face: Face) -> None:
    """Tell what takes the place of an East Asian font that is not installed (ISO/IEC 29500-1, 17.8.3.1)."""
    part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = etree.fromstring(part.blob)
    font = etree.SubElement(table, qn("w:font"))
    font.set(qn("w:name"), face.east_asian)
    etree.SubElement(font, qn("w:altName")).set(qn("w:val"), face.stand_in)
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
