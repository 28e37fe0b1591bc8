"""The big screen: a Project goes in; one file that needs one request comes out for each bank."""

from __future__ import annotations

from pathlib import Path

import segno
from markupsafe import Markup

from clearheart.model import Bank, Edition, Project
from clearheart.one_file import one_file_html
from clearheart.quiz_files import quiz_stylesheets, tally_scripts
from clearheart.render import helpline_words, quiz_html, render_template

BASE_STYLESHEETS = ("tokens.css", "site/assets/base.css", "site/assets/help.css", "drawings/drawings.css")
"""The sheets below those of the quiz, below theme/, in the order of the cascade."""

STYLESHEETS = (
    "hall/hall.css",
    "hall/start.css",
    "hall/stage.css",
    "hall/options.css",
    "hall/rows.css",
    "hall/teams.css",
)
"""The hall's own sheets, which stand last in the cascade."""

SCRIPTS = (
    "quiz/code.js",
    "hall/stage.js",
    "hall/game.js",
    "hall/clock.js",
    "hall/setup.js",
    "hall/teams.js",
    "hall/ranks.js",
    "hall/controls.js",
    "hall/hall.js",
)
"""The scripts after those of the questions, below theme/, in the order in which they must run."""


def write_halls(project: Project, out: Path) -> None:
    """Write hall/<language>/<bank>/index.html for every bank below `out`."""
    for edition in project.editions:
        for bank in edition.banks:
            target = out / "hall" / edition.code / bank.id / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(hall_html(project, edition, bank), encoding="utf-8", newline="\n")


def hall_html(project: Project, edition: Edition, bank: Bank) -> str:
    """Make a bank's page for a big screen, with its style and script inside."""
    theme, strings = project.root / "theme", edition.strings
    address = f"{project.settings.site_url}{project.settings.home(edition.code)}quiz/{bank.id}/"
    kinds = {question.kind for question in bank.questions}
    body = render_template(
        theme,
        "hall/body.html",
        bank=bank,
        quiz=Markup(quiz_html(theme, bank, strings, project.sources)),
        help=[helpline_words(line, edition.code) for line in project.helplines],
        address=address,
        spelled=address.split("://", 1)[-1].rstrip("/"),
        qr=Markup(_qr(address)),
        strings=strings,
    )
    return one_file_html(
        theme,
        "hall/hall.html",
        body=body,
        stylesheets=(*BASE_STYLESHEETS, *quiz_stylesheets(theme, kinds), *STYLESHEETS),
        scripts=(*tally_scripts(theme, kinds), *SCRIPTS),
        language=edition.html_lang,
        bank=bank,
        address=address,
        strings=strings,
    )


def _qr(url: str) -> str:
    """Draw the QR code (ISO/IEC 18004) with its quiet zone of four modules."""
    return str(segno.make_qr(url, error="m").svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None))
