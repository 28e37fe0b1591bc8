"""The files that all pages share: theme/ and Material's stylesheet go in, orders for site/assets come out.

One stylesheet, one script and the icon. Of Material's stylesheet only those rules stay that can match
something on our pages (theme/material.yml); they stand in a cascade layer below our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import rcssmin
import yaml

from clearheart.orders import Order
from clearheart.quiz_files import quiz_scripts, quiz_stylesheets, tally_scripts
from clearheart.script import shorten_script, strip_script
from clearheart.stylesheet import Tokens, parse_rules, serialize, thin

STYLESHEETS = (
    "tokens.css",
    "site/assets/base.css",
    "site/assets/prose.css",
    "site/assets/header.css",
    "languages/languages.css",
    "site/assets/home.css",
    "calendar/season.css",
    "site/assets/topic.css",
    "site/assets/help.css",
    "site/assets/footer.css",
    "drawings/drawings.css",
)
"""Our sheets below theme/ before those of the quiz, in the order of the cascade; mkdocs.yml names the same ones."""

LAST_STYLESHEETS = (
    "quiz/page.css",
    "quiz/certificate.css",
    "course/course.css",
    "wechat/wechat.css",
    "site/assets/print.css",
)
"""The sheets after those of the quiz; embeds give no certificates, and have none of these."""

VENDOR = "vendor/"
"""Where scripts of others lie, whose names others may know."""

ICONS = ("site/assets/icon.svg",)
"""Pictures that pages link to, below theme/."""


def asset_orders(root: Path) -> Iterator[Order]:
    """Order the files of site/assets for the project at `root`; each is given the texts that it is made of."""
    theme = root / "theme"
    sheets = (*STYLESHEETS, *quiz_stylesheets(theme), *LAST_STYLESHEETS)
    material = (material_stylesheet().read_text(encoding="utf-8"), _join(theme, ["material.yml"]))
    yield Order("assets/clearheart.css", shared_stylesheet, (*material, _join(theme, sheets)))
    for name, paths in page_stylesheets().items():
        yield Order(f"assets/{name}", shorten_sheet, (_join(theme, paths),))
    for name, paths in page_scripts(theme).items():
        scripts = tuple((_join(theme, [path]), path.startswith(VENDOR)) for path in paths)
        yield Order(f"assets/{name}", join_scripts, (scripts,))
    for icon in ICONS:
        yield Order(f"assets/{Path(icon).name}", keep, ((theme / icon).read_bytes(),))


def page_scripts(theme: Path) -> dict[str, list[str]]:
    """List the scripts below theme/ that make each bundle: the one of all pages, and those that single pages add."""
    share = ["setup/copy.js", "setup/print.js"]
    return {
        "clearheart.js": [
            *quiz_scripts(theme),
            "course/course.js",
            "site/assets/notes.js",
            "wechat/wechat.js",
            "languages/languages.js",
            "exit/exit.js",
            "dark/look.js",
        ],
        "use.js": share,
        "set-up.js": [*share, "vendor/qrcode.js", "setup/qr.js", "setup/setup.js", "embed/embed.js"],
        "class.js": [
            *tally_scripts(theme),
            *(f"{path}.js" for path in ("quiz/code", "class/reader", "class/tally", "class/sheet", "class/class")),
        ],
        "demo.js": ["embed/embed.js", "embed/demo.js"],
        "filter.js": ["filter/filter.js"],
        "search.js": ["search/search.js"],
        "fill-in.js": ["print-room/fill-in.js"],
        "report.js": ["report/report.js"],
    }


def page_stylesheets() -> dict[str, list[str]]:
    """List the stylesheets below theme/ that single pages add."""
    return {
        "use.css": ["setup/setup.css"],
        "class.css": ["class/class.css"],
        "film.css": ["films/films.css"],
        "lesson.css": ["lessons/lessons.css"],
        "print-room.css": ["print-room/print-room.css"],
        "calendar.css": ["calendar/calendar.css"],
        "search.css": ["search/search.css"],
        "figures.css": ["figures/figures.css"],
        "venues.css": ["venues/venues.css"],
        "example.css": ["site/assets/example.css"],
        "campaigns.css": ["campaigns/campaigns.css"],
    }


def thin_material(css: str, names: Names) -> str:
    """Keep those rules of a stylesheet whose selectors are made of known names only."""
    return "".join(thin(parse_rules(css), names.hold, serialize))


class Names:
    """Know the elements and classes whose rules stay (theme/material.yml)."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.notice = str(data["notice"])
        self._elements = frozenset(data["elements"])
        self._classes = frozenset(data["classes"])
        self._token = re.compile(data["token"])

    def hold(self, selector: Tokens) -> bool:
        """Say whether a selector is made of known names only, without states, attributes or ids."""
        pieces = [token for token in selector if token.type != "whitespace" and token not in (">", "+", ".")]
        words = [token.value for token in pieces if token.type == "ident"]
        return bool(words) and len(words) == len(pieces) and all(self._knows(word, words) for word in words)

    def _knows(self, word: str, words: list[str]) -> bool:
        if word in self._elements or word in self._classes:
            return True
        return "highlight" in words and bool(self._token.fullmatch(word))


def read_names(text: str) -> Names:
    """Read what stays of Material's stylesheet, from the text of theme/material.yml."""
    return Names(yaml.safe_load(text))


def material_stylesheet() -> Path:
    """Find the stylesheet of the installed Material; the digest in its name changes with every release."""
    spec = find_spec("material")
    assert spec is not None and spec.origin is not None, "mkdocs-material is one of our dependencies"
    folder = Path(spec.origin).parent / "templates" / "assets" / "stylesheets"
    return next(iter(sorted(folder.glob("main.*.min.css"))))


def shared_stylesheet(material: str, names: str, sheets: str) -> bytes:
    """Put what stays of Material's stylesheet into a layer, and our own sheets above it."""
    known = read_names(names)
    layered = f"/*! {known.notice} */@layer material{{{thin_material(material, known)}}}"
    return str(rcssmin.cssmin(layered, keep_bang_comments=True)).encode() + shorten_sheet(sheets)


def shorten_sheet(sheets: str) -> bytes:
    """Take out of stylesheets what only people read."""
    return f"{rcssmin.cssmin(sheets)}\n".encode()


def join_scripts(scripts: tuple[tuple[str, bool], ...]) -> bytes:
    """Join scripts, each shortened; those of others keep the names that others may know."""
    shortened = (strip_script(text) if is_theirs else shorten_script(text) for text, is_theirs in scripts)
    return "".join(f"{text}\n" for text in shortened).encode()


def keep(file: bytes) -> bytes:
    """Give a file as it stands."""
    return file


def _join(theme: Path, paths: Iterable[str]) -> str:
    return "".join((theme / path).read_text(encoding="utf-8") for path in paths)
