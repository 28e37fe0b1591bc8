"""The order of places: a Project's venues go in; they come out region by region, and so are numbered on the map."""

from __future__ import annotations

from typing import get_args

from babel import Locale, UnknownLocaleError

from clearheart.model import Edition, Project
from clearheart.model.venue import Kind, Venue

KINDS: tuple[str, ...] = get_args(Kind)


def in_order(project: Project, edition: Edition) -> list[Venue]:
    """Sort places by region, in the order of the regions' names in theme/strings, then by kind."""
    known = list(edition.strings["venues"]["regions"])
    places = {code: place for place, code in enumerate(known)}
    return sorted(
        project.venues,
        key=lambda venue: (places.get(venue.region, len(known)), venue.region, KINDS.index(venue.kind)),
    )


def region_name(edition: Edition, code: str) -> str:
    """Name a region: as theme/strings has it, else its country and code."""
    known = edition.strings["venues"]["regions"]
    if code in known:
        return str(known[code])
    country = _locale(edition.code).territories.get(code[:2], code[:2])
    return str(country) if len(code) == 2 else f"{country} ({code})"


def language_name(edition: Edition, code: str) -> str:
    """Name a language that is spoken at a place."""
    return str(_locale(edition.code).languages.get(code.replace("-", "_"), code))


def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
