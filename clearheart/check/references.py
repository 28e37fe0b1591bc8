"""References in data: banks, help lines and their sources go in; names of nothing come out as Problems."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from clearheart.markup.nodes import Image, Link, Text
from clearheart.markup.tree import parse, walk
from clearheart.model import Project, Question
from clearheart.problems import Problem, Spot

_ADDRESSES = ("https://", "http://", "tel:", "mailto:")


def check_references(project: Project) -> Iterator[Problem]:
    """Find banks and help lines that name a source which content/sources.yml lacks."""
    for edition in project.editions:
        for bank in edition.banks:
            for question in bank.questions:
                for source in question.sources:
                    yield from check_source(source, question.spot, project)
                yield from _texts(question)
    for line in project.helplines:
        if line.source:
            yield from check_source(line.source, line.spot, project)
        yield from _languages_of(line.spot, line.id, project, line.situation, line.service, line.hours)


def _texts(question: Question) -> Iterator[Problem]:
    """Find what a quiz text cannot carry to every page and frame that it is shown in."""
    texts = [(question.prompt, question.spot), (question.explanation, question.spot)]
    texts += [(text, option.spot) for option in question.options for text in (option.text, option.feedback)]
    for text, spot in texts:
        for node in walk(parse(text)):
            if isinstance(node, Text):
                yield from check_stress(node, spot)
            elif isinstance(node, Link) and not node.target.startswith(_ADDRESSES):
                mend = "a quiz is shown in many places: write the address in full, as in https://..."
                yield Problem(spot, f'the link "{node.target}" leads to no fixed place', mend)
            elif isinstance(node, Image):
                yield Problem(spot, "a quiz text cannot hold a picture", "describe it in words")


def check_stress(node: Text, spot: Spot) -> Iterator[Problem]:
    """Find ** that would show as they stand: they make nothing bold between a full stop and a letter."""
    if "**" in node.text:
        mend = "put the punctuation outside the bold words: **words**, not **words.**"
        yield Problem(spot, f'the ** in "{node.text.strip()[:30]}" marks nothing and would be printed', mend)


def check_source(name: str, spot: Spot, project: Project) -> Iterator[Problem]:
    """Find out whether a source exists."""
    if project.source_ids is not None and name not in project.source_ids:
        mend = f"add it to content/sources.yml{suggest(name, project.source_ids)}"
        yield Problem(spot, f'there is no source "{name}"', mend)


def suggest(name: str, known: Iterable[str]) -> str:
    """Give ' or did you mean ...?' where a known name is near."""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    return f" (did you mean {near[0]}?)" if near else ""


def _languages_of(spot: Spot, name: str, project: Project, *texts: object) -> Iterator[Problem]:
    for edition in project.editions:
        if any(isinstance(text, dict) and edition.code not in text for text in texts):
            mend = f"add {edition.code}: to situation, service and hours"
            yield Problem(spot, f'help line "{name}" has no words in {edition.code}', mend)
