"""The print step: a Project goes in; its leaflets' problems, or their PDFs in the site, come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from clearheart.model import Document, Edition, LeafletMeta, Project
from clearheart.print.job import PrintJob
from clearheart.print.proof import check_leaflet, prepare_leaflet
from clearheart.problems import Problem


def check_leaflets(project: Project) -> Iterator[Problem]:
    """Find what keeps leaflets from the paper: overflow, missing characters and drawings."""
    for edition in project.editions:
        for job in jobs(project, edition):
            yield from check_leaflet(job)


def print_leaflets(project: Project, out: Path) -> int:
    """Write download/<lang>/print/<leaflet>-<format>.pdf for every leaflet and format; give the leaflets' number.

    Beside an imposed sheet stands its reading edition, <leaflet>-<format>-read.pdf.
    """
    for edition in project.editions:
        folder = out / "download" / edition.code / "print"
        for job in jobs(project, edition):
            folder.mkdir(parents=True, exist_ok=True)
            leaflet, name = prepare_leaflet(job), job.document.name
            (folder / pdf_name(name, job.form)).write_bytes(leaflet.print())
            if leaflet.sheets is not None:
                (folder / pdf_name(name, f"{job.form}-read")).write_bytes(leaflet.read())
    return sum(len(edition.leaflets) for edition in project.editions)


def pdf_name(document_name: str, form: str) -> str:
    """Give the name of a leaflet's PDF in one form: talking-at-the-table-a4.pdf."""
    return f"{document_name.removeprefix('leaflets/')}-{form}.pdf"


def jobs(project: Project, edition: Edition) -> Iterator[PrintJob]:
    """Give the print jobs of one language: every leaflet in each of its formats."""
    for document in edition.leaflets:
        job = _job(project, edition, document)
        for form in job.meta.formats:
            is_bilingual = form.endswith("bilingual")
            yield replace(job, form=form, beside=_beside(project, edition, document) if is_bilingual else None)


def _job(project: Project, edition: Edition, document: Document) -> PrintJob:
    home = project.settings.site_url + project.settings.home(edition.code)
    return PrintJob(
        document=document,
        words=edition.strings,
        helplines=project.helplines,
        sources=project.sources,
        url=f"{home}{document.name}/",
        date=project.day,
        theme=project.root / "theme",
        root=project.root,
    )


def _beside(project: Project, edition: Edition, document: Document) -> PrintJob | None:
    """Find the same leaflet in the language that its front matter names, else in the first other one."""
    assert isinstance(document.meta, LeafletMeta), "only leaflets are printed"
    for other in project.editions:
        if other.code != edition.code and document.meta.beside in (None, other.code):
            for twin in other.leaflets:
                if twin.name == document.name:
                    return _job(project, other, twin)
    return None
