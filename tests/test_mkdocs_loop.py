"""Our page loop gives what MkDocs' own rendering gives, page by page."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.structure.pages import Page

from clearheart.engines import mkdocs_loop
from clearheart.problems import ClearheartError
from clearheart.read import read_project
from clearheart.stage import stage_project
from tests.projects import write_project

DAY = date(2026, 11, 22)


def test_every_page_of_our_site_is_rendered_as_mkdocs_renders_it(root: Path, tmp_path: Path) -> None:
    project, _ = read_project(root, DAY)
    for stage in stage_project(project, tmp_path).values():
        loaded = mkdocs_loop._load(stage, root, tmp_path / "site")
        converter = Markdown(extensions=loaded.config.markdown_extensions, extension_configs=loaded.config.mdx_configs)
        for file in loaded.documents:
            ours, theirs = file.page, Page(None, file, loaded.config)
            assert ours is not None
            for page in (ours, theirs):
                page.read_source(loaded.config)
            mkdocs_loop.render_page(ours, loaded.config, loaded.files, converter)
            theirs.render(loaded.config, loaded.files)
            assert ours.content == theirs.content
            assert ours.title == theirs.title
            assert [item.url for item in ours.toc] == [item.url for item in theirs.toc]


def test_what_mkdocs_warns_of_stops_the_build(tmp_path: Path) -> None:
    project, _ = read_project(write_project(tmp_path), DAY)
    stage = stage_project(project, tmp_path / ".clearheart")["en"]
    (stage / "docs" / "index.md").write_text("# Home\n\n[gone](gone.md)\n", encoding="utf-8")
    with pytest.raises(ClearheartError, match=r"gone\.md"):
        mkdocs_loop.build_stage(stage, tmp_path, DAY, tmp_path / "site")
    (stage / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    with pytest.raises(ClearheartError):
        mkdocs_loop.build_stage(stage, tmp_path, DAY, tmp_path / "site")


def test_the_loop_leaves_the_process_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    here = Path.cwd()
    project, _ = read_project(write_project(tmp_path), DAY)
    stage = stage_project(project, tmp_path / ".clearheart")["zh"]
    assert mkdocs_loop.build_stage(stage, tmp_path, DAY, tmp_path / "site") == 5
    assert Path.cwd() == here
    assert "SOURCE_DATE_EPOCH" not in os.environ
