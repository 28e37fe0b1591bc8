"""The print step: a Project goes in; its leaflets' problems, or their PDFs in the site, come out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clearheart.model import Edition, Project
from clearheart.model.document import Format
from clearheart.print.job import PrintJob
from clearheart.print.press import check_leaflet, compile_leaflet
from clearheart.problems import Problem


def check_leaflets(project: Project) -> Iterator[Problem]:
    """Find what keeps leaflets from the paper: overflow, missing characters and drawings."""
    for edition in project.editions:
        for job in jobs(project, edition):
            yield from check_leaflet(job)


def print_leaflets(project: Project, out: Path) -> int:
    """Write download/<lang>/print/<leaflet>-<form>.pdf for every leaflet; give the leaflets' number."""
    made = 0
    for edition in project.editions:
        folder = out / "download" / edition.code / "print"
        for job in jobs(project, edition):
            folder.mkdir(parents=True, exist_ok=True)
            for form in job.meta.formats:
                (folder / pdf_name(job.document.name, form)).write_bytes(compile_leaflet(job))
            made += 1
    return made


def pdf_name(document_name: str, form: Format) -> str:
    """Give the name of a leaflet's PDF in one form: talking-at-the-table-a4.pdf."""
    return f"{document_name.removeprefix('leaflets/')}-{form}.pdf"


def jobs(project: Project, edition: Edition) -> Iterator[PrintJob]:
    """Give the print job of every leaflet of one language."""
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
