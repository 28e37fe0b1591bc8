"""Pages: documents go in; every fault of their Markdown comes out as a Problem with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearheart.check.courses import check_course
from clearheart.check.figures import check_figure_fence
from clearheart.check.films import check_film_fence
from clearheart.check.layout import check_layout
from clearheart.check.links import check_attributes, check_html, check_image, check_link
from clearheart.check.quizzes import check_way
from clearheart.check.references import check_source, suggest
from clearheart.check.shelf import Page, Shelf
from clearheart.check.waiting import check_waiting
from clearheart.check.words import check_forms, check_stress
from clearheart.markup.nodes import (
    BOX_NAMES,
    TITLED_BOXES,
    Attributes,
    Box,
    Citation,
    Fence,
    Heading,
    Html,
    Image,
    Link,
    Node,
    Text,
    Tree,
    walk,
)
from clearheart.markup.tree import parse
from clearheart.model import Project
from clearheart.problems import Problem, Spot
from clearheart.read.quiz_block import QuizBlock, read_quiz_block

_CHECKED = frozenset({Link, Image, Citation, Fence, Box, Attributes, Html})
_LIKE_OURS = re.compile(r"^\W*(quiz|help|film|figure)\b|[{ ]\.(quiz|help|film|figure)\b", re.IGNORECASE)
_EATEN_LINE = re.compile(r"[\w-]+:(\s|$)", re.ASCII)


def check_pages(project: Project) -> Iterator[Problem]:
    """Find the faults of every page and leaflet, in content/ and in docs/."""
    for edition in project.editions:
        shelf = Shelf(project, edition)
        if not (project.root / f"content/{edition.code}/index.md").is_file():
            yield Problem(Spot(f"content/{edition.code}"), "there is no home page", "write index.md")
        for page in shelf.pages.values():
            yield from _check_page(page, shelf)


def _check_page(page: Page, shelf: Shelf) -> Iterator[Problem]:
    tree, nodes = page.read()
    yield from _template(page, shelf)
    yield from _first_line(page)
    yield from _one_title(page, nodes)
    if page.document.is_leaflet:  # print reads stress as CommonMark does, more strictly than pages
        for node in walk(parse(page.document.text, page.document.path, page.document.line)):
            if isinstance(node, Text):
                yield from check_stress(node, page.spot(node.line))
    yield from _block_lines(page, tree, nodes)
    yield from check_layout(tree.children, page)
    yield from check_forms(page, nodes)
    for node in nodes:
        if type(node) in _CHECKED:
            yield from _check_node(node, page, shelf)


def _check_node(node: Node, page: Page, shelf: Shelf) -> Iterator[Problem]:
    if isinstance(node, Link):
        yield from check_link(node, page, shelf)
    elif isinstance(node, Image):
        yield from check_image(node, page, shelf)
    elif isinstance(node, Citation):
        for name in node.ids:
            yield from check_source(name, page.spot(node.line), shelf.project)
    elif isinstance(node, Fence):
        yield from _fence(node, page, shelf)
    elif isinstance(node, Box):
        yield from _box(node, page)
        if node.name == "course":
            yield from check_course(node, page)
    elif isinstance(node, Attributes):
        yield from check_attributes(node, page)
    elif isinstance(node, Html):
        yield from check_html(node, page, shelf)


def _block_lines(page: Page, tree: Tree, nodes: list[Node]) -> Iterator[Problem]:
    """Find blocks without an end, and lines of slashes that begin or end none.

    One slip is told once: an end is left over wherever a beginning went wrong.
    """
    wrong = [(line, "") for line in _wrong_openings(page, nodes)]
    found = sorted([*wrong, *((line, name or "/") for name, line in tree.unclosed)])
    waiting = 0
    for place, (line, name) in enumerate(found):
        if not name:
            mend = "write /// and its name alone, or /// case | Title with the plain bar |"
            yield Problem(page.spot(line), "this line begins no block", mend)
        elif name != "/":
            yield Problem(page.spot(line), f"the block /// {name} never ends", _ending(found[place + 1 :]))
        elif not waiting:
            mend = "remove it, or begin the block with /// and its name"
            yield Problem(page.spot(line), "this line ends a block that never began", mend)
        waiting = max(0, waiting - 1) if name == "/" else waiting + 1


def _ending(later: list[tuple[int, str]]) -> str:
    if any(name == "/" for _, name in later):
        return "end it with as many slashes as it begins with; a block around another has one more, as in ////"
    return "put a line /// below its last line"


def _wrong_openings(page: Page, nodes: list[Node]) -> list[int]:
    lines = {node.line for node in nodes if type(node) is Text and node.text.startswith("///")}
    return [line for line in lines if page.lines[line - page.document.line].lstrip("> ").startswith("///")]


def _box(box: Box, page: Page) -> Iterator[Problem]:
    if box.name not in BOX_NAMES:
        mend = f"use one of {', '.join(sorted(BOX_NAMES))}"
        yield Problem(page.spot(box.line), f'there is no block "{box.name}"', mend)
    elif box.title and box.name not in TITLED_BOXES:
        mend = "write it inside, as **bold words** or a ### heading"
        yield Problem(page.spot(box.line), f"the block /// {box.name} shows no title", mend)


def _template(page: Page, shelf: Shelf) -> Iterator[Problem]:
    template = page.document.meta.template
    if template:
        known = sorted(file.name for file in (shelf.project.root / "theme" / "site").glob("*.html"))
        if template not in known:
            mend = f"name a file in theme/site{suggest(template, known)}, or remove the line"
            yield Problem(page.spot(1), f'there is no template "{template}"', mend)


def _first_line(page: Page) -> Iterator[Problem]:
    """Find a first line that MkDocs takes for front matter in an older form, and leaves out."""
    if page.document.line == 1 and _EATEN_LINE.match(page.document.text):
        mend = "begin with the title # ..., or put front matter between two lines of ---"
        yield Problem(page.spot(1), "a page's first line cannot begin with a word and a colon", mend)


def _one_title(page: Page, nodes: list[Node]) -> Iterator[Problem]:
    titles = [node for node in nodes if isinstance(node, Heading) and node.level == 1]
    if not titles:
        yield Problem(page.spot(page.document.line), "this page has no title", "begin it with a line # Title")
    for title in titles[1:]:
        mend = f"use ## here (the title is on line {titles[0].line})"
        yield Problem(page.spot(title.line), "a page has one title, and this is another", mend)


def _fence(node: Fence, page: Page, shelf: Shelf) -> Iterator[Problem]:
    spot = page.spot(node.line)
    if not node.is_closed or (node.info == "quiz" and "\n```" in node.body):  # it would take the next fence in
        mend = "put a line of the same marks, such as ```, below its last line"
        yield Problem(spot, "this fenced block never ends", mend)
    elif node.info == "quiz":
        block, problems = read_quiz_block(node.body, page.document.path, node.body_line)
        yield from problems
        if block is not None:
            yield from _quiz(block, page.spot(node.body_line), shelf)
    elif node.info == "figure":
        yield from check_figure_fence(node.body, page.spot(node.body_line), shelf.project)
    elif node.info == "film":
        yield from check_film_fence(node.body, page.spot(node.body_line), shelf.project)
    elif node.info != "help" and (match := _LIKE_OURS.search(node.info)):
        word = next(group for group in match.groups() if group).lower()
        mend = f"write ```{word} with nothing else on its line"
        yield Problem(spot, f'the fence "{node.info}" has a form that is not known here', mend)


def _quiz(block: QuizBlock, spot: Spot, shelf: Shelf) -> Iterator[Problem]:
    bank = shelf.edition.bank(block.bank)
    if bank is None:
        known = [bank.id for bank in shelf.edition.banks]
        if f"quiz/{block.bank}" in shelf.waiting:
            yield check_waiting(f'"{block.bank}" is a quiz', shelf.waiting[f"quiz/{block.bank}"], spot)
        elif not (shelf.project.root / "quizzes" / shelf.edition.code / f"{block.bank}.yml").is_file():
            mend = f"write quizzes/{shelf.edition.code}/{block.bank}.yml{suggest(block.bank, known)}"
            yield Problem(spot, f'there is no bank "{block.bank}"', mend)
        return  # a bank that is there but faulty is told at its own lines
    for name in block.only:
        if bank.question(name) is None:
            known = [question.id for question in bank.questions]
            mend = f"name one of its questions{suggest(name, known)}"
            yield Problem(spot, f'bank "{bank.id}" has no question "{name}"', mend)
    yield from check_way(block, block.only, bank, spot)
