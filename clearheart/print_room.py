"""The print room: a Project and its finished prints go in; sheets to fill in and one zip of all prints come out.

What was made is told to the templates of theme/site: titles, formats, sizes, and where on a sheet an imprint stands.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from clearheart.markup.nodes import Heading, plain
from clearheart.markup.tree import parse
from clearheart.model import Bank, Document, Edition, Project
from clearheart.office import has_slides, slide_names
from clearheart.orders import Order
from clearheart.print import Leaflet, PrintJob, prepare_leaflet
from clearheart.print.formats import A4, FORMATS, US_LETTER, PrintFormat
from clearheart.print.leaflets import jobs, pdf_name
from clearheart.print.press import query

Data = dict[str, Any]

Rooms = Mapping[str, Data]
"""What each language's print room tells of the prints that were made, by the language's code."""

ROOM, FILL_IN = "print/index", "print/fill-in"
"""The names of the print room's pages, below a language's home."""

ALL_PRINTS = "all-prints.zip"
"""The name of the zip, in a language's folder for prints."""

PAPERS = ("paper", "paper-b", "sheet", "answers", "large")
"""What a bank has on paper, as its files' names end before .pdf."""

_HEAD = re.compile(rb'<svg viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+pt" height="[\d.]+pt"')
_GLYPH = re.compile(rb"\bg[0-9A-F]{32}\b")
_LONG_NUMBER = re.compile(rb"(\.\d{3})\d+")
_FACTS = re.compile(rb'data-sheets="(\d+)" data-lines="([\w. ;-]*)"')
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no day before it


def sheet_orders(project: Project, edition: Edition) -> Iterator[Order]:
    """Order the sheets to fill in of one language's leaflets.

    download/<lang>/print/<leaflet>-<format>-fill.svg, where everybody has the paper and a browser prints it as it is.
    """
    for job in jobs(project, edition):
        if _is_plain(job.format):
            path = f"download/{edition.code}/print/{_sheets_name(job)}"
            yield Order(path, draw_sheets, (prepare_leaflet(job),))


def draw_sheets(leaflet: Leaflet) -> bytes:
    """Draw a leaflet's pages one below the other as SVG; its root says where its imprint's lines are.

    data-sheets is the number of pages; data-lines has, for each line to write on, its name, its page, and in
    millimetres its left end, its place below the page's edge, its length, and the size of the leaflet's type.
    """
    pages = leaflet.trace()
    found = _HEAD.match(pages[0])
    assert found, "Typst begins a page with its size"
    width, height = (float(side) for side in found.groups())
    lines = ";".join(_place(line) for line in query(leaflet.pages, "imprint-field"))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" data-sheets="{len(pages)}" data-lines="{lines}" '
        f'viewBox="0 0 {width:.3f} {len(pages) * height:.3f}">'
    )
    return _lighten(
        head.encode() + b"".join(_place_page(page, at, height) for at, page in enumerate(pages)) + b"</svg>\n"
    )


def _place_page(page: bytes, at: int, height: float) -> bytes:
    """Put a page below those before it, in a drawing whose unit is a point."""
    return _HEAD.sub(rb'<svg y="%.3f" viewBox="0 0 \1 \2" width="\1" height="\2"' % (at * height), page)


def _lighten(svg: bytes) -> bytes:
    """Take out what a drawing can do without: half of what Typst writes is digits and long names."""
    names = {name: b"g%d" % place for place, name in enumerate(dict.fromkeys(_GLYPH.findall(svg)))}
    svg = _GLYPH.sub(lambda found: names[found[0]], svg.replace(b' fill-rule="nonzero"', b""))
    return _LONG_NUMBER.sub(rb"\1", svg)  # to a thousandth of a point, a third of a micrometre


def _place(line: Data) -> str:
    return " ".join([line["name"], *(f"{line[part]:.5g}" for part in ("page", "x", "y", "width", "height"))])


def write_rooms(project: Project, out: Path) -> dict[str, Data]:
    """Write every language's zip below `out`, where all prints are finished; give what print rooms tell of them."""
    return {edition.code: write_room(project, edition, out) for edition in project.editions}


def write_room(project: Project, edition: Edition, out: Path) -> Data:
    """Write one language's zip of all prints; give what its print room tells of them."""
    folder = out / "download" / edition.code
    by_leaflet = groupby(jobs(project, edition), key=lambda job: job.document.name)
    leaflets = [_leaflet_facts(edition, list(of_one), folder) for _, of_one in by_leaflet]
    banks = [facts for bank in edition.banks if (facts := _bank_facts(edition, bank, folder))["papers"]]
    files = _all_files(folder)
    if not files:
        return {}
    return {
        "leaflets": leaflets,
        "pages": {leaflet["page"]: place for place, leaflet in enumerate(leaflets)},
        "tags": _words_of(edition, "tags", [tag for leaflet in leaflets for tag in leaflet["tags"]]),
        "audiences": _words_of(edition, "audiences", [who for leaflet in leaflets for who in leaflet["audience"]]),
        "forms": _forms(leaflets),
        "is_fillable": any(made["sheets"] for leaflet in leaflets for made in leaflet["prints"]),
        "banks": banks,
        "cards": _size(edition, folder / "quiz" / "letter-cards.pdf"),
        "slides": list(_slides(edition, folder)),
        "whole": _size(edition, _write_zip(folder, files)),
    }


def room_pages(edition: Edition, rooms: Rooms) -> dict[str, str]:
    """Write the pages of one language's print room, by name; their templates say all the rest."""
    room = rooms.get(edition.code)
    if not room:
        return {}
    words = edition.strings["print_room"]
    pages = {ROOM: _page(words["title"], words["lead"], "print-room.html")}
    if room["is_fillable"]:
        pages[FILL_IN] = _page(edition.strings["fill_in"]["title"], edition.strings["fill_in"]["lead"], "fill-in.html")
    return pages


def _page(title: str, description: str, template: str) -> str:
    meta = {"title": title, "description": description, "template": template}
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, width=1000)}---\n"


# Leaflets


def _leaflet_facts(edition: Edition, of_one: list[PrintJob], folder: Path) -> Data:
    document, meta = of_one[0].document, of_one[0].meta
    name = document.name.removeprefix("leaflets/")
    return {
        "name": name,
        "title": _title(document),
        "lead": meta.lead,
        "reader": meta.reader,
        "page": quote(f"{document.name}/"),
        "tags": list(meta.tags),
        "audience": list(meta.audience),
        "prints": [_print_facts(edition, job, folder / "print") for job in of_one],
        "texts": [
            {"file": f"{name}{kind}.docx", "kind": kind.removeprefix("-") or "leaflet", "size": size}
            for kind in ("", "-letter")
            if (size := _size(edition, folder / "print" / f"{name}{kind}.docx"))
        ],
    }


def _title(document: Document) -> str:
    """Give a leaflet's title as its page shows it."""
    blocks = parse(document.text, document.path, document.line).children
    titles = (plain(block.children) for block in blocks if isinstance(block, Heading) and block.level == 1)
    return next(titles, document.meta.title or document.name).replace("\n", " ")


def _print_facts(edition: Edition, job: PrintJob, folder: Path) -> Data:
    file = pdf_name(job.document.name, job.form)
    name, read = file.removesuffix(".pdf"), pdf_name(job.document.name, f"{job.form}-read")
    width, height = _pixels(folder / f"{name}.png")
    sheets, lines = _read_sheets(folder / _sheets_name(job))
    return {
        "form": job.form,
        "file": file,
        "size": _size(edition, folder / file),
        "read": read if (folder / read).is_file() else "",
        "picture": f"{name}.png",
        "width": width,
        "height": height,
        "fill": _sheets_name(job),
        "sheets": sheets,
        "lines": lines,
        "paper": " ".join(f"{side:g}" for side in job.format.size),
    }


def _pixels(picture: Path) -> tuple[int, int]:
    """Give the width and height that a PNG's first chunk tells (IHDR: PNG, 11.2.1)."""
    with picture.open("rb") as file:
        width, height = struct.unpack(">16xII", file.read(24))
    return width, height


def _is_plain(form: PrintFormat) -> bool:
    """Say whether a format is one page after the other, on paper that everybody has."""
    return form.imposition is None and not form.bleed and tuple(sorted(form.size)) in (A4, US_LETTER)


def _sheets_name(job: PrintJob) -> str:
    return f"{job.document.name.removeprefix('leaflets/')}-{job.form}-fill.svg"


def _read_sheets(path: Path) -> tuple[int, str]:
    """Give the number of pages to fill in, and the places of the lines on them; 0 where there are none."""
    if not path.is_file():
        return 0, ""
    with path.open("rb") as file:
        found = _FACTS.search(file.read(4096))
    assert found, "we wrote it"
    return (int(found[1]), found[2].decode()) if found[2] else (0, "")


# Everything else on paper


def _bank_facts(edition: Edition, bank: Bank, folder: Path) -> Data:
    papers = [(kind, f"{bank.id}.{kind}.pdf") for kind in PAPERS]
    return {
        "name": bank.id,
        "title": bank.title,
        "page": f"quiz/{bank.id}/",
        "papers": [
            {"kind": kind, "file": file, "size": size}
            for kind, file in papers
            if (size := _size(edition, folder / "quiz" / file))
        ],
    }


def _slides(edition: Edition, folder: Path) -> Iterator[Data]:
    """Give the talks and lessons that were made slides of, each with its files."""
    for document in filter(has_slides, edition.documents):
        paths = [folder / "slides" / name for name in slide_names(document)]
        files = [{"file": path.name, "kind": path.suffix[1:], "size": _size(edition, path)} for path in paths]
        yield {"name": paths[0].stem, "title": _title(document), "files": files}


def _all_files(folder: Path) -> list[Path]:
    wanted = ("print/*.pdf", "print/*.docx", "quiz/*.pdf", "slides/*.pdf", "slides/*.pptx")
    return sorted(path for pattern in wanted for path in folder.glob(pattern))


def _write_zip(folder: Path, files: list[Path]) -> Path:
    """Write all prints as one zip; unpacked bytes, since PDFs are packed in themselves and packers differ."""
    target = folder / "print" / ALL_PRINTS
    target.parent.mkdir(parents=True, exist_ok=True)  # there may be slides and no leaflet
    target.parent.mkdir(exist_ok=True)  # a language may have quizzes' papers and no leaflet
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            made.writestr(entry, path.read_bytes())
    return target


# Words


def _words_of(edition: Edition, group: str, names: list[str]) -> list[tuple[str, str]]:
    """Give names in the order of their words: an author's own tag is its own word."""
    words = edition.strings["print_room"][group]
    return sorted(((name, str(words.get(name, name.replace("-", " ")))) for name in set(names)), key=lambda one: one[1])


def _forms(leaflets: list[Data]) -> list[str]:
    used = {made["form"] for leaflet in leaflets for made in leaflet["prints"]}
    return [name for name in FORMATS if name in used]


def _size(edition: Edition, path: Path) -> str:
    """Say how large a file is; nothing of one that was not made."""
    if not path.is_file():
        return ""
    words, size = edition.strings["print_room"], path.stat().st_size
    if size < 1_000_000:
        return str(words["kilobytes"]).format(n=max(1, round(size / 1000)))
    return str(words["megabytes"]).format(n=f"{size / 1_000_000:.1f}")
