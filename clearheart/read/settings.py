"""The site's settings: mkdocs.yml goes in, Settings or Problems come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ConfigDict

from clearheart.model.base import Placed, Text
from clearheart.model.project import Settings
from clearheart.problems import Problem, Spot
from clearheart.read.text_file import read_text
from clearheart.read.typed import validate
from clearheart.read.yaml_text import Parsed, parse_yaml

PATH = "mkdocs.yml"
_OURS = ("extra", "clearheart")


class _Ours(Placed):
    """What extra.clearheart must hold; other keys there are for templates."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    default_language: Text
    languages: tuple[Text, ...]
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
    if not isinstance(config, dict):
        return None, [Problem(Spot(PATH, 1), "holds no settings", "begin with site_name: and site_url:")]
    return _settings(config, parsed)


def _settings(config: dict[str, Any], parsed: Parsed) -> tuple[Settings | None, list[Problem]]:
    problems = [*_required(config), *_site_url(config, parsed)]
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
    url = str(config.get("site_url") or "https://")
    if url.startswith(("https://", "http://")):
        return []
    spot = Spot(PATH, parsed.line(("site_url",)))
    return [Problem(spot, f'site_url: "{url}" is not a web address', "write it in full, as in https://example.org/")]
