"""Sort: cards are put into groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from clearheart.model.base import Fault, Line, Placed, Text
from clearheart.model.faults import bare, count_faults, twin_faults
from clearheart.model.question import Question, Said, Shape


class Card(Placed):
    """Hold one card and the group that it belongs to."""

    text: Text
    """What stands on the card; inline Markdown."""
    group: Text
    """The name of its group, as it stands in groups:."""
    feedback: Line = ""


class Sort(Question):
    """Ask which group each card belongs to."""

    kind: str = "sort"
    shown_as: ClassVar[str] = "match"
    groups: tuple[Text, ...]
    """Names of the groups; inline Markdown."""
    cards: tuple[Card, ...]

    @property
    def right(self) -> tuple[int, ...]:
        """Give for each card the place of its group."""
        names = [bare(group) for group in self.groups]
        return tuple(names.index(bare(card.group)) if bare(card.group) in names else -1 for card in self.cards)

    def texts(self) -> Iterator[Said]:
        """Give every text of the author's, each with its place."""
        yield from super().texts()
        for group in self.groups:
            yield Said(group, self.spot)
        for card in self.cards:
            yield Said(card.text, card.spot)
            yield Said(card.feedback, card.spot)

    def shape(self) -> Shape:
        """Give the number of groups, and which is right for each card."""
        return *super().shape(), len(self.groups), self.right

    def faults(self) -> Iterator[Fault]:
        """Find a wrong number of groups or cards, those that are alike, and cards of no known group."""
        yield from super().faults()
        yield from count_faults(self.called, "groups", self.groups, 2, 4)
        yield from count_faults(self.called, "cards", self.cards, 2, 12)
        yield from twin_faults(self.called, "groups", "group", self.groups)
        yield from twin_faults(self.called, "cards", "card", (card.text for card in self.cards))
        for place, (card, group) in enumerate(zip(self.cards, self.right, strict=True)):
            if group < 0:
                what = f'{self.called} has no group "{card.group}"'
                mend = f"write one of {', '.join(self.groups)}"
                yield Fault(("cards", place, "group"), what, mend, ("groups",))
