"""The papers of every quiz: a Project comes in; their problems, or their PDFs in the site, come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import typst

from clearheart.model import Bank, Edition, Project
from clearheart.print.job import Data
from clearheart.print.papers import data
from clearheart.print.papers.coverage import check_coverage, is_printable
from clearheart.print.papers.forms import form_a, form_b
from clearheart.print.papers.job import PaperJob
from clearheart.print.papers.pictures import check_picture
from clearheart.print.press import ready, set_pages
from clearheart.problems import ClearheartError, Problem, Spot

ENDINGS: Mapping[str, str] = {
    "paper": ".paper.pdf",
    "paper_b": ".paper-b.pdf",
    "sheet": ".sheet.pdf",
    "answers": ".answers.pdf",
    "large": ".large.pdf",
}
"""How the files of a bank's papers end."""

CARDS = "letter-cards.pdf"


def paper_names(bank: Bank) -> dict[str, str]:
    """Give the names of a bank's papers below download/<language>/quiz/."""
    return {key: f"{bank.id}{ending}" for key, ending in ENDINGS.items()} | {"cards": CARDS}


def printed_papers(project: Project, edition: Edition, bank: Bank) -> dict[str, str]:
    """Give the names of a bank's papers, or none where the fonts lack what it is written in."""
    return paper_names(bank) if is_printable(_job(project, edition, bank)) else {}


def check_papers(project: Project) -> Iterator[Problem]:
    """Find what keeps quizzes from paper: characters that no font holds, and pictures that cannot be printed."""
    for edition in project.editions:
        for bank in edition.banks:
            job = _job(project, edition, bank)
            yield from check_coverage(job)
            for question in bank.questions:
                for picture in question.pictures():
                    yield from check_picture(job, picture)


def write_papers(project: Project, out: Path) -> int:
    """Write download/<language>/quiz/<bank>.paper.pdf and its like for every bank; give the number of files."""
    made = 0
    for edition in project.editions:
        folder = out / "download" / edition.code / "quiz"
        for place, job in enumerate(jobs(project, edition)):
            folder.mkdir(parents=True, exist_ok=True)
            for key, name in paper_names(job.bank).items():
                if key != "cards" or not place:  # which are the same for all banks of a language
                    (folder / name).write_bytes(make_paper(job, key))
                    made += 1
    return made


def jobs(project: Project, edition: Edition) -> Iterator[PaperJob]:
    """Give the job of every bank of one language that can be printed."""
    every = (_job(project, edition, bank) for bank in edition.banks)
    return (job for job in every if is_printable(job))


def _job(project: Project, edition: Edition, bank: Bank) -> PaperJob:
    return PaperJob(
        bank=bank,
        words=edition.strings,
        helplines=project.helplines,
        sources=project.sources,
        url=f"{project.settings.site_url}{project.settings.home(edition.code)}quiz/{bank.id}/",
        date=project.day,
        theme=project.root / "theme",
        root=project.root,
    )


def make_paper(job: PaperJob, key: str) -> bytes:
    """Give one paper as a tagged PDF; the same job gives the same bytes."""
    return _set(job, key)[0]


def draw_paper(job: PaperJob, key: str, dots_per_inch: float = 96) -> list[bytes]:
    """Give the pages of one paper as PNG pictures."""
    return _set(job, key, dots_per_inch)


def paper_data(job: PaperJob, key: str) -> Data:
    """Give the data of one paper."""
    if key == "paper_b":
        return data.paper_data(job, form_b(job.bank))
    if key in ("paper", "large"):
        return data.paper_data(job, form_a(job.bank), is_large=key == "large")
    return {"sheet": data.sheet_data, "answers": data.answers_data, "cards": data.cards_data}[key](job)


def _set(job: PaperJob, key: str, dots_per_inch: float | None = None) -> list[bytes]:
    template = "paper" if key in ("paper_b", "large") else key
    document = ready(job.theme, f"papers/{template}", paper_data(job, key))
    try:
        made = set_pages(document, form="png" if dots_per_inch else "pdf", dots_per_inch=dots_per_inch)
    except typst.TypstError as error:
        raise ClearheartError([_as_problem(job, error)]) from error
    if made.warnings:
        raise ClearheartError([_as_problem(job, warning) for warning in made.warnings])
    return made.files


def _as_problem(job: PaperJob, said: typst.TypstError | typst.TypstWarning) -> Problem:
    mend = " ".join(said.hints) or "simplify its questions, or report it with the bank"
    return Problem(Spot(job.bank.spot.path), f"this quiz cannot be set on paper: {said.message}", mend)
