"""Fill: the reader writes the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearheart.model.base import Fault, Text
from clearheart.model.question import Question, Said, Shape
from clearheart.model.spelling import counterparts, normal

_SIGNS = re.compile(r"[\\^$.*+?()\[\]{}|/]")
"""What means something in a regular expression; a \\ before anything else is refused by JavaScript's u flag."""
_NUMBER = re.compile(r"[+-]\d+|[+-]?\d*[.,]\d+")
_MOST = 40


class Fill(Question):
    """Ask for a word or a few; case, spaces, punctuation and the form of Chinese characters do not count."""

    kind: str = "fill"
    accept: tuple[Text, ...]
    """Every answer that is right, the one to be shown first."""

    @property
    def patterns(self) -> tuple[str, ...]:
        """Give a regular expression of JavaScript's for each accepted answer, to be tried on a whole normal form."""
        return tuple(pattern(text) for text in self.accept)

    def accepts(self, text: str) -> bool:
        """Say whether an answer is right."""
        return any(re.fullmatch(known, normal(text)) for known in self.patterns)

    def texts(self) -> Iterator[Said]:
        """Give every text of the author's, each with its place."""
        yield from super().texts()
        for text in self.accept:
            yield Said(text, self.spot, is_plain=True)

    def shape(self) -> Shape:
        """Give nothing but the kind: one language may have more words for a thing than another."""
        return super().shape()

    def faults(self) -> Iterator[Fault]:
        """Find answers that nobody could give, or that are accepted already."""
        yield from super().faults()
        if not self.accept or len(self.accept) > _MOST:
            what = f"{self.called} accepts {len(self.accept) or 'no'} answers"
            yield Fault(("accept",), what, f"list 1 to {_MOST} below accept:")
        before: list[tuple[str, str]] = []
        for place, text in enumerate(self.accept):
            form = normal(text)
            if not form:
                mend = "spaces and punctuation are not looked at: write words"
                yield Fault(("accept", place), f'accept: "{text}" holds no letter or digit', mend)
            elif _NUMBER.fullmatch(text):
                mend = "points and signs are not looked at here: ask for it with kind: number"
                yield Fault(("accept", place), f'accept: "{text}" is a number', mend)
            elif first := next((old for old, known in before if re.fullmatch(known, form)), ""):
                what = f'{self.called} accepts "{text}" already'
                mend = f'remove it: in case, spaces, punctuation and form of characters it may differ from "{first}"'
                yield Fault(("accept", place), what, mend)
            before.append((text, pattern(text)))


def pattern(text: str) -> str:
    """Give the regular expression that matches the normal forms of an answer, in either form of Chinese."""
    return f"^{''.join(_one(character) for character in normal(text))}$"


def _one(character: str) -> str:
    forms = counterparts(character)
    return f"[{forms}]" if len(forms) > 1 else _SIGNS.sub(r"\\\g<0>", character)
