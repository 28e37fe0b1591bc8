"""What every kind of question gives to paper: its body, the lines of the answer sheet, and the key."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any, ClassVar

from clearheart.print.job import Data
from clearheart.print.papers.forms import Shown
from clearheart.print.papers.job import PaperJob


@dataclass(frozen=True)
class Entry:
    """Hold one row of a question as the key tells it."""

    place: int
    """The row's place as the author wrote it, by which each form finds its own name of it."""
    text: list[Data]
    answer: list[Data]
    """What belongs to the row; empty where the row is an option that is right or not."""
    feedback: list[Data]
    is_right: bool = False


@dataclass(frozen=True)
class OnPaper(ABC):
    """Put one question of a form on paper."""

    job: PaperJob
    shown: Shown

    has_answer: ClassVar[bool] = True
    """False where nothing is right or wrong."""

    @property
    def question(self) -> Any:
        """Give the question; each kind knows of which class it is."""
        return self.shown.question

    @property
    def how(self) -> str:
        """Say how it is answered, where the question does not show it."""
        return str(self.job.words["paper"]["how"].get(self.question.kind, ""))

    @abstractmethod
    def body(self) -> Data:
        """Give what stands below the question's words."""

    @abstractmethod
    def marks(self) -> list[Data]:
        """Give the lines of the answer sheet: letters to mark, a box or a line to write on, each with its label."""

    @abstractmethod
    def answer(self) -> str:
        """Give the right answer in as few signs as a marker needs."""

    def entries(self) -> list[Entry]:
        """Give the rows that the key explains."""
        return []

    def label(self, place: int) -> str:
        """Name a row as this form does."""
        return ascii_uppercase[self.shown.rows.index(place)]
