"""Markdown becomes HTML: each golden file holds an author's text and the HTML that readers get."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from clearheart.check.layout import check_layout
from clearheart.check.shelf import Page
from clearheart.markup.nodes import BulletList, Heading, Item, OrderedList, Quote, Rule, Table
from clearheart.model import Document, PageMeta
from tests.projects import read_cases, write_project

CASES = sorted((Path(__file__).parent / "golden" / "pages").glob("*.txt"))


def convert(text: str, folder: Path, language: str = "en") -> str:
    """Turn Markdown into HTML as a page of the minimal project."""
    root = write_project(folder)
    extension = {"clearheart.extension": {"root": str(root), "language": language}}
    return Markdown(extensions=list(extension), extension_configs=extension).convert(text)


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_markdown_becomes_the_expected_html(case: Path, tmp_path: Path) -> None:
    files, expected = read_cases(case.read_text(encoding="utf-8"))
    language = "zh" if case.stem.startswith("zh-") else "en"
    made = convert(files["page.md"], tmp_path, language).strip()
    if os.environ.get("UPDATE_GOLDEN"):
        text = f"=== page.md\n{files['page.md']}=== expected\n{made}\n"
        case.write_text(text, encoding="utf-8", newline="\n")
    assert made == expected


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<svg onload=alert(1)></svg>",
        "<style>body{display:none}</style>",
        "<iframe src='https://example.org/'></iframe>",
        '[x](index.md){: onclick="alert(1)" style="color:red" }',
        '<div data-slot="0"></div>',
        "<form action='https://example.org/'><input name=a></form>",
        "![x](drawing:family-table){: onload=alert(1) }",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    ],
)
def test_hostile_text_injects_nothing(hostile: str, tmp_path: Path) -> None:
    html = convert(f"# Title\n\n{hostile}\n\nEnd {hostile} here.\n", tmp_path)
    lowered = html.lower()
    for forbidden in (
        "<script",
        "onerror=",
        "onload=",
        "onclick=",
        "<style",
        "<iframe",
        "<form",
        'href="java',
        "style=",
    ):
        assert forbidden not in lowered, html


def test_two_pages_in_a_row_do_not_share_their_parts(tmp_path: Path) -> None:
    one = convert("# One\n\nA claim [@unodc-2020].\n", tmp_path)
    two = convert("# Two\n", tmp_path)
    assert "sources" in one
    assert "sources" not in two


_HEADINGS = [
    "# Title",
    "## Signs",
    "## A claim [@unodc-2020]",
    "## Signs {#own}",
    "## **Bold** _and_ `code`",
    "## 标题",
]
_OTHERS = ["### Signs_1", "Words [@unodc-2020]", "/// case | Signs\nWords\n///", "Words\n{: #mine }", "Setext\n---"]
_AWKWARD = ["## [Link](https://example.org/) words", "## Sources and dates", "## A &amp; B", "## C \\* D", "## A_b_c d"]
_PARTS = st.sampled_from([*_HEADINGS, *_OTHERS, *_AWKWARD, '<p id="raw">Words</p>'])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(_PARTS, max_size=8))
def test_check_knows_the_ids_that_pages_have(blocks: list[str], tmp_path: Path) -> None:
    text = "\n\n".join(blocks) + "\n"
    html = convert(text, tmp_path)
    document = Document(path="page.md", language="en", name="page", meta=PageMeta(), text=text, line=1)
    ids = set(re.findall(r'<(?:h\d|p)[^>]* id="([^"]+)"', html))
    assert Page(document, "page").anchors == ids


_LAID = [
    "words",
    "- one",
    "- two",
    "    - inner",
    "    more",
    "  less",
    "1. first",
    "2. second",
    "   - three",
    "## Head",
]
_LAID_MORE = [
    "   ## Head",
    "> said",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "```\ncode\n```",
    "/// note\nwords\n///",
    "---",
]
_COUNTED = {
    BulletList: "ul",
    OrderedList: "ol",
    Item: "li",
    Table: "table",
    Quote: "blockquote",
    Heading: r"h\d",
    Rule: "hr",
}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(st.sampled_from([*_LAID, *_LAID_MORE, ""]), max_size=8))
def test_what_check_lets_pass_is_laid_out_as_it_was_read(blocks: list[str], tmp_path: Path) -> None:
    text = "\n".join(blocks) + "\n"
    document = Document(path="page.md", language="en", name="page", meta=PageMeta(), text=text, line=1)
    page = Page(document, "page")
    tree, nodes = page.read()
    assume(not list(check_layout(tree.children, page)))
    html = convert(text, tmp_path)
    for kind, tag in _COUNTED.items():
        assert len(re.findall(rf"<{tag}[ >]", html)) == sum(type(node) is kind for node in nodes), (kind, text, html)
