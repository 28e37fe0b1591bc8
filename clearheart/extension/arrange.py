"""The parts of a page put in order: Markdown's plain elements go in, the theme's structure comes out.

Runs after inline text is parsed: drawings become slots, buttons get their class, tables their
frame, and page blocks are split into the columns and sides that the stylesheet lays out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from clearheart.extension.library import Library
from clearheart.extension.slots import Slots
from clearheart.markup.lines import joins
from clearheart.markup.steps import MINUTES
from clearheart.render import drawing_svg, render_template

_DRAWING = "drawing:"
_ALIGN = re.compile(r"text-align:\s*(center|right)")
_LINE_END = re.compile(r"(\S)\n(?=(\S))")
_ALIGN_CLASS = {"center": "ch-center", "right": "ch-end"}


class ArrangeParts(Treeprocessor):
    """Give a page's parts the elements and classes that the theme dresses."""

    def __init__(self, md: Markdown, library: Library, slots: Slots) -> None:
        super().__init__(md)
        self._library = library
        self._slots = slots

    def run(self, root: Element) -> None:
        """Arrange the whole page."""
        doors = [element for element in root.iter("div") if element.get("class") == "ch-doors-block"]
        for element in doors:
            _arrange_doors(element)
        self._arrange_flow(root)
        _join_lines(root)
        for element in list(root.iter()):
            self._arrange_block(element)

    def _arrange_flow(self, root: Element) -> None:
        tables = 0
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "p":
                    parent[place] = self._paragraph(child)
                elif child.tag == "img" and child.get("src", "").startswith(_DRAWING):
                    parent[place] = self._drawing(child, "span")
                elif child.tag == "table":
                    tables += 1
                    parent[place] = self._table(child, tables)
                elif child.tag == "blockquote":
                    child.set("class", "ch-say")

    def _paragraph(self, paragraph: Element) -> Element:
        only = _only_child(paragraph)
        if only is not None and only.tag == "img":
            return self._figure(paragraph, only)
        links = [link for link in paragraph if "button" in link.get("class", "").split()]
        for link in links:
            quiet = " ch-button--quiet" if "quiet" in link.get("class", "").split() else ""
            link.set("class", f"ch-button{quiet}")
        if links and len(links) == len(paragraph) and not _text_of(paragraph):
            paragraph.set("class", "ch-buttons")
        return paragraph

    def _figure(self, paragraph: Element, image: Element) -> Element:
        figure = Element("figure", {"class": "ch-pic"})
        figure.tail = paragraph.tail
        title = image.attrib.pop("title", "")
        is_drawing = image.get("src", "").startswith(_DRAWING)
        figure.append(self._drawing(image, "div") if is_drawing else image)
        if title:
            SubElement(figure, "figcaption").text = title
        return figure

    def _drawing(self, image: Element, tag: str) -> Element:
        name = image.get("src", "").removeprefix(_DRAWING)
        svg = drawing_svg(self._library.theme, name, title=image.get("alt", ""), key=str(len(self._slots)))
        slot = self._slots.element(svg, tag)
        slot.tail = image.tail
        return slot

    def _table(self, table: Element, number: int) -> Element:
        """Frame a table, so that a wide one scrolls by itself; the frame's name tells it from the page's others."""
        label = f"{self._library.strings['site']['table']} {number}"
        frame = Element("div", {"class": "ch-table", "role": "region", "tabindex": "0", "aria-label": label})
        frame.tail, table.tail = table.tail, None
        frame.append(table)
        for cell in (cell for cell in table.iter() if cell.tag in ("td", "th")):
            match = _ALIGN.search(cell.attrib.pop("style", "") or "")
            if match:
                cell.set("class", _ALIGN_CLASS[match.group(1)])
        return frame

    def _arrange_course(self, element: Element) -> None:
        """Put a course into the element that steps through it; its words travel along."""
        html = render_template(self._library.theme, "course/course.html", strings=self._library.strings)
        opening, closing = html.strip().split("\n")
        element.insert(0, self._slots.element(opening))
        element.append(self._slots.element(closing))

    def _arrange_block(self, element: Element) -> None:
        classes = element.get("class", "").split()
        if "ch-course" in classes:
            self._arrange_course(element)
        if "ch-columns" in classes:
            _group_by_heading(element)
        elif "ch-plan" in classes:
            _arrange_steps(element)
        elif "ch-case" in classes:
            _arrange_case(element)
        elif "ch-hero" in classes:
            _split(element, "ch-hero-words", "ch-hero-pic", _is_figure)
            for figure in element.iter("figure"):
                figure.tag, figure.attrib["class"] = "div", "ch-hero-drawing"
        elif "ch-band" in classes:
            _split(element, "ch-band-words", "ch-band-quiz", _is_slot)


def _join_lines(root: Element) -> None:
    """Join the lines of a Chinese paragraph: a browser would show a space at each line's end."""
    for element in root.iter():
        if element.tag in ("pre", "code"):
            continue
        for holder, name in ((element, "text"), *((child, "tail") for child in element)):
            text = getattr(holder, name)
            if text and "\n" in text:
                setattr(holder, name, type(text)(_LINE_END.sub(_joined, text)))


def _joined(match: re.Match[str]) -> str:
    before, after = match.group(1), match.group(2)
    return before if joins(before, after) else match.group()


def _arrange_doors(block: Element) -> None:
    """Make each list entry a door: one link around a drawing and words."""
    for entries in block.findall("ul"):
        block.tag, block.attrib = "ul", {"class": "ch-arches"}
        block.text = None
        block.remove(entries)
        block.extend(entries)
    for link in block.iter("a"):
        image = link.find("img")
        if image is None:
            continue
        kind = image.get("src", "").removeprefix(f"{_DRAWING}door-")
        words = Element("span", {"class": "ch-arch-words"})
        words.text, image.tail = (image.tail or "").lstrip(), None
        for child in [child for child in link if child is not image]:
            child.tag = "b" if child.tag == "strong" else child.tag
            link.remove(child)
            words.append(child)
        link.set("class", f"ch-arch ch-arch--{kind}")
        link.append(words)
    for entry in block.findall("li"):
        _unwrap_paragraph(entry)


def _unwrap_paragraph(entry: Element) -> None:
    paragraph = _only_child(entry)
    if paragraph is not None and paragraph.tag == "p":
        entry.remove(paragraph)
        entry.extend(paragraph)


def _group_by_heading(block: Element) -> None:
    """Begin a new column at each heading."""
    children = list(block)
    for child in children:
        block.remove(child)
    column = None
    for child in children:
        if column is None or child.tag in ("h2", "h3", "h4"):
            column = SubElement(block, "div")
        column.append(child)


def _arrange_steps(block: Element) -> None:
    """Make each heading of a lesson's steps begin an entry of a list, its minutes set apart."""
    _group_by_heading(block)
    block.tag = "ol"
    for step in block:
        step.tag = "li"
        heading = step[0]
        words = heading.text or ""
        if len(heading) == 0 and (found := MINUTES.search(words)):
            heading.text = words[: found.start()] + (" " if words[found.start()] == " " else "")
            SubElement(heading, "span", {"class": "ch-minutes"}).text = found[0].strip()


def _arrange_case(block: Element) -> None:
    """Set a drawing beside the words, and number an emergency's steps."""
    if "ch-case--urgent" in block.get("class", ""):
        for steps in block.findall("ol"):
            steps.set("class", "ch-steps")
    figure = next((child for child in block if _is_figure(child)), None)
    if figure is None:
        return
    words = Element("div")
    for child in [child for child in block if child is not figure and child.tag != "h3"]:
        block.remove(child)
        words.append(child)
    block.remove(figure)
    beside = SubElement(block, "div", {"class": "ch-beside"})
    beside.extend([words, figure])


def _split(block: Element, words_class: str, other_class: str, is_other: Callable[[Element], bool]) -> None:
    """Part a block's children into two sides."""
    words, other = Element("div", {"class": words_class}), Element("div", {"class": other_class})
    for child in list(block):
        block.remove(child)
        (other if is_other(child) else words).append(child)
    block.append(words)
    if len(other):
        block.append(other)


def _is_figure(element: Element) -> bool:
    return element.tag == "figure"


def _is_slot(element: Element) -> bool:
    """Say whether an element is a fenced block's placeholder."""
    return element.tag == "p" and bool(HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip()))


def _only_child(element: Element) -> Element | None:
    if len(element) != 1 or _text_of(element):
        return None
    return element[0]


def _text_of(element: Element) -> str:
    """Give the text that stands directly in an element, without its children's."""
    pieces: Iterable[str | None] = (element.text, *(child.tail for child in element))
    return "".join(piece or "" for piece in pieces).strip()
