"""Events and news: entries that name pages, sources and languages go in; names of nothing come out as Problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from clearheart.check.references import check_source, suggest
from clearheart.model import Project
from clearheart.model.base import is_stand_in
from clearheart.model.event import Event
from clearheart.model.news import News
from clearheart.problems import Problem, Spot

_CALENDAR = "calendar/index"
_NEWS = "news/index"

_TAKEN = "events"
"""The id that no event can have: calendar/events.ics is the calendar to subscribe to."""


def check_events(project: Project, day: date) -> Iterator[Problem]:
    """Find events and news that lead nowhere, lack words in a language, or have run out of days."""
    for event in project.events:
        yield from _languages(event, project, event.title, event.what, event.place)
        yield from _leads_nowhere(event, event.page, project)
        for name in event.sources:
            yield from check_source(name, event.spot, project)
        yield from _taken(event)
        yield from _run_out(event, day)
        yield from _not_yet(event.spot, "checked", event.checked, day)
    for entry in project.news:
        yield from _languages(entry, project, entry.text, entry.was)
        yield from _leads_nowhere(entry, entry.page, project)
        yield from _not_yet(entry.spot, "date", entry.date, day)
    yield from _pages(project)


def _languages(entry: Event | News, project: Project, *texts: Mapping[str, str] | None) -> Iterator[Problem]:
    for edition in project.editions:
        if any(text and edition.code not in text for text in texts):
            mend = f"add {edition.code}: to each of its texts"
            yield Problem(entry.spot, f"{_called(entry)} has no words in {edition.code}", mend)


def _leads_nowhere(entry: Event | News, page: str | None, project: Project) -> Iterator[Problem]:
    every = {name for edition in project.editions for name in edition.titles}
    if page and page not in every:
        mend = f"name a page without its ending, as in help/index{suggest(page, every)}"
        yield Problem(entry.spot, f'{_called(entry)} leads to no page: there is no "{page}"', mend)


def _taken(event: Event) -> Iterator[Problem]:
    if event.id == _TAKEN:
        what = f'no event can have the id "{_TAKEN}": calendar/{_TAKEN}.ics holds all events'
        yield Problem(event.spot, what, "give it another id")


def _run_out(event: Event, day: date) -> Iterator[Problem]:
    if event.dates and event.dates[-1] < day:
        mend = "add the next ones, with a source, or remove the event"
        yield Problem(event.spot, f"{_called(event)} has no day to come", mend, "warning")


def _not_yet(spot: Spot, key: str, named: date, day: date) -> Iterator[Problem]:
    today = max(day, date.today())  # a build's day is that of the last commit; people write the clock's
    if today + timedelta(days=1) < named < date.max:
        yield Problem(
            spot, f"{key}: {named.isoformat()} has not come yet", "write the day on which it was so", "warning"
        )


def _pages(project: Project) -> Iterator[Problem]:
    """Find languages without a page for these lists, and pages that stand where an event's own page is made."""
    for edition in project.editions:
        names = {document.name: document for document in edition.documents}
        for entries, page in ((project.events, _CALENDAR), (project.news, _NEWS)):
            if entries and page not in names:
                path = f"content/{edition.code}/{page}.md"
                mend = f"write it, with template: {page.partition('/')[0]}.html, or remove {entries[0].spot.path}"
                yield Problem(Spot(path), "this page is missing", mend)
        for event in project.events:
            for name in (f"calendar/{event.id}", f"calendar/{event.id}/index"):
                if own := names.get(name):
                    what = f'the page of event "{event.id}" is made here'
                    yield Problem(own.spot, what, "give this page another name")


def _called(entry: Event | News) -> str:
    kind = "event" if isinstance(entry, Event) else "news"
    return f"this {kind}" if is_stand_in(entry.id) else f'{kind} "{entry.id}"'
