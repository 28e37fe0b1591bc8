"""A figure told in words: a Figure and a language go in, labels, a description and the rows of its table come out."""

from __future__ import annotations

from clearheart.model import Figure
from clearheart.model.base import in_language
from clearheart.model.figure import Point

_BETWEEN = " · "


def label_of(figure: Figure, point: Point, language: str) -> str:
    """Give what tells a number from the others of its figure: whom it counts, where, and when."""
    places = {in_language(other.place, language) for other in figure.points}
    years = {other.year for other in figure.points}
    parts = [in_language(point.label, language)] if point.label else []
    parts += [in_language(point.place, language)] if len(places) > 1 else []
    parts += [year_words(point.year)] if len(years) > 1 or not parts else []
    return _BETWEEN.join(parts)


def year_words(year: str) -> str:
    """Write a year, or several, as people read them."""
    return year.replace("-", "–")


def describe(figure: Figure, language: str) -> str:
    """Tell in words all that a chart shows: its message, then each number."""
    numbers = []
    for group in figure.groups:
        for point in group.points:
            named = [in_language(group.name, language)] if group.name else []
            told = _BETWEEN.join([*named, label_of(figure, point, language)])
            numbers.append(f"{told}: {in_language(point.written, language)}")
    return f"{in_language(figure.shows, language)} {'; '.join(numbers)}"


def figure_rows(figure: Figure, language: str) -> list[dict[str, str]]:
    """Give a figure's numbers, one a row, as tables and files tell them in one language."""
    return [
        {
            "counted": _BETWEEN.join(in_language(text, language) for text in (group.name, point.label) if text),
            "year": year_words(point.year),
            "place": in_language(point.place, language),
            "written": in_language(point.written, language),
            "value": f"{point.value:f}",
            "source": point.source,
            "definition": in_language(group.definition, language),
        }
        for group in figure.groups
        for point in group.points
    ]
