"""The whole project: its root folder goes in, a Project and every reading Problem come out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from clearheart.model import Edition, Helpline, Project, Source
from clearheart.model.project import Strings
from clearheart.problems import ClearheartError, Problem, Spot
from clearheart.read.bank import read_bank
from clearheart.read.document import read_document
from clearheart.read.files import find_banks, find_documents, find_strays
from clearheart.read.listing import read_listing
from clearheart.read.settings import read_settings
from clearheart.read.strings import read_strings

SOURCES = "content/sources.yml"
HELPLINES = "content/helplines.yml"

_Made = TypeVar("_Made")


def read_project(root: Path, day: date) -> tuple[Project, list[Problem]]:
    """Read every file of a project; raise only where the settings themselves cannot be read."""
    settings, problems = read_settings(root)
    if settings is None:
        raise ClearheartError(problems)
    sources, found = read_listing(root, SOURCES, Source)
    problems += found
    helplines, found = read_listing(root, HELPLINES, Helpline)
    problems += found
    editions = []
    strings_lines: dict[str, dict[tuple[str, ...], int]] = {}
    for code in settings.languages:
        strings, strings_lines[code], found = read_strings(root, code)
        problems += found
        edition, found = _read_edition(root, code, strings)
        editions.append(edition)
        problems += found
    problems += _strings_parity(editions, strings_lines)
    problems += [*find_strays(root, "content", (SOURCES, HELPLINES)), *find_strays(root, "quizzes")]
    if any(not edition.strings for edition in editions):
        raise ClearheartError(problems)
    return (
        Project(
            root=root,
            settings=settings,
            editions=tuple(editions),
            sources={source.id: source for source in sources.entries},
            source_ids=sources.ids,
            helplines=helplines.entries,
            day=day,
        ),
        problems,
    )


def _read_edition(root: Path, code: str, strings: Strings) -> tuple[Edition, list[Problem]]:
    content, handbook = f"content/{code}", f"docs/{code}"
    pages, texts, banks = find_documents(root, content), find_documents(root, handbook), find_banks(root, code)
    problems = [*pages.problems, *texts.problems, *banks.problems]
    if not (root / content).is_dir():
        mend = "make it, or remove the language from mkdocs.yml"
        problems.append(Problem(Spot(content), "this folder is missing", mend))
    edition = Edition(
        code=code,
        strings=strings,
        documents=_read_all(pages.texts, lambda path: read_document(root, content, path, code), problems),
        handbook=_read_all(texts.texts, lambda path: read_document(root, handbook, path, code), problems),
        banks=_read_all(banks.texts, lambda path: read_bank(root, path, code), problems),
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


def _strings_parity(editions: list[Edition], lines: dict[str, dict[tuple[str, ...], int]]) -> list[Problem]:
    """Tell each word of the interface that one language has and another lacks."""
    problems = []
    for edition in editions:
        for other in editions:
            if not (edition.strings and other.strings):
                continue
            missing = sorted(set(lines[edition.code]) - set(lines[other.code]))
            for way in missing:
                spot = Spot(f"theme/strings/{edition.code}.yml", lines[edition.code][way])
                what = f"{'.'.join(way)} has no words in {other.code}"
                problems.append(Problem(spot, what, f"add it to theme/strings/{other.code}.yml"))
    return problems
