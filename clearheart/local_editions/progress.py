"""Tell how far a long run is: counts go in; on a terminal one line that changes comes out, elsewhere a few lines."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import TextIO

_SPAN = 30.0  # seconds over which the rate is taken
_EVERY = {True: 0.2, False: 10.0}  # seconds between lines, on a terminal and elsewhere


class Progress:
    """Count what is done of a known number, and tell rate and time left."""

    def __init__(self, total: int, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._stream = stream
        self._clock = clock
        self._is_terminal = stream.isatty()
        self._done = self._kept = 0
        self._past: deque[tuple[float, int]] = deque([(clock(), 0)])
        self._told = clock()
        self._width = 0

    def keep(self) -> None:
        """Count one that stands there already."""
        self._kept += 1
        self.tick()

    def add(self) -> None:
        """Count one that was made."""
        self._done += 1
        self.tick()

    def tick(self) -> None:
        """Tell how far it is, if it is time."""
        now = self._clock()
        if now - self._told < _EVERY[self._is_terminal]:
            return
        self._told = now
        self._past.append((now, self._done))
        while len(self._past) > 2 and now - self._past[0][0] > _SPAN:
            self._past.popleft()
        self._tell(self.line())

    def line(self) -> str:
        """Say it in words."""
        words = [f"{self._done + self._kept:,} of {self._total:,} leaflets"]
        if self._kept:
            words.append(f"{self._kept:,} kept")
        (start, before), (end, after) = self._past[0], self._past[-1]
        if after > before:
            rate = (after - before) / (end - start)
            left = (self._total - self._kept - self._done) / rate
            words += [f"{rate:.{0 if rate > 9.9 else 1}f} a second", f"{_spell(left)} left"]
        return ", ".join(words)

    def end(self) -> None:
        """Leave the terminal's line empty for what follows."""
        if self._is_terminal and self._width:
            print(f"\r{'':{self._width}}\r", end="", file=self._stream, flush=True)

    def _tell(self, line: str) -> None:
        if self._is_terminal:
            print(f"\r{line:<{self._width}}", end="", file=self._stream, flush=True)
            self._width = max(self._width, len(line))
        else:
            print(line, file=self._stream, flush=True)


def _spell(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
