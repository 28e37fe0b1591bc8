"""Links and pictures, in Markdown or raw HTML: nodes go in; those that lead nowhere come out as Problems."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from clearheart.check.references import suggest
from clearheart.check.shelf import Page, Shelf
from clearheart.check.waiting import check_waiting
from clearheart.markup.nodes import Attributes, Html, Image, Link, plain
from clearheart.markup.safe_html import Tag, is_allowed, read_tags, refused_in
from clearheart.problems import Problem, Spot
from clearheart.render import find_drawing

_SCHEMES = ("http", "https", "mailto", "tel")
_BUTTONS = ("button", "quiet")
_REFUSED_NAMES = (
    "script style iframe frame frameset object embed applet form input button select option optgroup textarea label "
    "fieldset legend output progress meter datalist svg math canvas video audio source track picture map area link "
    "meta base html head body title template slot dialog menu nav main header footer article hgroup address center "
    "font noscript param portal search data rb rtc bgsound marquee"
)
_REFUSED = frozenset(_REFUSED_NAMES.split())
"""Elements of HTML that may not stand on a page; other words between < and > were meant as words."""


def check_link(node: Link, page: Page, shelf: Shelf) -> Iterator[Problem]:
    """Find out whether a link leads to a page, a heading, a file or another site."""
    spot, target = page.spot(node.line), unquote(node.target)
    if plain(node.children).startswith("^"):
        return  # a footnote, told as such
    for name in node.classes:
        if name not in _BUTTONS:
            mend = f"write {{ .button }} or {{ .button .quiet }}{suggest(name, _BUTTONS)}"
            yield Problem(spot, f'no link looks like "{name}"', mend)
    try:
        parts = urlsplit(target)
    except ValueError:
        yield Problem(spot, f'"{target}" is not an address', "write it as [words](address)")
        return
    if parts.scheme or parts.netloc:
        if parts.scheme not in _SCHEMES:
            what = f'links cannot begin with "{f"{parts.scheme}:" if parts.scheme else "//"}"'
            yield Problem(spot, what, "use https:, tel:, mailto: or a page's file")
    elif parts.path:
        yield from _inner_link(target, parts.path, parts.fragment, page, shelf, spot)
    elif parts.fragment and parts.fragment not in page.anchors:
        mend = f"link to a heading{suggest(parts.fragment, page.anchors)}"
        yield Problem(spot, f'this page has no "#{parts.fragment}"', mend)


def _inner_link(target: str, path: str, fragment: str, page: Page, shelf: Shelf, spot: Spot) -> Iterator[Problem]:
    if path.startswith("/"):
        yield Problem(spot, f'"{target}" begins with a slash', "write it relative to this file, as in ../help/index.md")
        return
    name = page.beside(path)
    if not path.endswith(".md"):
        if name not in shelf.media:
            mend = "name a page's file, as in ../help/index.md, or a file beside it"
            if "download/" in path:
                mend = "link to the leaflet's own page, as in ../leaflets/name.md: it offers the PDF"
            yield Problem(spot, f'"{target}" leads nowhere', mend)
        return
    name = name.removesuffix(".md")
    if name in shelf.waiting:
        yield check_waiting(f'"{target}" leads to a page', shelf.waiting[name], spot)
    elif name not in shelf.pages:
        if name not in shelf.bank_pages and not shelf.is_faulty_file(name):
            mend = f"name a page of this language{suggest(name, shelf.pages)}"
            yield Problem(spot, f'"{target}" leads to no page', mend)
    elif fragment and fragment not in shelf.pages[name].anchors:
        mend = f"link to a heading of that page{suggest(fragment, shelf.pages[name].anchors)}"
        yield Problem(spot, f'"{target}": that page has no "#{fragment}"', mend)


def check_image(node: Image, page: Page, shelf: Shelf) -> Iterator[Problem]:
    """Find out whether a picture is there and said in words."""
    spot = page.spot(node.line)
    if node.target.startswith("drawing:"):
        yield from _drawing(node.target.removeprefix("drawing:"), spot, shelf)
        return
    if not node.alt.strip():
        yield Problem(spot, f'the picture "{node.target}" has no alt text', "describe it: ![what it shows](...)")
    try:
        parts = urlsplit(node.target)
    except ValueError:
        yield Problem(spot, f'"{node.target}" is not a file\'s name', "write it as ![what it shows](picture.png)")
        return
    if parts.scheme or parts.netloc:
        yield Problem(spot, "this picture is fetched from another site", "put a copy beside the page")
    elif page.beside(parts.path) not in shelf.media:
        yield Problem(spot, f'there is no picture "{node.target}"', "check the name, or put the file there")


def _drawing(name: str, spot: Spot, shelf: Shelf) -> Iterator[Problem]:
    theme = shelf.project.root / "theme"
    if find_drawing(theme, name) is None:
        known = [file.stem for file in (theme / "drawings").glob("*.svg")]
        yield Problem(spot, f'there is no drawing "{name}"', f"name a file in theme/drawings{suggest(name, known)}")


def check_html(node: Html, page: Page, shelf: Shelf) -> Iterator[Problem]:
    """Find what may not stand on a page, and links and pictures that lead nowhere."""
    if node.text.startswith("///"):
        return  # a block's stray end, told with the unclosed ones
    for tag in read_tags(node.text):
        spot = page.spot(node.line + tag.line)
        refused = refused_in(tag)
        for what in refused:
            yield Problem(spot, f"{what} is not allowed here", _instead(what, tag))
        if not refused:
            yield from _tag(tag, spot, page, shelf)


def _instead(what: str, tag: Tag) -> str:
    if what == f"<{tag.name}>" and tag.name not in _REFUSED:
        return f"for the words themselves write &lt;{tag.name}&gt;"
    return "write Markdown; scripts, styles, frames and forms cannot stand on a page"


def _tag(tag: Tag, spot: Spot, page: Page, shelf: Shelf) -> Iterator[Problem]:
    """Find addresses that only Markdown brings right: a page stands in a folder of its own, its file does not."""
    if tag.name == "img":
        yield from check_image(Image(spot.line, tag.attributes.get("src", ""), "raw"), page, shelf)
        mend = "write it in Markdown: ![what it shows](picture.png)"
        yield Problem(spot, "a picture in HTML would not be found from its page", mend)
    elif tag.name == "a" and "href" in tag.attributes:
        target = tag.attributes["href"]
        yield from check_link(Link(spot.line, target, ()), page, shelf)
        if not target.startswith("#") and not urlsplit(target).scheme:
            mend = "write it in Markdown: [words](page.md)"
            yield Problem(spot, f'the link "{target}" in HTML would not be found from its page', mend)


def check_attributes(node: Attributes, page: Page) -> Iterator[Problem]:
    """Find what an attribute list asks for in vain."""
    for piece in node.pieces:
        name = "id" if piece.startswith("#") else piece.partition("=")[0]
        if not is_allowed(name):
            mend = "remove it; { .class #id } is the form known here"
            yield Problem(page.spot(node.line), f'"{piece}" between braces is not allowed here', mend)
