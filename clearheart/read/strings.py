"""The interface's words: theme/strings/<lang>.yml goes in, groups of strings or Problems come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from clearheart.model.project import Strings
from clearheart.problems import Problem, Spot
from clearheart.read.text_file import read_text
from clearheart.read.yaml_text import parse_yaml

_WAY = ("extra", "clearheart", "strings")


def read_strings(root: Path, language: str) -> tuple[Strings, dict[tuple[str, ...], int], list[Problem]]:
    """Read a language's strings and the line of each key."""
    path = f"theme/strings/{language}.yml"
    text, problems = read_text(root, path)
    if text is None:
        return {}, {}, problems
    parsed = parse_yaml(text, path)
    if parsed.problems:
        return {}, {}, parsed.problems
    value: Any = parsed.value
    for key in _WAY:
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, dict):
        mend = "begin it like theme/strings/en.yml"
        return {}, {}, [Problem(Spot(path, 1), "holds no extra: clearheart: strings:", mend)]
    lines = {tuple(map(str, way[3:])): line for way, line in parsed.lines.items() if way[:3] == _WAY}
    return value, lines, []
