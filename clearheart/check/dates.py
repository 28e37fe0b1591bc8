"""Dates: sources, help lines, venues and pages go in; what is due for review comes out as warnings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from clearheart.model import Project
from clearheart.problems import Problem, Severity, Spot


def check_dates(project: Project, day: date) -> Iterator[Problem]:
    """Warn of everything whose review date has passed and of sources that nobody has opened."""
    for line in project.helplines:
        yield from _due(line.spot, f'help line "{line.id}"', line.review_by, day)
        yield from _ahead(line.spot, "checked", line.checked, day)
    for venue in project.venues:
        yield from _due(venue.spot, f'venue "{venue.id}"', venue.review_by, day)
        yield from _ahead(venue.spot, "checked", venue.checked, day)
    for source in project.sources.values():
        yield from _ahead(source.spot, "accessed", source.accessed, day)
        yield from _due(source.spot, f'source "{source.id}"', source.review_by, day)
        if source.checked == "pending":
            mend = "open it, compare the claim, then remove checked: pending"
            yield Problem(source.spot, f'source "{source.id}" has not been opened yet', mend, "warning")
    for edition in project.editions:
        for document in (*edition.documents, *edition.handbook):
            yield from _due(document.spot, "this page", document.meta.review_by, day)


def _ahead(spot: Spot, key: str, checked: date, day: date) -> Iterator[Problem]:
    """Tell a check that nobody can have made yet; the clock counts too, as a build's day is that of the last commit."""
    today = max(day, date.today())
    if checked == date.max or checked <= today + timedelta(days=1):
        return  # the last day there is stands in for a faulty one
    severity: Severity = "error" if checked > day + timedelta(days=365) else "warning"
    what = f"{key}: {checked.isoformat()} has not come yet"
    yield Problem(spot, what, "write the day on which you opened the source", severity)


def _due(spot: Spot, what: str, review_by: date | None, day: date) -> Iterator[Problem]:
    if review_by is not None and review_by < day:
        mend = "check it against its source, then set the new dates"
        yield Problem(spot, f"{what} was due for review by {review_by.isoformat()}", mend, "warning")
