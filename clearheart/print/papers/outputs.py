"""The papers of every quiz: a Project comes in; their problems, or orders for their PDFs, come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import typst

from clearheart.model import Bank, Edition, Project
from clearheart.orders import Order
from clearheart.print.job import Data
from clearheart.print.papers import data
from clearheart.print.papers.coverage import check_coverage, is_printable
from clearheart.print.papers.forms import form_a, form_b
from clearheart.print.papers.job import PaperJob
from clearheart.print.papers.pictures import check_picture
from clearheart.print.press import Ready, ready, set_pages
from clearheart.print.proof import read_pages, read_problems, write_proof
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


def paper_orders(project: Project, edition: Edition) -> Iterator[Order]:
    """Order download/<language>/quiz/<bank>.paper.pdf and its like for every bank of one language."""
    folder = f"download/{edition.code}/quiz"
    for place, job in enumerate(jobs(project, edition)):
        for key, name in paper_names(job.bank).items():
            if key != "cards" or not place:  # which are the same for all banks of a language
                document, path = _document(job, key), job.bank.spot.path
                yield Order(f"{folder}/{name}", proof_paper, (document, path), read_pages)


def proof_paper(document: Ready, path: str) -> bytes:
    """Set one paper of the bank at `path`: give its problems, as `write_proof` writes them, and its PDF."""
    try:
        made = set_pages(document)
    except typst.TypstError as error:
        return write_proof([_as_problem(path, error)], b"")
    return write_proof([_as_problem(path, warning) for warning in made.warnings], made.files[0])


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
    """Give one paper as a tagged PDF; the same job gives the same bytes. Raises ClearheartError."""
    made = proof_paper(_document(job, key), job.bank.spot.path)
    problems = read_problems(made)
    if problems:
        raise ClearheartError(problems)
    return read_pages(made)


def draw_paper(job: PaperJob, key: str, dots_per_inch: float = 96) -> list[bytes]:
    """Give the pages of one paper as PNG pictures."""
    return set_pages(_document(job, key), form="png", dots_per_inch=dots_per_inch).files


def paper_data(job: PaperJob, key: str) -> Data:
    """Give the data of one paper."""
    if key == "paper_b":
        return data.paper_data(job, form_b(job.bank))
    if key in ("paper", "large"):
        return data.paper_data(job, form_a(job.bank), is_large=key == "large")
    return {"sheet": data.sheet_data, "answers": data.answers_data, "cards": data.cards_data}[key](job)


def _document(job: PaperJob, key: str) -> Ready:
    template = "paper" if key in ("paper_b", "large") else key
    return ready(job.theme, f"papers/{template}", paper_data(job, key))


def _as_problem(path: str, said: typst.TypstError | typst.TypstWarning) -> Problem:
    mend = " ".join(said.hints) or "simplify its questions, or report it with the bank"
    return Problem(Spot(path), f"this quiz cannot be set on paper: {said.message}", mend)
