"""Words measured: a text goes in, its width in a chart or its lines come out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

_EM = 100
_MORE = 1.06
"""Devices set their own fonts, some of them wider than ours."""


def width_of(text: str, size: float, fonts: Path, is_bold: bool = False) -> float:
    """Give the width of a text in a size; Han characters are as wide as they are high."""
    wide = [char for char in text if unicodedata.east_asian_width(char) in "WF"]
    rest = "".join(char for char in text if unicodedata.east_asian_width(char) not in "WF")
    return (len(wide) + _font(fonts, is_bold).getlength(rest) / _EM * _MORE) * size


def wrap(text: str, size: float, room: float, fonts: Path, is_bold: bool = False) -> list[str]:
    """Part a text into lines that are as wide as the room at most, between words or Han characters."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width_of((lines[-1] + piece).rstrip(), size, fonts, is_bold) > room:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may end; a mark stays with what stands before it."""
    pieces: list[str] = []
    for char in text:
        is_wide = unicodedata.east_asian_width(char) in "WF"
        is_mark = unicodedata.category(char).startswith("P")
        begins = not pieces or (is_wide and not is_mark) or pieces[-1][-1:] == " " or _ends_wide(pieces[-1])
        if begins and not (is_mark and pieces and pieces[-1][-1:] != " "):
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _ends_wide(piece: str) -> bool:
    return unicodedata.east_asian_width(piece[-1]) in "WF"


@lru_cache(maxsize=4)
def _font(fonts: Path, is_bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fonts / f"NotoSans-{'Bold' if is_bold else 'Regular'}.ttf", _EM)
