"""Faults that many kinds of question share: counts and texts go in, Faults come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized

from clearheart.model.base import Fault

_NUMBERS = {1: "one", 2: "two", 3: "three"}


def count_faults(called: str, key: str, entries: Sized, least: int, most: int) -> Iterator[Fault]:
    """Find a list that is too short or too long for anybody to answer."""
    count = len(entries)
    if count < least:
        number = _NUMBERS[least]
        yield Fault((key,), f"{called} has fewer than {number} {key}", f"give it at least {number}")
    elif count > most:
        yield Fault((key,), f"{called} has {count} {key}", f"give it at most {most}")


def twin_faults(called: str, key: str, noun: str, texts: Iterable[str]) -> Iterator[Fault]:
    """Find texts of a list that readers could not tell apart."""
    seen: dict[str, int] = {}
    for place, text in enumerate(texts):
        plain = bare(text)
        if plain in seen:
            mend = f"change or remove one (the first is {noun} {seen[plain] + 1})"
            yield Fault((key, place), f'{called} has the {noun} "{text}" twice', mend)
        seen.setdefault(plain, place)


def bare(text: str) -> str:
    """Give a text by which two that look alike are one."""
    return " ".join(text.split()).casefold()
