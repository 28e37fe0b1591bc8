"""Figures on pages: the body of a `figure` fence, an id, goes in; a slot with chart, words and table comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from clearheart.charts import Chart, figure_rows, inline_chart, year_words
from clearheart.extension.library import Library
from clearheart.extension.slots import Slots
from clearheart.model import Figure, Source
from clearheart.model.base import in_language
from clearheart.render import render_template


def figure_format(library: Library, slots: Slots, charts: Mapping[str, str]) -> Callable[..., str]:
    """Give superfences what makes a figure of a fence; what `charts` lacks is drawn here."""

    def format_figure(source: str, _language: str, _class: str, _options: Any, md: Any, **_: Any) -> str:
        figure = library.figures.get(source.strip())
        if figure is None:
            return ""  # `check` has told this; another engine shows the page without it
        svg = charts.get(figure.id) or Chart(figure, library.language, library.theme).draw()
        name = f"figure-{figure.id}"
        key = f"{name}-{len(slots)}" if slots.hold(f'id="{name}"') else name
        return slots.text(_figure_html(library, figure, svg, key, _way_home(md)))

    return format_figure


def _figure_html(library: Library, figure: Figure, svg: str, key: str, home: str) -> str:
    code = library.language
    return render_template(
        library.theme,
        "figures/figure.html",
        key=key,
        id=figure.id,
        words={name: in_language(getattr(figure, name), code) for name in ("title", "shows", "limits", "unit")},
        groups=[(in_language(group.name, code), in_language(group.definition, code)) for group in figure.groups],
        rows=figure_rows(figure, code),
        chart=inline_chart(svg, figure, code, key),
        sources=_sources(library, figure),
        strings=library.strings,
        home=home,
    )


def _sources(library: Library, figure: Figure) -> list[tuple[Source, str]]:
    """Give each source with the years for which it is named."""
    found = []
    for name in figure.sources:
        if name in library.sources:
            years = dict.fromkeys(year_words(point.year) for point in figure.points if point.source == name)
            found.append((library.sources[name], ", ".join(years)))
    return found


def _way_home(md: Any) -> str:
    """Give the way from the page that is being made to its language's home; MkDocs' treeprocessor knows the page."""
    if "relpath" not in md.treeprocessors:
        return ""
    return "../" * str(md.treeprocessors["relpath"].file.url).count("/")
