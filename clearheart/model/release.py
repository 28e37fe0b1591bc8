"""Release: whether something that an author wrote is on the public site yet.

Comes from front matter and from banks; `read` leaves out what is not due, `check` tells what still leads there.
"""

from __future__ import annotations

from datetime import date

from clearheart.model.base import Day, Placed


class Released(Placed):
    """Hold when something may be seen by everybody."""

    draft: bool = False
    """Whether it is still being written."""
    publish_from: Day | None = None
    """The first day on which it is part of the site."""

    def is_due(self, day: date) -> bool:
        """Say whether it is part of the site of that day."""
        return not self.draft and (self.publish_from is None or self.publish_from <= day)

    @property
    def reason(self) -> str:
        """Say in an author's own words why it is left out."""
        later = f"publish_from: {self.publish_from}" if self.publish_from else ""
        return "draft: true" if self.draft else later
