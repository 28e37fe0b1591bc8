"""Kits: every setting has one with all its parts, and its zip holds all that its page names, in the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from clearheart.living.kits import campaign_words, pack_list, write_kits
from clearheart.model import Document, Edition, Project
from clearheart.model.kit import SETTINGS, ActivityMeta, KitMeta, is_activity, is_setting, part_of
from clearheart.read import read_project
from clearheart.stage import stage_files
from tests.html_files import HtmlFile, read_html
from tests.projects import REPOSITORY, last_checked, write_project

ACTIVITIES = {
    "first-lesson",
    "neighbours-face-to-face",
    "law-in-the-workplace",
    "third-june-humen",
    "twenty-six-june",
    "first-december",
    "spring-festival-homecoming",
}
LARGEST = 8_000_000


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(REPOSITORY, last_checked())[0]


def kits(project: Project) -> Iterator[tuple[Edition, Document]]:
    for edition in project.editions:
        for document in edition.documents:
            if isinstance(document.meta, KitMeta):
                yield edition, document


def zip_of(site: Path, edition: Edition, document: Document) -> Path:
    return site / "download" / edition.code / "kit" / f"{part_of(document.name)}.zip"


def page_of(project: Project, site: Path, edition: Edition, document: Document) -> HtmlFile:
    return read_html(site / project.settings.home(edition.code) / document.name / "index.html")


def read_first(archive: zipfile.ZipFile) -> str:
    [name] = [name for name in archive.namelist() if name.startswith("0-")]
    return archive.read(name).decode()


def test_every_setting_has_a_kit_and_every_activity_a_plan_in_every_language(project: Project) -> None:
    for edition in project.editions:
        assert {part_of(one.name) for one in edition.documents if isinstance(one.meta, KitMeta)} == set(SETTINGS)
        assert {part_of(one.name) for one in edition.documents if isinstance(one.meta, ActivityMeta)} >= ACTIVITIES
        words = campaign_words(project, edition)
        assert all(words["activities"][name]["kits"] for name in ACTIVITIES)


def test_a_kits_place_says_what_it_is() -> None:
    assert is_setting("campaigns/school")
    assert is_activity("campaigns/first-lesson")
    assert not is_activity("campaigns/school")
    assert not is_activity("campaigns/index")
    assert not is_setting("school")


def test_the_zip_holds_all_that_the_kit_names_and_nothing_is_broken(project: Project, site: Path) -> None:
    found = list(kits(project))
    assert len(found) == 8 * len(project.editions)
    for edition, document in found:
        wanted = pack_list(edition, document)
        groups = {one.name.partition("/")[0] for one in wanted}
        assert len(groups) == 4, document.path
        with zipfile.ZipFile(zip_of(site, edition, document)) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            assert names == sorted(names)
            assert len(names) == len(set(names)) == len(wanted) + 1
            for one in wanted:
                assert archive.read(one.name) == (site / one.source).read_bytes(), one


def test_names_in_the_zip_can_be_read_everywhere(project: Project, site: Path) -> None:
    for edition, document in kits(project):
        with zipfile.ZipFile(zip_of(site, edition, document)) as archive:
            for entry in archive.infolist():
                assert entry.date_time == (1980, 1, 1, 0, 0, 0)
                assert entry.filename.isascii() or entry.flag_bits & 0x800, "marked as UTF-8 (APPNOTE 4.4.4)"
                last = entry.filename.rpartition("/")[2]
                assert re.match(r"[0-9a-z][0-9a-z.-]+", last), "begins with letters that every program knows"
                assert not re.search(r'[<>:"\\|?*\x00-\x1f]', entry.filename)
                assert len(entry.filename.encode()) < 200


def test_the_zip_has_the_same_bytes_each_time_and_its_page_tells_its_size(
    project: Project, site: Path, tmp_path: Path
) -> None:
    for folder in ("embed", "hall"):
        (tmp_path / folder).symlink_to(site / folder)
    for edition in project.editions:
        for folder in ("print", "quiz", "slides"):
            target = tmp_path / "download" / edition.code / folder
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(site / "download" / edition.code / folder)
    sizes = write_kits(project, tmp_path)
    for edition, document in kits(project):
        made = zip_of(site, edition, document)
        assert zip_of(tmp_path, edition, document).read_bytes() == made.read_bytes()
        assert made.stat().st_size <= LARGEST
        told = sizes[edition.code][part_of(document.name)]
        assert f"{made.stat().st_size / 1_000_000:.1f}" in told
        page = page_of(project, site, edition, document)
        assert told.replace("\xa0", " ") in page.words
        [link] = [link for link in page.named("a") if link.attributes.get("href", "").endswith(".zip")]
        folder = site / project.settings.home(edition.code) / document.name
        assert (folder / link.attributes["href"]).resolve() == made.resolve()


def test_the_page_to_read_first_leads_to_every_file_and_to_help(project: Project, site: Path, tmp_path: Path) -> None:
    for edition, document in kits(project):
        with zipfile.ZipFile(zip_of(site, edition, document)) as archive:
            names, text = set(archive.namelist()), read_first(archive)
        file = tmp_path / f"{edition.code}-{part_of(document.name)}.html"
        file.write_text(text, encoding="utf-8")
        page = read_html(file)
        hrefs = [link.attributes["href"] for link in page.named("a")]
        here = {unquote(href) for href in hrefs if not urlsplit(href).scheme and not href.startswith("#")}
        assert here == {name for name in names if not name.startswith("0-")}
        assert "tel:120" in hrefs
        assert "https://creativecommons.org/licenses/by/4.0/" in hrefs
        assert f"{project.settings.site_url}{project.settings.home(edition.code)}{document.name}/" in hrefs
        assert [href for href in hrefs if href.startswith("#") and href[1:] not in page.ids()] == []
        assert text.count("<h1") == 1
        assert {"aims", "talk", "checklist", "report"} <= set(page.ids())


def test_boxes_to_tick_send_and_keep_nothing(project: Project, site: Path) -> None:
    for edition, document in kits(project):
        page = page_of(project, site, edition, document)
        boxes = [one for one in page.named("input") if one.attributes.get("type") == "checkbox"]
        assert len(boxes) >= 4
        assert all("name" not in box.attributes and box.attributes["autocomplete"] == "off" for box in boxes)
        assert not page.named("form")


def test_a_kits_page_shows_its_prints_quizzes_talk_pages_and_plans(project: Project, site: Path) -> None:
    for edition, document in kits(project):
        meta = document.meta
        assert isinstance(meta, KitMeta)
        links = {link.attributes.get("href", "") for link in page_of(project, site, edition, document).named("a")}
        ends = [f"/{taken.leaflet}-{form}.pdf" for taken in meta.leaflets for form in taken.formats]
        ends += [f"/hall/{edition.code}/{bank}/index.html" for bank in meta.banks]
        ends += [f"/quiz/{bank}/{part}" for bank in meta.banks for part in ("", "set-up/")]
        ends += [f"/quiz/{bank}.paper.pdf" for bank in meta.banks]
        ends += [f"/{meta.talk}/", f"/slides/{meta.talk.split('/')[-1]}.pptx"]
        ends += [f"/campaigns/{name}/" for name in meta.activities]
        assert [end for end in ends if not any(link.endswith(end) for link in links)] == [], document.path


def test_the_doors_of_act_and_campaigns_lead_to_all_of_them(project: Project, site: Path) -> None:
    for edition in project.editions:
        home = site / project.settings.home(edition.code)
        wanted = {home / "campaigns" / name for name in (*SETTINGS, *ACTIVITIES)}
        page = home / "campaigns" / "index.html"
        there = {(page.parent / link.attributes.get("href", "")).resolve() for link in read_html(page).named("a")}
        assert {path.resolve() for path in wanted} <= there
        act = home / "act" / "index.html"
        led = {(act.parent / link.attributes.get("href", "")).resolve() for link in read_html(act).named("a")}
        assert page.parent.resolve() in led


def test_a_project_without_campaigns_has_none(tmp_path: Path) -> None:
    small = read_project(write_project(tmp_path), date(2026, 11, 22))[0]
    edition = small.edition("en")
    assert campaign_words(small, edition) == {}
    assert write_kits(small, tmp_path / "out") == {"en": {}, "zh": {}}
    assert not (tmp_path / "out").exists()
    assert b"kits: {}" in stage_files(small, edition, tmp_path / "stage")["mkdocs.yml"]
