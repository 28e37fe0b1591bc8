"""Courses: the blocks of a page go in; a course without its tests or lessons comes out as Problems."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.check.shelf import Page
from clearheart.markup.nodes import Box, Fence, Item, Link, walk
from clearheart.problems import Problem
from clearheart.read.quiz_block import QuizBlock, read_quiz_block


def check_course(course: Box, page: Page) -> Iterator[Problem]:
    """Find that a course lacks lessons or a test before or after, and tests that would be taken for one another."""
    spot = page.spot(course.line)
    blocks = [block for fence in _quizzes(course) if (block := _read(fence, page)) is not None]
    if len(blocks) < 2:
        mend = "write a quiz block with mode: test at its beginning, and one at its end"
        yield Problem(spot, "this course has no test before and after", mend)
    if not any(isinstance(node, Link) for item in walk(course) if isinstance(item, Item) for node in walk(item)):
        yield Problem(spot, "this course has no lessons", "write a list of links to pages between its tests")
    seen: set[tuple[str, str | None]] = set()
    for fence, block in zip(_quizzes(course), blocks, strict=False):
        if (block.bank, block.run) in seen:
            mend = "write run: before in the first of them, and run: after in the last"
            yield Problem(page.spot(fence.line), f'this course asks bank "{block.bank}" twice under one name', mend)
        seen.add((block.bank, block.run))


def _quizzes(course: Box) -> list[Fence]:
    return [node for node in walk(course) if isinstance(node, Fence) and node.info.strip() == "quiz"]


def _read(fence: Fence, page: Page) -> QuizBlock | None:
    return read_quiz_block(fence.body, page.document.path, fence.body_line)[0]
