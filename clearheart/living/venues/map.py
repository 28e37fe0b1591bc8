"""A map without tiles: points in degrees go in; where each stands on a sheet, with grid, scale and names, comes out.

The projection is the plate carrée with true scale at the middle parallel (J. P. Snyder, Map Projections, 1987, 12).
No border is drawn: none is needed to find a place, and none is ours to draw.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_KM_OF_A_DEGREE = 111.2
_LEAST_DEGREES = 0.4
"""What a map shows at least from south to north: about 45 km."""
_MARGIN = 0.08
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
_LINES = 5
"""Lines of the grid that a side of the sheet has at most."""
_DOT = 5.0
_GAP = 4.0
_ROUNDS = 9


@dataclass(frozen=True)
class Point:
    """Hold a place that is to be shown."""

    id: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Sheet:
    """Say how large a map is, in its own units, and how names are written on it."""

    width: float
    height: float
    badge: float
    """Side of the badge that has a point's number."""
    letter: float = 0.0
    """Size of the letters of names; 0 where numbers must do."""


@dataclass(frozen=True)
class Box:
    """Hold a rectangle on the sheet."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Say whether two rectangles share more than an edge."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def holds(self, other: Box) -> bool:
        """Say whether another rectangle lies within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.left + other.width <= self.left + self.width
            and other.top + other.height <= self.top + self.height
        )


@dataclass(frozen=True)
class Mark:
    """Hold a point on the sheet, and the label that belongs to it."""

    point: Point
    number: int
    x: float
    y: float
    label: Box
    name: str
    """The name as it is written there; empty where only the number had room."""
    has_line: bool
    """Whether the label stands so far off that a line must lead to it."""


@dataclass(frozen=True)
class Line:
    """Hold a line of the grid: where it lies along its axis, and what it is called."""

    at: float
    degrees: str


@dataclass(frozen=True)
class Map:
    """Hold all that is drawn."""

    sheet: Sheet
    marks: tuple[Mark, ...] = ()
    parallels: tuple[Line, ...] = ()
    meridians: tuple[Line, ...] = ()
    scale_km: float = 0
    scale_width: float = 0


def draw_map(points: Sequence[Point], sheet: Sheet) -> Map:
    """Lay points out on a sheet, numbered in the order given; no two labels meet."""
    if not points:
        return Map(sheet)
    frame = _Frame.around(points, sheet)
    step = next((step for step in _STEPS if frame.degrees / step <= _LINES), _STEPS[-1])
    km, width = _scale(frame)
    return Map(
        sheet=sheet,
        marks=tuple(_Labels(sheet, _corners(sheet, width)).place(points, frame)),
        parallels=tuple(_parallels(frame, step)),
        meridians=tuple(_meridians(frame, step)),
        scale_km=km,
        scale_width=width,
    )


@dataclass(frozen=True)
class _Frame:
    """Know what part of the globe a sheet shows."""

    south: float
    west: float
    unit: float
    """Units of the sheet in a degree of latitude."""
    stretch: float
    """Width of a degree of longitude in degrees of latitude: the cosine of the middle parallel."""
    sheet: Sheet

    @classmethod
    def around(cls, points: Sequence[Point], sheet: Sheet) -> _Frame:
        south, north = _ends([point.latitude for point in points])
        west, east = _ends([point.longitude for point in points])
        stretch = max(math.cos(math.radians((south + north) / 2)), 0.05)
        room = 1 - 2 * _MARGIN
        degrees = max((north - south) / room, (east - west) * stretch / room * sheet.height / sheet.width)
        unit = sheet.height / max(degrees, _LEAST_DEGREES)
        middle = (west + east) / 2 - sheet.width / unit / stretch / 2
        return cls((south + north) / 2 - sheet.height / unit / 2, middle, unit, stretch, sheet)

    @property
    def degrees(self) -> float:
        """Give the longer side in degrees of latitude."""
        return max(self.sheet.width, self.sheet.height) / self.unit

    def x(self, longitude: float) -> float:
        return (longitude - self.west) * self.stretch * self.unit

    def y(self, latitude: float) -> float:
        return self.sheet.height - (latitude - self.south) * self.unit


def _ends(values: list[float]) -> tuple[float, float]:
    return min(values), max(values)


def _parallels(frame: _Frame, step: float) -> Iterator[Line]:
    north = frame.south + frame.sheet.height / frame.unit
    for degrees in _multiples(frame.south, min(north, 90), step):
        if degrees > -90:
            yield Line(frame.y(degrees), _name(degrees, "N", "S"))


def _meridians(frame: _Frame, step: float) -> Iterator[Line]:
    east = frame.west + frame.sheet.width / frame.unit / frame.stretch
    for degrees in _multiples(frame.west, east, step):
        yield Line(frame.x(degrees), _name((degrees + 180) % 360 - 180, "E", "W"))


def _multiples(low: float, high: float, step: float) -> Iterator[float]:
    first = math.ceil(low / step)
    for count in range(first, math.floor(high / step) + 1):
        yield round(count * step, 6)


def _name(degrees: float, positive: str, negative: str) -> str:
    side = positive if degrees > 0 else negative if degrees < 0 else ""
    return f"{abs(degrees):g}°{side}"


def _scale(frame: _Frame) -> tuple[float, float]:
    """Give the length of the scale bar: a round number of kilometres, at most a quarter of the sheet."""
    most = frame.sheet.width / 4 / frame.unit * _KM_OF_A_DEGREE
    power = 10 ** math.floor(math.log10(most))
    km = max(number * power for number in (1, 2, 5) if number * power <= most)
    return km, km / _KM_OF_A_DEGREE * frame.unit


def _corners(sheet: Sheet, scale: float) -> list[Box]:
    """Give what no label may cover: the scale bar below on the left, north above on the right."""
    return [Box(0, sheet.height - 44, scale + 90, 44), Box(sheet.width - 44, 0, 44, 60)]


@dataclass
class _Labels:
    """Find room for labels, one after the other; what is taken stays taken."""

    sheet: Sheet
    taken: list[Box]
    marks: list[Mark] = field(default_factory=list)

    def place(self, points: Sequence[Point], frame: _Frame) -> list[Mark]:
        spots = [(point, at, frame.x(point.longitude), frame.y(point.latitude)) for at, point in enumerate(points, 1)]
        self.taken += [Box(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT) for *_, x, y in spots]
        return [self._mark(*spot) for spot in spots]

    def _mark(self, point: Point, number: int, x: float, y: float) -> Mark:
        names = [point.name, ""] if self.sheet.letter else [""]
        for rounds, name in [(3, name) for name in names] + [(_ROUNDS, "")]:
            width = self.sheet.badge + (text_width(name, self.sheet.letter) + 4 * _GAP if name else 0)
            for ring, box in _places(x, y, width, self.sheet.badge, rounds):
                if self._is_free(box):
                    self.taken.append(box)
                    return Mark(point, number, x, y, box, name, ring > 0)
        # There are more points than room: the dot alone stands for it, and the list has its name.
        return Mark(point, number, x, y, Box(x, y, 0, 0), "", False)

    def _is_free(self, box: Box) -> bool:
        edge = Box(_GAP, _GAP, self.sheet.width - 2 * _GAP, self.sheet.height - 2 * _GAP)
        return edge.holds(box) and not any(box.meets(other) for other in self.taken)


def _places(x: float, y: float, width: float, height: float, rounds: int) -> Iterator[tuple[int, Box]]:
    """Give places for a label around a dot, the nearest first: right, left, below, above, and between."""
    for ring in range(rounds):
        off = _DOT + _GAP + ring * (height / 2 + _GAP)
        right, left, middle = x + off, x - off - width, y - height / 2
        above, below, centre = y - off - height, y + off, x - width / 2
        tops = (middle, below, above)
        yield from ((ring, Box(right, top, width, height)) for top in tops)
        yield from ((ring, Box(left, top, width, height)) for top in tops)
        yield ring, Box(centre, below, width, height)
        yield ring, Box(centre, above, width, height)


def text_width(text: str, letter: float) -> float:
    """Say how wide a text is at most in the fonts of most devices: no build has all of them to measure."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    spaces = text.count(" ")
    return (wide + spaces * 0.3 + (len(text) - wide - spaces) * 0.58) * letter
