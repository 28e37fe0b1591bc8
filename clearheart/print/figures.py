"""Figures on paper: a Figure goes in, its chart in the colours of daylight and the words around it come out as data."""

from __future__ import annotations

from clearheart.charts import Chart, describe, year_words
from clearheart.markup.nodes import Citation, Text
from clearheart.model import Figure
from clearheart.model.base import in_language
from clearheart.print import drawings
from clearheart.print.coverage import SILENT
from clearheart.print.job import Data, PrintJob
from clearheart.print.words import Words


def figure_data(figure: Figure, job: PrintJob, words: Words, line: int) -> Data:
    """Give a figure as a leaflet shows it; the sources of its numbers get their own."""
    language = job.document.language
    svg = Chart(figure, language, job.theme).on_paper()
    limits = in_language(figure.limits, language)
    return {
        "kind": "figure",
        "line": line,
        "title": words.pieces([Text(line, in_language(figure.title, language))]),
        "unit": figure_unit(figure, job),
        "svg": drawings.grey(svg) if job.format.is_grey else svg,
        "alt": describe(figure, language).translate(SILENT),
        "words": words.inlines([Text(line, limits), Citation(line, figure.sources)]),
    }


def figure_unit(figure: Figure, job: PrintJob) -> str:
    """Say what a figure's numbers count, where and when."""
    language, strings = job.document.language, job.words
    comma = str(strings["figures"]["comma"])
    places = dict.fromkeys(in_language(point.place, language) for point in figure.points)
    years = dict.fromkeys(year_words(point.year) for point in figure.points)
    unit = in_language(figure.unit, language)
    return f"{unit}{strings['site']['stop']}{comma.join([*places, *years])}".translate(SILENT)
