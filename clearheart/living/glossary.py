"""The glossary: terms go in; a page that explains them, with their sources, comes out as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from clearheart.living.part import Part
from clearheart.model import Edition, Project, Term

NAME = "glossary/index"
"""The page's name below a language's home; an author's own page of that name goes before."""


def _pages(project: Project, edition: Edition) -> dict[str, str]:
    terms = [term for term in project.terms if edition.code in term.term and edition.code in term.meaning]
    is_written = any(document.name == NAME for document in edition.documents)
    if not terms or is_written:
        return {}
    words = edition.strings["glossary"]
    front = yaml.safe_dump(
        {"title": words["title"], "description": words["lead"], "template": "main.html"}, allow_unicode=True, width=1000
    )
    parts = "\n".join(part for term in _in_order(terms, edition.code) for part in _term(term, project, edition))
    return {NAME: f"---\n{front}---\n# {words['title']}\n\n{words['lead']}\n\n{parts}\n```help\n```\n"}


def _in_order(terms: list[Term], code: str) -> list[Term]:
    """Put terms in the order of their alphabet; where they have none, they stay as in their file."""
    in_alphabet = all(term.term[code].isascii() for term in terms)
    return sorted(terms, key=lambda term: term.term[code].casefold()) if in_alphabet else terms


def _term(term: Term, project: Project, edition: Edition) -> Iterator[str]:
    code, words = edition.code, edition.strings["glossary"]
    short = term.short.get(code, "")
    title = f"{term.term[code]} ({short})" if short else term.term[code]
    cite = f"[@{term.source}]" if term.source in project.sources else ""
    yield f"## {title} {{ #{term.id} }}\n\n{term.meaning[code]}{cite}\n"
    if also := term.also.get(code, ()):
        yield f"{words['also']} {edition.strings['site']['comma'].join(also)}\n"


PART = Part(key="glossary", pages=_pages)
