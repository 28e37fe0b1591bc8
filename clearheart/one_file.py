"""A page of one file: a body, stylesheets and scripts go in; one page that needs one request comes out.

Embeds and halls are such pages. Each carries only the rules and tokens of its stylesheets that it can use,
and its policy allows its style and script by their hashes alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Set
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import rcssmin
import tinycss2
from markupsafe import Markup

from clearheart.render import render_template
from clearheart.script import shorten_script
from clearheart.stylesheet import Tokens, parse_rules, serialize, thin

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_LANGUAGE = re.compile(r":lang\(([\w-]+)\)")
_FUNCTION = re.compile(r":(?:is|where|not|has)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_TAKEN = re.compile(r"var\(\s*(--[\w-]+)")
_WORD = re.compile(r"[\w-]+")
_TOKEN = re.compile(r"--[\w-]+")
_DEFINITION = re.compile(r"(--[\w-]+):([^;}]+)")


def one_file_html(
    theme: Path,
    template: str,
    *,
    body: str,
    stylesheets: Iterable[str],
    scripts: Iterable[str],
    language: str,
    **context: Any,
) -> str:
    """Render a page's template with its body, and with style and script (paths below theme/) inside.

    The template takes body, style, script, style_hash and script_hash beside what `context` holds.
    """
    script = "\n".join(minified_script(theme, path) for path in scripts)
    sheets = "".join((theme / path).read_text(encoding="utf-8") for path in stylesheets)
    style = _stylesheet(sheets, language, frozenset(_WORD.findall(body + script)), frozenset(_TOKEN.findall(script)))
    return render_template(
        theme,
        template,
        body=Markup(body),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        **context,
    )


def minified_script(theme: Path, path: str) -> str:
    """Read a script below theme/ as it travels: with short names, without comments."""
    script = shorten_script((theme / path).read_text(encoding="utf-8"))
    assert "</script" not in script.lower(), f"{path} would end its own element"
    return script


def _stylesheet(sheets: str, language: str, words: Set[str], scripted: Set[str]) -> str:
    style = _fill_in(_thin(sheets, language, frozenset(words & set(_CLASS.findall(sheets)))), scripted)
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


def _fill_in(css: str, scripted: Set[str]) -> str:
    """Write the value of each token that has but one, and that no script sets, where the token is taken."""
    uses = Counter(name for name, _ in _DEFINITION.findall(css))
    for name in [name for name, count in uses.items() if count == 1 and name not in scripted]:
        value = dict(_DEFINITION.findall(css))[name]  # as it stands by now: it may take a token that was filled in
        css = css.replace(f"{name}:{value};", "").replace(f"{name}:{value}}}", "}").replace(f"var({name})", value)
    return css


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
