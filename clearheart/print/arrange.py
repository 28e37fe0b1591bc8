"""Arrange a leaflet's tree as the data that theme/print lays out, and report what paper cannot carry.

In comes a print job; out come one dictionary for Typst, in which every text is plain data, and problems with their
Markdown lines. The front page is what stands before the author's line of `---`, the back page what follows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import segno

from clearheart.markup.nodes import (
    Block,
    Box,
    Break,
    BulletList,
    Citation,
    Code,
    Emphasis,
    Fence,
    Heading,
    Html,
    Image,
    Inline,
    Item,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
)
from clearheart.markup.tree import parse, plain
from clearheart.model import Helpline, Source
from clearheart.print import drawings
from clearheart.print.coverage import SILENT
from clearheart.print.job import PrintJob
from clearheart.problems import Problem, Spot

Data = dict[str, Any]

# A phrase of Chinese ends at its punctuation; a title or a spoken sentence is broken only there, or between words.
_PHRASE = re.compile(r"[^，。、；：！？…—]*[，。、；：！？…—]+[”’』」）》]*|.+", re.DOTALL)
_WORD = re.compile(r"[^ ]+ *| +")
# Full-width marks whose right half is empty: a number after them moves closer.
_HALF_EMPTY = frozenset("。，、；：！？”’』」）》")
_PICTURES = {".png", ".jpg", ".jpeg", ".svg"}


@dataclass(frozen=True)
class Arrangement:
    """Hold a leaflet as data, and what is wrong with it."""

    data: Data
    problems: tuple[Problem, ...]
    """What paper cannot carry."""
    faults: tuple[Problem, ...]
    """Faults that a web page would have too; `check` tells them for every page."""


def arrange(job: PrintJob) -> Arrangement:
    """Give a leaflet's data for Typst, and the problems found on the way."""
    arranger = _Arranger(job)
    data = arranger.arrange()
    return Arrangement(data, tuple(arranger.problems), tuple(arranger.faults))


@dataclass
class _Arranger:
    """Turn nodes into data, numbering sources as they are cited."""

    job: PrintJob
    problems: list[Problem] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    _cited: list[str] = field(default_factory=list)
    _level: int = 1

    def arrange(self) -> Data:
        """Arrange the whole leaflet."""
        job, document = self.job, self.job.document
        tree = parse(document.text, document.path, document.line)
        front, back = self._split(tree.children)
        title = self._take_title(front)
        points = self._points(front)
        self._level = 1
        content = self._blocks(back)
        return {
            "language": document.language,
            "title": self._pieces(title.children),
            "plain_title": plain(title.children).replace("\n", " "),
            "title_line": title.line,
            "points": points,
            "back": content,
            "sources": [self._source(job.sources[name]) for name in self._cited if name in job.sources],
            **_surroundings(job),
            "picture": self._title_picture(),
        }

    def report(self, line: int, what: str, mend: str) -> None:
        """Keep a problem of the leaflet's own file."""
        self.problems.append(Problem(Spot(self.job.document.path, line), what, mend))

    def report_fault(self, line: int, what: str, mend: str) -> None:
        """Keep a problem that does not only concern paper."""
        self.faults.append(Problem(Spot(self.job.document.path, line), what, mend))

    # The two pages

    def _split(self, blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
        rules = [at for at, block in enumerate(blocks) if isinstance(block, Rule)]
        if not rules:
            last = blocks[-1].line if blocks else self.job.document.line
            self.report(last, "this leaflet has no back page", "write a line of --- where the back page begins")
            return list(blocks), []
        for at in rules[1:]:
            self.report(blocks[at].line, "a leaflet has only two pages", "remove this second line of ---")
        back: list[Block] = [block for block in blocks[rules[0] + 1 :] if not isinstance(block, Rule)]
        return list(blocks[: rules[0]]), back

    def _take_title(self, front: list[Block]) -> Heading:
        title = front[0] if front else None
        if isinstance(title, Heading) and title.level == 1:
            del front[0]
            return title
        line = self.job.document.line
        self.report_fault(
            line, "this leaflet does not begin with its title", "begin the text with a line such as # Title"
        )
        return Heading(line, 1, (Text(line, self.job.meta.title or "-"),))

    def _points(self, front: list[Block]) -> list[Data]:
        """Arrange the short sections that stand side by side below the drawing."""
        starts = [at for at, block in enumerate(front) if isinstance(block, Heading)]
        for block in front[: starts[0] if starts else len(front)]:
            self._report_stray(block)
        if len(starts) not in (2, 3):
            line = front[starts[3]].line if len(starts) > 3 else self.job.document.line
            what = f"the front page has {len(starts)} sections below its title"
            self.report(line, what, "write two or three ## sections before the line of ---")
        ends = [*starts[1:], len(front)]
        return [self._point(front[start:end]) for start, end in zip(starts, ends, strict=True)]

    def _report_stray(self, block: Block) -> None:
        if isinstance(block, Fence) and block.info == "help":
            return
        mend = "move it below a ## heading; the sentence under the title is lead: in the front matter"
        self.report(block.line, "there is no room on paper between the title and the first section", mend)

    def _point(self, blocks: Sequence[Block]) -> Data:
        head = blocks[0]
        assert isinstance(head, Heading)
        if head.level != 2:
            self.report(head.line, "a section of the front page begins with ##", "write ## before this heading")
        self._level = 2
        return {"line": head.line, "title": self._pieces(head.children), "blocks": self._blocks(blocks[1:])}

    def _title_picture(self) -> Data:
        job = self.job
        name = job.meta.drawing
        path = drawings.find_drawing(job.theme, name)
        if path is None:
            what, mend = self._no_drawing(name)
            self.report(_find_key(job, "drawing"), what, mend)
            return {"svg": "", "alt": "", "wide": False}
        wide = drawings.find_wide_drawing(job.theme, name)
        alt = job.words["drawings"].get(name, {}).get("desc", "")
        return {"svg": drawings.fill(wide or path, job.theme), "alt": alt, "wide": wide is not None}

    def _no_drawing(self, name: str) -> tuple[str, str]:
        names = [path.stem for path in (self.job.theme / "drawings").glob("*.svg")]
        near = get_close_matches(name, names, n=1)
        mend = f"name a file in theme/drawings{f', such as {near[0]}' if near else ''}"
        return f'there is no drawing "{name}"', mend

    # Blocks

    def _blocks(self, blocks: Sequence[Block]) -> list[Data]:
        found: list[Data] = []
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if isinstance(block, Quote):
                self._add_bubbles(found, block)
            elif isinstance(block, Paragraph) and isinstance(following, Quote) and _is_label(block):
                items = self._bubbles(found, block.line)
                items.append({"line": block.line, "label": self._inlines(block.children)})
            else:
                found.extend(self._block(block))
        return found

    def _bubbles(self, found: list[Data], line: int) -> list[Data]:
        """Give the bubbles that the last block holds, or begin a new group of them."""
        if not found or found[-1]["kind"] != "bubbles":
            found.append({"kind": "bubbles", "line": line, "items": []})
        items: list[Data] = found[-1]["items"]
        return items

    def _add_bubbles(self, found: list[Data], quote: Quote) -> None:
        items = self._bubbles(found, quote.line)
        for block in quote.children:
            if not isinstance(block, Paragraph):
                self._report_unprintable(block, "a quotation is printed as a speech bubble, which holds only sentences")
                continue
            says = self._pieces(block.children)
            if items and "says" not in items[-1]:
                items[-1]["says"] = says
            else:
                items.append({"line": block.line, "label": [], "says": says})
        if items and "says" not in items[-1]:
            items[-1]["says"] = []

    def _block(self, block: Block) -> Iterator[Data]:
        line = block.line
        if isinstance(block, Heading):
            yield self._heading(block.line, block.level, block.children)
        elif isinstance(block, Paragraph):
            yield from self._paragraph(block)
        elif isinstance(block, BulletList):
            yield {"kind": "bullets", "line": line, "items": self._items(block.children)}
        elif isinstance(block, OrderedList):
            yield {"kind": "numbers", "line": line, "start": block.start, "items": self._items(block.children)}
        elif isinstance(block, Table):
            yield self._table(block)
        elif isinstance(block, Box):
            yield from self._box(block)
        elif isinstance(block, Html) and block.text.startswith("///"):
            self.report_fault(line, "this line ends a block that never began", "remove it")
        elif not (isinstance(block, Fence) and block.info == "help"):  # the standard help box is on the front
            self._report_unprintable(block, _unprintable(block))

    def _report_unprintable(self, block: Block, what: str) -> None:
        self.report(block.line, what, "remove it from the leaflet, or move it to a page of the site")

    def _heading(self, line: int, level: int, children: tuple[Inline, ...]) -> Data:
        if level > self._level + 1:
            what = f"this heading of level {level} follows one of level {self._level}"
            self.report(line, what, f"write {'#' * (self._level + 1)} before it, so that no level is left out")
            level = self._level + 1
        elif level == 1:
            self.report_fault(line, "a leaflet has one title", "write ## before this heading")
            level = 2
        self._level = level
        return {"kind": "heading", "line": line, "level": level, "content": self._pieces(children)}

    def _paragraph(self, block: Paragraph) -> Iterator[Data]:
        words = [node for node in block.children if not isinstance(node, Image)]
        if plain(words) or any(isinstance(node, Citation) for node in words):
            yield {"kind": "paragraph", "line": block.line, "content": self._inlines(words)}
        for node in block.children:
            if isinstance(node, Image):
                yield self._picture(node)

    def _items(self, items: Iterable[Item]) -> list[list[Data]]:
        return [self._blocks(item.children) for item in items]

    def _table(self, table: Table) -> Data:
        rows = [[self._inlines(cell.children) for cell in row.children] for row in table.children]
        aligns = [cell.align or "start" for cell in table.children[0].children]
        return {"kind": "table", "line": table.line, "rows": rows, "aligns": aligns}

    def _box(self, box: Box) -> Iterator[Data]:
        if box.name == "columns":
            yield from self._columns(box)
        elif box.name in ("urgent", "case"):
            yield self._titled(box)
        elif box.name in ("note", "short"):
            title = [_text(box.title)] if box.title else []
            yield {"kind": box.name, "line": box.line, "title": title, "blocks": self._blocks(box.children)}
        else:
            self._report_unprintable(box, f'a block of the kind "{box.name}" cannot be printed')

    def _columns(self, box: Box) -> Iterator[Data]:
        starts = [at for at, block in enumerate(box.children) if isinstance(block, Heading)]
        if not 2 <= len(starts) <= 3:
            what = f"this block of columns has {len(starts)} headings"
            self.report(box.line, what, "write a ### heading at the beginning of each of its two or three columns")
        yield from self._blocks(box.children[: starts[0] if starts else None])
        ends = [*starts[1:], len(box.children)]
        level = self._level
        columns = []
        for start, end in zip(starts, ends, strict=True):
            self._level = level
            columns.append(self._blocks(box.children[start:end]))
        if columns:
            yield {"kind": "columns", "line": box.line, "columns": columns}

    def _titled(self, box: Box) -> Data:
        """Arrange a box with a heading of its own, and a drawing beside its words where it has one."""
        title = self._heading(box.line, 2, (Text(box.line, box.title),)) if box.title else None
        blocks = self._blocks(box.children)
        pictures = [block for block in blocks if block["kind"] == "picture"]
        rest = [block for block in blocks if block["kind"] != "picture" or block is not pictures[0]]
        picture = pictures[0] if pictures else None
        return {"kind": box.name, "line": box.line, "title": title, "blocks": rest, "picture": picture}

    # Pictures

    def _picture(self, image: Image) -> Data:
        data: Data = {"kind": "picture", "line": image.line, "alt": image.alt}
        if image.target.startswith("drawing:"):
            return data | {"svg": self._drawing(image)}
        return data | {"bytes": self._read_picture(image)}

    def _drawing(self, image: Image) -> str:
        name = image.target.removeprefix("drawing:")
        path = drawings.find_drawing(self.job.theme, name)
        if path is None:
            self.report_fault(image.line, *self._no_drawing(name))
            return ""
        return drawings.fill(path, self.job.theme)

    def _read_picture(self, image: Image) -> list[int]:
        """Read a picture's bytes; Typst takes them as numbers."""
        folder = PurePosixPath(self.job.document.path).parent
        path = self.job.root / folder / unquote(image.target)
        if PurePosixPath(image.target).suffix.lower() not in _PICTURES:
            self.report(image.line, f'"{image.target}" cannot be printed', "use a picture in PNG, JPEG or SVG")
        elif not path.is_file():
            self.report_fault(image.line, f'there is no picture "{image.target}"', f"put the file into {folder}")
        else:
            if not image.alt:
                mend = "say in its square brackets what it shows"
                self.report_fault(image.line, f'the picture "{image.target}" has no alternative text', mend)
            return list(path.read_bytes())
        return []

    # Words

    def _inlines(self, nodes: Iterable[Inline]) -> list[Data]:
        found = [data for node in nodes for data in self._inline(node)]
        for before, data in pairwise(found):
            if data["kind"] == "cite" and self.job.document.language.startswith("zh"):
                data["tucked"] = str(before.get("text", ""))[-1:] in _HALF_EMPTY
        return found

    def _inline(self, node: Inline) -> Iterator[Data]:
        if isinstance(node, (Text, Code)):
            yield {"kind": "text" if isinstance(node, Text) else "code", "text": node.text.translate(SILENT)}
        elif isinstance(node, (Strong, Emphasis)):
            yield {"kind": type(node).__name__.lower(), "content": self._inlines(node.children)}
        elif isinstance(node, Break):
            yield {"kind": "break"}
        elif isinstance(node, Citation):
            yield {"kind": "cite", "numbers": [self._number(name) for name in node.ids], "tucked": False}
        elif isinstance(node, Link):
            target = node.target if node.target.startswith(("https://", "http://", "tel:", "mailto:")) else ""
            yield {"kind": "link", "target": target, "content": self._inlines(node.children)}
        elif isinstance(node, Image):
            self.report(node.line, "a picture stands inside a sentence", "give the picture a paragraph of its own")
        elif isinstance(node, Html):
            self.report(node.line, f"HTML such as {node.text} cannot be printed", "write it in Markdown")

    def _pieces(self, nodes: Iterable[Inline]) -> list[list[Data]]:
        """Cut words into phrases between which a line may end; a mark belongs to the phrase before it."""
        pieces: list[list[Data]] = []
        for data in self._inlines(nodes):
            if data["kind"] == "text":
                pieces.extend(_cut(data["text"], self.job.document.language))
            elif pieces:
                pieces[-1].append(data)
            else:
                pieces.append([data])
        return pieces

    def _number(self, name: str) -> int:
        if name not in self._cited:
            self._cited.append(name)
        return self._cited.index(name) + 1

    def _source(self, source: Source) -> Data:
        job = self.job
        title = source.title
        if source.language.startswith("zh") and job.document.language.startswith("zh"):
            title = title if title.startswith("《") else f"《{title}》"
        issued = job.word("no_date") if source.issued == "n.d." else source.issued
        words = job.word("source", title=title, publisher=source.publisher, issued=issued)
        return {"words": words, "url": source.url, "number": self._number(source.id)}


def _find_key(job: PrintJob, key: str) -> int:
    """Find the line of the file on which a key of the front matter stands."""
    path = job.root / job.document.path
    lines = path.read_text("utf-8").splitlines()[: job.document.line] if path.is_file() else []
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)


def _text(text: str) -> Data:
    return {"kind": "text", "text": text}


def _cut(text: str, language: str) -> list[list[Data]]:
    """Cut a text into the phrases between which a line may end."""
    phrases = _PHRASE if language.startswith("zh") else _WORD
    return [[_text(phrase)] for phrase in phrases.findall(text)]


def _is_label(block: Paragraph) -> bool:
    """Say whether a paragraph before a quotation names the moment to say it: short, and no sentence."""
    words = plain(block.children)
    return bool(words) and len(words) <= 40 and words[-1] not in ".。!！?？:：;；"


def _unprintable(block: Block) -> str:
    if isinstance(block, Fence):
        kind = block.info.split(" ")[0]
        return f'a fenced block "{kind}" cannot be printed' if kind else "code cannot be printed"
    return "HTML cannot be printed" if isinstance(block, Html) else "this cannot be printed"


def _surroundings(job: PrintJob) -> Data:
    """Give everything that stands on a leaflet beside the author's Markdown."""
    meta, site = job.meta, job.words["site"]["name"]
    checked = [line.checked for line in job.helplines]
    return {
        "lead": meta.lead.translate(SILENT),
        "reader": meta.reader.translate(SILENT),
        "site": site,
        "author": site,
        "description": meta.description,
        "keywords": list(meta.tags),
        "date": [job.date.year, job.date.month, job.date.day],
        "colours": {name.removeprefix("--ch-"): value for name, value in drawings.read_tokens(job.theme).items()},
        "mark": drawings.fill(job.theme / "drawings" / "mark.svg", job.theme),
        "helplines": [_helpline(line, job.document.language) for line in job.helplines],
        "qr": _qr(job.url, drawings.read_tokens(job.theme)["--ch-ink"]),
        "address": _spell(job.url),
        "words": {
            **{key: job.word(key) for key in ("scan", "organisation", "phone", "address", "sources")},
            "qr_alt": job.word("qr_alt", url=_spell(job.url)),
            "copy": job.word("copy", site=site),
            "numbers_checked": job.word("numbers_checked", date=job.day(min(checked))) if checked else "",
            "checked": job.word("checked", date=job.day(meta.reviewed)) if meta.reviewed else "",
            "review_by": job.word("review_by", date=job.day(meta.review_by)) if meta.review_by else "",
        },
    }


def _helpline(line: Helpline, language: str) -> Data:
    def words(texts: Mapping[str, str]) -> str:
        return texts.get(language, "").translate(SILENT)

    situation = _cut(words(line.situation), language)
    return {"number": line.number, "situation": situation, "hours": [_text(words(line.hours))]}


def _spell(url: str) -> str:
    """Write an address as people read and type it."""
    return url.split("://", 1)[-1].removesuffix("index.html").rstrip("/")


def _qr(url: str, dark: str) -> str:
    """Draw the QR code (ISO/IEC 18004) with its quiet zone of four modules."""
    drawn = io.BytesIO()
    code = segno.make_qr(url, error="m")
    code.save(drawn, kind="svg", border=4, dark=dark, light="#ffffff", xmldecl=False, nl=False, omitsize=True)
    return drawn.getvalue().decode("utf-8")
