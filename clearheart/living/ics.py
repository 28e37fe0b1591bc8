"""Calendar files (iCalendar, RFC 5545): events go in, the bytes of an .ics file come out.

Days have no hours: everything lasts whole days, in whatever zone. Seasons without days are left out, as a
calendar would draw them as bars over weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

import icalendar

from clearheart.model import Edition, Project
from clearheart.model.base import in_language
from clearheart.model.event import Event, Occasion

_PRODUCER = "-//Clearheart//Calendar//EN"
_ONE_DAY = timedelta(days=1)


def calendar_bytes(project: Project, edition: Edition, events: Iterable[Event]) -> bytes:
    """Write a language's calendar of these events."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    words, name = edition.strings["calendar"], edition.strings["site"]["name"]
    calendar.add("name", str(words["feed_title"]).format(site=name))  # RFC 7986, 5.1
    calendar.add("x-wr-calname", str(words["feed_title"]).format(site=name))
    calendar.add("refresh-interval", timedelta(days=7), parameters={"VALUE": "DURATION"})
    for event in events:
        for part in _parts(project, edition, event):
            calendar.add_component(part)
    return bytes(calendar.to_ical())


def event_address(project: Project, edition: Edition, event: Event) -> str:
    """Give the whole address of an event's page."""
    return f"{project.settings.site_url}{project.settings.home(edition.code)}calendar/{event.id}/"


def has_days(event: Event) -> bool:
    """Say whether an event stands in calendar files: a season has no days to put there."""
    return not event.months


def _parts(project: Project, edition: Edition, event: Event) -> Iterator[icalendar.Event]:
    if event.yearly:
        day = date(project.day.year, *map(int, event.yearly.split("-")))
        part = _part(project, edition, event, Occasion(day, day), event.id)
        part.add("rrule", {"freq": "yearly"})
        yield part
    elif event.date:
        yield _part(project, edition, event, Occasion(event.date, event.until or event.date), event.id)
    for day in event.dates:
        yield _part(project, edition, event, Occasion(day, day), f"{event.id}-{day.isoformat()}")


def _part(project: Project, edition: Edition, event: Event, when: Occasion, name: str) -> icalendar.Event:
    code, language = edition.code, {"LANGUAGE": edition.html_lang}
    address = event_address(project, edition, event)
    part = icalendar.Event()
    part.add("uid", f"{name}-{code}@{urlsplit(project.settings.site_url).hostname}")
    part.add("dtstamp", _midnight(project.day))
    part.add("last-modified", _midnight(event.checked))
    part.add("dtstart", when.first)
    part.add("dtend", when.last + _ONE_DAY)  # not included (3.6.1)
    part.add("summary", in_language(event.title, code), parameters=language)
    part.add("description", _description(project, edition, event, address), parameters=language)
    if event.place:
        part.add("location", in_language(event.place, code), parameters=language)
    part.add("url", address)
    part.add("transp", "TRANSPARENT")
    return part


def _description(project: Project, edition: Edition, event: Event, address: str) -> str:
    words = edition.strings["calendar"]
    calls = [
        str(words["call"]).format(number=line.number, situation=in_language(line.situation, edition.code))
        for line in project.helplines
        if line.purpose in ("emergency", "talk")
    ]
    return "\n".join((in_language(event.what, edition.code), "", *calls, address))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
