"""The bare quizzes: a Project goes in; one file that needs one request comes out for each bank, and embed.js."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from clearheart.model import Bank, Edition, Project, Way
from clearheart.one_file import minified_script, one_file_html
from clearheart.quiz_files import quiz_scripts, quiz_stylesheets
from clearheart.render import helpline_words, quiz_html, render_template

STYLESHEETS = ("tokens.css", "site/assets/base.css", "site/assets/help.css", "drawings/drawings.css")
"""The sheets below theme/ on which the quiz's own stand."""

SCRIPTS = ("embed/options.js", "embed/frame.js")
"""The scripts of the frame, below theme/, before those of the quiz, so that they hear its first event."""

LOADER = "embed/embed.js"
"""The script for the pages around an embed, below theme/."""


def write_embeds(project: Project, out: Path) -> None:
    """Write embed/<language>/<bank>/index.html for every bank, and embed.js, below `out`."""
    for edition in project.editions:
        for bank in edition.banks:
            target = out / "embed" / edition.code / bank.id / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(embed_html(project, edition, bank), encoding="utf-8", newline="\n")
    loader = minified_script(project.root / "theme", LOADER)
    (out / "embed.js").write_text(loader, encoding="utf-8", newline="\n")


def embed_html(project: Project, edition: Edition, bank: Bank) -> str:
    """Make a bank's embed: one page with its style and script inside, allowed by their hashes alone."""
    theme, strings = project.root / "theme", edition.strings
    address = f"{project.settings.site_url}{project.settings.home(edition.code)}quiz/{bank.id}/"
    kinds = {question.kind for question in bank.questions}
    # a frame may not print a certificate; and of a question's sources it names the first: all stand on the quiz's page
    quiz = quiz_html(theme, bank, strings, project.sources, way=Way(certificate=False), is_brief=True)
    help_lines = [helpline_words(line, edition.code) for line in project.helplines]
    body = render_template(
        theme, "embed/body.html", bank=bank, quiz=Markup(quiz), help=help_lines, address=address, strings=strings
    )
    return one_file_html(
        theme,
        "embed/embed.html",
        body=body,
        stylesheets=(*STYLESHEETS, *quiz_stylesheets(theme, kinds), "embed/embed.css"),
        scripts=(*SCRIPTS, *quiz_scripts(theme, kinds)),
        language=edition.html_lang,
        is_small=True,
        bank=bank,
        address=address,
        strings=strings,
    )
