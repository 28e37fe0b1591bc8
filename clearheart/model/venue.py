"""Venue: one entry of content/venues.yml, a place that people can visit or call.

Comes from `read`; goes to the list of places, their map, and a page of its own for each.
"""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, field_validator

from clearheart.model.base import Audience, Day, Line, LocalText, Name, Placed, fault

Kind = Literal["base", "school", "clinic", "service"]
"""An education base or museum, a demonstration school, a clinic, any other service."""

_NONE: LocalText = {}
_REGION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NUMBER = re.compile(r"\+?[0-9][0-9 ()/-]*")
_HALVES = ((90.0, "latitude"), (180.0, "longitude"))


def _check_region(code: str) -> str:
    if not _REGION.fullmatch(code):
        mend = "write its code of ISO 3166, as in CN-GZ for Guizhou or HK for Hong Kong"
        raise fault(f'region: "{code}" is not the code of a country or region', mend)
    return code


def _check_language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise fault(f'languages: "{code}" is not the code of a language', "write it as in zh, en, yue or bo")
    return code


def _check_phone(number: str) -> str:
    if number and not _NUMBER.fullmatch(number):
        mend = "write one number, with no more than spaces and + - ( ) / between digits, as in +86 851 1234"
        raise fault(f'phone: "{number}" cannot be called', mend)
    return number


class Venue(Placed):
    """Say what a place is, where it is, how to visit it, and who says so."""

    id: Name
    kind: Kind
    name: LocalText
    region: Annotated[str, AfterValidator(_check_region)]
    """ISO 3166-2 code of the province or region, or ISO 3166-1 code of the country, as in CN-GZ or HK."""
    city: LocalText
    """Town or county, as people there say it."""
    address: LocalText = _NONE
    what: LocalText
    """What the place is, in a sentence or two."""
    hours: LocalText = _NONE
    visit: LocalText = _NONE
    """How to visit: whom to ask first, what it costs, how to get there."""
    access: LocalText = _NONE
    """Steps, lifts, toilets, sign language."""
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees, of WGS-84."""
    located: Literal["place", "city"] = "place"
    """Whether the coordinates are those of the door, or only of the town around it."""
    phone: Annotated[Line, AfterValidator(_check_phone)] = ""
    url: Line = Field(default="", alias="URL")
    languages: tuple[Annotated[str, AfterValidator(_check_language)], ...] = ()
    """Codes of the languages that are spoken there."""
    audience: tuple[Audience, ...] = ()
    source: Name
    """Id in content/sources.yml of the publication that names the place."""
    checked: Day
    """The day on which all this was compared with the source."""
    review_by: Day

    @property
    def texts(self) -> dict[str, LocalText]:
        """Give every text by language that it has, by its key."""
        keys = ("name", "city", "address", "what", "hours", "visit", "access")
        return {key: texts for key in keys if (texts := getattr(self, key))}

    @field_validator("url")
    @classmethod
    def _check_url(cls, url: str) -> str:
        if url and not url.startswith(("https://", "http://")):
            raise fault(f'"{url}" is not a web address', "write it in full, as in https://www.unodc.org/")
        return url

    @field_validator("coordinates", mode="before")
    @classmethod
    def _check_coordinates(cls, value: Any) -> Any:
        """Say what is wrong with the pair as a whole: one half alone tells an author little."""
        mend = "write [latitude, longitude] in degrees, as in [26.65, 106.63] for Guiyang"
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise fault("coordinates: is not a pair of numbers", mend)
        halves = [_number(half) for half in value]
        for half, text, (limit, name) in zip(halves, value, _HALVES, strict=True):
            if half is None:
                raise fault(f'coordinates: "{text}" is not a number', mend)
            if abs(half) > limit:
                raise fault(f"coordinates: {text} is no {name}, which goes from -{limit:g} to {limit:g}", mend)
        return tuple(halves)


def _number(text: Any) -> float | None:
    try:
        number = float(text)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None
