"""Stage: a checked Project goes in; each language's whole small project comes out.

`.clearheart/stage/<lang>/` then holds mkdocs.yml and docs/: plain Markdown and pictures that MkDocs,
or any engine that reads its configuration, can build.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from clearheart.front_matter import front_matter
from clearheart.lent import lent_addresses, lent_media, lent_pages
from clearheart.living import living_pages, living_words
from clearheart.living.figures import drawn_charts
from clearheart.living.kits import Sizes
from clearheart.model import Bank, Document, Edition, Project, address_of
from clearheart.model.document import staged_name
from clearheart.print_room import Rooms, room_pages
from clearheart.quick_yaml import write_yaml
from clearheart.render import earliest_check, format_day, helpline_words
from clearheart.services import service_words
from clearheart.share import shared_pages
from clearheart.use import SET_UP, bank_uses, set_up_page

EMERGENCY = "help/emergency/"
"""Where the steps for an emergency stand, below a language's home: two taps from any page that has help lines."""

CLASS = "class"
"""The last part of the address of a class's results, below its quiz's."""


def stage_project(
    project: Project, work: Path, rooms: Rooms | None = None, kits: Sizes | None = None
) -> dict[str, Path]:
    """Write every language's stage below `work`; give each one's folder.

    `rooms` has what each language's print room tells of the prints that were made; without it there is none.
    `kits` has the sizes of the zips of campaigns; without them no page offers one.
    """
    folders = {}
    for edition in project.editions:
        folder = work / "stage" / edition.code
        write_stage(stage_files(project, edition, folder, rooms, kits), folder)
        folders[edition.code] = folder
    return folders


def stage_files(
    project: Project, edition: Edition, folder: Path, rooms: Rooms | None = None, kits: Sizes | None = None
) -> dict[str, bytes]:
    """Make one language's files: path below the stage folder -> bytes."""
    rooms = rooms or {}
    docs = {f"docs/{path}": data for path, data in _documents(project, edition)}
    docs |= {f"docs/{name}.md": text.encode() for name, text in _made_pages(project, edition, rooms).items()}
    config = _config(project, edition, folder, rooms)
    config["extra"]["clearheart"]["kits"] = dict((kits or {}).get(edition.code, {}))
    text = write_yaml(config)
    return {"mkdocs.yml": text.encode(), **docs}


def _made_pages(project: Project, edition: Edition, rooms: Rooms) -> dict[str, str]:
    """Make the pages that no author writes, besides those of quizzes."""
    return {**room_pages(edition, rooms), **living_pages(project, edition)}


def write_stage(files: dict[str, bytes], folder: Path) -> None:
    """Write a stage, and remove what an earlier one left in docs/."""
    docs = folder / "docs"
    if docs.is_dir():
        kept = {folder / path for path in files}
        for old in [path for path in docs.rglob("*") if path.is_file() and path not in kept]:
            old.unlink()
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _documents(project: Project, edition: Edition) -> Iterator[tuple[str, bytes]]:
    for documents, prefix in ((edition.documents, ""), (edition.handbook, "handbook/")):
        for document in documents:
            yield f"{prefix}{document.name}.md", _page(document).encode()
    for document, lent in lent_pages(project, edition):
        yield f"{document.name}.md", _page(document, {"lent": lent}).encode()
    yield from _media(project, edition)
    written = {document.name for document in edition.documents}
    for bank in edition.banks:
        if f"quiz/{bank.id}" not in written:
            yield f"quiz/{bank.id}.md", _bank_page(bank).encode()
        yield f"quiz/{bank.id}/{SET_UP}.md", set_up_page(edition, bank).encode()
        yield f"quiz/{bank.id}/{CLASS}.md", _class_page(edition, bank).encode()


def _page(document: Document, more: Mapping[str, Any] | None = None) -> str:
    """Write a page with its front matter as the model has it, every text quoted where YAML would change it.

    The block always stands there: without one, MkDocs takes a first line such as `Note: ...` for front matter.
    """
    front = write_yaml({**front_matter(document), **(more or {})})
    return f"---\n{front}---\n{document.text}"


def _media(project: Project, edition: Edition) -> Iterator[tuple[str, bytes]]:
    for path in (*edition.media, *lent_media(project, edition)):
        yield staged_name(path), (project.root / path).read_bytes()


def _bank_page(bank: Bank) -> str:
    """Write the page of a bank that has none of its own below content/."""
    description = f"\n{bank.description}\n" if bank.description else ""
    return f"---\ntemplate: quiz.html\n---\n# {bank.title}\n{description}\n```quiz\n{bank.id}\n```\n"


def _class_page(edition: Edition, bank: Bank) -> str:
    """Write the page on which the results of a class are put together: its content is the whole quiz."""
    title = edition.strings["class"]["title"].format(title=bank.title)
    front = write_yaml({"template": "class.html", "title": title})
    return f"---\n{front}---\n# {title}\n\n```quiz\n{bank.id}\n```\n"


def _config(project: Project, edition: Edition, folder: Path, rooms: Rooms) -> dict[str, Any]:
    settings = project.settings
    config = copy.deepcopy(dict(settings.config))
    up = Path(os.path.relpath(project.root, folder)).as_posix()
    config.update(
        site_name=edition.strings["site"]["name"],
        site_url=settings.site_url + settings.home(edition.code),
        docs_dir="docs",
        site_dir="site",
        plugins=[],
        nav=_nav(edition),
    )
    theme = config.setdefault("theme", {})
    theme.update(custom_dir=f"{up}/theme/site", language=edition.code)
    config["markdown_extensions"] = [
        _extension(entry, up, edition.code, settings.default_language, drawn_charts(project, edition))
        for entry in config["markdown_extensions"]
    ]
    config["extra"]["clearheart"].update(_ours(project, edition, rooms))
    return config


def _extension(entry: Any, up: str, language: str, lender: str, charts: Mapping[str, str]) -> Any:
    if entry == "clearheart.extension" or (isinstance(entry, dict) and "clearheart.extension" in entry):
        options = {"root": up, "language": language, "lender": lender, **({"charts": charts} if charts else {})}
        return {"clearheart.extension": options}
    return entry


def _ours(project: Project, edition: Edition, rooms: Rooms) -> dict[str, Any]:
    """Give the templates what they need to know, below extra.clearheart."""
    settings, code = project.settings, edition.code
    assets = settings.assets(code)
    checked = earliest_check(project.helplines)
    return {
        "language": code,
        "assets": assets,
        "stylesheets": [f"{assets}/clearheart.css"],
        "scripts": [f"{assets}/clearheart.js"],
        "use_stylesheets": [f"{assets}/use.css"],
        "use_scripts": [f"{assets}/use.js"],
        "set_up_scripts": [f"{assets}/set-up.js"],
        "class_stylesheets": [f"{assets}/class.css"],
        "class_scripts": [f"{assets}/class.js"],
        "demo_scripts": [f"{assets}/demo.js"],
        "room_stylesheets": [f"{assets}/print-room.css"],
        "room_scripts": [f"{assets}/filter.js"],
        "fill_in_scripts": [f"{assets}/fill-in.js"],
        "campaign_stylesheets": [f"{assets}/campaigns.css"],
        "report_scripts": [f"{assets}/report.js"],
        "uses": bank_uses(project, edition),
        "languages": [_language(project, code, other) for other in project.editions],
        "missing": {
            other.code: _missing(project, edition, other, rooms) for other in project.editions if other.code != code
        },
        "absent": {
            other.code: _absent(project, edition, other, rooms) for other in project.editions if other.code != code
        },
        "print_room": rooms.get(code, {}),
        "help": [helpline_words(line, code) for line in project.helplines],
        "help_checked": format_day(checked, code) if checked else "",
        "emergency": EMERGENCY if EMERGENCY in _readable(project, edition) else "",
        "downloads": f"{_way(project, code)}download/{code}",
        "shared": shared_pages(edition),
        "embeds": f"{_way(project, code)}embed/{code}",
        "day": project.day.isoformat(),
        "handbook": bool(edition.handbook),
        "strings": edition.strings,
        "services": service_words(project, edition),
        **living_words(project, edition),
    }


def _readable(project: Project, edition: Edition) -> set[str]:
    """Give the addresses of a language's own pages, and of those that another one lends it."""
    return {address_of(document.name) for document in edition.documents} | lent_addresses(project, edition)


def _way(project: Project, code: str) -> str:
    """Give the way from a language's home to the site's root."""
    return "../" if project.settings.home(code) else ""


def _language(project: Project, code: str, other: Edition) -> dict[str, str]:
    root = "" if other.code == code else _way(project, code) + project.settings.home(other.code)
    site, offer = other.strings["site"], other.strings["languages"]["offer"]
    return {"code": other.code, "name": site["language"], "html_lang": other.html_lang, "root": root, "offer": offer}


def _missing(project: Project, edition: Edition, other: Edition, rooms: Rooms) -> list[str]:
    """Give the addresses of pages that the other language lacks."""
    return sorted(quote(address) for address in _addresses(project, edition, rooms) - _addresses(project, other, rooms))


def _absent(project: Project, edition: Edition, other: Edition, rooms: Rooms) -> list[str]:
    """Give the addresses at which the other language has no page, not even a lent one."""
    own = _addresses(project, edition, rooms) | lent_addresses(project, edition)
    return sorted(
        quote(address) for address in own - _addresses(project, other, rooms) - lent_addresses(project, other)
    )


def _addresses(project: Project, edition: Edition, rooms: Rooms) -> set[str]:
    names = {document.name for document in edition.documents}
    names |= {f"handbook/{document.name}" for document in edition.handbook}
    names |= {f"quiz/{bank.id}{part}" for bank in edition.banks for part in ("", f"/{SET_UP}", f"/{CLASS}")}
    names |= set(_made_pages(project, edition, rooms))
    return {address_of(name) for name in names}


def _nav(edition: Edition) -> list[Any]:
    """Order the pages: the home page, then section by section, each with its index first."""
    entries = [(document.name, document.meta.order) for document in edition.documents]
    entries += [(f"handbook/{document.name}", document.meta.order) for document in edition.handbook]
    written = {name for name, _ in entries}
    entries += [(f"quiz/{bank.id}", 100) for bank in edition.banks if f"quiz/{bank.id}" not in written]
    entries.sort(key=lambda entry: (entry[0].split("/")[-1] != "index", entry[1], entry[0]))
    sections: dict[str, list[Any]] = {}
    nav: list[Any] = []
    for name, _ in entries:
        folder = name.split("/")[0] if "/" in name else ""
        (sections.setdefault(folder, []) if folder else nav).append(f"{name}.md")
    titles = edition.strings["nav"]
    order = sorted(sections, key=lambda folder: (_place(folder, tuple(titles)), folder))
    return [*nav, *({titles.get(folder, folder.capitalize()): sections[folder]} for folder in order)]


def _place(folder: str, titles: tuple[str, ...]) -> int:
    return titles.index(folder) if folder in titles else len(titles)
