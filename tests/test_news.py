"""What is new and corrected: the list, its feed, and the note on a page that was corrected."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import yaml

from clearheart.check.events import check_events
from clearheart.engines.mkdocs_loop import build_stage
from clearheart.living import news as living
from clearheart.model import Project
from clearheart.read import read_project
from clearheart.stage import stage_project
from tests.projects import REPOSITORY, last_checked, write_project

DAY = date(2026, 11, 22)
ATOM = "{http://www.w3.org/2005/Atom}"

PAGES: dict[str, str | bytes | None] = {
    "content/en/news/index.md": "---\ntemplate: news.html\n---\n\n# News\n",
    "content/zh/news/index.md": "---\ntemplate: news.html\n---\n\n# 更新\n",
    "content/en/page.md": "---\ntitle: A page\n---\n\n# A page\n",
    "content/zh/page.md": "---\ntitle: 一页\n---\n\n# 一页\n",
}


def project_of(folder: Path, *entries: dict[str, Any], day: date = DAY) -> Project:
    """Read a small project with these news, which have no fault."""
    text = yaml.safe_dump(list(entries), allow_unicode=True)
    root = write_project(folder, {**PAGES, "content/news.yml": text})
    project, problems = read_project(root, day)
    assert [*problems, *check_events(project, day)] == []
    return project


def new(name: str, day: str, **keys: Any) -> dict[str, Any]:
    return {"id": name, "date": day, "kind": "new", "text": {"en": f"{name} & more", "zh": f"{name}等"}, **keys}


def corrected(name: str, day: str) -> dict[str, Any]:
    was = {"en": "Wrong <number>", "zh": "错的数字"}
    return new(name, day, kind="correction", page="page", was=was)


def words_of(project: Project, code: str = "en") -> dict[str, Any]:
    return living.news_words(project, project.edition(code))


def test_the_latest_is_first_and_leads_to_its_page(tmp_path: Path) -> None:
    entries = (new("old", "2026-01-05"), new("latest", "2026-11-22", page="page"), corrected("slip", "2026-11-02"))
    project = project_of(tmp_path, *entries)
    shown = words_of(project)["entries"]
    assert [one["id"] for one in shown] == ["latest", "slip", "old"]
    assert (shown[0]["date"], shown[0]["page"]) == ("22 November 2026", {"url": "page/", "title": "A page"})
    assert shown[2]["page"] is None
    assert words_of(project, "zh")["entries"][1]["was"] == "错的数字"


def test_a_correction_stands_on_its_page_for_a_month(tmp_path: Path) -> None:
    def shown(day: date) -> dict[str, Any]:
        project = project_of(tmp_path / str(day), corrected("slip", "2026-11-02"), new("old", "2026-11-01"), day=day)
        return dict(words_of(project)["corrections"])

    made = date(2026, 11, 2)
    assert [one["id"] for one in shown(made)["page/"]] == ["slip"]
    assert list(shown(made + timedelta(days=31))) == ["page/"]
    assert shown(made + timedelta(days=32)) == {}


def test_the_feed_has_every_entry_with_what_was_wrong(tmp_path: Path) -> None:
    project = project_of(tmp_path, new("first", "2026-01-05"), corrected("slip", "2026-11-02"))
    files = dict(living.news_files(project, tmp_path))
    assert sorted(files) == ["news/feed.xml", "zh/news/feed.xml"]
    feed = Tree.fromstring(files["news/feed.xml"])
    assert feed.findtext(f"{ATOM}updated") == "2026-11-02T00:00:00Z"
    assert [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}id")) for one in feed.findall(f"{ATOM}entry")] == [
        ("Correction: A page", "https://small.example/news/#slip"),
        ("New", "https://small.example/news/#first"),
    ]
    assert feed.findtext(f"{ATOM}entry/{ATOM}summary") == "slip & more Before, it said: Wrong <number>"


def test_a_project_without_news_has_no_feed(tmp_path: Path) -> None:
    project = read_project(write_project(tmp_path), DAY)[0]
    assert (words_of(project), list(living.news_files(project, tmp_path))) == ({}, [])


def test_a_corrected_page_says_so_at_its_top_in_its_own_language(tmp_path: Path) -> None:
    project = project_of(tmp_path, corrected("slip", "2026-11-02"), new("first", "2026-01-05", page="index"))
    shown = {}
    for code, stage in stage_project(project, tmp_path / "work").items():
        site = tmp_path / "site" / code
        build_stage(stage, project.root, project.day, site)
        for name in ("page", "news", "."):
            shown[code, name] = (site / name / "index.html").read_text(encoding="utf-8")
    note = re.compile(r'<aside class="ch-note".*?</aside>', re.DOTALL)
    assert "Corrected on 2 November 2026" in note.findall(shown["en", "page"])[0]
    [told] = note.findall(shown["zh", "page"])
    assert "2026年11月2日更正" in told
    assert "错的数字" in told
    assert 'href="../news/#slip"' in told
    assert "Wrong &lt;number&gt;" in note.findall(shown["en", "page"])[0]
    assert note.findall(shown["en", "."]) == note.findall(shown["en", "news"]) == []
    assert 'id="slip"' in shown["en", "news"]
    assert "first &amp; more" in shown["en", "news"]


def test_ours_tell_of_pages_that_are_there() -> None:
    project = read_project(REPOSITORY, last_checked())[0]
    assert project.news
    assert all(one["page"] or not entry.page for entry, one in _pairs(project))


def _pairs(project: Project) -> list[tuple[Any, dict[str, Any]]]:
    by_id = {entry.id: entry for entry in project.news}
    return [(by_id[one["id"]], one) for code in ("en", "zh") for one in words_of(project, code)["entries"]]
