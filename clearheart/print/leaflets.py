"""The print step: a Project goes in; its leaflets' problems, or their PDFs in the site, come out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clearheart.model import Edition, Project
from clearheart.print.job import PrintJob
from clearheart.print.press import check_leaflet, compile_leaflet
from clearheart.problems import Problem


def check_leaflets(project: Project) -> Iterator[Problem]:
    """Find what keeps leaflets from the paper: overflow, missing characters and drawings."""
    for edition in project.editions:
        for job in _jobs(project, edition):
            yield from check_leaflet(job)


def print_leaflets(project: Project, out: Path) -> int:
    """Write download/<lang>/print/<leaflet>-a4.pdf for every leaflet; give their number."""
    made = 0
    for edition in project.editions:
        folder = out / "download" / edition.code / "print"
        for job in _jobs(project, edition):
            folder.mkdir(parents=True, exist_ok=True)
            name = job.document.name.removeprefix("leaflets/").replace("/", "-")
            (folder / f"{name}-a4.pdf").write_bytes(compile_leaflet(job))
            made += 1
    return made


def _jobs(project: Project, edition: Edition) -> Iterator[PrintJob]:
    home = project.settings.site_url + project.settings.home(edition.code)
    for document in edition.leaflets:
        yield PrintJob(
            document=document,
            words=edition.strings,
            helplines=project.helplines,
            sources=project.sources,
            url=f"{home}{document.name}/",
            date=project.day,
            theme=project.root / "theme",
            root=project.root,
        )
