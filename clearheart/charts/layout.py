"""What a chart is made of: a Figure and a language go in, the data that Vega draws come out.

Places are in the 320 px of a phone; a larger screen enlarges the whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from clearheart.charts.measure import width_of, wrap
from clearheart.charts.tell import label_of
from clearheart.model.base import in_language
from clearheart.model.figure import Figure, Group, Point

WIDTH = 320
LEAST_ROOM = 110
"""The narrowest place in which bars can still be compared."""

_BESIDE = 10
_PAINTS = ("ch-c-main", "ch-c-second")
_LINES = ("ch-c-line", "ch-c-dashes")
_BEHIND_STROKE = 36
"""Where the name of a group begins, behind a piece of its line; line.json says the same."""
_FEW = 12
"""So many people stand in one row."""
_ROW = 20
_TALL = 200
"""How high a line rises."""

Data = dict[str, Any]


def lay_out(figure: Figure, language: str, fonts: Path) -> Data:
    """Give the values of the chart's signals and data, and its height."""
    return {"bar": _bars, "line": _line, "share": _share}[figure.kind](figure, language, fonts)


def room_for_bars(figure: Figure, language: str, fonts: Path) -> float:
    """Give the width that the longest bar may have beside its number."""
    numbers = (in_language(point.written, language) for point in figure.points)
    return WIDTH - _BESIDE - max(width_of(text, 16, fonts, is_bold=True) for text in numbers)


def _paint(at: int) -> str:
    return _PAINTS[at % len(_PAINTS)]


def _bars(figure: Figure, language: str, fonts: Path) -> Data:
    bars: list[Data] = []
    labels: list[Data] = []
    heads: list[Data] = []
    y = 0.0
    for at, group in enumerate(figure.groups):
        y += 14 if at else 0
        for line in _name(group, language, fonts):
            heads.append({"y": y + 16, "text": line})
            y += 21
        y += 6 if group.name else 0
        for point in group.points:
            for line in wrap(label_of(figure, point, language), 15, WIDTH, fonts):
                labels.append({"y": y + 15, "text": line})
                y += 20
            text = in_language(point.written, language)
            bars.append({"y": y + 2, "value": float(point.value), "text": text, "paint": _paint(at)})
            y += 36
    is_percent = all("%" in bar["text"] for bar in bars)
    longest = max(bar["value"] for bar in bars)
    most = max(100.0, longest) if is_percent else longest or 1.0
    has_wholes = is_percent and longest <= 100  # what has grown to 150% of itself is no part of a whole
    for bar in bars:
        bar["tip"] = most if has_wholes else bar["value"]
    signals = {"most": most, "room": room_for_bars(figure, language, fonts)}
    data = {"wholes": bars if has_wholes else [], "bars": bars, "labels": labels, "heads": heads}
    return {"height": y - 12, "signals": signals, "data": data}


def _name(group: Group, language: str, fonts: Path) -> list[str]:
    return wrap(in_language(group.name, language), 16, WIDTH, fonts, is_bold=True) if group.name else []


def _share(figure: Figure, language: str, fonts: Path) -> Data:
    point, of = figure.points[0], figure.of or 1
    lines = wrap(in_language(point.written, language), 22, WIDTH, fonts, is_bold=True)
    words = [{"y": 21 + 28 * at, "text": line} for at, line in enumerate(lines)]
    columns = of if of <= _FEW else _ROW
    top = 28 * len(lines) + 10
    height = top + -(-of // columns) * min(WIDTH / columns, 34) * 1.5
    signals = {"of": of, "value": int(point.value), "columns": columns, "top": top}
    return {"height": height, "signals": signals, "data": {"words": words}}


def _line(figure: Figure, language: str, fonts: Path) -> Data:
    keys, top = _keys(figure, language, fonts)
    years = sorted({int(point.year) for point in figure.points})
    numbers = [in_language(point.written, language) for point in figure.points if int(point.year) == years[-1]]
    longest = max(width_of(text, 16, fonts, is_bold=True) for text in numbers)
    top += 30
    signals = {
        "most": max(float(point.value) for point in figure.points) or 1.0,
        "first": years[0],
        "last": years[-1],
        "left": max(8.0, width_of(str(years[0]), 15, fonts) / 2),
        "right": WIDTH - 2 - max(longest - 6, width_of(str(years[-1]), 15, fonts) / 2),
        "top": top,
        "base": top + _TALL,
    }
    points: list[Data] = [
        {"year": int(point.year), "value": float(point.value), "paint": _paint(at), "line": _LINES[at % len(_LINES)]}
        for at, group in enumerate(figure.groups)
        for point in group.points
    ]
    drops = [
        {"year": year, "text": str(year), "value": max(p["value"] for p in points if p["year"] == year)}
        for year in years
    ]
    told = _told(figure, language, signals, fonts)
    data = {"points": points, "numbers": told, "years": drops, "keys": keys}
    return {"height": top + _TALL + 28, "signals": signals, "data": data}


def _keys(figure: Figure, language: str, fonts: Path) -> tuple[list[Data], int]:
    """Give the lines of the names of groups, the first of each with its stroke, and how high all of them are."""
    keys: list[Data] = []
    y = 0
    for at, group in enumerate(figure.groups):
        name = in_language(group.name, language) if group.name else ""
        for place, line in enumerate(wrap(name, 15, WIDTH - _BEHIND_STROKE, fonts) if name else []):
            keys.append({"y": y + 16, "text": line} | ({} if place else {"line": _LINES[at % len(_LINES)]}))
            y += 20
        y += 2 if name else 0
    return keys, y


def _told(figure: Figure, language: str, signals: Data, fonts: Path) -> list[Data]:
    """Choose the numbers that can be read beside their points: the last and the first, then all that touch none."""
    told: list[Data] = []
    taken: list[tuple[float, float, float]] = []
    for group in figure.groups:
        for point in sorted(group.points, key=lambda point: _turn(group, point)):
            text = in_language(point.written, language)
            span = (signals["last"] - signals["first"]) or 1
            x = signals["left"] + (int(point.year) - signals["first"]) / span * (signals["right"] - signals["left"])
            y = signals["base"] - float(point.value) / signals["most"] * _TALL
            end = x + width_of(text, 16, fonts, is_bold=True)
            if any(x < right and left < end and abs(y - other) < 19 for left, right, other in taken):
                continue
            taken.append((x, end, y))
            told.append({"year": int(point.year), "value": float(point.value), "text": text})
    return told


def _turn(group: Group, point: Point) -> tuple[int, str]:
    ends = [group.points[-1], group.points[0]]
    return (ends.index(point) if point in ends else len(ends), point.year)
