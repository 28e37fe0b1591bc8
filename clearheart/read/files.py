"""Files: a folder of the authors' goes in; the paths to read, and what would be passed over unseen, come out.

Every reader lists by this module, so that what one reads no other misses.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from clearheart.model.document import MEDIA_ENDINGS, is_media
from clearheart.model.question import QUIZ_MEDIA
from clearheart.problems import Problem, Spot

_PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_LITTER = frozenset({"thumbs.db", "desktop.ini"})  # what systems leave behind, unseen by most people
_TAKEN = {
    "templates": "MkDocs leaves a folder of this name out of the site",
    "handbook": "the pages of docs/ stand at this address",
}


@dataclass
class Found:
    """Hold the paths below the project's root that a folder offers, each list sorted."""

    texts: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, path: str, what: str, mend: str) -> None:
        """Keep a problem of a whole file."""
        self.problems.append(Problem(Spot(path), what, mend))


def find_documents(root: Path, folder: str) -> Found:
    """Find the pages and media of content/<lang> or docs/<lang>."""
    found = Found()
    for path in _paths(root, folder, found):
        inner = PurePosixPath(path).relative_to(folder)
        if folder.startswith("content/") and len(inner.parts) > 1 and inner.parts[0] in _TAKEN:
            found.tell(path, _TAKEN[inner.parts[0]], "move the file into a folder of another name")
        elif inner.suffix.lower() in _PAGE_ENDINGS:
            _add_page(found, path, inner)
        elif is_media(str(inner)):
            found.media.append(path)
        elif not inner.name.startswith("."):
            mend = f"move it out of {folder}, or save it as one of {' '.join(sorted(MEDIA_ENDINGS))}"
            found.tell(path, "a file of this kind cannot stand on the site", mend)
    return found


def find_banks(root: Path, language: str) -> Found:
    """Find the quiz banks of a language."""
    folder = f"quizzes/{language}"
    found = Found()
    for path in _paths(root, folder, found):
        inner = PurePosixPath(path).relative_to(folder)
        if inner.name.startswith("."):
            continue
        if inner.suffix != ".yml":
            mend = f"rename it to {inner.stem}.yml, or move it out of {folder}"
            found.tell(path, "this is not read: the file of a quiz bank ends in .yml", mend)
        elif len(inner.parts) > 1:
            found.tell(path, "this is not read: quiz banks stand in no folder of their own", f"move it to {folder}")
        else:
            found.texts.append(path)
    return found


def find_quiz_media(root: Path) -> Found:
    """Find the pictures and sounds that quizzes of all languages show."""
    found = Found()
    for folder, endings in QUIZ_MEDIA.items():
        for path in _paths(root, f"quizzes/{folder}", found):
            name = PurePosixPath(path)
            if name.suffix.lower() in endings:
                found.media.append(path)
            elif not name.name.startswith("."):
                mend = f"save it as one of {' '.join(sorted(endings))}, or move it out of quizzes/{folder}"
                found.tell(path, "a file of this kind cannot stand in a quiz", mend)
    return found


def find_strays(root: Path, folder: str, known: tuple[str, ...] = ()) -> list[Problem]:
    """Tell files that stand beside the folders of the languages, where nobody reads them."""
    found = Found()
    names = [entry.name for entry in os.scandir(root / folder) if entry.is_file()] if (root / folder).is_dir() else []
    for name in sorted(names):
        if not name.startswith(".") and name.lower() not in _LITTER and f"{folder}/{name}" not in known:
            found.tell(f"{folder}/{name}", "this is not read here", "move it into the folder of its language")
    return found.problems


def _add_page(found: Found, path: str, inner: PurePosixPath) -> None:
    if inner.name.startswith("."):
        found.tell(path, "names that begin with a dot are left out of the site", "rename it, or move it elsewhere")
    elif inner.suffix != ".md":
        found.tell(path, "this is not read: the file of a page ends in .md", f"rename it to {inner.stem}.md")
    elif inner.name == "README.md":
        found.tell(path, "README.md would take the place of index.md", "rename it to index.md, or to its subject")
    else:
        found.texts.append(path)


def _paths(root: Path, folder: str, found: Found) -> Iterator[str]:
    """Give every file below a folder, without hidden folders, what systems leave behind, and links that lead away."""
    paths = []
    for place, folders, names in os.walk(root / folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        way = Path(place).relative_to(root).as_posix()
        for name in folders:
            if (root / way / name).is_symlink():
                found.tell(
                    f"{way}/{name}", "this is a link to a folder, which is not read", "put the folder itself here"
                )
        paths += [f"{way}/{name}" for name in names if name.lower() not in _LITTER]
    return (path for path in sorted(paths) if not _leads_away(root, path, found))


def _leads_away(root: Path, path: str, found: Found) -> bool:
    """Tell a link to a file that is not the project's: what stands there would come onto the site."""
    away = (root / path).is_symlink() and not (root / path).resolve().is_relative_to(root.resolve())
    if away:
        found.tell(path, "this is a link that leads out of the project", "put a copy of the file here")
    return away
