"""Pictures and sounds of quizzes: which files may be shown, and what is told of the others."""

from __future__ import annotations

import io
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from clearheart.check.quiz_media import check_quiz_media
from clearheart.read import read_project
from tests import projects
from tests.projects import MINIMAL, write_project

DAY = date(2026, 11, 22)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>\n'


def png(size: int) -> bytes:
    """Give a picture sharp enough for paper, in a file of so many bytes."""
    written = io.BytesIO()
    Image.new("L", (200, 100)).save(written, "PNG")
    return written.getvalue().ljust(size, b"\0")


tell = partial(projects.tell, day=DAY)


def project(folder: Path, shown: str, files: dict[str, bytes]) -> Path:
    """Write a project whose first question shows something in both languages."""
    banks = {
        path: str(MINIMAL[path]).replace("    prompt:", f"    {shown}\n    prompt:")
        for path in ("quizzes/en/basics.yml", "quizzes/zh/basics.yml")
    }
    return write_project(folder, {**banks, **files})


PICTURE = "picture: {file: hands.svg, alt: Hands}"
SOUND = "sound: {file: calls/one.mp3, transcript: Hello}"


@pytest.mark.parametrize(
    ("shown", "path", "data"),
    [
        (PICTURE, "pictures/hands.svg", SVG),
        (PICTURE.replace(".svg", ".PNG"), "pictures/hands.PNG", png(60_000)),
        (SOUND, "sounds/calls/one.mp3", b"ID3" + bytes(299_997)),
    ],
)
def test_files_that_fit_are_taken(shown: str, path: str, data: bytes, tmp_path: Path) -> None:
    assert tell(project(tmp_path, shown, {f"quizzes/{path}": data})) == ""


@pytest.mark.parametrize(
    ("shown", "path", "data", "said"),
    [
        (PICTURE, "pictures/hands.svg", b"", 'the picture "hands.svg" is empty'),
        (PICTURE, "pictures/hands.svg", SVG + b" " * 60_000, 'the picture "hands.svg" has 61 kB'),
        (PICTURE, "pictures/Hands.svg", SVG, 'there is no picture "hands.svg"'),
        (PICTURE, "sounds/hands.svg", SVG, 'there is no picture "hands.svg"'),
        (PICTURE.replace("hands", "/hands"), "pictures/hands.svg", SVG, 'there is no picture "/hands.svg"'),
        (PICTURE.replace("hands", "../pictures/hands"), "pictures/hands.svg", SVG, "there is no picture"),
        (SOUND, "sounds/calls/one.mp3", bytes(300_001), 'the sound "calls/one.mp3" has 301 kB'),
    ],
)
def test_files_that_do_not_fit_are_told_where_they_are_shown(
    shown: str, path: str, data: bytes, said: str, tmp_path: Path
) -> None:
    told = tell(project(tmp_path, shown, {f"quizzes/{path}": data})).splitlines()
    assert [line for line in told if line.startswith(f"quizzes/en/basics.yml:4: {said}")], told


@pytest.mark.parametrize("svg", [b"<html/>", b"<svg", b"words", SVG.replace(b"M0", b'"/><script/><path d="M0')])
def test_a_file_that_is_no_harmless_drawing_is_told_at_its_own_line(svg: bytes, tmp_path: Path) -> None:
    told = tell(project(tmp_path, PICTURE, {"quizzes/pictures/hands.svg": svg}))
    assert told.startswith("quizzes/pictures/hands.svg:1: ")


def test_a_file_that_no_question_shows_is_a_warning(tmp_path: Path) -> None:
    root = project(tmp_path, PICTURE, {"quizzes/pictures/hands.svg": SVG, "quizzes/pictures/other.svg": SVG})
    found, _ = read_project(root, DAY)
    [told] = check_quiz_media(found)
    assert (str(told.spot), told.severity) == ("quizzes/pictures/other.svg", "warning")
