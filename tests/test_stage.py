"""A stage is a whole small project: its files are held to golden ones, and a bare MkDocs builds it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from clearheart.read import read_project
from clearheart.stage import stage_files, stage_project, write_stage
from tests.projects import REPOSITORY, write_project

GOLDEN = Path(__file__).parent / "golden" / "stage"
EXTRA = {
    "content/en/know/part.md": "---\ntitle: Part\norder: 2\n---\n# A part\n",
    "content/en/know/index.md": "# Know\n",
    "content/en/pictures/dot.png": b"\x89PNG",
    "content/zh/know/index.md": "# 了解\n",
    "docs/en/index.md": "# Handbook\n",
    "docs/zh/index.md": "# 手册\n",
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_staged_files_are_the_expected_ones(language: str, tmp_path: Path) -> None:
    project, problems = read_project(write_project(tmp_path, dict(EXTRA)), date(2026, 11, 22))
    assert problems == []
    folder = tmp_path / ".clearheart" / "stage" / language
    files = stage_files(project, project.edition(language), folder)
    config = yaml.safe_load(files["mkdocs.yml"])
    assert config["extra"]["clearheart"].pop("strings") == project.edition(language).strings
    files["mkdocs.yml"] = yaml.safe_dump(config, allow_unicode=True).encode()
    made = "".join(f"=== {path}\n{data.decode('utf-8', 'replace')}\n" for path, data in sorted(files.items()))
    golden = GOLDEN / f"{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(made, encoding="utf-8", newline="\n")
    assert made == golden.read_text(encoding="utf-8")


def test_a_page_that_is_gone_leaves_the_stage(tmp_path: Path) -> None:
    write_stage({"mkdocs.yml": b"a", "docs/one.md": b"1", "docs/two.md": b"2"}, tmp_path)
    write_stage({"mkdocs.yml": b"a", "docs/one.md": b"1"}, tmp_path)
    assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == ["one.md"]


def run_mkdocs(folder: Path, *options: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    return result.stderr


def test_plain_mkdocs_builds_a_stage(tmp_path: Path) -> None:
    project, _ = read_project(write_project(tmp_path), date(2026, 11, 22))
    folder = stage_project(project, tmp_path / ".clearheart")["zh"]
    said = run_mkdocs(folder, "--strict")
    assert "WARNING" not in said
    page = (folder / "site" / "quiz" / "basics" / "index.html").read_text(encoding="utf-8")
    assert "<clearheart-quiz" in page


def test_plain_mkdocs_builds_the_english_pages_with_quizzes_sources_and_help(tmp_path: Path) -> None:
    said = run_mkdocs(REPOSITORY, "-d", str(tmp_path / "out"))
    assert "WARNING" not in said
    page = (tmp_path / "out" / "know" / "methamphetamine" / "index.html").read_text(encoding="utf-8")
    assert "<clearheart-quiz" in page
    assert 'class="ch-sources"' in page
    assert 'class="ch-help' in page
    for name in ("tokens.css", "quiz/quiz.css", "quiz/quiz.js", "drawings.css"):
        assert (tmp_path / "out" / "assets" / name).stat().st_size > 300
