"""The same files and day give the same bytes: in another process, folder, language, time zone, and with no fonts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import REPOSITORY, last_checked

INPUT = ("content", "docs", "quizzes", "theme", "clearheart", "mkdocs.yml")

_NO_FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir></fontconfig>
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our site, built from a copy by a process that shares nothing with this one but the packages."""
    folder = tmp_path_factory.mktemp("elsewhere")
    root = folder / "another folder 别处"
    root.mkdir()
    for name in INPUT:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root)
    command = [sys.executable, "-m", "clearheart", "build", "--date", last_checked().isoformat()]
    done = subprocess.run(command, cwd=root, env=_environment(folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return root / "site"


def _environment(folder: Path) -> dict[str, str]:
    """Another seed, time zone, locale and home; and of the system's fonts none."""
    empty = folder / "empty"
    empty.mkdir()
    fonts = folder / "fonts.conf"
    fonts.write_text(_NO_FONTS.format(folder=empty), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "TEMP", "TMP")}
    return {
        **kept,
        "PYTHONHASHSEED": "4711" if os.environ.get("PYTHONHASHSEED") != "4711" else "1",
        "PYTHONUTF8": "1",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "HOME": str(empty),
        "XDG_DATA_HOME": str(empty),
        "XDG_DATA_DIRS": str(empty),
        "FONTCONFIG_FILE": str(fonts),
    }


def files_of(site: Path, *, pdf: bool) -> dict[str, bytes]:
    """Give a site's PDFs, or all else but the manifest."""
    files = (path for path in site.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files if (path.suffix == ".pdf") == pdf}


def test_another_process_folder_locale_and_time_zone_give_the_same_pages(site: Path, elsewhere: Path) -> None:
    one, other = files_of(site, pdf=False), files_of(elsewhere, pdf=False)
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []
    assert (site / "manifest.json").read_bytes() == (elsewhere / "manifest.json").read_bytes()


def test_a_machine_without_fonts_prints_the_same_leaflets(site: Path, elsewhere: Path) -> None:
    one, other = files_of(site, pdf=True), files_of(elsewhere, pdf=True)
    assert {"download/en/print/talking-at-the-table-a4.pdf", "download/zh/quiz/saying-no.answers.pdf"} <= set(one)
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []
