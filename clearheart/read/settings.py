"""The site's settings: mkdocs.yml goes in, Settings and Problems come out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
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
_ADDRESS = "https://example.org/"
_KNOWN = (
    "site_name site_url site_description site_author copyright theme docs_dir site_dir exclude_docs draft_docs "
    "not_in_nav repo_url repo_name edit_uri edit_uri_template remote_branch remote_name dev_addr use_directory_urls "
    "extra extra_css extra_javascript extra_templates markdown_extensions mdx_configs plugins watch strict "
    "validation INHERIT nav hooks"
)
"""The settings of MkDocs 1.6."""


def _check_code(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise fault(
            f'"{code}" is not the code of a language', "write the name of its folder in content/, as in en or zh"
        )
    return code


class _Ours(Placed):
    """What extra.clearheart must hold; other keys there are for templates."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    default_language: Text
    languages: tuple[Annotated[str, AfterValidator(_check_code)], ...]
    doors: tuple[Text, ...] = ()


def read_settings(root: Path) -> tuple[Settings, list[Problem]]:
    """Read mkdocs.yml: what MkDocs needs, and extra.clearheart.

    Where it has faults, the least that a check needs stands in: the languages are then the folders of content/.
    """
    text, problems = read_text(root, PATH)
    if text is None:
        return _settings({}, None, root), problems
    parsed = parse_yaml(text, PATH)
    if parsed.is_broken:
        return _settings({}, None, root), parsed.problems
    config, problems = _load(text, parsed)
    if not isinstance(config, dict):
        mend = "begin with site_name: and site_url:"
        return _settings({}, None, root), [*problems, Problem(Spot(PATH, 1), "holds no settings", mend)]
    ours, found = _read_ours(config, parsed)
    settings = _settings(config, ours, root)
    return settings, [*problems, *found, *_Look(root, config, parsed, settings).run()]


def _load(text: str, parsed: Parsed) -> tuple[Any, list[Problem]]:
    """Give the settings as MkDocs reads them, or as plain texts where it cannot."""
    top = [problem for way, problem in parsed.told if way[:2] != _OURS]  # those below are told with ours
    try:
        return yaml.safe_load(text), top
    except yaml.YAMLError:
        mend = "write plain keys and values, without tags (!...)"
        return parsed.value, top or [Problem(Spot(PATH, 1), "MkDocs could not read these settings", mend)]
    except (ValueError, OverflowError):
        return parsed.value, [*top, _impossible(parsed)]


def _read_ours(config: dict[str, Any], parsed: Parsed) -> tuple[_Ours | None, list[Problem]]:
    extra = config.get("extra")
    if not isinstance(extra, dict) or not isinstance(extra.get("clearheart"), dict):
        spot = Spot(PATH, parsed.line(("extra",)) if "extra" in config else 1)
        mend = "add it with default_language: and languages:"
        return None, [Problem(spot, "extra: clearheart: is missing", mend)]
    return validate(_Ours, parsed, PATH, _OURS)


def _settings(config: dict[str, Any], ours: _Ours | None, root: Path) -> Settings:
    languages = tuple(dict.fromkeys(ours.languages)) if ours else ()
    if not languages:
        content = root / "content"
        languages = tuple(sorted(folder.name for folder in content.glob("*") if _CODE.fullmatch(folder.name)))
    default = ours.default_language if ours else "en"
    default = default if default in languages else next(iter(languages), default)
    site_url = str(config.get("site_url") or _ADDRESS)
    return Settings(
        site_name=str(config.get("site_name", "")),
        site_url=(_ADDRESS if _address_fault(site_url) else site_url).rstrip("/") + "/",
        default_language=default,
        languages=(default, *(code for code in languages if code != default)) if languages else (),
        doors=ours.doors if ours else (),
        config={key: value for key, value in config.items() if key != "INHERIT"},
    )


class _Look:
    """Look at every setting that a build leans on, or would leave out in silence."""

    def __init__(self, root: Path, config: dict[str, Any], parsed: Parsed, settings: Settings) -> None:
        self._root = root
        self._config = config
        self._parsed = parsed
        self._settings = settings

    def run(self) -> Iterator[Problem]:
        yield from self._keys()
        yield from self._site()
        yield from self._theme()
        yield from self._extensions()
        yield from self._languages()
        yield from self._exit()
        yield from self._doors()

    def _tell(self, way: Way, what: str, mend: str) -> Problem:
        return Problem(Spot(PATH, self._parsed.line(way) if way in self._parsed.lines else 1), what, mend)

    def _keys(self) -> Iterator[Problem]:
        for key in self._config:
            if key not in _KNOWN.split():
                near = difflib.get_close_matches(str(key), _KNOWN.split(), n=1, cutoff=0.7)
                mend = f"did you mean {near[0]}?" if near else "remove it; words for templates stand below extra:"
                yield self._tell((str(key),), f'unknown key "{key}"', mend)
        if self._config.get("nav") is not None:
            mend = "remove it; order: in a page's front matter gives its place"
            yield self._tell(("nav",), "nav: is not used, as folders and pages make the menus", mend)
        for key in ("plugins", "hooks"):
            if self._config.get(key):
                mend = "write plugins: []" if key == "plugins" else "remove it"
                yield self._tell((key,), f"{key}: would not run here", mend)
        if self._config.get("use_directory_urls", True) is not True:
            what = "use_directory_urls: cannot be anything but true"
            yield self._tell(("use_directory_urls",), what, "write true, or remove the line")
        yield from self._folders()

    def _folders(self) -> Iterator[Problem]:
        home = f"content/{self._settings.default_language}"
        if "docs_dir" in self._config and str(self._config["docs_dir"]).rstrip("/") != home:
            what = f'docs_dir: "{self._config["docs_dir"]}" is not the default language\'s folder'
            yield self._tell(("docs_dir",), what, f"write {home}")
        parent = self._config.get("INHERIT")
        if parent is not None and not (isinstance(parent, str) and (self._root / parent).is_file()):
            mend = f"write theme/strings/{self._settings.default_language}.yml"
            yield self._tell(("INHERIT",), f'INHERIT: there is no file "{parent}"', mend)

    def _site(self) -> Iterator[Problem]:
        for key in ("site_name", "site_url"):
            if not self._config.get(key) and (key,) not in dict(self._parsed.told):
                yield self._tell((key,), f"{key} is missing", f"add {key}: (QR codes and links need it)")
        if isinstance(self._config.get("site_name"), (list, dict)):
            yield self._tell(("site_name",), "site_name: is not a text", "write one name")
        url = str(self._config.get("site_url") or _ADDRESS)
        if fault := _address_fault(url):
            yield self._tell(("site_url",), f'site_url: "{url}" {fault}', f"write it in full, as in {_ADDRESS}")

    def _theme(self) -> Iterator[Problem]:
        theme = self._config.get("theme")
        if not isinstance(theme, dict) or theme.get("name") != "material":
            mend = "write theme: and below it, indented, name: material"
            way = ("theme", "name") if isinstance(theme, dict) and "name" in theme else ("theme",)
            yield self._tell(way, "theme: does not name Material", mend)

    def _extensions(self) -> Iterator[Problem]:
        way, entries = ("markdown_extensions",), self._config.get("markdown_extensions")
        names = [(place, _name_of(entry)) for place, entry in enumerate(entries if isinstance(entries, list) else [])]
        if _EXTENSION not in [name for _, name in names]:
            mend = f"write markdown_extensions: and below it, indented, - {_EXTENSION}"
            yield self._tell(way, f"markdown_extensions: is no list that names {_EXTENSION}", mend)
        for place, name in names:
            if name is None:
                what = "this entry of markdown_extensions: names nothing"
                yield self._tell((*way, place), what, "write one name a line beginning with a hyphen")
            elif not _is_extension(name):
                mend = "check its name, or remove it"
                yield self._tell((*way, place), f'there is no Markdown extension "{name}"', mend)

    def _languages(self) -> Iterator[Problem]:
        extra = self._config.get("extra")
        ours = extra.get("clearheart") if isinstance(extra, dict) else None
        codes, default = (ours.get("languages"), ours.get("default_language")) if isinstance(ours, dict) else ((), "")
        if not isinstance(codes, list):
            return
        way = (*_OURS, "languages")
        if not codes:
            yield self._tell(way, "languages: names none", "write the folders of content/, as in [en, zh]")
        elif isinstance(default, str) and default and default not in codes:
            what = f'"{default}" is not among languages'
            yield self._tell((*_OURS, "default_language"), what, "add it to languages:")
        for place, code in enumerate(codes):
            if code in codes[:place]:
                yield self._tell((*way, place), f'languages: names "{code}" twice', "name each language once")

    def _exit(self) -> Iterator[Problem]:
        extra = self._config.get("extra")
        ours = extra.get("clearheart") if isinstance(extra, dict) else None
        address = ours.get("exit_to") if isinstance(ours, dict) else None
        if address is None:
            return
        fault = _address_fault(re.split("[?#]", address)[0]) if isinstance(address, str) else "is not a web address"
        if fault:
            mend = "write in full where a reader goes who leaves at once, as in https://www.weather.com.cn/"
            yield self._tell((*_OURS, "exit_to"), f'exit_to: "{address}" {fault}', mend)

    def _doors(self) -> Iterator[Problem]:
        for place, door in enumerate(self._settings.doors):
            path = f"content/{self._settings.default_language}/{door}/index.md"
            if not (self._root / path).is_file():
                mend = f"write {path}, or remove the door"
                yield self._tell((*_OURS, "doors", place), f'the door "{door}" leads to no page', mend)


def _address_fault(url: str) -> str:
    """Say what keeps an address from being a site's; nothing where it can be one."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return "is not a web address"
    if parts.scheme not in ("https", "http") or not host:
        return "is not a web address"
    if re.search(r"\s", url):
        return "holds a space"
    return "has a part after ? or #" if parts.query or parts.fragment or url.endswith(("?", "#")) else ""


def _name_of(entry: Any) -> str | None:
    if isinstance(entry, dict) and len(entry) == 1:
        entry = next(iter(entry))
    return entry if isinstance(entry, str) and entry else None


def _is_extension(name: str) -> bool:
    """Say whether Python-Markdown would find an extension: by its short name, or as a module."""
    if name in entry_points(group="markdown.extensions").names:
        return True
    try:
        return find_spec(name.partition(":")[0]) is not None
    except (ImportError, ValueError):
        return False


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
