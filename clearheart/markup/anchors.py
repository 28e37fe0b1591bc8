"""Anchors: a page's nodes go in; the ids of its headings come out, as Python-Markdown gives them on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown.extensions.toc import unique
from pymdownx.slugs import slugify

from clearheart.markup.nodes import TITLED_BOXES, Attributes, Box, Citation, Heading, Html, Image, Node, words_of
from clearheart.markup.safe_html import read_tags

_slug = slugify(case="lower")


def find_anchors(nodes: Sequence[Node], in_short: str) -> set[str]:
    """Give the ids of a page; `in_short` is the title of a `short` block that has none of its own."""
    return _written_ids(nodes) | {name for _, name in heading_ids(nodes, in_short)}


def heading_ids(nodes: Sequence[Node], in_short: str) -> Iterator[tuple[Heading | Box, str]]:
    """Give each heading whose author wrote no id, and the id it gets: those that authors wrote come first."""
    found = _written_ids(nodes)
    for node in nodes:
        if isinstance(node, Heading) and not node.name:
            yield node, unique(_slug(_heading_words(node.children), "-"), found)
        elif isinstance(node, Box) and (title := _box_title(node, in_short)):
            yield node, unique(_slug(title, "-"), found)


def _heading_words(nodes: Sequence[Node]) -> str:
    """Give a heading's words; a drawing's title stands among them, as it does on the page."""
    shown = (node.alt if isinstance(node, Image) and node.target.startswith("drawing:") else None for node in nodes)
    return "".join(words_of(node) if alt is None else alt for node, alt in zip(nodes, shown, strict=True)).strip()


def _box_title(box: Box, in_short: str) -> str:
    if box.name == "short":
        return box.title or in_short
    return box.title if box.name in TITLED_BOXES else ""


def _written_ids(nodes: Sequence[Node]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, Heading) and node.name:
            found.add(node.name)
        elif isinstance(node, Citation):
            found.add("sources")
        elif isinstance(node, Attributes):
            found.update(piece[1:] for piece in node.pieces if piece.startswith("#"))
        elif isinstance(node, Html):
            found.update(tag.attributes["id"] for tag in read_tags(node.text) if tag.attributes.get("id"))
    return found
