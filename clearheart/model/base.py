"""What all models share: frozen, strict about keys, placed in a file, equal by content.

Models come from `read`; nothing here reads or writes files or knows HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from clearheart.problems import NOWHERE, Spot

PLACING = frozenset({"spot", "is_whole"})
"""Fields that tell of the file, not of what it says."""

LENIENT = {"lenient": True}
"""Context of a validation that lets pass what validators of whole objects find, once it was told."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Placed(BaseModel):
    """Keep the place in a file, and leave it out of equality."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # The alias is one that no author types, so that a key named spot is an unknown key like any other.
    spot: Spot = Field(default=NOWHERE, alias="\0spot", repr=False, exclude=True)
    is_whole: bool = Field(default=True, alias="\0whole", repr=False, exclude=True)
    """False where the author's file had a fault here, and something else stands in for the faulty value."""

    def placed(self, spot: Spot) -> Self:
        """Give the same object with its place in a file."""
        return self.model_copy(update={"spot": spot})

    def _content(self) -> Iterator[tuple[str, Any]]:
        return ((key, value) for key, value in self.__dict__.items() if key not in PLACING)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Placed) or type(self) is not type(other):
            return False
        return list(self._content()) == list(other._content())

    def __hash__(self) -> int:
        return hash((type(self), repr(list(self._content()))))


def fault(what: str, mend: str) -> PydanticCustomError:
    """Make the error that a validator raises when the author can mend something."""
    return PydanticCustomError("fault", "{what} - {mend}", {"what": what, "mend": mend})


class Fault(NamedTuple):
    """Tell one of several faults that a validator finds in one object."""

    way: tuple[str | int, ...]
    """The place below the object."""
    what: str
    mend: str
    rests_on: tuple[str, ...] = ()
    """Keys that must be readable for this to be known: where one is faulty itself, only that is told."""


def raise_faults(found: list[Fault], info: ValidationInfo) -> None:
    """Raise one error of the faults that a validator of a whole object found, if there are any."""
    if found and info.context != LENIENT:
        raise PydanticCustomError("faults", "{count} faults", {"count": len(found), "found": found})


def stand_in(number: int) -> str:
    """Give an id for what has none that can be read; no author can write it."""
    return f"\0{number}"


def is_stand_in(name: str) -> bool:
    """Say whether an id only stands in for a missing or faulty one."""
    return name.startswith("\0")


def is_name(text: str) -> bool:
    """Say whether a text can be an id: of a bank, a question, a source, a drawing."""
    return _NAME.fullmatch(text) is not None


def check_name(text: str) -> str:
    """Give a text back if it can be an id."""
    if not is_name(text) and not is_stand_in(text):
        raise fault(
            f'"{text}" cannot be used as an id',
            "use lower-case letters a-z, digits and single hyphens, as in which-is-synthetic",
        )
    return text


def in_language(texts: Mapping[str, str], code: str) -> str:
    """Give a text in a language; where it lacks that one, the first that stands there, so that nothing is lost."""
    return texts.get(code) or next(iter(texts.values()), "")


def _check_text(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty", "this text is empty")
    return text.strip()


Name = Annotated[str, AfterValidator(check_name)]
"""An id that stands in addresses and HTML ids."""

Text = Annotated[str, AfterValidator(_check_text)]
"""A text that may not be empty."""

Line = Annotated[str, StringConstraints(strip_whitespace=True)]
"""A text that may be empty."""

LocalText = Mapping[str, Text]
"""A text by language, as in {en: Clinic, zh: 诊所}; `read` fills in the languages that are made from another one."""

Day = date
"""A calendar day, written 2026-11-22."""

Audience = Literal["children", "teens", "parents", "teachers", "adults", "older", "workers", "volunteers"]
"""Whom a piece is written for."""
