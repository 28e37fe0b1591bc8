"""QR codes as a phone reads them."""

from __future__ import annotations

import cv2
import numpy


def read_codes(picture: numpy.ndarray | bytes) -> list[str]:
    """Read every QR code of a picture, in rows of pixels or as the bytes of its file, in the order of their addresses.

    OpenCV's older detector fails on one sound code in some hundreds, by what it says; the one by markers does not.
    """
    if isinstance(picture, bytes):
        rows = cv2.imdecode(numpy.frombuffer(picture, numpy.uint8), cv2.IMREAD_COLOR)
        assert rows is not None
        picture = rows
    _, found, *_ = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(picture)
    return sorted(found)
