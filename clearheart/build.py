"""The whole build on one page: a project's folder goes in, its site comes out, and a summary.

read, check, print, stage, engine, embed, publish: nothing is published before everything is made.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree

from filelock import FileLock, Timeout

from clearheart import publish
from clearheart.assets import asset_orders
from clearheart.check import check_project
from clearheart.collector import collect_rarely, collecting_rarely
from clearheart.day import BuildDay, find_build_day
from clearheart.embed import write_embeds
from clearheart.engines.mkdocs_loop import build_stage
from clearheart.hall import write_halls
from clearheart.living import living_files
from clearheart.living.figures import figure_orders
from clearheart.living.kits import write_kits
from clearheart.model import Project
from clearheart.oembed import write_oembed
from clearheart.office import office_orders
from clearheart.orders import Order, Shelf
from clearheart.print.leaflets import leaflet_orders, open_shelf
from clearheart.print.papers import paper_orders
from clearheart.print_room import sheet_orders, write_rooms
from clearheart.problems import ClearheartError, EnvironmentFault, Problem
from clearheart.read import read_project
from clearheart.read.waiting import waiting_spots
from clearheart.services import compress_files, service_files, service_orders, write_hosts
from clearheart.share import share_orders
from clearheart.stage import stage_project
from clearheart.use import write_codes

Say = Callable[[str], None]


@dataclass(frozen=True)
class Summary:
    """Tell what a build made."""

    site: Path
    pages: int
    quizzes: int
    leaflets: int
    languages: tuple[str, ...]
    seconds: float
    day: BuildDay
    warnings: tuple[Problem, ...]
    waiting: int
    """How many pages are not due yet."""
    is_preview: bool


PREVIEW = "preview"
"""The folder of a preview: drafts must not come into the public site by mistake."""


def build(
    root: Path,
    site: Path | None = None,
    day: str | None = None,
    say: Say = lambda _: None,
    work: Path | None = None,
    *,
    drafts: bool = False,
    compress: bool = False,
) -> Summary:
    """Build the site of the project at `root` into `site`, by default root/site, working in root/.clearheart.

    With `drafts` it is a preview, by default root/preview, which has what is not due yet as well. With `compress` each
    file of words has packed copies beside it. Raises ClearheartError with every problem of the run; the last site then
    stays as it was.
    """
    root = root.resolve()
    site = (site or root / (PREVIEW if drafts else "site")).resolve()
    work = (work or root / ".clearheart").resolve()
    publish.guard(site, root)
    with _alone(work), collecting_rarely():
        return _build(root, site, work, find_build_day(root, day), say, drafts, compress)


def _build(root: Path, site: Path, work: Path, build_day: BuildDay, say: Say, drafts: bool, compress: bool) -> Summary:
    start = time.monotonic()
    publish.recover(site)
    say("Reading content, quizzes and data")
    project, problems = read_project(root, build_day.day, drafts)
    say("Checking every page, quiz and leaflet")
    shelf = open_shelf(work, root / "theme")
    problems += check_project(project, build_day.day, shelf)
    stop_at_errors(problems)

    new = publish.new_folder(site)
    try:
        pages, leaflets = _fill(new, project, work, shelf, say)
        say("Publishing")
        paths = publish.write_manifest(new)
        problems += publish.lost_paths(site, paths)
        if compress:
            compress_files(new)
        publish.swap(new, site)
    finally:
        rmtree(new, ignore_errors=True)  # gone already where all went well
    return Summary(
        site=site,
        pages=pages,
        quizzes=sum(len(edition.banks) for edition in project.editions),
        leaflets=leaflets,
        languages=tuple(edition.code for edition in project.editions),
        seconds=time.monotonic() - start,
        day=build_day,
        warnings=tuple(sorted(set(problems))),
        waiting=len(waiting_spots(project)),
        is_preview=drafts,
    )


def _fill(new: Path, project: Project, work: Path, shelf: Shelf, say: Say) -> tuple[int, int]:
    """Make the whole site in a new folder; give the numbers of pages and leaflets."""
    say("Printing leaflets")
    shelf.fill(list(_orders(project)), new)
    say("Making quizzes to embed, and for the big screen")
    write_embeds(project, new)
    write_halls(project, new)
    say("Staging one project for each language")
    stages = stage_project(project, work, write_rooms(project, new), write_kits(project, new))
    say("Rendering pages")
    pages = _render(project, stages, new)
    write_oembed(project, new)
    write_codes(project, new)
    _write_all(new, living_files(project, new))
    _write_all(new, service_files(project, new))
    write_hosts(project, work)
    return pages, sum(len(edition.leaflets) for edition in project.editions)


def _orders(project: Project) -> Iterator[Order]:
    """Order all that is kept from one build to the next: what is set on paper, edited on it, or shared by all pages."""
    for edition in project.editions:
        yield from leaflet_orders(project, edition)
        yield from sheet_orders(project, edition)
        yield from paper_orders(project, edition)
        yield from office_orders(project, edition)
        yield from figure_orders(project, edition)
    yield from asset_orders(project.root)
    yield from share_orders(project)
    yield from service_orders(project)


@contextmanager
def _alone(work: Path) -> Iterator[None]:
    """Keep a second build of the same project out while one is running."""
    work.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(work / "build.lock", timeout=0):
            yield
    except Timeout:
        raise EnvironmentFault(
            "another build of this project is running", "wait until it ends, then try again"
        ) from None


def stop_at_errors(problems: list[Problem]) -> None:
    """Raise all problems where one of them is an error."""
    if any(problem.severity == "error" for problem in problems):
        raise ClearheartError(problems)


def _render(project: Project, stages: dict[str, Path], new: Path) -> int:
    """Render the languages side by side: the first one here, each other in a process of its own."""
    given = [(stage, project.root, project.day, new / project.settings.home(code)) for code, stage in stages.items()]
    first, *others = given
    if not others:
        return build_stage(*first)
    workers = min(len(others), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=collect_rarely) as pool:
        jobs = [pool.submit(build_stage, *other) for other in others]
        try:
            return build_stage(*first) + sum(job.result() for job in jobs)
        except BrokenProcessPool:
            mend = "free some memory, then build again"
            raise EnvironmentFault("a process that renders pages was ended from outside", mend) from None


def _write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for path, data in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
