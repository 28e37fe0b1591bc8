"""The calendar: when events take place, what its pages are told, and its files, read back by a library of others."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import icalendar
import pytest
import yaml

from clearheart.check.events import check_events
from clearheart.living import calendar as living
from clearheart.model import Edition, Event, Project
from clearheart.model.event import Occasion
from clearheart.read import read_project
from tests.projects import REPOSITORY, last_checked, write_project

DAY = date(2026, 11, 22)
ATOM = "{http://www.w3.org/2005/Atom}"

PAGES: dict[str, str | bytes | None] = {
    "content/en/calendar/index.md": "---\ntemplate: calendar.html\n---\n\n# Calendar\n",
    "content/zh/calendar/index.md": "---\ntemplate: calendar.html\n---\n\n# 日历\n",
}


def entry(name: str, **keys: Any) -> dict[str, Any]:
    texts = {"title": {"en": f"{name} day", "zh": f"{name}日"}, "what": {"en": "What; to do, here", "zh": "做什么"}}
    return {"id": name, **texts, "checked": "2026-11-01", **keys}


def project_of(folder: Path, *entries: dict[str, Any], day: date = DAY, files: dict[str, str] | None = None) -> Project:
    """Read a small project with these events, which have no fault."""
    text = yaml.safe_dump(list(entries), allow_unicode=True)
    root = write_project(folder, {**PAGES, **(files or {}), "content/events.yml": text})
    project, problems = read_project(root, day)
    assert [*problems, *check_events(project, day)] == []
    return project


def event(**keys: Any) -> Event:
    return Event.model_validate(entry("one", **{"sources": ("unodc-2020",), **keys}))


@pytest.mark.parametrize(
    ("keys", "first", "last", "found"),
    [
        ({"yearly": "06-26"}, "2026-06-26", "2026-06-26", ["2026-06-26"]),
        ({"yearly": "06-26"}, "2026-06-27", "2027-06-25", []),
        ({"yearly": "01-01"}, "2026-12-31", "2028-01-01", ["2027-01-01", "2028-01-01"]),
        ({"date": "2026-05-20", "until": "2026-05-22"}, "2026-05-22", "2026-05-30", ["2026-05-20"]),
        ({"date": "2026-05-20"}, "2026-05-21", "2027-05-21", []),
        ({"dates": ("2026-02-17", "2027-02-06")}, "2026-11-22", "2028-01-01", ["2027-02-06"]),
        ({"months": (12, 1)}, "2027-01-31", "2027-02-01", ["2026-12-01"]),
        ({"months": (2,)}, "2028-02-29", "2028-02-29", ["2028-02-01"]),
    ],
)
def test_an_event_knows_when_it_takes_place(keys: dict[str, Any], first: str, last: str, found: list[str]) -> None:
    times = event(**keys).occasions(date.fromisoformat(first), date.fromisoformat(last))
    assert [time.first.isoformat() for time in times] == found


def test_a_season_over_new_year_ends_with_its_last_month() -> None:
    assert event(months=(12, 1, 2)).occasions(DAY, DAY + timedelta(days=30)) == (
        Occasion(date(2026, 12, 1), date(2027, 2, 28)),
    )


def words_of(project: Project, code: str) -> dict[str, Any]:
    return living.calendar_words(project, edition(project, code))


def edition(project: Project, code: str) -> Edition:
    return project.edition(code)


def test_what_comes_next_is_first_and_what_is_over_is_apart(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        entry("june", yearly="06-26", sources=["unodc-2020"], audience=["volunteers"]),
        entry("festival", dates=["2026-02-17", "2027-02-06"], sources=["unodc-2020"], audience=["parents"]),
        entry("autumn", months=[10, 11], audience=["teachers"]),
        entry("meeting", date="2026-11-25", until="2026-11-27", place={"en": "Town hall", "zh": "市民中心"}),
    )
    words = words_of(project, "en")
    shown = [(month["title"], [one["id"] for one in month["events"]]) for month in words["months"]]
    assert shown == [
        ("Now", ["autumn"]),
        ("November 2026", ["meeting"]),
        ("February 2027", ["festival"]),
        ("June 2027", ["june"]),
    ]
    assert [one["id"] for one in words["past"]] == ["june", "festival", "autumn"]
    assert [one["id"] for one in words["season"]] == ["autumn", "meeting", "festival"]
    assert [month["audience"] for month in words["months"]] == [["teachers"], [], ["parents"], ["volunteers"]]
    assert words["months"][1]["events"][0]["when"] == "25–27 Nov 2026"
    assert words["months"][1]["events"][0]["place"] == "Town hall"
    assert words_of(project, "zh")["months"][0]["events"][0]["when"] == "2026年10月至11月"
    assert words["pages"]["june"]["later"] == ["26 June 2028", "26 June 2029", "26 June 2030"]


def test_a_day_that_is_today_is_told_as_such(tmp_path: Path) -> None:
    project = project_of(tmp_path, entry("today", yearly="11-22", sources=["unodc-2020"]))
    [month] = words_of(project, "en")["months"]
    assert (month["title"], month["events"][0]["note"]) == ("Now", "today")


@pytest.mark.parametrize("day", ["2027-02-28", "2027-03-01", "2027-06-27", "2028-02-28", "2028-02-29", "2028-03-01"])
def test_every_yearly_day_stands_once_among_what_comes_and_once_in_what_is_over(tmp_path: Path, day: str) -> None:
    every = [f"{month:02}-{number:02}" for month in (1, 2, 3, 6, 12) for number in (1, 2, 26, 27, 28)]
    entries = [entry(f"on-{one}", yearly=one, sources=["unodc-2020"], checked="2026-01-01") for one in every]
    project = project_of(tmp_path, *entries, day=date.fromisoformat(day))
    words = words_of(project, "en")
    coming = [one for month in words["months"] for one in month["events"]]
    names = sorted(f"on-{one}" for one in every)
    assert sorted(one["id"] for one in coming) == sorted(one["id"] for one in words["past"]) == names
    assert all(one["first"] >= day for one in coming)
    assert all(one["last"] < day for one in words["past"])


def test_a_day_many_years_ahead_is_shown_on_its_page(tmp_path: Path) -> None:
    far = entry("far", dates=["2062-06-26", "2063-06-26"], sources=["unodc-2020"])
    project = project_of(tmp_path, entry("once", date="2062-06-26"), far, entry("over", date="2020-01-01"))
    pages = words_of(project, "en")["pages"]
    assert [(pages[name]["when"], pages[name]["is_over"]) for name in ("once", "far", "over")] == [
        ("26 June 2062", False),
        ("26 June 2062", False),
        ("1 January 2020", True),
    ]


def test_the_page_that_helps_is_linked_where_a_language_has_it(tmp_path: Path) -> None:
    project = project_of(tmp_path, entry("one", date="2026-12-01", page="calendar/index"))
    assert words_of(project, "en")["season"][0]["page"] == {"url": "calendar/", "title": ""}


def test_quizzes_and_pages_of_the_handbook_are_linked_too(tmp_path: Path) -> None:
    pages = {"docs/en/stall.md": "---\ntitle: Set up a stall\n---\n\n# A stall\n", "docs/zh/stall.md": "# 摆摊\n"}
    entries = (
        entry("one", date="2026-12-01", page="quiz/basics"),
        entry("two", date="2026-12-02", page="handbook/stall"),
    )
    project = project_of(tmp_path, *entries, files=pages)
    assert [one["page"] for one in words_of(project, "en")["season"]] == [
        {"url": "quiz/basics/", "title": "Basics"},
        {"url": "handbook/stall/", "title": "Set up a stall"},
    ]


def test_a_project_without_events_has_no_calendar(tmp_path: Path) -> None:
    project = read_project(write_project(tmp_path), DAY)[0]
    assert (words_of(project, "en"), list(living.calendar_files(project, tmp_path))) == ({}, [])


# Files


def files_of(project: Project) -> dict[str, bytes]:
    return dict(living.calendar_files(project, Path()))


def read_events(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_the_calendar_to_subscribe_to_reads_back(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        entry("june", yearly="06-26", sources=["unodc-2020"]),
        entry("festival", dates=["2026-02-17", "2027-02-06"], sources=["unodc-2020"]),
        entry("autumn", months=[10, 11]),
        entry("meeting", date="2026-11-25", until="2026-11-27", place={"en": "Hall; 1, Main Street", "zh": "礼堂"}),
    )
    data = files_of(project)["zh/calendar/events.ics"]
    read = icalendar.Calendar.from_ical(data)
    assert (read["VERSION"], read["CALSCALE"], read["METHOD"]) == ("2.0", "GREGORIAN", "PUBLISH")
    assert read["PRODID"]
    assert read["X-WR-CALNAME"] == "明心：日历"
    june, *festival, meeting = read.walk("VEVENT")
    assert june["UID"] == "june-zh@small.example"
    assert dict(june["RRULE"]) == {"FREQ": ["YEARLY"]}
    assert (june.decoded("DTSTART"), june.decoded("DTEND")) == (date(2026, 6, 26), date(2026, 6, 27))
    assert june["DTSTART"].params["VALUE"] == "DATE"
    assert june.decoded("DTSTAMP").isoformat() == "2026-11-22T00:00:00+00:00"
    assert june.decoded("LAST-MODIFIED").isoformat() == "2026-11-01T00:00:00+00:00"
    assert (june["SUMMARY"], june["SUMMARY"].params["LANGUAGE"]) == ("june日", "zh-Hans")
    assert june["URL"] == "https://small.example/zh/calendar/june/"
    assert "120" in june["DESCRIPTION"]
    assert "有危险" in june["DESCRIPTION"]
    assert [one.decoded("DTSTART") for one in festival] == [date(2026, 2, 17), date(2027, 2, 6)]
    assert all("RRULE" not in one for one in (*festival, meeting))
    assert (meeting.decoded("DTSTART"), meeting.decoded("DTEND")) == (date(2026, 11, 25), date(2026, 11, 28))
    assert [one["LOCATION"] for one in read_events(files_of(project)["calendar/events.ics"]) if "LOCATION" in one] == [
        "Hall; 1, Main Street"
    ]


def test_calendar_files_keep_to_the_form_of_the_standard(tmp_path: Path) -> None:
    long = {"en": "A long text, with commas; and more. " * 9, "zh": "一段很长的文字，要折成几行。" * 9}
    project = project_of(tmp_path, entry("june", yearly="06-26", sources=["unodc-2020"]) | {"what": long})
    for name, data in files_of(project).items():
        if name.endswith(".ics"):
            lines = data.split(b"\r\n")
            assert lines[-1] == b"", name
            assert b"\n" not in b"".join(lines), name
            assert max(map(len, lines)) <= 75, name
            data.decode()
            [read] = read_events(data)
            assert long["zh" if name.startswith("zh/") else "en"].strip() in read["DESCRIPTION"], name


def test_names_of_events_stay_the_same_from_build_to_build_and_differ_from_each_other(tmp_path: Path) -> None:
    entries = (
        entry("june", yearly="06-26", sources=["unodc-2020"]),
        entry("festival", dates=["2026-02-17", "2027-02-06"], sources=["unodc-2020"]),
    )
    builds = [files_of(project_of(tmp_path / str(day), *entries, day=day)) for day in (DAY, date(2027, 1, 9))]
    names = [
        [one["UID"] for name, data in sorted(files.items()) if name.endswith("events.ics") for one in read_events(data)]
        for files in builds
    ]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0]) == 6


def test_each_event_with_days_has_a_file_of_its_own(tmp_path: Path) -> None:
    project = project_of(
        tmp_path, entry("june", yearly="06-26", sources=["unodc-2020"]), entry("autumn", months=[10, 11])
    )
    files = files_of(project)
    assert "calendar/june.ics" in files
    assert "calendar/autumn.ics" not in files
    assert [one["SUMMARY"] for one in read_events(files["calendar/june.ics"])] == ["june day"]
    pages = living.calendar_words(project, edition(project, "en"))["pages"]
    assert (pages["june"]["file"], pages["autumn"]["file"]) == ("june.ics", "")


def check_atom(data: bytes) -> Tree.Element:
    """Hold a feed to what RFC 4287 asks of one (4.1.1, 4.1.2), and give it."""
    feed = Tree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            [one] = part.findall(ATOM + name)
            assert one.text, name
        assert part.findtext(f"{ATOM}id", "").startswith("https://")
        assert part.findtext(f"{ATOM}updated", "").endswith("T00:00:00Z")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == feed.findtext(f"{ATOM}id")
    assert set(links) == {"self", "alternate"}
    entries = feed.findall(f"{ATOM}entry")
    names = [one.findtext(f"{ATOM}id") for one in entries]
    assert len(set(names)) == len(names)
    for one in entries:
        assert one.find(f"{ATOM}link").get("rel") == "alternate"  # type: ignore[union-attr]
        assert one.findtext(f"{ATOM}summary")
        assert one.findtext(f"{ATOM}updated", "") <= feed.findtext(f"{ATOM}updated", "")
    return feed


def test_an_event_comes_into_the_feed_two_months_before_its_day(tmp_path: Path) -> None:
    june = entry("june", yearly="06-26", sources=["unodc-2020"])
    told = {}
    for day in (date(2027, 4, 26), date(2027, 4, 27), date(2027, 6, 26)):
        feed = check_atom(files_of(project_of(tmp_path / str(day), june, day=day))["calendar/feed.xml"])
        told[day] = [
            (one.findtext(f"{ATOM}id"), one.findtext(f"{ATOM}updated"), one.findtext(f"{ATOM}title"))
            for one in feed.findall(f"{ATOM}entry")
        ]
    before, then, on_the_day = told.values()
    name = "https://small.example/calendar/june/#2027-06-26"
    assert before == [(name.replace("2027", "2026"), "2026-04-27T00:00:00Z", "june day: 26 June 2026")]
    assert then[0] == (name, "2027-04-27T00:00:00Z", "june day: 26 June 2027")
    assert on_the_day == then[:1] or on_the_day == then


def test_a_feed_without_entries_is_one_all_the_same(tmp_path: Path) -> None:
    project = project_of(tmp_path, entry("far", date="2027-10-10"))
    feed = check_atom(files_of(project)["zh/calendar/feed.xml"])
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00Z"


def test_same_events_same_bytes(tmp_path: Path) -> None:
    june = entry("june", yearly="06-26", sources=["unodc-2020"])
    assert files_of(project_of(tmp_path / "a", june)) == files_of(project_of(tmp_path / "b", june))


# Our own


def test_every_day_of_ours_has_a_source_and_a_page_that_helps() -> None:
    project = read_project(REPOSITORY, last_checked())[0]
    assert len(project.events) >= 5
    names = {document.name for document in project.edition("en").documents}
    for one in project.events:
        assert one.page in names, one.id
        assert one.months or one.sources, one.id
