"""YAML without surprises: a text goes in, plain values and the line of each come out.

Every scalar is the text that stands there (`Yes`, `14:00` and `012355` stay what they are);
pydantic gives it a type afterwards. A key given twice, an alias, a tab or a value nested too deep is a Problem.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from clearheart.problems import Problem, Spot

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without its C library: slower, the same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_MOST_LEVELS = 20
_DEEP_ENOUGH_TO_LOOK = 2000
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
    lines: dict[Way, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

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
        node = yaml.compose(text, Loader=_Loader)
    except RecursionError:
        parsed.problems.append(Problem(Spot(path, first_line), *_TOO_DEEP))
        return parsed
    except _Deep as deep:
        parsed.problems.append(Problem(Spot(path, deep.line + first_line), *_TOO_DEEP))
        return parsed
    except yaml.YAMLError as error:
        parsed.problems.append(_syntax_problem(error, path, first_line))
        return parsed
    if node is not None:
        _Walk(parsed, path, first_line).visit(node, ())
        parsed.value = None if parsed.problems else _value(node)
    return parsed


def _check_depth(text: str) -> None:
    """Stop before a text whose nesting would overflow the stack of YAML's C library."""
    if max(map(len, text.split("\n"))) + text.count("[") + text.count("{") < _DEEP_ENOUGH_TO_LOOK:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MOST_LEVELS:
            raise _Deep(event.start_mark.line if event.start_mark else 0)


def _syntax_problem(error: yaml.YAMLError, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + first_line if mark else first_line
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    return Problem(Spot(path, line), f"this is not YAML ({reason})", _mend(str(reason)))


def _mend(reason: str) -> str:
    if "mapping values" in reason:
        return 'put a text that holds ": " between quotes, or indent the line like its neighbours'
    if "tab" in reason or "cannot start any token" in reason:
        return "indent with spaces, not tabs, and quote texts that begin with a special character"
    if "expected a single document" in reason:
        return "remove the line --- ; one file holds one document"
    return "look at this line and the one above: indentation, quotes and colons"


class _Walk:
    """Visit every node once: note its line, and tell twin keys and aliases."""

    def __init__(self, parsed: Parsed, path: str, first_line: int) -> None:
        self._parsed = parsed
        self._path = path
        self._first_line = first_line
        self._seen: set[int] = set()

    def visit(self, node: yaml.Node, way: Way) -> None:
        self._parsed.lines.setdefault(way, self._line(node))
        if len(way) >= _MOST_LEVELS and isinstance(node, yaml.CollectionNode):
            self._tell(node, *_TOO_DEEP)
            return
        if id(node) in self._seen:
            self._tell(node, "an alias (*name) repeats a part of this file", "write the part out")
            return
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            self._visit_mapping(node, way)
        elif isinstance(node, yaml.SequenceNode):
            for place, item in enumerate(node.value):
                self.visit(item, (*way, place))

    def _visit_mapping(self, node: yaml.MappingNode, way: Way) -> None:
        first: dict[str, int] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if not name or not isinstance(name, str):
                self._tell(key, "this key is not a text", "begin the line with a word and a colon")
            elif name in first:
                self._tell(key, f'the key "{name}" is given twice', f"keep one (the first is on line {first[name]})")
            first.setdefault(name, self._line(key))
            self._parsed.lines.setdefault((*way, name), self._line(key))
            self.visit(value, (*way, name))

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self._first_line

    def _tell(self, node: yaml.Node, what: str, mend: str) -> None:
        self._parsed.problems.append(Problem(Spot(self._path, self._line(node)), what, mend))


def _value(node: yaml.Node) -> Any:
    """Give a node's plain value; it holds no alias, so it ends."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return node.value
