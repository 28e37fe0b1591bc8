"""The shelf: one language's documents go in; its pages, by the names that staging gives them, come out."""

from __future__ import annotations

import posixpath
from functools import cached_property
from urllib.parse import unquote

from clearheart.markup.anchors import find_anchors
from clearheart.markup.nodes import Attributes, Box, Citation, Heading, Html, Node, Tree, walk
from clearheart.markup.tree import parse_references
from clearheart.model import Document, Edition, Project
from clearheart.model.document import staged_name
from clearheart.problems import Spot
from clearheart.read.waiting import waiting_reasons

_NAMED = frozenset({Heading, Box, Citation, Attributes, Html})


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
            self._anchors = find_anchors([node for node in nodes if type(node) in _NAMED], self._in_short)
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
        self.waiting = waiting_reasons(edition)
        self.bank_pages = {f"quiz/{bank.id}" for bank in edition.banks}
        self.media = {staged_name(path) for path in edition.media}

    def is_faulty_file(self, name: str) -> bool:
        """Say whether a page is there but could not be read: that is told at the page itself."""
        code, root = self.edition.code, self.project.root
        inner, bank = name.removeprefix("handbook/"), name.removeprefix("quiz/")
        return (
            (root / "content" / code / f"{name}.md").is_file()
            or (inner != name and (root / "docs" / code / f"{inner}.md").is_file())
            or (bank != name and (root / "quizzes" / code / f"{bank}.yml").is_file())
        )
