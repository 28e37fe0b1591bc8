"""The whole build, as an author and a reader of the command line meet it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from clearheart import build as building
from clearheart.build import build
from clearheart.cli import main
from clearheart.day import find_build_day
from clearheart.problems import ClearheartError
from tests.html_files import read_html
from tests.projects import MINIMAL, REPOSITORY, last_checked, tell, write_project

DAY = "2026-11-22"
FAULTY = {
    "quizzes/en/basics.yml": "title: T\nquestions:\n  - {id: first, prompt: P, options: [{text: A}, {text: B}]}\n",
    "content/zh/index.md": "# 首页\n\n[不存在](nowhere.md)\n",
    "content/en/page.md": "标题".encode("gb18030"),
}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    root = write_project(tmp_path / "a folder with spaces 和中文")
    one = build(root, tmp_path / "one", DAY)
    two = build(root, tmp_path / "two", DAY)
    assert tree(one.site) == tree(two.site)
    assert (one.pages, one.quizzes, one.leaflets, one.languages) == (12, 2, 0, ("en", "zh"))


def test_nothing_of_this_machine_or_this_minute_is_published(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    site = build(root, tmp_path / "site", "2001-02-03").site
    for path, data in tree(site).items():
        assert str(tmp_path).encode() not in data, path
        assert str(REPOSITORY).encode() not in data, path
        assert date.today().isoformat().encode() not in data, path


def test_every_promised_path_is_there(site: Path) -> None:
    files = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["files"]
    for path in (
        "index.html",
        "zh/index.html",
        "quiz/natural-or-synthetic/index.html",
        "zh/quiz/natural-or-synthetic/index.html",
        "embed/en/natural-or-synthetic/index.html",
        "embed/zh/natural-or-synthetic/index.html",
        "embed.js",
        "assets/clearheart.css",
        "assets/clearheart.js",
        "download/en/print/talking-at-the-table-a4.pdf",
        "download/zh/print/talking-at-the-table-a4.pdf",
        "handbook/index.html",
        "zh/handbook/index.html",
        "404.html",
    ):
        assert files[path]["size"] == (site / path).stat().st_size > 0, path
    assert not [path for path in files if path.startswith("zh/assets/")]


def test_a_failed_build_tells_all_and_leaves_the_last_site(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    before = tree(build(root, day=DAY).site)
    write_project(root, dict(FAULTY))
    with pytest.raises(ClearheartError) as caught:
        build(root, day=DAY)
    assert tree(root / "site") == before
    assert {problem.spot.path for problem in caught.value.problems if problem.severity == "error"} == set(FAULTY)
    assert sorted(path.name for path in root.iterdir() if path.name.startswith(".site")) == []


@pytest.mark.parametrize("step", ["build_stage", "asset_orders", "write_embeds", "leaflet_orders"])
def test_a_build_that_breaks_off_late_leaves_the_last_site_and_the_next_one_no_trace_of_it(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path / "project")
    before = tree(build(root, day=DAY).site)
    write_project(root, {"content/en/index.md": "# Changed\n", "content/zh/index.md": "# 变了\n"})

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, step, fail)
    with pytest.raises((OSError, ClearheartError)):
        build(root, day=DAY)
    assert tree(root / "site") == before
    assert sorted(path.name for path in root.iterdir() if path.name.startswith(".site")) == []
    monkeypatch.undo()
    assert tree(build(root, day=DAY).site) != before
    assert sorted(path.name for path in root.iterdir() if path.name.startswith(".site")) == []


def test_a_build_elsewhere_writes_nothing_into_the_project(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    before = sorted(root.rglob("*"))
    build(root, tmp_path / "site", DAY, work=tmp_path / "work")
    assert sorted(root.rglob("*")) == before


def test_a_page_may_show_some_questions_of_a_bank_and_every_bank_has_its_own_page(tmp_path: Path) -> None:
    second = (
        "  - {id: second, prompt: Second?, options: [{text: A, correct: true}, {text: B}], sources: [unodc-2020]}\n"
    )
    banks = {f"quizzes/{code}/basics.yml": _basics(code) + second for code in ("en", "zh")}
    page = "# Home\n\n```quiz\nbank: basics\nonly: [second]\n```\n"
    root = write_project(tmp_path, {**banks, "content/en/index.md": page})
    site = build(root, day=DAY).site
    assert _prompts(site / "index.html") == ["Second?"]
    assert _prompts(site / "quiz" / "basics" / "index.html") == ["Which?", "Second?"]
    assert _prompts(site / "embed" / "en" / "basics" / "index.html") == ["Which?", "Second?"]
    own = (site / "quiz" / "basics" / "index.html").read_text(encoding="utf-8")
    assert own.count("<h1") == 1 and ">Basics</h1>" in own


def _basics(code: str) -> str:
    return str(MINIMAL[f"quizzes/{code}/basics.yml"])


def _prompts(path: Path) -> list[str]:
    words = read_html(path).words
    return [prompt for prompt in ("Which?", "Second?") if prompt in words]


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "clearheart", *words]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8")


def test_the_command_line_tells_mistakes_in_lines_without_a_traceback(tmp_path: Path) -> None:
    root = write_project(tmp_path, dict(FAULTY))
    for command in (["check"], ["build", "--date", DAY]):
        result = run(root, *command)
        assert result.returncode == 1
        assert "Traceback" not in result.stderr
        lines = [line for line in result.stderr.splitlines() if ":" in line and " - " in line]
        assert len(lines) == 3, result.stderr
        assert lines[0].startswith("content/en/page.md:1: is not UTF-8 but looks like GB18030")
    assert not (root / "site").exists()


def test_the_command_line_ends_with_a_summary(tmp_path: Path) -> None:
    result = run(write_project(tmp_path), "build", "--date", DAY)
    assert result.returncode == 0, result.stderr
    assert "12 pages; 2 quizzes; 0 leaflets; languages en, zh;" in result.stdout
    assert "0 warnings; date 2026-11-22 (--date)." in result.stdout
    assert "make serve" in result.stdout


def test_check_says_what_is_due_today(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dates = "accessed: 2019-01-01\n  review_by: 2020-01-01\n  checked: pending"
    sources = f"- id: unodc-2020\n  title: T\n  publisher: P\n  issued: n.d.\n  URL: https://x.example/\n  {dates}\n"
    root = write_project(tmp_path, {"content/sources.yml": sources})
    assert main(["check", "--root", str(root)]) == 0
    shown = capsys.readouterr()
    assert "was due for review by 2020-01-01" in shown.err
    assert "has not been opened yet" in shown.err
    assert "no errors, 2 warnings" in shown.out


def test_a_wrong_folder_or_date_is_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--root", str(tmp_path)]) == 1
    assert "mkdocs.yml: cannot be read" in capsys.readouterr().err
    root = write_project(tmp_path / "project")
    assert main(["build", "--root", str(root), "--date", "tomorrow"]) == 1
    assert '"tomorrow" is not a day' in capsys.readouterr().err


@pytest.mark.skipif(not shutil.which("git"), reason="this machine has no git")
def test_the_date_comes_from_the_option_the_environment_the_history_or_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert find_build_day(tmp_path).origin == "today"
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@a.example"]
    when = {**os.environ, "GIT_COMMITTER_DATE": "2020-05-06T12:00:00Z", "GIT_AUTHOR_DATE": "2020-05-06T12:00:00Z"}
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "Begin"], check=True, env=when)
    assert str(find_build_day(tmp_path)) == "2020-05-06 (last commit)"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert str(find_build_day(tmp_path)) == "1970-01-02 (SOURCE_DATE_EPOCH)"
    assert str(find_build_day(tmp_path, DAY)) == "2026-11-22 (--date)"


def test_without_git_the_date_is_the_clocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_build_day(REPOSITORY).origin == "today"


def test_our_own_material_had_no_fault_and_nothing_due_on_the_day_it_was_last_checked() -> None:
    assert tell(REPOSITORY, last_checked()) == ""


LEAFLET = """\
---
title: Small
lead: A sentence that leads on.
reader: For parents
drawing: family-table
formats: [a4]
reviewed: 2026-11-22
review_by: 2030-01-01
---

# Talking begins at the table

## Talk early

{words}

## Listen

Ask first.

---

## You could say

> “What was new today?”
"""


@pytest.mark.parametrize(
    ("words", "line", "what"),
    [
        ("And listen. " * 400, 13, "the front page is too long by about "),
        ("Two lines\nand \N{ETHIOPIC SYLLABLE HA}.", 16, 'no font of theme/fonts holds "\N{ETHIOPIC SYLLABLE HA}"'),
    ],
    ids=["overflow", "missing glyph"],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_what_does_not_fit_on_paper_is_told_with_its_line_before_any_engine_starts(
    command: str, words: str, line: int, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "content/en/leaflets/small.md"
    good = LEAFLET.format(words="Start early.")
    root = write_project(tmp_path, {path: LEAFLET.format(words=words), path.replace("/en/", "/zh/"): good})
    options = ["--date", DAY] if command == "build" else []
    assert main([command, "--root", str(root), *options]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [row for row in told if row.startswith(f"{path}:{line}: {what}") and " - " in row], told
    assert "1 problem, 0 warnings; nothing was changed." in told
    assert not (root / "site").exists() and not (root / ".clearheart" / "stage").exists()
