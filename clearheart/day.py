"""The build's one date: options, environment and history go in, a day comes out.

The date is part of a build's input, so that the same files always give the same bytes.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from clearheart.problems import EnvironmentFault


@dataclass(frozen=True)
class BuildDay:
    """Hold the build's day and say where it comes from."""

    day: date
    origin: str
    """--date, SOURCE_DATE_EPOCH, last commit or today."""

    def __str__(self) -> str:
        return f"{self.day.isoformat()} ({self.origin})"


def today() -> BuildDay:
    """Give the clock's day, which only `check` and unversioned folders use."""
    return BuildDay(datetime.now().astimezone().date(), "today")


def find_build_day(root: Path, given: str | None = None) -> BuildDay:
    """Choose the day: --date, else SOURCE_DATE_EPOCH, else the last commit's, else today."""
    if given:
        return BuildDay(_parse(given), "--date")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return BuildDay(_parse_epoch(epoch), "SOURCE_DATE_EPOCH")
    committed = _last_commit(root)
    return BuildDay(committed, "last commit") if committed else today()


def _parse(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise EnvironmentFault(f'"{text}" is not a day', "write year-month-day, as in 2026-11-22", "--date") from None


def _parse_epoch(text: str) -> date:
    try:
        return datetime.fromtimestamp(int(text), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        mend = "set it to seconds since 1970, or unset it"
        raise EnvironmentFault(f'"{text}" is not a number of seconds', mend, "SOURCE_DATE_EPOCH") from None


def _last_commit(root: Path) -> date | None:
    command = ["git", "-C", str(root), "-c", "log.showSignature=false", "log", "-1", "--format=%cs"]
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
        return date.fromisoformat(result.stdout.strip())
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
