"""The nodes of a Markdown tree: what a text is made of, each with its line in the file.

Made by `tree.parse`; read by `check` and `print`. Every node that holds others calls them children.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Hold the words of one line of a file; a line joined to the next one ends in a space."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Hold a piece of code inside a sentence."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """End a line where the author asked for it."""

    line: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Name the sources of the claim before it: `[@unodc-2016]` or `[@a; @b]`."""

    line: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """Show a picture or, with the scheme drawing:, one of theme/drawings."""

    line: int
    target: str
    alt: str
    """Empty where the picture only decorates."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Attributes:
    """Hold what an attribute list says beside classes, as in `{ #signs lang=fr }` behind a link or a paragraph."""

    line: int
    pieces: tuple[str, ...]
    """As the author wrote them, parted at spaces."""


@dataclass(frozen=True, slots=True)
class Html:
    """Hold raw HTML as the author wrote it, inside a sentence or between paragraphs."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress some words."""

    line: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Stress some words strongly."""

    line: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Lead to another page or site."""

    line: int
    target: str
    children: tuple[Inline, ...]
    title: str = ""
    classes: tuple[str, ...] = ()
    """Classes of an attribute list, as in `[Call](help.md){ .button }`."""


Inline: TypeAlias = Text | Code | Break | Citation | Image | Attributes | Html | Emphasis | Strong | Link


@dataclass(frozen=True, slots=True)
class Heading:
    """Head a section; level 1 is the page's own title."""

    line: int
    level: int
    children: tuple[Inline, ...]
    name: str = ""
    """The id of an attribute list, as in `## Signs {#signs}`."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold sentences that belong together."""

    line: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold something that one can say."""

    line: int
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one entry of a list."""

    line: int
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """List entries whose order does not matter."""

    line: int
    children: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    """List steps, from a first number on."""

    line: int
    children: tuple[Item, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one cell of a table."""

    line: int
    children: tuple[Inline, ...]
    align: str = ""
    """left, center, right or nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row of a table."""

    line: int
    children: tuple[Cell, ...]
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table whose first row names the columns."""

    line: int
    children: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Part one half of a text from the other: a line of `---`."""

    line: int


@dataclass(frozen=True, slots=True)
class Fence:
    """Hold a fenced block, such as a quiz, or indented code."""

    line: int
    info: str
    """The words after the opening fence; the first one says what the body is."""
    body: str
    body_line: int
    is_closed: bool = True
    """False where the text ends before the fence does."""


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a block between `/// name | Title` and `///`."""

    line: int
    name: str
    title: str
    children: tuple[Block, ...]
    is_closed: bool = True


Block: TypeAlias = (
    Heading | Paragraph | Quote | BulletList | OrderedList | Item | Table | Row | Cell | Rule | Fence | Box | Html
)
Node: TypeAlias = Block | Inline

BOX_NAMES = frozenset(
    {"short", "note", "urgent", "case", "columns", "hero", "doors", "band", "course", "steps", "board"}
)
"""The names that a `///` block may have."""

TITLED_BOXES = frozenset({"short", "urgent", "case"})
"""Those that show the title on their first line."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Hold a whole text."""

    path: str
    children: tuple[Block, ...]
    unclosed: tuple[tuple[str, int], ...] = ()
    """Name and line of every `///` block without an end; the name is empty for an end without a beginning."""


def walk(node: Tree | Node) -> Iterator[Node]:
    """Yield every node below this one, in reading order."""
    waiting = [iter(node.children)] if hasattr(node, "children") else []
    while waiting:
        for child in waiting[-1]:
            yield child
            if hasattr(child, "children"):
                waiting.append(iter(child.children))
                break
        else:
            waiting.pop()


def plain(nodes: Sequence[Node]) -> str:
    """Give the words of some nodes without marks, pictures and citations."""
    return "".join(words_of(node) for node in nodes).strip()


def words_of(node: Node) -> str:
    """Give the words of one node as they stand, with the spaces around them."""
    if isinstance(node, (Text, Code)):
        return node.text
    if isinstance(node, Break):
        return "\n"
    return "".join(words_of(child) for child in getattr(node, "children", ()))
