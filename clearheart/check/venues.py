"""Venues: places go in; sources that are not there, missing words and doubles come out as Problems."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.check.references import check_source
from clearheart.model import Project
from clearheart.model.base import is_stand_in
from clearheart.model.venue import Venue
from clearheart.problems import Problem


def check_venues(project: Project) -> Iterator[Problem]:
    """Find everything about places that their model alone cannot see."""
    for venue in project.venues:
        if not is_stand_in(venue.source):
            yield from check_source(venue.source, venue.spot, project)
        yield from _languages(project, venue)
        yield from _taken(project, venue)
    yield from _doubles(project)


def _called(venue: Venue) -> str:
    return "this venue" if is_stand_in(venue.id) else f'venue "{venue.id}"'


def _languages(project: Project, venue: Venue) -> Iterator[Problem]:
    for edition in project.editions:
        lacking = [key for key, texts in venue.texts.items() if edition.code not in texts]
        if lacking:
            what = f"{_called(venue)} has no words in {edition.code}"
            yield Problem(venue.spot, what, f"add {edition.code}: to {', '.join(lacking)}")


def _taken(project: Project, venue: Venue) -> Iterator[Problem]:
    """Find pages of authors at the address that a venue's own page has."""
    for edition in project.editions:
        for document in edition.documents:
            if document.name in (f"venues/{venue.id}", f"venues/{venue.id}/index"):
                what = f"the page of {_called(venue)} stands at this address"
                yield Problem(document.spot, what, "give this page another name, or write its text in venues.yml")


def _doubles(project: Project) -> Iterator[Problem]:
    """Find places of one name in one region: nearly always the same one, written twice."""
    first: dict[tuple[str, str, str], Venue] = {}
    for venue in project.venues:
        for code, name in venue.name.items():
            other = first.setdefault((venue.region, code, name), venue)
            if other is not venue:
                what = f"{_called(venue)} has the name and region of {_called(other)}"
                mend = f"remove one of them, or tell them apart (the other is on line {other.spot.line})"
                yield Problem(venue.spot, what, mend, "warning")
                break
