"""What the site offers for office programs: a Project goes in, orders for its files and their problems come out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from clearheart.markup.nodes import Image
from clearheart.markup.tree import parse, walk
from clearheart.model import Document, Edition, LeafletMeta, Project
from clearheart.office.deck import Talk, make_deck
from clearheart.office.slides_pdf import deck_ready, set_deck
from clearheart.orders import Order
from clearheart.print.job import PrintJob
from clearheart.print.leaflets import job_of
from clearheart.problems import Problem, Spot

_LESSONS = "teach/"
_LETTER_FORMATS = frozenset({"letter", "us-letter-home"})
"""The formats of paper whose leaflets are letters too."""


def office_orders(project: Project, edition: Edition) -> Iterator[Order]:
    """Order every file of one language for office programs.

    download/<lang>/print/<leaflet>.docx, for letters home also <leaflet>-letter.docx, and
    download/<lang>/slides/<page>.pptx and .pdf for every lesson and talk.
    """
    for document in edition.leaflets:
        job = job_of(project, edition, document)
        given = (job, _digest_pictures(job))
        for name, make in zip(docx_names(document), (print_leaflet, print_letter), strict=False):
            yield Order(f"download/{edition.code}/print/{name}", make, given)
    for document in edition.documents:
        if has_slides(document):
            job = job_of(project, edition, document)
            talk_given = (Talk(job, edition.banks), _digest_pictures(job))
            for name, make_slides in zip(slide_names(document), (print_pptx, print_pdf), strict=True):
                yield Order(f"download/{edition.code}/slides/{name}", make_slides, talk_given)


def check_slides(project: Project) -> Iterator[Problem]:
    """Find what keeps lessons and talks from slides: what is too long, and names that two pages share."""
    for edition in project.editions:
        first: dict[str, str] = {}
        for document in edition.documents:
            if not has_slides(document):
                continue
            other = first.setdefault(_last(document), document.path)
            if other != document.path:
                what = f"the slides of this page would have the name of those of {other}"
                yield Problem(Spot(document.path, 1), what, "give one of the two files another name")
            yield from make_deck(Talk(job_of(project, edition, document), edition.banks))[1]


def has_slides(document: Document) -> bool:
    """Say whether a page is shown as slides too: lessons are, unless they say otherwise, and others that ask for it."""
    if document.meta.slides is not None:
        return document.meta.slides and not document.is_leaflet
    return document.name.startswith(_LESSONS) and _last(document) != "index"


def docx_names(document: Document) -> tuple[str, ...]:
    """Give the names of a leaflet's files for Word: the leaflet itself, and the letter where it is one."""
    assert isinstance(document.meta, LeafletMeta), "only leaflets are printed"
    name = document.name.removeprefix("leaflets/")
    is_letter = not _LETTER_FORMATS.isdisjoint(document.meta.formats)
    return (f"{name}.docx", f"{name}-letter.docx") if is_letter else (f"{name}.docx",)


def slide_names(document: Document) -> tuple[str, str]:
    """Give the names of a page's slides, for PowerPoint and as PDF."""
    return f"{_last(document)}.pptx", f"{_last(document)}.pdf"


# What an order calls. The digest of the pictures is no more than a part of the order's key. The libraries for office
# programs are loaded here, since most builds find what they make on the shelf.


def print_leaflet(job: PrintJob, pictures: str) -> bytes:
    """Write a leaflet for Word."""
    from clearheart.office.word import leaflet_docx

    return leaflet_docx(job)


def print_letter(job: PrintJob, pictures: str) -> bytes:
    """Write a letter home for Word."""
    from clearheart.office.letter import letter_docx

    return letter_docx(job)


def print_pptx(talk: Talk, pictures: str) -> bytes:
    """Write a talk for PowerPoint."""
    from clearheart.office.powerpoint import deck_pptx

    return deck_pptx(make_deck(talk)[0], talk.job)


def print_pdf(talk: Talk, pictures: str) -> bytes:
    """Set a talk as PDF."""
    return set_deck(deck_ready(make_deck(talk)[0], talk.job), talk.job.document.path)


def _last(document: Document) -> str:
    return document.name.split("/")[-1]


def _digest_pictures(job: PrintJob) -> str:
    """Give a hash of the pictures that a page may show: drawings, in the theme's colours, and files of authors."""
    found = hashlib.sha256()
    theme, document = job.theme, job.document
    ours = [*theme.glob("drawings/*"), *theme.glob("print/wide/*.svg"), theme / "tokens.css"]
    tree = parse(document.text, document.path, document.line)
    names = {node.target for node in walk(tree) if isinstance(node, Image) and ":" not in node.target}
    folder = (job.root / document.path).parent
    for path in sorted({*ours, *(folder / name for name in names), *(job.root / "quizzes").glob("pictures/*")}):
        if path.is_file():
            found.update(path.name.encode() + b"\0" + _digest_file(path).encode())
    return found.hexdigest()


def _digest_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
