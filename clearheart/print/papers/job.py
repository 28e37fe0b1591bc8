"""PaperJob: all that the papers of one bank need to be printed, as one small frozen object."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clearheart.model import Bank, Helpline, Source
from clearheart.model.project import Strings
from clearheart.render import format_day


@dataclass(frozen=True)
class PaperJob:
    """Hold a bank and what stands on its papers beside its own words."""

    bank: Bank
    words: Strings
    """The bank's language's strings."""
    helplines: tuple[Helpline, ...]
    """The numbers of the help box, in their order."""
    sources: Mapping[str, Source]
    """All sources, by id."""
    url: str
    """The address of the quiz's page on the web, for the QR code."""
    date: datetime.date
    """The build's date."""
    theme: Path
    """The folder theme/."""
    root: Path
    """The project's root, below which the quizzes' pictures lie."""

    def word(self, key: str, **values: object) -> str:
        """Give one of the words of the paper group, with its placeholders filled in."""
        return str(self.words["paper"][key]).format(**values)

    def kind_word(self, kind: str, key: str, **values: object) -> str:
        """Give a word that a kind has on screen too."""
        return str(self.words["quiz"]["kinds"][kind][key]).format(**values)

    def day(self, day: datetime.date) -> str:
        """Write a date in the bank's language."""
        return format_day(day, self.bank.language)
