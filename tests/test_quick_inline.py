"""The faster inline parser gives what Markdown's own gives, for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import InlineProcessor

from clearheart.extension.quick_inline import QuickInlineProcessor
from tests.projects import write_project

_MARKS = list("\\`*_[]()!<>&;#~=|- \n\t'\"@{}")
_PIECES = st.sampled_from([*_MARKS, "  \n", "words", "字", "https://a.example"])


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Markdown, Markdown]:
    root = write_project(tmp_path_factory.mktemp("project"))
    quick, plain = (
        Markdown(
            extensions=["clearheart.extension"],
            extension_configs={"clearheart.extension": {"root": str(root), "language": "en"}},
        )
        for _ in range(2)
    )
    plain.treeprocessors.register(InlineProcessor(plain), "inline", 20)
    return quick, plain


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text_is_parsed_alike(both: tuple[Markdown, Markdown], text: str) -> None:
    quick, plain = (md.reset().convert(text) for md in both)
    assert quick == plain


def test_every_page_is_parsed_alike(both: tuple[Markdown, Markdown], root: Path) -> None:
    for file in [*(root / "content").rglob("*.md"), *(root / "docs").rglob("*.md")]:
        text = file.read_text(encoding="utf-8")
        quick, plain = (md.reset().convert(text) for md in both)
        assert quick == plain, file


def test_a_pattern_of_somebody_else_is_still_tried(both: tuple[Markdown, Markdown]) -> None:
    md = Markdown()
    md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)
    md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~)(.+?)~", "sub"), "theirs", 5)
    assert md.convert("H~2~O") == "<p>H<sub>2</sub>O</p>"
