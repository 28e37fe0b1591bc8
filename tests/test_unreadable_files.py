"""Files that are empty, binary or written in another encoding: a line for each, whatever the file is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from clearheart.cli import main
from tests.projects import MINIMAL, REPOSITORY, write_project

FILES = [
    "mkdocs.yml",
    "content/sources.yml",
    "content/helplines.yml",
    "content/zh/index.md",
    "docs/zh/index.md",
    "quizzes/zh/basics.yml",
    "theme/strings/zh.yml",
]

_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"
_CHINESE = "title: 合成毒品与天然毒品\n# 标题\n"


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", ": is empty"),
        (b" \n\t\n\n", ""),
        (_PNG, ": is not a text file"),
        (bytes(range(256)) * 8, ": is not a text file"),
        (_CHINESE.encode("gb18030"), ": is not UTF-8 but looks like GB18030"),
        (_CHINESE.encode("utf-16"), "looks like UTF-16"),
        (_CHINESE.encode()[:-9] + b"\xe6\n", ": is not UTF-8"),
    ],
    ids=["empty", "blank", "picture", "every byte", "GB18030", "UTF-16", "cut off"],
)
def test_a_file_that_cannot_be_read_is_told_with_its_path_and_a_mend(
    path: str, data: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, {"docs/en/index.md": "# Handbook\n", "docs/zh/index.md": "# 手册\n", path: data})
    assert main(["check", "--root", str(root)]) == 1
    told = capsys.readouterr().err.splitlines()
    problems = [line for line in told if line.startswith(path)]
    assert [line for line in problems if said in line and " - " in line], told


def test_all_that_cannot_be_read_is_told_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [path for path in FILES if path not in ("mkdocs.yml", "docs/zh/index.md")]
    root = write_project(tmp_path, {path: MINIMAL.get(path, _CHINESE).encode("gb18030") for path in files})
    assert main(["check", "--root", str(root)]) == 1
    told = capsys.readouterr().err
    with_chinese = [path for path in files if path != "content/sources.yml"]
    assert [path for path in with_chinese if f"{path}:" not in told] == []


def test_a_projects_own_strings_take_the_place_of_ours(tmp_path: Path) -> None:
    """The other tests of this file rest on it: a file of theme/ is replaced, and the rest is lent."""
    root = write_project(tmp_path, {"theme/strings/zh.yml": "x"})
    assert (root / "theme/strings/zh.yml").read_text(encoding="utf-8") == "x"
    assert (root / "theme/strings/en.yml").read_bytes() == (REPOSITORY / "theme/strings/en.yml").read_bytes()
    assert (root / "theme/quiz/quiz.css").is_file()
