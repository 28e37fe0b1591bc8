"""The command line's words: options count wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from clearheart.cli import main
from tests.projects import write_project


@pytest.mark.parametrize("order", [["--root", "{root}", "check"], ["check", "--root", "{root}"]])
def test_options_count_before_and_after_the_command(
    order: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path)
    assert main([word.format(root=root) for word in order]) == 0
    assert "no errors, 0 warnings" in capsys.readouterr().out


def test_without_a_command_the_site_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_project(tmp_path / "project")
    assert main(["--root", str(root), "--site", str(tmp_path / "out"), "--date", "2026-11-22"]) == 0
    assert "12 pages" in capsys.readouterr().out
    assert (tmp_path / "out" / "index.html").is_file()


def test_wrong_words_are_refused_with_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bild"])
    assert ended.value.code == 2
    assert "build" in capsys.readouterr().err
