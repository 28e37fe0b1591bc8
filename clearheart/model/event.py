"""Event: one entry of content/events.yml, a day or a season to prepare for.

Comes from `read`; goes to the calendar's pages and feeds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, ValidationInfo, model_validator

from clearheart.model.base import Audience, Day, Fault, LocalText, Name, Placed, Text, fault, is_stand_in, raise_faults

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")
_WAYS = ("date", "yearly", "dates", "months")


class Occasion(NamedTuple):
    """Say when an event takes place once, from its first day to its last."""

    first: date
    last: date


def _check_month_day(text: str) -> str:
    found = _MONTH_DAY.fullmatch(text)
    try:
        date(2001, *map(int, found.groups() if found else (0, 0)))  # no leap year: a day that comes every year
    except ValueError:
        raise fault(f'yearly: "{text}" is not a day of every year', "write month-day, as in 06-26") from None
    return text


def _check_month(number: int) -> int:
    if not 1 <= number <= 12:
        raise fault(f"months: there is no month {number}", "write numbers from 1 to 12")
    return number


MonthDay = Annotated[str, AfterValidator(_check_month_day)]
"""A day of every year, written 06-26."""

Month = Annotated[int, AfterValidator(_check_month)]


class Event(Placed):
    """Say what is to be prepared for, when, and whom it is for."""

    id: Name
    title: LocalText
    what: LocalText
    """In a sentence or two: what it is, and what one can do."""
    date: Day | None = None
    """The day of something that happens once."""
    until: Day | None = None
    """Its last day, where it has more than one."""
    yearly: MonthDay | None = None
    """A fixed day of every year."""
    dates: tuple[Day, ...] = ()
    """Days that differ from year to year, such as those of the lunar calendar."""
    months: tuple[Month, ...] = ()
    """A season of every year without fixed days: one month, or some that follow each other."""
    place: LocalText | None = None
    audience: tuple[Audience, ...] = ()
    page: Text | None = None
    """The page that helps with it, as in campaigns/twenty-six-june."""
    sources: tuple[Name, ...] = ()
    """Ids in content/sources.yml that tell this day; a meeting of one's own needs none."""
    checked: Day
    """The day on which somebody last looked whether this is still so."""

    @model_validator(mode="after")
    def _check_when(self, info: ValidationInfo) -> Event:
        name = "this event" if is_stand_in(self.id) else f'event "{self.id}"'
        raise_faults([*self._faults_of_way(name), *self._faults_of_days(name), *self._faults_of_source(name)], info)
        return self

    def _faults_of_way(self, name: str) -> Iterator[Fault]:
        ways = [way for way in _WAYS if getattr(self, way)]
        if not ways:
            mend = "write date: for one day, yearly: for the same day every year, dates: or months:"
            yield Fault((), f"{name} has no day", mend, _WAYS)
        elif len(ways) > 1:
            yield Fault((ways[1],), f"{name} has both {ways[0]}: and {ways[1]}:", "keep one of them", _WAYS)
        if self.until and not self.date:
            yield Fault(("until",), "until: stands without date:", "write the first day as date:", ("date",))

    def _faults_of_days(self, name: str) -> Iterator[Fault]:
        if self.date and self.until and self.until < self.date:
            what = f"{name} ends on {self.until.isoformat()}, before it begins on {self.date.isoformat()}"
            yield Fault(("until",), what, "write the last day as until:", ("date", "until"))
        if any(later != earlier % 12 + 1 for earlier, later in zip(self.months, self.months[1:], strict=False)):
            yield Fault(
                ("months",), "months: do not follow each other", "write them in order, as in [1, 2]", ("months",)
            )
        if list(self.dates) != sorted(set(self.dates)):
            yield Fault(("dates",), "dates: are not in order, or stand twice", "write the earliest first", ("dates",))

    def _faults_of_source(self, name: str) -> Iterator[Fault]:
        if (self.yearly or self.dates) and not self.sources:
            mend = "name the id of a source in content/sources.yml that tells this day"
            yield Fault((), f"{name} has no source", mend, ("sources", "yearly", "dates"))

    def occasions(self, first: Day, last: Day) -> tuple[Occasion, ...]:
        """Give all times at which it takes place, wholly or in part, between two days."""
        every = self._all(first.year - 1, last.year + 1)
        return tuple(one for one in every if one.last >= first and one.first <= last)

    def _all(self, first_year: int, last_year: int) -> Iterator[Occasion]:
        if self.date:
            yield Occasion(self.date, self.until or self.date)
        yield from (Occasion(day, day) for day in self.dates)
        for year in range(first_year, last_year + 1):
            if self.yearly:
                day = date(year, *map(int, self.yearly.split("-")))
                yield Occasion(day, day)
            if self.months:
                yield self._season(year)

    def _season(self, year: int) -> Occasion:
        begins, ends = self.months[0], self.months[-1]
        end_year = year + (len(self.months) > 1 and ends <= begins)
        return Occasion(date(year, begins, 1), date(end_year, ends, monthrange(end_year, ends)[1]))
