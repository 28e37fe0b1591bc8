"""Small projects for tests: a few files over a minimal good project, in a folder of their own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from clearheart.check import check_project
from clearheart.print.leaflets import open_shelf
from clearheart.problems import ClearheartError
from clearheart.read import read_project

REPOSITORY = Path(__file__).resolve().parent.parent

_CHECKED = re.compile(r"^\s*(?:reviewed|accessed|checked): (\d{4}-\d\d-\d\d)\s*$", re.MULTILINE)

_BANK = """\
title: {title}
questions:
  - id: first
    prompt: {prompt}
    options:
      - {{text: {right}, correct: true, feedback: {right}}}
      - {{text: {other}, feedback: {other}}}
    sources: [unodc-2020]
"""

_MKDOCS = """\
site_name: Small
site_url: https://small.example/
docs_dir: content/en
theme:
  name: material
  custom_dir: theme/site
  font: false
markdown_extensions:
  - clearheart.extension:
      root: .
      language: en
extra:
  clearheart:
    default_language: en
    languages: [en, zh]
    doors: []
"""

_SOURCES = """\
- id: unodc-2020
  type: report
  title: A report
  publisher: UNODC
  issued: 2020
  URL: https://www.unodc.org/
  accessed: 2026-11-22
"""

_HELPLINES = """\
- id: cn-120
  place: CN
  number: 120
  purpose: emergency
  situation: {en: Danger, zh: 有危险}
  service: {en: Ambulance, zh: 急救}
  hours: {en: always, zh: 全天}
  checked: 2026-11-22
  review_by: 2030-01-01
"""

MINIMAL = {
    "mkdocs.yml": _MKDOCS,
    "content/sources.yml": _SOURCES,
    "content/helplines.yml": _HELPLINES,
    "content/en/index.md": "# Home\n\nA claim [@unodc-2020].\n\n```quiz\nbasics\n```\n",
    "content/zh/index.md": "# 首页\n\n一句话 [@unodc-2020]。\n\n```quiz\nbasics\n```\n",
    "quizzes/en/basics.yml": _BANK.format(title="Basics", prompt="Which?", right="This", other="That"),
    "quizzes/zh/basics.yml": _BANK.format(title="基础", prompt="哪一个？", right="这个", other="那个"),
}


def write_project(folder: Path, files: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the minimal project with some files changed (None removes one); give its root."""
    merged: dict[str, str | bytes | None] = {**MINIMAL, **(files or {})}
    for path, text in merged.items():
        if text is None:
            continue
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    _lend(REPOSITORY / "theme", folder / "theme")
    return folder


def _lend(ours: Path, theirs: Path) -> None:
    """Link to a folder of the repository, or to what a test's own folder of that name lacks of it."""
    if theirs.is_dir() and not theirs.is_symlink():
        for path in ours.iterdir():
            _lend(path, theirs / path.name)
    elif not theirs.exists():
        theirs.symlink_to(ours, target_is_directory=ours.is_dir())


def last_checked() -> date:
    """Give the day on which a part of our own material was last checked.

    Tests build our site as of that day: neither the clock nor a history decides whether they pass.
    """
    files = [path for folder in ("content", "quizzes", "docs") for path in (REPOSITORY / folder).rglob("*")]
    texts = (path.read_text(encoding="utf-8") for path in files if path.suffix in (".md", ".yml"))
    return max(date.fromisoformat(day) for text in texts for day in _CHECKED.findall(text))


def read_cases(text: str) -> tuple[dict[str, str], str]:
    """Split a golden file into the files it lays over the minimal project and what is expected."""
    parts = text.split("=== ")[1:]
    named = {head.strip(): body for head, _, body in (part.partition("\n") for part in parts)}
    expected = named.pop("expected")
    return named, expected.strip()


_SHELF = TemporaryDirectory(prefix="clearheart-shelf-")
"""What checks lay out is kept for the next one: nearly all of them have the same banks."""


def tell(root: Path, day: date) -> str:
    """Give what a check of a project on a day tells, a line each."""
    try:
        project, problems = read_project(root, day)
        problems += check_project(project, day, open_shelf(Path(_SHELF.name), root / "theme"))
    except ClearheartError as error:
        problems = list(error.problems)
    return "\n".join(str(problem) for problem in sorted(set(problems)))
