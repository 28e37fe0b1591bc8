"""A film's captions in WebVTT (W3C): a path goes in, Captions and Problems come out; and back to WebVTT.

A comment that begins with NOTE picture says what is shown from the next cue on: it belongs to the transcript.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape, unescape
from pathlib import Path

from clearheart.markup.conversion import Conversion
from clearheart.model.film import FOLDER, Captions, Cue
from clearheart.problems import Problem, Spot
from clearheart.read.text_file import read_text

PICTURE = "NOTE picture"
"""How a comment begins that says what is shown."""

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}\s*")
_LIKE_TIMING = re.compile(r"^\s*\d.*(-+>|—+>|→|\d\s*-\s*\d)")
_OTHER_BLOCKS = ("STYLE", "REGION")


def captions_path(film: str, language: str) -> str:
    """Give the path of a film's captions in a language, below the project's root."""
    return f"{FOLDER}/{film}.{language}.vtt"


def read_captions(
    root: Path, film: str, language: str, made: Iterable[Conversion] = ()
) -> tuple[Captions | None, list[Problem]]:
    """Read a film's captions in a language; in one that is made from another, where it has none of its own."""
    path = captions_path(film, language)
    conversion = next((one for one in made if one.code == language), None)
    if conversion is None or (root / path).is_file():
        text, problems = read_text(root, path)
        return (None, problems) if text is None else parse_captions(text, path, language)
    base, problems = read_captions(root, film, conversion.base)
    return (base and _converted(base, conversion)), problems


def _converted(base: Captions, conversion: Conversion) -> Captions:
    cues = (
        replace(cue, text="\n".join(map(conversion.line, cue.text.split("\n"))), shows=conversion.line(cue.shows))
        for cue in base.cues
    )
    return Captions(conversion.code, base.path, tuple(cues))


def parse_captions(text: str, path: str, language: str) -> tuple[Captions, list[Problem]]:
    """Read the text of a WebVTT file."""
    reader = _Reader(path)
    lines = text.split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        reader.tell(1, "captions begin with the line WEBVTT", "put WEBVTT on the first line, an empty one below")
        lines = ["", *lines[1:]] if lines[0].startswith("WEBVTT") else ["", *lines]
    start: int | None = None
    for number, line in enumerate([*lines[1:], ""], start=1):
        if line.strip() and start is None:
            start = number
        elif not line.strip() and start is not None:
            reader.read(lines[start:number], start + 1)
            start = None
    return Captions(language, path, tuple(reader.cues)), reader.problems


def captions_text(captions: Captions) -> str:
    """Write captions as WebVTT, as browsers load them."""
    blocks = (f"{_clock(cue.begin)} --> {_clock(cue.end)}\n{escape(cue.text, quote=False)}\n" for cue in captions.cues)
    return "\n".join(["WEBVTT\n", *blocks])


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


class _Reader:
    """Read one block after the other."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.cues: list[Cue] = []
        self.problems: list[Problem] = []
        self._shows = ""

    def tell(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(Spot(self.path, line), what, mend))

    def read(self, lines: list[str], first: int) -> None:
        """Read a block whose first line has this number."""
        if lines[0].startswith("NOTE"):
            if lines[0].startswith(PICTURE):
                self._shows = " ".join([lines[0].removeprefix(PICTURE).strip(" :：\t"), *lines[1:]]).strip()
            return
        if lines[0].split(" ")[0].strip() in _OTHER_BLOCKS:
            self.tell(
                first, f"{lines[0].strip()} cannot stand in captions", "remove it: players choose how captions look"
            )
            return
        place = 0 if "-->" in lines[0] or len(lines) == 1 or _LIKE_TIMING.search(lines[0]) else 1
        match = _TIMING.fullmatch(lines[place])
        if match is None:
            mend = "write hours:minutes:seconds.thousandths twice, as in 00:00:01.500 --> 00:00:04.000"
            self.tell(first + place, f'"{lines[place].strip()}" is no time of a caption', mend)
            return
        times = match.groups()
        text = "\n".join(line.strip() for line in lines[place + 1 :])
        if re.search(r"<[a-z/]", text):
            self.tell(first + place + 1, "captions hold plain words", "remove what stands between < and >")
        cue = Cue(_seconds(times[:4]), _seconds(times[4:]), unescape(text), first + place, self._shows)
        self._shows = ""
        self.cues.append(cue)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
