"""Questions on slides: a question of any kind goes in, what is asked and what is answered come out as entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from clearheart.model import Question
from clearheart.model.kinds.fill import Fill
from clearheart.model.kinds.match import Match
from clearheart.model.kinds.number import Number
from clearheart.model.kinds.order import Order
from clearheart.model.kinds.picture import PictureChoice, PictureOption
from clearheart.model.kinds.scenario import Scenario
from clearheart.model.kinds.single import Single
from clearheart.model.kinds.sort import Sort
from clearheart.model.kinds.survey import Survey
from clearheart.office.runs import Run, Runs, text_runs
from clearheart.office.slide import Entry, Role, letter

_SHORT = 8
"""So many characters make an option one of several in a line."""


@dataclass(frozen=True)
class Questions:
    """Turn questions into entries; those come from the line of the quiz's block."""

    runs: Runs
    words: Any
    """The strings of the slides."""
    address: str
    """Where a story goes on."""
    line: int

    def asked(self, question: Question) -> tuple[Entry, ...]:
        """Give what is asked, with the options under letters."""
        return (self._entry(question.prompt, "text", is_strong=True), *self._offers(question))

    def answered(self, question: Question) -> tuple[Entry, ...]:
        """Give the answer, and why it is so."""
        return (*self._answer(question), *self._why(question))

    def _offers(self, question: Question) -> Iterator[Entry]:
        if isinstance(question, PictureChoice):
            return  # its pictures stand in a row of their own
        if isinstance(question, Single):
            for place, option in enumerate(question.options, 1):
                yield self._entry(_shown(option), "option", place)
        elif isinstance(question, Match):
            for pair in question.pairs:
                yield self._entry(pair.text, "bullet")
            yield self._entry(self.words["offered"], "label")
            yield from self._letters([question.letters[at] for at in question.shown])
        elif isinstance(question, Order):
            for place, at in enumerate(question.shown, 1):
                yield self._entry(question.steps[at].text, "option", place)
        elif isinstance(question, Sort):
            yield self._entry(" / ".join(question.groups), "label")
            for card in question.cards:
                yield self._entry(card.text, "bullet")
        elif isinstance(question, Scenario):
            yield self._entry(question.scenes[0].text, "text")
            for place, turn in enumerate(question.scenes[0].options, 1):
                yield self._entry(turn.text, "option", place)
        else:
            yield self._entry(self.words["write"], "text")

    def _letters(self, texts: list[str]) -> Iterator[Entry]:
        """Give options under letters, short ones in one line."""
        if all(len(text) <= _SHORT for text in texts):
            yield self._entry("\u2003".join(f"{letter(at)}. {text}" for at, text in enumerate(texts, 1)), "text")
        else:
            for place, text in enumerate(texts, 1):
                yield self._entry(text, "option", place)

    def _answer(self, question: Question) -> Iterator[Entry]:
        if isinstance(question, Survey):
            if question.usual:
                yield self._entry(question.usual, "text")
        elif isinstance(question, Single):
            for at in question.correct_options:
                yield self._entry(_shown(question.options[at]), "right", at + 1)
                yield from self._feedback(question.options[at].feedback)
        elif isinstance(question, Match):
            for pair, at in zip(question.pairs, question.right, strict=True):
                mark = letter(question.shown.index(at) + 1)
                match = f"{mark}. {question.letters[at]}"
                yield self._entry(self.words["pair"].format(text=pair.text, match=match), "right")
        elif isinstance(question, Order):
            for place, step in enumerate(question.steps, 1):
                yield self._entry(step.text, "number", place)
        elif isinstance(question, Sort):
            for group in question.groups:
                cards = [card.text for card, at in zip(question.cards, question.right, strict=True)
                         if question.groups[at] == group]  # fmt: skip
                yield self._entry(group, "head")
                for card in cards:
                    yield self._entry(card, "bullet")
        elif isinstance(question, Scenario):
            yield from self._story(question)
        elif isinstance(question, Fill):
            yield self._entry(question.accept[0], "right")
        elif isinstance(question, Number):
            yield self._entry(f"{question.value} {question.unit}".strip(), "right")

    def _story(self, question: Scenario) -> Iterator[Entry]:
        for place, turn in enumerate(question.scenes[0].options, 1):
            if turn.feedback:
                yield self._entry(turn.feedback, "option", place)
        yield from self._feedback(question.reflection)
        goes_on = self.words["story"].format(address=self.address)
        yield Entry(self.line, "text", (Run(goes_on),))

    def _feedback(self, text: str) -> Iterator[Entry]:
        if text:
            yield self._entry(text, "text")

    def _why(self, question: Question) -> Iterator[Entry]:
        cited = self.runs.cite(question.sources)
        if question.explanation:
            entry = self._entry(question.explanation, "text")
            yield Entry(entry.line, entry.role, (*entry.runs, *cited))
        elif cited:
            yield Entry(self.line, "label", (Run(f"{self.words['sources_told']} "), *_level(cited)))

    def _entry(self, text: str, role: Role, mark: int = 0, is_strong: bool = False) -> Entry:
        runs = text_runs(text)
        if is_strong:
            runs = tuple(Run(run.text, True, run.link, run.is_number) for run in runs)
        return Entry(self.line, role, runs, mark)


def _shown(option: Any) -> str:
    return option.text or (option.picture.alt if isinstance(option, PictureOption) else "")


def _level(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Give the numbers of sources as ordinary words."""
    return tuple(Run(run.text) for run in runs)
