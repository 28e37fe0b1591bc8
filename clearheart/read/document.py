"""One Markdown file with front matter: a path goes in, a Document and Problems come out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from clearheart.model import Document, LeafletMeta, LessonMeta, PageMeta
from clearheart.model.kit import ActivityMeta, KitMeta, is_activity, is_setting
from clearheart.problems import Problem, Spot
from clearheart.read.text_file import read_text
from clearheart.read.typed import validate
from clearheart.read.yaml_text import parse_yaml

_FENCE = re.compile(r"(-{2,}|[\u2013\u2014]+)\s*")
"""A line that is meant to begin or end front matter, in other forms too."""

_KEY = re.compile(r"[A-Za-z_]+:(\s|$)")


def read_document(root: Path, folder: str, path: str, language: str) -> tuple[Document | None, list[Problem]]:
    """Read a page or leaflet below `folder` (content/<lang> or docs/<lang>).

    A document with faulty front matter has what can be read of it, so that the rest is checked in the same run.
    """
    text, problems = read_text(root, path)
    if text is None:
        return None, problems
    name = str(PurePosixPath(path).relative_to(folder).with_suffix(""))
    front, problems = _split(text, path)
    meta, found = _meta(_model_of(name), front, path)
    document = Document(path=path, language=language, name=name, meta=meta, text=front.body, line=front.line)
    return document.placed(Spot(path, 1)), [*problems, *found]


def _model_of(name: str) -> type[PageMeta]:
    """Give the model of a document's front matter, by the document's place."""
    if name.startswith("leaflets/") and name != "leaflets/index":
        return LeafletMeta
    if name.startswith("teach/lessons/") and name != "teach/lessons/index":
        return LessonMeta
    return KitMeta if is_setting(name) else ActivityMeta if is_activity(name) else PageMeta


@dataclass(frozen=True)
class _Front:
    """Hold a file's front matter and body, each with the line on which it begins."""

    text: str
    first_line: int
    body: str
    line: int


def _split(text: str, path: str) -> tuple[_Front, list[Problem]]:
    """Part front matter and text."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    follows = next((line for line in lines[start + 1 :] if line.strip()), "")
    is_exact = lines[0].rstrip() == "---"
    if not is_exact and not (_FENCE.fullmatch(lines[start]) and _KEY.match(follows)):
        return _Front("", 2, text, 1), []
    problems = [] if is_exact else [_begins_wrongly(lines[start], Spot(path, start + 1))]
    for number, line in enumerate(lines[start + 1 :], start=start + 1):
        is_end = line.rstrip() in ("---", "...")
        if is_end or _FENCE.fullmatch(line):
            if number == start + 1:  # MkDocs looks for the next line of --- then, wherever it is
                mend = "write title: between its two lines of ---, or remove both"
                problems.append(Problem(Spot(path, number), "the front matter is empty", mend))
            if not is_end and is_exact:
                what = f'the front matter cannot end with "{line.strip()}"'
                problems.append(Problem(Spot(path, number + 1), what, "write three hyphens: ---"))
            body = "\n".join(lines[number + 1 :])
            return _Front("\n".join(lines[start + 1 : number]), start + 2, body, number + 2), problems
    what = "the front matter begins with --- and never ends"
    problems = problems or [Problem(Spot(path, start + 1), what, "put a line --- below its last key")]
    return _without_end(lines, start), problems


def _begins_wrongly(line: str, spot: Spot) -> Problem:
    if line.rstrip() == "---":
        return Problem(spot, "front matter begins on the first line of a file", "remove the empty lines above ---")
    return Problem(spot, f'front matter cannot begin with "{line.strip()}"', "write three hyphens: ---")


def _without_end(lines: list[str], start: int) -> _Front:
    """Take the keys at the top for the front matter whose end is missing, and the rest for the text."""
    end = start + 1
    while end < len(lines) and _KEY.match(lines[end]):
        end += 1
    return _Front("\n".join(lines[start + 1 : end]), start + 2, "\n".join(lines[end:]), end + 1)


def _meta(model: type[PageMeta], front: _Front, path: str) -> tuple[PageMeta | LeafletMeta, list[Problem]]:
    parsed = parse_yaml(front.text, path, front.first_line)
    if parsed.is_broken:
        return PageMeta(), parsed.problems
    if parsed.value is None:
        parsed.value = {}
    meta, problems = validate(model, parsed, path)
    if meta is None or (isinstance(meta, LeafletMeta | LessonMeta | KitMeta | ActivityMeta) and problems):
        return PageMeta(), problems  # nothing to print: what stands in for such keys must not be judged
    return meta, problems
