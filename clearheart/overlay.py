"""Overlays: a project and its editions/<name>/ go in; a whole project of both comes out, in a folder of its own.

A file of an edition takes the place of the project's file of the same path. Three kinds of YAML files are joined
instead: mkdocs.yml, the data files in content/, and the words in theme/strings/. Every line keeps its way back, so that
Problems name the file in which an author wrote it. The project itself is only read.
"""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

import yaml

from clearheart.model.base import is_name
from clearheart.problems import ClearheartError, Problem, Spot

EDITIONS = "editions"
"""The folder that has a folder for each edition."""

_SETTINGS = "mkdocs.yml"
_FOLDERS = ("content", "quizzes", "docs", "theme")
_JOINED = ("content/*.yml", "theme/strings/*.yml", _SETTINGS)
_NOTES = frozenset({"README.md"})
_LARGE = 1_000_000
"""Files from this size on, such as fonts, are not copied but linked: nothing writes to them."""
_MOST_LINE = 100_000


@dataclass(frozen=True)
class Overlay:
    """Hold the folder of a whole project, and know where each of its lines comes from."""

    root: Path
    lines: dict[str, tuple[Spot, ...]] = field(default_factory=dict)
    """Path -> the place that each of its lines comes from, for files that were joined."""
    paths: dict[str, str] = field(default_factory=dict)
    """Path -> the path of the file that took its place."""

    def trace(self, problems: Iterable[Problem]) -> list[Problem]:
        """Give problems with the places at which authors wrote what is wrong."""
        return [replace(problem, spot=self.place(problem.spot)) for problem in problems]

    def place(self, spot: Spot) -> Spot:
        """Give the place at which an author wrote what stands at a place in the whole project."""
        lines = self.lines.get(spot.path)
        if lines:
            return lines[min(max(spot.line, 1), len(lines)) - 1]
        return replace(spot, path=self.paths.get(spot.path, spot.path))


def lay_over(base: Path, name: str, work: Path | None = None) -> Overlay:
    """Write the whole project that an edition makes of the one at `base`; raise where there is no such edition.

    It stands in edition/<name> below `work`, by default below base/.clearheart.
    """
    base = base.resolve()
    home = base / EDITIONS / name
    if not is_name(name) or not home.is_dir():
        known = sorted(path.name for path in (base / EDITIONS).glob("*") if path.is_dir() and is_name(path.name))
        mend = f"name one of {', '.join(known)}" if known else f"make the folder {EDITIONS}/{name} with what differs"
        raise ClearheartError([Problem(Spot(f"{EDITIONS}/{name}"), "there is no edition of this name", mend)])
    laying = _Laying(base, name)
    laying.run()
    if laying.problems:
        raise ClearheartError(laying.problems)
    overlay = Overlay((work or base / ".clearheart") / "edition" / name, laying.lines, laying.paths)
    _write(laying.files, overlay.root)
    return overlay


class _Laying:
    """Gather every file of the whole project: a path to copy, or bytes that were joined."""

    def __init__(self, base: Path, name: str) -> None:
        self._base = base
        self._home = f"{EDITIONS}/{name}"
        self.files: dict[str, Path | bytes] = {}
        self.lines: dict[str, tuple[Spot, ...]] = {}
        self.paths: dict[str, str] = {}
        self.problems: list[Problem] = []

    def run(self) -> None:
        for folder in _FOLDERS:
            self.files.update({path: self._base / path for path in _paths(self._base, folder)})
        if (self._base / _SETTINGS).is_file():
            self.files[_SETTINGS] = self._base / _SETTINGS
        home = self._base / self._home
        for path in _paths(home, ""):
            if path.split("/")[0] in _FOLDERS or path == _SETTINGS:
                self._lay(path, home / path)
            elif path not in _NOTES and not path.startswith("."):
                mend = f"put it below {', '.join(_FOLDERS)}, as the project has it"
                self.problems.append(Problem(Spot(f"{self._home}/{path}"), "this is not read in an edition", mend))

    def _lay(self, path: str, file: Path) -> None:
        below, own = self.files.get(path), f"{self._home}/{path}"
        if isinstance(below, Path) and any(PurePosixPath(path).match(form) for form in _JOINED):
            one, other = _compose(below, path), _compose(file, own)
            if one and other and type(one.node) is type(other.node):
                if not _is_plain(one.node):
                    return  # the project's own file stays, so that its reader tells the fault at its line
                if _is_plain(other.node):
                    self._join(path, one, other)
                    return
        self.files[path] = file
        self.paths[path] = own

    def _join(self, path: str, one: _Read, other: _Read) -> None:
        joiner = _Joiner(one, other)
        node = joiner.join()
        self.problems += joiner.problems
        text = yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=_MOST_LINE)
        self.files[path] = text.encode()
        self.lines[path] = tuple(_trace_lines(text, node, joiner.spots))


@dataclass(frozen=True)
class _Read:
    """Hold a YAML file as nodes, which keep what its author typed."""

    path: str
    node: yaml.Node

    def spot(self, node: yaml.Node) -> Spot:
        return Spot(self.path, node.start_mark.line + 1)


def _compose(file: Path, path: str) -> _Read | None:
    """Read a file's nodes; nothing where it cannot be read, which whoever reads the project tells."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError):
        return None
    return _Read(path, node) if node else None


class _Joiner:
    """Join two files of one form: mappings key by key, lists entry by entry where entries have an id."""

    def __init__(self, one: _Read, other: _Read) -> None:
        self._one = one
        self._other = other
        self.spots: dict[int, Spot] = {}
        self.problems: list[Problem] = []

    def join(self) -> yaml.Node:
        for read in (self._one, self._other):
            for node in _walk(read.node):
                self.spots[id(node)] = read.spot(node)
        return self._join(self._one.node, self._other.node)

    def _join(self, one: yaml.Node, other: yaml.Node) -> yaml.Node:
        if isinstance(one, yaml.MappingNode) and isinstance(other, yaml.MappingNode):
            return self._mapping(one, other)
        if isinstance(one, yaml.SequenceNode) and isinstance(other, yaml.SequenceNode) and one is self._one.node:
            return self._list(one, other)
        return other

    def _mapping(self, one: yaml.MappingNode, other: yaml.MappingNode) -> yaml.Node:
        pairs = list(one.value)
        open_keys = {key.value: place for place, (key, _) in enumerate(pairs) if isinstance(key, yaml.ScalarNode)}
        for key, value in other.value:
            place = open_keys.pop(key.value, None) if isinstance(key, yaml.ScalarNode) else None
            if place is None:  # new, or given twice, which the reader tells
                pairs.append((key, value))
            else:
                joined = self._join(pairs[place][1], value)
                pairs[place] = (pairs[place][0] if joined is not value else key, joined)
        return self._placed(yaml.MappingNode(one.tag, pairs, flow_style=False), one)

    def _list(self, one: yaml.SequenceNode, other: yaml.SequenceNode) -> yaml.Node:
        entries = list(one.value)
        for entry in other.value:
            removed = _value(entry, "remove")
            if removed is not None and _id(entry) is None:
                entries = list(self._remove(entries, removed))
                continue
            names = [_id(known) for known in entries]
            name = _id(entry)
            place = names.index(name) if name is not None and name in names else None
            if place is None or entries[place] not in one.value:  # new, or given twice, which the reader tells
                entries.append(entry)
            else:
                entries[place] = entry
        return self._placed(yaml.SequenceNode(one.tag, entries, flow_style=False), other)

    def _remove(self, entries: list[yaml.Node], removed: yaml.Node) -> Iterator[yaml.Node]:
        nodes = removed.value if isinstance(removed, yaml.SequenceNode) else [removed]
        names = {str(node.value) for node in nodes}
        known = [_id(entry) or "" for entry in entries]
        for node in nodes:
            if node.value not in known and node.value != "all":
                near = difflib.get_close_matches(str(node.value), known, n=1, cutoff=0.75)
                mend = f"did you mean {near[0]}?" if near else f"write an id in {self._one.path}, or all"
                what = f'remove: there is no entry "{node.value}"'
                self.problems.append(Problem(self._other.spot(node), what, mend))
        return (entry for entry in entries if "all" not in names and _id(entry) not in names)

    def _placed(self, node: yaml.Node, like: yaml.Node) -> yaml.Node:
        self.spots[id(node)] = self.spots[id(like)]
        return node


def _value(entry: yaml.Node, name: str) -> yaml.Node | None:
    pairs = entry.value if isinstance(entry, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == name), None)


def _id(entry: yaml.Node) -> str | None:
    value = _value(entry, "id")
    return str(value.value) if isinstance(value, yaml.ScalarNode) else None


def _walk(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(key)
            yield from _walk(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _walk(entry)


def _is_plain(node: yaml.Node) -> bool:
    """Say whether every key is a text and nothing stands there twice, as aliases make it: readers tell all else."""
    seen: set[int] = set()
    for part in _walk(node):
        keys = [key for key, _ in part.value] if isinstance(part, yaml.MappingNode) else []
        if id(part) in seen or not all(isinstance(key, yaml.ScalarNode) for key in keys):
            return False
        seen.add(id(part))
    return True


def _trace_lines(text: str, node: yaml.Node, spots: dict[int, Spot]) -> Iterator[Spot]:
    """Give the place that each line of a joined text comes from: both have the same nodes in the same order."""
    written = yaml.compose(text, Loader=yaml.SafeLoader)
    assert written is not None, "we serialized it"
    begins: dict[int, Spot] = {}
    for made, own in zip(_walk(written), _walk(node), strict=True):
        begins.setdefault(made.start_mark.line, spots[id(own)])
    spot = spots[id(node)]
    for line in range(text.count("\n") + 1):
        spot = begins.get(line, spot)
        yield spot


def _paths(root: Path, folder: str) -> Iterator[str]:
    """Give every file and every link below a folder; links to folders are not followed, but the folder may be one."""
    top = (root / folder).resolve()
    for place, folders, names in os.walk(top):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        way = PurePosixPath(folder, Path(place).relative_to(top).as_posix())
        yield from (str(way / name) for name in sorted((*names, *links)))


def _write(files: dict[str, Path | bytes], root: Path) -> None:
    """Write what differs from what stands there, and remove what is there no longer."""
    for folder in _FOLDERS:
        for path in [path for path in _paths(root, folder) if path not in files]:
            (root / path).unlink()
    for path, made in files.items():
        target = root / path
        if not _is_there(made, target):
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            _put(made, target)


def _is_there(made: Path | bytes, target: Path) -> bool:
    if isinstance(made, bytes):
        return target.is_file() and not target.is_symlink() and target.read_bytes() == made
    if made.is_symlink():
        return target.is_symlink() and target.readlink() == made.readlink()
    if not target.is_file() or target.is_symlink():
        return False
    there, given = target.stat(), made.stat()
    return (there.st_size, there.st_mtime_ns) == (given.st_size, given.st_mtime_ns)


def _put(made: Path | bytes, target: Path) -> None:
    if isinstance(made, bytes):
        target.write_bytes(made)
    elif made.is_symlink():
        target.symlink_to(made.readlink())
    elif made.stat().st_size < _LARGE or not _link(made, target):
        shutil.copy2(made, target)


def _link(made: Path, target: Path) -> bool:
    try:
        os.link(made, target)
    except OSError:
        return False  # another file system, or one without links
    return True
