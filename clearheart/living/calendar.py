"""The calendar: content/events.yml goes in; a page for each event, what its list shows, and its feeds come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from clearheart.living.feed import Entry, Feed, feed_bytes
from clearheart.living.ics import calendar_bytes, event_address, has_days
from clearheart.living.page_link import page_link
from clearheart.living.part import Part
from clearheart.model import Edition, Project
from clearheart.model.base import in_language
from clearheart.model.event import Event, Occasion
from clearheart.render import format_day, format_days, format_month, format_months

_YEAR = timedelta(days=366)
"""How far ahead and back the lists look: across a 29 February too, so far that they miss no day of every year."""

_AHEAD = timedelta(days=60)
"""How long before its day an event comes into the feed: enough to prepare a stall or a lesson."""

_SEASON = 3
"""How many events the home page shows."""

_TIMES = 4
"""How many of an event's next times its page shows."""


class _Time(NamedTuple):
    when: Occasion
    event: Event


def calendar_pages(project: Project, edition: Edition) -> dict[str, str]:
    """Give each event's page: its template says all the rest."""
    return {f"calendar/{event.id}": _page(edition, event) for event in project.events}


def _page(edition: Edition, event: Event) -> str:
    title, what = in_language(event.title, edition.code), in_language(event.what, edition.code)
    meta = {"title": title, "description": what, "template": "event.html", "event": event.id}
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, width=1000)}---\n"


# Words


def calendar_words(project: Project, edition: Edition) -> dict[str, Any]:
    """Give what templates show: what comes, by month; what was; each event by its id; where the feeds are."""
    if not project.events:
        return {}
    ahead = _next_times(project)
    address = project.settings.site_url + project.settings.home(edition.code)
    return {
        "months": [
            {"title": title, "audience": _whom(times), "events": [_shown(project, edition, one) for one in times]}
            for title, times in _by_month(project, edition, ahead)
        ],
        "past": [_shown(project, edition, one) for one in _last_times(project)],
        "season": [_shown(project, edition, one) for one in ahead[:_SEASON]],
        "pages": {event.id: _whole(project, edition, event) for event in project.events},
        "audiences": _named(edition, _whom(ahead)),
        "webcal": f"webcal://{address.partition('//')[2]}calendar/events.ics",
        "stylesheets": [f"{project.settings.assets(edition.code)}/calendar.css"],
    }


def _next_times(project: Project) -> list[_Time]:
    """Give every event's next time within a year; what goes on today is first."""
    found = ((event, event.occasions(project.day, project.day + _YEAR)) for event in project.events)
    return sorted((_Time(min(times), event) for event, times in found if times), key=_place)


def _last_times(project: Project) -> list[_Time]:
    """Give every event's last time within a year that is over, the latest first."""
    found = ((event, event.occasions(project.day - _YEAR, project.day)) for event in project.events)
    over = ((event, [time for time in times if time.last < project.day]) for event, times in found)
    return sorted((_Time(max(times), event) for event, times in over if times), key=_place, reverse=True)


def _place(time: _Time) -> tuple[Occasion, str]:
    return time.when, time.event.id


def _by_month(project: Project, edition: Edition, times: Iterable[_Time]) -> Iterator[tuple[str, Sequence[_Time]]]:
    def month(time: _Time) -> str:
        if time.when.first <= project.day:
            return str(edition.strings["calendar"]["now"])
        return format_month(time.when.first, edition.code)

    return ((title, tuple(of_month)) for title, of_month in groupby(times, key=month))


def _whom(times: Iterable[_Time]) -> list[str]:
    return sorted({who for time in times for who in time.event.audience})


def _named(edition: Edition, audience: Iterable[str]) -> list[tuple[str, str]]:
    words = edition.strings["print_room"]["audiences"]
    return [(who, str(words[who])) for who in audience]


def _shown(project: Project, edition: Edition, time: _Time) -> dict[str, Any]:
    """Give one time of an event as a list shows it."""
    event = time.event
    return {
        "id": event.id,
        "title": in_language(event.title, edition.code),
        "what": in_language(event.what, edition.code),
        "place": in_language(event.place or {}, edition.code),
        "when": _days(edition, event, time.when),
        "note": _note(project, edition, event, time.when),
        "first": time.when.first.isoformat(),
        "last": time.when.last.isoformat(),
        "has_days": has_days(event),
        "audience": _named(edition, event.audience),
        "page": page_link(edition, event.page),
    }


def _days(edition: Edition, event: Event, when: Occasion) -> str:
    """Write out when something is: a day, days, or the months of a season."""
    if event.months:
        return format_months(when.first, when.last, edition.code)
    if when.first == when.last:
        return format_day(when.first, edition.code)
    return format_days(when.first, when.last, edition.code)


def _note(project: Project, edition: Edition, event: Event, when: Occasion) -> str:
    """Say how far it is, and whether it comes back."""
    words = edition.strings["calendar"]
    if when.first <= project.day <= when.last:
        return str(words["today"] if has_days(event) and when.first == when.last else words["goes_on"])
    if event.yearly:
        return str(words["yearly"])
    return str(words["moves"] if event.dates else words["season_note"] if event.months else "")


def _whole(project: Project, edition: Edition, event: Event) -> dict[str, Any]:
    """Give all that an event's own page shows."""
    times = event.occasions(project.day, project.day + 5 * _YEAR)[:_TIMES]
    times = times or event.occasions(project.day, date.max)[:1]
    shown = _shown(project, edition, _Time(times[0] if times else event.occasions(date.min, project.day)[-1], event))
    return {
        **shown,
        "is_over": not times,
        "later": [_days(edition, event, when) for when in times[1:]],
        "sources": [
            {"title": source.title, "url": source.url, "publisher": source.publisher, "language": source.language}
            for source in map(project.sources.get, event.sources)
            if source
        ],
        "checked": format_day(event.checked, edition.code),
        "file": f"{event.id}.ics" if has_days(event) else "",
    }


# Files


def calendar_files(project: Project, _site: Path) -> Iterator[tuple[str, bytes]]:
    """Make each language's calendar to subscribe to, one file for each event, and the feed."""
    for edition in project.editions if project.events else ():
        folder = f"{project.settings.home(edition.code)}calendar"
        yield f"{folder}/events.ics", calendar_bytes(project, edition, project.events)
        for event in filter(has_days, project.events):
            yield f"{folder}/{event.id}.ics", calendar_bytes(project, edition, [event])
        yield f"{folder}/feed.xml", _feed(project, edition)


def _feed(project: Project, edition: Edition) -> bytes:
    """Write the feed: each time of an event is an entry, from two months before it begins until a year later."""
    page = f"{project.settings.site_url}{project.settings.home(edition.code)}calendar/"
    name = str(edition.strings["site"]["name"])
    title = str(edition.strings["calendar"]["feed_title"]).format(site=name)
    feed = Feed(f"{page}feed.xml", page, title, name, edition.html_lang, project.day)
    near = [
        _Time(when, event)
        for event in project.events
        for when in event.occasions(project.day - _YEAR, project.day + _AHEAD)
    ]
    return feed_bytes(feed, (_entry(project, edition, time) for time in near))


def _entry(project: Project, edition: Edition, time: _Time) -> Entry:
    address = event_address(project, edition, time.event)
    title = in_language(time.event.title, edition.code)
    days = _days(edition, time.event, time.when)
    return Entry(
        id=f"{address}#{time.when.first.isoformat()}",
        title=str(edition.strings["calendar"]["entry"]).format(title=title, days=days),
        summary=in_language(time.event.what, edition.code),
        link=address,
        updated=time.when.first - _AHEAD,
    )


PART = Part(key="calendar", pages=calendar_pages, words=calendar_words, files=calendar_files)
