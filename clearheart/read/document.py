"""One Markdown file with front matter: a path goes in, a Document or Problems come out."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from clearheart.model import Document, LeafletMeta, PageMeta
from clearheart.problems import Problem, Spot
from clearheart.read.text_file import read_text
from clearheart.read.typed import validate
from clearheart.read.yaml_text import parse_yaml


def read_document(root: Path, folder: str, path: str, language: str) -> tuple[Document | None, list[Problem]]:
    """Read a page or leaflet below `folder` (content/<lang> or docs/<lang>)."""
    text, problems = read_text(root, path)
    if text is None:
        return None, problems
    name = str(PurePosixPath(path).relative_to(folder).with_suffix(""))
    front, body, line, problems = _split(text, path)
    if problems:
        return None, problems
    is_leaflet = name.startswith("leaflets/") and name != "leaflets/index"
    meta, problems = _meta(LeafletMeta if is_leaflet else PageMeta, front, path)
    if meta is None:
        return None, problems
    spot = Spot(path, 1)
    document = Document(path=path, language=language, name=name, meta=meta, text=body, line=line)
    return document.placed(spot), problems


def _split(text: str, path: str) -> tuple[str, str, int, list[Problem]]:
    """Part front matter and text; give the line on which the text begins."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return "", text, 1, []
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            if number == 1:  # MkDocs looks for the next line of --- then, wherever it is
                mend = "write title: between its two lines of ---, or remove both"
                return "", "", 1, [Problem(Spot(path, 1), "the front matter is empty", mend)]
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2, []
    what = "the front matter begins with --- and never ends"
    return "", "", 1, [Problem(Spot(path, 1), what, "put a line --- below its last key")]


def _meta(model: type[PageMeta], front: str, path: str) -> tuple[PageMeta | None, list[Problem]]:
    parsed = parse_yaml(front, path, first_line=2)
    if parsed.problems:
        return None, parsed.problems
    if parsed.value is None:
        parsed.value = {}
    return validate(model, parsed, path)
