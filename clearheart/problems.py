"""Spot, Problem and the one base exception: how every fault reaches the author.

Nothing comes in; every other module hands these out, and `cli` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Spot:
    """Name a place in a source file."""

    path: str = ""
    """Path below the project's root, with forward slashes."""
    line: int = 0
    """Line number, counted from 1; 0 where a file has no lines."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


NOWHERE = Spot()


@dataclass(frozen=True, order=True)
class Problem:
    """Tell the author what is wrong at a spot and how to mend it."""

    spot: Spot
    what: str
    mend: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.spot}: {self.what} - {self.mend}"


class ClearheartError(Exception):
    """Carry problems that stop a build to the command line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes: the problems are all that counts."""
        return ClearheartError, (self.problems,)


class EnvironmentFault(ClearheartError):
    """Say that the machine, not the author's text, stands in the way."""

    def __init__(self, what: str, mend: str, path: str = "clearheart") -> None:
        super().__init__([Problem(Spot(path), what, mend)])
