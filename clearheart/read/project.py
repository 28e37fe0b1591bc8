"""The whole project: its root folder goes in, a Project and every reading Problem come out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from clearheart.markup.conversion import Conversion
from clearheart.model import Edition, Event, Figure, Film, Helpline, News, Project, Source, Term, Venue
from clearheart.model.base import Placed, is_stand_in
from clearheart.model.project import Strings
from clearheart.model.variant import base_of
from clearheart.problems import ClearheartError, Problem, Spot
from clearheart.read.bank import salvage_bank
from clearheart.read.document import read_document
from clearheart.read.files import find_banks, find_documents, find_strays
from clearheart.read.listing import read_listing
from clearheart.read.operator import OPERATOR, read_operator
from clearheart.read.settings import read_settings
from clearheart.read.strings import Words, compare_words, fill, find_missing, read_strings
from clearheart.read.variants import conversions, convert_edition, convert_strings, localize
from clearheart.read.waiting import leave_out

SOURCES = "content/sources.yml"
HELPLINES = "content/helplines.yml"
GLOSSARY = "content/glossary.yml"
VENUES = "content/venues.yml"
FIGURES = "content/figures.yml"
FILMS = "content/films.yml"

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

LISTS: dict[str, tuple[str, type[Placed]]] = {
    "terms": (GLOSSARY, Term),
    "venues": (VENUES, Venue),
    "figures": (FIGURES, Figure),
    "films": (FILMS, Film),
    "events": ("content/events.yml", Event),
    "news": ("content/news.yml", News),
}
"""Lists of data that a project may have: field of Project -> file, and what its entries are."""

_Made = TypeVar("_Made")


def read_project(root: Path, day: date, is_preview: bool = False) -> tuple[Project, list[Problem]]:
    """Read every file of a project; raise only where too little is left to check.

    What has faults is read as far as it can be, so that one run tells everything; nobody may build it.
    What is not due on that day is left out, but for a preview.
    """
    settings, problems = read_settings(root)
    sources, found = read_listing(root, SOURCES, Source)
    problems += found
    helplines, found = read_listing(root, HELPLINES, Helpline)
    problems += found
    if helplines.ids is not None and not helplines.ids and not found:
        problems.append(Problem(Spot(HELPLINES, 1), "names no help line", "every page shows help: add at least one"))
    operator, found = read_operator(root)
    problems += found
    lists, found = _read_lists(root)
    problems += found
    variants = conversions(settings.languages, lists["terms"])
    strings, found = _read_words(root, settings.languages, variants)
    problems += [*_missing_files(root), *found]
    editions, found = _read_editions(root, settings.languages, strings, variants)
    known = (SOURCES, HELPLINES, OPERATOR, *(path for path, _ in LISTS.values()))
    problems += [*found, *find_strays(root, "content", known), *find_strays(root, "quizzes")]
    if not editions or not strings or _missing_files(root):
        raise ClearheartError(problems)
    return (
        Project(
            root=root,
            settings=settings,
            editions=tuple(leave_out(edition, day, is_preview) for edition in editions),
            sources={source.id: source for source in sources.entries},
            source_ids=sources.ids,
            helplines=tuple(localize(line, variants) for line in helplines.salvaged),
            day=day,
            **{name: tuple(localize(entry, variants) for entry in entries) for name, entries in lists.items()},
            operator=localize(operator, variants),
        ),
        problems,
    )


def _read_lists(root: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Read every list of data that the project has, by its field."""
    lists, problems = {}, []
    for name, (path, model) in LISTS.items():
        listing, found = read_listing(root, path, model, optional=True)
        lists[name] = listing.salvaged
        problems += found
    return lists, problems


def _missing_files(root: Path) -> list[Problem]:
    """Tell files of ours without which nothing can be shown or printed."""
    mend = "bring it back from the project's repository"
    return [Problem(Spot(path), "is missing", mend) for path in _NEEDED if not (root / path).is_file()]


def _read_words(
    root: Path, languages: tuple[str, ...], variants: tuple[Conversion, ...]
) -> tuple[dict[str, Strings], list[Problem]]:
    """Read the interface's words in every language, those of the first one standing in for what is missing."""
    every: list[tuple[str, Words]] = []
    problems = []
    made = {conversion.code: conversion for conversion in variants}
    for code in sorted(languages, key=lambda code: code in made):  # what variants are made of comes first
        strings, lines, found = read_strings(root, code)
        problems += found
        if code in made:
            base = next((words.strings for known, words in every if known == made[code].base), {})
            strings = convert_strings(made[code], base, strings)
        if strings:
            every.append((code, Words(f"theme/strings/{code}.yml", strings, lines)))
    if not every:
        return {}, problems
    first = every[0][1]
    problems += compare_words([words for _, words in every])
    missing = list(find_missing(root / "theme", first))
    own = {code: words.strings for code, words in every}
    return {} if missing else {code: fill(own.get(code), first.strings) for code in languages}, [*problems, *missing]


def _read_editions(
    root: Path, languages: tuple[str, ...], strings: dict[str, Strings], variants: tuple[Conversion, ...]
) -> tuple[tuple[Edition, ...], list[Problem]]:
    """Read every language, and make the variants of some."""
    editions: dict[str, Edition] = {}
    problems = []
    for code in languages:
        editions[code], found = _read_edition(root, code, strings.get(code, {}))
        problems += found
    for conversion in variants:
        editions[conversion.code] = convert_edition(conversion, editions[conversion.base], editions[conversion.code])
    return tuple(editions.values()), problems


def _read_edition(root: Path, code: str, strings: Strings) -> tuple[Edition, list[Problem]]:
    content, handbook = f"content/{code}", f"docs/{code}"
    pages, texts, banks = find_documents(root, content), find_documents(root, handbook), find_banks(root, code)
    problems = [*pages.problems, *texts.problems, *banks.problems]
    if not (root / content).is_dir() and not base_of(code):
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
