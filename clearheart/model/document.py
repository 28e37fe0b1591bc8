"""Document: a page or leaflet of content/ or docs/, with its front matter.

Comes from `read`; goes to `check`, `stage` and `print`. The Markdown itself stays text here.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, model_validator

from clearheart.model.address import Alias
from clearheart.model.base import Audience, Day, Fault, Name, Placed, Text, raise_faults
from clearheart.model.release import Released

MEDIA_ENDINGS = frozenset(
    {".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg", ".pdf"}
    | {".mp4", ".webm", ".vtt", ".mp3", ".ogg", ".txt", ".csv"}
)
"""How the names of files end that stand on the site beside its pages."""

ROOT_FILES = frozenset({"_headers", "_redirects", "CNAME", ".nojekyll", "robots.txt"})
"""Files without such an ending that hosts look for in a site's first folder."""

Format = Literal[
    "a4", "letter", "large", "grey", "shop", "trifold", "a3", "a5x2", "a6x4", "wallet", "booklet", "bilingual",
    "us-letter", "us-letter-home", "us-large", "us-grey", "us-trifold", "us-tabloid", "us-half", "us-quarter",
    "us-wallet", "us-booklet", "us-bilingual",
]  # fmt: skip
"""A size and folding in which a leaflet is printed; those on US paper begin with us-."""


class PageMeta(Released):
    """Hold the front matter of a page."""

    title: Text = ""
    """Short title for menus and the browser's tab; the h1 where it is missing."""
    description: Text = ""
    template: Text = ""
    """MkDocs template below theme/site, as in home.html."""
    order: int = 100
    """Place among the pages of its section, the smallest first."""
    audience: tuple[Audience, ...] = ()
    tags: tuple[Name, ...] = ()
    reviewed: Day | None = None
    review_by: Day | None = None
    slides: bool | None = None
    """Whether slides are made of it; left open, they are made of lessons: the pages below teach/."""
    exit: bool | None = None
    """Whether a reader may want to leave it at once; left open, the pages below help/ and know/ say so."""
    aliases: tuple[Alias, ...] = ()
    """Addresses below the language's home at which this page stood before."""


class LeafletMeta(PageMeta):
    """Hold the front matter of a leaflet: a page that is also printed."""

    lead: Text
    """One sentence under the title."""
    reader: Text = ""
    """Whom the leaflet speaks to, as it stands on the paper's upper edge."""
    drawing: Name
    """A drawing in theme/drawings."""
    formats: tuple[Format, ...] = ("a4",)
    beside: Name | None = None
    """The language that stands beside this one in the bilingual format."""


_AGES = re.compile(r"(\d{1,2})-(\d{1,2})|\d{1,2}\+")


class LessonQuiz(Placed):
    """Name the quiz of a lesson."""

    bank: Name


class LessonPrint(Placed):
    """Name what is printed for a lesson."""

    leaflet: Name
    format: Format = "a4"
    count: Text = ""
    """How many, in words, as in: one for each pupil."""


class LessonMeta(PageMeta):
    """Hold the front matter of a lesson plan: a page below teach/lessons/."""

    template: Text = "lesson.html"
    aims: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What pupils can do at the end, each as it follows upon 'You can'."""
    ages: Text
    """As in 12-15, or 16+."""
    grade: Text = ""
    minutes: Annotated[int, Field(ge=5, le=240)]
    group: Text
    materials: tuple[Text, ...] = ()
    quiz: LessonQuiz | None = None
    prints: tuple[LessonPrint, ...] = ()

    @model_validator(mode="after")
    def _check_ages(self, info: ValidationInfo) -> LessonMeta:
        match = _AGES.fullmatch(self.ages)
        if not match or (match[1] and int(match[1]) > int(match[2])):
            mend = "write the youngest and the oldest, as in 12-15, or 16+"
            raise_faults([Fault(("ages",), f'ages: "{self.ages}" says no ages', mend, ("ages",))], info)
        return self


class Document(Placed):
    """Hold one Markdown file: front matter, text, and where the text begins."""

    path: str
    """Path below the project's root."""
    language: str
    name: str
    """Path below its language's folder without the ending, as in know/methamphetamine."""
    meta: PageMeta | LeafletMeta | LessonMeta
    text: str
    """The Markdown after the front matter."""
    line: int
    """The file's line on which the text begins."""

    @property
    def is_leaflet(self) -> bool:
        """Say whether this document is also printed."""
        return isinstance(self.meta, LeafletMeta)


def is_media(path: str) -> bool:
    """Say whether a file of this path below content/<lang> or docs/<lang> stands on the site beside the pages."""
    return PurePosixPath(path).suffix.lower() in MEDIA_ENDINGS or path in ROOT_FILES


def staged_name(path: str) -> str:
    """Give the place of a file of content/<lang> or docs/<lang> below its language's home."""
    kind, _, inner = path.split("/", 2)
    return inner if kind == "content" else f"handbook/{inner}"


def address_of(name: str) -> str:
    """Give the address of a document of this name below its language's home: folder/name/."""
    folder, _, last = name.rpartition("/")
    path = folder if last == "index" else name
    return f"{path}/" if path else ""
