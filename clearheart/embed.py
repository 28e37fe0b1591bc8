"""The bare quizzes: a Project goes in; one file that needs one request comes out for each bank, and embed.js.

Each file carries only the rules and tokens of the stylesheets that it can use.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Set
from functools import lru_cache, partial
from pathlib import Path

import rcssmin
import rjsmin
import tinycss2
from markupsafe import Markup

from clearheart.model import Bank, Edition, Project
from clearheart.render import helpline_words, quiz_html, render_template
from clearheart.stylesheet import Tokens, parse_rules, serialize, thin

STYLESHEETS = ("tokens.css", "site/assets/base.css", "site/assets/help.css", "quiz/quiz.css", "embed/embed.css")
"""The sheets of an embed below theme/, in the order of the cascade."""

SCRIPTS = ("quiz/quiz.js", "embed/frame.js")
"""The scripts inside an embed, below theme/."""

LOADER = "embed/embed.js"
"""The script for the pages around an embed, below theme/."""

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_LANGUAGE = re.compile(r":lang\(([\w-]+)\)")
_FUNCTION = re.compile(r":(?:is|where|not|has)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_TAKEN = re.compile(r"var\(\s*(--[\w-]+)")
_WORD = re.compile(r"[\w-]+")


def write_embeds(project: Project, out: Path) -> None:
    """Write embed/<language>/<bank>/index.html for every bank, and embed.js, below `out`."""
    for edition in project.editions:
        for bank in edition.banks:
            target = out / "embed" / edition.code / bank.id / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(embed_html(project, edition, bank), encoding="utf-8", newline="\n")
    loader = _minified_script(project.root / "theme", LOADER)
    (out / "embed.js").write_text(loader, encoding="utf-8", newline="\n")


def embed_html(project: Project, edition: Edition, bank: Bank) -> str:
    """Make a bank's embed: one page with its style and script inside, allowed by their hashes alone."""
    theme, strings = project.root / "theme", edition.strings
    address = f"{project.settings.site_url}{project.settings.home(edition.code)}quiz/{bank.id}/"
    quiz = quiz_html(theme, bank, strings, project.sources)
    help_lines = [helpline_words(line, edition.code) for line in project.helplines]
    body = render_template(
        theme, "embed/body.html", bank=bank, quiz=Markup(quiz), help=help_lines, address=address, strings=strings
    )
    script = "\n".join(_minified_script(theme, path) for path in SCRIPTS)
    style = _stylesheet(theme, edition.html_lang, frozenset(_WORD.findall(body + script)))
    return render_template(
        theme,
        "embed/embed.html",
        bank=bank,
        body=Markup(body),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        address=address,
        strings=strings,
    )


def _minified_script(theme: Path, path: str) -> str:
    script = str(rjsmin.jsmin((theme / path).read_text(encoding="utf-8")))
    assert "</script" not in script.lower(), f"{path} would end its own element"
    return script


def _stylesheet(theme: Path, language: str, words: Set[str]) -> str:
    sheets = "".join((theme / path).read_text(encoding="utf-8") for path in STYLESHEETS)
    style = _thin(sheets, language, frozenset(words & set(_CLASS.findall(sheets))))
    assert "</style" not in style.lower(), "a stylesheet would end its own element"
    return style


@lru_cache(maxsize=32)
def _thin(sheets: str, language: str, classes: frozenset[str]) -> str:
    """Keep what can match in one file, and of the tokens those that something kept takes."""
    rules = parse_rules(sheets)
    tokens: set[str] | None = None
    while True:
        css = "".join(thin(rules, partial(_can_match, language, classes), partial(_declarations, tokens)))
        used = set(_TAKEN.findall(css))
        if used == tokens:
            return str(rcssmin.cssmin(css))
        tokens = used


def _can_match(language: str, classes: Set[str], selector: Tokens) -> bool:
    """Say whether a selector speaks of this language, and of classes that the file has; doubt keeps it."""
    plain = _FUNCTION.sub("", serialize(selector))
    spoken = all(f"{language}-".startswith(f"{wanted}-") for wanted in _LANGUAGE.findall(plain))
    return spoken and all(name in classes for name in _CLASS.findall(plain))


def _declarations(tokens: Set[str] | None, content: Tokens) -> str:
    kept = []
    for entry in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        is_token = entry.type == "declaration" and entry.name.startswith("--")
        if not is_token or tokens is None or entry.name in tokens:
            kept.append(entry.serialize())
    return ";".join(kept)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
