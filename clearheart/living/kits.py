"""Kits: a Project and its finished prints, quizzes and halls go in; a zip for each setting comes out.

download/<lang>/kit/<setting>.zip holds all that a kit's page names, and a page to read first. Templates are told what
stands in each kit, and which kits an activity belongs to.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown
from markupsafe import Markup

from clearheart.extension import ClearheartExtension
from clearheart.living.part import Part
from clearheart.model import Document, Edition, Project, address_of
from clearheart.model.kit import ActivityMeta, KitMeta, Taken, part_of
from clearheart.office import docx_names, slide_names
from clearheart.one_file import one_file_html
from clearheart.render import format_day, render_template

Data = dict[str, Any]

Sizes = Mapping[str, Mapping[str, str]]
"""How large each kit's zip is, in words: by the language's code, then by the setting."""

STYLESHEETS = (
    "tokens.css",
    "site/assets/base.css",
    "site/assets/prose.css",
    "site/assets/topic.css",
    "site/assets/help.css",
    "drawings/drawings.css",
    "campaigns/readme.css",
)
"""The sheets of the page to read first, below theme/, in the order of the cascade."""

_PAPERS = ("paper", "sheet", "answers", "large")
"""What of a quiz's papers goes along, as its files' names end before .pdf."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no day before it
_UNFIT = re.compile(r'[\s<>:"/\\|?*\x00-\x1f.]+')
"""What file systems do not take in a name."""
_TITLE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)
_WAY = re.compile(r'(?<= href=")(?![a-z]+:|#)([^"#]+)')


@dataclass(frozen=True)
class Packed:
    """Hold one file of a kit: where it stands in the site, where in the zip, and what it is called."""

    source: str
    """Below the site's root."""
    name: str
    """Inside the zip."""
    title: str
    note: str
    """How it is printed or opened, in a few words."""


# What templates are told


def campaign_words(project: Project, edition: Edition) -> Data:
    """Give what stands in each kit, by its setting, and which kits name each activity."""
    kits = {part_of(document.name): document for document in edition.documents if isinstance(document.meta, KitMeta)}
    if not kits:
        return {}
    return {
        "kits": {setting: _kit_words(edition, document) for setting, document in kits.items()},
        "activities": {
            part_of(document.name): _activity_words(edition, document, kits)
            for document in edition.documents
            if isinstance(document.meta, ActivityMeta)
        },
    }


def _kit_words(edition: Edition, document: Document) -> Data:
    meta = _meta(document)
    pages = {one.name: one for one in edition.documents}
    return {
        **_page_words(document),
        "pages": [_page_words(pages[name]) for name in meta.pages if name in pages],
        "talk": _talk_words(pages[meta.talk]) if meta.talk in pages else {},
        "activities": [part_of(name) for name in _activity_names(edition, meta)],
    }


def _activity_names(edition: Edition, meta: KitMeta) -> list[str]:
    written = {one.name for one in edition.documents if isinstance(one.meta, ActivityMeta)}
    return [f"campaigns/{name}" for name in meta.activities if f"campaigns/{name}" in written]


def _activity_words(edition: Edition, document: Document, kits: Mapping[str, Document]) -> Data:
    meta = document.meta
    assert isinstance(meta, ActivityMeta), "the caller chose activities"
    name = part_of(document.name)
    return {
        **_page_words(document),
        "when": meta.when,
        "who": meta.who,
        "minutes": meta.minutes,
        "kits": [setting for setting, kit in kits.items() if name in _meta(kit).activities],
    }


def _page_words(document: Document) -> Data:
    return {
        "title": document.meta.title or part_of(document.name),
        "description": document.meta.description,
        "address": address_of(document.name),
    }


def _talk_words(document: Document) -> Data:
    slides, pdf = slide_names(document)
    return {**_page_words(document), "slides": slides, "pdf": pdf}


def _meta(document: Document) -> KitMeta:
    assert isinstance(document.meta, KitMeta), "the caller chose kits"
    return document.meta


# The zip


def write_kits(project: Project, out: Path) -> Sizes:
    """Write every kit's zip below `out`, where all prints, embeds and halls are finished; give their sizes."""
    return {
        edition.code: {
            part_of(document.name): _write_kit(project, edition, document, out)
            for document in edition.documents
            if isinstance(document.meta, KitMeta)
        }
        for edition in project.editions
    }


def _write_kit(project: Project, edition: Edition, document: Document, out: Path) -> str:
    """Write one zip; its bytes stand unpacked in it, since PDFs are packed in themselves and packers differ."""
    packed = [one for one in pack_list(edition, document) if (out / one.source).is_file()]
    files = {one.name: (out / one.source).read_bytes() for one in packed}
    files[_read_first(edition)] = read_first(project, edition, document, packed).encode()
    target = out / "download" / edition.code / "kit" / f"{part_of(document.name)}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            made.writestr(entry, files[name])
    return _size(edition, target.stat().st_size)


def pack_list(edition: Edition, document: Document) -> list[Packed]:
    """List what belongs into a kit, in the order in which its page to read first names it."""
    meta = _meta(document)
    return [
        *(one for taken in meta.leaflets for one in _leaflet(edition, taken)),
        *(one for bank_id in meta.banks for one in _bank(edition, bank_id)),
        *_cards(edition),
        *_talk(edition, meta.talk),
    ]


def _leaflet(edition: Edition, taken: Taken) -> Iterator[Packed]:
    found = [one for one in edition.leaflets if one.name == f"leaflets/{taken.leaflet}"]
    folder, forms = f"download/{edition.code}/print", edition.strings["print_room"]["forms"]
    for document in found:
        for form in taken.formats:
            words = forms[form]
            note = f"{words['name']}{edition.strings['site']['stop']}{words['paper']}"
            yield _packed(edition, "leaflets", f"{folder}/{taken.leaflet}-{form}.pdf", str(document.meta.title), note)
        for name in docx_names(document)[:: -1 if "letter" in taken.formats else 1][:1]:
            note = edition.strings["campaigns"]["to_change"]
            yield _packed(edition, "leaflets", f"{folder}/{name}", str(document.meta.title), note)


def _bank(edition: Edition, bank_id: str) -> Iterator[Packed]:
    bank, words = edition.bank(bank_id), edition.strings["campaigns"]
    if bank is None:
        return
    screen = f"hall/{edition.code}/{bank_id}/index.html"
    yield _packed(edition, "screen", screen, bank.title, words["screen_note"], f"{bank_id}.html")
    embed = f"embed/{edition.code}/{bank_id}/index.html"
    yield _packed(edition, "quiz", embed, bank.title, words["quiz_note"], f"{bank_id}.html")
    kinds = edition.strings["print_room"]["kinds"]
    for kind in _PAPERS:
        yield _packed(edition, "quiz", f"download/{edition.code}/quiz/{bank_id}.{kind}.pdf", bank.title, kinds[kind])


def _cards(edition: Edition) -> Iterator[Packed]:
    words = edition.strings["print_room"]["cards"]
    yield _packed(edition, "quiz", f"download/{edition.code}/quiz/letter-cards.pdf", words, "")


def _talk(edition: Edition, name: str) -> Iterator[Packed]:
    kinds = edition.strings["print_room"]["kinds"]
    for document in (one for one in edition.documents if one.name == name):
        for file in slide_names(document):
            source = f"download/{edition.code}/slides/{file}"
            yield _packed(edition, "talk", source, str(document.meta.title), kinds[file.rpartition(".")[2]])


def _packed(edition: Edition, group: str, source: str, title: str, note: str, name: str = "") -> Packed:
    """Name a file in the zip: first its ASCII name, which every program reads, then a title in other letters."""
    stem, dot, ending = (name or posixpath.basename(source)).rpartition(".")
    readable = "" if title.isascii() else "-" + _UNFIT.sub("-", title).strip("-")
    folder = edition.strings["campaigns"]["folders"][group]
    return Packed(source, f"{folder}/{stem}{readable}{dot}{ending}", title, note)


def _read_first(edition: Edition) -> str:
    return str(edition.strings["campaigns"]["read_first"])


def read_first(project: Project, edition: Edition, document: Document, packed: list[Packed]) -> str:
    """Make the page to read first: what each file is, the whole plan, help lines, licence and date."""
    theme, strings = project.root / "theme", edition.strings
    address = f"{project.settings.site_url}{project.settings.home(edition.code)}{address_of(document.name)}"
    body = render_template(
        theme,
        "campaigns/readme-body.html",
        title=document.meta.title,
        description=document.meta.description,
        groups=_groups(edition, packed),
        plan=Markup(_plan(project, edition, document)),
        day=format_day(project.day, edition.code),
        address=address,
        strings=strings,
    )
    return one_file_html(
        theme,
        "campaigns/readme.html",
        body=body,
        stylesheets=STYLESHEETS,
        scripts=(),
        language=edition.html_lang,
        title=document.meta.title,
        strings=strings,
    )


def _groups(edition: Edition, packed: list[Packed]) -> list[tuple[str, list[Packed]]]:
    """Group files by their folders, in the order of the folders' names."""
    folders = sorted({one.name.partition("/")[0] for one in packed})
    return [(folder, [one for one in packed if one.name.startswith(f"{folder}/")]) for folder in folders]


def _plan(project: Project, edition: Edition, document: Document) -> str:
    """Give a kit's page as HTML without its title, its links leading to the site."""
    extension = ClearheartExtension(root=str(project.root), language=edition.code)
    html = Markdown(extensions=[extension]).convert(document.text)
    home = f"{project.settings.site_url}{project.settings.home(edition.code)}"
    here = posixpath.dirname(document.name)

    def lead(found: re.Match[str]) -> str:
        name = posixpath.normpath(posixpath.join(here, found[0]))
        return home + (address_of(name.removesuffix(".md")) if name.endswith(".md") else name)

    return _WAY.sub(lead, _TITLE.sub("", html, count=1))


def _size(edition: Edition, size: int) -> str:
    return str(edition.strings["print_room"]["megabytes"]).format(n=f"{size / 1_000_000:.1f}")


PART = Part(key="campaigns", words=campaign_words)
