"""A table of an office: a .csv or .xlsx file goes in, the words of its cells come out, row by row.

CSV is read as UTF-8 with or without a byte order mark, else as GB18030; commas, semicolons or tabs part its cells.
A workbook gives its first sheet.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clearheart.problems import Problem, Spot
from clearheart.read.text_file import CONTROL

_MOST_BYTES = 32_000_000
_MOST_COLUMNS = 256
_ZEROS = re.compile(r"0+")
_AS_UTF8 = 'save it again as "CSV UTF-8"'


@dataclass(frozen=True)
class Row:
    """Hold one row that is not empty."""

    number: int
    """Its number in the spreadsheet, where the head is row 1."""
    spot: Spot
    """Its place in the file: in CSV its first line, in a workbook its row."""
    cells: tuple[str, ...]
    """The words of its cells, spaces and line breaks made single spaces."""
    faults: tuple[tuple[int, str, str], ...] = ()
    """Cells that hold no words: column, what is wrong, how to mend it."""
    numbers: frozenset[int] = frozenset()
    """Columns whose cells the workbook holds as numbers, not as words."""


@dataclass
class Table:
    """Hold the rows of a file, the head first, and what was wrong with the file."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(path: Path, name: str) -> Table:
    """Read a table; `name` is what problems call its file."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else None
    except OSError as error:
        return _no_table(name, f"cannot be read ({error.strerror})", "look at the file's name and its rights")
    if data is None:
        return _no_table(name, "is larger than 32 MB", "split it into several files")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        what = "is a workbook of the old kind (.xls), or one with a password"
        return _no_table(name, what, "save it as .xlsx without a password, or as CSV UTF-8")
    if path.suffix.lower() == ".xlsx" or data.startswith(b"PK\x03\x04"):
        return _read_workbook(data, name)
    return _read_csv(data, name)


def _no_table(name: str, what: str, mend: str, line: int = 0) -> Table:
    return Table(problems=[Problem(Spot(name, line), what, mend)])


def _squeeze(text: str) -> str:
    return " ".join(text.split())


# CSV (RFC 4180)


def _read_csv(data: bytes, name: str) -> Table:
    if b"\0" in data:
        kind = "UTF-16 text" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "no text file"
        return _no_table(name, f"is {kind}", _AS_UTF8)
    text = _decode(data)
    if text is None:
        return _no_table(name, "is neither UTF-8 nor GB18030", _AS_UTF8)
    table = Table()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text), strict=True)
    line = 1
    try:
        for number, cells in enumerate(reader, 1):
            row = Row(number, Spot(name, line), tuple(map(_squeeze, cells)), tuple(_control_faults(cells)))
            line = reader.line_num + 1
            if any(row.cells):
                table.rows.append(row)
    except csv.Error as error:
        mend = 'look at the quotation marks there: one inside a cell is written twice, as in "the ""old"" hall"'
        table.problems.append(Problem(Spot(name, line), f"from here on this is not CSV ({error})", mend))
    return table


def _decode(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if _is_chinese(text) else None


def _is_chinese(text: str) -> bool:
    """Say whether bytes read as GB18030 make everyday Chinese; those of most other encodings make rare characters."""
    foreign = [character for character in text if character > "\x7f"]
    return sum(_is_common(character) for character in foreign) * 5 >= len(foreign) * 4


def _is_common(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _find_delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _control_faults(cells: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    for column, cell in enumerate(cells):
        odd = CONTROL.search(cell)
        if odd:
            yield column, f"holds the control character U+{ord(odd.group()):04X}", "delete it, or type the text again"


# Workbooks (ISO/IEC 29500)


def _read_workbook(data: bytes, name: str) -> Table:
    try:
        with warnings.catch_warnings():
            import openpyxl  # only here: every other command would wait for it

            warnings.simplefilter("ignore")  # openpyxl tells of styles and forms that it passes over
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            try:
                rows = [row for sheet in book.worksheets[:1] for row in _sheet_rows(sheet, name)]
            finally:
                book.close()
    except Exception as error:  # openpyxl, zipfile, zlib and the XML parser each have their own for damaged files
        what = f"is no workbook that can be read ({type(error).__name__})"
        return _no_table(name, what, "open it in a spreadsheet program and save it again as .xlsx or CSV UTF-8")
    return Table(rows)


def _sheet_rows(sheet: Any, name: str) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of its size is often wrong
    for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
        found = [_read_cell(cell) for cell in cells]
        texts = [text for text, _ in found]
        while texts and not texts[-1]:
            texts.pop()
        if any(texts):
            faults = [(column, *fault) for column, (_, fault) in enumerate(found) if fault]
            numbers = frozenset(column for column, cell in enumerate(cells) if _is_number(cell.value))
            yield Row(number, Spot(name, number), tuple(texts), (*faults, *_control_faults(map(str, texts))), numbers)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _read_cell(cell: Any) -> tuple[str, tuple[str, str] | None]:
    """Give a cell's words as the spreadsheet shows them, or something in their place and what is wrong."""
    value = cell.value
    if value is None:
        return "", None
    if cell.data_type == "f":
        return "=", ("holds a formula", "copy the column, and paste it as values only")
    if cell.data_type == "e":
        return "#", (f"holds the error {value}", "write the text itself")
    if isinstance(value, bool | datetime.date | datetime.time | datetime.timedelta):
        return "-", ("holds a date or yes/no, not a text", 'set the column to the format "Text" and write it again')
    if isinstance(value, int | float):
        return _read_number(value, str(cell.number_format))
    return _squeeze(str(value)), None


def _read_number(value: int | float, form: str) -> tuple[str, tuple[str, str] | None]:
    if value != value or abs(value) >= 10**15 or value != int(value):
        what = "holds a number that spreadsheets round"
        return str(value), (what, 'set the column to the format "Text" and write it again')
    width = len(form) if _ZEROS.fullmatch(form) else 0
    return str(int(value)).zfill(width), None
