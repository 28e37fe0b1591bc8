"""Look into a picture of pixels: a PNG's or JPEG's bytes come in, its width or its grey twin goes out."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps


class RasterTooLargeError(Exception):
    """A picture would take more memory than any leaflet needs."""

    most = Image.MAX_IMAGE_PIXELS or 0


@dataclass(frozen=True)
class Raster:
    """Hold a picture as it is meant to be seen: turned as its file says."""

    image: Image.Image

    @property
    def width(self) -> int:
        """Give its width in pixels."""
        return self.image.width

    def grey(self) -> bytes:
        """Give it as a PNG without colours; what is transparent stays so."""
        has_alpha = "A" in self.image.getbands() or "transparency" in self.image.info
        drawn = io.BytesIO()
        (self.image.convert("RGBA") if has_alpha else self.image).convert("LA" if has_alpha else "L").save(drawn, "PNG")
        return drawn.getvalue()


def read_raster(data: bytes) -> Raster | None:
    """Read a PNG or JPEG; None where it is neither, or broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            return Raster(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise RasterTooLargeError from error
    except (OSError, SyntaxError, ValueError):
        return None
