"""Spelling: a text goes in, the form comes out by which two spellings of one answer are the same.

theme/quiz/kinds/fill.js brings what a reader types into the same form.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files

_FIRST_HANZI = "⺀"
_CHARACTERS = ("STCharacters.txt", "TSCharacters.txt")
_VARIANTS = ("TWVariants.txt", "HKVariants.txt")
_IGNORED = ("P", "Z", "Cc", "Cf")
"""Unicode's punctuation, spaces, and control and format characters."""


def normal(text: str) -> str:
    """Leave width, case, spaces and punctuation out of a text.

    Upper and then lower case, as JavaScript has no casefold; NFKC again, as a change of case may undo it.
    """
    cased = unicodedata.normalize("NFKC", text).upper().lower()
    kept = (character for character in unicodedata.normalize("NFKC", cased) if not _is_ignored(character))
    return "".join(kept)


def counterparts(character: str) -> str:
    """Give a character and every form that simplified and traditional Chinese write for it, sorted."""
    return "".join(sorted({character, *_forms().get(character, "")})) if character >= _FIRST_HANZI else character


def _is_ignored(character: str) -> bool:
    return unicodedata.category(character).startswith(_IGNORED)


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[str]]:
    """Join what OpenCC's dictionaries say of single characters: the other script's forms, and regional ones of each."""
    scripts, regions = _pairs(*_CHARACTERS), _pairs(*_VARIANTS)
    forms = {}
    for character in scripts.keys() | regions.keys():
        near = {character} | scripts.get(character, set()) | regions.get(character, set())
        near |= {other for one in near for other in regions.get(one, set())}
        # A regional form goes by way of the standard one to the other script: 裡 is 裏, and that is 里.
        near |= {other for one in regions.get(character, set()) for other in scripts.get(one, set())}
        forms[character] = frozenset(near)
    return forms


def _pairs(*names: str) -> dict[str, set[str]]:
    """Read which characters stand for each other, in both directions."""
    pairs: dict[str, set[str]] = {}
    for name in names:
        text = files("opencc").joinpath("dictionary", name).read_text(encoding="utf-8")
        for line in text.splitlines():
            one, _, others = line.partition("\t")
            for other in others.split():
                if len(one) == len(other) == 1:
                    pairs.setdefault(one, set()).add(other)
                    pairs.setdefault(other, set()).add(one)
    return pairs
