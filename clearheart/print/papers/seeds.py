"""Seeds: a word comes in; the numbers that it decides come out, the same as theme/quiz/code.js gives for it.

So the order of a printed form is the one in which a screen shows the quiz with the same word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Entry = TypeVar("Entry")
Random = Callable[[], float]
"""Gives numbers from 0 up to 1."""

_FACTOR = 747796405  # PCG's multiplier
_WORD = 2**32 - 1


def seed_of(text: str) -> int:
    """Make a seed, 0 to 32767, of any text."""
    seed = 0
    for sign in text:
        seed = _part(seed + ord(sign))
    return seed >> 17


def random_of(seed: int) -> Random:
    """Give a function of numbers from 0 up to 1: the same ones for the same seed."""

    def draw() -> float:
        nonlocal seed
        seed = (seed * _FACTOR + 1) & _WORD
        return _part(seed) / 2**32

    return draw


def mix(entries: Sequence[Entry], random: Random) -> list[Entry]:
    """Put a list into another order."""
    drawn = [(random(), entry) for entry in entries]
    return [entry for _, entry in sorted(drawn, key=lambda pair: pair[0])]


def _part(number: int) -> int:
    """Part neighbours widely."""
    number &= _WORD
    return ((number ^ (number >> 15)) * _FACTOR) & _WORD
