"""Find a Chromium, Chrome or Edge on this machine, or install one: nothing comes in, a path goes out."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import debian

_SHELL = "chromium-headless-shell"
"""Chromium without windows of its own: a page opens in half the time and a third of the work."""

_COMMANDS = (
    *(_SHELL, "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable", "msedge", "microsoft-edge"),
)

_USUAL_PLACES = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    ),
}

NO_CALLS_HOME = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
"""Options that keep the browser from asking its maker's servers for anything."""


class NoBrowser(Exception):
    """Say in plain words that there is no browser, and how to get one."""


@cache
def find() -> str | None:
    """Return a browser's path: the one that CLEARHEART_BROWSER names, else the first that starts."""
    named = os.environ.get("CLEARHEART_BROWSER")
    if named:
        if not _starts(named):
            raise NoBrowser(f"CLEARHEART_BROWSER names {named}, which does not start as a browser.")
        return named
    on_path = [path for path in map(shutil.which, _COMMANDS) if path]
    usual = [os.path.expandvars(place) for place in _USUAL_PLACES.get(sys.platform, ())]
    # The driver is asked last, because only starting it tells where it keeps its own browser.
    return next(filter(_starts, [*on_path, *usual]), None) or next(filter(_starts, [_of_the_driver()]), None)


def install() -> None:
    """Make sure that the driver starts and that `find` finds a browser, installing what is missing."""
    if not _driver_starts() and debian.is_ours():
        # Node.js, on which the driver runs, needs this library, and a bare Debian has it not.
        debian.install("libatomic1")
    if not _driver_starts():
        raise NoBrowser(
            "Playwright, which drives the browser in the tests, does not start. See what it says:\n"
            "  .venv/bin/python -m playwright --version\n"
            "Where it misses libatomic.so.1, install that: apt install libatomic1"
        )
    if debian.is_ours() and not os.environ.get("CLEARHEART_BROWSER") and not shutil.which(_SHELL):
        debian.install(_SHELL)
        find.cache_clear()
    if find():
        return
    if debian.is_ours():
        debian.install("chromium")
    else:
        print("Fetching a browser for the tests (once; about 200 MB) ...", flush=True)
        debian.attempt([sys.executable, "-m", "playwright", "install", "chromium"])
    find.cache_clear()
    if not find():
        raise NoBrowser(
            "The tests need a browser, and none could be installed. Install Chromium or Google Chrome,\n"
            "or name one: CLEARHEART_BROWSER=/path/to/chromium make test"
        )


def _starts(path: str) -> bool:
    if os.name == "nt":
        return Path(path).is_file()  # asked for its version on Windows, a browser opens a window
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    # Ubuntu's chromium-browser may be a script that only says where to get one.
    return answer.returncode == 0 and any(name in answer.stdout for name in (b"Chrom", b"Edge"))


def _driver_starts() -> bool:
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0


def _of_the_driver() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path
