"""Figures: the numbers of a Project go in; a CSV file and a picture of each chart come out, and orders to draw them.

Both stand below every language's home, at figures/<id>.csv and figures/<id>.svg.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clearheart.charts import Chart, figure_rows
from clearheart.living.part import Part
from clearheart.model import Edition, Figure, Project
from clearheart.model.base import in_language
from clearheart.orders import Order

_BOM = "\ufeff"
"""By which spreadsheet programs know that a file is UTF-8."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_FORMULA = re.compile(r"^(?=\s*[=+\-@＝＋－＠|])")
"""The beginning of a formula, as theme/class/sheet.js knows it too."""


def figure_orders(project: Project, edition: Edition) -> Iterator[Order]:
    """Order the picture of every chart of a language."""
    home = project.settings.home(edition.code)
    for figure in project.figures:
        yield _chart(project, edition, figure).order(f"{home}figures/{figure.id}.svg")


def drawn_charts(project: Project, edition: Edition) -> dict[str, str]:
    """Give the drawings of a language's figures as the extension takes them, by id."""
    return {figure.id: _chart(project, edition, figure).draw() for figure in project.figures}


def figure_csv(project: Project, edition: Edition, figure: Figure) -> bytes:
    """Write a figure's numbers as a table for spreadsheet programs, each with its definition and source."""
    words, code = edition.strings["figures"], edition.code
    columns = ("counted", "year", "place", "number", "value", "unit", "definition")
    of_source = ("source", "publisher", "issued", "address")
    lines = [[words[name] for name in (*columns, *of_source)]]
    for row in figure_rows(figure, code):
        source = project.sources[row["source"]]
        issued = edition.strings["site"]["undated"] if source.issued == "n.d." else source.issued
        told = (row["counted"] or in_language(figure.title, code), row["year"], row["place"], row["written"])
        number = (row["value"], in_language(figure.unit, code), row["definition"])
        lines.append([*told, *number, source.title, source.publisher, issued, source.url])
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([_cell(text) for text in line] for line in lines)
    return (_BOM + written.getvalue()).encode()


def _cell(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula; a number needs none."""
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub("'", text)


def _chart(project: Project, edition: Edition, figure: Figure) -> Chart:
    return Chart(figure, edition.code, project.root / "theme")


def _files(project: Project, _site: Path) -> Iterator[tuple[str, bytes]]:
    for edition in project.editions:
        home = project.settings.home(edition.code)
        for figure in project.figures:
            yield f"{home}figures/{figure.id}.csv", figure_csv(project, edition, figure)


def _words(project: Project, edition: Edition) -> dict[str, Any]:
    return {"ids": [figure.id for figure in project.figures]} if project.figures else {}


PART = Part(key="figures", words=_words, files=_files)
