"""Output paths: documents and files go in; places in the site that two of them claim come out as Problems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clearheart.model import Edition, Project
from clearheart.problems import Problem, Spot

_OURS = frozenset({"assets", "embed", "download", "hall", "embed.js", "manifest.json"})
"""What a build itself writes at the site's root."""

_EACH = frozenset({"404.html", "sitemap.xml", "search", "print"})
"""What it writes at every language's home."""


_OF_EACH_QUIZ = frozenset({"set-up", "class", "qr.svg", "oembed.json"})
"""What it writes below every quiz's own address."""


def check_outputs(project: Project) -> Iterator[Problem]:
    """Find pages and files whose place in the site is taken."""
    for edition in project.editions:
        yield from _reserved(project, edition)
        yield from _doubled(edition)
        yield from _beside_quizzes(edition)
        yield from _leaflets(edition)


def reserved_names(project: Project, edition: Edition) -> set[str]:
    """Give the first parts of addresses below a language's home at which a build, or another language, writes."""
    taken = set(_EACH)
    if edition.code == project.settings.default_language:
        taken |= _OURS | {other.code for other in project.editions if other is not edition}
    if edition.handbook:
        taken.add("handbook")
    return taken


def _reserved(project: Project, edition: Edition) -> Iterator[Problem]:
    """Find what would land where a build, another language or the handbook writes."""
    taken = reserved_names(project, edition)
    folder = project.root / "content" / edition.code
    for path in sorted(path for path in folder.glob("*") if _first(path) in taken):
        spot = Spot(path.relative_to(project.root).as_posix())
        what = f'the place "{_first(path)}" in the site is taken by what a build writes there'
        yield Problem(spot, what, "give it another name")


def _first(path: Path) -> str:
    """Give the first part of the address that a file or folder gets."""
    return path.name.removesuffix(".md")


def _doubled(edition: Edition) -> Iterator[Problem]:
    """Find pages with one address: a page `x.md` beside a folder's `x/index.md`, or a bank called index."""
    for documents in (edition.documents, edition.handbook):
        names = {document.name for document in documents}
        for document in documents:
            if f"{document.name}/index" in names:
                what = f"this page and {document.name}/index.md have one address"
                yield Problem(document.spot, what, "keep one of them")
    for bank in edition.banks:
        if bank.id == "index":
            yield Problem(
                bank.spot, "a bank called index takes the place of the list of quizzes", "give it another name"
            )


def _beside_quizzes(edition: Edition) -> Iterator[Problem]:
    """Find pages and files that would land where a build writes what belongs to a quiz."""
    taken = {f"quiz/{bank.id}/{part}" for bank in edition.banks for part in _OF_EACH_QUIZ}
    pages = [(document.name, document.spot) for document in edition.documents]
    files = [(path.removeprefix(f"content/{edition.code}/"), Spot(path)) for path in edition.media]
    for name, spot in (*pages, *files):
        if name in taken:
            what = f'the place "{name}" in the site is taken by what a build writes there'
            yield Problem(spot, what, "give it another name")


def _leaflets(edition: Edition) -> Iterator[Problem]:
    for leaflet in edition.leaflets:
        if leaflet.name.count("/") > 1:
            yield Problem(
                leaflet.spot, "leaflets have no folders of their own", f"move it to content/{edition.code}/leaflets"
            )
