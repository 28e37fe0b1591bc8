"""Films on pages: the body of a `film` fence, an id, goes in; a slot with the player and its transcript comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clearheart.extension.library import Library
from clearheart.extension.slots import Slots
from clearheart.markup.lines import joins
from clearheart.model import Term
from clearheart.model.base import in_language
from clearheart.model.film import FILM, FOLDER, Film, Reel
from clearheart.model.project import Settings, Strings
from clearheart.model.variant import base_of
from clearheart.read.captions import read_captions
from clearheart.read.listing import read_listing
from clearheart.read.project import FILMS, GLOSSARY
from clearheart.read.reel import read_reel
from clearheart.read.settings import read_settings
from clearheart.read.strings import read_strings
from clearheart.read.variants import conversions, convert_strings, localize
from clearheart.render import render_template


def film_format(library: Library, slots: Slots) -> Callable[..., str]:
    """Give superfences what makes a film of a fence."""
    root = library.theme.parent

    def format_film(source: str, _language: str, _class: str, _options: Any, md: Any, **_: Any) -> str:
        films = read_listing(root, FILMS, Film, optional=True)[0].entries
        film = next((film for film in films if film.id == source.strip()), None)
        path = root / FOLDER / f"{source.strip()}{FILM}"
        reel = read_reel(path.read_bytes()) if film and path.is_file() else None
        if film is None or reel is None:
            return ""  # `check` has told this; another engine shows the page without it
        return slots.text(_film_html(library, film, reel, md))

    return format_film


def _film_html(library: Library, film: Film, reel: Reel, md: Any) -> str:
    root, code, strings = library.theme.parent, library.language, library.strings
    settings = read_settings(root)[0]
    terms = read_listing(root, GLOSSARY, Term, optional=True)[0].entries
    made = conversions({*settings.languages, code, base_of(code)}, terms)
    film = localize(film, made)
    captions = read_captions(root, film.id, code, made)[0]
    tracks = []
    for other in settings.languages:
        words = read_strings(root, other)[0]
        for conversion in made:
            if conversion.code == other:
                words = convert_strings(conversion, read_strings(root, conversion.base)[0], words)
        if words:
            site = words["site"]
            path = f"films/{film.id}.{other}.vtt"
            tracks.append({"path": path, "lang": site["html_lang"], "name": site["language"], "is_own": other == code})
    return render_template(
        library.theme,
        "films/film.html",
        film=film,
        told={key: in_language(getattr(film, key), code) for key in ("title", "summary", "made")},
        reel=reel,
        facts=film_facts(reel, strings),
        duration=f"PT{round(reel.seconds)}S",
        root=_way_to_root(md, settings, code),
        tracks=tracks,
        captions=captions,
        sources=[library.sources[name] for name in film.sources if name in library.sources],
        strings=strings,
        joined=_joined,
    )


def film_facts(reel: Reel, strings: Strings) -> str:
    """Say in a few words how long and how large a film is, and whether one hears something."""
    words, seconds = strings["film"], round(reel.seconds)
    minutes, rest = divmod(seconds, 60)
    length = words["minutes"].format(m=minutes, s=rest) if minutes else words["seconds"].format(s=rest)
    size = strings["print_room"]["megabytes"].format(n=f"{max(0.1, reel.size / 1e6):.1f}")
    return str(words["facts"]).format(length=length, size=size, sound=words["silent" if reel.is_silent else "sound"])


def _way_to_root(md: Any, settings: Settings, code: str) -> str:
    """Give the way from the page that is being made to the site's root; MkDocs' own treeprocessor knows the page."""
    if "relpath" not in md.treeprocessors:
        return settings.site_url
    depth = str(md.treeprocessors["relpath"].file.url).count("/")
    return "../" * (depth + settings.home(code).count("/"))


def _joined(text: str) -> str:
    """Join a caption's lines, with a space between them where its language has one."""
    first, *rest = text.split("\n")
    for line in rest:
        first = f"{first}{line}" if joins(first[-1:], line[:1]) else f"{first} {line}"
    return first
