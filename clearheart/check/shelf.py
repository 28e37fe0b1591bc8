"""The shelf: one language's documents go in; its pages, by the names that staging gives them, come out."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from functools import cached_property
from urllib.parse import unquote

from markdown.extensions.toc import unique
from pymdownx.slugs import slugify

from clearheart.markup.nodes import (
    TITLED_BOXES,
    Attributes,
    Box,
    Citation,
    Heading,
    Html,
    Image,
    Node,
    Tree,
    walk,
    words_of,
)
from clearheart.markup.safe_html import read_tags
from clearheart.markup.tree import parse_references
from clearheart.model import Document, Edition, Project
from clearheart.problems import Spot

_NAMED = frozenset({Heading, Box, Citation, Attributes, Html})
_slug = slugify(case="lower")


class Page:
    """Hold a document and its place among the staged pages.

    Its tree is not kept: a thousand of them would slow the search for what memory can be freed.
    """

    def __init__(self, document: Document, name: str, in_short: str = "") -> None:
        self.document = document
        self.name = name
        self._in_short = in_short
        self._anchors: set[str] | None = None

    def read(self) -> tuple[Tree, list[Node]]:
        """Give the page's tree, and every node of it."""
        tree = parse_references(self.document.text, self.document.path, self.document.line)
        nodes = list(walk(tree))
        if self._anchors is None:
            self._anchors = _find_anchors([node for node in nodes if type(node) in _NAMED], self._in_short)
        return tree, nodes

    @cached_property
    def lines(self) -> list[str]:
        """Give the lines of the text as its tree counts them."""
        return self.document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @property
    def anchors(self) -> set[str]:
        """Give the ids that links may lead to."""
        if self._anchors is None:
            self.read()
        return self._anchors or set()

    def spot(self, line: int) -> Spot:
        """Give a place in the page's file."""
        return Spot(self.document.path, line)

    def beside(self, target: str) -> str:
        """Give the staged name of a file that the page names."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.name), unquote(target)))


class Shelf:
    """Hold all pages and media of one language, under the names that staging gives them."""

    def __init__(self, project: Project, edition: Edition) -> None:
        self.project = project
        self.edition = edition
        self.pages: dict[str, Page] = {}
        in_short = str(edition.strings.get("site", {}).get("in_short", ""))
        for documents, prefix in ((edition.documents, ""), (edition.handbook, "handbook/")):
            for document in documents:
                self.pages[prefix + document.name] = Page(document, prefix + document.name, in_short)
        self.bank_pages = {f"quiz/{bank.id}" for bank in edition.banks}
        self.media = {_staged_name(path, edition.code) for path in edition.media}

    def is_faulty_file(self, name: str) -> bool:
        """Say whether a page is there but could not be read: that is told at the page itself."""
        code, root = self.edition.code, self.project.root
        inner, bank = name.removeprefix("handbook/"), name.removeprefix("quiz/")
        return (
            (root / "content" / code / f"{name}.md").is_file()
            or (inner != name and (root / "docs" / code / f"{inner}.md").is_file())
            or (bank != name and (root / "quizzes" / code / f"{bank}.yml").is_file())
        )


def _staged_name(path: str, code: str) -> str:
    if path.startswith("docs/"):
        return "handbook/" + path.removeprefix(f"docs/{code}/")
    return path.removeprefix(f"content/{code}/")


def _find_anchors(nodes: Sequence[Node], in_short: str) -> set[str]:
    """Give the ids of a page: those that its author wrote come first, as in Python-Markdown."""
    found = _written_ids(nodes)
    for node in nodes:
        if isinstance(node, Heading) and not node.name:
            unique(_slug(_heading_words(node.children), "-"), found)
        elif isinstance(node, Box) and (title := _box_title(node, in_short)):
            unique(_slug(title, "-"), found)
    return found


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
