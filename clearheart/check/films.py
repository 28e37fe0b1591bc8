"""Films: content/films.yml and content/films/ go in; what would not play or could not be read comes out as Problems."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from clearheart.check.references import check_source, suggest
from clearheart.model import Project
from clearheart.model.base import is_stand_in
from clearheart.model.film import FILM, FOLDER, POSTER, Captions, Cue, Film, Reel
from clearheart.problems import Problem, Spot
from clearheart.read.captions import captions_path, read_captions
from clearheart.read.reel import read_reel

_MOST_BYTES = 20_000_000
_MANY_BYTES = 5_000_000
_FASTEST = 18
"""Letters that people read in a second at most; a Chinese character counts as two."""
_LONGEST = 42
"""Letters that a line may have, counted alike: more would be broken where it does not fit."""


def check_films(project: Project) -> Iterator[Problem]:
    """Find films without their files, files without a film, and captions that nobody could follow."""
    known: set[str] = set()
    for film in project.films:
        if is_stand_in(film.id):
            continue  # its id is faulty, and told in the list
        yield from _words(film, project)
        yield from _files(film, project)
        known |= {f"{film.id}{FILM}", f"{film.id}{POSTER}"}
        known |= {captions_path(film.id, code).rpartition("/")[2] for code in project.settings.languages}
        yield from _taken(film, project)
    folder = project.root / FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name not in known and not path.name.startswith("."):
            mend = f"name it as a film of films.yml: <id>{FILM}, <id>{POSTER}, <id>.<language>.vtt"
            yield Problem(Spot(f"{FOLDER}/{path.name}"), "belongs to no film", mend)


def check_film_fence(body: str, spot: Spot, project: Project) -> Iterator[Problem]:
    """Find out whether the film that a page shows exists."""
    name, known = body.strip(), [film.id for film in project.films]
    if not name:
        yield Problem(spot, "this block names no film", "write the id of a film between the fences")
    elif name not in known and not any(is_stand_in(film.id) for film in project.films):
        yield Problem(spot, f'there is no film "{name}"', f"add it to content/films.yml{suggest(name, known)}")


def _taken(film: Film, project: Project) -> Iterator[Problem]:
    """Find files of authors that would land where a build puts those of a film."""
    code = project.settings.default_language
    for edition in (edition for edition in project.editions if edition.code == code):
        for path in edition.media:
            if path.startswith((f"content/{code}/films/{film.id}{FILM}", f"content/{code}/films/{film.id}{POSTER}")):
                what = f'the place "films/{path.rpartition("/")[2]}" in the site is taken by a film'
                yield Problem(Spot(path), what, f"remove it; films lie in {FOLDER}")


def _words(film: Film, project: Project) -> Iterator[Problem]:
    for name in film.sources:
        if not is_stand_in(name):
            yield from check_source(name, film.spot, project)
    for edition in project.editions:
        if any(edition.code not in text for text in (film.title, film.summary, film.made) if text):
            mend = f"add {edition.code}: to title, summary and made"
            yield Problem(film.spot, f'film "{film.id}" has no words in {edition.code}', mend)


def _files(film: Film, project: Project) -> Iterator[Problem]:
    reel = None
    path = f"{FOLDER}/{film.id}{FILM}"
    if not (project.root / path).is_file():
        yield Problem(film.spot, f'the film "{film.id}" has no file', f"put it at {path}")
    else:
        data = (project.root / path).read_bytes()
        reel = read_reel(data)
        yield from _reel(reel, Spot(path))
    if not (project.root / f"{FOLDER}/{film.id}{POSTER}").is_file():
        mend = f"put a picture of it, in its own size, at {FOLDER}/{film.id}{POSTER}"
        yield Problem(film.spot, f'the film "{film.id}" has no picture to show before it starts', mend)
    for edition in project.editions:
        path = captions_path(film.id, edition.code)
        if not (project.root / path).is_file():
            yield Problem(film.spot, f'the film "{film.id}" has no captions in {edition.code}', f"write {path}")
            continue
        captions, problems = read_captions(project.root, film.id, edition.code)
        yield from problems
        if captions is not None:
            yield from check_captions(captions, reel, is_read=not problems)


def _reel(reel: Reel | None, spot: Spot) -> Iterator[Problem]:
    if reel is None:
        yield Problem(spot, "is not a whole MP4 film", "save it again as MP4 with H.264")
        return
    if not reel.codec.startswith("avc"):
        mend = "save it as H.264: cheap phones, WeChat and iOS all play it"
        yield Problem(spot, f'holds pictures as "{reel.codec}", which not every phone plays', mend)
    if not reel.is_quick:
        mend = "save it with its index in front (ffmpeg: -movflags +faststart)"
        yield Problem(spot, "starts only when all of it has come", mend)
    if reel.size > _MOST_BYTES:
        yield Problem(spot, f"has {reel.size / 1e6:.0f} MB", "save it smaller: 20 MB at most, better 2")
    elif reel.size > _MANY_BYTES:
        mend = "save it smaller: many people pay for every megabyte"
        yield Problem(spot, f"has {reel.size / 1e6:.1f} MB", mend, "warning")


def check_captions(captions: Captions, reel: Reel | None, is_read: bool = True) -> Iterator[Problem]:
    """Find cues in the wrong order, empty, too late, too long, or too quick to read."""
    last = 0.0
    if not captions.cues and is_read:
        yield Problem(Spot(captions.path, 1), "has no captions", "write at least one, with its times")
    for cue in captions.cues:
        spot = Spot(captions.path, cue.line)
        if cue.end <= cue.begin:
            yield Problem(spot, "this caption ends before it begins", "write the later time behind -->")
        elif cue.begin < last:
            yield Problem(spot, "this caption begins before the last one ends", "let one follow the other")
        elif reel is not None and cue.end > reel.seconds + 0.05:
            mend = f"end it before {reel.seconds:.1f} seconds"
            yield Problem(spot, "this caption goes on after the film", mend)
        else:
            yield from _readable(cue, spot)
        last = max(last, cue.end)


def _readable(cue: Cue, spot: Spot) -> Iterator[Problem]:
    lines = cue.text.split("\n")
    if not cue.text.strip():
        yield Problem(spot, "this caption says nothing", "write its words below its times, or remove it")
    elif len(lines) > 2 or max(map(_breadth, lines)) > _LONGEST:
        mend = f"two lines at most, of {_LONGEST} letters or {_LONGEST // 2} characters: share it between two captions"
        yield Problem(spot, "this caption is too long", mend)
    elif (needed := sum(map(_breadth, lines)) / _FASTEST) > cue.end - cue.begin:
        mend = f"show it for {needed:.1f} seconds, or say it in fewer words"
        yield Problem(spot, f"this caption is gone after {cue.end - cue.begin:.1f} seconds", mend)


def _breadth(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
