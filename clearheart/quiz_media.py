"""Pictures and sounds of quizzes: their files go in; addresses that hold them whole come out.

A quiz is one file wherever it goes, so what it shows and plays travels inside it.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

FOLDERS = {"picture": "pictures", "sound": "sounds"}
"""Where the files lie, below quizzes/."""

TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".m4a": "audio/mp4",
}
"""Media types by the endings of files."""


_PLAIN = " !$'()*+,/:;=?@[]_~-."
"""What stands for itself in the address of a drawing, as browsers read it."""


def data_address(quizzes: Path, kind: str, file: str) -> str:
    """Give the data: address of a picture or sound; empty where the file is missing, which `check` has told."""
    path = quizzes / FOLDERS[kind] / file
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else ""


@lru_cache(maxsize=64)
def _read(path: Path, stamp: int) -> str:
    del stamp  # part of the key: a file that changed is read again
    data, kind = path.read_bytes(), TYPES[path.suffix.lower()]
    if path.suffix.lower() == ".svg":  # as text it compresses to half of what base 64 does
        return f"data:{kind},{quote(data, safe=_PLAIN)}"
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
