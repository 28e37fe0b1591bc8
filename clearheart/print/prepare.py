"""Prepare a leaflet for Typst: a print job goes in, one dictionary and its problems come out.

In the dictionary every text is plain data. The front page is what stands before the author's line of `---`, the back
page what follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clearheart.markup.nodes import Block, Fence, Heading, Rule, Text
from clearheart.markup.tree import parse, plain
from clearheart.print.blocks import Blocks
from clearheart.print.findings import Findings
from clearheart.print.job import Data, PrintJob
from clearheart.print.long_words import has_long_words
from clearheart.print.pictures import Pictures, find_key
from clearheart.print.surroundings import surroundings
from clearheart.print.words import Words
from clearheart.problems import Problem


@dataclass(frozen=True)
class Prepared:
    """Hold a leaflet as data, and what is wrong with it."""

    data: Data
    problems: tuple[Problem, ...]
    """What paper cannot carry."""
    faults: tuple[Problem, ...]
    """Faults that a web page would have too; `check` tells them for every page."""


def prepare(job: PrintJob) -> Prepared:
    """Give a leaflet's data for Typst, and the problems found on the way."""
    findings = Findings(job)
    words = Words(job, findings)
    data = _data(words)
    data["sources"] = words.sources()
    if job.format.template == "bilingual":
        _put_beside(data, words)
    data["has_long_words"] = has_long_words(data)
    return Prepared(data, tuple(findings.problems), tuple(findings.faults))


def _data(words: Words) -> Data:
    """Give the data of a leaflet in one language, but for its sources."""
    job, findings = words.job, words.findings
    pictures = Pictures(job, findings)
    data = _Pages(job, words, Blocks(words, pictures, findings), findings).data()
    return data | {"picture": pictures.title_drawing(), **surroundings(job)}


def _put_beside(data: Data, words: Words) -> None:
    """Add the same leaflet in the other language; its sources are numbered on from those of the first one."""
    job, findings, beside = words.job, words.findings, words.job.beside
    if beside is None:
        findings.tell(*_no_twin(job))
        return
    counted = len(words.cited)
    others = Words(beside, Findings(beside), words.cited)
    data["beside"] = _data(others)
    for key in ("organisation", "phone", "address", "helpline"):
        data["words"][key] += f" {data['beside']['words'][key]}"
    data["sources"] += [source for source in others.sources() if source["number"] > counted]
    findings.problems.extend(others.findings.problems)
    findings.faults.extend(others.findings.faults)


def _no_twin(job: PrintJob) -> tuple[int, str, str]:
    """Tell that nothing can stand beside a leaflet."""
    wanted, name = job.meta.beside, job.document.name
    if wanted is None:
        mend = f"write {name}.md in another language, or take {job.form} out of formats:"
        return find_key(job, "formats"), "no other language has this leaflet to stand beside it", mend
    if wanted == job.document.language:
        return find_key(job, "beside"), f'"{wanted}" is this leaflet\'s own language', "name another one after beside:"
    mend = f"write content/{wanted}/{name}.md, or name another language after beside:"
    return find_key(job, "beside"), f'there is no leaflet {name}.md in "{wanted}" to stand beside this one', mend


@dataclass(frozen=True)
class _Pages:
    """Divide a leaflet's blocks between its two pages."""

    job: PrintJob
    words: Words
    blocks: Blocks
    findings: Findings

    def data(self) -> Data:
        """Give the author's own part of the leaflet."""
        document = self.job.document
        front, back = self._split(parse(document.text, document.path, document.line).children)
        title = self._take_title(front)
        points = self._points(front)
        self.blocks.level = 1
        return {
            "path": document.path,
            "language": document.language,
            "direction": str(self.job.words["site"].get("direction", "ltr")),
            "format": self.job.format.data(),
            "title": self.words.pieces(title.children),
            "plain_title": plain(title.children).replace("\n", " "),
            "title_line": title.line,
            "points": points,
            "back": self.blocks.blocks(back),
        }

    def _split(self, blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
        rules = [at for at, block in enumerate(blocks) if isinstance(block, Rule)]
        if not rules:
            last = blocks[-1].line if blocks else self.job.document.line
            self.findings.tell(last, "this leaflet has no back page", "write a line of --- where the back page begins")
            return list(blocks), []
        for at in rules[1:]:
            self.findings.tell(blocks[at].line, "a leaflet has only two pages", "remove this second line of ---")
        back: list[Block] = [block for block in blocks[rules[0] + 1 :] if not isinstance(block, Rule)]
        return list(blocks[: rules[0]]), back

    def _take_title(self, front: list[Block]) -> Heading:
        title = front[0] if front else None
        if isinstance(title, Heading) and title.level == 1:
            del front[0]
            return title
        line = self.job.document.line
        self.findings.tell_fault(
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
            self.findings.tell(line, what, "write two or three ## sections before the line of ---")
        ends = [*starts[1:], len(front)] if starts else []
        return [self._point(front[start:end]) for start, end in zip(starts, ends, strict=True)]

    def _report_stray(self, block: Block) -> None:
        if isinstance(block, Fence) and block.info == "help":
            return
        mend = "move it below a ## heading; the sentence under the title is lead: in the front matter"
        self.findings.tell(block.line, "there is no room on paper between the title and the first section", mend)

    def _point(self, blocks: Sequence[Block]) -> Data:
        head = blocks[0]
        assert isinstance(head, Heading)
        if head.level != 2:
            self.findings.tell(head.line, "a section of the front page begins with ##", "write ## before this heading")
        self.blocks.level = 2
        return {"line": head.line, "title": self.words.pieces(head.children), "blocks": self.blocks.blocks(blocks[1:])}
