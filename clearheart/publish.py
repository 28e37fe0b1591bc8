"""Publish: finished folders go in; the site changes in one step, and a manifest says what it holds.

The new site is built beside the old one on the same file system, then the two change places
(`renameat2` with RENAME_EXCHANGE on Linux, elsewhere two renames that the next command ends).
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
from pathlib import Path

from clearheart.problems import EnvironmentFault, Problem, Spot

MANIFEST = "manifest.json"
_SOURCES = ("content", "quizzes", "docs", "theme", "clearheart", "tests", "tools", ".git", ".clearheart")
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def guard(site: Path, root: Path) -> None:
    """Refuse to publish over anything that is not a site of ours.

    Raises EnvironmentFault where `site` holds the project, lies in its sources, or has files that no build made.
    """
    mend = "name a folder that does not exist yet, is empty, or was built before"
    if site == root or site in root.parents:
        raise EnvironmentFault("the site would take the place of the project itself", mend, str(site))
    if any((root / name) in (site, *site.parents) for name in _SOURCES):
        raise EnvironmentFault("the site would take the place of the project's sources", mend, str(site))
    if site.exists() and not site.is_dir():
        raise EnvironmentFault("the site's place is taken by a file", mend, str(site))
    if site.is_dir() and any(site.iterdir()) and not (site / MANIFEST).is_file():
        raise EnvironmentFault("this folder holds files that no build made", mend, str(site))


def new_folder(site: Path) -> Path:
    """Give the folder beside `site` in which the next one grows, empty."""
    recover(site)
    folder = _beside(site, "new")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def recover(site: Path) -> None:
    """End or undo a swap that was cut off between its two renames."""
    new, old = _beside(site, "new"), _beside(site, "old")
    if not site.exists() and (new / MANIFEST).is_file():
        new.rename(site)
    elif not site.exists() and old.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def write_manifest(folder: Path) -> list[str]:
    """Write manifest.json: every other file with its size and SHA-256; give their paths."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST)
    entries = {}
    for file in files:
        data = file.read_bytes()
        name = file.relative_to(folder).as_posix()
        entries[name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    text = json.dumps({"files": entries}, ensure_ascii=False, indent=0, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")
    return list(entries)


def lost_paths(site: Path, paths: list[str]) -> list[Problem]:
    """Warn of addresses that the last site had and the next one lacks."""
    try:
        before = json.loads((site / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        return []
    mend = "links to it break; bring it back, or leave it if that is meant"
    what = "was published before and is gone"
    return [Problem(Spot(f"{site.name}/{path}"), what, mend, "warning") for path in sorted(set(before) - set(paths))]


def swap(folder: Path, site: Path) -> None:
    """Put the new site in the old one's place."""
    if not site.exists():
        folder.rename(site)
        return
    if _exchange(folder, site):
        shutil.rmtree(folder)
        return
    old = _beside(site, "old")
    shutil.rmtree(old, ignore_errors=True)
    site.rename(old)
    folder.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _beside(site: Path, word: str) -> Path:
    return site.with_name(f".{site.name}-{word}")


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step where the system can; say whether it did."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0)
