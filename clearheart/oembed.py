"""oEmbed: a Project goes in; beside each quiz's page comes out what other sites ask for to show the quiz in theirs.

oEmbed 1.0 by discovery: a quiz's page names quiz/<bank>/oembed.json in its head. The file is static, so it cannot
follow maxwidth and maxheight; 600 by 800 fits most texts.
"""

from __future__ import annotations

import json
from pathlib import Path

from clearheart.model import Bank, Edition, Project
from clearheart.render import render_template
from clearheart.use import embed_address, page_address, web_address

WIDTH, HEIGHT = 600, 800
"""The frame's size in CSS pixels, before it tells its own height to a page that listens."""


def write_oembed(project: Project, out: Path) -> None:
    """Write quiz/<bank>/oembed.json for every quiz in every language below `out`."""
    for edition in project.editions:
        for bank in edition.banks:
            target = out / project.settings.home(edition.code) / "quiz" / bank.id / "oembed.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(oembed_json(project, edition, bank), encoding="utf-8", newline="\n")


def oembed_json(project: Project, edition: Edition, bank: Bank) -> str:
    """Say how a quiz is embedded (oEmbed 1.0, 2.3.4.4: the type rich)."""
    settings, site = project.settings, edition.strings["site"]
    html = render_template(
        project.root / "theme",
        "embed/oembed.html",
        bank=bank,
        page=page_address(project, edition, bank),
        embed=embed_address(project, edition, bank),
        title=edition.strings["embed"]["title"].format(title=bank.title),
        width=WIDTH,
        height=HEIGHT,
    )
    answer = {
        "version": "1.0",
        "type": "rich",
        "provider_name": site["name"],
        "provider_url": web_address(settings.site_url + settings.home(edition.code)),
        "title": bank.title,
        "width": WIDTH,
        "height": HEIGHT,
        "html": html.strip(),
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
