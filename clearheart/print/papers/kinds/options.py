"""Options under letters: single, multiple, truefalse, picture and survey."""

from __future__ import annotations

from string import ascii_uppercase

from clearheart.model.kinds.picture import PictureOption
from clearheart.model.kinds.single import Option
from clearheart.print.job import Data
from clearheart.print.papers.kinds.base import Entry, OnPaper
from clearheart.print.papers.pictures import picture_data
from clearheart.print.papers.text import inline


class OptionsOnPaper(OnPaper):
    """Put options on paper; one letter is ringed."""

    def body(self) -> Data:
        """Give the options in the form's order."""
        return {"kind": "options", "rows": [self._row(self.question.options[place]) for place in self.shown.rows]}

    def marks(self) -> list[Data]:
        """Give one line of letters."""
        return [{"label": "", "letters": ascii_uppercase[: len(self.shown.rows)]}]

    def answer(self) -> str:
        """Give the letters of the right options."""
        return ", ".join(sorted(self.label(place) for place in self.question.correct_options))

    def entries(self) -> list[Entry]:
        """Give every option with its feedback."""
        return [
            Entry(place, _called(option), [], inline(option.feedback), option.correct)
            for place, option in enumerate(self.question.options)
        ]

    def _row(self, option: Option) -> Data:
        shows = picture_data(self.job, option.picture) if isinstance(option, PictureOption) else None
        return {"text": inline(option.text), "picture": shows}


class MultipleOnPaper(OptionsOnPaper):
    """Put options on paper of which several may fit: it says how many do."""

    @property
    def how(self) -> str:
        """Say how many options fit."""
        total = len(self.question.options)
        return self.job.word("how_multiple", n=len(self.question.correct_options), total=total)


class SurveyOnPaper(OptionsOnPaper):
    """Put options on paper of which none is right."""

    has_answer = False

    def answer(self) -> str:
        """Say that any answer is welcome."""
        return self.job.word("any")


def _called(option: Option) -> list[Data]:
    words = inline(option.text)
    return words or inline(option.picture.alt) if isinstance(option, PictureOption) else words
