"""Page link: the page that an entry of a list names goes in; its address and title come out."""

from __future__ import annotations

from urllib.parse import quote

from clearheart.model import Edition, address_of


def page_link(edition: Edition, name: str | None) -> dict[str, str] | None:
    """Give address and title of the page of this name, where this language has it."""
    titles = edition.titles
    return {"url": page_address(name), "title": titles[name]} if name in titles else None


def page_address(name: str) -> str:
    """Give the address of the page of this name as links write it, below its language's home."""
    return quote(address_of(name))
