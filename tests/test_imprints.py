"""Imprints files: what offices write, in what form ever, becomes imprints, or a problem with its row."""

from __future__ import annotations

import codecs
import csv
import io
import warnings
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from clearheart.read.imprints import Imprints, folder_name, read_imprints

HEAD = ("organisation", "phone", "address", "logo", "language", "help_line")
GOOD = ("凯里市禁毒办", "0855-8212345", "北京东路1号", "", "zh", "本地热线：12345")
RESERVED = {"con", "prn", "aux", "nul", "com1", "lpt1"}


def read(path: Path) -> Imprints:
    """Read a file as the project with the languages en and zh would, for a logo of 26 x 13 mm."""
    return read_imprints(path, path.name, ("en", "zh"), (26.0, 13.0))


def write(folder: Path, *rows: Sequence[str], head: Sequence[str] = HEAD, encoding: str = "utf-8") -> Path:
    """Write rows below a head as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    path = folder / "imprints.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_book(folder: Path, *rows: Sequence[Any], head: Sequence[str] = HEAD) -> Path:
    """Write rows below a head as a workbook."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (head, *rows):
        book.active.append(row)
    path = folder / "imprints.xlsx"
    book.save(path)
    return path


def tell(found: Imprints) -> list[str]:
    return [str(problem) for problem in found.problems]


def row(**changes: str) -> tuple[str, ...]:
    """Give a good row with some cells changed."""
    return tuple(changes.get(name, cell) for name, cell in zip(HEAD, GOOD, strict=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_offices_write_in_their_own_encoding(tmp_path: Path, encoding: str) -> None:
    found = read(write(tmp_path, GOOD, encoding=encoding))
    assert tell(found) == []
    imprint = found.editions[0].imprint
    assert (imprint.organisation, imprint.phone, imprint.address) == GOOD[:3]
    assert (imprint.helpline, imprint.language, str(imprint.spot)) == (GOOD[5], "zh", "imprints.csv:2")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (codecs.BOM_UTF16_LE + ",".join(HEAD).encode("utf-16-le"), "is UTF-16 text"),
        ((",".join(HEAD) + "\n臺北市立圖書館,02,,,zh,\n").encode("big5"), "is neither UTF-8 nor GB18030"),
        ((",".join(HEAD) + "\nCafé Zoë à côté,02,,,en,\n").encode("cp1252"), "is neither UTF-8 nor GB18030"),
        ((",".join(HEAD) + "\nÉcole près,02,,,en,\n").encode("latin-1"), "is neither UTF-8 nor GB18030"),
        (b"\xd0\xcf\x11\xe0 old", "is a workbook of the old kind (.xls)"),
        (b"PK\x03\x04 no zip", "is no workbook that can be read"),
        (b"\0\1\2", "is no text file"),
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        ((",".join(HEAD) + '\n"half a cell,1,,,zh,\n').encode(), "imprints.csv:2: from here on this is not CSV"),
        (",".join(HEAD).encode(), "imprints.csv:1: names no organisation"),
    ],
)
def test_a_file_that_is_no_table_is_told_whole(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "imprints.csv"
    path.write_bytes(data)
    found = read(path)
    assert found.editions == [] and len(found.problems) == 1
    assert told in tell(found)[0]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in tell(read(tmp_path / "none.csv"))[0]


def test_every_missing_column_is_told_and_a_slip_of_the_pen_too(tmp_path: Path) -> None:
    found = read(write(tmp_path, GOOD[:4], head=("organisation", "phone", "adress", "logo")))
    assert found.editions == []
    assert tell(found) == [
        'imprints.csv:1: the column "adress" is not read - did you mean address?',
        'imprints.csv:1: the column "address" is missing - add it to the first row; its cells may stay empty',
        'imprints.csv:1: the column "language" is missing - add it to the first row; its cells may stay empty',
        'imprints.csv:1: the column "help_line" is missing - add it to the first row; its cells may stay empty',
    ]


def test_a_column_given_twice_is_told(tmp_path: Path) -> None:
    found = read(write(tmp_path, (*GOOD, "x"), head=(*HEAD, "Phone")))
    assert tell(found) == ['imprints.csv:1: has the column "phone" twice - keep one']


def test_columns_stand_in_any_order_under_other_names_beside_others(tmp_path: Path) -> None:
    head = ("县", "单位", "语言", "电话", "地址", "标志", "求助电话")
    found = read(write(tmp_path, ("凯里", "禁毒办", "zh", "1", "2", "", "3"), head=head))
    assert [problem.severity for problem in found.problems] == ["warning"]
    assert found.editions[0].imprint.organisation == "禁毒办"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_known_by_the_head(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "imprints.csv"
    path.write_text("\n".join(map(delimiter.join, (HEAD, GOOD))), encoding="utf-8")
    assert read(path).editions[0].imprint.phone == GOOD[1]


BAD = {
    "empty name": (row(organisation=" "), "the organisation is empty"),
    "formula": (row(organisation='=HYPERLINK("http://x")'), 'organisation begins with "=", like a formula'),
    "full-width formula": (row(organisation="＝1+1"), 'organisation begins with "＝", like a formula'),
    "formula in the address": (row(address="@SUM(1)"), 'address begins with "@", like a formula'),
    "minus": (row(phone="-"), 'phone begins with "-", like a formula'),
    "a command as a phone": (row(phone="+1+cmd|' /C calc'!A0"), 'phone begins with "+", like a formula'),
    "a path": (row(organisation="../../x"), '"../../x" is a path of files'),
    "a path of Windows": (row(organisation="C:\\x"), "is a path of files"),
    "an absolute path": (row(organisation="/etc/x"), "is a path of files"),
    "no number": (row(phone="ask at the desk"), 'phone: "ask at the desk" holds no digit'),
    "a long cell": (row(address="长" * 1001), "address has 1001 characters"),
    "language": (row(language="fr"), 'language: "fr" is not one of the site - write en or zh'),
    "no language": (row(language=""), "the language is empty - write en or zh"),
    "an unseen character": (row(organisation="a\x07b"), "organisation holds the control character U+0007"),
    "too many cells": ((*GOOD, "more"), "has 7 cells, the head only 6"),
    "no logo": (row(logo="none.png"), 'the logo "none.png" is not there'),
    "a logo outside": (row(logo="../x.png"), 'the logo "../x.png" lies outside the folder of this file'),
    "a logo elsewhere": (row(logo="/etc/passwd"), "lies outside the folder of this file"),
    "a logo on another drive": (row(logo="D:\\x.png"), "lies outside the folder of this file"),
    "a folder as logo": (row(logo="."), "is not there"),
    "a very long name of a logo": (row(logo="x" * 500), "is not there"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_told_once_and_the_others_stay_good(tmp_path: Path, name: str) -> None:
    bad, told = BAD[name]
    found = read(write(tmp_path, GOOD, bad, row(organisation="第二个")))
    assert [edition.imprint.organisation for edition in found.editions] == [GOOD[0], "第二个"]
    assert len(found.problems) == 1, tell(found)
    assert tell(found)[0].startswith("imprints.csv:3: ") and told in tell(found)[0]


def test_phone_numbers_of_all_kinds_are_good(tmp_path: Path) -> None:
    phones = (
        "+86 855 8212345",
        "0855-8212345转801",
        "(0855) 821 2345",
        "＋86 855",
        "12355",
        "办公室 0855-1",
        "110/120",
    )
    found = read(write(tmp_path, *(row(phone=phone) for phone in phones)))
    assert tell(found) == []
    assert [edition.imprint.phone for edition in found.editions] == list(phones)


def test_doubled_rows_are_told_with_the_first(tmp_path: Path) -> None:
    found = read(write(tmp_path, GOOD, row(language="en"), GOOD))
    assert len(found.editions) == 2
    assert tell(found) == ["imprints.csv:4: says the same as row 2 - remove one of the two"]


def test_empty_rows_are_passed_over_and_rows_keep_the_numbers_of_the_spreadsheet(tmp_path: Path) -> None:
    path = write(tmp_path, ("", "") * 3, row(address="two\nlines"), row(organisation=""), GOOD)
    found = read(path)
    assert [edition.folder for edition in found.editions] == ["00003-凯里市禁毒办", "00005-凯里市禁毒办"]
    assert found.editions[0].imprint.address == "two lines"
    assert tell(found) == ["imprints.csv:5: row 4: the organisation is empty - write its name"]
    assert found.editions[1].imprint.spot.line == 6


# Folders


def test_an_id_names_the_folder(tmp_path: Path) -> None:
    ids = ("kaili", "", "Kaili", "../x", "con", "x" * 61, "kaili")
    rows = [(*row(organisation=f"o{number}"), name) for number, name in enumerate(ids)]
    found = read(write(tmp_path, *rows, head=(*HEAD, "id")))
    assert [edition.folder for edition in found.editions] == ["kaili", "00003-o1"]
    assert [text.split(" - ")[0] for text in tell(found)] == [
        'imprints.csv:4: id: "Kaili" cannot name a folder',
        'imprints.csv:5: id: "../x" cannot name a folder',
        'imprints.csv:6: id: "con" is a name that Windows keeps for itself',
        "imprints.csv:7: id has 61 characters",
        'imprints.csv:8: its folder "kaili" is that of row 2',
    ]


def test_an_id_may_not_take_another_rows_folder(tmp_path: Path) -> None:
    rows = [(*row(organisation="Ab"), ""), (*row(organisation="cd"), "00002-ab")]
    found = read(write(tmp_path, *rows, head=(*HEAD, "id")))
    assert tell(found)[0].startswith('imprints.csv:3: its folder "00002-ab" is that of row 2')


@given(st.integers(2, 10**7), st.text(max_size=80))
def test_any_name_gives_a_folder_that_every_system_takes(number: int, organisation: str) -> None:
    name = folder_name(number, organisation)
    assert len(name) <= 8 + 40 and len(name.encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|. \0\n\r\t') and name.isprintable()
    assert not name.startswith("-") and name.casefold() not in RESERVED
    assert int(name.split("-")[0]) == number


# Logos


def picture(path: Path, size: tuple[int, int], mode: str = "RGB") -> Path:
    path.parent.mkdir(exist_ok=True)
    Image.new(mode, size, (11, 107, 107, 128)[: len(mode)]).save(path)
    return path


def test_logos_are_made_as_small_as_paper_needs(tmp_path: Path) -> None:
    picture(tmp_path / "logos" / "a.png", (2000, 1000), "RGBA")
    picture(tmp_path / "logos" / "b.jpg", (160, 80))
    found = read(write(tmp_path, row(logo="logos/a.png"), row(logo="logos\\b.jpg")))
    assert tell(found) == []
    assert 'width="307" height="154"' in found.editions[0].logo and "image/png" in found.editions[0].logo
    assert 'width="160" height="80"' in found.editions[1].logo and "image/jpeg" in found.editions[1].logo


def test_a_logo_of_low_resolution_is_told_with_the_least_size(tmp_path: Path) -> None:
    picture(tmp_path / "small.png", (60, 20))
    found = read(write(tmp_path, row(logo="small.png")))
    assert tell(found) == [
        'imprints.csv:2: the logo "small.png" has 60 x 20 pixels, 59 dots an inch on paper'
        " - use a larger file, of at least 154 x 52 pixels (150 dpi)"
    ]
    picture(tmp_path / "small.png", (154, 52))
    assert tell(read(write(tmp_path, row(logo="small.png")))) == []


@pytest.mark.parametrize("kind", ["cut off", "text", "empty", "gif", "a bomb", "a broken length"])
def test_a_broken_logo_is_told_for_each_row_that_names_it(tmp_path: Path, kind: str) -> None:
    path = picture(tmp_path / "logo.png", (400, 300))
    whole = path.read_bytes()
    if kind == "gif":
        Image.new("RGB", (400, 300)).save(path, "GIF")
    elif kind == "a bomb":
        Image.new("1", (20_000, 20_000)).save(path)
    else:
        broken = {"cut off": whole[:-200], "text": b"hello", "empty": b"", "a broken length": whole[:40] + b"\xff" * 8}
        path.write_bytes(broken[kind])
    found = read(write(tmp_path, row(logo="logo.png"), GOOD, row(logo="logo.png", phone="1")))
    assert len(found.editions) == 1 and len(found.problems) == 2
    assert ("is too large" if kind == "a bomb" else "cannot be read as a picture") in tell(found)[0]


def test_a_link_that_leads_outside_is_no_logo(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    picture(tmp_path / "secret.png", (400, 300))
    (tmp_path / "inside" / "logo.png").symlink_to(tmp_path / "secret.png")
    assert "lies outside" in tell(read(write(tmp_path / "inside", row(logo="logo.png"))))[0]


# Workbooks


def test_a_workbook_says_what_it_shows(tmp_path: Path) -> None:
    path = write_book(tmp_path, ("凯里市禁毒办", 13812345678, None, None, "zh", 12355.0), (), GOOD)
    found = read(path)
    assert tell(found) == []
    assert [str(edition.imprint.spot) for edition in found.editions] == ["imprints.xlsx:2", "imprints.xlsx:4"]
    assert (found.editions[0].imprint.phone, found.editions[0].imprint.helpline) == ("13812345678", "12355")


def test_a_number_that_may_lack_its_zero_is_warned_of_once(tmp_path: Path) -> None:
    found = read(write_book(tmp_path, *((GOOD[0], 8558212340 + number, *GOOD[2:]) for number in range(3))))
    assert len(found.editions) == 3
    assert [problem.severity for problem in found.problems] == ["warning"]
    assert tell(found)[0].startswith("imprints.xlsx:2: phone is a number here and in 2 more, not a text: a 0 at its")


def test_zeros_that_a_format_shows_are_read(tmp_path: Path) -> None:
    path = write_book(tmp_path, (GOOD[0], 8558212345, *GOOD[2:]))
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active["B2"].number_format = "00000000000"
    book.save(path)
    assert read(path).editions[0].imprint.phone == "08558212345"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("=A1&1", "phone holds a formula"),
        (1.5, "phone holds a number that spreadsheets round"),
        (86855821234512345, "phone holds a number that spreadsheets round"),
        (date(2026, 11, 22), "phone holds a date or yes/no"),
        (True, "phone holds a date or yes/no"),
        ("#REF!", "phone holds the error #REF!"),
    ],
)
def test_cells_that_hold_no_words_are_told(tmp_path: Path, value: Any, told: str) -> None:
    found = read(write_book(tmp_path, GOOD, (GOOD[0], value, *GOOD[2:])))
    assert len(found.editions) == 1
    assert len(found.problems) == 1 and told in tell(found)[0] and tell(found)[0].startswith("imprints.xlsx:3: ")


def test_a_workbook_under_the_name_of_a_csv_is_read_all_the_same(tmp_path: Path) -> None:
    path = write_book(tmp_path, GOOD).rename(tmp_path / "imprints.csv")
    assert read(path).editions[0].imprint.organisation == GOOD[0]


# Whatever comes in

_QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told(tmp_path: Path, data: bytes) -> None:
    for name in ("imprints.csv", "imprints.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        found = read(path)
        assert found.problems and not found.editions


@_QUICK
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), min_size=6, max_size=6))
def test_any_words_make_an_imprint_or_a_problem(tmp_path: Path, cells: list[str]) -> None:
    found = read(write(tmp_path, cells, GOOD))
    assert any(edition.imprint.organisation == GOOD[0] for edition in found.editions) or "\0" in "".join(cells)
    assert found.problems or len(found.editions) == 2 or not "".join(cells).strip()


@_QUICK
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=3))
def test_a_damaged_workbook_is_read_or_told(tmp_path: Path, place: int, damage: bytes) -> None:
    path = write_book(tmp_path, GOOD)
    data = path.read_bytes()
    path.write_bytes(data[:place] + damage + data[place + len(damage) :])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = read(path)
    assert found.editions or found.problems
