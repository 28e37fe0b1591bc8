"""Living data: a Project's lists (events, venues, figures, ...) go in; pages, words for templates and files come out.

Each list has a module here that ends with PART; a build knows no list by its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clearheart.living import calendar, figures, films, glossary, kits, news, search, venues
from clearheart.living.part import Part
from clearheart.model import Edition, Project

PARTS: tuple[Part, ...] = (
    kits.PART,
    calendar.PART,
    figures.PART,
    films.PART,
    news.PART,
    search.PART,
    venues.PART,
    glossary.PART,
)
"""All lists, in the order in which their pages and files are made."""


def living_pages(project: Project, edition: Edition) -> dict[str, str]:
    """Give the pages that a language's lists make: name, as in venues/base -> Markdown with front matter."""
    return {name: page for part in PARTS for name, page in part.pages(project, edition).items()}


def living_words(project: Project, edition: Edition) -> dict[str, Any]:
    """Give what templates need to know of a language's lists, by each list's key."""
    return {part.key: part.words(project, edition) for part in PARTS}


def living_files(project: Project, site: Path) -> Iterator[tuple[str, bytes]]:
    """Make the files that stand beside the pages; `site` is the new site's folder, with its prints and quizzes."""
    for part in PARTS:
        yield from part.files(project, site)
