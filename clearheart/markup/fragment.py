"""One Markdown fragment of an author (a prompt, an option, a feedback) goes in; safe HTML or plain text comes out.

Only inline Markdown counts. HTML that an author types is shown as the text that it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

Resolve = Callable[[str], str]
"""Turns a relative link of an author into the address that fits where the fragment is shown."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable("image")
_TAGS = {"a", "br", "code", "em", "strong"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href", "title"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener",
)
_LINKLESS = nh3.Cleaner(tags=_TAGS - {"a"}, attributes={})
_OUTWARD = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def fragment_html(text: str, *, links: bool = True, resolve: Resolve | None = None) -> str:
    """Give a fragment's HTML; without `links` (inside a label or a button) only their words stay."""
    tokens = _MARKDOWN.parseInline(text, {})
    if resolve:
        _resolve_links(tokens, resolve)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return (_CLEANER if links else _LINKLESS).clean(html)


def fragment_text(text: str) -> str:
    """Give a fragment's words alone, on one line."""
    words = "".join(_words(_MARKDOWN.parseInline(text, {})))
    return " ".join(words.split())


def _resolve_links(tokens: Iterable[Token], resolve: Resolve) -> None:
    for token in tokens:
        _resolve_links(token.children or (), resolve)
        target = token.attrs.get("href")
        if isinstance(target, str) and not _OUTWARD.match(target):
            token.attrs["href"] = resolve(target)


def _words(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        yield from _words(token.children or ())
