"""What a worker does: a few imprints of one leaflet come in, their PDFs go out as bytes.

A worker writes nothing. When it is ended half way, nothing of its task is anywhere, and the task is done again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from clearheart.print import press
from clearheart.print.job import Data
from clearheart.print.proof import Leaflet
from clearheart.problems import ClearheartError, EnvironmentFault

# On a cluster a worker may run several threads; a compiler serves one at a time.
_ALONE = Lock()


@dataclass(frozen=True)
class Task:
    """Hold one leaflet in one format, and some of the imprints that it is printed with."""

    leaflet: Leaflet
    imprints: tuple[Data, ...]
    release: str
    """The digest of the templates, fonts and code by which it must be printed."""


@dataclass(frozen=True)
class Refusal:
    """Say why a leaflet could not be printed with one imprint."""

    what: str
    mend: str


Outcome = bytes | Refusal
"""What comes of one imprint: a PDF, or why there is none."""


def work(task: Task) -> list[Outcome]:
    """Print a leaflet with each of some imprints; raises EnvironmentFault where this worker is of another release."""
    if digest_release(task.leaflet.pages.theme) != task.release:
        mend = "leave them alone while it prints, keep all machines' projects alike, then run this again: it goes on"
        raise EnvironmentFault("a worker has other templates, fonts or programs for print than this machine", mend)
    with _ALONE:
        return [_print(task.leaflet, imprint) for imprint in task.imprints]


def _print(leaflet: Leaflet, imprint: Data) -> Outcome:
    try:
        return leaflet.print(imprint)
    except ClearheartError as error:
        first = error.problems[0]
        return Refusal(first.what, first.mend)
    except Exception as error:  # one row must not keep thousands from being printed
        return Refusal(f"could not be set ({type(error).__name__}: {error})", "report it with this row")


@lru_cache(maxsize=4)
def digest_release(theme: Path) -> str:
    """Give one hash of all that decides how a leaflet's data looks on paper; it is the same on every machine."""
    if not (theme / "print").is_dir():
        mend = "bring the project to the same place on every machine of the cluster"
        raise EnvironmentFault("a worker does not find the project's templates", mend, str(theme))
    found = hashlib.sha256(press.digest_templates(theme).encode())
    for path in sorted(Path(press.__file__).parent.glob("*.py")):
        found.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()
