"""The bare quizzes: a Project goes in; one file that needs one request comes out for each bank, and embed.js.

Each file carries only the rules and tokens of the stylesheets that it can use.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Iterator, Set
from functools import lru_cache
from pathlib import Path
from typing import Any

import rcssmin
import rjsmin
import tinycss2
from markupsafe import Markup

from clearheart.markup.fragment import Resolve
from clearheart.model import Bank, Edition, Project
from clearheart.render import helpline_words, quiz_html, render_template

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
    home = project.settings.site_url + project.settings.home(edition.code)
    address = f"{home}quiz/{bank.id}/"
    quiz = quiz_html(theme, bank, strings, project.sources, resolve=_from_home(home))
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


def _from_home(home: str) -> Resolve:
    """Lead an author's relative link, which starts at the language's home, to the site itself."""

    def resolve(target: str) -> str:
        path, mark, place = target.partition("#")
        path = posixpath.normpath(f"/{path}").lstrip("/")
        if path.endswith(".md"):
            path = path.removesuffix(".md").removesuffix("index").rstrip("/")
            path += "/" if path else ""
        return home + path + mark + place

    return resolve


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
    rules = tinycss2.parse_stylesheet(sheets, skip_comments=True, skip_whitespace=True)
    tokens: set[str] | None = None
    while True:
        css = "".join(_useful(rules, language, classes, tokens))
        used = set(_TAKEN.findall(css))
        if used == tokens:
            return str(rcssmin.cssmin(css))
        tokens = used


def _useful(rules: list[Any], language: str, classes: Set[str], tokens: Set[str] | None) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [text for text in _selectors(rule.prelude) if _can_match(text, language, classes)]
            declarations = _declarations(rule.content, tokens) if selectors else ""
            if declarations:
                yield f"{','.join(selectors)}{{{declarations}}}"
        elif rule.type == "at-rule" and rule.at_keyword == "media":
            within = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            inner = "".join(_useful(within, language, classes, tokens))
            if inner:
                yield f"@media {tinycss2.serialize(rule.prelude).strip()}{{{inner}}}"


def _selectors(prelude: list[Any]) -> Iterator[str]:
    """Part a rule's selectors at the commas that stand outside brackets."""
    part: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(token)
    yield tinycss2.serialize(part).strip()


def _can_match(selector: str, language: str, classes: Set[str]) -> bool:
    """Say whether a selector speaks of this language, and of classes that the file has; doubt keeps it."""
    plain = _FUNCTION.sub("", selector)
    spoken = all(f"{language}-".startswith(f"{wanted}-") for wanted in _LANGUAGE.findall(plain))
    return spoken and all(name in classes for name in _CLASS.findall(plain))


def _declarations(content: list[Any], tokens: Set[str] | None) -> str:
    kept = []
    for entry in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        is_token = entry.type == "declaration" and entry.name.startswith("--")
        if not is_token or tokens is None or entry.name in tokens:
            kept.append(entry.serialize())
    return ";".join(kept)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
