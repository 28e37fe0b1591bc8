"""The Markdown tree: what it holds, on which lines, and what it says of blocks without an end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from clearheart.markup.nodes import (
    Attributes,
    Box,
    Break,
    Citation,
    Fence,
    Heading,
    Html,
    Image,
    Link,
    OrderedList,
    Quote,
    Rule,
    Table,
    Tree,
)
from clearheart.markup.rules import make_parser
from clearheart.markup.tree import parse, parse_references, plain, walk

PAGE = """\
# Title {#top}

One **strong *and stressed* line**,
then a claim.[@unodc-2016; @nida-2018] See [more
words](know/index.md "Why"){ .button .quiet }.

//// columns
### First

> A sentence
> to say

/// note | Mind
Inside.
///
////

![What it shows](drawing:home)

| a | b |
|---|--:|
| 1 | [x](y.md) |

```quiz
basics
```

3. three

---

<b>raw</b>
"""


def test_every_node_keeps_its_line_in_the_file() -> None:
    found = [(type(node), node.line) for node in walk(parse(PAGE, "page.md", 10))]
    for expected in (
        (Heading, 10),
        (Citation, 13),
        (Link, 13),
        (Box, 16),
        (Heading, 17),
        (Quote, 19),
        (Box, 22),
        (Image, 27),
        (Table, 29),
        (Link, 31),
        (Fence, 33),
        (OrderedList, 37),
        (Rule, 39),
        (Html, 41),
    ):
        assert expected in found


def test_marks_become_fields() -> None:
    nodes = list(walk(parse(PAGE)))
    [citation] = [node for node in nodes if isinstance(node, Citation)]
    [note] = [node for node in nodes if isinstance(node, Box) and node.name == "note"]
    [fence] = [node for node in nodes if isinstance(node, Fence)]
    [image] = [node for node in nodes if isinstance(node, Image)]
    link = next(node for node in nodes if isinstance(node, Link))
    assert citation.ids == ("unodc-2016", "nida-2018")
    assert (note.title, plain(note.children)) == ("Mind", "Inside.")
    assert (fence.info, fence.body, fence.body_line) == ("quiz", "basics\n", 25)
    assert (image.target, image.alt) == ("drawing:home", "What it shows")
    assert (link.target, link.title, link.classes) == ("know/index.md", "Why", ("button", "quiet"))
    assert plain(link.children) == "more words"
    assert nodes[0] == Heading(1, 1, nodes[0].children, "top")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one\ntwo", "one two"),
        ("尽早谈，\n经常谈", "尽早谈，经常谈"),
        ("他说\n“好”", "他说“好”"),
        ("打\n120", "打 120"),
        ("**尽早**\n谈", "尽早谈"),
        ("谈\n**尽早**", "谈尽早"),
        ("谈。[@a]\n早", "谈。早"),
        ("*one*\ntwo", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("a &amp; b \\* c", "a & b * c"),
    ],
)
def test_lines_join_as_their_script_does(text: str, words: str) -> None:
    assert plain(parse(text).children) == words


@pytest.mark.parametrize(
    ("text", "unclosed"),
    [
        ("/// note\nwords\n///\n", ()),
        ("/// note\nwords\n", (("note", 1),)),
        ("words\n///\n", (("", 2),)),
        ("//// columns\n/// note\nwords\n////\n", (("note", 2),)),
        ("/// note\n```\n///\n```\n///\n", ()),
    ],
)
def test_a_block_without_an_end_is_told(text: str, unclosed: tuple[tuple[str, int], ...]) -> None:
    assert parse(text).unclosed == unclosed


def test_a_block_of_any_name_is_kept() -> None:
    [box] = parse("/// unheard-of | Title\nwords\n///\n").children
    assert isinstance(box, Box)
    assert (box.name, box.title, box.is_closed) == ("unheard-of", "Title", True)


def test_a_hard_break_is_a_node() -> None:
    assert any(isinstance(node, Break) for node in walk(parse("one\\\ntwo")))


_MARKS = ["", "words", "# one", "## two {#x}", "---", "===", "- item", "  more", "    code", "1. step", "> said", "```"]
_MORE_MARKS = ["~~~", "/// note", "///", "[a]: b.md", "<b>", "</div>", "| a | b |", "|---|---|", "* * *", "\\", "中文"]
_LINES = st.sampled_from([*_MARKS, *_MORE_MARKS])


@given(st.lists(_LINES, max_size=14).map("\n".join))
def test_the_quick_parser_finds_what_the_whole_one_finds(text: str) -> None:
    assert _tokens(make_parser(), text) == _tokens(make_parser(is_quick=False), text)


def test_our_own_pages_are_read_alike_by_the_quick_parser(root: Path) -> None:
    for page in (*(root / "content").rglob("*.md"), *(root / "docs").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        assert _tokens(make_parser(), text) == _tokens(make_parser(is_quick=False), text)


def _tokens(parser: MarkdownIt, text: str) -> list[Token]:
    tokens: list[Token] = []
    parser.block.parse(text, parser, {}, tokens)
    return tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A claim [@a;\n@b-2020].", ("a", "b-2020")),
        ("A claim [@a ; @b ].", ("a", "b")),
        ("A claim [@a, p. 3].", ("a, p. 3",)),
        ("A claim [@A].", ("A",)),
        ("A claim [@a; b].", ("a; b",)),
        (r"Shown \[@a] as it stands.", None),
        (r"Shown [\@a] as it stands.", None),
        (r"Shown [@a\] as it stands.", None),
    ],
)
def test_a_citation_is_read_as_pages_read_it(text: str, expected: tuple[str, ...] | None) -> None:
    found = [node.ids for node in walk(parse(text)) if isinstance(node, Citation)]
    assert found == ([expected] if expected else [])
    assert "\0" not in plain(parse(text).children)


def test_a_citation_over_two_lines_keeps_the_lines_after_it() -> None:
    found = [(type(node), node.line) for node in walk(parse("One [@a;\n@b] and\n[more](x.md)."))]
    assert (Citation, 1) in found
    assert (Link, 3) in found


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("[Call](x.md){ .button }", []),
        ("[Call](x.md){ target=_blank .button }", [("target=_blank",)]),
        ("## Signs {#signs}", []),
        ("## Signs {: #signs style='a b' }", [("style='a b'",)]),
        ("Words\n{: .fine #x }", [("#x",)]),
        ("**Words**{ lang=fr }", [("lang=fr",)]),
        ("Words { like } these", []),
    ],
)
@pytest.mark.parametrize("read", [parse, parse_references])
def test_attribute_lists_are_kept_from_the_words(
    read: Callable[[str], Tree], text: str, pieces: list[tuple[str, ...]]
) -> None:
    tree = read(text)
    assert [node.pieces for node in walk(tree) if isinstance(node, Attributes)] == pieces
    assert ("{" in plain(tree.children)) == ("like" in text)


@pytest.mark.parametrize(
    ("text", "is_closed"),
    [
        ("```quiz\nbasics\n```", True),
        ("```quiz\nbasics", False),
        ("```quiz\nbasics\n\n", False),
        ("```help\n```\n", True),
    ],
)
def test_a_fence_knows_whether_it_ends(text: str, is_closed: bool) -> None:
    [fence] = parse(text).children
    assert isinstance(fence, Fence)
    assert fence.is_closed == is_closed
