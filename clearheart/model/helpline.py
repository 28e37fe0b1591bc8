"""Helpline: one entry of content/helplines.yml, a number that somebody can call.

Comes from `read`; goes to the help box of pages, quizzes and leaflets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from pydantic import ValidationInfo, field_validator, model_validator

from clearheart.model.base import Day, Fault, Name, Placed, Text, fault, is_stand_in, raise_faults

_NUMBER = re.compile(r"[ +()*#-]*[0-9][0-9 +()*#-]*")


class Helpline(Placed):
    """Say which number helps whom, when, and when that was last checked."""

    id: Name
    place: Text
    """ISO 3166 code of the country or region, as in CN or CN-52."""
    number: Text
    purpose: Literal["emergency", "talk", "youth", "police", "treatment"]
    situation: Mapping[str, Text]
    """By language: when to call, in the caller's words."""
    service: Mapping[str, Text]
    """By language: who answers, in one line."""
    hours: Mapping[str, Text]
    """By language: when somebody answers."""
    checked: Day
    review_by: Day
    source: Name | None = None
    """Id in content/sources.yml; only emergency numbers may do without."""

    @field_validator("number")
    @classmethod
    def _check_number(cls, number: str) -> str:
        if not _NUMBER.fullmatch(number):
            mend = "write digits, with no more than spaces and + - ( ) * # between them, as in +86 10 1234"
            raise fault(f'number: "{number}" cannot be called', mend)
        return number

    @model_validator(mode="after")
    def _check_source(self, info: ValidationInfo) -> Helpline:
        if self.source is None and self.purpose not in ("emergency", "police"):
            name = "this help line" if is_stand_in(self.id) else f'help line "{self.id}"'
            mend = "name the id of a source in content/sources.yml"
            raise_faults([Fault((), f"{name} has no source", mend, ("source", "purpose"))], info)
        return self
