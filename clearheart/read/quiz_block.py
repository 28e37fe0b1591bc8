"""The body of a quiz fence: `bank-id`, or YAML with bank, only and a way, goes in; a QuizBlock comes out."""

from __future__ import annotations

from pydantic import ValidationInfo, model_validator

from clearheart.model.base import Fault, Name, is_stand_in, raise_faults
from clearheart.model.way import Way
from clearheart.problems import Problem, Spot
from clearheart.read.typed import validate
from clearheart.read.yaml_text import parse_yaml


class QuizBlock(Way):
    """Ask a page to show a bank, or some of its questions, and say how it is taken there."""

    bank: Name
    only: tuple[Name, ...] = ()
    """Ids of the questions to show, in this order; all where it is empty."""

    @model_validator(mode="after")
    def _check_only(self, info: ValidationInfo) -> QuizBlock:
        mend = "name each question once"
        twins = [(place, name) for place, name in enumerate(self.only) if name in self.only[:place]]
        raise_faults([Fault(("only", place), f'only: names "{name}" twice', mend) for place, name in twins], info)
        return self


def read_quiz_block(body: str, path: str, line: int) -> tuple[QuizBlock | None, list[Problem]]:
    """Read a quiz fence whose body begins on `line`; a block may come with problems of its other keys."""
    parsed = parse_yaml(body, path, line)
    if parsed.is_broken:
        return None, parsed.problems
    if parsed.value is None:
        return None, [Problem(Spot(path, line), "this quiz names no bank", "write the id of a bank between the fences")]
    if isinstance(parsed.value, str):
        parsed.value = {"bank": parsed.value}
    block, problems = validate(QuizBlock, parsed, path)
    return (None if block is None or is_stand_in(block.bank) else block), problems
