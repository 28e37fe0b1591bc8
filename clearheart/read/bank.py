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
    """Read a bank without faults; its id is the file's name."""
    bank, problems = salvage_bank(root, path, language)
    return (None if problems else bank), problems


def salvage_bank(root: Path, path: str, language: str) -> tuple[Bank | None, list[Problem]]:
    """Read what can be read of a bank, so that one run also checks the rest of a faulty one."""
    text, problems = read_text(root, path)
    if text is None:
        return None, problems
    return _salvage(text, path, language)


def parse_bank(text: str, path: str, language: str) -> tuple[Bank | None, list[Problem]]:
    """Make a bank of the text of its file, if that has no fault."""
    bank, problems = _salvage(text, path, language)
    return (None if problems else bank), problems


def _salvage(text: str, path: str, language: str) -> tuple[Bank | None, list[Problem]]:
    parsed = parse_yaml(text, path)
    if parsed.is_broken:
        return None, parsed.problems
    bank, problems = validate(Bank, parsed, path, id=PurePosixPath(path).stem, language=language)
    twins = twin_ids(parsed, path, "questions", ("questions",))
    told = {problem.spot for problem in twins}  # the model tells twins too, without the first one's line
    return bank, [*twins, *(problem for problem in problems if problem.spot not in told)]
