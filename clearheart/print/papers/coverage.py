"""Ask whether the fonts hold every character of a bank: its job comes in, what is missing comes out.

A quiz in a script that no font holds still has its pages on the web; it has no papers then, and a warning says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.print.coverage import find_line, find_missing, missing_problem, read_coverage
from clearheart.print.papers.job import PaperJob
from clearheart.print.papers.text import inline, literal, plain
from clearheart.problems import Problem, Spot


def is_printable(job: PaperJob) -> bool:
    """Say whether a bank has no fault, and the fonts hold every character on its papers."""
    bank = job.bank
    if not bank.is_whole or not bank.questions or not all(question.is_whole for question in bank.questions):
        return False
    held = read_coverage(job.theme)
    return not any(find_missing(text, held) for _, text in _texts(job))


def check_coverage(job: PaperJob) -> Iterator[Problem]:
    """Tell that a bank has no papers, by the first character that no font holds."""
    held = read_coverage(job.theme)
    missing = {character: spot for spot, text in reversed([*_texts(job)]) for character in find_missing(text, held)}
    if not missing:
        return
    character = min(missing, key=lambda missed: (missing[missed], missed))
    told = missing_problem(find_line(job.root, missing[character], character), character)
    others = f", nor {len(missing) - 1} others" if len(missing) > 1 else ""
    yield Problem(told.spot, f"{told.what}{others}: this quiz has no papers", told.mend, "warning")


def _texts(job: PaperJob) -> Iterator[tuple[Spot, str]]:
    """Give every text on a bank's papers, with the place from which on it can be found."""
    bank, strings = job.bank, Spot(f"theme/strings/{job.bank.language}.yml", 1)
    for text in (bank.title, bank.description):
        yield bank.spot, plain(inline(text))
    for question in bank.questions:
        for said in question.texts():
            yield said.spot, plain(literal(said.text) if said.is_plain else inline(said.text))
        for name in question.sources:
            if name in job.sources:
                source = job.sources[name]
                yield source.spot, f"{source.title} {source.publisher} {source.issued}"
    for line in job.helplines:
        for words in (line.situation, line.hours):
            yield line.spot, f"{line.number} {words.get(bank.language, '')}"
    for text in (job.words["site"]["name"], *job.words["paper"].values()):
        if isinstance(text, str):
            yield strings, text
