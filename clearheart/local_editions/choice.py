"""Choose what is printed: a project and the names on the command line go in, leaflets ready to be printed come out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from clearheart.model import Project
from clearheart.print.job import PrintJob
from clearheart.print.leaflets import jobs
from clearheart.print.proof import Leaflet, check_leaflet, prepare_leaflet
from clearheart.problems import ClearheartError, Problem, Spot


@dataclass(frozen=True)
class Printable:
    """Hold one leaflet in one language and format, ready to be printed for everybody."""

    language: str
    name: str
    leaflet: Leaflet
    key: str
    """The hash of all that is alike on every copy."""


def find_jobs(project: Project, leaflets: Sequence[str], formats: Sequence[str]) -> list[PrintJob]:
    """Find every leaflet and format, or those of the given names; raises ClearheartError for an unknown name."""
    every = [job for edition in project.editions for job in jobs(project, edition)]
    _check_names(every, leaflets, formats)
    return [job for job in every if _is_wanted(job, leaflets, formats)]


def make_ready(found: Iterable[PrintJob], release: str) -> list[Printable]:
    """Make leaflets ready to be printed; raises ClearheartError where one cannot be printed as it is written."""
    chosen = list(found)
    problems = [problem for job in chosen for problem in check_leaflet(job)]
    if any(problem.severity == "error" for problem in problems):
        raise ClearheartError(problems)
    return [_printable(job, release) for job in chosen]


def warn_of_languages(found: Iterable[PrintJob], languages: Iterable[str]) -> Iterator[Problem]:
    """Warn of languages of rows in which no leaflet is written."""
    written = {job.document.language for job in found}
    for language in sorted(set(languages) - written):
        what = f'rows in the language "{language}" get nothing: no chosen leaflet is written in it'
        yield Problem(Spot("--leaflet"), what, "choose another leaflet, or translate one", "warning")


def leaflet_name(job: PrintJob) -> str:
    """Give the name by which files call a leaflet: talking-at-the-table."""
    return job.document.name.removeprefix("leaflets/").replace("/", "-")


def _is_wanted(job: PrintJob, leaflets: Sequence[str], formats: Sequence[str]) -> bool:
    return (not leaflets or leaflet_name(job) in leaflets) and (not formats or job.form in formats)


def _check_names(every: Sequence[PrintJob], leaflets: Sequence[str], formats: Sequence[str]) -> None:
    names = {leaflet_name(job) for job in every}
    problems = [_unknown("--leaflet", name, names) for name in leaflets if name not in names]
    if not problems:  # a format is looked for in the leaflets that were named
        forms = {job.form for job in every if _is_wanted(job, leaflets, ())}
        problems = [_unknown("--format", form, forms) for form in formats if form not in forms]
    if problems:
        raise ClearheartError(problems)


def _unknown(option: str, name: str, known: Iterable[str]) -> Problem:
    near = get_close_matches(name, known, n=1)
    mend = f"did you mean {near[0]}?" if near else f"write one of {', '.join(sorted(known)) or 'none: there is none'}"
    what = "no leaflet has this name" if option == "--leaflet" else "no chosen leaflet names this in its formats:"
    return Problem(Spot(option), f'"{name}": {what}', mend)


def _printable(job: PrintJob, release: str) -> Printable:
    leaflet = prepare_leaflet(job)
    pages, sheets = leaflet.pages, leaflet.sheets.data if leaflet.sheets else ""
    words = json.dumps([release, leaflet.form, pages.template, pages.data, pages.standards, sheets], ensure_ascii=False)
    return Printable(job.document.language, leaflet_name(job), leaflet, hashlib.sha256(words.encode()).hexdigest())
