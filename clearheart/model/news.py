"""News: one entry of content/news.yml, something new, changed or corrected on the site.

Comes from `read`; goes to the page of news, its feed, and, where it is a correction, to the page concerned.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from pydantic import ValidationInfo, model_validator

from clearheart.model.base import Day, Fault, LocalText, Name, Placed, Text, is_stand_in, raise_faults

KEPT = timedelta(days=31)
"""How long a correction is shown on its page: a month, as the editorial guide asks."""


class News(Placed):
    """Say what changed on the site, on which day, and on which page."""

    id: Name
    date: Day
    kind: Literal["new", "changed", "correction"]
    page: Text | None = None
    """The page concerned, as in know/methamphetamine."""
    text: LocalText
    """What is new, what changed, or what is right now."""
    was: LocalText | None = None
    """Of a correction: what was wrong."""

    @model_validator(mode="after")
    def _check_correction(self, info: ValidationInfo) -> News:
        name = "this entry" if is_stand_in(self.id) else f'the entry "{self.id}"'
        found = []
        if self.kind == "correction":
            if not self.was:
                found.append(Fault((), f"{name} does not say what was wrong", "add was:", ("was", "kind")))
            if not self.page:
                mend = "add page:, as in page: know/methamphetamine"
                found.append(Fault((), f"{name} does not say which page was corrected", mend, ("page", "kind")))
        elif self.was:
            mend = "remove was:, or write kind: correction"
            found.append(Fault(("was",), f"{name} is no correction, but has was:", mend, ("kind",)))
        raise_faults(found, info)
        return self

    def is_shown_on_its_page(self, day: Day) -> bool:
        """Say whether a correction is recent enough to stand on the page concerned."""
        return self.kind == "correction" and day - self.date <= KEPT
