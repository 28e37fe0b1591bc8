"""Kit and activity: the front matter of pages below campaigns/, which say what a campaign takes along.

Comes from `read`; goes to `check`, to the zip of each kit and to the templates.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from clearheart.model.base import Name, Placed, Text
from clearheart.model.document import Format, PageMeta

FOLDER = "campaigns/"
"""Where kits and activities stand, below a language's folder."""

SETTINGS = ("community", "organisation", "school", "venue", "family", "enterprise", "countryside", "industry")
"""The eight settings; a page of such a name below campaigns/ is that setting's kit, any other one an activity."""

KIT_PARTS = ("aims", "talk", "checklist", "report")
"""The ids of the headings that every kit has, in this order."""

ACTIVITY_PARTS = ("steps", "needs", "leave-out", "tell", "report")
"""The ids of the headings that every activity has, in this order."""


class Taken(Placed):
    """Name a leaflet that a kit takes along, and the forms in which it is printed."""

    leaflet: Name
    formats: tuple[Format, ...]


class KitMeta(PageMeta):
    """Hold the front matter of a setting's kit."""

    banks: tuple[Name, ...] = ()
    """Quizzes, by their ids, the one to begin with first."""
    leaflets: tuple[Taken, ...] = ()
    pages: tuple[Text, ...] = ()
    """Pages to read before, as in help/index."""
    talk: Text = ""
    """A page that has slides, as in teach/talk-in-the-village."""
    activities: tuple[Name, ...] = ()
    """Activities that fit this setting, as in spring-festival-homecoming."""


class ActivityMeta(PageMeta):
    """Hold the front matter of an activity, a plan that many settings can use."""

    when: Text
    """In the reader's words, as in Every 26 June."""
    who: Text
    minutes: Annotated[int, Field(ge=5, le=600)]


def is_setting(name: str) -> bool:
    """Say whether a document of this name is a setting's kit."""
    return name.removeprefix(FOLDER) in SETTINGS and name.startswith(FOLDER)


def is_activity(name: str) -> bool:
    """Say whether a document of this name is an activity."""
    return name.startswith(FOLDER) and name != f"{FOLDER}index" and not is_setting(name)


def part_of(name: str) -> str:
    """Give a kit's or an activity's own name, without its folder."""
    return name.removeprefix(FOLDER)
