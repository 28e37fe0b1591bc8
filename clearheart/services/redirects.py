"""Redirects: pages with old addresses go in; at each of these a page that leads on comes out.

They need no script and no host that knows of them; where the host reads `_redirects`, it leads on sooner.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from clearheart.check.aliases import alias_spot
from clearheart.model import Document, Edition, Project, address_of
from clearheart.model.address import file_of
from clearheart.problems import ClearheartError, Problem
from clearheart.render import render_template


@dataclass(frozen=True)
class Redirect:
    """Hold an old address of a page, and its present one."""

    edition: Edition
    document: Document
    alias: str
    old: str
    """The file at the old address, below the site's root."""
    new: str
    """The page's folder below the site's root, with a slash at its end; empty for the first home page."""


def redirects(project: Project) -> Iterator[Redirect]:
    """Give every alias of every page."""
    for edition in project.editions:
        home = project.settings.home(edition.code)
        for documents, prefix in ((edition.documents, ""), (edition.handbook, "handbook/")):
            for document in documents:
                for alias in document.meta.aliases:
                    new = home + address_of(prefix + document.name)
                    yield Redirect(edition, document, alias, home + file_of(alias), new)


def redirect_files(project: Project, site: Path) -> Iterator[tuple[str, bytes]]:
    """Make the pages at old addresses, and `_redirects` for Netlify and Cloudflare Pages.

    Raises ClearheartError where a page that was made has that address; pages of authors are told by `check`.
    """
    every = list(redirects(project))
    taken = [one for one in every if (site / one.old).exists()]
    if taken:
        raise ClearheartError([_collision(project, one) for one in taken])
    for one in every:
        yield one.old, _page(project, one)
    if every:
        yield "_redirects", _lines(project, site, every)


def paths(project: Project, redirect: Redirect) -> tuple[str, str]:
    """Give the old and the new path as hosts take them, from the host's root on."""
    root = urlsplit(project.settings.site_url).path
    return root + quote(redirect.old.removesuffix("index.html")), root + quote(redirect.new)


def _page(project: Project, redirect: Redirect) -> bytes:
    way = posixpath.relpath(redirect.new or ".", posixpath.dirname(redirect.old) or ".")
    page = render_template(
        project.root / "theme",
        "hosts/redirect.html",
        strings=redirect.edition.strings,
        title=redirect.document.meta.title,
        way=quote(way) + "/",
        address=project.settings.site_url + quote(redirect.new),
    )
    return page.encode()


def _lines(project: Project, site: Path, every: list[Redirect]) -> bytes:
    """Write the host's lines, after the author's own."""
    file = site / "_redirects"
    own = file.read_text(encoding="utf-8").rstrip("\n") + "\n" if file.is_file() else ""
    pairs = [paths(project, one) for one in every]
    return (own + "".join(f"{old} {new} 301\n" for old, new in pairs)).encode()


def _collision(project: Project, redirect: Redirect) -> Problem:
    spot = alias_spot(project, redirect.document, redirect.alias)
    return Problem(spot, f'the alias "{redirect.alias}" is the address of a page that a build makes', "remove it")
