"""Term: one entry of content/glossary.yml, a word that readers may not know.

Comes from `read`; goes to the glossary's page, to abbreviations on pages, to the search, and to the variants of a
language that call the thing by another name.
"""

from __future__ import annotations

from collections.abc import Mapping

from clearheart.model.base import Line, LocalText, Name, Placed, Text


class Term(Placed):
    """Say what a word means, in every language."""

    id: Name
    term: LocalText
    """By language; a variant that has its own word for the thing stands here too, as in zh-HK."""
    meaning: LocalText
    """By language: what it means, in one line of plain words."""
    short: Mapping[str, Line] = {}
    """By language: an abbreviation of it, as in WHO, which pages then explain."""
    also: Mapping[str, tuple[Text, ...]] = {}
    """By language: other words that people look for it by."""
    source: Name | None = None
    """Id in content/sources.yml."""
