"""Make the fonts of theme/fonts from Debian's Noto fonts: installed font files in, small ones out.

Needs fontTools (PyPI) and Debian's packages fonts-noto-cjk and fonts-noto-core. The same packages
and the same fontTools give the same bytes; theme/fonts/README.md says which made the present files.

    python tools/make_fonts.py                     # writes the fonts and coverage.txt
    python tools/make_fonts.py --list UNIHAN       # writes tongyong-8105.txt first, from Unihan_OtherMappings.txt.bz2
"""

from __future__ import annotations

import argparse
import bz2
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from opencc import OpenCC

FONTS = Path(__file__).resolve().parent.parent / "theme" / "fonts"
TONGYONG = FONTS / "tongyong-8105.txt"
COVERAGE = FONTS / "coverage.txt"
CJK = "/usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc"
LATIN = "/usr/share/fonts/truetype/noto/NotoSans-{weight}.ttf"
ARABIC = "/usr/share/fonts/truetype/noto/NotoSansArabic-{weight}.ttf"
WEIGHTS = ("Regular", "Bold")
LEVELS_1_AND_2 = 6500

# Latin with its accents (pinyin and the languages of Europe), punctuation, currency, fractions, arrows, numbers in
# circles, shapes for lists and forms, CJK punctuation, kana, Bopomofo, units, vertical and full-width forms.
COMMON = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x02FF), (0x0300, 0x036F), (0x0370, 0x03FF), (0x0400, 0x045F),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x27BF), (0x3000, 0x303F),
    (0x3040, 0x30FF), (0x3100, 0x312F), (0x31A0, 0x31BF), (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
)  # fmt: skip

# Features that Chinese typesetting uses. locl is left out of the simplified face, which needs no other region's
# shapes, and kept in the traditional one, for Hong Kong's.
FEATURES = (
    "calt", "ccmp", "fwid", "halt", "hwid", "kern", "liga", "mark", "mkmk", "palt", "pwid", "ruby", "vert", "vhal",
    "vkrn", "vpal", "vrt2",
)  # fmt: skip
TRADITIONAL = ("DFLT", "latn.dflt", "grek.dflt", "cyrl.dflt", "kana.dflt", "hani.dflt", "hani.ZHT", "hani.ZHH")
LATIN_FEATURES = ("calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk")
LATIN_CHARACTERS = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0300, 0x036F), (0x0370, 0x052F), (0x1E00, 0x1EFF), (0x2000, 0x20BF),
)  # fmt: skip
ARABIC_FEATURES = (
    "calt", "ccmp", "curs", "fina", "init", "isol", "kern", "liga", "locl", "mark", "medi", "mkmk", "rlig",
)  # fmt: skip
ARABIC_CHARACTERS = ((0x0020, 0x0020), (0x0600, 0x06FF), (0x200C, 0x200F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))


@dataclass(frozen=True)
class Face:
    """Say how one font file is made."""

    name: str
    """File name without weight and ending."""
    source: str
    """The installed file, with {weight} in it."""
    number: int
    """The face's place in a collection, -1 for a single font."""
    ending: str
    characters: frozenset[int]
    features: tuple[str, ...]
    scripts: tuple[str, ...] = ("*",)
    """Scripts, with a language system after a full stop, whose features are kept."""


def faces() -> Iterator[Face]:
    """Yield the faces to make."""
    common = characters(COMMON)
    simplified = common | set(read_tongyong()) | encoded("gb2312", 0xA1A1, 0xF7FE)
    traditional = common | encoded("big5", 0xA140, 0xA3BF) | encoded("big5", 0xA440, 0xC67E) | turned(read_tongyong())
    yield Face("NotoSansCJKsc", CJK, 2, "otf", frozenset(simplified), FEATURES)
    yield Face("NotoSansCJKtc", CJK, 3, "otf", frozenset(traditional), (*FEATURES, "locl"), TRADITIONAL)
    yield Face("NotoSans", LATIN, -1, "ttf", characters(LATIN_CHARACTERS), LATIN_FEATURES)
    yield Face("NotoSansArabic", ARABIC, -1, "ttf", characters(ARABIC_CHARACTERS), ARABIC_FEATURES)


def characters(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Give all characters of some ranges."""
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


def encoded(encoding: str, first: int, last: int) -> set[int]:
    """Give the characters of a double-byte encoding between two codes."""
    found: set[int] = set()
    for code in range(first, last + 1):
        text = code.to_bytes(2, "big").decode(encoding, "ignore")
        if len(text) == 1:
            found.add(ord(text))
    return found


def turned(simplified: Iterable[int]) -> set[int]:
    """Give what OpenCC writes in Taiwan and in Hong Kong for the commoner of some characters (levels 1 and 2)."""
    text = "".join(map(chr, islice(simplified, LEVELS_1_AND_2)))
    turns = (OpenCC("s2tw").convert, OpenCC("s2hk").convert)
    return {ord(character) for turn in turns for one in text for character in turn(one)}


def read_tongyong() -> Iterator[int]:
    """Yield the characters of the Table of General Standard Chinese Characters (通用规范汉字表, 2013)."""
    lines = TONGYONG.read_text("utf-8").splitlines()
    return (ord(character) for line in lines if not line.startswith("#") for character in line)


def write_tongyong(unihan: Path) -> None:
    """Write the list of characters, in the table's order, from Unihan's property kTGH (Unicode Standard Annex 38)."""
    pattern = re.compile(r"^U\+([0-9A-F]+)\tkTGH\t2013:(\d+)", re.MULTILINE)
    found = pattern.findall(bz2.decompress(unihan.read_bytes()).decode("utf-8"))
    characters = [chr(int(code, 16)) for code, place in sorted(found, key=lambda pair: int(pair[1]))]
    rows = ["".join(characters[start : start + 50]) for start in range(0, len(characters), 50)]
    head = "# 通用规范汉字表 (2013), 8,105 characters in the table's order: Unihan's kTGH. See README.md."
    TONGYONG.write_text("\n".join([head, *rows]) + "\n", "utf-8", newline="\n")


def make(face: Face, weight: str) -> Path:
    """Write one font file."""
    font = TTFont(face.source.format(weight=weight), fontNumber=face.number, recalcTimestamp=False)
    reduced = subset.Subsetter(_options(face))
    reduced.populate(unicodes=face.characters)
    reduced.subset(font)
    path = FONTS / f"{face.name}-{weight}.{face.ending}"
    font.save(path, reorderTables=True)
    return path


def _options(face: Face) -> subset.Options:
    options = subset.Options()
    options.layout_features = list(face.features)
    options.layout_scripts = list(face.scripts)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.hinting = False  # paper has dots enough
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["BASE", "DSIG", "meta"]
    return options


def write_coverage(made: Iterable[tuple[Face, Path]]) -> None:
    """Write which characters every face holds in all its weights, for the check before printing."""
    held: dict[str, set[int]] = {}
    for face, path in made:
        found = set(TTFont(path).getBestCmap())
        held[face.name] = held.get(face.name, found) & found
    rows = [f"{name} {_ranges(sorted(codes))}" for name, codes in held.items()]
    head = "# Characters that each font holds, in hexadecimal. Written by tools/make_fonts.py."
    COVERAGE.write_text("\n".join([head, *rows]) + "\n", "utf-8", newline="\n")


def _ranges(codes: list[int]) -> str:
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return " ".join(f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in runs)


def _sizes(paths: Iterable[Path]) -> str:
    return "\n".join(f"{path.name:28} {path.stat().st_size:>10,}" for path in paths)


def main() -> None:
    """Make the list where asked, then every face in every weight."""
    parser = argparse.ArgumentParser(description="Make the fonts of theme/fonts from Debian's Noto fonts.")
    parser.add_argument("--list", type=Path, metavar="UNIHAN", help="Unihan_OtherMappings.txt.bz2 of unicode-data")
    arguments = parser.parse_args()
    if arguments.list:
        write_tongyong(arguments.list)
    made = [(face, make(face, weight)) for face in faces() for weight in WEIGHTS]
    write_coverage(made)
    print(_sizes([path for _, path in made]))


if __name__ == "__main__":
    main()
