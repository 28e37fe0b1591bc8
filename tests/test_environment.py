"""The first command on a bare machine: every text that a newcomer may meet before anything is installed."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from clearheart import environment

LOCKS = ("requirements.txt", "requirements-test.txt")


@pytest.fixture
def bare_project(tmp_path: Path, root: Path) -> Path:
    """A folder with spaces and Chinese in its name, that has the package's first files and needs no packages."""
    folder = tmp_path / "my site 明心"
    (folder / "clearheart").mkdir(parents=True)
    shutil.copy(root / "build.py", folder)
    for name in ("__init__.py", "environment.py"):
        shutil.copy(root / "clearheart" / name, folder / "clearheart")
    (folder / "clearheart" / "__main__.py").write_text("import sys\nprint('ran', sys.argv[1:])\n")
    (folder / "requirements.txt").write_text("")
    return folder


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "build.py", *arguments],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
    )


def test_the_environment_is_made_once_and_used_again_without_a_network(bare_project: Path) -> None:
    first = run(bare_project, "check", "--root", "x")
    assert first.stdout.splitlines()[-1] == "ran ['check', '--root', 'x']", first.stderr
    assert "Making .venv" in first.stdout
    second = run(bare_project, PIP_NO_INDEX="1", PYTHONPATH="/nowhere")
    assert second.stdout == "ran ['build']\n"
    if os.name == "posix":
        command = [bare_project / ".venv" / "bin" / "clearheart", "serve"]
        assert subprocess.run(command, cwd="/", capture_output=True, text=True).stdout == "ran ['serve']\n"


def test_an_environment_left_half_made_is_made_anew(bare_project: Path) -> None:
    (bare_project / ".venv" / "bin").mkdir(parents=True)
    (bare_project / ".venv" / "bin" / "python").write_text("")
    done = run(bare_project)
    assert done.stdout.splitlines()[-1] == "ran ['build']", done.stderr
    shutil.rmtree(next((bare_project / ".venv").glob("[Ll]ib/**/site-packages")) / "pip")
    assert "Making .venv" in run(bare_project).stdout


def test_no_network_is_told_in_a_sentence(bare_project: Path) -> None:
    (bare_project / "requirements.txt").write_text("segno==1.6.6 --hash=sha256:" + "0" * 64 + "\n")
    done = run(bare_project, PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0", PIP_CONFIG_FILE=os.devnull)
    assert done.returncode == 1
    assert done.stderr.startswith("The packages could not be fetched: the package index does not answer")
    assert "Traceback" not in done.stderr


def test_a_missing_venv_module_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(environment.CannotPrepare, match=r"apt install python3\.\d+-venv"):
        environment.prepare(tmp_path)


def test_an_old_python_is_told_in_a_sentence(root: Path) -> None:
    text = (root / "build.py").read_text("utf-8")
    before_imports = text.split("\nfrom ")[0].replace("sys.version_info", "(2, 7)")
    done = subprocess.run([sys.executable, "-c", before_imports], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("Clearheart needs Python 3.11 or newer; this is Python 2.7.")


def locked(root: Path, lock: str) -> dict[str, Requirement]:
    text = (root / lock).read_text("utf-8")
    lines = [Requirement(line.rstrip("\\")) for line in re.findall(r"^[a-z].*$", text, re.MULTILINE)]
    return {line.name: line for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_checksums_and_no_address(root: Path, lock: str) -> None:
    text = (root / lock).read_text("utf-8")
    assert "://" not in text
    assert all(f"{line} \\\n    --hash=sha256:" in text for line in re.findall(r"^[a-z].*==.*(?= \\)", text, re.M))


@pytest.mark.parametrize("system", [("win32", "Windows", "nt"), ("darwin", "Darwin", "posix")])
@pytest.mark.parametrize("locks", [LOCKS[:1], LOCKS])
def test_the_locks_hold_what_other_systems_need(
    root: Path, locks: tuple[str, ...], system: tuple[str, str, str]
) -> None:
    lines = {}
    for lock in reversed(locks):
        lines |= locked(root, lock)
    there = dict(zip(("sys_platform", "platform_system", "os_name"), system, strict=True))
    missing = []
    for name, own in lines.items():
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        for version in ("3.11", "3.14"):
            place = there | {"python_version": version, "python_full_version": f"{version}.0", "extra": ""}
            if own.marker is not None and not own.marker.evaluate(place):
                continue  # not installed there itself
            for need in map(Requirement, needs):
                if need.marker is None or need.marker.evaluate(place):
                    line = lines.get(need.name.lower().replace("_", "-").replace(".", "-"))
                    if line is None or not (line.marker is None or line.marker.evaluate(place)):
                        missing.append(f"{name} needs {need} on {system[1]} with Python {version}")
    assert missing == []
