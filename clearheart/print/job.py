"""PrintJob: all that one leaflet needs to be printed, as one small frozen object."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clearheart.model import Document, Figure, Helpline, LeafletMeta, Source
from clearheart.print.formats import FORMATS, PrintFormat
from clearheart.render import format_day

Data = dict[str, Any]
"""A part of a leaflet as Typst takes it: plain JSON."""


@dataclass(frozen=True)
class PrintJob:
    """Hold a leaflet and what stands on it beside its own words."""

    document: Document
    words: Mapping[str, Any]
    """The document's language's strings, with the groups site, print and drawings."""
    helplines: tuple[Helpline, ...]
    """The numbers of the help box, in their order."""
    sources: Mapping[str, Source]
    """All sources, by id."""
    url: str
    """The address of the leaflet's page on the web, for the QR code."""
    date: datetime.date
    """The build's date."""
    theme: Path
    """The folder theme/."""
    root: Path
    """The project's root, below which the document's pictures lie."""
    form: str = "a4"
    """The format's name."""
    figures: tuple[Figure, ...] = ()
    """The figures that the document shows."""
    beside: PrintJob | None = None
    """The same leaflet in the language that stands beside this one, in the bilingual format."""

    @property
    def format(self) -> PrintFormat:
        """Give the format in which it is laid out."""
        return FORMATS[self.form]

    @property
    def meta(self) -> LeafletMeta:
        """Give the leaflet's front matter."""
        assert isinstance(self.document.meta, LeafletMeta)
        return self.document.meta

    def figure(self, name: str) -> Figure | None:
        """Find a figure by its id."""
        return next((figure for figure in self.figures if figure.id == name), None)

    def word(self, key: str, **values: object) -> str:
        """Give one of the words of the print group, with its placeholders filled in."""
        return str(self.words["print"][key]).format(**values)

    def day(self, day: datetime.date) -> str:
        """Write a date in the leaflet's language."""
        return format_day(day, self.document.language)
