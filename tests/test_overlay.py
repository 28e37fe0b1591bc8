"""Editions: a project and a folder that stands over it give one whole project; every line keeps its way back."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from clearheart.cli import main
from clearheart.overlay import lay_over
from clearheart.problems import ClearheartError, Problem, Spot
from tests.projects import MINIMAL, write_project

VENUE = """\
- id: {id}
  kind: base
  name: {{en: {name}, zh: 示例}}
  region: CN-GZ
  city: {{en: Town, zh: 镇}}
  what: {{en: A room., zh: 一间房。}}
  source: unodc-2020
  checked: 2026-11-22
  review_by: 2030-01-01
"""


def digest(root: Path) -> dict[str, str]:
    """Give the hash and the time of every file of a project but what commands make."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() + str(path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".clearheart" not in path.parts and "theme" not in path.parts
    }


def project(folder: Path, over: dict[str, str], base: dict[str, str | bytes | None] | None = None) -> Path:
    return write_project(folder, {**(base or {}), **{f"editions/other/{path}": text for path, text in over.items()}})


def ids(root: Path) -> list[str]:
    return re.findall(r"^- id: (\S+)", (root / "content/venues.yml").read_text("utf-8"), re.MULTILINE)


def test_a_file_takes_the_place_of_the_one_of_its_path_and_the_project_stays_as_it_was(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/en/index.md": "# Other\n", "content/en/new/index.md": "# New\n"})
    before = digest(root)
    overlay = lay_over(root, "other")
    assert (overlay.root / "content/en/index.md").read_text("utf-8") == "# Other\n"
    assert (overlay.root / "content/en/new/index.md").is_file()
    assert (overlay.root / "content/zh/index.md").read_bytes() == (root / "content/zh/index.md").read_bytes()
    assert digest(root) == before


def test_entries_with_an_id_of_the_projects_take_their_place_and_others_are_added(tmp_path: Path) -> None:
    base = VENUE.format(id="one", name="One") + VENUE.format(id="two", name="Two")
    over = VENUE.format(id="two", name="Second") + VENUE.format(id="three", name="Three")
    overlay = lay_over(project(tmp_path, {"content/venues.yml": over}, {"content/venues.yml": base}), "other")
    assert ids(overlay.root) == ["one", "two", "three"]
    text = (overlay.root / "content/venues.yml").read_text("utf-8")
    assert "Second" in text
    assert "Two" not in text


@pytest.mark.parametrize(("removed", "left"), [("all", ["new"]), ("one", ["two", "new"]), ("[one, two]", ["new"])])
def test_entries_can_be_left_out(tmp_path: Path, removed: str, left: list[str]) -> None:
    base = VENUE.format(id="one", name="One") + VENUE.format(id="two", name="Two")
    over = f"- remove: {removed}\n" + VENUE.format(id="new", name="New")
    overlay = lay_over(project(tmp_path, {"content/venues.yml": over}, {"content/venues.yml": base}), "other")
    assert ids(overlay.root) == left


def test_leaving_out_what_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    over = "# a note\n- remove: [ones, nothing]\n"
    root = project(tmp_path, {"content/venues.yml": over}, {"content/venues.yml": VENUE.format(id="one", name="One")})
    with pytest.raises(ClearheartError) as found:
        lay_over(root, "other")
    told = 'editions/other/content/venues.yml:2: remove: there is no entry "{}" - {}'
    assert [str(problem) for problem in found.value.problems] == [
        told.format("nothing", "write an id in content/venues.yml, or all"),
        told.format("ones", "did you mean one?"),
    ]


def test_settings_and_words_are_joined_key_by_key_and_stay_what_they_are(tmp_path: Path) -> None:
    over = {"mkdocs.yml": "site_name: Other\nextra:\n  clearheart:\n    languages: [en]\n    example: true\n"}
    overlay = lay_over(project(tmp_path, over), "other")
    config = yaml.safe_load((overlay.root / "mkdocs.yml").read_text("utf-8"))
    ours = config["extra"]["clearheart"]
    assert (config["site_name"], config["site_url"]) == ("Other", "https://small.example/")
    assert (ours["languages"], ours["example"], ours["default_language"]) == (["en"], True, "en")
    assert config["theme"]["font"] is False  # the text "false" would be true


def test_a_place_in_the_whole_project_is_traced_to_the_file_that_an_author_wrote(tmp_path: Path) -> None:
    base = "# first\n" + VENUE.format(id="one", name="One")
    over = {"content/venues.yml": "\n\n" + VENUE.format(id="two", name="Two"), "content/zh/index.md": "# 其他\n"}
    overlay = lay_over(project(tmp_path, over, {"content/venues.yml": base}), "other")
    lines = (overlay.root / "content/venues.yml").read_text("utf-8").splitlines()
    one, two = (1 + lines.index(f"- id: {name}") for name in ("one", "two"))
    assert overlay.place(Spot("content/venues.yml", one + 3)) == Spot("content/venues.yml", 5)
    assert overlay.place(Spot("content/venues.yml", two + 3)) == Spot("editions/other/content/venues.yml", 6)
    assert overlay.place(Spot("content/zh/index.md", 7)) == Spot("editions/other/content/zh/index.md", 7)
    assert overlay.place(Spot("content/en/index.md", 7)) == Spot("content/en/index.md", 7)
    problem = Problem(Spot("content/venues.yml", two), "is odd", "mend it")
    assert overlay.trace([problem]) == [Problem(Spot("editions/other/content/venues.yml", 3), "is odd", "mend it")]


def test_an_edition_is_built_beside_the_projects_own_site(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/en/index.md": "# Other\n", "mkdocs.yml": "site_url: https://other.example/\n"})
    before = digest(root)
    assert main(["build", "--root", str(root), "--edition", "other", "--date", "2026-11-22"]) == 0
    page = (root / "site-other/index.html").read_text("utf-8")
    assert "<h1>Other</h1>" in re.sub(r" id=\"[^\"]*\"", "", page)
    assert "https://other.example/" in page
    assert not (root / "site").exists()
    made = {path: mark for path, mark in digest(root).items() if not path.startswith("site-other/")}
    assert made == before


def test_check_names_the_editions_own_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    over = "# a note\n" + VENUE.format(id="two", name="Two").replace("region: CN-GZ", "region: Guizhou")
    base = {"content/venues.yml": VENUE.format(id="one", name="One").replace("kind: base", "kind: castle")}
    root = project(tmp_path, {"content/venues.yml": over, "content/en/index.md": "# Other\n\n[x](nowhere.md)\n"}, base)
    assert main(["check", "--root", str(root), "--edition", "other"]) == 1
    told = capsys.readouterr().err
    assert "editions/other/content/venues.yml:5: region:" in told
    assert 'editions/other/content/en/index.md:3: "nowhere.md" leads to no page' in told
    assert 'content/venues.yml:2: kind: "castle" is not one of its values' in told
    assert ".clearheart" not in told


def test_a_file_that_cannot_be_read_is_told_as_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path, {"content/sources.yml": "- id: [\n", "content/helplines.yml": "id: cn-120\n"})
    assert main(["check", "--root", str(root), "--edition", "other"]) == 1
    told = capsys.readouterr().err
    assert re.search(r"^editions/other/content/sources\.yml:\d", told, re.MULTILINE)
    assert "editions/other/content/helplines.yml:1: is not a list" in told


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("[draft]: x", "this key is not a text"),
        ("more:\n  deep: {{ name }}", "this key is not a text"),
        ("a: &a [*a]", "an alias (*name) repeats a part of this file"),
        ("a: [&a text, *a]", "an alias (*name) repeats a part of this file"),
    ],
)
@pytest.mark.parametrize("at", ["", "editions/other/"])
def test_keys_that_are_no_texts_and_aliases_are_told_at_their_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, what: str, at: str
) -> None:
    ours = MINIMAL["mkdocs.yml"]
    over = "site_name: Other\n" if at else "site_name: Other\nmore: {deep: {name: x}}\n"
    files = {"mkdocs.yml": ours, "editions/other/mkdocs.yml": over}
    files[f"{at}mkdocs.yml"] += f"{line}\n"
    root = write_project(tmp_path, dict(files))
    assert main(["check", "--root", str(root), "--edition", "other"]) == 1
    number = files[f"{at}mkdocs.yml"].count("\n")
    assert f"{at}mkdocs.yml:{number}: {what}" in capsys.readouterr().err.splitlines()[0]


@pytest.mark.parametrize("name", ["nothing", "../editions/other", "Other", "."])
def test_an_edition_that_is_not_there_is_told_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    root = project(tmp_path, {"content/en/index.md": "# Other\n"})
    assert main(["check", "--root", str(root), "--edition", name]) == 1
    assert "there is no edition of this name - name one of other" in capsys.readouterr().err


def test_files_that_no_edition_has_are_told(tmp_path: Path) -> None:
    root = project(tmp_path, {"venues.yml": "[]\n", "README.md": "notes", "clearheart/cli.py": "pass"})
    with pytest.raises(ClearheartError) as found:
        lay_over(root, "other")
    assert [problem.spot.path for problem in found.value.problems] == [
        "editions/other/clearheart/cli.py",
        "editions/other/venues.yml",
    ]


def test_what_goes_from_the_project_or_the_edition_goes_from_the_whole(tmp_path: Path) -> None:
    root = project(
        tmp_path, {"content/en/new.md": "# New\n", "content/en/old": "x"}, {"content/en/more.md": "# More\n"}
    )
    first = lay_over(root, "other").root
    assert (first / "content/en/new.md").is_file()
    for path in ("editions/other/content/en/new.md", "content/en/more.md", "editions/other/content/en/old"):
        (root / path).unlink()
    (root / "content/en/old").mkdir()
    (root / "content/en/old/index.md").write_text("# Old\n", "utf-8")
    second = lay_over(root, "other").root
    assert second == first
    assert not (second / "content/en/new.md").exists()
    assert not (second / "content/en/more.md").exists()
    assert (second / "content/en/old/index.md").is_file()


_SCALARS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
    st.booleans(),
    st.integers(),
    st.sampled_from(["14:00", "012355", "Yes", "2026-11-22", "# no", "- no", "a: b", "\n"]),
)
_TREES = st.dictionaries(
    st.text("abcxyz", min_size=1, max_size=3),
    st.recursive(
        _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner)
    ),
    max_size=5,
)


def joined(one: Any, other: Any) -> Any:
    """Say what joining means, in plain words of Python."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **{key: joined(one[key], value) if key in one else value for key, value in other.items()}}
    return other


@settings(max_examples=60, deadline=None)
@given(one=_TREES, other=_TREES)
def test_two_files_joined_hold_what_both_hold(tmp_path_factory: pytest.TempPathFactory, one: Any, other: Any) -> None:
    root = tmp_path_factory.mktemp("joined")
    for path, tree in (("mkdocs.yml", one), ("editions/other/mkdocs.yml", other)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    overlay = lay_over(root, "other")
    text = (overlay.root / "mkdocs.yml").read_text("utf-8")
    assert yaml.safe_load(text) == joined(one, other)
    lines = text.count("\n")
    assert {overlay.place(Spot("mkdocs.yml", line)).path for line in range(1, lines + 1)} <= {
        "mkdocs.yml",
        "editions/other/mkdocs.yml",
    }
