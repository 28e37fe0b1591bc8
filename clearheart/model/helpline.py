"""Helpline: one entry of content/helplines.yml, a number that somebody can call.

Comes from `read`; goes to the help box of pages, quizzes and leaflets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import model_validator

from clearheart.model.base import Day, Name, Placed, Text, fault


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

    @model_validator(mode="after")
    def _check_source(self) -> Helpline:
        if self.source is None and self.purpose not in ("emergency", "police"):
            raise fault(f'help line "{self.id}" has no source', "name the id of a source in content/sources.yml")
        return self
