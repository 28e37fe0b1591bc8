"""Install packages of the system for the tests: a name goes in, where this is Debian and we may."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def is_ours() -> bool:
    """Say whether this is Debian, and packages may be installed."""
    release = Path("/etc/os-release")
    if os.name != "posix" or os.geteuid() != 0 or not release.is_file() or not shutil.which("apt-get"):
        return False
    return "ID=debian" in release.read_text("utf-8").splitlines()


def install(package: str) -> None:
    """Install one package."""
    print(f"Installing the system's package {package} for the tests (once) ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    attempt(["apt-get", "-q", "update"], environment)
    attempt(["apt-get", "-q", "install", "-y", "--no-install-recommends", package], environment)


def attempt(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a step of an installation, showing what it said only where it failed."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment)
    if done.returncode:
        print("\n".join((done.stdout + done.stderr).strip().splitlines()[-10:]), file=sys.stderr)
