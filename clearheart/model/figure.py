"""Figure: one entry of content/figures.yml, published numbers that a chart shows.

Comes from `read`; goes to the charts of pages and leaflets, to the table behind each, and to its CSV file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, model_validator

from clearheart.model.base import Day, Fault, LocalText, Name, Placed, Text, in_language, raise_faults

_YEAR = re.compile(r"(\d{4})(?:-(\d{4}))?")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = (0, 2, 3, 4, 6, 8, 9)
"""Powers of ten that languages have words for: hundred, thousand, 万, million, 亿, billion."""

MOST_PEOPLE = 100
_MOST_LINES = 2


class Point(Placed):
    """Hold one number as it was published, with what tells it from its neighbours."""

    year: Text
    """When it was measured: 2023, or 2010-2012."""
    place: LocalText
    label: LocalText = Field(default_factory=dict)
    """Whom it counts, where year and place do not tell it from its neighbours."""
    value: Annotated[Decimal, Field(ge=0)]
    written: LocalText
    """The number as it is told: about 94, 2.148 million, 214.8万."""
    source: Name
    """Id in content/sources.yml."""


class Group(Placed):
    """Hold numbers that count the same thing in the same way."""

    name: LocalText = Field(default_factory=dict)
    """What tells it from the figure's other groups; a figure of one group needs none."""
    definition: LocalText
    """What is counted, and how."""
    points: tuple[Point, ...]


class Figure(Placed):
    """Show some published numbers: what they say, what they do not say, and where they stand."""

    id: Name
    kind: Literal["bar", "line", "share"]
    """bar: numbers beside each other; line: over years; share: so many of so many people."""
    title: LocalText
    """What it shows, in a few words."""
    shows: LocalText
    """What it shows, in one plain sentence."""
    limits: LocalText
    """What it does not show, in one plain sentence."""
    unit: LocalText
    """What the numbers are: people; % of pupils."""
    of: Annotated[int, Field(ge=2, le=MOST_PEOPLE)] | None = None
    """The number of people drawn, of whom a share is marked."""
    groups: tuple[Group, ...]
    review_by: Day

    @property
    def points(self) -> tuple[Point, ...]:
        """Give all numbers, group by group."""
        return tuple(point for group in self.groups for point in group.points)

    @property
    def sources(self) -> tuple[str, ...]:
        """Give the ids of the sources, each once, in the order in which they are needed."""
        return tuple(dict.fromkeys(point.source for point in self.points))

    def texts(self, language: str) -> Iterator[str]:
        """Give every text of a language that is shown with its chart."""
        of_points = (text for point in self.points for text in (point.label, point.place, point.written))
        for text in (self.title, self.limits, self.unit, *(group.name for group in self.groups), *of_points):
            yield in_language(text, language) if text else ""

    @model_validator(mode="after")
    def _check_whole(self, info: ValidationInfo) -> Figure:
        raise_faults([*self._form(), *self._mixed(), *self._each()], info)
        return self

    def _form(self) -> Iterator[Fault]:
        """Find what a chart of this kind cannot show."""
        rests = ("groups", "points", "kind", "of")
        for at, group in enumerate(self.groups):
            if not group.points:
                yield Fault(("groups", at), "this group has no points", "add at least one", rests)
        if not self.groups:
            yield Fault(("groups",), "this figure has no groups", "add one with its definition and points", rests)
        elif self.kind == "share":
            yield from self._share_faults(rests)
        elif self.of is not None:
            yield Fault(("of",), "only a share has of:", "remove it, or set kind: share", rests)
        if self.kind == "line":
            yield from self._line_faults(rests)

    def _share_faults(self, rests: tuple[str, ...]) -> Iterator[Fault]:
        if len(self.points) != 1:
            what = f"a share shows one number, and here are {len(self.points)}"
            yield Fault(("groups",), what, "make a figure of each, or set kind: bar", rests)
        elif self.of is None:
            yield Fault((), "this share does not say of how many", "add of:, as in of: 100", rests)
        elif (value := self.points[0].value) > self.of or value != int(value):
            what = f"of {self.of} people, {value} cannot be marked"
            yield Fault(("groups", 0, "points", 0, "value"), what, f"write a whole number up to {self.of}", rests)

    def _line_faults(self, rests: tuple[str, ...]) -> Iterator[Fault]:
        if len(self.groups) > _MOST_LINES:  # a third could not be told apart without colour
            what = f"a line shows two groups at most, and here are {len(self.groups)}"
            yield Fault(("groups", _MOST_LINES), what, "make a figure of the others, or set kind: bar", rests)
        for at, group in enumerate(self.groups):
            years = [point.year for point in group.points]
            if len(years) == 1:
                yield Fault(("groups", at), "a line needs two years or more", "add one, or set kind: bar", rests)
            if any("-" in year for year in years):
                yield Fault(("groups", at), "a line has no place for several years at once", "set kind: bar", rests)
            elif years != sorted(years):
                yield Fault(("groups", at), "the years of a line go forward", "put the earliest first", rests)

    def _mixed(self) -> Iterator[Fault]:
        """Find numbers that count different things and are not told apart: guide, what is never added up or mixed."""
        definitions: dict[str, int] = {}
        for at, group in enumerate(self.groups):
            if len(self.groups) > 1 and not group.name:
                what = "this group has no name that tells it from the other"
                yield Fault(("groups", at), what, "add name:, or put what counts the same into one group", ("groups",))
            told = repr(sorted(group.definition.items()))
            if group.definition and definitions.setdefault(told, at) != at:
                what = "two groups have one definition"
                mend = "put their points into one group, or say how they differ"
                yield Fault(("groups", at, "definition"), what, mend, ("definition",))
            yield from self._twins(at, group)
            yield from self._percent(at, group)

    def _twins(self, at: int, group: Group) -> Iterator[Fault]:
        seen: set[str] = set()
        for number, point in enumerate(group.points):
            told = repr((point.year, sorted(point.place.items()), sorted(point.label.items())))
            if told in seen:
                what = "two numbers of one group have the same year, place and label"
                mend = "they count different things: give each a group with its own definition, or a label:"
                yield Fault(("groups", at, "points", number), what, mend, ("year", "place", "label"))
            seen.add(told)

    def _percent(self, at: int, group: Group) -> Iterator[Fault]:
        forms = [any("%" in text for text in point.written.values()) for point in group.points if point.written]
        if any(forms) and not all(forms):
            what = "this group mixes percentages with numbers"
            yield Fault(("groups", at), what, "give each a group with its own definition", ("written",))

    def _each(self) -> Iterator[Fault]:
        """Find years that are none, and words that tell another number than the one that is drawn."""
        for at, group in enumerate(self.groups):
            for number, point in enumerate(group.points):
                way = ("groups", at, "points", number)
                found = _YEAR.fullmatch(point.year)
                if not found or (found[2] and found[2] <= found[1]):
                    mend = "write 2023, or the first and last year as in 2010-2012"
                    yield Fault((*way, "year"), f'year: "{point.year}" is no year', mend, ("year",))
                for language, text in point.written.items():
                    if not tells(text, point.value):
                        what = f'written: {language}: "{text}" is not the value {point.value}'
                        yield Fault((*way, "written"), what, "make both the same number", ("value", "written"))


def tells(text: str, value: Decimal) -> bool:
    """Say whether one of a text's numbers, in hundreds, millions or as it stands, is the value."""
    numbers = (Decimal(found.replace(",", "")) for found in _NUMBER.findall(text))
    return any(number.scaleb(power) == value for number in numbers for power in _SCALES)
