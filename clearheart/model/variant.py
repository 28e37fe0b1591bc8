"""Variant: a language that is written by turning another one's characters and words over, as zh-TW from zh."""

from __future__ import annotations

from typing import NamedTuple


class Variant(NamedTuple):
    """Say of which language a variant is made, and how."""

    base: str
    """The code of the language that people write."""
    way: str
    """The name of OpenCC's configuration, as in s2twp: Taiwan's characters and words."""


VARIANTS = {"zh-TW": Variant("zh", "s2twp"), "zh-HK": Variant("zh", "s2hk")}
"""By the code of the variant."""


def base_of(code: str) -> str:
    """Give the code of the language that another one is made from; nothing where people write it."""
    return VARIANTS[code].base if code in VARIANTS else ""
