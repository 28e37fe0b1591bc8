"""Long words: a leaflet's data goes in; whether a word may be wider than its column, and where it stands, come out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearheart.print.job import Data
from clearheart.problems import Problem, Spot

# As long as the words that theme/print/regions.typ measures: no column of any format is narrower than fifteen letters.
_LONG = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]{16}")
_WRITTEN = ("text", "lead", "reader")


def has_long_words(data: Data) -> bool:
    """Say whether any word of the author's is long enough to be measured."""
    return any(_LONG.search(text) for _, text in _texts(data, Spot("")))


def tell_long_word(region: Data, data: Data, path: str, where: str) -> Problem:
    """Tell that a word is wider than the column in which it stands."""
    word = region["text"]
    spot = next((spot for spot, text in _texts(data, Spot(path)) if word in text), Spot(path))
    excess = max(1, round(region["excess"]))
    what = f'the word "{word}" is about {excess} mm wider than its column{where}'
    return Problem(spot, what, "use a shorter word, or put a hyphen or a space into it")


def _texts(data: object, spot: Spot) -> Iterator[tuple[Spot, str]]:
    """Give every text of an author's with the line of the nearest block that has one."""
    if isinstance(data, list):
        for child in data:
            yield from _texts(child, spot)
    elif isinstance(data, dict):
        spot = Spot(data.get("path", spot.path), data.get("line", spot.line))
        for key, child in data.items():
            if key in _WRITTEN and isinstance(child, str):
                yield spot, child
            elif key == "title" and "title_line" in data:
                yield from _texts(child, Spot(spot.path, data["title_line"]))
            else:
                yield from _texts(child, spot)
