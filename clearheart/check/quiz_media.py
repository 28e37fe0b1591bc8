"""Pictures and sounds of quizzes: banks go in; files that are missing, faulty or not in use come out as Problems."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.check.media import check_svg
from clearheart.check.references import suggest
from clearheart.model import Picture, Project, Question
from clearheart.problems import Problem, Spot
from clearheart.read.files import Found, find_quiz_media
from clearheart.render import find_drawing

_MOST_BYTES = {"pictures": 60_000, "sounds": 300_000}
"""A quiz travels as one file, with all that it shows inside it."""


def check_quiz_media(project: Project) -> Iterator[Problem]:
    """Find the faults of every file and drawing that a question shows, and files that no question shows."""
    found = find_quiz_media(project.root)
    yield from found.problems
    used = set()
    for question in (question for edition in project.editions for bank in edition.banks for question in bank.questions):
        for picture in question.pictures():
            yield from _drawing(picture, project)
        for folder, file, spot in _files(question):
            used.add(f"quizzes/{folder}/{file}")
            yield from _file(folder, file, spot, found, project)
    for path in found.media:
        if path not in used:
            yield Problem(Spot(path), "no question shows this file", "name it in one, or remove it", "warning")
        elif path.lower().endswith(".svg"):
            yield from check_svg(project.root, path)


def _drawing(picture: Picture, project: Project) -> Iterator[Problem]:
    theme, name = project.root / "theme", picture.drawing
    if name and find_drawing(theme, name) is None:
        known = [file.stem for file in (theme / "drawings").glob("*.svg")]
        mend = f"name a file in theme/drawings{suggest(name, known)}"
        yield Problem(picture.spot, f'there is no drawing "{name}"', mend)


def _files(question: Question) -> Iterator[tuple[str, str, Spot]]:
    """Give the folder, the path in it and the place of every file that a question shows."""
    for picture in question.pictures():
        if picture.file:
            yield "pictures", picture.file, picture.spot
    if question.sound and question.sound.is_whole:
        yield "sounds", question.sound.file, question.sound.spot


def _file(folder: str, file: str, spot: Spot, found: Found, project: Project) -> Iterator[Problem]:
    path, noun = f"quizzes/{folder}/{file}", folder.removesuffix("s")
    if path not in found.media:
        if path not in {problem.spot.path for problem in found.problems}:
            names = [name.removeprefix(f"quizzes/{folder}/") for name in found.media]
            mend = f"put it into quizzes/{folder}, or name a file there{suggest(file, names)}"
            yield Problem(spot, f'there is no {noun} "{file}"', mend)
        return
    size, most = (project.root / path).stat().st_size, _MOST_BYTES[folder]
    if not size:
        yield Problem(spot, f'the {noun} "{file}" is empty', "save it again, or remove it")
    elif size > most:
        mend = f"save it smaller: at most {most // 1000} kB"
        yield Problem(spot, f'the {noun} "{file}" has {-(-size // 1000)} kB', mend)
