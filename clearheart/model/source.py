"""Source: one entry of content/sources.yml, in CSL's terms (Citation Style Language 1.0.2).

Comes from `read`; goes to the notes at a page's end, to quiz explanations and to leaflets.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from clearheart.model.base import Day, Line, Name, Placed, Text, fault


class Source(Placed):
    """Name a publication that a claim rests on."""

    id: Name
    type: Text = "document"
    """CSL item type: report, webpage, legislation, article-journal, pamphlet, ..."""
    title: Text
    publisher: Text
    issued: Text
    """Year of publication, or n.d."""
    url: Text = Field(alias="URL")
    accessed: Day
    """The day on which the claim was checked against this source."""
    language: Text = "en"
    """BCP 47 tag of the title's language."""
    note: Line = ""
    """For instance 'read in: ...', where another copy than the one at the address was read."""
    checked: Literal["pending", "done"] = "done"
    """pending where nobody has opened the source yet."""
    review_by: Day | None = None

    @field_validator("url")
    @classmethod
    def _check_url(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise fault(f'"{url}" is not a web address', "write it in full, as in https://www.unodc.org/")
        return url
