"""Make the project's own Python environment, .venv, and run a command in it.

In come the lock files (requirements*.txt) and the Python that runs this; out go .venv with the locked
packages, and the status of the command. Only the standard library is used, because this runs before anything
is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_SITE_LOCK = "requirements.txt"
_TEST_LOCK = "requirements-test.txt"
_BENCH_LOCK = "requirements-bench.txt"

# Everything else is a command of the package itself.
_TOOLS = {
    "test": ([_SITE_LOCK, _TEST_LOCK], ["-m", "tests"]),
    "bench": ([_SITE_LOCK, _TEST_LOCK, _BENCH_LOCK], ["tools/bench.py"]),
    "lighthouse": ([_SITE_LOCK, _TEST_LOCK], ["-m", "tools.lighthouse"]),
    "lock": ([], ["tools/lock.py"]),
}

_OFFLINE = re.compile(
    "ConnectionError|NewConnectionError|ConnectTimeout|ReadTimeout|timed out|Max retries exceeded|ProxyError"
    "|Temporary failure in name resolution|Connection (broken|refused|reset|aborted)|No matching distribution"
)


class CannotPrepare(Exception):
    """Say in plain words why the environment could not be made, and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Run a command of the project in .venv, making .venv first where that is needed."""
    # What these name was installed for another Python, and must not slip in here.
    for name in ("PYTHONHOME", "PYTHONPATH"):
        os.environ.pop(name, None)
    command, *rest = arguments or ["build"]
    locks, run = _TOOLS.get(command, ([_SITE_LOCK], ["-m", "clearheart", command]))
    try:
        python = prepare(ROOT, locks)
    except CannotPrepare as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or ROOT}: {error.strerror} - .venv could not be made here.", file=sys.stderr)
        print("Copy the folder to a place where you may write and there is room (1 GB).", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; the next run goes on from here.", file=sys.stderr)
        return 130
    return _hand_over([str(python), "-X", "utf8", *run, *rest])


def prepare(root: Path, locks: Sequence[str] = (_SITE_LOCK,)) -> Path:
    """Return the Python of root's .venv after installing every lock whose packages are not there yet."""
    environment = root / ".venv"
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not _works(environment, python):
        _create(environment)
    for lock in locks:
        stamp = environment / f"{lock}.stamp"
        key = hashlib.sha256((root / lock).read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        if not stamp.exists() or stamp.read_text("ascii") != key:
            _install(python, root / lock)
            stamp.write_text(key, "ascii")
    return python


def _works(environment: Path, python: Path) -> bool:
    """Tell whether a finished environment stands there, made by a Python like this one, that still starts."""
    made_by = environment / "made-by"
    if not made_by.exists() or made_by.read_text("ascii") != _this_python():
        return False
    try:
        return subprocess.run([python, "-I", "-c", "import pip"], capture_output=True).returncode == 0
    except OSError:
        return False


def _this_python() -> str:
    return f"{sys.implementation.cache_tag} {sys.platform} {platform.machine()}"


def _create(environment: Path) -> None:
    if Path(sys.prefix).resolve() == environment.resolve():
        raise CannotPrepare(
            "The environment .venv must be made anew, and the Python that runs is the one inside it.\n"
            "Leave it with the command: deactivate      then run this again."
        )
    if importlib.util.find_spec("ensurepip") is None:
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise CannotPrepare(
            f"This Python comes without the modules venv and ensurepip. Install them, then run this again:\n"
            f"  Debian, Ubuntu:  apt install {name}      (or: apt install python3-venv)\n"
            f"  elsewhere:       the package with Python's venv module, or Python from python.org"
        )
    print("Making .venv, the project's own Python environment ...", flush=True)
    if environment.is_symlink() or environment.is_file():
        environment.unlink()
    elif environment.exists():
        shutil.rmtree(environment)
    import venv  # here and not above, because a Python that comes without it must get as far as these words

    try:
        venv.create(environment, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError as error:
        words = (error.output or b"").decode("utf-8", "replace").strip()
        raise CannotPrepare(f"Python's venv module could not make .venv:\n{words}") from None
    _reach_the_package(environment)
    # Written last: an environment without this file was never finished.
    (environment / "made-by").write_text(_this_python(), "ascii")


def _reach_the_package(environment: Path) -> None:
    """Let .venv import the package from the project's folder, and give it the command `clearheart`.

    Both ways are relative: Python reads .pth files in the system's own encoding, which may not hold the
    folder's name.
    """
    if os.name == "nt":
        packages = environment / "Lib" / "site-packages"
        command = environment / "Scripts" / "clearheart.cmd"
        command.write_text('@"%~dp0python.exe" -X utf8 -m clearheart %*\n', "ascii")
    else:
        packages = next(environment.glob("lib/python3*/site-packages"))
        command = environment / "bin" / "clearheart"
        command.write_text('#!/bin/sh\nexec "${0%/*}/python" -X utf8 -m clearheart "$@"\n', "ascii")
        command.chmod(0o755)
    up = os.path.relpath(environment.parent, packages)
    (packages / "clearheart.pth").write_text(Path(up).as_posix() + "\n", "ascii")


def _install(python: Path, lock: Path) -> None:
    """Install exactly the packages of a lock file, from whichever index pip is set up for."""
    total = len(re.findall(r"^[\w.-]+==", lock.read_text("utf-8"), re.MULTILINE))
    print(f"Installing {total} packages from {lock.name} (needed only once) ...", flush=True)
    command = [str(python), "-I", "-X", "utf8", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    command += ["install", "--no-user", "--require-hashes", "--progress-bar", "off", "-r", str(lock)]
    said = _run_telling_progress(command, total)
    if said is not None:
        raise CannotPrepare(_explain(said, lock))


def _run_telling_progress(command: list[str], total: int) -> str | None:
    """Run pip, showing how far it is; return what it said if it failed."""
    said = []
    done = 0
    show = sys.stdout.isatty()
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            package = re.match(r"(?:Collecting |Processing .*[/\\]|Requirement already satisfied: )(\w+)", line)
            if show and package:
                done += 1
                print(f"\r  {done} of {total}: {package[1]:<40}", end="", flush=True)
            elif show and line.startswith("Installing collected packages"):
                print(f"\r  {'all fetched, unpacking':<56}", end="", flush=True)
    if show:
        print(f"\r{'':<60}\r", end="", flush=True)
    return "".join(said) if pip.returncode else None


def _explain(said: str, lock: Path) -> str:
    """Turn pip's last words into a sentence for someone who does not know pip."""
    if "DO NOT MATCH THE HASHES" in said:
        return (
            f"A package that arrived is not the one that {lock.name} names: its checksum differs.\n"
            "Nothing was installed. If you use a mirror (PIP_INDEX_URL), try another or none.\n"
            f"pip said:\n{_errors(said)}"
        )
    if _OFFLINE.search(said):
        return (
            "The packages could not be fetched: the package index does not answer, or it lacks one of them.\n"
            "Connect to the internet and run this again. Where PyPI cannot be reached, name a mirror first:\n"
            "  PIP_INDEX_URL=https://... make site\n"
            f"pip said:\n{_errors(said)}"
        )
    return f"pip could not install the packages of {lock.name}. It said:\n{_errors(said)}"


def _errors(said: str) -> str:
    lines = said.strip().splitlines()
    errors = [line for line in lines if line.startswith("ERROR:")] or lines[-15:]
    return "\n".join(f"  {line}" for line in errors)


def _hand_over(command: list[str]) -> int:
    """Run the command in the project's folder, in place of this process where the system can do that."""
    os.chdir(ROOT)
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130
