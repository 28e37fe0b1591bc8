"""Films: a Project's films go in; the files that pages play come out: films/<id>.mp4, .webp and .<lang>.vtt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clearheart.living.part import Part
from clearheart.model import Project
from clearheart.model.film import FILM, FOLDER, POSTER
from clearheart.read.captions import captions_text, read_captions
from clearheart.read.variants import conversions


def _files(project: Project, _site: Path) -> Iterator[tuple[str, bytes]]:
    made = conversions(project.settings.languages, project.terms)
    for film in project.films:
        for ending in (FILM, POSTER):
            yield f"films/{film.id}{ending}", (project.root / FOLDER / f"{film.id}{ending}").read_bytes()
        for edition in project.editions:
            captions = read_captions(project.root, film.id, edition.code, made)[0]
            if captions is not None:
                yield f"films/{film.id}.{edition.code}.vtt", captions_text(captions).encode()


PART = Part(key="films", files=_files)
