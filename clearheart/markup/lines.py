"""Lines: the characters on both sides of a line's end go in; whether a space stands between them comes out.

One rule for pages and for paper.
"""

from __future__ import annotations

import unicodedata

_AMBIGUOUS = frozenset("“”‘’—…·")


def joins(before: str, after: str) -> bool:
    """Say whether a line ending in one character continues with another without a space, as Chinese lines do."""
    wide = (_is_wide(before), _is_wide(after))
    return all(wide) or (any(wide) and (before in _AMBIGUOUS or after in _AMBIGUOUS))


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" if character else False
