"""Imprint: the local organisation that hands leaflets out, one row of an imprints file.

Comes from `read`; goes to `print`, where it fills the lines that are otherwise left to write on.
"""

from __future__ import annotations

from clearheart.model.base import Line, Placed, Text


class Imprint(Placed):
    """Hold what a local organisation prints of itself."""

    organisation: Text
    phone: Line = ""
    address: Line = ""
    helpline: Line = ""
    """A local help line as it is printed, number and hours."""
    logo: Line = ""
    """A path beside the imprints file."""
    language: str = ""
    """The code of the language whose leaflets are made."""
