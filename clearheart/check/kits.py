"""Kits and activities: pages below campaigns/ go in; parts that are missing come out as Problems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearheart.check.references import suggest
from clearheart.markup.nodes import BulletList, Heading, Item, Node, Paragraph
from clearheart.markup.tree import parse
from clearheart.model import Document, Edition, LeafletMeta, Project
from clearheart.model.kit import (
    ACTIVITY_PARTS,
    FOLDER,
    KIT_PARTS,
    ActivityMeta,
    KitMeta,
    is_activity,
    is_setting,
    part_of,
)
from clearheart.office import has_slides
from clearheart.problems import Problem, Spot

_LISTS = {
    "banks": ("no quiz", "as in banks: [saying-no]"),
    "leaflets": ("no leaflet", "as in - leaflet: help-card, and below it formats: [wallet]"),
    "pages": ("no page to read", "as in pages: [help/index]"),
    "talk": ("no talk", "as in talk: teach/talk-in-the-village"),
    "activities": ("no activity", "as in activities: [neighbours-face-to-face]"),
}
"""What every kit names: its key, what a kit without it has, and how it is written."""


def check_kits(project: Project) -> Iterator[Problem]:
    """Find kits without one of their parts, and names in them that lead nowhere."""
    for edition in project.editions:
        for document in edition.documents:
            if isinstance(document.meta, KitMeta):
                yield from _lists(document, document.meta)
                yield from _names(project, edition, document)
                yield from _leaflets(edition, document.meta)
                yield from _headings(document, KIT_PARTS)
            elif isinstance(document.meta, ActivityMeta):
                yield from _headings(document, ACTIVITY_PARTS)
                yield from _is_used(edition, document)


def _lists(document: Document, meta: KitMeta) -> Iterator[Problem]:
    for key, (what, form) in _LISTS.items():
        if not getattr(meta, key):
            yield Problem(Spot(document.path, 1), f"this kit has {what}", f"add {key}: to its front matter, {form}")


def _names(project: Project, edition: Edition, document: Document) -> Iterator[Problem]:
    """Find banks, pages, a talk and activities that nobody wrote."""
    meta = document.meta
    assert isinstance(meta, KitMeta), "only kits name these"
    pages = {one.name: one for one in edition.documents}
    banks = {bank.id for bank in edition.banks}
    activities = {part_of(name) for name in pages if is_activity(name)}
    wanted = [("bank", "banks", name, banks) for name in meta.banks]
    wanted += [("page", "pages", name, set(pages)) for name in meta.pages]
    wanted += [("page", "talk", name, set(pages)) for name in [meta.talk] if name]
    wanted += [("activity", "activities", name, activities) for name in meta.activities]
    for kind, key, name, known in wanted:
        if name not in known:
            mend = f"name one that is there{suggest(name, known)}, or write it"
            yield Problem(_place(project, document, key, name), f'there is no {kind} "{name}"', mend)
    talk = pages.get(meta.talk)
    if talk and not has_slides(talk):
        spot = _place(project, document, "talk", meta.talk)
        yield Problem(spot, f'the page "{meta.talk}" has no slides', "add slides: true there, or name another talk")


def _leaflets(edition: Edition, meta: KitMeta) -> Iterator[Problem]:
    leaflets = {part.name.removeprefix("leaflets/"): part.meta for part in edition.leaflets}
    for taken in meta.leaflets:
        leaflet = leaflets.get(taken.leaflet)
        if not isinstance(leaflet, LeafletMeta):
            mend = f"name one that is there{suggest(taken.leaflet, leaflets)}, or write it"
            yield Problem(taken.spot, f'there is no leaflet "{taken.leaflet}"', mend)
            continue
        for form in taken.formats:
            if form not in leaflet.formats:
                mend = f"take one of {', '.join(leaflet.formats)}, or add it to the leaflet's own formats"
                yield Problem(taken.spot, f'leaflet "{taken.leaflet}" has no format "{form}"', mend)


def _place(project: Project, document: Document, key: str, name: str) -> Spot:
    """Find the line of the front matter on which a name stands, at or below its key."""
    lines = (project.root / document.path).read_text(encoding="utf-8").split("\n")[: document.line - 1]
    start = next((place for place, line in enumerate(lines) if re.match(rf"{key}\s*:", line)), 0)
    word = re.compile(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])")
    return Spot(
        document.path, next((start + place for place, line in enumerate(lines[start:]) if word.search(line)), start) + 1
    )


def _headings(document: Document, parts: tuple[str, ...]) -> Iterator[Problem]:
    """Find parts that are missing, doubled or in another place, and a checklist that is no plain list."""
    blocks = parse(document.text, document.path, document.line).children
    found = [block for block in blocks if isinstance(block, Heading) and block.level == 2]
    first = {heading.name: heading for heading in reversed(found) if heading.name in parts}
    for part in parts:
        if part not in first:
            what = f'this page has no part "{part}"'
            yield Problem(Spot(document.path, document.line), what, f"write a heading ## ... {{ #{part} }}")
    yield from _doubled(document, found, first)
    names = [heading.name for heading in found if heading is first.get(heading.name)]
    order = [part for part in parts if part in first]
    if names != order:
        wrong = next(first[name] for name, part in zip(names, order, strict=True) if name != part)
        mend = f"put them in this order: {', '.join(parts)}"
        yield Problem(Spot(document.path, wrong.line), f'the part "{wrong.name}" stands in another place', mend)
    for place, block in enumerate(blocks[:-1]):
        if isinstance(block, Heading) and block.name == "checklist" and not _is_plain(blocks[place + 1]):
            mend = "write one line for each thing, beginning with a hyphen, right below the heading"
            yield Problem(Spot(document.path, block.line), "a checklist is a list, without lists in it", mend)


def _doubled(document: Document, found: list[Heading], first: dict[str, Heading]) -> Iterator[Problem]:
    for heading in found:
        known = first.get(heading.name, heading)
        if known is not heading:
            mend = f"keep one of the two (the other is on line {known.line})"
            yield Problem(Spot(document.path, heading.line), f'the part "{heading.name}" stands here once more', mend)


def _is_plain(block: Node) -> bool:
    """Say whether a block is a list of single lines, each of which can stand beside a box to tick."""
    if not isinstance(block, BulletList):
        return False
    items = [item for item in block.children if isinstance(item, Item)]
    return all(len(item.children) == 1 and isinstance(item.children[0], Paragraph) for item in items)


def _is_used(edition: Edition, document: Document) -> Iterator[Problem]:
    """Find an activity that no kit names, so that nobody would come upon it."""
    kits = [one.meta for one in edition.documents if is_setting(one.name) and isinstance(one.meta, KitMeta)]
    name = part_of(document.name)
    if kits and not any(name in kit.activities for kit in kits):
        what, mend = "no kit names this activity", f"add {name} to activities: in one of the pages in {FOLDER}"
        yield Problem(Spot(document.path, 1), what, mend, severity="warning")
