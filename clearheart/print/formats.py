"""The formats in which a leaflet is printed: each name's paper, template and folding, in one table.

A reading edition is laid out page by page. An imposed sheet holds the pages of a reading edition, several on one
side of the paper, to be cut or folded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

A3, A4, A5, A6 = (297.0, 420.0), (210.0, 297.0), (148.5, 210.0), (105.0, 148.5)
US_LETTER, US_TABLOID, US_HALF, US_QUARTER = (215.9, 279.4), (279.4, 431.8), (139.7, 215.9), (107.95, 139.7)
CARD, US_CARD = (85.0, 54.0), (88.9, 50.8)


@dataclass(frozen=True)
class Imposition:
    """Say how the pages of a reading edition stand on a sheet of paper."""

    sheet: tuple[float, float]
    """Width and height in millimetres."""
    across: int
    down: int
    is_booklet: bool = False
    """True where the sheets are folded into each other; else every side repeats one page, to be cut."""


@dataclass(frozen=True)
class PrintFormat:
    """Say on what paper and by which template a leaflet is laid out; lengths in millimetres."""

    name: str
    template: str
    """A file in theme/print, without its ending."""
    size: tuple[float, float]
    """Width and height of a page after cutting."""
    unit: float = 1.0
    """What a millimetre of the template's A4 is on this page."""
    bleed: float = 0.0
    least_type: float = 0.0
    """The size in points below which no type is set."""
    is_grey: bool = False
    is_narrow: bool = False
    """True where a drawing made for a whole sheet's width would be small on the cover."""
    imposition: Imposition | None = None

    def data(self) -> dict[str, object]:
        """Give what templates need to know."""
        width, height = self.size
        return {
            "name": self.name,
            "width": width,
            "height": height,
            "unit": self.unit,
            "bleed": self.bleed,
            "least_type": self.least_type,
            "is_grey": self.is_grey,
        }


def _wide(size: tuple[float, float]) -> tuple[float, float]:
    return size[1], size[0]


def _imposed(name: str, template: str, page: tuple[float, float], unit: float, imposition: Imposition) -> PrintFormat:
    return PrintFormat(name, template, page, unit, imposition=imposition)


_LIST = (
    PrintFormat("a4", "leaflet", A4),
    PrintFormat("letter", "letter", A4),
    PrintFormat("large", "large", A4, unit=1.36, least_type=18.0),
    PrintFormat("grey", "leaflet", A4, is_grey=True),
    PrintFormat("shop", "leaflet", A4, bleed=3.0),
    PrintFormat("trifold", "trifold", _wide(A4), unit=0.75, is_narrow=True),
    PrintFormat("a3", "poster", A3, unit=1.414),
    PrintFormat("bilingual", "bilingual", A4),
    _imposed("a5x2", "leaflet", A5, 0.707, Imposition(_wide(A4), 2, 1)),
    _imposed("a6x4", "card", A6, 0.7, Imposition(A4, 2, 2)),
    _imposed("wallet", "wallet", CARD, 0.55, Imposition(A4, 2, 5)),
    _imposed("booklet", "booklet", A5, 0.8, Imposition(_wide(A4), 2, 1, is_booklet=True)),
    PrintFormat("us-letter", "leaflet", US_LETTER, unit=0.94),
    PrintFormat("us-letter-home", "letter", US_LETTER),
    PrintFormat("us-large", "large", US_LETTER, unit=1.36, least_type=18.0),
    PrintFormat("us-grey", "leaflet", US_LETTER, unit=0.94, is_grey=True),
    PrintFormat("us-trifold", "trifold", _wide(US_LETTER), unit=0.75, is_narrow=True),
    PrintFormat("us-tabloid", "poster", US_TABLOID, unit=1.33),
    PrintFormat("us-bilingual", "bilingual", US_LETTER, unit=0.94),
    _imposed("us-half", "leaflet", US_HALF, 0.66, Imposition(_wide(US_LETTER), 2, 1)),
    _imposed("us-quarter", "card", US_QUARTER, 0.68, Imposition(US_LETTER, 2, 2)),
    _imposed("us-wallet", "wallet", US_CARD, 0.53, Imposition(US_LETTER, 2, 5)),
    _imposed("us-booklet", "booklet", US_HALF, 0.78, Imposition(_wide(US_LETTER), 2, 1, is_booklet=True)),
)

FORMATS: Mapping[str, PrintFormat] = {form.name: form for form in _LIST}
"""Every format, by the name that front matter and files give it."""
