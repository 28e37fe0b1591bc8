"""The glossary: terms go in; those that lack a language, and words explained twice, come out as Problems."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.check.references import check_source
from clearheart.model import Project, Term
from clearheart.model.base import is_stand_in
from clearheart.problems import Problem


def check_glossary(project: Project) -> Iterator[Problem]:
    """Find terms that lack a language or a source, and terms or abbreviations that two entries explain."""
    for term in project.terms:
        yield from _languages(term, project)
        if term.source:
            yield from check_source(term.source, term.spot, project)
    for edition in project.editions:
        yield from _doubles(project.terms, edition.code)


def _languages(term: Term, project: Project) -> Iterator[Problem]:
    for edition in project.editions:
        if edition.code not in term.term or edition.code not in term.meaning:
            mend = f"add {edition.code}: to term: and meaning:"
            yield Problem(term.spot, f"{_called(term)} has no words in {edition.code}", mend)


def _doubles(terms: tuple[Term, ...], code: str) -> Iterator[Problem]:
    first: dict[str, Term] = {}
    for term in terms:
        for word in filter(None, (term.term.get(code, ""), term.short.get(code, ""))):
            known = first.setdefault(word.casefold(), term)
            if known is not term:
                mend = f"keep one of the two entries (the other is at {known.spot})"
                yield Problem(term.spot, f'{_called(term)} explains "{word}" once more', mend)


def _called(term: Term) -> str:
    return "this term" if is_stand_in(term.id) else f'term "{term.id}"'
