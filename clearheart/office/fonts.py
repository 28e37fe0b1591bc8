"""Fonts and language tags for office programs: a language goes in, names that most devices know come out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Face:
    """Name the fonts of a language, and the tags by which Word and PowerPoint know it."""

    latin: str
    east_asian: str
    stand_in: str
    """What takes the East Asian font's place where it is not installed."""
    tag: str
    """The language of the text (BCP 47)."""
    east_asian_tag: str


_LATIN = Face("Calibri", "Microsoft YaHei", "Noto Sans CJK SC", "en-GB", "zh-CN")
_FACES = {
    "en": _LATIN,
    "zh": Face("Microsoft YaHei", "Microsoft YaHei", "Noto Sans CJK SC", "zh-CN", "zh-CN"),
    "zh-TW": Face("Microsoft JhengHei", "Microsoft JhengHei", "Noto Sans CJK TC", "zh-TW", "zh-TW"),
    "zh-HK": Face("Microsoft JhengHei", "Microsoft JhengHei", "Noto Sans CJK HK", "zh-HK", "zh-HK"),
}


def face_of(language: str) -> Face:
    """Give the fonts and tags of a language."""
    known = _FACES.get(language)
    return known or Face(_LATIN.latin, _LATIN.east_asian, _LATIN.stand_in, language, _LATIN.east_asian_tag)
