"""The whole way on one page: a request goes in, a folder of PDFs for each local organisation comes out.

read, choose, check each row, print, write: a bad row is told and left out, the rest is made.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TextIO

from filelock import FileLock, Timeout

from clearheart.day import find_build_day
from clearheart.local_editions.choice import Printable, find_jobs, make_ready, warn_of_languages
from clearheart.local_editions.crew import Crew, hire_crew
from clearheart.local_editions.ledger import Ledger, file_name
from clearheart.local_editions.progress import Progress
from clearheart.local_editions.window import work_through
from clearheart.local_editions.work import Outcome, Refusal, Task, digest_release, work
from clearheart.model import Project
from clearheart.print.coverage import SILENT, find_missing, missing_problem, read_coverage
from clearheart.print.job import Data, PrintJob
from clearheart.problems import ClearheartError, EnvironmentFault, Problem, Spot
from clearheart.read import read_project
from clearheart.read.imprints import Imprints, LocalEdition, read_imprints

_SOURCES = ("content", "quizzes", "docs", "theme", "clearheart", "tests", "tools", ".git", ".venv", "site")
_LOGO = (26.0, 13.0)
"""Millimetres of a logo's place on A4, as theme/print/imprint.typ has it."""

# So few that what is in flight stays small, so many that a task takes much longer than its way to a worker and back.
_ROWS_AT_ONCE = 20

Say = Callable[[str], None]
Work = Callable[[Task], list[Outcome]]
Hire = Callable[[int | None, str | None], AbstractContextManager[Crew]]


@dataclass(frozen=True)
class Request:
    """Say what is to be printed for whom."""

    imprints: Path
    """The table of local organisations."""
    out: Path | None = None
    """Where to; root/out/print where it is not said."""
    leaflets: tuple[str, ...] = ()
    """Names of leaflets; all where there are none."""
    formats: tuple[str, ...] = ()
    """Names of formats; those that each leaflet names where there are none."""
    day: str | None = None
    workers: int | None = None
    scheduler: str | None = None
    """The address of a Dask scheduler; processes of this machine where it is not said."""


@dataclass
class Printed:
    """Tell what came of a request."""

    out: Path
    organisations: int = 0
    """Good rows."""
    made: int = 0
    kept: int = 0
    seconds: float = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Chunk:
    """Say for whom a task is: one key for each edition."""

    printable: Printable
    editions: tuple[LocalEdition, ...]
    keys: tuple[str, ...]


def print_local_editions(
    root: Path,
    request: Request,
    say: Say = lambda _: None,
    stream: TextIO | None = None,
    do: Work = work,
    hire: Hire = hire_crew,
) -> Printed:
    """Print the chosen leaflets for every good row of an imprints file, and tell on a stream how far it is.

    Raises ClearheartError where nothing can be printed; what is wrong with single rows is in the result.
    """
    root = root.resolve()
    out = (request.out or root / "out" / "print").resolve()
    _guard(out, root)
    start = time.monotonic()
    say("Reading leaflets and imprints")
    project = _read(root, request.day)
    jobs = find_jobs(project, request.leaflets, request.formats)
    imprints = _read_imprints(project, request, jobs)
    languages = {edition.imprint.language for edition in imprints.editions}
    printed = Printed(out, problems=[*imprints.problems, *warn_of_languages(jobs, languages)])
    editions = list(_check_letters(imprints.editions, root / "theme", printed.problems))
    printed.organisations = len(editions)
    say("Checking every chosen leaflet")
    release = digest_release(root / "theme")
    printables = make_ready((job for job in jobs if job.document.language in languages), release)
    if editions and printables:
        say("Printing")
        with _alone(out), Ledger(out) as ledger:
            with hire(request.workers, request.scheduler) as crew:
                _print_all(_Run(printables, editions, release, ledger, printed, stream or sys.stderr), crew, do)
            printed.problems += _warn_of_others(ledger, editions, request.imprints.name)
    printed.seconds = time.monotonic() - start
    return printed


def _guard(out: Path, root: Path) -> None:
    """Refuse to write into the project's own folders, or where no folder can be."""
    mend = "name a folder of its own, as in --out out/print"
    if out == root or out in root.parents or any((root / name) in (out, *out.parents) for name in _SOURCES):
        raise EnvironmentFault("this folder is the project's own", mend, str(out))
    if out.exists() and not out.is_dir():
        raise EnvironmentFault("this is a file", mend, str(out))


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Keep a second run into the same folder out while one is running."""
    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / ".lock", timeout=0):
            yield
    except Timeout:
        mend = "wait until it ends, then try again"
        raise EnvironmentFault("another run is printing into this folder", mend, str(out)) from None


def _read(root: Path, day: str | None) -> Project:
    project, problems = read_project(root, find_build_day(root, day).day)
    if any(problem.severity == "error" for problem in problems):
        raise ClearheartError(problems)
    return project


def _read_imprints(project: Project, request: Request, jobs: Iterable[PrintJob]) -> Imprints:
    path = request.imprints.resolve()
    name = path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else str(request.imprints)
    unit = max((job.format.unit for job in jobs), default=1.0)
    return read_imprints(path, name, project.settings.languages, (_LOGO[0] * unit, _LOGO[1] * unit))


def _check_letters(editions: Iterable[LocalEdition], theme: Path, problems: list[Problem]) -> Iterator[LocalEdition]:
    """Give the rows whose every character the fonts hold, and tell of the others."""
    held = read_coverage(theme)
    for edition in editions:
        missing = find_missing("".join(_words(edition).values()), held)
        problems += [missing_problem(edition.imprint.spot, character) for character in sorted(missing)]
        if not missing:
            yield edition


def _words(edition: LocalEdition) -> dict[str, str]:
    """Give the words of an imprint as they are printed."""
    given = edition.imprint
    return {name: getattr(given, name).translate(SILENT) for name in ("organisation", "phone", "address", "helpline")}


def _imprint(edition: LocalEdition) -> Data:
    """Give an imprint as theme/print/imprint.typ takes it."""
    return {**_words(edition), "logo": edition.logo or None}


# Printing


@dataclass
class _Run:
    """Hold one run: what is printed for whom, and what has come of it so far."""

    printables: list[Printable]
    editions: list[LocalEdition]
    release: str
    ledger: Ledger
    printed: Printed
    stream: TextIO
    refusals: dict[tuple[Spot, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """By row and way to mend it: the files that could not be made, and why."""


def _print_all(run: _Run, crew: Crew, do: Work) -> None:
    total = sum(len(_rows(run, printable)) for printable in run.printables)
    progress = Progress(total, run.stream)
    try:
        for chunk, outcomes in work_through(_chunks(run, progress), do, crew, progress.tick):
            for edition, key, outcome in zip(chunk.editions, chunk.keys, outcomes, strict=True):
                _take(run, chunk.printable, edition, key, outcome)
                progress.add()
    finally:
        progress.end()
        run.printed.problems += _tell_refusals(run)


def _rows(run: _Run, printable: Printable) -> list[LocalEdition]:
    return [edition for edition in run.editions if edition.imprint.language == printable.language]


def _chunks(run: _Run, progress: Progress) -> Iterator[tuple[_Chunk, Task]]:
    """Give the tasks one after the other, leaflet by leaflet, without what stands there already."""
    for printable in run.printables:
        wanted = _wanted(run, printable, progress)
        while part := list(islice(wanted, _ROWS_AT_ONCE)):
            editions, keys, imprints = (tuple(column) for column in zip(*part, strict=True))
            yield _Chunk(printable, editions, keys), Task(printable.leaflet, imprints, run.release)


def _wanted(run: _Run, printable: Printable, progress: Progress) -> Iterator[tuple[LocalEdition, str, Data]]:
    for edition in _rows(run, printable):
        imprint = _imprint(edition)
        words = f"{printable.key} {json.dumps(imprint, ensure_ascii=False)}"
        key = hashlib.sha256(words.encode()).hexdigest()
        if run.ledger.is_made(file_name(edition.folder, printable.name, printable.leaflet.form), key):
            run.printed.kept += 1
            progress.keep()
        else:
            yield edition, key, imprint


def _take(run: _Run, printable: Printable, edition: LocalEdition, key: str, outcome: Outcome) -> None:
    form = printable.leaflet.form
    if isinstance(outcome, Refusal):
        name = f"{printable.name}-{form}"
        run.refusals[edition.imprint.spot, outcome.mend].append((name, outcome.what))
        return
    run.ledger.write(edition.folder, edition.imprint.organisation, printable.name, form, key, outcome)
    run.printed.made += 1


def _tell_refusals(run: _Run) -> Iterator[Problem]:
    """Tell of each row once what may be wrong on many leaflets."""
    for (spot, mend), found in run.refusals.items():
        (name, what), *others = sorted(found)
        more = f" and {len(others)} more" if others else ""
        yield Problem(spot, f"{what} ({name}{more})", mend)


def _warn_of_others(ledger: Ledger, editions: Iterable[LocalEdition], name: str) -> Iterator[Problem]:
    others = ledger.other_rows({edition.folder for edition in editions})
    if others:
        what = f"belongs to no good row of {name} any more"
        if len(others) > 1:
            what += f", nor do others here ({len(others) - 1})"
        yield Problem(Spot(others[0]), what, "delete it if nobody needs it", "warning")
