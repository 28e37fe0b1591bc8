"""What is new: content/news.yml goes in; what its page and the pages concerned show, and a feed, come out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clearheart.living.feed import Entry, Feed, feed_bytes
from clearheart.living.page_link import page_address, page_link
from clearheart.living.part import Part
from clearheart.model import Edition, Project
from clearheart.model.base import in_language
from clearheart.model.news import News
from clearheart.render import format_day


def news_words(project: Project, edition: Edition) -> dict[str, Any]:
    """Give all entries, the latest first, and by address the corrections that still stand on their pages."""
    if not project.news:
        return {}
    recent = [entry for entry in _latest_first(project) if entry.is_shown_on_its_page(project.day)]
    return {
        "entries": [_shown(edition, entry) for entry in _latest_first(project)],
        "corrections": {
            address: [_shown(edition, entry) for entry in recent if _address(entry) == address]
            for address in sorted({_address(entry) for entry in recent})
        },
        "stylesheets": [f"{project.settings.assets(edition.code)}/calendar.css"],
    }


def news_files(project: Project, _site: Path) -> Iterator[tuple[str, bytes]]:
    """Make each language's feed."""
    for edition in project.editions if project.news else ():
        home = project.settings.home(edition.code)
        page = f"{project.settings.site_url}{home}news/"
        name = str(edition.strings["site"]["name"])
        title = str(edition.strings["news"]["feed_title"]).format(site=name)
        feed = Feed(f"{page}feed.xml", page, title, name, edition.html_lang, project.day)
        yield f"{home}news/feed.xml", feed_bytes(feed, (_entry(edition, entry, page) for entry in project.news))


def _latest_first(project: Project) -> list[News]:
    return sorted(project.news, key=lambda entry: (-entry.date.toordinal(), entry.id))


def _shown(edition: Edition, entry: News) -> dict[str, Any]:
    return {
        "id": entry.id,
        "day": entry.date.isoformat(),
        "date": format_day(entry.date, edition.code),
        "kind": entry.kind,
        "text": in_language(entry.text, edition.code),
        "was": in_language(entry.was or {}, edition.code),
        "page": page_link(edition, entry.page),
    }


def _address(entry: News) -> str:
    return page_address(entry.page or "")


def _entry(edition: Edition, entry: News, page: str) -> Entry:
    words, text = edition.strings["news"], in_language(entry.text, edition.code)
    about = page_link(edition, entry.page)
    kind = str(words["kinds"][entry.kind])
    title = str(words["entry"]).format(kind=kind, title=about["title"]) if about else kind
    was = str(words["was"]).format(text=in_language(entry.was, edition.code)) if entry.was else ""
    address = f"{page}#{entry.id}"
    return Entry(address, title, " ".join(filter(None, (text, was))), address, entry.date)


PART = Part(key="news", words=news_words, files=news_files)
