"""The files that all pages share: what is in the stylesheet, what is not, and how heavy it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import brotli
import pytest
import tinycss2
import yaml

from clearheart.assets import (
    LAST_STYLESHEETS,
    STYLESHEETS,
    material_stylesheet,
    page_scripts,
    page_stylesheets,
    read_names,
    thin_material,
)
from clearheart.model import KINDS
from clearheart.quiz_files import quiz_stylesheets, template_of
from tests.bundles import bundle

ROOT = Path(__file__).resolve().parent.parent
THEME = ROOT / "theme"
SHEETS = (*STYLESHEETS, *quiz_stylesheets(THEME), *LAST_STYLESHEETS)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return bundle(ROOT)


@pytest.fixture(scope="module")
def stylesheet(files: dict[str, bytes]) -> str:
    return files["clearheart.css"].decode()


def test_the_same_theme_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert bundle(ROOT) == files


def test_stylesheet_and_script_stay_light(files: dict[str, bytes]) -> None:
    weights = {name: len(brotli.compress(files[name], quality=9)) for name in ("clearheart.css", "clearheart.js")}
    assert sum(weights.values()) <= 20_500, weights


def test_minifying_changes_no_rule(stylesheet: str) -> None:
    material = thin_material(material_stylesheet().read_text(encoding="utf-8"), read_names(_read("material.yml")))
    plain = f"@layer material{{{material}}}" + "".join(_read(path) for path in SHEETS)
    assert list(_declarations(stylesheet)) == list(_declarations(plain))


def test_of_material_only_what_pages_can_hold_stays(stylesheet: str) -> None:
    assert ".md-typeset pre" in stylesheet
    assert ".highlight .k" in stylesheet
    for name in (
        "md-header",
        "md-nav",
        "md-search",
        "md-tabs",
        "admonition",
        "tabbed",
        "task-list",
        ":root{--md-primary",
    ):
        assert name not in stylesheet


def test_nothing_is_fetched_by_the_stylesheet(stylesheet: str) -> None:
    assert "@import" not in stylesheet
    assert re.findall(r"url\((?!['\"]?data:)", stylesheet) == []


def test_every_custom_property_in_use_is_defined(stylesheet: str) -> None:
    defined = set(re.findall(r"(--(?:ch|md)-[\w-]+)\s*:", stylesheet))
    used = set(re.findall(r"var\(\s*(--[\w-]+)", stylesheet))
    assert used - defined == set()


@pytest.mark.parametrize("path", [*SHEETS, *(path for paths in page_stylesheets().values() for path in paths)])
def test_our_sheets_take_sizes_in_px_and_em_and_colours_from_tokens(path: str) -> None:
    values = list(_declarations(_read(path)))
    assert [entry for entry in values if re.search(r"\d(rem|pt|cm|in)\b", entry[2])] == []
    if path != "tokens.css":
        assert [entry for entry in values if re.search(r"#[0-9A-Fa-f]{3}|\brgb|\bhsl", entry[2])] == []


def test_plain_mkdocs_links_the_same_sheets_and_scripts_in_the_same_order() -> None:
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]["clearheart"]
    site = THEME / "site"
    material, *sheets = ours["stylesheets"]
    assert [(site / path).resolve() for path in sheets] == [THEME / path for path in SHEETS]
    assert [(site / path).resolve() for path in ours["scripts"]] == [
        THEME / path for path in page_scripts(THEME)["clearheart.js"]
    ]
    assert material_stylesheet().name in (site / material).read_text(encoding="utf-8")


@pytest.mark.parametrize(("ground", "word"), [
    *((ground, word) for ground in ("paper", "surface", "dawn", "mist") for word in ("ink", "muted", "teal")),
    *((ground, "coral") for ground in ("paper", "surface", "dawn")),
    *((f"{colour}-soft", "ink") for colour in ("coral", "leaf", "sun")),
    *(("coral-soft", word) for word in ("coral", "muted")),
    *((ground, word) for ground in ("leaf-soft", "sun-soft") for word in ("leaf", "teal")),
    *((colour, f"on-{colour}") for colour in ("teal", "coral", "a", "b", "c", "d")),
    *(("mist", word) for word in ("b", "d", "leaf")),
])  # fmt: skip
def test_words_can_be_read_in_both_themes(ground: str, word: str) -> None:
    for tokens in _themes():
        assert _contrast(tokens[f"--ch-{ground}"], tokens[f"--ch-{word}"]) >= 4.5


@pytest.mark.parametrize("line", ["line", "edge", "coral", "leaf", "teal", "ink"])
def test_lines_that_carry_meaning_can_be_seen_in_both_themes(line: str) -> None:
    for tokens in _themes():
        assert _contrast(tokens["--ch-paper"], tokens[f"--ch-{line}"]) >= 3
        assert _contrast(tokens["--ch-surface"], tokens[f"--ch-{line}"]) >= 3


def test_the_mark_is_one_drawing_wherever_it_stands() -> None:
    paths = [re.findall(r' d="([^"]+)"', _read(path)) for path in (
        "drawings/mark.svg", "site/parts/mark.html", "site/assets/icon.svg",
    )]  # fmt: skip
    assert paths[0] == paths[1] == paths[2]


def test_templates_hold_no_style_and_no_script() -> None:
    for template in (THEME / "site").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]* src=)", text), template.name


def test_every_class_that_is_dressed_stands_somewhere() -> None:
    written = "".join(
        path.read_text("utf-8")
        for path in _files("theme/**/*.html", "theme/**/*.js", "theme/figures/*.json", "clearheart/**/*.py")
    )
    words = {"ch-arch--help", *re.findall(r"[\w-]+", written)}  # made of a door's name
    dressed = {
        name
        for path in _files("theme/**/*.css")
        for name in re.findall(r"\.((?:ch|is)-[\w-]+)", path.read_text("utf-8"))
    }
    assert dressed - words == set()


def test_every_token_is_taken() -> None:
    taken = "".join(path.read_text("utf-8") for path in _files("theme/**/*.css", "theme/**/*.typ"))
    defined = set(re.findall(r"(--ch-[\w-]+)\s*:", _read("tokens.css")))
    assert {name for name in defined if f"var({name})" not in taken} == set()


def test_every_word_of_the_interface_is_taken() -> None:
    patterns = ("theme/**/*.html", "theme/**/*.js", "theme/**/*.typ", "clearheart/**/*.py")
    written = set(re.findall(r"\w+", "".join(path.read_text("utf-8") for path in _files(*patterns))))
    assert {
        f"{group}.{key}"
        for group, words in _strings().items()
        if group not in ("drawings", "nav")
        for key in words
        if key not in written
    } == set()


def test_every_word_of_a_kind_is_taken_by_its_template() -> None:
    frame = _read("quiz/question.html") + _read("quiz/quiz.html")
    for kind, words in _strings()["quiz"]["kinds"].items():
        assert kind in KINDS
        assert set(words) - set(re.findall(r"\w+", _templates(kind) + frame)) == set(), kind


def _strings() -> dict[str, Any]:
    return dict(yaml.safe_load(_read("strings/en.yml"))["extra"]["clearheart"]["strings"])


def _templates(kind: str) -> str:
    """Give the template of a kind, and those that it extends."""
    text, extended = "", template_of(THEME, kind)
    while extended:
        text += (added := _read(extended))
        extended = "".join(re.findall(r'{% extends "([^"]+)" %}', added))
    return text


def _files(*patterns: str) -> list[Path]:
    return [path for pattern in patterns for path in sorted(ROOT.glob(pattern)) if path.is_file()]


def _read(path: str) -> str:
    return (THEME / path).read_text(encoding="utf-8")


def _declarations(css: str) -> Iterator[tuple[str, str, str]]:
    """Give every declaration of a stylesheet: where it stands, its property, its value."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        yield from _flatten(rule, "")


def _flatten(rule: Any, where: str) -> Iterator[tuple[str, str, str]]:
    assert rule.type != "error", rule.message
    name = "" if rule.type == "qualified-rule" else f"@{rule.at_keyword}"
    inside = f"{where} {name}{_squeeze(rule.prelude)}"
    if rule.type == "at-rule" and rule.content is None:
        yield inside, "", ""
    elif name in ("@media", "@container", "@layer", "@supports", "@keyframes"):
        for inner in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
            yield from _flatten(inner, inside)
    else:
        for part in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
            assert part.type == "declaration", f"{inside}: {part}"
            yield inside, part.name, _squeeze(part.value)


def _squeeze(tokens: list[Any]) -> str:
    """Write tokens with as little space as means the same."""
    text = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", tinycss2.serialize(tokens)))
    return re.sub(r" ?([,>~:()/]) ?", r"\1", text).strip()


@cache
def _themes() -> tuple[dict[str, str], dict[str, str]]:
    """Give the tokens by day and by night."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for where, name, value in _declarations(_read("tokens.css")):
        if where.strip() == ":root":
            light[name] = value
        elif "dark" in where:
            dark[name] = value
    return light, {**light, **dark}


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of an sRGB colour."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
