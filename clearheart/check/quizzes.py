"""Quiz banks: their texts go in; what cannot be shown wherever a quiz stands comes out as Problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clearheart.check.references import check_source
from clearheart.check.words import check_stress
from clearheart.markup.nodes import Break, Citation, Code, Emphasis, Heading, Image, Link, Node, Paragraph, Strong, Text
from clearheart.markup.tree import parse, walk
from clearheart.model import Bank, Project, Question, Way
from clearheart.model.question import Said
from clearheart.problems import Problem, Spot

_ADDRESSES = ("https://", "http://", "tel:", "mailto:")
_PLAIN = (Text, Emphasis, Strong, Code, Break)
_MARKED = (Emphasis, Strong, Code, Link, Image, Citation)


def check_quizzes(project: Project) -> Iterator[Problem]:
    """Find the faults of every bank's texts, and sources that content/sources.yml lacks."""
    for edition in project.editions:
        for bank in edition.banks:
            yield from _page_texts(bank)
            for question in bank.questions:
                for source in question.sources:
                    yield from check_source(source, question.spot, project)
                yield from _texts(question)


def _page_texts(bank: Bank) -> Iterator[Problem]:
    """Find what a bank's title and description cannot carry: a page of Markdown is made of them."""
    yield from _page_text(bank, "title", f"# {bank.title}", Heading)
    if bank.description:
        yield from _page_text(bank, "description", bank.description, Paragraph)


def _page_text(bank: Bank, key: str, text: str, form: type[Heading | Paragraph]) -> Iterator[Problem]:
    blocks = parse(text).children
    nodes = [node for block in blocks for node in walk(block)]
    is_plain = len(blocks) == 1 and isinstance(blocks[0], form) and all(isinstance(node, _PLAIN) for node in nodes)
    if not is_plain or text.rstrip().endswith("}"):
        mend = f"write {key}: in plain words, with no more than **bold** or *stressed* ones"
        yield Problem(bank.spot, f"the bank's {key} holds more than words", mend)
    for node in nodes:
        if isinstance(node, Text):
            yield from check_stress(node, bank.spot)


def check_way(way: Way, only: Sequence[str], bank: Bank, spot: Spot) -> Iterator[Problem]:
    """Find what a page asks in vain of a bank, or of `only` some of its questions."""
    asks = only or way.tag or way.difficulty or way.pick
    if asks and bank.is_whole:  # what a bank asks in vain of itself is told at its own lines
        questions = [question for question in bank.questions if not only or question.id in only]
        for fault in way.over(bank).way_faults(questions):
            yield Problem(spot, fault.what, fault.mend)


def _texts(question: Question) -> Iterator[Problem]:
    """Find what a quiz text cannot carry to every page and frame that it is shown in."""
    for said in question.texts():
        nodes = walk(parse(said.text))
        yield from _plain(said, nodes) if said.is_plain else _inline(said.spot, nodes)


def _plain(said: Said, nodes: Iterable[Node]) -> Iterator[Problem]:
    if any(isinstance(node, _MARKED) for node in nodes):
        mend = "write it in plain words, without * _ ` and brackets"
        yield Problem(said.spot, f'"{said.text[:30]}" is shown as it stands, with its marks', mend)


def _inline(spot: Spot, nodes: Iterable[Node]) -> Iterator[Problem]:
    for node in nodes:
        if isinstance(node, Text):
            yield from check_stress(node, spot)
        elif isinstance(node, Link) and not node.target.startswith(_ADDRESSES):
            mend = "a quiz is shown in many places: write the address in full, as in https://..."
            yield Problem(spot, f'the link "{node.target}" leads to no fixed place', mend)
        elif isinstance(node, Image):
            mend = "give the question a picture: with file: or drawing:, and alt:"
            yield Problem(spot, "a picture cannot stand among the words of a quiz", mend)
        elif isinstance(node, Citation):
            mend = "name the source in the question's sources: instead"
            yield Problem(spot, f"a quiz text cannot hold a citation such as [@{node.ids[0]}]", mend)
