"""What is not due yet: an edition goes in; the same without drafts, and without what is published later, comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from clearheart.model import Bank, Document, Edition, Project
from clearheart.problems import Spot


def leave_out(edition: Edition, day: date, is_preview: bool = False) -> Edition:
    """Take out of an edition what is not part of the site of that day; a preview only notes it.

    A quiz goes with its own page: without that, nobody is to find it.
    """
    waiting = tuple(document for document in (*edition.documents, *edition.handbook) if not document.meta.is_due(day))
    pages = {document.name for document in waiting if document.path.startswith("content/")}
    banks = tuple(bank for bank in edition.banks if not bank.is_due(day) or f"quiz/{bank.id}" in pages)
    pages |= {f"quiz/{bank.id}" for bank in banks}
    waiting += tuple(one for one in edition.documents if one.name in pages and one not in waiting)
    if is_preview:
        return replace(edition, waiting=waiting, waiting_banks=banks)
    return replace(
        edition,
        documents=tuple(document for document in edition.documents if document not in waiting),
        handbook=tuple(document for document in edition.handbook if document not in waiting),
        banks=tuple(bank for bank in edition.banks if bank not in banks),
        waiting=waiting,
        waiting_banks=banks,
    )


def waiting_reasons(edition: Edition) -> dict[str, str]:
    """Give why each page is left out, by the name that staging gives it; none is in a preview."""
    there = {document.path for document in (*edition.documents, *edition.handbook)}
    documents = [document for document in edition.waiting if document.path not in there]
    reasons = {f"quiz/{bank.id}": bank.reason for bank in edition.waiting_banks if bank not in edition.banks}
    for document in documents:
        prefix = "" if document.path.startswith("content/") else "handbook/"
        name = prefix + document.name
        reasons[name] = document.meta.reason or reasons.get(name, "")
    return reasons


def waiting_spots(project: Project) -> dict[Spot, str]:
    """Give every file of a project that is not due yet, and why."""
    every: list[Document | Bank] = []
    for edition in project.editions:
        every += [*edition.waiting, *edition.waiting_banks]
    reasons = {Spot(one.spot.path, 1): _reason(one) for one in every}
    return dict(sorted(reasons.items()))


def _reason(one: Document | Bank) -> str:
    return one.meta.reason if isinstance(one, Document) else one.reason
