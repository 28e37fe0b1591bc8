"""Part: what one list of data adds to a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clearheart.model import Edition, Project


def _no_pages(_project: Project, _edition: Edition) -> Mapping[str, str]:
    return {}


def _no_words(_project: Project, _edition: Edition) -> Any:
    return {}


def _no_files(_project: Project, _site: Path) -> Iterable[tuple[str, bytes]]:
    return ()


@dataclass(frozen=True)
class Part:
    """Hold what makes a list's pages, its templates' words, and its files."""

    key: str
    """The name below extra.clearheart by which templates find the words."""
    pages: Callable[[Project, Edition], Mapping[str, str]] = _no_pages
    """Pages of their own: name below the language's home -> Markdown with front matter."""
    words: Callable[[Project, Edition], Any] = _no_words
    """Plain data for templates: texts, numbers, lists and mappings, in the edition's language."""
    files: Callable[[Project, Path], Iterable[tuple[str, bytes]]] = _no_files
    """Paths below the site's root -> bytes; made last, when all prints and quizzes stand in the new site."""
