"""Lent pages: what a language lacks and another one has; its readers then find that at the same address.

A page is lent by the site's first language, else by the next one that has it. Templates say so on the page, and search
engines are led to where it comes from. Leaflets are lent as pages only: what is printed is printed once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clearheart.model import Document, Edition, Project, address_of
from clearheart.model.document import staged_name


def lent_pages(project: Project, edition: Edition) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Give each page that is lent to a language, and what its front matter must say of where it comes from."""
    known = {document.name for document in edition.documents} | {f"quiz/{bank.id}" for bank in edition.banks}
    for lender in _lenders(project, edition):
        for document in lender.documents:
            if document.name not in known:
                known.add(document.name)
                yield document, _facts(project, lender, document)


def lent_media(project: Project, edition: Edition) -> Iterator[str]:
    """Give the files that lent pages show, as paths below the project's root."""
    known = {staged_name(path) for path in edition.media}
    for lender in _lenders(project, edition):
        for path in lender.media:
            if path.startswith("content/") and staged_name(path) not in known:
                known.add(staged_name(path))
                yield path


def lent_addresses(project: Project, edition: Edition) -> set[str]:
    """Give the addresses of all pages that are lent to a language."""
    return {address_of(document.name) for document, _ in lent_pages(project, edition)}


def _lenders(project: Project, edition: Edition) -> list[Edition]:
    """Give the languages that lend to another one: those that people write."""
    return [other for other in project.editions if other is not edition and not other.base]


def _facts(project: Project, lender: Edition, document: Document) -> dict[str, Any]:
    settings, site = project.settings, lender.strings["site"]
    address = settings.site_url + settings.home(lender.code) + address_of(document.name)
    return {
        "code": lender.code,
        "html_lang": lender.html_lang,
        "direction": site["direction"],
        "name": site["language"],
        "address": address,
    }
