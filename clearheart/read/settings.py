"""The site's settings: mkdocs.yml goes in, Settings or Problems come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, ConfigDict

from clearheart.model.base import Placed, Text, fault
from clearheart.model.project import Settings
from clearheart.problems import Problem, Spot
from clearheart.read.text_file import read_text
from clearheart.read.typed import validate
from clearheart.read.yaml_text import Parsed, Way, parse_yaml

PATH = "mkdocs.yml"
_OURS = ("extra", "clearheart")
_EXTENSION = "clearheart.extension"
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


def _check_code(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise fault(
            f'"{code}" is not the code of a language', "write the name of its folder in content/, as in en or zh"
        )
    return code


def _check_twins(codes: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(codes)) < len(codes):
        raise fault("languages: names one twice", "name each language once")
    return codes


class _Ours(Placed):
    """What extra.clearheart must hold; other keys there are for templates."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    default_language: Text
    languages: Annotated[tuple[Annotated[str, AfterValidator(_check_code)], ...], AfterValidator(_check_twins)]
    doors: tuple[Text, ...] = ()


def read_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """Read mkdocs.yml: what MkDocs needs, and extra.clearheart."""
    text, problems = read_text(root, PATH)
    if text is None:
        return None, problems
    parsed = parse_yaml(text, PATH)
    if parsed.problems:
        return None, parsed.problems
    try:
        config: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        return None, [Problem(Spot(PATH, line), "holds a YAML tag (!...)", "write the value itself")]
    except (ValueError, OverflowError):
        return None, [_impossible(parsed)]
    if not isinstance(config, dict):
        return None, [Problem(Spot(PATH, 1), "holds no settings", "begin with site_name: and site_url:")]
    return _settings(config, parsed)


def _settings(config: dict[str, Any], parsed: Parsed) -> tuple[Settings | None, list[Problem]]:
    problems = [*_required(config), *_site_url(config, parsed), *_kinds(config, parsed)]
    ours = config.get("extra") or {}
    if not isinstance(ours, dict) or not isinstance(ours.get("clearheart"), dict):
        spot = Spot(PATH, parsed.line(("extra",)))
        mend = "add it with default_language: and languages:"
        return None, [*problems, Problem(spot, "extra: clearheart: is missing", mend)]
    made, found = validate(_Ours, parsed, PATH, _OURS)
    problems += found
    if made is not None and made.default_language not in made.languages:
        spot = Spot(PATH, parsed.line((*_OURS, "default_language")))
        problems.append(Problem(spot, f'"{made.default_language}" is not among languages', "add it to languages:"))
    if made is None or problems:
        return None, problems
    config.pop("INHERIT", None)
    others = tuple(code for code in made.languages if code != made.default_language)
    return (
        Settings(
            site_name=str(config["site_name"]),
            site_url=str(config["site_url"]).rstrip("/") + "/",
            default_language=made.default_language,
            languages=(made.default_language, *others),
            doors=made.doors,
            config=config,
        ),
        [],
    )


def _required(config: dict[str, Any]) -> list[Problem]:
    missing = [key for key in ("site_name", "site_url") if not config.get(key)]
    return [Problem(Spot(PATH, 1), f"{key} is missing", f"add {key}: (QR codes and links need it)") for key in missing]


def _site_url(config: dict[str, Any], parsed: Parsed) -> list[Problem]:
    url = str(config.get("site_url") or "https://example.org/")
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in ("https", "http") and parts.netloc:
        return []
    spot = Spot(PATH, parsed.line(("site_url",)))
    return [Problem(spot, f'site_url: "{url}" is not a web address', "write it in full, as in https://example.org/")]


def _kinds(config: dict[str, Any], parsed: Parsed) -> Iterator[Problem]:
    """Tell settings of MkDocs that staging cannot build on."""
    if isinstance(config.get("site_name"), (list, dict)):
        yield Problem(Spot(PATH, parsed.line(("site_name",))), "site_name: is not a text", "write one name")
    theme = config.get("theme")
    if not isinstance(theme, dict) or theme.get("name") != "material":
        mend = "write theme: and below it, indented, name: material"
        yield Problem(Spot(PATH, parsed.line(("theme",))), "theme: does not name Material", mend)
    extensions = config.get("markdown_extensions")
    if not isinstance(extensions, list) or not any(_names_ours(entry) for entry in extensions):
        mend = f"write markdown_extensions: and below it, indented, - {_EXTENSION}"
        what = f"markdown_extensions: is no list that names {_EXTENSION}"
        yield Problem(Spot(PATH, parsed.line(("markdown_extensions",))), what, mend)


def _names_ours(entry: Any) -> bool:
    return entry == _EXTENSION or (isinstance(entry, dict) and _EXTENSION in entry)


def _impossible(parsed: Parsed) -> Problem:
    """Find the value that looks like a date or a number and cannot be one."""
    for way, text in _texts(parsed.value, ()):
        try:
            yaml.safe_load(text)
        except (ValueError, OverflowError):
            return Problem(Spot(PATH, parsed.line(way)), f'"{text}" is no such day or number', "mend it, or quote it")
        except yaml.YAMLError:
            continue
    return Problem(Spot(PATH, 1), "holds a day or number that cannot be", "mend it, or quote it")


def _texts(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, (*way, key))
