"""The whole project: its root folder goes in, a Project and every reading Problem come out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from clearheart.model import Edition, Helpline, Project, Source
from clearheart.model.base import is_stand_in
from clearheart.model.project import Strings
from clearheart.problems import ClearheartError, Problem, Spot
from clearheart.read.bank import salvage_bank
from clearheart.read.document import read_document
from clearheart.read.files import find_banks, find_documents, find_strays
from clearheart.read.listing import read_listing
from clearheart.read.settings import read_settings
from clearheart.read.strings import Words, compare_words, fill, find_missing, read_strings

SOURCES = "content/sources.yml"
HELPLINES = "content/helplines.yml"

_NEEDED = (
    "theme/tokens.css",
    "theme/material.yml",
    "theme/site/base.html",
    "theme/site/main.html",
    "theme/site/home.html",
    "theme/site/404.html",
    "theme/quiz/quiz.html",
    "theme/quiz/question.html",
    "theme/quiz/parts.html",
    "theme/quiz/quiz.css",
    "theme/quiz/media.css",
    "theme/quiz/paper.css",
    "theme/quiz/page.css",
    "theme/quiz/question.js",
    "theme/quiz/code.js",
    "theme/quiz/quiz.js",
    "theme/quiz/kinds/single.html",
    "theme/quiz/kinds/single.js",
    "theme/embed/embed.html",
    "theme/embed/embed.js",
    "theme/print/leaflet.typ",
    "theme/drawings/drawings.css",
    "theme/drawings/mark.svg",
    "theme/fonts/coverage.txt",
    "theme/fonts/NotoSans-Regular.ttf",
    "theme/fonts/NotoSans-Bold.ttf",
    "theme/fonts/NotoSansArabic-Regular.ttf",
    "theme/fonts/NotoSansArabic-Bold.ttf",
    "theme/fonts/NotoSansCJKsc-Regular.otf",
    "theme/fonts/NotoSansCJKsc-Bold.otf",
    "theme/fonts/NotoSansCJKtc-Regular.otf",
    "theme/fonts/NotoSansCJKtc-Bold.otf",
)
"""Our own files that every build takes."""

_Made = TypeVar("_Made")


def read_project(root: Path, day: date) -> tuple[Project, list[Problem]]:
    """Read every file of a project; raise only where too little is left to check.

    What has faults is read as far as it can be, so that one run tells everything; nobody may build it.
    """
    settings, problems = read_settings(root)
    sources, found = read_listing(root, SOURCES, Source)
    problems += found
    helplines, found = read_listing(root, HELPLINES, Helpline)
    problems += found
    if helplines.ids is not None and not helplines.ids and not found:
        problems.append(Problem(Spot(HELPLINES, 1), "names no help line", "every page shows help: add at least one"))
    strings, found = _read_words(root, settings.languages)
    problems += [*_missing_files(root), *found]
    editions = []
    for code in settings.languages:
        edition, found = _read_edition(root, code, strings.get(code, {}))
        editions.append(edition)
        problems += found
    problems += [*find_strays(root, "content", (SOURCES, HELPLINES)), *find_strays(root, "quizzes")]
    if not editions or not strings or _missing_files(root):
        raise ClearheartError(problems)
    return (
        Project(
            root=root,
            settings=settings,
            editions=tuple(editions),
            sources={source.id: source for source in sources.entries},
            source_ids=sources.ids,
            helplines=helplines.salvaged,
            day=day,
        ),
        problems,
    )


def _missing_files(root: Path) -> list[Problem]:
    """Tell files of ours without which nothing can be shown or printed."""
    mend = "bring it back from the project's repository"
    return [Problem(Spot(path), "is missing", mend) for path in _NEEDED if not (root / path).is_file()]


def _read_words(root: Path, languages: tuple[str, ...]) -> tuple[dict[str, Strings], list[Problem]]:
    """Read the interface's words in every language, those of the first one standing in for what is missing."""
    every, problems = [], []
    for code in languages:
        strings, lines, found = read_strings(root, code)
        problems += found
        if strings:
            every.append((code, Words(f"theme/strings/{code}.yml", strings, lines)))
    if not every:
        return {}, problems
    first = every[0][1]
    problems += compare_words([words for _, words in every])
    missing = list(find_missing(root / "theme", first))
    own = {code: words.strings for code, words in every}
    return {} if missing else {code: fill(own.get(code), first.strings) for code in languages}, [*problems, *missing]


def _read_edition(root: Path, code: str, strings: Strings) -> tuple[Edition, list[Problem]]:
    content, handbook = f"content/{code}", f"docs/{code}"
    pages, texts, banks = find_documents(root, content), find_documents(root, handbook), find_banks(root, code)
    problems = [*pages.problems, *texts.problems, *banks.problems]
    if not (root / content).is_dir():
        mend = "make it, or remove the language from mkdocs.yml"
        problems.append(Problem(Spot(content), "this folder is missing", mend))
    read_banks = _read_all(banks.texts, lambda path: salvage_bank(root, path, code), problems)
    edition = Edition(
        code=code,
        strings=strings,
        documents=_read_all(pages.texts, lambda path: read_document(root, content, path, code), problems),
        handbook=_read_all(texts.texts, lambda path: read_document(root, handbook, path, code), problems),
        banks=tuple(bank for bank in read_banks if not is_stand_in(bank.id)),  # told: its file's name is no id
        media=(*pages.media, *texts.media),
    )
    return edition, problems


def _read_all(
    paths: list[str],
    read: Callable[[str], tuple[_Made | None, list[Problem]]],
    problems: list[Problem],
) -> tuple[_Made, ...]:
    made = []
    for path in paths:
        entry, found = read(path)
        problems += found
        if entry is not None:
            made.append(entry)
    return tuple(made)
