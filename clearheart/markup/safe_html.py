"""What HTML an author may write: a page's HTML goes in, the safe part of it comes out.

One list serves both sides: pages are cleaned by it, and `check` tells what it would take out.
"""

from __future__ import annotations

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


def find_refused(html: str) -> list[tuple[int, str]]:
    """Name each tag and attribute that `clean` takes out, with its line counted from 0."""
    parser = _Refused()
    parser.feed(html)
    parser.close()
    return parser.found


class _Refused(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0] - 1
        if tag not in _TAGS:
            self.found.append((line, f"<{tag}>"))
            return
        for name, value in attrs:
            allowed = name in _ATTRIBUTES["*"] or name in _ATTRIBUTES.get(tag, ()) or name.startswith("aria-")
            if not allowed or (name in ("href", "src") and not _is_safe_address(value or "")):
                self.found.append((line, f"<{tag} {name}=...>"))


def _is_safe_address(address: str) -> bool:
    scheme, colon, _ = "".join(address.split()).partition(":")
    return not colon or "/" in scheme or "#" in scheme or "?" in scheme or scheme.lower() in _SCHEMES
