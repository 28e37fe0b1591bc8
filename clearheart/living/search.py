"""The search: all that a language says goes in; a list of its pages, and a script that holds their words, come out.

Without script the page is that list. With it, theme/search/search.js looks through the words as somebody types.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from clearheart.living import glossary
from clearheart.living.part import Part
from clearheart.living.venues.order import region_name
from clearheart.markup.anchors import heading_ids
from clearheart.markup.nodes import Cell, Heading, Paragraph, Tree, plain, walk
from clearheart.markup.tree import parse
from clearheart.model import Bank, Document, Edition, Project, address_of
from clearheart.model.base import in_language
from clearheart.model.venue import Venue

_PAGE = "search/index"
_HOLDERS = (Paragraph, Cell)
_EVENT = 'document.dispatchEvent(new CustomEvent("clearheart-index", {{ detail: {} }}));\n'


@dataclass
class _Found:
    """What can be found at one address."""

    title: str
    address: str
    section: str
    line: str
    blocks: list[tuple[str, str, str]] = field(default_factory=list)
    """Each heading's id, its words, and the words below it."""


def search_pages(_project: Project, edition: Edition) -> dict[str, str]:
    """Give the page: its template lists everything."""
    words = edition.strings["search"]
    meta = {"title": words["title"], "description": words["lead"], "template": "search.html"}
    return {_PAGE: f"---\n{yaml.safe_dump(meta, allow_unicode=True, width=1000)}---\n"}


def search_words(project: Project, edition: Edition) -> dict[str, Any]:
    """Give all pages and quizzes by section, each with its line, and what the page loads."""
    titles, listed = edition.strings["nav"], _listed(project, edition)
    sections = [name for name in titles if any(one.section == name for one in listed)]
    assets = project.settings.assets(edition.code)
    return {
        "sections": [
            {
                "title": titles[name],
                "pages": [
                    {"title": one.title, "url": one.address, "line": one.line}
                    for one in sorted(listed, key=lambda one: one.title.casefold().encode("gb18030"))
                    if one.section == name
                ],
            }
            for name in sections
        ],
        "stylesheets": [f"{assets}/search.css"],
        "scripts": [f"{assets}/search.js", "search/words.js"],
    }


def search_files(project: Project, _site: Path) -> Iterator[tuple[str, bytes]]:
    """Make each language's script with the words of its pages."""
    for edition in project.editions:
        titles, found = edition.strings["nav"], _listed(project, edition)
        data = {
            "pages": [[one.title, one.address, titles[one.section], one.line, one.blocks] for one in found],
            "alike": list(_alike(project, edition)),
        }
        script = _EVENT.format(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
        yield f"{project.settings.home(edition.code)}search/words.js", script.encode()


def _listed(project: Project, edition: Edition) -> list[_Found]:
    """Give what can be found; of the handbook titles and lines alone."""
    known, titles = {bank.id: bank for bank in edition.banks}, edition.strings["nav"]
    found = [_of_page(edition, document, known) for document in edition.documents if document.meta.title]
    written = {document.name for document in edition.documents}
    found += [_of_bank(bank) for bank in edition.banks if f"quiz/{bank.id}" not in written]
    found += [
        _Found(in_language(event.title, edition.code), f"calendar/{event.id}/", "calendar", _line(event.what, edition))
        for event in project.events
    ]
    found += [_of_venue(venue, edition) for venue in project.venues if f"venues/{venue.id}" not in written]
    found += _of_glossary(project, edition)
    found += [
        _Found(
            document.meta.title, quote(address_of(f"handbook/{document.name}")), "handbook", document.meta.description
        )
        for document in edition.handbook
        if document.meta.title
    ]
    return [one for one in found if one.section in titles]


def _line(texts: Any, edition: Edition) -> str:
    return in_language(texts, edition.code)


def _of_page(edition: Edition, document: Document, banks: dict[str, Bank]) -> _Found:
    section, _, last = document.name.partition("/")
    found = _Found(document.meta.title, quote(address_of(document.name)), section, document.meta.description)
    found.blocks = _blocks(parse(document.text, document.path, document.line), edition)
    if section == "quiz" and last in banks:
        found.blocks += _of_bank(banks[last]).blocks
    return found


def _blocks(tree: Tree, edition: Edition) -> list[tuple[str, str, str]]:
    """Give each heading's id, its words, and the words below it."""
    nodes, found = list(walk(tree)), list[tuple[str, str, str]]()
    ids = {id(node): name for node, name in heading_ids(nodes, str(edition.strings["site"]["in_short"]))}
    anchor, heading, words = "", "", []  # type: tuple[str, str, list[str]]
    for node in nodes:
        if isinstance(node, Heading) and node.level > 1:
            found.append((anchor, heading, "\n".join(words)))
            anchor, heading, words = node.name or ids.get(id(node), ""), plain(node.children), []
        elif isinstance(node, _HOLDERS):
            words.append(plain(node.children).replace("\n", " "))
    found.append((anchor, heading, "\n".join(words)))
    return [block for block in found if block[1] or block[2]]


def _of_bank(bank: Bank) -> _Found:
    prompts = "\n".join(question.prompt for question in bank.questions)
    return _Found(bank.title, f"quiz/{bank.id}/", "quiz", bank.description, [("", "", prompts)])


def _of_venue(venue: Venue, edition: Edition) -> _Found:
    """Give a place by its name, with what kind it is and where, in one line."""
    city, region = _line(venue.city, edition), region_name(edition, venue.region)
    facts = (edition.strings["venues"]["kinds"][venue.kind], _line(venue.address, edition), city, region)
    where = str(edition.strings["site"]["comma"]).join(dict.fromkeys(fact for fact in facts if fact))
    title, address = _line(venue.name, edition), f"venues/{venue.id}/"
    return _Found(title, address, "venues", _line(venue.what, edition), [("", "", where)])


def _of_glossary(project: Project, edition: Edition) -> list[_Found]:
    """Give the page of all terms as it is made; an author's own is among the documents."""
    words, section = edition.strings["glossary"], glossary.NAME.partition("/")[0]
    return [
        _Found(words["title"], address_of(name), section, words["lead"], _blocks(parse(_body(page)), edition))
        for name, page in glossary.PART.pages(project, edition).items()
    ]


def _body(page: str) -> str:
    """Leave out a made page's front matter."""
    return page.split("---\n", 2)[2]


def _alike(project: Project, edition: Edition) -> Iterator[list[str]]:
    """Give the words of the glossary that mean the same."""
    code = edition.code
    for term in project.terms:
        words = [term.term.get(code, ""), term.short.get(code, ""), *term.also.get(code, ())]
        own = sorted({word for word in words if word})
        if len(own) > 1:
            yield own


PART = Part(key="search", pages=search_pages, words=search_words, files=search_files)
