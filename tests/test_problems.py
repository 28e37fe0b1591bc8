"""The author's mistakes: each golden file holds files with a fault and the lines that must be told."""

from __future__ import annotations

import os
import re
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from clearheart.check.dates import check_dates
from clearheart.read import read_project
from clearheart.read.yaml_text import parse_yaml
from tests import projects
from tests.projects import MINIMAL, REPOSITORY, read_cases, write_project

CASES = sorted((Path(__file__).parent / "golden" / "problems").glob("*.txt"))
DAY = date(2026, 11, 22)
tell = partial(projects.tell, day=DAY)


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_mistakes_are_told_with_line_and_mend(case: Path, tmp_path: Path) -> None:
    files, expected = read_cases(case.read_text(encoding="utf-8"))
    told = tell(write_project(tmp_path, dict(files)))
    if os.environ.get("UPDATE_GOLDEN"):
        laid = "".join(f"=== {path}\n{text}" for path, text in files.items())
        case.write_text(f"{laid}=== expected\n{told}\n", encoding="utf-8", newline="\n")
    assert told == expected


def test_the_minimal_project_has_no_problem(tmp_path: Path) -> None:
    assert tell(write_project(tmp_path)) == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "content/en/page.md:1: is empty"),
        (b" \n\n", "content/en/page.md:1: is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "content/en/page.md: is not a text file"),
        ("# 标题\n\n毒品\n".encode("gb18030"), "content/en/page.md:1: is not UTF-8 but looks like GB18030"),
        ("# 標題\n".encode("utf-16"), "looks like UTF-16"),
        ("# 標題\n\n毒品\n".encode("big5"), "content/en/page.md:1: is not UTF-8 but looks like GB18030 or Big5"),
        ("# Café\n\nA “naïve” idea.\n".encode("cp1252"), "page.md:1: is not UTF-8 but looks like Windows-1252"),
        (b"# Title\n\n\xff\xfe\xfd\x81 \n", "content/en/page.md:3: is not UTF-8 but looks like no text at all"),
        ("# Title\n\nA \u0093word\u0094\n".encode(), "content/en/page.md:3: holds the control character U+0093"),
        ("# Title\n\nOne\u2028two\n".encode(), "content/en/page.md:3: holds the control character U+2028"),
        (b"# Title\n\nA bell \x07 rings\n", "content/en/page.md:3: holds the control character U+0007"),
    ],
)
def test_files_that_are_no_text_are_told(data: bytes, said: str, tmp_path: Path) -> None:
    told = tell(write_project(tmp_path, {"content/en/page.md": data, "content/zh/page.md": "# 页\n"}))
    assert said in told
    assert len(told.splitlines()) == 1, told


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    page = "\ufeff# Title\r\n\r\nText.\r\n".encode()
    assert tell(write_project(tmp_path, {"content/en/page.md": page, "content/zh/page.md": page})) == ""


def _edited(words: str, group: str, key: str, value: str | None) -> str:
    """Give a file of strings with another value of one key, or without the key."""
    found = re.compile(rf"(^ {{6}}{group}:\n(?: {{8}}.*\n)*?)( {{8}}{key}:).*\n(?: {{10}}.*\n)*", re.MULTILINE)
    text, count = found.subn(rf"\1\2 {value}\n" if value else r"\1", words, count=1)
    assert count == 1
    return text


def _line(words: str, group: str, key: str) -> int:
    return parse_yaml(words, "").line(("extra", "clearheart", "strings", group, key))


def test_strings_that_differ_between_languages_are_told(tmp_path: Path) -> None:
    first, own = ((REPOSITORY / f"theme/strings/{code}.yml").read_text(encoding="utf-8") for code in ("en", "zh"))
    for group, key, value in (
        ("site", "all_pages", '"{section}{more}"'),
        ("site", "purposes", "用途"),
        ("site", "source_n", "来源"),
        ("quiz", "count", '"第 {n 题"'),
        ("quiz", "check", None),
    ):
        own = _edited(own, group, key, value)
    zh, en = "theme/strings/zh.yml", "theme/strings/en.yml"
    told = tell(write_project(tmp_path, {zh: own, en: first}))
    assert told.splitlines() == [
        f"{en}:{_line(first, 'quiz', 'check')}: quiz.check has no words in {zh} - add it there",
        f"{zh}:{_line(own, 'site', 'all_pages')}: site.all_pages holds {{more}}, for which nothing is put in"
        f" - use {{section}}, as in {en}",
        f"{zh}:{_line(own, 'site', 'purposes')}: site.purposes is a text - write a group of keys, as in {en}",
        f"{zh}:{_line(own, 'site', 'source_n')}: site.source_n lacks {{n}}"
        f" - put {{n}} where its value shall stand, as in {en}",
        f"{zh}:{_line(own, 'quiz', 'count')}: quiz.count has a brace without its partner, or an odd placeholder"
        " - write each placeholder as one word between { and }, as in {n}",
    ]


def test_files_of_the_theme_that_are_missing_are_told(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"theme/quiz/own.txt": "makes a folder of its own, in which ours can be missing"})
    (root / "theme/quiz/quiz.html").unlink()
    (root / "theme/tokens.css").unlink()
    mend = "is missing - bring it back from the project's repository"
    assert tell(root).splitlines() == [f"theme/quiz/quiz.html: {mend}", f"theme/tokens.css: {mend}"]


def test_checks_that_cannot_have_been_made_yet_are_told(tmp_path: Path) -> None:
    lines = MINIMAL["content/helplines.yml"]
    near, far = date.today() + timedelta(days=3), date.today() + timedelta(days=3000)
    told = tell(write_project(tmp_path, {"content/helplines.yml": lines.replace("2026-11-22", near.isoformat())}))
    assert f"content/helplines.yml:1: checked: {near.isoformat()} has not come yet" in told
    project, _ = read_project(tmp_path, DAY)
    assert [problem.severity for problem in check_dates(project, near - timedelta(days=5))] == ["warning"]
    write_project(tmp_path, {"content/helplines.yml": lines.replace("2026-11-22", far.isoformat())})
    project, _ = read_project(tmp_path, DAY)
    assert "error" in [problem.severity for problem in check_dates(project, DAY)]
