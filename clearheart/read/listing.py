"""A data file that holds a list of entries: its path goes in, models and Problems come out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from clearheart.model.base import Placed
from clearheart.problems import Problem, Spot
from clearheart.read.text_file import read_text
from clearheart.read.twins import twin_ids
from clearheart.read.typed import validate
from clearheart.read.yaml_text import parse_yaml

_Model = TypeVar("_Model", bound=Placed)


@dataclass(frozen=True)
class Listing(Generic[_Model]):
    """Hold the entries of a data file, and the ids of all that stand there, faulty ones too."""

    entries: tuple[_Model, ...] = ()
    salvaged: tuple[_Model, ...] = ()
    """The same and what can be read of faulty entries, for checks alone."""
    ids: frozenset[str] | None = None
    """None where the file could not be read, so that nobody knows what it holds."""


def read_listing(
    root: Path, path: str, model: type[_Model], *, optional: bool = False
) -> tuple[Listing[_Model], list[Problem]]:
    """Read every entry of a list; an id given twice is a Problem, and so is a missing file unless it is optional."""
    if optional and not (root / path).is_file():
        return Listing(ids=frozenset()), []
    text, problems = read_text(root, path)
    if text is None:
        return Listing(), problems
    parsed = parse_yaml(text, path)
    if parsed.is_broken:
        return Listing(), parsed.problems
    if not isinstance(parsed.value, list):
        return Listing(), [Problem(Spot(path, 1), "is not a list", "begin each entry with a hyphen, as in - id: ...")]
    salvaged: list[_Model] = []
    problems += [] if parsed.value else parsed.problems  # with entries, each one's validation tells its own
    for place in range(len(parsed.value)):
        entry, found = validate(model, parsed, path, (place,))
        problems += found
        if entry is not None:
            salvaged.append(entry)
    ids = frozenset(str(entry.get("id")) for entry in parsed.value if isinstance(entry, dict))
    entries = tuple(entry for entry in salvaged if entry.is_whole)
    return Listing(entries, tuple(salvaged), ids), [*problems, *twin_ids(parsed, path, "entries")]
