"""Film: one entry of content/films.yml; and what its files tell: its captions and its moving pictures.

Comes from `read`; goes to the extension, to `check` and to the files beside the pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from clearheart.model.base import Day, LocalText, Name, Placed

FOLDER = "content/films"
"""Where the files of all films lie: <id>.mp4, <id>.webp, and <id>.<lang>.vtt for each language."""

FILM, POSTER = ".mp4", ".webp"
"""How the names of a film and of the picture before it starts end."""


class Film(Placed):
    """Say what a film shows, whence that is known, and how it was made."""

    id: Name
    title: LocalText
    summary: LocalText
    """One sentence: what one learns from it."""
    made: LocalText
    """How it was made, and of what."""
    published: Day
    sources: tuple[Name, ...] = ()


@dataclass(frozen=True)
class Cue:
    """Hold words that stand below the pictures for some seconds, and where they stand in their file."""

    begin: float
    end: float
    text: str
    """Its lines, parted by line feeds."""
    line: int = 0
    shows: str = ""
    """What the pictures show from here on; empty where that has not changed."""


@dataclass(frozen=True)
class Captions:
    """Hold a film's captions in one language."""

    language: str
    path: str
    cues: tuple[Cue, ...]

    @property
    def scenes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the transcript: what is shown, and all that is said meanwhile."""
        scenes: list[tuple[str, tuple[str, ...]]] = []
        for cue in self.cues:
            if cue.shows or not scenes:
                scenes.append((cue.shows, ()))
            shows, said = scenes[-1]
            scenes[-1] = (shows, (*said, cue.text))
        return tuple(scenes)


@dataclass(frozen=True)
class Reel:
    """Hold what a film's own file tells of it."""

    seconds: float
    width: int
    height: int
    size: int
    """In bytes."""
    codec: str
    """Four letters, as avc1 for H.264."""
    is_silent: bool
    is_quick: bool
    """Whether its index stands before its pictures, so that it starts before all of it has come."""
