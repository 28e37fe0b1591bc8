"""Waiting: pages that are not due yet go in; what still leads to them comes out as Problems."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.model import Project
from clearheart.problems import Problem, Spot


def check_waiting(what: str, reason: str, spot: Spot) -> Problem:
    """Tell a link, or a quiz on a page, whose end is left out."""
    mend = "take it out of here until then, or publish that page too (clearheart build --drafts shows both)"
    return Problem(spot, f"{what} that is left out of the site ({reason})", mend)


def check_needed(project: Project) -> Iterator[Problem]:
    """Find pages that every other page leads to, and that are left out."""
    for edition in project.editions:
        ways = {"index": "the home page"} | {f"{door}/index": "a door of the header" for door in project.settings.doors}
        for document in edition.waiting:
            if document.name in ways and document.path.startswith("content/") and document not in edition.documents:
                what = f"{ways[document.name]} cannot be left out ({document.meta.reason})"
                yield Problem(document.spot, what, "remove the key: every page leads here")
