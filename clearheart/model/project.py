"""Project: everything that one build reads, in one frozen object.

Comes from `read`; every later step takes it and hands on files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from clearheart.model.bank import Bank
from clearheart.model.document import Document
from clearheart.model.event import Event
from clearheart.model.figure import Figure
from clearheart.model.film import Film
from clearheart.model.helpline import Helpline
from clearheart.model.news import News
from clearheart.model.operator import Operator
from clearheart.model.source import Source
from clearheart.model.term import Term
from clearheart.model.venue import Venue

Strings = Mapping[str, Mapping[str, Any]]
"""Words of the interface: group, then key, as in strings["quiz"]["check"]."""


@dataclass(frozen=True)
class Settings:
    """Hold what mkdocs.yml says of the site."""

    site_name: str
    site_url: str
    """Absolute address of the site's root, with a slash at its end."""
    default_language: str
    """The language whose pages stand at the root."""
    languages: tuple[str, ...]
    """Codes of all languages, the default one first."""
    doors: tuple[str, ...]
    """Folders that the page header leads to."""
    config: Mapping[str, Any]
    """The whole of mkdocs.yml, as MkDocs would read it, without INHERIT."""

    def home(self, language: str) -> str:
        """Give a language's folder below the site's root: empty, or 'zh/'."""
        return "" if language == self.default_language else f"{language}/"

    def assets(self, language: str) -> str:
        """Give the way from a language's home to site/assets."""
        return "assets" if language == self.default_language else "../assets"


@dataclass(frozen=True)
class Edition:
    """Hold all that the site says in one language."""

    code: str
    """en, zh, ..."""
    strings: Strings
    documents: tuple[Document, ...]
    """Pages and leaflets of content/<lang>, sorted by path."""
    handbook: tuple[Document, ...]
    """Pages of docs/<lang>, sorted by path."""
    banks: tuple[Bank, ...]
    media: tuple[str, ...] = ()
    """Paths below the project's root of the files that stand beside the pages."""
    waiting: tuple[Document, ...] = ()
    """What is not due yet: drafts, and what is published from a later day on; a preview has it among the rest too."""
    waiting_banks: tuple[Bank, ...] = ()
    base: str = ""
    """The code of the language that this one is made from; empty where people write it."""

    @property
    def html_lang(self) -> str:
        """Give the BCP 47 tag for HTML's lang."""
        return str(self.strings["site"]["html_lang"])

    @property
    def is_touched(self) -> bool:
        """Say whether any page or quiz stands in a folder of this language's own."""
        folders = (f"content/{self.code}/", f"docs/{self.code}/", f"quizzes/{self.code}/")
        files = (*self.documents, *self.handbook, *self.banks)
        return any(file.spot.path.startswith(folders) for file in files)

    @property
    def titles(self) -> dict[str, str]:
        """Give the title of every page that an event or a piece of news can lead to, by its name."""
        titles = {document.name: document.meta.title for document in self.documents}
        titles |= {f"handbook/{document.name}": document.meta.title for document in self.handbook}
        return titles | {f"quiz/{bank.id}": bank.title for bank in self.banks}

    @property
    def leaflets(self) -> tuple[Document, ...]:
        """Give the documents that are also printed."""
        return tuple(document for document in self.documents if document.is_leaflet)

    def bank(self, bank_id: str) -> Bank | None:
        """Find a bank by its id."""
        return next((bank for bank in self.banks if bank.id == bank_id), None)


@dataclass(frozen=True)
class Project:
    """Hold the whole material of one build."""

    root: Path
    settings: Settings
    editions: tuple[Edition, ...]
    sources: Mapping[str, Source]
    source_ids: frozenset[str] | None
    """All ids in content/sources.yml, of faulty entries too; None where it could not be read."""
    helplines: tuple[Helpline, ...]
    day: date
    """The build's one date."""
    operator: Operator
    terms: tuple[Term, ...] = ()
    venues: tuple[Venue, ...] = ()
    figures: tuple[Figure, ...] = ()
    films: tuple[Film, ...] = ()
    events: tuple[Event, ...] = ()
    news: tuple[News, ...] = ()

    def edition(self, code: str) -> Edition:
        """Find a language's edition by its code."""
        return next(edition for edition in self.editions if edition.code == code)

    def written(self) -> Project:
        """Give the project without the languages that are made from another one, and have no file of their own."""
        own = tuple(edition for edition in self.editions if not edition.base or edition.is_touched)
        return replace(self, editions=own)
