"""Number: the reader writes a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, ValidationInfo

from clearheart.model.base import Fault, Line, fault
from clearheart.model.question import Question, Said, Shape

_PLAIN = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,6})?")
"""So short that every browser still compares it exactly."""


def _check_plain(value: Any, info: ValidationInfo) -> Any:
    text = str(value)
    if text and not _PLAIN.fullmatch(text):
        what = f'{info.field_name}: "{text}" is not a plain number'
        raise fault(what, "write digits alone, as in 120 or 0.5: up to 9, and 6 behind the point; a unit goes to unit:")
    return value


Amount = Annotated[Decimal, BeforeValidator(_check_plain)]
"""A number as it stands in the file, without the errors of binary fractions."""


class Number(Question):
    """Ask how much or how many."""

    kind: str = "number"
    shown_as: ClassVar[str] = "fill"
    value: Amount
    tolerance: Amount = Decimal(0)
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
        """Find a tolerance that no answer could keep to."""
        yield from super().faults()
        if self.tolerance < 0:
            what = f'tolerance: "{plain(self.tolerance)}" is less than nothing'
            yield Fault(("tolerance",), what, "write how far off an answer may be, as in 2")


def plain(number: Decimal) -> str:
    """Write a number out, in the one form that all its spellings share: 1.50 is 1.5."""
    text = f"{number + 0:f}"  # which makes -0 a 0
    return text.rstrip("0").rstrip(".") if "." in text else text
