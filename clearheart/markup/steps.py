"""The steps of a lesson: a `/// steps` box goes in; each step's heading, minutes and blocks come out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clearheart.markup.nodes import Block, Box, Heading, plain

STEPS, BOARD = "steps", "board"
"""The names of the box that holds a lesson's steps, and of the box in a step that the class sees."""

MINUTES = re.compile(r"\s*[(（]\s*(\d+)[^()（）]*[)）]\s*$")
"""How a step's heading ends: (5 minutes), （5分钟）."""


@dataclass(frozen=True)
class Step:
    """Hold one step of a lesson."""

    line: int
    title: str
    """Its heading without the minutes."""
    minutes: int | None
    blocks: tuple[Block, ...]


def read_steps(box: Box) -> tuple[Step, ...]:
    """Part a box at its headings; what stands before the first one belongs to no step."""
    starts = [place for place, block in enumerate(box.children) if isinstance(block, Heading)]
    ends = [*starts[1:], len(box.children)]
    return tuple(_step(box.children[start:end]) for start, end in zip(starts, ends, strict=False))


def _step(blocks: tuple[Block, ...]) -> Step:
    heading = blocks[0]
    assert isinstance(heading, Heading), "each step begins with one"
    words = plain(heading.children).replace("\n", " ")
    found = MINUTES.search(words)
    title = words[: found.start()] if found else words
    return Step(heading.line, title, int(found[1]) if found else None, blocks[1:])
