"""Atom feeds (RFC 4287): entries go in, the bytes of a feed come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as Tree

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Entry:
    """Tell of one thing, and since when it has been known."""

    id: str
    """An address that never changes; need not lead anywhere."""
    title: str
    summary: str
    link: str
    updated: date


@dataclass(frozen=True)
class Feed:
    """Name a feed, where it stands, and which page it belongs to."""

    address: str
    page: str
    title: str
    author: str
    language: str
    """BCP 47 tag."""
    day: date
    """The day of a feed without entries."""


def feed_bytes(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """Write a feed, the latest entry first."""
    listed = sorted(entries, key=lambda entry: (-entry.updated.toordinal(), entry.id))
    root = Tree.Element("feed", {"xmlns": _ATOM, _LANG: feed.language})
    _text(root, "id", feed.address)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max((entry.updated for entry in listed), default=feed.day)))
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    _text(Tree.SubElement(root, "author"), "name", feed.author)
    for entry in listed:
        _entry(root, entry)
    Tree.indent(root)
    written: bytes = Tree.tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: Tree.Element, entry: Entry) -> None:
    element = Tree.SubElement(root, "entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _link(element, "alternate", entry.link, "text/html")
    _text(element, "summary", entry.summary)


def _text(parent: Tree.Element, name: str, text: str) -> None:
    Tree.SubElement(parent, name).text = text


def _link(parent: Tree.Element, relation: str, address: str, kind: str) -> None:
    Tree.SubElement(parent, "link", {"rel": relation, "href": address, "type": kind})


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
