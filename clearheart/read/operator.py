"""Who runs this copy of the site: content/site.yml goes in, an Operator and Problems come out."""

from __future__ import annotations

from pathlib import Path

from clearheart.model import Operator
from clearheart.problems import Problem
from clearheart.read.text_file import read_text
from clearheart.read.typed import validate
from clearheart.read.yaml_text import parse_yaml

OPERATOR = "content/site.yml"


def read_operator(root: Path) -> tuple[Operator, list[Problem]]:
    """Read who runs the site; without the file nobody is named, and pages say so."""
    if not (root / OPERATOR).is_file():
        return Operator(), []
    text, problems = read_text(root, OPERATOR)
    if text is None:
        return Operator(), problems
    parsed = parse_yaml(text, OPERATOR)
    if parsed.is_broken:
        return Operator(), parsed.problems
    if parsed.value is None:
        parsed.value = {}
    operator, problems = validate(Operator, parsed, OPERATOR)
    return operator or Operator(), problems
