"""The imprints file: a table of local organisations goes in, their imprints come out, and a Problem for every bad row.

One row is one local edition of all leaflets. A bad row is left out and told; the others are good as they are.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from clearheart.model.base import is_name
from clearheart.model.imprint import Imprint
from clearheart.problems import Problem, Spot
from clearheart.read.logo import LogoFault, read_logo
from clearheart.read.table import Row, Table, read_table

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("organization", "单位", "单位名称"),
    "phone": ("telephone", "电话", "单位电话"),
    "address": ("地址",),
    "logo": ("标志", "标识"),
    "language": ("语言",),
    "help_line": ("helpline", "求助电话", "热线"),
    "id": ("编号",),
}
"""The columns, each with other words that people write at its head."""

_NEEDED = [name for name in _COLUMNS if name != "id"]
_MOST_CHARACTERS = 1000
_LONGEST_NAME, _LONGEST_ID = 40, 60
_FORMULA = re.compile(r"[=+\-@＝＋－＠]")
_PHONE = re.compile(r"[+＋][(（ ]?[0-9０-９][^|!=@+*^&<>\"']*")
_DIGIT = re.compile(r"\d")
_PATH = re.compile(r"\.\.[/\\]|^[/\\~]|^[A-Za-z]:[/\\]|[/\\]\.\.?$")
_SYSTEM = frozenset({"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))})
"""Names that Windows keeps for devices."""

_Tell = Callable[[str, str], None]


@dataclass(frozen=True)
class LocalEdition:
    """Hold one good row: whose leaflets it makes, and in which folder."""

    folder: str
    """The name of its folder, unlike any other's."""
    imprint: Imprint
    logo: str = ""
    """The logo as SVG, as a text; empty where there is none."""


@dataclass
class Imprints:
    """Hold the good rows of a file, and every problem of the others."""

    editions: list[LocalEdition] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_imprints(path: Path, name: str, languages: Sequence[str], logo_room: tuple[float, float]) -> Imprints:
    """Read an imprints file, which problems call `name`; logos are printed in a room of so many millimetres."""
    table = read_table(path, name)
    imprints = Imprints(problems=table.problems)
    columns = _read_head(table, name, imprints.problems)
    if columns is None:
        return imprints
    reader = _Reader(path.resolve().parent, columns, len(table.rows[0].cells), tuple(languages), logo_room, imprints)
    for row in table.rows[1:]:
        reader.read(row)
    if not table.problems and len(table.rows) == 1:
        imprints.problems.append(
            Problem(Spot(name, 1), "names no organisation", "write one below the head, a row each")
        )
    imprints.problems += _warn_of_numbers(table, columns, name)
    return imprints


def _read_head(table: Table, name: str, problems: list[Problem]) -> Mapping[str, int] | None:
    """Give the place of each column; none where rows cannot be understood."""
    if not table.rows:
        if not problems:
            problems.append(Problem(Spot(name), "is empty", f"write a head with the columns {', '.join(_NEEDED)}"))
        return None
    head = table.rows[0]
    columns: dict[str, int] = {}
    unknown = []
    for place, cell in enumerate(head.cells):
        column = _column(cell)
        if column in columns:
            problems.append(Problem(head.spot, f'has the column "{column}" twice', "keep one"))
        elif column:
            columns[column] = place
        elif cell:
            unknown.append(cell)
    missing = [column for column in _NEEDED if column not in columns]
    for cell in unknown:
        near = difflib.get_close_matches(cell.lower(), missing, n=1)
        mend = f"did you mean {near[0]}?" if near else f"known are {', '.join(_COLUMNS)}"
        problems.append(Problem(head.spot, f'the column "{cell}" is not read', mend, "warning"))
    for column in missing:
        mend = "add it to the first row; its cells may stay empty"
        problems.append(Problem(head.spot, f'the column "{column}" is missing', mend))
    return None if any(problem.severity == "error" for problem in problems) else columns


def _column(head: str) -> str:
    word = head.strip().casefold().replace(" ", "_").replace("-", "_")
    return next((name for name, others in _COLUMNS.items() if word == name or word in others), "")


def _warn_of_numbers(table: Table, columns: Mapping[str, int], name: str) -> Iterator[Problem]:
    """Warn once of telephone numbers that a workbook holds as numbers: a zero at their front is lost."""
    for column in ("phone", "help_line"):
        rows = [
            row for row in table.rows[1:] if columns[column] in row.numbers and _may_lack_zero(row, columns[column])
        ]
        if rows:
            count = f" and in {len(rows) - 1} more" if len(rows) > 1 else ""
            what = f"{column} is a number here{count}, not a text: a 0 at its front would be lost"
            mend = 'look at them; if one is wrong, set the column to the format "Text" and write it again'
            yield Problem(rows[0].spot, what, mend, "warning")


def _may_lack_zero(row: Row, column: int) -> bool:
    """Say whether a number may be one with an area code: neither short nor a mobile one of eleven digits."""
    if any(place == column for place, _, _ in row.faults):
        return False
    return len(row.cells[column]) > 5 and not (len(row.cells[column]) == 11 and row.cells[column].startswith("1"))


@dataclass(frozen=True)
class _Reader:
    """Read rows one after the other, knowing those before."""

    home: Path
    """The folder of the imprints file, in which logos lie."""
    columns: Mapping[str, int]
    width: int
    """How many cells the head has."""
    languages: tuple[str, ...]
    logo_room: tuple[float, float]
    found: Imprints
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    logos: dict[str, str | LogoFault] = field(default_factory=dict)

    def read(self, row: Row) -> None:
        """Add a row's local edition, or its problems."""
        faults: list[tuple[str, str]] = []
        tell = partial(_keep, faults)
        cells = self._cells(row, tell)
        if not faults:  # what one fault spoils would only be told twice
            self._check_words(cells, tell)
            self._check_language(cells["language"], tell)
            self._check_twin(row, cells, tell)
        folder = self._folder(row, cells, tell)
        logo = self._logo(cells["logo"], tell) if cells["logo"] and not faults else ""
        words = "" if row.number == row.spot.line else f"row {row.number}: "
        self.found.problems += [Problem(row.spot, words + what, mend) for what, mend in faults]
        if not faults:
            self.found.editions.append(LocalEdition(folder, _imprint(row, cells), logo))

    def _cells(self, row: Row, tell: _Tell) -> dict[str, str]:
        names = {place: name for name, place in self.columns.items()}
        for place, what, mend in row.faults:
            if place in names:
                tell(f"{names[place]} {what}", mend)
        if any(row.cells[self.width :]):
            mend = "put a text that holds a comma between quotation marks"
            tell(f"has {len(row.cells)} cells, the head only {self.width}", mend)
        return {name: row.cells[place] if place < len(row.cells) else "" for name, place in self.columns.items()}

    def _check_words(self, cells: Mapping[str, str], tell: _Tell) -> None:
        if not cells["organisation"]:
            tell("the organisation is empty", "write its name")
        for name, text in cells.items():
            may_call = name in ("phone", "help_line") and _PHONE.fullmatch(text)
            if name != "id" and _FORMULA.match(text) and not may_call:
                mend = "begin with a letter or digit; leave the cell empty where there is nothing to write"
                tell(f'{name} begins with "{text[0]}", like a formula', mend)
            elif name == "phone" and text and not _DIGIT.search(text):
                tell(f'phone: "{_short(text)}" holds no digit', "write the number, or leave the cell empty")
            elif len(text) > _MOST_CHARACTERS:
                tell(f"{name} has {len(text)} characters", "write what fits on one line of paper")
        if _PATH.search(cells["organisation"]):
            tell(f'organisation: "{_short(cells["organisation"])}" is a path of files', "write the organisation's name")

    def _check_language(self, language: str, tell: _Tell) -> None:
        if language not in self.languages:
            what = f'language: "{_short(language)}" is not one of the site' if language else "the language is empty"
            tell(what, f"write {' or '.join(self.languages)}")

    def _check_twin(self, row: Row, cells: Mapping[str, str], tell: _Tell) -> None:
        content = tuple(cells[name] for name in _NEEDED)
        first = self.seen.setdefault(content, row.number)
        if first != row.number:
            tell(f"says the same as row {first}", "remove one of the two")

    def _folder(self, row: Row, cells: Mapping[str, str], tell: _Tell) -> str:
        name = cells.get("id", "")
        if name and not is_name(name):
            mend = "use lower-case letters a-z, digits and single hyphens, as in kaili-library"
            tell(f'id: "{_short(name)}" cannot name a folder', mend)
        elif name in _SYSTEM:
            tell(f'id: "{name}" is a name that Windows keeps for itself', "add a word, as in con-library")
        elif len(name) > _LONGEST_ID:
            tell(f"id has {len(name)} characters", f"use at most {_LONGEST_ID}")
        else:
            folder = name or folder_name(row.number, cells["organisation"])
            first = self.folders.setdefault(folder.casefold(), row.number)
            if first != row.number:
                tell(f'its folder "{folder}" is that of row {first}', "give each row an id of its own")
            return folder
        return ""

    def _logo(self, target: str, tell: _Tell) -> str:
        if target not in self.logos:
            self.logos[target] = self._find_logo(target)
        logo = self.logos[target]
        if isinstance(logo, str):
            return logo
        tell(f'the logo "{_short(target)}" {logo.what}', logo.mend)
        return ""

    def _find_logo(self, target: str) -> str | LogoFault:
        aside = "put the file beside the imprints file and write its name, as in logos/kaili.png"
        try:
            path = (self.home / target.replace("\\", "/")).resolve()
            if re.match(r"[A-Za-z]:", target) or not path.is_relative_to(self.home):
                return LogoFault("lies outside the folder of this file", aside)
            if not path.is_file():
                return LogoFault("is not there", aside)
            return read_logo(path, self.logo_room)
        except LogoFault as fault:
            return fault
        except (OSError, ValueError):  # a name that this system cannot have
            return LogoFault("is not there", aside)


def folder_name(number: int, organisation: str) -> str:
    """Give a row's folder a name that every system takes: its number and what is safe of the organisation."""
    kept = (_safe(character) for character in unicodedata.normalize("NFC", organisation)[: 4 * _LONGEST_NAME])
    short = re.sub("-+", "-", "".join(kept)).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{number:05}-{short}".rstrip("-")


def _safe(character: str) -> str:
    return character if unicodedata.category(character)[0] in "LNM" else "-"


def _imprint(row: Row, cells: Mapping[str, str]) -> Imprint:
    return Imprint(
        organisation=cells["organisation"],
        phone=cells["phone"],
        address=cells["address"],
        helpline=cells["help_line"],
        logo=cells["logo"],
        language=cells["language"],
    ).placed(row.spot)


def _keep(faults: list[tuple[str, str]], what: str, mend: str) -> None:
    faults.append((what, mend))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[:_LONGEST_NAME] + "…"
