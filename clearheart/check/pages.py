"""Pages: documents go in; every fault of their Markdown comes out as a Problem with its line."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pymdownx.slugs import slugify

from clearheart.check.references import check_source, check_stress, suggest
from clearheart.markup.nodes import BOX_NAMES, Box, Citation, Fence, Heading, Html, Image, Link, Node, Text, Tree
from clearheart.markup.safe_html import find_refused
from clearheart.markup.tree import parse, parse_references, plain, walk
from clearheart.model import Document, Edition, Project
from clearheart.problems import Problem, Spot
from clearheart.read.quiz_block import read_quiz_block

_SCHEMES = ("http", "https", "mailto", "tel")
_slug = slugify(case="lower")


def check_pages(project: Project) -> Iterator[Problem]:
    """Find the faults of every page and leaflet, in content/ and in docs/."""
    for edition in project.editions:
        shelf = _Shelf(project, edition)
        if not (project.root / f"content/{edition.code}/index.md").is_file():
            yield Problem(Spot(f"content/{edition.code}"), "there is no home page", "write index.md")
        for page in shelf.pages.values():
            yield from _check_page(page, shelf)


@dataclass
class _Page:
    """Hold a document with its tree and its place among the staged pages."""

    document: Document
    name: str
    folder: Path
    """Folder of the language's sources, in which pictures stand."""
    prefix: str
    """What staging puts before the name: nothing, or handbook/."""

    @cached_property
    def tree(self) -> Tree:
        return parse_references(self.document.text, self.document.path, self.document.line)

    @cached_property
    def nodes(self) -> list[Node]:
        """Give every node of the page, walked once."""
        return list(walk(self.tree))

    @cached_property
    def anchors(self) -> set[str]:
        """Give the ids that links may lead to."""
        found: set[str] = set()
        for node in self.nodes:
            if isinstance(node, Heading):
                found.add(_unique(node.name or _slug(plain(node.children), "-"), found))
            elif isinstance(node, Box) and node.title:
                found.add(_unique(_slug(node.title, "-"), found))
            elif isinstance(node, Citation):
                found.add("sources")
        return found

    def spot(self, line: int) -> Spot:
        return Spot(self.document.path, line)


class _Shelf:
    """Hold all pages of one language, under the names that staging gives them."""

    def __init__(self, project: Project, edition: Edition) -> None:
        self.project = project
        self.edition = edition
        self.pages: dict[str, _Page] = {}
        for documents, folder, prefix in (
            (edition.documents, f"content/{edition.code}", ""),
            (edition.handbook, f"docs/{edition.code}", "handbook/"),
        ):
            for document in documents:
                name = prefix + document.name
                self.pages[name] = _Page(document, name, project.root / folder, prefix)
        self.bank_pages = {f"quiz/{bank.id}" for bank in edition.banks}


def _unique(slug: str, taken: set[str]) -> str:
    """Number a heading's id as Python-Markdown does where it stands twice."""
    number, name = 0, slug
    while name in taken:
        number += 1
        name = f"{slug}_{number}"
    return name


def _check_page(page: _Page, shelf: _Shelf) -> Iterator[Problem]:
    yield from _template(page, shelf)
    yield from _one_title(page)
    if page.document.is_leaflet:  # print reads stress as CommonMark does, more strictly than pages
        for node in walk(parse(page.document.text, page.document.path, page.document.line)):
            if isinstance(node, Text):
                yield from check_stress(node, page.spot(node.line))
    for name, line in page.tree.unclosed:
        what = f"the block /// {name} never ends" if name else "this line ends a block that never began"
        mend = "put a line /// below its last line" if name else "remove it, or begin the block with /// and its name"
        yield Problem(page.spot(line), what, mend)
    for node in page.nodes:
        yield from _check_node(node, page, shelf)


def _check_node(node: Node, page: _Page, shelf: _Shelf) -> Iterator[Problem]:
    if isinstance(node, Link):
        yield from _link(node, page, shelf)
    elif isinstance(node, Image):
        yield from _image(node, page, shelf)
    elif isinstance(node, Citation):
        for name in node.ids:
            yield from check_source(name, page.spot(node.line), shelf.project)
    elif isinstance(node, Fence):
        yield from _fence(node, page, shelf)
    elif isinstance(node, Box) and node.name not in BOX_NAMES:
        mend = f"use one of {', '.join(sorted(BOX_NAMES))}"
        yield Problem(page.spot(node.line), f'there is no block "{node.name}"', mend)
    elif isinstance(node, Html):
        yield from _html(node, page)


def _template(page: _Page, shelf: _Shelf) -> Iterator[Problem]:
    template = page.document.meta.template
    if template and not (shelf.project.root / "theme" / "site" / template).is_file():
        yield Problem(page.spot(1), f'there is no template "{template}"', "name a file in theme/site")


def _one_title(page: _Page) -> Iterator[Problem]:
    titles = [node for node in page.nodes if isinstance(node, Heading) and node.level == 1]
    if not titles:
        yield Problem(page.spot(page.document.line), "this page has no title", "begin it with a line # Title")
    for title in titles[1:]:
        mend = f"use ## here (the title is on line {titles[0].line})"
        yield Problem(page.spot(title.line), "a page has one title, and this is another", mend)


def _html(node: Html, page: _Page) -> Iterator[Problem]:
    if node.text.startswith("///"):
        return  # a block's stray end, told with the unclosed ones
    for line, what in find_refused(node.text):
        mend = "write Markdown; scripts, styles, frames and forms cannot stand on a page"
        yield Problem(page.spot(node.line + line), f"{what} is not allowed here", mend)


def _fence(node: Fence, page: _Page, shelf: _Shelf) -> Iterator[Problem]:
    if node.info.split(" ")[0] != "quiz":
        return
    block, problems = read_quiz_block(node.body, page.document.path, node.body_line)
    yield from problems
    if block is None:
        return
    bank = shelf.edition.bank(block.bank)
    spot = page.spot(node.body_line)
    if bank is None:
        known = [bank.id for bank in shelf.edition.banks]
        if not (shelf.project.root / "quizzes" / shelf.edition.code / f"{block.bank}.yml").is_file():
            mend = f"write quizzes/{shelf.edition.code}/{block.bank}.yml{suggest(block.bank, known)}"
            yield Problem(spot, f'there is no bank "{block.bank}"', mend)
        return  # a bank that is there but faulty is told at its own lines
    for name in block.only:
        if bank.question(name) is None:
            known = [question.id for question in bank.questions]
            mend = f"name one of its questions{suggest(name, known)}"
            yield Problem(spot, f'bank "{bank.id}" has no question "{name}"', mend)


def _image(node: Image, page: _Page, shelf: _Shelf) -> Iterator[Problem]:
    spot = page.spot(node.line)
    if node.target.startswith("drawing:"):
        name = node.target.removeprefix("drawing:")
        folder = shelf.project.root / "theme" / "drawings"
        if not (folder / f"{name}.svg").is_file():
            known = [file.stem for file in folder.glob("*.svg")]
            yield Problem(spot, f'there is no drawing "{name}"', f"name a file in theme/drawings{suggest(name, known)}")
        return
    if not node.alt.strip():
        yield Problem(spot, f'the picture "{node.target}" has no alt text', "describe it: ![what it shows](...)")
    parts = urlsplit(node.target)
    if parts.scheme or parts.netloc:
        yield Problem(spot, "this picture is fetched from another site", "put a copy beside the page")
    elif not _file(page, parts.path).is_file():
        yield Problem(spot, f'there is no picture "{node.target}"', "check the name, or put the file there")


def _file(page: _Page, target: str) -> Path:
    return page.folder / posixpath.normpath(posixpath.join(posixpath.dirname(page.document.name), unquote(target)))


def _link(node: Link, page: _Page, shelf: _Shelf) -> Iterator[Problem]:
    spot, target = page.spot(node.line), unquote(node.target)
    try:
        parts = urlsplit(target)
    except ValueError:
        yield Problem(spot, f'"{target}" is not an address', "write it as [words](address)")
        return
    if parts.scheme or parts.netloc:
        if parts.scheme not in _SCHEMES:
            what = f'links cannot begin with "{parts.scheme or "//"}:"'
            yield Problem(spot, what, "use https:, tel:, mailto: or a page's file")
        return
    if not parts.path:
        if parts.fragment and parts.fragment not in page.anchors:
            mend = f"link to a heading{_near(parts.fragment, page)}"
            yield Problem(spot, f'this page has no "#{parts.fragment}"', mend)
        return
    yield from _inner_link(target, parts.path, parts.fragment, page, shelf, spot)


def _inner_link(target: str, path: str, fragment: str, page: _Page, shelf: _Shelf, spot: Spot) -> Iterator[Problem]:
    if path.startswith("/"):
        yield Problem(spot, f'"{target}" begins with a slash', "write it relative to this file, as in ../help/index.md")
        return
    if not path.endswith(".md"):
        if not _file(page, path).is_file():
            mend = "name a page's file, as in ../help/index.md, or a file beside it"
            yield Problem(spot, f'"{target}" leads nowhere', mend)
        return
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path)).removesuffix(".md")
    if name not in shelf.pages:
        if name not in shelf.bank_pages and not _is_faulty_file(name, shelf):
            mend = f"name a page of this language{suggest(name, shelf.pages)}"
            yield Problem(spot, f'"{target}" leads to no page', mend)
    elif fragment and fragment not in shelf.pages[name].anchors:
        mend = f"link to a heading of that page{_near(fragment, shelf.pages[name])}"
        yield Problem(spot, f'"{target}": that page has no "#{fragment}"', mend)


def _is_faulty_file(name: str, shelf: _Shelf) -> bool:
    """Say whether a page is there but could not be read: that is told at the page itself."""
    code, root = shelf.edition.code, shelf.project.root
    inner = name.removeprefix("handbook/")
    bank = name.removeprefix("quiz/")
    return (
        (root / "content" / code / f"{name}.md").is_file()
        or (inner != name and (root / "docs" / code / f"{inner}.md").is_file())
        or (bank != name and (root / "quizzes" / code / f"{bank}.yml").is_file())
    )


def _near(fragment: str, page: _Page) -> str:
    return suggest(fragment, page.anchors)
