"""One Markdown fragment of an author (a prompt, an option, a feedback) goes in; safe HTML comes out, or its tokens.

Only inline Markdown counts. HTML that an author types is shown as the text that it is.
"""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable("image")
_TAGS = {"a", "br", "code", "em", "strong"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href", "title"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener",
)
_LINKLESS = nh3.Cleaner(tags=_TAGS - {"a"}, attributes={})


def fragment_html(text: str, *, links: bool = True) -> str:
    """Give a fragment's HTML; without `links` (inside a label or a button) only their words stay."""
    return (_CLEANER if links else _LINKLESS).clean(_MARKDOWN.renderInline(text))


def fragment_tokens(text: str) -> list[Token]:
    """Give what a fragment is made of, for what is no HTML: words, breaks, and marks that open and close."""
    return [child for block in _MARKDOWN.parseInline(text) for child in block.children or ()]
