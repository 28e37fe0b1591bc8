"""The files of the quiz below theme/: kinds of question go in; their scripts, stylesheets and templates come out.

A kind has its own files in theme/quiz/kinds. What it has not, it takes from the kind that it extends.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from clearheart.model import KINDS, lineage

BASE_SCRIPT = "quiz/question.js"
"""What all kinds extend."""

SCRIPTS = ("quiz/code.js", "quiz/quiz.js")
"""What makes a quiz of questions; these stand after the kinds."""

STYLESHEETS = ("quiz/quiz.css", "quiz/media.css")
"""What all kinds look like, and what may stand beside any question."""

LAST_STYLESHEET = "quiz/paper.css"
"""What all kinds look like on paper; it stands after those of the kinds."""


def quiz_scripts(theme: Path, kinds: Iterable[str] | None = None) -> list[str]:
    """List the scripts that a quiz of these kinds needs, in the order in which they must run; of all kinds if None."""
    return [*question_scripts(theme, kinds), *SCRIPTS]


def question_scripts(theme: Path, kinds: Iterable[str] | None = None) -> list[str]:
    """List the scripts of the questions alone: what each extends comes before it."""
    return [BASE_SCRIPT, *_own_files(theme, kinds, "js")]


def tally_scripts(theme: Path, kinds: Iterable[str] | None = None) -> list[str]:
    """List the scripts of questions whose answers are counted, as on big screens and in class results."""
    return [*question_scripts(theme, kinds), *_own_files(theme, kinds, "tally.js")]


def quiz_stylesheets(theme: Path, kinds: Iterable[str] | None = None) -> list[str]:
    """List the stylesheets that a quiz of these kinds needs, in the order of the cascade."""
    return [*STYLESHEETS, *_own_files(theme, kinds, "css"), LAST_STYLESHEET]


def element_name(theme: Path, kind: str) -> str:
    """Name the element of a kind's questions: that of the nearest of its lineage that has a script."""
    return f"clearheart-{_nearest(theme, kind, 'js')}"


def template_of(theme: Path, kind: str) -> str:
    """Give the template of a kind's questions."""
    return f"quiz/kinds/{_nearest(theme, kind, 'html')}.html"


def _nearest(theme: Path, kind: str, ending: str) -> str:
    return next(name for name in lineage(kind) if _file(theme, name, ending).is_file())


def _own_files(theme: Path, kinds: Iterable[str] | None, ending: str) -> list[str]:
    wanted = sorted(KINDS if kinds is None else set(kinds))
    names = dict.fromkeys(name for kind in wanted for name in reversed(lineage(kind)))
    return [f"quiz/kinds/{name}.{ending}" for name in names if _file(theme, name, ending).is_file()]


def _file(theme: Path, kind: str, ending: str) -> Path:
    return theme / "quiz" / "kinds" / f"{kind}.{ending}"
