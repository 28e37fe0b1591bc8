"""Python's garbage collector during a build: it looks less often while much is made that lives on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Collect rarely for a while: a build makes many objects that live, and few cycles."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def collect_rarely() -> None:
    """Collect rarely from now on: for a process that renders pages and ends."""
    gc.set_threshold(100_000, 50, 100)
