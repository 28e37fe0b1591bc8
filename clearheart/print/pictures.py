"""Turn pictures into data for Typst: drawings as SVG with their colours, files as their bytes."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from clearheart.markup.nodes import Image
from clearheart.print import drawings
from clearheart.print.coverage import SILENT
from clearheart.print.findings import Findings
from clearheart.print.job import Data, PrintJob
from clearheart.print.raster import RasterTooLargeError, read_raster
from clearheart.problems import Problem, Spot
from clearheart.render import find_drawing

LEAST_DOTS = 150
"""The dots an inch below which a printed picture looks coarse."""

_ENDINGS = {".png", ".jpg", ".jpeg", ".svg"}
_EMBEDDED = re.compile(r'"data:image/(?:png|jpeg);base64,([^"]+)"')


@dataclass(frozen=True)
class Pictures:
    """Find a leaflet's pictures, and tell which cannot be found."""

    job: PrintJob
    findings: Findings

    def title_drawing(self) -> Data:
        """Give the drawing that the front matter names, in its wide shape where there is one and the cover is wide."""
        job, name = self.job, self.job.meta.drawing
        path = find_drawing(job.theme, name)
        if path is None:
            self.findings.tell(find_key(job, "drawing"), *self._no_drawing(name))
            return {"svg": "", "alt": "", "wide": False}
        wide = None if job.format.is_narrow else drawings.find_wide_drawing(job.theme, name)
        alt = job.words["drawings"].get(name, "")
        return {"svg": self._svg(drawings.fill(wide or path, job.theme)), "alt": alt, "wide": wide is not None}

    def picture(self, image: Image) -> Data:
        """Give a drawing or picture that stands among the author's blocks."""
        data: Data = {
            "kind": "picture",
            "line": image.line,
            "path": self.job.document.path,
            "alt": image.alt.translate(SILENT),
        }
        if image.target.startswith("drawing:"):
            return data | {"svg": self._drawing(image)}
        return data | {"target": image.target, **self._look_at(image, self._read(image))}

    def _look_at(self, image: Image, found: bytes) -> Data:
        """Give a file's bytes, as numbers for Typst, and how many pixels it is wide; in grey where the format is."""
        is_svg = PurePosixPath(image.target).suffix.lower() == ".svg"
        if is_svg:
            return {"bytes": list(self._svg(found.decode("utf-8", "replace")).encode())}
        try:
            raster = read_raster(found)
        except RasterTooLargeError:
            what = f'the picture "{image.target}" has more than {RasterTooLargeError.most // 1_000_000} million pixels'
            self.findings.tell(image.line, what, "save it smaller")
            return {"bytes": []}
        if raster is None:
            return {"bytes": list(found)}  # Typst tells what is wrong with it
        return {"bytes": list(raster.grey() if self.job.format.is_grey else found), "pixels": raster.width}

    def _svg(self, svg: str) -> str:
        return drawings.grey(svg) if self.job.format.is_grey else svg

    def _drawing(self, image: Image) -> str:
        name = image.target.removeprefix("drawing:")
        path = find_drawing(self.job.theme, name)
        if path is None:
            self.findings.tell_fault(image.line, *self._no_drawing(name))
            return ""
        return self._svg(drawings.fill(path, self.job.theme))

    def _no_drawing(self, name: str) -> tuple[str, str]:
        near = get_close_matches(name, drawings.list_drawings(self.job.theme), n=1)
        mend = f"name a file in theme/drawings{f', such as {near[0]}' if near else ''}"
        return f'there is no drawing "{name}"', mend

    def _read(self, image: Image) -> bytes:
        """Read a picture's file."""
        home = (self.job.root / "content" / self.job.document.language).resolve()
        folder = (self.job.root / self.job.document.path).parent
        path = (folder / unquote(image.target)).resolve()
        if PurePosixPath(image.target).suffix.lower() not in _ENDINGS:
            self.findings.tell(image.line, f'"{image.target}" cannot be printed', "use a picture in PNG, JPEG or SVG")
        elif not path.is_relative_to(home):
            what = f'the picture "{image.target}" lies outside content/{self.job.document.language}'
            self.findings.tell(image.line, what, "put a copy beside the leaflet")
        elif not path.is_file():
            mend = f"put the file into {PurePosixPath(self.job.document.path).parent}"
            self.findings.tell_fault(image.line, f'there is no picture "{image.target}"', mend)
        else:
            if not image.alt:
                mend = "say in its square brackets what it shows"
                self.findings.tell_fault(image.line, f'the picture "{image.target}" has no alternative text', mend)
            return path.read_bytes()
        return b""


def find_key(job: PrintJob, key: str) -> int:
    """Find the line of the file on which a key of the front matter stands."""
    path = job.root / job.document.path
    lines = path.read_text("utf-8").splitlines()[: job.document.line] if path.is_file() else []
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)


def tell_coarse(region: Data, where: str) -> Problem:
    """Tell that a picture has too few dots for the width at which it is printed."""
    dots, target = math.floor(region["dots"]), region["target"]
    what = f'the picture "{target}" has only {dots} dots an inch at the width at which it is printed{where}'
    wanted = math.ceil(region["pixels"] * LEAST_DOTS / region["dots"])
    mend = f"save it at least {wanted} pixels wide: {LEAST_DOTS} dots an inch"
    return Problem(Spot(region["path"], region["line"]), what, mend)


def grey_imprint(imprint: Data) -> Data:
    """Give an imprint whose logo, an SVG that may hold a picture of pixels, has no colours."""
    return imprint | {"logo": _grey_logo(imprint["logo"])} if imprint["logo"] else imprint


@lru_cache(maxsize=64)
def _grey_logo(svg: str) -> str:
    """Give a logo in grey; most local editions of a run share a few."""
    return _EMBEDDED.sub(_grey_embedded, drawings.grey(svg))


def _grey_embedded(match: re.Match[str]) -> str:
    raster = read_raster(base64.b64decode(match[1]))
    assert raster is not None, "a logo's picture was read before"
    return f'"data:image/png;base64,{base64.b64encode(raster.grey()).decode("ascii")}"'


def pictures_in(data: object) -> Iterator[Data]:
    """Find every picture of an author's file in a leaflet's data."""
    if isinstance(data, dict) and data.get("kind") == "picture":
        if data.get("bytes"):
            yield data
    elif isinstance(data, (dict, list)):
        for child in data.values() if isinstance(data, dict) else data:
            yield from pictures_in(child)
