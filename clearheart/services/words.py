"""Words for templates: a Project goes in; what pages say of its operator, and of not being public yet, comes out."""

from __future__ import annotations

from typing import Any

from clearheart.model import Document, Edition, Operator, Project, address_of
from clearheart.model.base import in_language
from clearheart.model.operator import ICP_PAGE
from clearheart.render import format_day

PAGES = ("privacy", "accessibility", "report")
"""Pages below about/ that every footer leads to, where they are written."""


def service_words(project: Project, edition: Edition) -> dict[str, Any]:
    """Give what the templates take as `services`."""
    operator, names = project.operator, {document.name for document in edition.documents}
    return {
        "pages": [name for name in PAGES if f"about/{name}" in names],
        "root": "../" if project.settings.home(edition.code) else "",
        "operator": _operator(operator, edition.code),
        "example": operator.example,
        "filings": _filings(operator),
        "waiting": {address: words for document in edition.waiting for address, words in [_waiting(document, edition)]},
    }


def _operator(operator: Operator, code: str) -> dict[str, str]:
    """Give what is known of the operator, in one language; nothing where nobody is named."""
    if not operator.name:
        return {}
    return {
        "name": in_language(operator.name, code),
        "speaks_to": in_language(operator.region, code),
        "email": operator.email,
        "phone": operator.phone,
        "dial": "".join(sign for sign in operator.phone if sign in "+0123456789"),
        "postal": in_language(operator.postal, code),
        "web": operator.web,
    }


def _filings(operator: Operator) -> list[tuple[str, str]]:
    """Give the numbers of filings in China, each with the address at which it can be looked up; none of an example."""
    if operator.example:
        return []
    every = ((operator.icp, ICP_PAGE), (operator.police, operator.police_page))
    return [(number, page) for number, page in every if number]


def _waiting(document: Document, edition: Edition) -> tuple[str, str]:
    """Give the address of a page that is not due, and the words that stand above it in a preview."""
    words, later = edition.strings["services"], document.meta.publish_from
    prefix = "" if document.path.startswith("content/") else "handbook/"
    day = format_day(later, edition.code) if later and not document.meta.draft else ""
    said = words["later"].format(day=day) if day else words["draft"]
    return address_of(prefix + document.name), str(said)
