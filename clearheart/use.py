"""Using a quiz: a Project goes in; what its 'Use this quiz' panels and set-up pages are made of comes out.

Everything here is told to the templates of theme/site; the QR codes are files beside each quiz's page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import segno
import yaml

from clearheart.model import Bank, Edition, Project
from clearheart.print.drawings import read_tokens
from clearheart.print.papers import printed_papers

SET_UP = "set-up"
"""The last part of a set-up page's address, below its quiz's."""

_PATH = "/%:@!$&'()*+,;=~"
"""What may stand in an address's path as it is (RFC 3986, 3.3)."""


def bank_uses(project: Project, edition: Edition) -> dict[str, dict[str, Any]]:
    """Give what templates need to know of each quiz: address below the language's home -> its facts."""
    return {f"quiz/{bank.id}/": _facts(project, edition, bank) for bank in edition.banks}


def set_up_page(edition: Edition, bank: Bank) -> str:
    """Write a quiz's set-up page; its template says all the rest."""
    title = edition.strings["setup"]["title"].format(title=bank.title)
    front = yaml.safe_dump({"title": title, "template": "set-up.html"}, allow_unicode=True, width=1000)
    return f"---\n{front}---\n"


def write_codes(project: Project, out: Path) -> None:
    """Write quiz/<bank>/qr.svg for every quiz in every language: the QR code (ISO/IEC 18004) of its page."""
    ink = read_tokens(project.root / "theme")["--ch-ink"]
    for edition in project.editions:
        for bank in edition.banks:
            folder = out / project.settings.home(edition.code) / "quiz" / bank.id
            folder.mkdir(parents=True, exist_ok=True)
            code = segno.make_qr(page_address(project, edition, bank), error="m")
            code.save(str(folder / "qr.svg"), scale=8, border=4, dark=ink, light="#ffffff", svgclass=None)


def page_address(project: Project, edition: Edition, bank: Bank) -> str:
    """Give the address of a quiz's own page."""
    return web_address(f"{project.settings.site_url}{project.settings.home(edition.code)}quiz/{bank.id}/")


def embed_address(project: Project, edition: Edition, bank: Bank) -> str:
    """Give the address of a quiz's embed."""
    return web_address(f"{project.settings.site_url}embed/{edition.code}/{bank.id}/")


def web_address(address: str) -> str:
    """Write an address as every program takes it: other letters than ASCII in its path as percent codes."""
    parts = urlsplit(address)
    return parts._replace(path=quote(parts.path, safe=_PATH)).geturl()


def _facts(project: Project, edition: Edition, bank: Bank) -> dict[str, Any]:
    way = "../" if project.settings.home(edition.code) else ""
    return {
        "id": bank.id,
        "title": bank.title,
        "questions": len(bank.questions),
        "tags": sorted({tag for question in bank.questions for tag in question.tags}),
        "difficulties": sorted({question.difficulty for question in bank.questions}),
        "way": _way(bank),
        "site": web_address(project.settings.site_url),
        "page": page_address(project, edition, bank),
        "embed": embed_address(project, edition, bank),
        "root": way,
        "hall": f"{way}hall/{edition.code}/{bank.id}/",
        "papers": printed_papers(project, edition, bank),
        "languages": [
            {"code": other.code, "name": other.strings["site"]["language"]}
            for other in project.editions
            if other.bank(bank.id)
        ],
    }


def _way(bank: Bank) -> dict[str, str]:
    """Give how the bank's own file asks to take it, in the words of an address."""
    keys = {"mode": bank.mode, "pass": bank.pass_mark, "pick": bank.pick, "tag": bank.tag, "seed": bank.seed}
    keys |= {"difficulty": bank.difficulty, "shuffle": None if bank.shuffle is None else int(bank.shuffle)}
    return {key: str(value) for key, value in keys.items() if value is not None}
