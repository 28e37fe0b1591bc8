"""Words of authors in the site's templates: shown as they are written, in our own loop and in plain MkDocs."""

from __future__ import annotations

import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from clearheart.build import build
from tests.projects import MINIMAL, REPOSITORY, write_project
from tests.test_print import ENGLISH

TITLE = 'Tea & <b onclick="x">milk</b> &amp;'
HEADING = "Salt & <i>pepper</i> &amp;"
WRITTEN = "Salt & &lt;i&gt;pepper&lt;/i&gt; &amp;amp;"
DESCRIPTION = '"Quoted" & <i>marked</i>'
BODY = f"# Plain\n\n## {WRITTEN}\n\n## B\n"
LEAD = "Less < more & <u>more</u>"
FILES = {
    "content/en/titled.md": f"---\ntitle: '{TITLE}'\ndescription: '{DESCRIPTION}'\n---\n\n{BODY}",
    "content/en/untitled.md": f"# {WRITTEN}\n\nWords.\n\n```help\n{HEADING}\n```\n",
    "content/en/leaflets/small.md": ENGLISH.replace("lead: A sentence that leads on.", f"lead: '{LEAD}'"),
    "content/sources.yml": MINIMAL["content/sources.yml"]
    + "".join(MINIMAL["content/sources.yml"].replace("unodc-2020", name) for name in ("one-2020", "two-nd")),
    "content/helplines.yml": MINIMAL["content/helplines.yml"]
    .replace("number: 120", "number: 9 87-65")
    .replace("en: Danger", f"en: '{HEADING}'")
    .replace("en: Ambulance", f"en: '{TITLE}'")
    .replace("en: always", "en: 'a < b'"),
}


class Words(HTMLParser):
    """Read a page as a browser does: its title, attributes and text, and elements that no template makes."""

    def __init__(self, page: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.attributes: list[str | None] = []
        self.marks: list[str] = []
        self.pieces: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))
        self.text = " ".join("".join(self.pieces).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [value for _, value in attrs]
        self.marks += [tag] if tag in ("i", "u") else []
        self.marks += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


@pytest.fixture(scope="module", params=["clearheart", "mkdocs"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    root = write_project(tmp_path_factory.mktemp("words"), dict(FILES))
    if request.param == "clearheart":
        build(root, root / "site", day="2026-11-22")
        return request.param, root / "site"
    ours = "doors: []\n    language: en\n    assets: assets\n    stylesheets: []\n    scripts: []"
    config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("doors: []", ours)
    (root / "mkdocs.yml").write_text(f"INHERIT: theme/strings/en.yml\nplugins: []\n{config}", encoding="utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(REPOSITORY)}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", "site"], cwd=root, env=environment, check=True)
    return request.param, root / "site"


def test_titles_and_descriptions_are_shown_as_written(pages: tuple[str, Path]) -> None:
    engine, site = pages
    titled, untitled = Words(site / "titled" / "index.html"), Words(site / "untitled" / "index.html")
    assert titled.text.startswith(f"{TITLE} - Clearheart")
    assert untitled.text.startswith(f"{HEADING} - Clearheart")
    assert DESCRIPTION in titled.attributes
    help_box = engine == "clearheart"  # its line has these words, too
    assert titled.text.count(HEADING) == 2 + help_box  # in its place and in the list of headings
    assert titled.marks == untitled.marks == []


def test_help_lines_are_shown_as_written(pages: tuple[str, Path]) -> None:
    engine, site = pages
    page = Words(site / "untitled" / "index.html")
    assert f"{HEADING} 9 87-65{HEADING}{TITLE}a < b" in page.text
    assert "tel:98765" in page.attributes
    assert page.text.count("9 87-65") == (4 if engine == "clearheart" else 1)


def test_a_leaflets_lead_is_shown_as_written(pages: tuple[str, Path]) -> None:
    engine, site = pages
    page = Words(site / "leaflets" / "small" / "index.html")
    assert page.marks == []
    if engine == "clearheart":
        assert LEAD in page.text
