"""Multiple: any number of options is right."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.model.base import Fault
from clearheart.model.kinds.single import Single


class Multiple(Single):
    """Ask for every option that is right."""

    kind: str = "multiple"

    def _correct_faults(self) -> Iterator[Fault]:
        return (fault for fault in super()._correct_faults() if not self.correct_options)
