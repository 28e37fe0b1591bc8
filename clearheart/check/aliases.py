"""Aliases: documents go in; old addresses that something else already stands at come out as Problems."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.check.outputs import reserved_names
from clearheart.model import Document, Edition, Project, address_of
from clearheart.model.address import file_of
from clearheart.model.document import staged_name
from clearheart.problems import Problem, Spot


def check_aliases(project: Project) -> Iterator[Problem]:
    """Find aliases that are the address of a page or a file, or that stand in two pages."""
    taken = _taken(project)
    first: dict[str, Spot] = {}
    for edition in project.editions:
        home, reserved = project.settings.home(edition.code), reserved_names(project, edition) - {"handbook"}
        for document in (*edition.documents, *edition.handbook):
            for alias in document.meta.aliases:
                path, spot = home + file_of(alias), alias_spot(project, document, alias)
                other = first.setdefault(path, spot)
                what = f'the alias "{alias}"'
                if path in taken:
                    yield Problem(spot, f"{what} is the address of {taken[path]}", "remove it, or mend its spelling")
                elif alias.split("/")[0] in reserved:
                    yield Problem(spot, f"{what} stands where a build writes its own files", "remove it")
                elif other != spot:
                    yield Problem(spot, f"{what} stands in {other} too", "keep it in one page: it can lead to one only")


def alias_spot(project: Project, document: Document, alias: str) -> Spot:
    """Find the line of a page's front matter that names an alias."""
    lines = (project.root / document.path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    front = enumerate(lines[: document.line - 1], start=1)
    return Spot(document.path, next((number for number, line in front if alias in line), 1))


def _taken(project: Project) -> dict[str, str]:
    """Give the files of the site that pages and authors' files are, and whose they are."""
    return {path: owner for edition in project.editions for path, owner in _files(project, edition)}


def _files(project: Project, edition: Edition) -> Iterator[tuple[str, str]]:
    home = project.settings.home(edition.code)
    for bank in edition.banks:
        for part in ("", "/set-up", "/class"):
            yield f"{home}quiz/{bank.id}{part}/index.html", f'the quiz "{bank.id}"'
    for documents, prefix in ((edition.handbook, "handbook/"), (edition.documents, "")):
        for document in documents:
            yield f"{home}{address_of(prefix + document.name)}index.html", document.path
    for path in edition.media:
        yield home + staged_name(path), path
