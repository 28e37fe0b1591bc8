"""Publishing is a swap: whatever happens, the last good site stands or the new one does."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from clearheart import publish


def make(folder: Path, words: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(words, encoding="utf-8")
    publish.write_manifest(folder)
    return folder


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_new_site_takes_the_old_ones_place(
    can_exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make(tmp_path / "site", "old")
    new = publish.new_folder(site)
    make(new, "new")
    if not can_exchange:
        monkeypatch.setattr(publish, "_exchange", lambda first, second: False)
    publish.swap(new, site)
    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert leftovers(tmp_path) == []


def test_folders_change_places_in_one_step_here(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one", "1"), make(tmp_path / "two", "2")
    assert publish._exchange(one, two)
    assert (one / "index.html").read_text(encoding="utf-8") == "2"


def test_a_first_site_needs_no_old_one(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish.swap(make(publish.new_folder(site), "first"), site)
    assert (site / "index.html").read_text(encoding="utf-8") == "first"


def test_a_swap_cut_off_after_its_first_rename_is_finished(tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(tmp_path / ".site-old", "old")
    make(tmp_path / ".site-new", "new")
    publish.recover(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert leftovers(tmp_path) == []


def test_a_swap_whose_new_site_is_not_whole_is_undone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(tmp_path / ".site-old", "old")
    (tmp_path / ".site-new").mkdir()
    publish.recover(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "old"


def test_the_manifest_holds_every_file_but_itself(tmp_path: Path) -> None:
    make(tmp_path / "site", "words")
    (tmp_path / "site" / "zh").mkdir()
    (tmp_path / "site" / "zh" / "页.html").write_bytes(b"x")
    publish.write_manifest(tmp_path / "site")
    files = json.loads((tmp_path / "site" / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert files == {
        "index.html": {"size": 5, "sha256": hashlib.sha256(b"words").hexdigest()},
        "zh/页.html": {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()},
    }


def test_an_address_that_is_gone_is_warned_of(tmp_path: Path) -> None:
    site = make(tmp_path / "site", "old")
    assert [str(problem.spot) for problem in publish.lost_paths(site, [])] == ["site/index.html"]
    assert publish.lost_paths(site, ["index.html"]) == []
    (site / "manifest.json").write_text("{", encoding="utf-8")
    assert publish.lost_paths(site, []) == []
