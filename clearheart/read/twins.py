"""Ids given twice in one list: a parsed document goes in, Problems that name both lines come out."""

from __future__ import annotations

from typing import Any

from clearheart.problems import Problem, Spot
from clearheart.read.yaml_text import Parsed, Way


def twin_ids(parsed: Parsed, path: str, noun: str, way: Way = ()) -> list[Problem]:
    """Find ids that two entries share, whatever else may be wrong with the entries."""
    entries: Any = parsed.value
    for step in way:
        entries = entries.get(step) if isinstance(entries, dict) else None
    first: dict[str, int] = {}
    problems = []
    for place, entry in enumerate(entries if isinstance(entries, list) else []):
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        line = parsed.line((*way, place, "id"))
        if name in first:
            mend = f"give each its own id (the first is on line {first[name]})"
            problems.append(Problem(Spot(path, line), f'two {noun} have the id "{name}"', mend))
        first.setdefault(name, line)
    return problems
