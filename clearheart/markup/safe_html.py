"""What HTML an author may write: a page's HTML goes in, the safe part of it comes out.

One list serves both sides: pages are cleaned by it, and `check` tells what it would take out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

_TAG_NAMES = (
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section "
    "small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr "
)
_TAGS = frozenset(_TAG_NAMES.split())
_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir", "role", "tabindex", "data-slot"},
    "a": {"href", "hreflang"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_OURS = frozenset({"data-slot"})
"""Attributes that pass the cleaner for the parts that we make ourselves; no author may write them."""
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    generic_attribute_prefixes={"aria-"},
    url_schemes=set(_SCHEMES),
    link_rel=None,
)


def clean(html: str) -> str:
    """Take out what an author may not write: scripts, styles, frames, forms, other schemes."""
    return _CLEANER.clean(html)


@dataclass(frozen=True)
class Tag:
    """Hold the beginning of an element that an author wrote."""

    line: int
    """Line of the text, counted from 0."""
    name: str
    attributes: Mapping[str, str]


def read_tags(html: str) -> list[Tag]:
    """Give every tag that begins an element."""
    reader = _TagReader()
    reader.feed(html)
    reader.close()
    return reader.tags


def refused_in(tag: Tag) -> list[str]:
    """Name what `clean` takes out of a tag, and what only we may write."""
    if tag.name not in _TAGS:
        return [f"<{tag.name}>"]
    return [
        f"<{tag.name} {name}=...>" for name, value in tag.attributes.items() if not _may_stand(tag.name, name, value)
    ]


def is_allowed(attribute: str) -> bool:
    """Say whether an attribute may stand on some element that an author writes."""
    return attribute.startswith("aria-") or (
        attribute not in _OURS and any(attribute in names for names in _ATTRIBUTES.values())
    )


class _TagReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in reversed(attrs)}  # the first one counts
        self.tags.append(Tag(self.getpos()[0] - 1, tag, attributes))


def _may_stand(tag: str, name: str, value: str) -> bool:
    if name in ("href", "src") and not _is_safe_address(value):
        return False
    allowed = name in _ATTRIBUTES["*"] or name in _ATTRIBUTES.get(tag, ()) or name.startswith("aria-")
    return allowed and name not in _OURS


def _is_safe_address(address: str) -> bool:
    scheme, colon, _ = "".join(address.split()).partition(":")
    return not colon or "/" in scheme or "#" in scheme or "?" in scheme or scheme.lower() in _SCHEMES
