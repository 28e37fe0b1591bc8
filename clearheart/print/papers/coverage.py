"""Ask whether the fonts hold every character of a bank: its job comes in, problems come out."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.print.coverage import find_line, find_missing, missing_problem, read_coverage
from clearheart.print.papers.job import PaperJob
from clearheart.print.papers.text import inline, literal, plain
from clearheart.problems import Problem, Spot


def check_coverage(job: PaperJob) -> list[Problem]:
    """Report every character of a bank that no font of theme/fonts holds, with the line where it stands."""
    held = read_coverage(job.theme)
    return sorted(
        {
            missing_problem(find_line(job.root, spot, character), character)
            for spot, text in _texts(job)
            for character in find_missing(text, held)
        }
    )


def _texts(job: PaperJob) -> Iterator[tuple[Spot, str]]:
    bank = job.bank
    for text in (bank.title, bank.description):
        yield bank.spot, plain(inline(text))
    for question in bank.questions:
        for said in question.texts():
            yield said.spot, plain(literal(said.text) if said.is_plain else inline(said.text))
        for name in question.sources:
            if name in job.sources:
                source = job.sources[name]
                yield source.spot, f"{source.title} {source.publisher} {source.issued}"
