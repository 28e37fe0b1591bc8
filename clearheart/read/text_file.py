"""One text file: its path goes in, its text or a Problem comes out.

UTF-8 with or without a byte order mark; every line end becomes a line feed.
"""

from __future__ import annotations

import re
from pathlib import Path

from clearheart.problems import Problem, Spot

_MOST_BYTES = 4_000_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
"""Characters that no text of an author holds on purpose: most editors do not show them."""


def read_text(root: Path, path: str) -> tuple[str | None, list[Problem]]:
    """Read a file below the project's root as text."""
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        return None, [Problem(Spot(path), what, "look at the file's name and its rights")]
    if len(data) > _MOST_BYTES:
        return None, [Problem(Spot(path), "is larger than 4 MB", "split it, or move data out of it")]
    if b"\0" in data[:8000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Problem(Spot(path), "is not a text file", "put text here, and pictures under their own ending")]
    return _decode(data, path)


def _decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"is not UTF-8 but looks like {_guess(data)}"
        return None, [Problem(Spot(path, line), what, 'save it again as "UTF-8" in your editor')]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = CONTROL.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        what = f"holds the control character U+{ord(odd.group()):04X}"
        return None, [Problem(Spot(path, line), what, "delete it; it cannot be seen in most editors")]
    if not text.strip():
        return None, [Problem(Spot(path, 1), "is empty", "write its text, or remove the file")]
    return text, []


def _guess(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if any(_is_chinese(data, encoding) for encoding in ("gb18030", "big5")):
        return "GB18030 or Big5 (Chinese)"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "no text at all"
    return "Windows-1252 (Western European)"


def _is_chinese(data: bytes, encoding: str) -> bool:
    """Say whether bytes make sense in an encoding, and more than a few accents and quotes in a Western text would."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    letters = [character for character in text if not character.isspace()]
    return sum(character > "\x7f" for character in letters) * 10 >= len(letters)
