"""Quiz banks: their texts go in; what cannot be shown wherever a quiz stands comes out as Problems."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.check.references import check_source
from clearheart.check.words import check_stress
from clearheart.markup.nodes import Break, Citation, Code, Emphasis, Heading, Image, Link, Paragraph, Strong, Text
from clearheart.markup.tree import parse, walk
from clearheart.model import Bank, Project, Question
from clearheart.problems import Problem

_ADDRESSES = ("https://", "http://", "tel:", "mailto:")
_PLAIN = (Text, Emphasis, Strong, Code, Break)


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


def _texts(question: Question) -> Iterator[Problem]:
    """Find what a quiz text cannot carry to every page and frame that it is shown in."""
    for text, spot, _ in question.texts():
        for node in walk(parse(text)):
            if isinstance(node, Text):
                yield from check_stress(node, spot)
            elif isinstance(node, Link) and not node.target.startswith(_ADDRESSES):
                mend = "a quiz is shown in many places: write the address in full, as in https://..."
                yield Problem(spot, f'the link "{node.target}" leads to no fixed place', mend)
            elif isinstance(node, Image):
                yield Problem(spot, "a quiz text cannot hold a picture", "describe it in words")
            elif isinstance(node, Citation):
                mend = "name the source in the question's sources: instead"
                yield Problem(spot, f"a quiz text cannot hold a citation such as [@{node.ids[0]}]", mend)
