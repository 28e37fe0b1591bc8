"""Match: each entry of one list goes with an entry of another."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.model.base import Fault, Line, Placed, Text
from clearheart.model.faults import bare, count_faults, twin_faults
from clearheart.model.question import Question, Said, Shape

_MOST = 8


class Pair(Placed):
    """Hold a text and the one that goes with it."""

    text: Text
    """What stands in the list; inline Markdown."""
    match: Text
    """What goes with it, and is offered under a letter; inline Markdown."""
    feedback: Line = ""


class Match(Question):
    """Ask what goes with what."""

    kind: str = "match"
    pairs: tuple[Pair, ...]
    extra: tuple[Text, ...] = ()
    """Texts that are offered as well, and go with nothing."""

    @property
    def letters(self) -> tuple[str, ...]:
        """Give the texts that are offered, each once: those of the pairs, then the others."""
        first: dict[str, str] = {}
        for text in (*(pair.match for pair in self.pairs), *self.extra):
            first.setdefault(bare(text), text)
        return tuple(first.values())

    @property
    def right(self) -> tuple[int, ...]:
        """Give for each pair the place of its match among the letters."""
        names = [bare(text) for text in self.letters]
        return tuple(names.index(bare(pair.match)) for pair in self.pairs)

    @property
    def shown(self) -> tuple[int, ...]:
        """Give the places of the letters in the order in which they are shown, the same in all languages."""
        return self._shuffled(len(self.letters))

    def texts(self) -> Iterator[Said]:
        """Give every text of the author's, each with its place."""
        yield from super().texts()
        for pair in self.pairs:
            for text in (pair.text, pair.match, pair.feedback):
                yield Said(text, pair.spot)
        for text in self.extra:
            yield Said(text, self.spot)

    def shape(self) -> Shape:
        """Give the number of letters, and which is right for each pair."""
        return *super().shape(), len(self.letters), self.right

    def faults(self) -> Iterator[Fault]:
        """Find a wrong number of pairs or letters, and texts that are alike."""
        yield from super().faults()
        yield from count_faults(self.called, "pairs", self.pairs, 2, _MOST)
        yield from twin_faults(self.called, "pairs", "pair", (pair.text for pair in self.pairs))
        yield from twin_faults(self.called, "extra", "extra", self.extra)
        matches = {bare(pair.match) for pair in self.pairs}
        for place, text in enumerate(self.extra):
            if bare(text) in matches:
                what = f'{self.called} has "{text}" in extra: and in a pair'
                yield Fault(("extra", place), what, "remove it from extra:, which is for what goes with nothing")
        count = len(self.letters)
        if len(self.pairs) > 1 and count < 2:
            mend = "give the pairs different ones, or add others below extra:"
            yield Fault(("pairs",), f"{self.called} offers one match only", mend, ("match",))
        elif count > _MOST and len(self.pairs) <= _MOST:
            what = f"{self.called} offers {count} matches with those in extra:"
            yield Fault(("extra",), what, f"offer at most {_MOST}")
