"""Truefalse: one of two options is right, in the author's words for true and false."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.model.base import Fault
from clearheart.model.kinds.single import Single


class TrueFalse(Single):
    """Ask whether something is so."""

    kind: str = "truefalse"

    def _count_faults(self) -> Iterator[Fault]:
        if len(self.options) != 2:
            what = f"{self.called} is truefalse and has {len(self.options)} options"
            yield Fault(("options",), what, "give it exactly two")
