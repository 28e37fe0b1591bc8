"""YAML without surprises: a text goes in, plain values and the line of each come out.

Every scalar is the text that stands there (`Yes`, `14:00` and `012355` stay what they are);
pydantic gives it a type afterwards. A key given twice, an alias, a tag, a key without a value, a tab or a value
nested too deep is a Problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from clearheart.problems import Problem, Spot
from clearheart.quick_yaml import LOADER
from clearheart.read.text_file import CONTROL

_MOST_LEVELS = 20
_DEEP_ENOUGH_TO_LOOK = 2000
_OPENED = re.compile(r"quoted|flow (?:sequence|mapping)")
"""What YAML's parser calls a text between quotes, and a list or mapping between brackets."""
_PLAIN_WORDS = {
    "did not find expected node content": "a bracket never ends, or a value is missing in it",
    "but found another document": "a second document begins here",
    "mapping values are not allowed in this context": "a second colon on this line, or an indented key below a text",
}
_YAML = "tag:yaml.org,2002:"
_TAGS = frozenset(
    _YAML + kind for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
)
"""The kinds that YAML sees in plain values; any other was written by the author."""
_NULL = f"{_YAML}null"
_TOO_DEEP = (f"this is nested deeper than {_MOST_LEVELS} levels", "close the brackets, or indent the lines less")

Way = tuple[str | int, ...]
"""The keys and places that lead from the document's top to a value."""


class _Deep(Exception):
    """Carry the line, counted from 0, on which a text is nested too deep."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


@dataclass
class Parsed:
    """Hold a document's value, the line of each part, and what was wrong with it."""

    value: Any = None
    """What could be read; None where the document is broken."""
    lines: dict[Way, int] = field(default_factory=dict)
    breaks: list[Problem] = field(default_factory=list)
    """What keeps the document from being read."""
    told: list[tuple[Way, Problem]] = field(default_factory=list)
    """Faults of single values; the rest of the document can be read."""

    @property
    def is_broken(self) -> bool:
        """Say whether nothing can be read."""
        return bool(self.breaks)

    @property
    def problems(self) -> list[Problem]:
        """Give all that was wrong."""
        return [*self.breaks, *(problem for _, problem in self.told)]

    def line(self, way: Way) -> int:
        """Give the line of a value, or of the nearest thing around it."""
        while way and way not in self.lines:
            way = way[:-1]
        return self.lines.get(way, 1)


def parse_yaml(text: str, path: str, first_line: int = 1) -> Parsed:
    """Parse one YAML document, keeping the line of every value."""
    parsed = Parsed()
    try:
        _check_depth(text)
        node = yaml.compose(text, Loader=LOADER)
    except RecursionError:
        parsed.breaks.append(Problem(Spot(path, first_line), *_TOO_DEEP))
        return parsed
    except _Deep as deep:
        parsed.breaks.append(Problem(Spot(path, deep.line + first_line), *_TOO_DEEP))
        return parsed
    except yaml.YAMLError as error:
        parsed.breaks.append(_syntax_problem(error, text, path, first_line))
        return parsed
    if node is not None:
        _Walk(parsed, path, first_line).visit(node, ())
        parsed.value = None if parsed.breaks else _value(node)
    return parsed


def _check_depth(text: str) -> None:
    """Stop before a text whose nesting would overflow the stack of YAML's C library."""
    if max(map(len, text.split("\n"))) + text.count("[") + text.count("{") < _DEEP_ENOUGH_TO_LOOK:
        return
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MOST_LEVELS:
            raise _Deep(event.start_mark.line if event.start_mark else 0)


def _syntax_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable")
    opened = _OPENED.search(str(getattr(error, "context", None) or ""))
    if opened and ("end of stream" in reason or "did not find expected" in reason):
        mark = getattr(error, "context_mark", None) or mark  # where it began says more than where the file ends
        noun = "quote" if opened.group() == "quoted" else "bracket"
        reason, mend = f"a {noun} that begins here never ends", f"write the {noun} that ends it, or remove this one"
    else:
        reason, mend = _PLAIN_WORDS.get(reason, reason), _mend(reason)
    last = text.rstrip("\n").count("\n")  # some marks stand behind the text's end
    return Problem(
        Spot(path, min(mark.line, last) + first_line if mark else first_line), f"this is not YAML ({reason})", mend
    )


def _mend(reason: str) -> str:
    if "mapping values" in reason:
        return 'put a text that holds ": " between quotes, or indent the line like its neighbours'
    if "tab" in reason or "cannot start any token" in reason:
        return "indent with spaces, not tabs, and quote texts that begin with a special character"
    if "node content" in reason:
        return "close the bracket [ or {, and write a value after each comma and colon in it"
    if "another document" in reason:
        return "remove the line --- ; one file holds one document"
    return "look at this line and the one above: indentation, quotes and colons"


class _Walk:
    """Visit every node once: note its line, and tell what pydantic could not see afterwards."""

    def __init__(self, parsed: Parsed, path: str, first_line: int) -> None:
        self._parsed = parsed
        self._path = path
        self._first_line = first_line
        self._seen: set[int] = set()

    def visit(self, node: yaml.Node, way: Way) -> None:
        self._parsed.lines.setdefault(way, self._line(node))
        if len(way) >= _MOST_LEVELS and isinstance(node, yaml.CollectionNode):
            self._break(node, *_TOO_DEEP)
            return
        if id(node) in self._seen:
            self._break(node, "an alias (*name) repeats a part of this file", "write the part out")
            return
        self._seen.add(id(node))
        if node.tag not in _TAGS:
            tag = node.tag.replace(_YAML, "!!")
            self._tell(node, way, f"the tag {tag} is not known here", "write the value without it")
        if isinstance(node, yaml.MappingNode):
            self._visit_mapping(node, way)
        elif isinstance(node, yaml.SequenceNode):
            for place, item in enumerate(node.value):
                self.visit(item, (*way, place))
        else:
            self._visit_scalar(node, way)

    def _visit_mapping(self, node: yaml.MappingNode, way: Way) -> None:
        first: dict[str, int] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if not name or not isinstance(name, str) or CONTROL.search(name):
                self._break(key, "this key is not a text", "begin the line with a word and a colon")
            elif name in first:
                mend = f"keep one (the first is on line {first[name]})"
                self._tell(key, (*way, name), f'the key "{name}" is given twice', mend)
            first.setdefault(name, self._line(key))
            self._parsed.lines.setdefault((*way, name), self._line(key))
            self.visit(value, (*way, name))

    def _visit_scalar(self, node: yaml.Node, way: Way) -> None:
        if node.value and node.tag == _NULL:
            key = next((f"{step}: " for step in reversed(way) if isinstance(step, str)), "")
            self._tell(node, way, f'{key}"{node.value}" means that this has no value', "write one, or quote the word")
        odd = CONTROL.search(node.value)
        if odd:
            what = f"this text holds the control character U+{ord(odd.group()):04X}"
            self._tell(node, way, what, "remove its escape, such as \\x07, from the text")

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self._first_line

    def _break(self, node: yaml.Node, what: str, mend: str) -> None:
        self._parsed.breaks.append(Problem(Spot(self._path, self._line(node)), what, mend))

    def _tell(self, node: yaml.Node, way: Way, what: str, mend: str) -> None:
        self._parsed.told.append((way, Problem(Spot(self._path, self._line(node)), what, mend)))


def _value(node: yaml.Node) -> Any:
    """Give a node's plain value; it holds no alias, so it ends."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return "" if node.tag == _NULL else CONTROL.sub("", node.value)
