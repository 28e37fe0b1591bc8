"""A build never takes what is not its own: another build's work, the author's files, a folder of somebody else."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from clearheart.build import build
from clearheart.cli import main
from clearheart.problems import ClearheartError, EnvironmentFault
from tests.projects import write_project

DAY = "2026-11-22"


@pytest.mark.parametrize("place", [".", "content", "content/en/site", "theme", "docs", "..", "mkdocs.yml", "mine"])
def test_a_site_is_never_built_over_other_files(place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_project(tmp_path / "project", {"mine/thesis.txt": "words", "docs/en/index.md": "# Handbook\n"})
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert main(["build", "--root", str(root), "--date", DAY, "--site", str(root / place)]) == 1
    assert "name a folder that does not exist yet" in capsys.readouterr().err
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before


def test_an_empty_folder_or_an_earlier_site_may_be_taken(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    (tmp_path / "out").mkdir()
    for _ in range(2):
        assert build(root, tmp_path / "out", DAY).pages == 12


def test_a_second_build_of_a_project_waits_for_the_first(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    (root / ".clearheart").mkdir()
    with FileLock(root / ".clearheart" / "build.lock"), pytest.raises(EnvironmentFault, match="another build"):
        build(root, day=DAY)
    assert build(root, day=DAY).pages == 12


def test_a_build_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    command = [sys.executable, "-m", "clearheart", "build", "--root", str(root), "--date", DAY]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as running:
        assert running.stderr is not None
        for line in running.stderr:
            if line.startswith("Rendering"):
                running.kill()
                break
    assert build(root, day=DAY).pages == 12


def test_faults_travel_between_processes() -> None:
    fault = EnvironmentFault("what", "mend", "place")
    copied = pickle.loads(pickle.dumps(fault))
    assert isinstance(copied, ClearheartError)
    assert copied.problems == fault.problems
    assert str(copied) == str(fault)


def test_a_folder_without_rights_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_project(tmp_path / "project")
    (root / ".clearheart").write_text("in the way", encoding="utf-8")
    assert main(["build", "--root", str(root), "--date", DAY]) == 1
    assert "the machine says:" in capsys.readouterr().err
