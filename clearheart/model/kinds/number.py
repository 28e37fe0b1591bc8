"""Number: the reader writes a number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clearheart.model.base import Fault, Line
from clearheart.model.question import Question, Said, Shape

_MOST_DIGITS = 12
"""So many that every browser still compares them exactly."""


class Number(Question):
    """Ask how much or how many."""

    kind: str = "number"
    value: Decimal
    tolerance: Decimal = Decimal(0)
    """How far from the value an answer may be and still be right."""
    unit: Line = ""
    """What is counted, shown behind the field; plain words."""

    def accepts(self, number: Decimal) -> bool:
        """Say whether a number is right."""
        return abs(number - self.value) <= self.tolerance

    def texts(self) -> Iterator[Said]:
        """Give every text of the author's, each with its place."""
        yield from super().texts()
        yield Said(self.unit, self.spot, is_plain=True)

    def shape(self) -> Shape:
        """Give the value and its tolerance."""
        return *super().shape(), plain(self.value), plain(self.tolerance)

    def faults(self) -> Iterator[Fault]:
        """Find numbers that no answer could be held against."""
        yield from super().faults()
        if self.tolerance < 0:
            what = f'tolerance: "{plain(self.tolerance)}" is less than nothing'
            yield Fault(("tolerance",), what, "write how far off an answer may be, as in 2")
        for key, number in (("value", self.value), ("tolerance", self.tolerance)):
            if len(plain(number).strip("-").replace(".", "")) > _MOST_DIGITS:
                what = f"{key}: has more than {_MOST_DIGITS} digits"
                yield Fault((key,), what, "write a shorter number, and the rest of it into unit:")


def plain(number: Decimal) -> str:
    """Write a number out, in the one form that all its spellings share: 1.50 is 1.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
