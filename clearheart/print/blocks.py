"""Turn a leaflet's blocks into data for Typst: nodes go in, dictionaries that name their kind and line come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clearheart.markup.nodes import (
    Block,
    Box,
    BulletList,
    Citation,
    Fence,
    Heading,
    Html,
    Image,
    Inline,
    Item,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    Text,
)
from clearheart.markup.tree import plain
from clearheart.print.figures import figure_data
from clearheart.print.findings import Findings
from clearheart.print.job import Data
from clearheart.print.pictures import Pictures
from clearheart.print.words import Words, text_data


@dataclass
class Blocks:
    """Turn blocks into data, and tell which cannot be printed."""

    words: Words
    pictures: Pictures
    findings: Findings
    level: int = 1
    """The level of the last heading: none may be left out."""

    def blocks(self, blocks: Sequence[Block]) -> list[Data]:
        """Give the data of some blocks."""
        found: list[Data] = []
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if isinstance(block, Quote):
                self._add_bubbles(found, block)
            elif isinstance(block, Paragraph) and isinstance(following, Quote) and is_label(block):
                items = self._bubbles(found, block.line)
                items.append({"line": block.line, "label": self.words.inlines(block.children)})
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
            says = self.words.pieces(block.children)
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
        elif isinstance(block, Fence) and block.info == "figure":
            figure = self.findings.job.figure(block.body.strip())
            if figure is not None:  # `check` tells of a name without a figure
                yield figure_data(figure, self.findings.job, self.words, line)
        elif isinstance(block, Html) and block.text.startswith("///"):
            self.findings.tell_fault(line, "this line ends a block that never began", "remove it")
        elif not (isinstance(block, Fence) and block.info == "help"):  # the standard help box is on the front
            self._report_unprintable(block, _unprintable(block))

    def _report_unprintable(self, block: Block, what: str) -> None:
        self.findings.tell(block.line, what, "remove it from the leaflet, or move it to a page of the site")

    def _heading(self, line: int, level: int, children: tuple[Inline, ...]) -> Data:
        if level > self.level + 1:
            what = f"this heading of level {level} follows one of level {self.level}"
            self.findings.tell(line, what, f"write {'#' * (self.level + 1)} before it, so that no level is left out")
            level = self.level + 1
        elif level == 1:
            self.findings.tell_fault(line, "a leaflet has one title", "write ## before this heading")
            level = 2
        self.level = level
        return {"kind": "heading", "line": line, "level": level, "content": self.words.pieces(children)}

    def _paragraph(self, block: Paragraph) -> Iterator[Data]:
        words = [node for node in block.children if not isinstance(node, Image)]
        if plain(words) or any(isinstance(node, Citation) for node in words):
            yield {"kind": "paragraph", "line": block.line, "content": self.words.inlines(words)}
        for node in block.children:
            if isinstance(node, Image):
                yield self.pictures.picture(node)

    def _items(self, items: Iterable[Item]) -> list[list[Data]]:
        return [self.blocks(item.children) for item in items]

    def _table(self, table: Table) -> Data:
        rows = [[self.words.inlines(cell.children) for cell in row.children] for row in table.children]
        aligns = [cell.align or "start" for cell in table.children[0].children]
        return {"kind": "table", "line": table.line, "rows": rows, "aligns": aligns}

    def _box(self, box: Box) -> Iterator[Data]:
        if box.name == "columns":
            yield from self._columns(box)
        elif box.name in ("urgent", "case"):
            yield self._titled(box)
        elif box.name in ("note", "short"):
            title = [text_data(box.title)] if box.title else []
            yield {"kind": box.name, "line": box.line, "title": title, "blocks": self.blocks(box.children)}
        else:
            self._report_unprintable(box, f'a block of the kind "{box.name}" cannot be printed')

    def _columns(self, box: Box) -> Iterator[Data]:
        starts = [at for at, block in enumerate(box.children) if isinstance(block, Heading)]
        if not 2 <= len(starts) <= 3:
            what = f"this block of columns has {len(starts)} headings"
            mend = "write a ### heading at the beginning of each of its two or three columns"
            self.findings.tell(box.line, what, mend)
        yield from self.blocks(box.children[: starts[0] if starts else None])
        ends = [*starts[1:], len(box.children)]
        level = self.level
        columns = []
        for start, end in zip(starts, ends, strict=True):
            self.level = level
            columns.append(self.blocks(box.children[start:end]))
        if columns:
            yield {"kind": "columns", "line": box.line, "columns": columns}

    def _titled(self, box: Box) -> Data:
        """Arrange a box with a heading of its own, and a drawing beside its words where it has one."""
        title = self._heading(box.line, 2, (Text(box.line, box.title),)) if box.title else None
        blocks = self.blocks(box.children)
        pictures = [block for block in blocks if block["kind"] == "picture"]
        rest = [block for block in blocks if block["kind"] != "picture" or block is not pictures[0]]
        picture = pictures[0] if pictures else None
        return {"kind": box.name, "line": box.line, "title": title, "blocks": rest, "picture": picture}


def is_label(block: Paragraph) -> bool:
    """Say whether a paragraph before a quotation names the moment to say it: short, and no sentence."""
    words = plain(block.children)
    return bool(words) and len(words) <= 60 and words[-1] not in ".。!！?？:：;；"


def _unprintable(block: Block) -> str:
    if isinstance(block, Fence):
        kind = block.info.split(" ")[0]
        return f'a fenced block "{kind}" cannot be printed' if kind else "code cannot be printed"
    return "HTML cannot be printed" if isinstance(block, Html) else "this cannot be printed"
