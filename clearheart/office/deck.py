"""A talk as slides: a page goes in, a Deck comes out, and the problems of what no slide can hold.

A section of the page (##) is a slide, or several if it is long; a quiz is two slides for each of its questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from clearheart.markup.nodes import (
    Block,
    Box,
    BulletList,
    Fence,
    Heading,
    Html,
    Image,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from clearheart.markup.steps import BOARD, STEPS, read_steps
from clearheart.markup.tree import parse, plain, walk
from clearheart.model import Bank, LessonMeta, Question
from clearheart.model import Picture as QuizPicture
from clearheart.model.kinds.picture import PictureChoice
from clearheart.office.fit import USUAL, Fitting
from clearheart.office.pictures import Picture, drawing, file_picture, picture, qr_code
from clearheart.office.questions import Questions
from clearheart.office.runs import CitedSource, Run, Runs, plain_text
from clearheart.office.slide import (
    BODY_HEIGHT,
    BODY_TOP,
    EDGE,
    LEAST_SIZE,
    ROW_TOP,
    TITLE_SIZE,
    WIDTH,
    Deck,
    Entry,
    HelpRow,
    Kind,
    Slide,
    body_width,
)
from clearheart.print import drawings
from clearheart.print.blocks import is_label
from clearheart.print.coverage import SILENT, read_coverage
from clearheart.print.job import PrintJob
from clearheart.problems import Problem, Spot
from clearheart.read.quiz_block import read_quiz_block
from clearheart.render import helpline_words

_FLAT = frozenset({"columns", "course", "hero", "doors", "band"})
"""Boxes that only arrange what they hold."""
_OPENING = "teacher"
"""The drawing of the first slide where the page has none before its first section."""


@dataclass(frozen=True)
class Talk:
    """Hold all that the slides of one page need."""

    job: PrintJob
    banks: tuple[Bank, ...]


@dataclass
class _Section:
    """Hold what stands below one heading, before it is divided."""

    title: str
    line: int
    kind: Kind = "words"
    entries: list[Entry] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    row: tuple[Picture, ...] = ()
    told: str = ""
    """What the speaker says or does besides."""


def make_deck(talk: Talk) -> tuple[Deck, list[Problem]]:
    """Give a page's slides, and what is wrong with them."""
    maker = _Maker(talk)
    return maker.deck(), sorted(set(maker.problems))


class _Maker:
    def __init__(self, talk: Talk) -> None:
        self.talk, self.job = talk, talk.job
        self.words: Mapping[str, Any] = talk.job.words["slides"]
        self.runs = Runs(talk.job)
        self.fitting = Fitting(talk.job.theme, talk.job.document.language)
        self.problems: list[Problem] = []
        self.sections: list[_Section] = []
        self.asked: dict[str, list[str]] = {}
        self.count = 0
        self.address = talk.job.url.split("://", 1)[-1].rstrip("/")

    def deck(self) -> Deck:
        document, job = self.job.document, self.job
        blocks = list(parse(document.text, document.path, document.line).children)
        title = Heading(document.line, 1, ())
        if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1:
            title = blocks.pop(0)  # type: ignore[assignment]
        name = plain(title.children).replace("\n", " ") or document.meta.title or document.name
        self._read_lesson(blocks) if isinstance(document.meta, LessonMeta) else self._read(blocks)
        slides = [self._opening(name, title.line)]
        for section in self.sections:
            slides += self._divided(section)
        slides += self._source_slides(len(slides))
        slides.append(self._closing())
        slides = self._named(slides)
        self._check(slides)
        help_rows = tuple(_help_row(helpline_words(line, document.language)) for line in job.helplines)
        code = qr_code(job.url, job.word("qr_alt", url=self.address), drawings.read_tokens(job.theme)["--ch-ink"])
        return Deck(name, tuple(slides), help_rows, code, self.address)

    # What the page says

    def _read(self, blocks: Sequence[Block]) -> None:
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if isinstance(block, Heading) and block.level <= 2:
                self.sections.append(_Section(self._name(block), block.line))
            elif isinstance(block, Paragraph) and isinstance(following, Quote) and is_label(block):
                self._add(Entry(block.line, "label", self.runs.of(block.children)))
            elif isinstance(block, Box):
                self._read_box(block)
            elif isinstance(block, Fence):
                self._read_fence(block)
            else:
                self._read_block(block)

    def _read_lesson(self, blocks: Sequence[Block]) -> None:
        """Read what a class sees of a lesson: the boards and quizzes of its steps; all else is the speaker's."""
        for box in (block for block in blocks if isinstance(block, Box) and block.name == STEPS):
            for step in read_steps(box):
                said = [node for block in step.blocks if not _is_seen(block) for node in walk(block)]
                told = "\n".join(plain(node.children) for node in said if isinstance(node, Paragraph))
                self.sections.append(_Section(step.title.translate(SILENT), step.line, told=told))
                for block in step.blocks:
                    if isinstance(block, Box) and block.name == BOARD:
                        self._read(block.children)
                    elif isinstance(block, Fence):
                        self._read_fence(block)

    def _name(self, heading: Heading) -> str:
        return plain(heading.children).replace("\n", " ").translate(SILENT)

    def _section(self, line: int) -> _Section:
        if not self.sections:
            self.sections.append(_Section(self.words["opening"], line))
        return self.sections[-1]

    def _add(self, *entries: Entry) -> None:
        for entry in entries:
            if entry.runs:
                self._section(entry.line).entries.append(entry)

    def _read_block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._add(Entry(block.line, "head", self.runs.of(block.children)))
        elif isinstance(block, Paragraph):
            self._read_paragraph(block)
        elif isinstance(block, (BulletList, OrderedList)):
            self._read_list(block, 1)
        elif isinstance(block, Quote):
            for child in block.children:
                if isinstance(child, Paragraph):
                    self._add(Entry(child.line, "quote", self.runs.of(child.children)))
        elif isinstance(block, Table):
            self._read_table(block)
        elif isinstance(block, Html):
            self._tell(block.line, "HTML cannot be shown on a slide", "write it in Markdown")
        else:
            assert isinstance(block, Rule), "all other blocks were read before"

    def _read_paragraph(self, block: Paragraph, role: Literal["text", "note"] = "text") -> None:
        words = [node for node in block.children if not isinstance(node, Image)]
        if plain(words) and not _is_buttons(words):
            self._add(Entry(block.line, role, self.runs.of(words)))
        for node in block.children:
            if isinstance(node, Image) and (shown := picture(self.job, node)):
                self._section(node.line).pictures.append(shown)

    def _read_list(self, block: BulletList | OrderedList, level: int) -> None:
        for place, item in enumerate(block.children):
            for at, child in enumerate(item.children):
                if isinstance(child, Paragraph) and at == 0:
                    number = block.start + place if isinstance(block, OrderedList) else 0
                    role: Literal["number", "bullet"] = "number" if number else "bullet"
                    self._add(Entry(child.line, role, self.runs.of(child.children), number, level))
                elif isinstance(child, (BulletList, OrderedList)):
                    self._read_list(child, level + 1)
                else:
                    self._read_block(child)

    def _read_table(self, table: Table) -> None:
        """Read a table as a list: its first column stands before the others."""
        for row in table.children[1:]:
            first, *rest = (self.runs.of(cell.children) for cell in row.children)
            runs = [replace(run, is_strong=True) for run in first]
            for cell in rest:
                runs += [Run(" | "), *cell]
            self._add(Entry(row.line, "bullet", tuple(runs)))

    def _read_box(self, box: Box) -> None:
        if box.name in _FLAT:
            self._read(box.children)
        elif box.name == "note":
            for block in box.children:
                if isinstance(block, Paragraph):
                    self._read_paragraph(block, "note")
                else:
                    self._read_block(block)
        else:
            before = self.sections[-1] if self.sections else None
            title = box.title or (self.job.words["site"]["in_short"] if box.name == "short" else "")
            kind: Kind = "urgent" if box.name == "urgent" else "words"
            self.sections.append(_Section(title or self.words["opening"], box.line, kind))
            self._read(box.children)
            title = before.title if before else self.words["opening"]
            self.sections.append(_Section(title, box.line))  # what follows belongs to the section around the box

    # Quizzes

    def _read_fence(self, fence: Fence) -> None:
        kind = fence.info.split(" ")[0]
        if kind == "quiz":
            self._read_quiz(fence)
        elif kind not in ("help", "film"):
            what = f'a fenced block "{kind}" cannot be shown on a slide' if kind else "code cannot be shown on a slide"
            self._tell(fence.line, what, "write it as words, or set slides: false in the front matter")

    def _read_quiz(self, fence: Fence) -> None:
        block, problems = read_quiz_block(fence.body, self.job.document.path, fence.body_line)
        bank = next((bank for bank in self.talk.banks if block and bank.id == block.bank), None)
        if block is None or bank is None or problems:
            return  # `check` tells it for every page
        around = self._section(fence.line)
        for question in self._choose(
            bank, block.only, block.over(bank).leaves(bank.questions), block.pick or bank.pick
        ):
            self._ask(question, fence.line)
        self.sections.append(_Section(around.title, fence.line))

    def _choose(
        self, bank: Bank, only: Sequence[str], left: Sequence[Question], pick: int | None
    ) -> Sequence[Question]:
        """Choose a block's questions; where only some are drawn, those that the talk has not asked yet come first."""
        if only:
            return [question for name in only if (question := bank.question(name))]
        asked = self.asked.setdefault(bank.id, [])
        fresh = [question for question in left if question.id not in asked]
        chosen = [*fresh, *(question for question in left if question.id in asked)][: pick or len(left)]
        asked += [question.id for question in chosen]
        return chosen

    def _ask(self, question: Question, line: int) -> None:
        self.count += 1
        questions = Questions(self.runs, self.words, self.address, line)
        asked = _Section(self.words["question"].format(n=self.count), line, "question", [*questions.asked(question)])
        if question.picture and (shown := self._quiz_picture(question.picture, line)):
            asked.pictures.append(shown)
        if isinstance(question, PictureChoice):
            row = [self._quiz_picture(option.picture, line, option.text) for option in question.options]
            asked.row = tuple(shown for shown in row if shown)
        answered = _Section(self.words["answer"].format(n=self.count), line, "answer", [*questions.answered(question)])
        self.sections += [asked, answered]

    def _quiz_picture(self, shown: QuizPicture, line: int, caption: str = "") -> Picture | None:
        theme = self.job.theme
        if shown.drawing:
            return drawing(theme, shown.drawing, shown.alt, caption, line)
        home = (self.job.root / "quizzes" / "pictures").resolve()
        return file_picture(theme, (home / (shown.file or "")).resolve(), home, shown.alt, caption, line)

    # Slides

    def _opening(self, title: str, line: int) -> Slide:
        words = self.job.document.meta.description
        shown = self._first_picture() or drawing(self.job.theme, _OPENING, "")
        return Slide("title", title.translate(SILENT), line, (Entry(line, "text", (Run(words),)),) if words else (),
                     28.0, shown, self._notes(words, ()))  # fmt: skip

    def _first_picture(self) -> Picture | None:
        """Take the picture that stands before the first section to the first slide."""
        for section in self.sections:
            if section.title not in (self.words["opening"], self.job.words["site"]["in_short"]):
                return None
            if section.pictures:
                return section.pictures.pop(0)
        return None

    def _divided(self, section: _Section) -> Iterator[Slide]:
        pictures = section.pictures
        is_question = section.kind in ("question", "answer")
        fitted = self.fitting.fit(section.entries, lambda at: body_width(at < len(pictures)), is_question)
        for at in range(max(len(fitted), len(pictures))):
            size, entries = fitted[at] if at < len(fitted) else (USUAL, ())
            shown = pictures[at] if at < len(pictures) else None
            words = [section.told if at == 0 else "", *(entry.text for entry in entries)]
            notes = self._notes("\n".join(part for part in words if part), entries)
            yield Slide(
                section.kind, section.title, section.line, entries, size, shown, notes, section.row if at == 0 else ()
            )

    def _source_slides(self, before: int) -> Iterator[Slide]:
        sources = self.runs.sources()
        if not sources:
            return
        line = self.job.document.line
        entries = [Entry(line, "number", (Run(source.words, link=source.url),), source.number) for source in sources]
        pages: list[list[Entry]] = [[]]
        for entry in entries:
            tall = self.fitting.height([*pages[-1], entry], LEAST_SIZE, body_width(False))
            if pages[-1] and tall > BODY_HEIGHT:
                pages.append([])
            pages[-1].append(entry)
        for page in pages:
            notes = "\n".join(entry.text for entry in page)
            yield Slide("sources", self.job.word("sources"), line, tuple(page), LEAST_SIZE, None, notes)

    def _closing(self) -> Slide:
        lines = [helpline_words(line, self.job.document.language) for line in self.job.helplines]
        keys = ("number", "situation", "service", "hours")
        notes = "\n".join(" | ".join(line[key] for key in keys) for line in lines)
        told = "\n".join(f"{source.number}. {source.words} {source.url}" for source in self.runs.sources())
        return Slide("help", self.words["help"], self.job.document.line, notes=self._notes(f"{notes}\n{told}", ()))

    def _notes(self, text: str, entries: Sequence[Entry]) -> str:
        """Write what the speaker reads: the whole text, the sources of this slide, and where the page is."""
        numbers = {part for entry in entries for run in entry.runs if run.is_number for part in run.text.split(",")}
        cited = [source for source in self.runs.sources() if str(source.number) in numbers]
        parts = [text, *(_told(source) for source in cited), self.words["page"].format(address=self.address)]
        return "\n".join(part for part in parts if part)

    def _named(self, slides: Sequence[Slide]) -> list[Slide]:
        """Give every slide a title of its own, by which it is found in the outline and by screen readers."""
        seen: dict[str, int] = {}
        found = []
        for slide in slides:
            seen[slide.title] = number = seen.get(slide.title, 0) + 1
            title = slide.title if number == 1 else self.words["continued"].format(title=slide.title, n=number)
            found.append(replace(slide, title=title))
        return found

    # What does not fit

    def _check(self, slides: Sequence[Slide]) -> None:
        held = read_coverage(self.job.theme)
        for slide in slides:
            if self.fitting.lines(slide.title, TITLE_SIZE, WIDTH - 2 * EDGE) > 2 and slide.kind != "title":
                self._tell(slide.line, "this heading needs more than two lines on a slide", "write a shorter one")
            if slide.kind in ("title", "help"):
                continue
            tall = self.fitting.height(slide.entries, slide.size, slide.body_width)
            room = ROW_TOP - BODY_TOP if slide.row else BODY_HEIGHT
            if tall > room:
                lines = max(1, round((tall - room) / (1.25 * slide.size)))
                what = f"this is too long for a slide by about {lines} {'line' if lines == 1 else 'lines'}"
                self._tell(slide.entries[0].line, what, "shorten it, or make several paragraphs or list items of it")
            for entry in slide.entries:
                for character in sorted({character for character in plain_text(entry.runs) if character != "\n"}):
                    if ord(character) not in held:
                        what = f'no font of theme/fonts holds "{character}" (U+{ord(character):04X})'
                        self._tell(entry.line, what, "write it another way, or add it to tools/make_fonts.py")

    def _tell(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(Spot(self.job.document.path, line), what, mend))


def _is_buttons(words: Sequence[object]) -> bool:
    """Say whether a paragraph only leads through the site."""
    return all(
        ("button" in word.classes) if isinstance(word, Link) else not plain((word,))  # type: ignore[arg-type]
        for word in words
    )


def _help_row(words: Mapping[str, str]) -> HelpRow:
    return HelpRow(words["number"], words["situation"], words["hours"])


def _told(source: CitedSource) -> str:
    return f"[{source.number}] {source.words} {source.url}"


def _is_seen(block: Block) -> bool:
    """Say whether a block of a lesson's step is for the class, not for the speaker alone."""
    return isinstance(block, Fence) or (isinstance(block, Box) and block.name == BOARD)
