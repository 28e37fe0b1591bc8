"""The files of the quiz: a kind has those of its own, and takes the others from the kind that it extends."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import brotli
import pytest

from clearheart.model import KINDS, lineage
from clearheart.quiz_files import (
    element_name,
    question_scripts,
    quiz_scripts,
    quiz_stylesheets,
    tally_scripts,
    template_of,
)
from clearheart.script import shorten_script
from tests.projects import REPOSITORY

THEME = REPOSITORY / "theme"
FILES = sorted((THEME / "quiz" / "kinds").iterdir())


def names(paths: list[str]) -> list[str]:
    return [Path(path).name.split(".")[0] for path in paths]


def test_the_script_of_all_kinds_begins_with_the_base_and_ends_with_the_quiz() -> None:
    scripts = quiz_scripts(THEME)
    assert scripts[0] == "quiz/question.js"
    assert scripts[-2:] == ["quiz/code.js", "quiz/quiz.js"]
    assert scripts[1:-2] == question_scripts(THEME)[1:]
    assert len(set(scripts)) == len(scripts)
    assert sorted(names(scripts[1:-2])) == [path.stem for path in FILES if re.fullmatch(r"\w+\.js", path.name)]


@pytest.mark.parametrize("kinds", [None, *combinations(KINDS, 1), *combinations(KINDS, 2), ()])
def test_whatever_a_script_takes_comes_before_it(kinds: tuple[str, ...] | None) -> None:
    known: set[str] = set()
    for path in [*tally_scripts(THEME, kinds), *quiz_scripts(THEME, kinds)[-2:]]:
        text = (THEME / path).read_text(encoding="utf-8")
        assert set(re.findall(r'customElements\.get\("clearheart-(\w+)"\)', text)) <= known, path
        known.add(Path(path).stem)
    assert {element_name(THEME, kind).removeprefix("clearheart-") for kind in kinds or ()} <= known


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_an_element_and_a_template_that_are_there(kind: str) -> None:
    name = element_name(THEME, kind).removeprefix("clearheart-")
    script = (THEME / "quiz" / "kinds" / f"{name}.js").read_text(encoding="utf-8")
    assert f'.define("clearheart-{name}")' in script
    assert (THEME / template_of(THEME, kind)).is_file()
    assert question_scripts(THEME, [kind])[-1] == f"quiz/kinds/{name}.js"


def test_what_a_kind_has_not_it_takes_from_the_one_that_it_extends() -> None:
    assert lineage("truefalse") == ("truefalse", "single")
    assert element_name(THEME, "truefalse") == "clearheart-single"
    assert template_of(THEME, "truefalse") == template_of(THEME, "multiple") == "quiz/kinds/single.html"
    assert names(question_scripts(THEME, ["truefalse"])) == ["question", "single"]
    assert names(question_scripts(THEME, ["survey"])) == ["question", "single", "survey"]
    assert element_name(THEME, "sort") == "clearheart-match"
    assert names(question_scripts(THEME, ["number"])) == ["question", "fill", "number"]


def test_a_page_is_given_no_more_than_its_kinds_need() -> None:
    assert names(quiz_scripts(THEME, ["single"])) == ["question", "single", "code", "quiz"]
    assert not {"fill", "match", "order", "picture", "scenario"} & {*names(quiz_stylesheets(THEME, ["single"]))}
    assert "match" not in names(quiz_stylesheets(THEME, ["order", "fill"]))
    assert quiz_scripts(THEME, KINDS) == quiz_scripts(THEME)
    assert quiz_scripts(THEME, reversed(list(KINDS))) == quiz_scripts(THEME)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_every_file_of_a_kind_is_taken(file: Path) -> None:
    taken = {*tally_scripts(THEME), *quiz_stylesheets(THEME), *(template_of(THEME, kind) for kind in KINDS)}
    assert f"quiz/kinds/{file.name}" in taken


def test_the_whole_script_fits_six_kilobytes() -> None:
    text = "\n".join(shorten_script((THEME / path).read_text(encoding="utf-8")) for path in quiz_scripts(THEME))
    assert len(brotli.compress(text.encode(), quality=11)) <= 6_000
