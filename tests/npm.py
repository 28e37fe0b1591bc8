"""Install the programs of tools/npm, exactly those that its lock file names: a folder with them comes out."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import debian

_NAMED = Path(__file__).resolve().parent.parent / "tools" / "npm"
_FILES = ("package.json", "package-lock.json")
_QUIET = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


class NoNpm(Exception):
    """Say in plain words that Node.js or one of its programs is missing, and how to get it."""


def install(for_lighthouse: bool = False) -> Path:
    """Make sure that the programs of the tests are there, and Lighthouse where it is wanted; give their folder.

    They are fetched once, into the Python environment's own folder, and kept until the lock file changes.
    """
    folder = Path(sys.prefix) / "npm"
    stamp = folder / ("lighthouse.stamp" if for_lighthouse else "tests.stamp")
    key = hashlib.sha256(b"".join((_NAMED / name).read_bytes() for name in _FILES)).hexdigest()
    if any(path.is_file() and path.read_text("ascii") == key for path in (stamp, folder / "lighthouse.stamp")):
        find("node", "nodejs")
        return folder
    find("node", "nodejs")
    npm = find("npm", "npm")
    folder.mkdir(exist_ok=True)
    for name in _FILES:
        shutil.copyfile(_NAMED / name, folder / name)
    print("Fetching the programs of tools/npm (once) ...", flush=True)
    less = () if for_lighthouse else ("--omit=dev",)
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    done = subprocess.run(
        [npm, "ci", *_QUIET, *less],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environment,
    )
    if done.returncode:
        raise NoNpm(f"The programs of tools/npm could not be fetched:\n{(done.stdout + done.stderr).strip()[-1000:]}")
    stamp.write_text(key, "ascii")
    return folder


def find(program: str, package: str) -> str:
    """Give the path of node or npm, installing it where that can be done."""
    if not shutil.which(program) and debian.is_ours():
        debian.install(package)
    path = shutil.which(program)
    if not path:
        raise NoNpm(
            f"The tests check pages with programs for Node.js, and {program} is not here. Install Node.js:\n"
            "  Debian, Ubuntu: apt install nodejs npm   macOS: brew install node   Windows: scoop install nodejs"
        )
    return path
