"""A film's own file: the bytes of an MP4 go in; how long, how large and of what kind it is comes out.

Boxes and their fields are those of ISO/IEC 14496-12: mvhd holds the length, tkhd the size, stsd the codec.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import error as BadForm  # noqa: N812
from struct import unpack_from

from clearheart.model.film import Reel


def read_reel(data: bytes) -> Reel | None:
    """Read what an MP4 file tells of itself; None where it is none, or is cut off."""
    try:
        return _read(data)
    except (BadForm, IndexError, ValueError, StopIteration, ZeroDivisionError):
        return None


def _read(data: bytes) -> Reel:
    boxes = list(_boxes(memoryview(data)))
    outer = [kind for kind, _ in boxes]
    if outer[:1] != ["ftyp"] or "mdat" not in outer:
        raise ValueError
    place = outer.index("moov")
    index = boxes[place][1]
    tracks = [inner for kind, inner in _boxes(index) if kind == "trak"]
    kinds = [_kind(track) for track in tracks]
    pictures = tracks[kinds.index("vide")]
    width, height = _size(_find(pictures, "tkhd"))
    return Reel(
        seconds=_seconds(_find(index, "mvhd")),
        width=width,
        height=height,
        size=len(data),
        codec=_name(_find(pictures, "mdia", "minf", "stbl", "stsd"), 12),
        is_silent="soun" not in kinds,
        is_quick=place < outer.index("mdat"),
    )


def _find(box: memoryview, *way: str) -> memoryview:
    """Give what a box holds at the end of a way of kinds; raise where there is none."""
    for kind in way:
        box = next(inner for name, inner in _boxes(box) if name == kind)
    return box


def _boxes(data: memoryview) -> Iterator[tuple[str, memoryview]]:
    """Give the boxes of a stretch: the kind of each, and what it holds."""
    start = 0
    while start < len(data):
        (size,), head = unpack_from(">I", data, start), 8
        if size == 1:
            size, head = unpack_from(">Q", data, start + 8)[0], 16
        size = size or len(data) - start
        if size < head or start + size > len(data):
            raise ValueError
        yield _name(data, start + 4), data[start + head : start + size]
        start += size


def _kind(track: memoryview) -> str:
    """Say what a track holds; QuickTime writes a second hdlr into minf, which names the file's form."""
    return _name(_find(track, "mdia", "hdlr"), 8)


def _name(data: memoryview, at: int) -> str:
    return str(unpack_from("4s", data, at)[0], "latin-1")


def _seconds(head: memoryview) -> float:
    scale, length = unpack_from(">IQ", head, 20) if head[0] else unpack_from(">II", head, 12)
    return float(length) / float(scale)


def _size(head: memoryview) -> tuple[int, int]:
    width, height = unpack_from(">II", head, 88 if head[0] else 76)
    return width >> 16, height >> 16
