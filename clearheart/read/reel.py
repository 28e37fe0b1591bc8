"""A film's own file: the bytes of an MP4 go in; how long, how large and of what kind it is comes out.

Boxes and their fields are those of ISO/IEC 14496-12: mvhd holds the length, tkhd the size, stsd the codec.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import error as BadForm  # noqa: N812
from struct import unpack_from

from clearheart.model.film import Reel

_HOLDERS = frozenset({"moov", "trak", "mdia", "minf", "stbl"})


def read_reel(data: bytes) -> Reel | None:
    """Read what an MP4 file tells of itself; None where it is none, or is cut off."""
    try:
        return _read(data)
    except (BadForm, ValueError, StopIteration, ZeroDivisionError):
        return None


def _read(data: bytes) -> Reel:
    outer = [kind for kind, _, _ in _boxes(data, 0, len(data))]
    if outer[:1] != ["ftyp"] or "mdat" not in outer:
        raise ValueError
    boxes = list(_inner(data, 0, len(data)))
    tracks = [at for kind, at, _ in boxes if kind == "tkhd"]
    kinds = [data[at + 8 : at + 12] for kind, at, _ in boxes if kind == "hdlr"]
    codecs = [data[at + 12 : at + 16] for kind, at, _ in boxes if kind == "stsd"]
    place = kinds.index(b"vide")
    width, height = _size(data, tracks[place])
    return Reel(
        seconds=_seconds(data, next(at for kind, at, _ in boxes if kind == "mvhd")),
        width=width,
        height=height,
        size=len(data),
        codec=codecs[place].decode("latin-1"),
        is_silent=b"soun" not in kinds,
        is_quick=outer.index("moov") < outer.index("mdat"),
    )


def _inner(data: bytes, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for kind, at, stop in _boxes(data, start, end):
        yield kind, at, stop
        if kind in _HOLDERS:
            yield from _inner(data, at, stop)


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Give the boxes of a stretch: kind, where its content begins, where it ends."""
    while start < end:
        size, name = unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            size, head = unpack_from(">Q", data, start + 8)[0], 16
        size = size or end - start
        if size < head or start + size > end:
            raise ValueError
        yield name.decode("latin-1"), start + head, start + size
        start += size


def _seconds(data: bytes, at: int) -> float:
    scale, length = unpack_from(">IQ", data, at + 20) if data[at] else unpack_from(">II", data, at + 12)
    return float(length) / float(scale)


def _size(data: bytes, at: int) -> tuple[int, int]:
    width, height = unpack_from(">II", data, at + (88 if data[at] else 76))
    return width >> 16, height >> 16
