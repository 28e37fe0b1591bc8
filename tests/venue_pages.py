"""The pages of places, of our own list and of the example edition, made without printing anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clearheart.engines.mkdocs_loop import build_stage
from clearheart.model import Edition, PageMeta, Project
from clearheart.overlay import lay_over
from clearheart.read import read_project
from clearheart.stage import stage_project
from tests.bundles import bundle
from tests.projects import REPOSITORY, last_checked

_KEPT = ("index", "help/index", "about/index", "about/report")


def make_pages(folder: Path, edition: str | None = None, languages: tuple[str, ...] = ("en", "zh")) -> Path:
    """Make a site of our home page, help, and places, or of an edition's; give its folder."""
    root = lay_over(REPOSITORY, edition, folder / "work").root if edition else REPOSITORY
    project, problems = read_project(root, last_checked())
    assert [problem for problem in problems if problem.severity == "error"] == []
    few = tuple(_few(one) for one in project.editions if one.code in languages)
    return _write(replace(project, editions=few), folder)


def _few(edition: Edition) -> Edition:
    """Leave what places lead to, without its own links."""
    meta = PageMeta(title="Elsewhere")
    elsewhere = [one.model_copy(update={"text": "# Elsewhere\n", "meta": meta}) for one in edition.documents]
    documents = [one for one in elsewhere if one.name in _KEPT]
    documents += [one for one in edition.documents if one.name.startswith("venues/")]
    return replace(edition, documents=tuple(documents), handbook=(), banks=(), media=())


def _write(project: Project, folder: Path) -> Path:
    site = folder / "site"
    for code, stage in stage_project(project, folder / "work").items():
        build_stage(stage, project.root, project.day, site / project.settings.home(code))
    for path, data in bundle(project.root).items():
        target = site / "assets" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return site
