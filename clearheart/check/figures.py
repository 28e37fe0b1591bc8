"""Figures: published numbers and the blocks that show them go in; what cannot be shown comes out as Problems."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.charts import LEAST_ROOM, Chart, draw_charts, room_for_bars
from clearheart.check.references import check_source, suggest
from clearheart.model import Edition, Figure, Project
from clearheart.model.base import LocalText, is_stand_in
from clearheart.orders import Shelf
from clearheart.problems import Problem, Spot
from clearheart.read.project import FIGURES


def check_figures(project: Project, shelf: Shelf) -> Iterator[Problem]:
    """Find figures without a source or without words in a language; draw the sound ones, and keep what was drawn."""
    written = project.written()
    found = [problem for figure in project.figures for problem in _figure(figure, written)]
    yield from found
    yield from _taken(written)
    if not found and all(figure.is_whole for figure in project.figures):
        theme = project.root / "theme"
        charts = [Chart(figure, edition.code, theme) for edition in project.editions for figure in project.figures]
        draw_charts(charts, shelf)


def check_figure_fence(body: str, spot: Spot, project: Project) -> Iterator[Problem]:
    """Find a block that names no figure."""
    name, known = body.strip(), [figure.id for figure in project.figures]
    if not name:
        yield Problem(spot, "this block names no figure", f"write the id of a figure in {FIGURES}")
    elif name not in known and not (project.root / FIGURES).is_file():
        yield Problem(spot, f'there is no figure "{name}"', f"write it in {FIGURES}")
    elif name not in known:
        yield Problem(spot, f'there is no figure "{name}"', f"write it in {FIGURES}{suggest(name, known)}")


def _figure(figure: Figure, project: Project) -> Iterator[Problem]:
    for point in figure.points:
        if not is_stand_in(point.source):
            yield from check_source(point.source, point.spot, project)
    for edition in project.editions:
        yield from _language(figure, edition)
        if figure.is_whole and figure.kind == "bar":
            yield from _room(figure, edition, project)


def _language(figure: Figure, edition: Edition) -> Iterator[Problem]:
    called = "this figure" if is_stand_in(figure.id) else f'figure "{figure.id}"'
    texts: list[tuple[str, LocalText, Spot]] = [
        (key, getattr(figure, key), figure.spot) for key in ("title", "shows", "limits", "unit")
    ]
    for group in figure.groups:
        texts += [("name", group.name, group.spot), ("definition", group.definition, group.spot)]
        for point in group.points:
            texts += [(key, getattr(point, key), point.spot) for key in ("place", "label", "written")]
    for key, text, spot in texts:
        if text and edition.code not in text:
            yield Problem(spot, f"{called} has no words in {edition.code}", f"add {edition.code}: to {key}")


def _room(figure: Figure, edition: Edition, project: Project) -> Iterator[Problem]:
    if room_for_bars(figure, edition.code, project.root / "theme" / "fonts") < LEAST_ROOM:
        what = f'the numbers of figure "{figure.id}" are written too long in {edition.code}: no room is left for bars'
        yield Problem(figure.spot, what, "write them shorter, as in 2.1 million")


def _taken(project: Project) -> Iterator[Problem]:
    """Find files of authors at the addresses of a figure's own files."""
    for edition in project.editions:
        taken = {f"content/{edition.code}/figures/{figure.id}{end}" for figure in project.figures for end in _ENDS}
        for path in edition.media:
            if path in taken:
                what = "a figure's own file stands at this address"
                yield Problem(Spot(path), what, "give it another name")


_ENDS = (".csv", ".svg")
