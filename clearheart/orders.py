"""Orders: what is to be made for the site, file by file; what was made before from the same input is kept.

In come orders, each with a path, a function and all that it is given; out come files. What is not at hand is made by
several processes side by side, and stays in the work folder for the next build.
"""

from __future__ import annotations

import ast
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from clearheart.collector import collect_rarely
from clearheart.problems import EnvironmentFault

_HOME = Path(__file__).parent

_FEW = 8
"""So many orders are made sooner here than by processes that must start first."""


@dataclass(frozen=True)
class Order:
    """Ask for one file of the site."""

    path: str
    """Below the site's folder."""
    make: Callable[..., bytes]
    """A function of a module, so that another process finds it."""
    given: tuple[Any, ...]
    """What it is called with: texts, numbers, or frozen objects whose repr says all."""
    part: Callable[[bytes], bytes] | None = None
    """Takes the file out of what the function gives, where that is more."""

    def file(self) -> bytes:
        """Make the file, whatever is kept."""
        return self.take(self.make(*self.given))

    def take(self, made: bytes) -> bytes:
        """Take the file out of what the function gave."""
        return self.part(made) if self.part else made

    def key(self, templates: str) -> str:
        """Give a hash of all that decides the bytes, the program and the templates (by their digest) too."""
        parts = (
            _digest_code(self.make.__module__),
            templates,
            self.make.__module__,
            self.make.__qualname__,
            self.given,
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Shelf:
    """Keep what was made in a folder, by its key."""

    folder: Path
    templates: str
    """A digest of all that decides the look of what is printed."""

    def get(self, orders: Sequence[Order]) -> list[bytes]:
        """Give what the orders' functions give, from the shelf where it stands there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        keys = [order.key(self.templates) for order in orders]
        missing: dict[str, Order] = {}
        found: dict[str, bytes] = {}
        for key, order in zip(keys, orders, strict=True):
            kept = self._read(key)
            if kept is None:
                missing[key] = order
            else:
                found[key] = kept
        for key, made in _make(missing):
            found[key] = made
            self._write(key, made)
        return [found[key] for key in keys]

    def fill(self, orders: Sequence[Order], out: Path) -> None:
        """Write every ordered file below `out`, and remove from the shelf what is asked for no longer."""
        for order, made in zip(orders, self.get(orders), strict=True):
            target = out / order.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(order.take(made))
        wanted = {order.key(self.templates) for order in orders}
        for old in [path for path in self.folder.iterdir() if path.name not in wanted]:
            old.unlink(missing_ok=True)

    def _read(self, key: str) -> bytes | None:
        try:
            return (self.folder / key).read_bytes()
        except FileNotFoundError:
            return None

    def _write(self, key: str, made: bytes) -> None:
        part = self.folder / f"{key}.{os.getpid()}"  # a check may run beside a build
        part.write_bytes(made)
        part.replace(self.folder / key)


def _make(orders: dict[str, Order]) -> Iterator[tuple[str, bytes]]:
    """Make what is missing, side by side where it is much."""
    workers = min(os.cpu_count() or 1, 8)
    if len(orders) <= _FEW or workers == 1:
        for key, order in orders.items():
            yield key, order.make(*order.given)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=collect_rarely) as pool:
        groups = _group(orders)
        jobs = [pool.submit(_make_group, [orders[key] for key in group]) for group in groups]
        try:
            for group, job in zip(groups, jobs, strict=True):
                yield from zip(group, job.result(), strict=True)
        except BrokenProcessPool:
            mend = "free some memory, then build again"
            raise EnvironmentFault("a process that prints was ended from outside", mend) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _group(orders: dict[str, Order]) -> list[list[str]]:
    """Put the keys together of what is made from the same input, as it is then laid out once."""
    groups: dict[str, list[str]] = {}
    for key, order in orders.items():
        groups.setdefault(repr(order.given), []).append(key)
    return list(groups.values())


def _make_group(orders: list[Order]) -> list[bytes]:
    return [order.make(*order.given) for order in orders]


_MAKERS = (
    "pillow",
    "python-docx",
    "python-pptx",
    "rcssmin",
    "tinycss2",
    "tree-sitter",
    "tree-sitter-javascript",
    "typst",
    "vl-convert-python",
)
"""Packages whose next version may give other bytes."""


_BODIES = ("body", "orelse", "handlers", "finalbody", "cases")
"""Where statements stand in others."""


@lru_cache(maxsize=32)
def _digest_code(module: str) -> str:
    """Give one hash of a module, of all of ours that it takes in, and of what it makes files with.

    So what an older program made is not kept, and what it makes elsewhere does not matter.
    """
    found = hashlib.sha256(" ".join(map(version, _MAKERS)).encode())
    for name in sorted(_taken_in(module)):
        found.update(name.encode() + b"\0" + _source(name).encode())
    return found.hexdigest()


def _taken_in(module: str) -> set[str]:
    """Give a module of ours and all others of ours that it imports, by way of others too."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in found and _source(name):
            found.add(name)
            waiting += _imports(name)
    return found


@cache
def _imports(module: str) -> tuple[str, ...]:
    """Give what a module of ours names in its imports, and the packages that these lie in; some may be no modules.

    A package that finds its modules by looking (pkgutil) takes in all of them.
    """
    names: set[str] = set()
    for node in _statements(ast.parse(_source(module))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
            if "pkgutil" in names:
                names |= {f"{module}.{file.stem}" for file in _HOME.parent.joinpath(*module.split(".")).glob("*.py")}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    ours = {name for name in names if name.split(".")[0] == _HOME.name}
    return tuple(ours | {".".join(name.split(".")[:depth]) for name in ours for depth in range(1, name.count(".") + 1)})


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Give every statement below a node; what they are made of, nine tenths of a tree, holds no import."""
    for child in (child for name in _BODIES for child in getattr(node, name, ())):
        yield child
        yield from _statements(child)


@cache
def _source(module: str) -> str:
    """Give the text of a module of ours; nothing where there is no such module."""
    place = _HOME.parent.joinpath(*module.split("."))
    files = (place.with_suffix(".py"), place / "__init__.py")
    return next((file.read_text(encoding="utf-8") for file in files if file.is_file()), "")
