"""The ledger: PDFs go in, files and made.csv come out; what is there already and right is known again.

Every file is written aside and then takes its place in one step. made.csv grows by a line with each, and is put in
order in the end.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Self, TextIO

from clearheart.problems import EnvironmentFault

NAME = "made.csv"
_FORMULA = tuple("=+-@\t\r＝＋－＠")


@dataclass(frozen=True, order=True)
class Entry:
    """Tell of one file that was made."""

    row: str
    """The name of its folder."""
    organisation: str
    leaflet: str
    format: str
    file: str
    """Its path below the output folder."""
    bytes: int
    sha256: str
    key: str
    """The hash of all that it was made from."""


_HEAD = [field.name for field in fields(Entry)]


class Ledger:
    """Write files below one folder, and know those that earlier runs wrote."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._path = out / NAME
        self._entries: dict[str, Entry] = {}
        self._lines: TextIO | None = None

    def __enter__(self) -> Self:
        self._out.mkdir(parents=True, exist_ok=True)
        self._entries = {entry.file: entry for entry in _read(self._path)}
        self._rewrite()  # an end that was cut off would spoil the lines that follow
        self._lines = self._path.open("a", encoding="utf-8", newline="")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._lines is not None, "a ledger is used in a with block"
        self._lines.close()
        self._rewrite()

    def is_made(self, file: str, key: str) -> bool:
        """Say whether a file stands there as it should: made from the same, and unharmed."""
        entry = self._entries.get(file)
        if entry is None or entry.key != key:
            return False
        try:
            data = (self._out / file).read_bytes()
        except OSError:
            return False
        return hashlib.sha256(data).hexdigest() == entry.sha256

    def write(self, row: str, organisation: str, leaflet: str, form: str, key: str, data: bytes) -> None:
        """Write one file and its line."""
        entry = Entry(
            row=row,
            organisation=organisation,
            leaflet=leaflet,
            format=form,
            file=file_name(row, leaflet, form),
            bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            key=key,
        )
        folder = self._out / row
        if folder.is_symlink():
            raise EnvironmentFault("this folder leads to another place", "remove the link", str(folder))
        folder.mkdir(exist_ok=True)
        _put(self._out / entry.file, data)
        assert self._lines is not None, "a ledger is used in a with block"
        csv.writer(self._lines).writerow(_cells(entry))
        self._lines.flush()
        self._entries[entry.file] = entry

    def other_rows(self, rows: Collection[str]) -> list[str]:
        """Give the folders that earlier runs filled and that are none of these."""
        return sorted({entry.row for entry in self._entries.values()} - set(rows))

    def _rewrite(self) -> None:
        aside = self._path.with_name(f".{NAME}.part")
        # With a byte order mark, spreadsheets see that this is UTF-8.
        with aside.open("w", encoding="utf-8-sig", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(_HEAD)
            writer.writerows(_cells(entry) for entry in sorted(self._entries.values()) if self._stands(entry))
        aside.replace(self._path)

    def _stands(self, entry: Entry) -> bool:
        """Say whether the file of an entry is there."""
        try:
            return (self._out / entry.file).stat().st_size == entry.bytes
        except OSError:
            return False


def file_name(row: str, leaflet: str, form: str) -> str:
    """Give a file's path below the output folder."""
    return f"{row}/{leaflet}-{form}.pdf"


def _put(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(data)
    aside.replace(path)


def _cells(entry: Entry) -> Iterator[str]:
    """Give a line's cells so that no spreadsheet takes one for a formula."""
    for cell in map(str, astuple(entry)):
        yield f"'{cell}" if cell.startswith(_FORMULA) else cell


def _read(path: Path) -> Iterator[Entry]:
    """Read what earlier runs made, as far as its lines are whole."""
    if not path.exists():
        return
    text = path.read_text(encoding="utf-8-sig", errors="replace").replace("\0", "")
    rows = csv.reader(text.splitlines(keepends=True))
    if next(rows, None) not in (None, _HEAD):
        mend = "move it away, or name another folder with --out"
        raise EnvironmentFault(f"this file has the name of our list {NAME}, but is another one", mend, str(path))
    for cells in rows:
        if len(cells) == len(_HEAD) and cells[5].isdecimal():
            row, organisation, leaflet, form, file, size, digest, key = cells
            if file == file_name(row, leaflet, form):
                yield Entry(row, organisation, leaflet, form, file, int(size), digest, key)
