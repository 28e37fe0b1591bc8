"""The files that all pages share: theme/ and Material's stylesheet go in, site/assets comes out.

One stylesheet, one script and the icon. Of Material's stylesheet only those rules stay that can match
something on our pages (theme/material.yml); they stand in a cascade layer below our own.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import rcssmin
import yaml

from clearheart.quiz_files import quiz_scripts, quiz_stylesheets
from clearheart.script import shorten_script
from clearheart.stylesheet import Tokens, parse_rules, serialize, thin

STYLESHEETS = (
    "tokens.css",
    "site/assets/base.css",
    "site/assets/prose.css",
    "site/assets/header.css",
    "site/assets/home.css",
    "site/assets/topic.css",
    "site/assets/help.css",
    "site/assets/footer.css",
    "drawings/drawings.css",
)
"""Our sheets below theme/ before those of the quiz, in the order of the cascade; mkdocs.yml names the same ones."""

LAST_STYLESHEET = "site/assets/print.css"
"""The sheet after those of the quiz."""

ICONS = ("site/assets/icon.svg",)
"""Pictures that pages link to, below theme/."""


def bundle(root: Path) -> dict[str, bytes]:
    """Make the files of site/assets for the project at `root`: path below site/assets -> bytes."""
    theme = root / "theme"
    files = {Path(icon).name: (theme / icon).read_bytes() for icon in ICONS}
    return {"clearheart.css": _stylesheet(theme).encode(), "clearheart.js": _script(theme).encode(), **files}


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


def read_names(theme: Path) -> Names:
    """Read what stays of Material's stylesheet."""
    return Names(yaml.safe_load((theme / "material.yml").read_text(encoding="utf-8")))


def material_stylesheet() -> Path:
    """Find the stylesheet of the installed Material; the digest in its name changes with every release."""
    spec = find_spec("material")
    assert spec is not None and spec.origin is not None, "mkdocs-material is one of our dependencies"
    folder = Path(spec.origin).parent / "templates" / "assets" / "stylesheets"
    return next(iter(sorted(folder.glob("main.*.min.css"))))


def _stylesheet(theme: Path) -> str:
    names = read_names(theme)
    material = thin_material(material_stylesheet().read_text(encoding="utf-8"), names)
    paths = (*STYLESHEETS, *quiz_stylesheets(theme), LAST_STYLESHEET)
    ours = "".join((theme / path).read_text(encoding="utf-8") for path in paths)
    layered = f"/*! {names.notice} */@layer material{{{material}}}{ours}"
    return str(rcssmin.cssmin(layered, keep_bang_comments=True)) + "\n"


def _script(theme: Path) -> str:
    return "".join(shorten_script((theme / path).read_text(encoding="utf-8")) + "\n" for path in quiz_scripts(theme))
