"""The print step: a Project goes in; orders for its leaflets' files in the site come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from clearheart.model import Document, Edition, LeafletMeta, Project, address_of
from clearheart.orders import Order, Shelf
from clearheart.print.job import PrintJob
from clearheart.print.press import digest_templates
from clearheart.print.proof import Leaflet, prepare_leaflet, proof, read_pages

_PICTURE_WIDTH = 480
"""Pixels."""


def open_shelf(work: Path, theme: Path) -> Shelf:
    """Open the shelf of what was printed before, in the work folder of a project."""
    return Shelf(work / "print", digest_templates(theme))


def leaflet_orders(project: Project, edition: Edition) -> Iterator[Order]:
    """Order every file of one language's leaflets.

    download/<lang>/print/<leaflet>-<format>.pdf, a picture of the first page beside it (.png), and beside an imposed
    sheet its reading edition (-read.pdf).
    """
    folder = f"download/{edition.code}/print"
    for job in jobs(project, edition):
        leaflet, name = prepare_leaflet(job), job.document.name
        is_imposed = leaflet.sheets is not None
        reading = pdf_name(name, f"{job.form}-read" if is_imposed else job.form)
        yield Order(f"{folder}/{reading}", proof, (leaflet,), read_pages)
        if is_imposed:
            yield Order(f"{folder}/{pdf_name(name, job.form)}", Leaflet.print, (leaflet,))
        yield Order(f"{folder}/{picture_name(name, job.form)}", draw_first_side, (leaflet,))


def draw_first_side(leaflet: Leaflet) -> bytes:
    """Give a small picture of the first side of the paper that a leaflet is printed on, as PNG."""
    return leaflet.picture(_PICTURE_WIDTH)


def pdf_name(document_name: str, form: str) -> str:
    """Give the name of a leaflet's PDF in one form: talking-at-the-table-a4.pdf."""
    return f"{document_name.removeprefix('leaflets/')}-{form}.pdf"


def picture_name(document_name: str, form: str) -> str:
    """Give the name of the picture of a leaflet in one form: talking-at-the-table-a4.png."""
    return f"{document_name.removeprefix('leaflets/')}-{form}.png"


def jobs(project: Project, edition: Edition) -> Iterator[PrintJob]:
    """Give the print jobs of one language: every leaflet in each of its formats."""
    for document in edition.leaflets:
        job = job_of(project, edition, document)
        for form in job.meta.formats:
            is_bilingual = form.endswith("bilingual")
            yield replace(job, form=form, beside=_beside(project, edition, document) if is_bilingual else None)


def job_of(project: Project, edition: Edition, document: Document) -> PrintJob:
    """Give what it needs to print a document, a leaflet or any page."""
    home = project.settings.site_url + project.settings.home(edition.code)
    return PrintJob(
        document=document,
        words=edition.strings,
        helplines=project.helplines,
        sources=project.sources,
        url=home + address_of(document.name),
        date=project.day,
        theme=project.root / "theme",
        root=project.root,
        figures=tuple(figure for figure in project.figures if figure.id in document.text),
    )


def _beside(project: Project, edition: Edition, document: Document) -> PrintJob | None:
    """Find the same leaflet in the language that its front matter names, else in the first other one."""
    assert isinstance(document.meta, LeafletMeta), "only leaflets are printed"
    for other in project.editions:
        if other.code != edition.code and document.meta.beside in (None, other.code):
            for twin in other.leaflets:
                if twin.name == document.name:
                    return job_of(project, other, twin)
    return None
