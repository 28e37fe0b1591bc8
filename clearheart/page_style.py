"""The style of a page that carries it inside: stylesheets, and the page, go in; the rules that it can use come out.

A rule goes if it speaks of a class, element or attribute that neither the page nor its script mentions, or of another
language. Tokens (custom properties) and @keyframes that nothing takes go too. A token that has but one value gives it
where it is taken; the others, if no script names them, are called by letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from functools import lru_cache, partial
from itertools import pairwise, product
from string import ascii_letters

import rcssmin
import tinycss2

from clearheart.stylesheet import Tokens, parse_rules, serialize, thin

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[\w-]+")
_LANGUAGE = re.compile(r'\blang="(\w+)')
_SCRIPT_WORD = re.compile(r"""[\w-]{2,}|(?<=["'`])\w(?=["'`])""")
"""A name of one letter counts in quotes only: shortened scripts are full of them."""
_DATASET = re.compile(r"\bdataset\.(\w+)")
"""An attribute as a script names it: dataset.someName is data-some-name."""

_ALWAYS = ("html", "body")
_TEXTS = ("ident", "string")
_EMPTY = re.compile(r"[^{}]*\{\}")
_TOKEN = re.compile(r"(?<![\w-])--[\w-]+")
_TAKEN = re.compile(r"var\(\s*(--[\w-]+)")
_BLOCK = re.compile(r"\{([^{}]*)\}")
_DEFINITION = re.compile(r"(?<![\w-])(--[\w-]+):([^;}]+)")
_SPOKEN = re.compile(r":root:lang\([\w-]+\)\{((?:--[\w-]+:[^;}]+;?)*)\}")


def page_style(sheets: str, language: str, body: str, script: str) -> str:
    """Give the style of a page in one language, with this body and script."""
    tags = " ".join(_TAG.findall(body))
    words = {*_ALWAYS, *_WORD.findall(tags), *_LANGUAGE.findall(tags), *_SCRIPT_WORD.findall(script)}
    words |= {
        "data-" + re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name) for name in _DATASET.findall(script)
    }
    css = _thin(sheets, language, frozenset(words.intersection(_WORD.findall(sheets))))
    named = frozenset(_TOKEN.findall(script))
    return _rename(_merge(_fill_in(_settle(css), named), named), named)


@lru_cache(maxsize=32)
def _thin(sheets: str, language: str, words: frozenset[str]) -> str:
    """Keep what can match, and of the tokens those that something kept takes."""
    rules = parse_rules(sheets)
    tokens: set[str] | None = None
    while True:
        css = "".join(thin(rules, partial(_can_match, language, words), partial(_declarations, tokens)))
        used = set(_TAKEN.findall(css))
        if used == tokens:
            return str(rcssmin.cssmin(css + _keyframes(rules, css)))
        tokens = used


def _keyframes(rules: Tokens, css: str) -> str:
    """Write the @keyframes that an animation in the style takes."""
    taken = set(_WORD.findall(css))
    frames = [rule for rule in rules if rule.type == "at-rule" and rule.at_keyword == "keyframes"]
    return "".join(rule.serialize() for rule in frames if serialize(rule.prelude) in taken)


def _can_match(language: str, words: Set[str], selector: Tokens) -> bool:
    """Say whether a selector speaks of this language, and of what the page has; doubt keeps it."""
    for before, token in pairwise([None, *selector]):
        if token.type == "ident" and before != ":" and token.value not in words:
            return False
        if token.type == "[] block" and not {part.value for part in token.content if part.type in _TEXTS} <= words:
            return False
        if token.type == "function" and token.lower_name == "lang":
            wanted = serialize(token.arguments)
            if not f"{language}-".startswith(f"{wanted}-"):
                return False
    return True


def _declarations(tokens: Set[str] | None, content: Tokens) -> str:
    kept = []
    for entry in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        is_token = entry.type == "declaration" and entry.name.startswith("--")
        if not is_token or tokens is None or entry.name in tokens:
            kept.append(entry.serialize())
    return ";".join(kept)


def _settle(css: str) -> str:
    """Let the values for the page's language stand where those for all stand: tokens.css gives these first."""
    for block in _SPOKEN.findall(css):
        for name, value in _DEFINITION.findall(block):
            css = re.sub(rf"{name}:[^;}}]+", f"{name}:{value}", css, count=1)
    return _SPOKEN.sub("", css)


def _fill_in(css: str, named: Set[str]) -> str:
    """Write the value of each token that has but one, and that no script names, where the token is taken."""
    uses = Counter(name for name, _ in _DEFINITION.findall(css))
    for name in [name for name, count in uses.items() if count == 1 and name not in named]:
        value = dict(_DEFINITION.findall(css))[name]  # as it stands by now: it may take a token that was filled in
        css = _drop(css, name).replace(f"var({name})", value)
    return _EMPTY.sub("", css)


def _merge(css: str, named: Set[str]) -> str:
    """Take one token for all that have the same values everywhere."""
    values = defaultdict(list)
    for place, block in enumerate(_BLOCK.findall(css)):
        for name, value in _DEFINITION.findall(block):
            values[name].append((place, value))
    first: dict[tuple[tuple[int, str], ...], str] = {}
    for name in (name for name in values if name not in named):
        one = first.setdefault(tuple(values[name]), name)
        if one != name:
            css = _drop(css, name).replace(f"var({name})", f"var({one})")
    return css


def _drop(css: str, name: str) -> str:
    """Take all definitions of a token out."""
    return re.sub(rf"{name}:[^;}}]+;|;?{name}:[^;}}]+(?=\}})", "", css)


def _rename(css: str, named: Set[str]) -> str:
    """Call the tokens by letters, but for those that a script names."""
    names = [name for name in dict.fromkeys(_TOKEN.findall(css)) if name not in named]
    short = dict(zip(names, _letters(), strict=False))
    return _TOKEN.sub(lambda found: short.get(found[0], found[0]), css)


def _letters() -> Iterator[str]:
    """Give --a to --Z, then --aa and so on."""
    for length in (1, 2):
        for letters in product(ascii_letters, repeat=length):
            yield f"--{''.join(letters)}"
