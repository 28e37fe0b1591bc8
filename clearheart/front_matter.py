"""Front matter: a document goes in; what its template is told of it comes out.

A page's kind chooses its template, unless the page names one; its days come in words, too.
"""

from __future__ import annotations

import re
from typing import Any

from clearheart.model import Document
from clearheart.render import format_day

_FOR_US = {"draft", "publish_from", "aliases"}
"""Keys that no template reads."""

_COURSE = re.compile(r"^/{3,}\s*course\b", re.MULTILINE)
_DAYS = ("reviewed", "review_by")


def front_matter(document: Document) -> dict[str, Any]:
    """Give a page's front matter as templates read it: nothing empty, its template named, its days in words."""
    keys = document.meta.model_dump(mode="json", exclude=_FOR_US)
    meta = {key: value for key, value in keys.items() if value not in (None, "", [])}
    days = {key: day for key in _DAYS if (day := getattr(document.meta, key))}
    meta |= {f"{key}_words": format_day(day, document.language) for key, day in days.items()}
    template = template_of(document)
    return {**meta, "template": template} if template else meta


def template_of(document: Document) -> str:
    """Name the template of a document's kind; nothing for a page like any other."""
    if document.meta.template:
        return document.meta.template
    if not document.path.startswith("content/"):
        return ""
    if document.is_leaflet:
        return "leaflet.html"
    folder, _, last = document.name.partition("/")
    if folder == "quiz" and last not in ("", "index"):
        return "quiz.html"
    return "course.html" if _COURSE.search(document.text) else ""
