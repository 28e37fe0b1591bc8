"""A data file that holds a list of entries: its path goes in, models and Problems come out."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from clearheart.model.base import Placed
from clearheart.problems import Problem, Spot
from clearheart.read.text_file import read_text
from clearheart.read.twins import twin_ids
from clearheart.read.typed import validate
from clearheart.read.yaml_text import parse_yaml

_Model = TypeVar("_Model", bound=Placed)


def read_listing(root: Path, path: str, model: type[_Model]) -> tuple[tuple[_Model, ...], list[Problem]]:
    """Read every entry of a list; an id given twice is a Problem."""
    text, problems = read_text(root, path)
    if text is None:
        return (), problems
    parsed = parse_yaml(text, path)
    if parsed.problems:
        return (), parsed.problems
    if not isinstance(parsed.value, list):
        return (), [Problem(Spot(path, 1), "is not a list", "begin each entry with a hyphen, as in - id: ...")]
    entries: list[_Model] = []
    for place in range(len(parsed.value)):
        entry, found = validate(model, parsed, path, (place,))
        problems += found
        if entry is not None:
            entries.append(entry)
    return tuple(entries), [*problems, *twin_ids(parsed, path, "entries")]
