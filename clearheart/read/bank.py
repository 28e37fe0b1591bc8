"""One quiz bank: quizzes/<lang>/<bank>.yml goes in, a Bank or Problems come out."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from clearheart.model import Bank
from clearheart.problems import Problem
from clearheart.read.text_file import read_text
from clearheart.read.twins import twin_ids
from clearheart.read.typed import validate
from clearheart.read.yaml_text import parse_yaml


def read_bank(root: Path, path: str, language: str) -> tuple[Bank | None, list[Problem]]:
    """Read a bank; its id is the file's name."""
    text, problems = read_text(root, path)
    if text is None:
        return None, problems
    return parse_bank(text, path, language)


def parse_bank(text: str, path: str, language: str) -> tuple[Bank | None, list[Problem]]:
    """Make a bank of the text of its file."""
    parsed = parse_yaml(text, path)
    if parsed.problems:
        return None, parsed.problems
    bank, problems = validate(Bank, parsed, path, id=PurePosixPath(path).stem, language=language)
    twins = twin_ids(parsed, path, "questions", ("questions",))
    told = {problem.spot for problem in twins}  # the model tells twins too, without the first one's line
    return bank, [*twins, *(problem for problem in problems if problem.spot not in told)]
