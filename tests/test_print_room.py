"""The print room: what it lists is there, sizes and paper are told right, and one zip holds all prints."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
import yaml

from clearheart.model import Project
from clearheart.print import prepare_leaflet
from clearheart.print.formats import FORMATS
from clearheart.print.leaflets import jobs
from clearheart.print_room import PAPERS, draw_sheets, room_pages, sheet_orders, write_room, write_rooms
from clearheart.read import read_project
from clearheart.stage import stage_files
from tests.html_files import read_html
from tests.projects import REPOSITORY, last_checked, tell, write_project

WRITTEN = {code: (REPOSITORY / f"theme/strings/{code}.yml").read_text("utf-8") for code in ("en", "zh")}
STRINGS = {code: yaml.safe_load(text)["extra"]["clearheart"]["strings"] for code, text in WRITTEN.items()}
"""The words that people write; all others are made from these."""
SHORT_EDGE = {"en": "flip on the short edge", "zh": "短边翻转"}
LONG_EDGE = {"en": "flip on the long edge", "zh": "长边翻转"}
ONE_SIDED = ("a3", "us-tabloid", "shop")
SHEETS = "{http://www.w3.org/2000/svg}svg"


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    return read_project(root, last_checked())[0]


@pytest.fixture(params=["", "zh/"])
def room(request: pytest.FixtureRequest, site: Path) -> Path:
    """The folder of a language's print room."""
    return site / request.param / "print"


def _files(room: Path) -> Iterator[Path]:
    """Give every file that a print room links to or shows."""
    for element in read_html(room / "index.html").elements:
        address = element.attributes.get("href" if element.name == "a" else "src", "")
        parts = urlsplit(address)
        if element.name in ("a", "img") and parts.path and not parts.netloc and not parts.scheme:
            yield (room / unquote(parts.path)).resolve()


def test_everything_a_print_room_names_is_there(room: Path) -> None:
    files = set(_files(room))
    assert {path.suffix for path in files} >= {".pdf", ".png", ".zip"}
    assert [path for path in files if not (path.is_file() or (path / "index.html").is_file())] == []


def test_every_leaflet_is_shown_in_every_format(project: Project, site: Path) -> None:
    for edition in project.editions:
        page = site / project.settings.home(edition.code) / "print" / "index.html"
        shown = [element.attributes for element in read_html(page).elements if element.name == "img"]
        names = [Path(one["src"]).stem for one in shown if "/print/" in one["src"]]
        wanted = [f"{job.document.name.removeprefix('leaflets/')}-{job.form}" for job in jobs(project, edition)]
        assert names == wanted
        assert len(names) >= 2
        for picture in shown:
            file = (page.parent / picture["src"]).resolve().read_bytes()
            assert struct.unpack(">II", file[16:24]) == (int(picture["width"]), int(picture["height"]))
            assert picture["loading"] == "lazy"
            assert len(picture["alt"]) > 10


def test_sizes_are_those_of_the_files(room: Path) -> None:
    text = (room / "index.html").read_text(encoding="utf-8")
    told = re.findall(r'class="ch-files"><a href="([^"]+)"[^>]*>PDF[,，]\s?(\d+)\s[kK]B</a>', text)
    assert told
    for address, size in told:
        assert abs((room / address).resolve().stat().st_size / 1000 - int(size)) <= 0.5 + 1e-9


def test_one_zip_holds_every_print_and_has_the_same_bytes_each_time(
    project: Project, site: Path, tmp_path: Path
) -> None:
    for edition in project.editions:
        folder = site / "download" / edition.code
        made = (folder / "print" / "all-prints.zip").read_bytes()
        with zipfile.ZipFile(folder / "print" / "all-prints.zip") as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            for name in names:
                assert archive.read(name) == (folder / name).read_bytes()
        assert names == sorted(names)
        assert {f"print/{path.name}" for path in folder.glob("print/*.pdf")} <= set(names)
        assert {f"quiz/{path.name}" for path in folder.glob("quiz/*.pdf")} <= set(names)
        assert not [name for name in names if name.endswith((".png", ".svg", ".zip"))]
        (tmp_path / "download").mkdir(exist_ok=True)
        (tmp_path / "download" / edition.code).symlink_to(folder)
        write_room(project, edition, tmp_path)
        assert (folder / "print" / "all-prints.zip").read_bytes() == made


@pytest.mark.parametrize("language", sorted(STRINGS))
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_each_format_says_its_paper_and_the_edge_on_which_it_is_turned_over(language: str, form: str) -> None:
    words = STRINGS[language]["print_room"]["forms"][form]
    sheet = FORMATS[form].imposition.sheet if FORMATS[form].imposition else FORMATS[form].size  # type: ignore[union-attr]
    if form in ONE_SIDED:
        assert SHORT_EDGE[language] not in words["paper"]
        assert LONG_EDGE[language] not in words["paper"]
    else:
        assert (SHORT_EDGE if sheet[0] > sheet[1] else LONG_EDGE)[language] in words["paper"]
    assert words["name"]


def test_every_audience_has_a_word_in_every_language(project: Project) -> None:
    tags = {tag for edition in project.editions for one in edition.leaflets for tag in one.meta.tags}
    for strings in STRINGS.values():
        assert tags - set(strings["print_room"]["tags"]) == set()
        assert set(strings["print_room"]["kinds"]) == {*PAPERS, "pptx", "pdf"}


@pytest.mark.parametrize(("form", "size"), [("a4", (210, 297)), ("us-letter", (215.9, 279.4))])
def test_sheets_stand_one_below_the_other_and_tell_where_the_lines_are(
    project: Project, form: str, size: tuple[float, float]
) -> None:
    for edition in project.editions:
        leaflet = prepare_leaflet(replace(next(jobs(project, edition)), form=form))
        made = draw_sheets(leaflet)
        assert made == draw_sheets(leaflet)
        assert len(made) < 0.8 * sum(len(page) for page in leaflet.trace())
        root = ElementTree.fromstring(made)
        pages = [page for page in root if page.tag == SHEETS]
        assert len(pages) == int(root.get("data-sheets", "")) == 2
        points = [float(part) for part in root.get("viewBox", "").split()]
        assert points == pytest.approx([0, 0, size[0] * 72 / 25.4, 2 * size[1] * 72 / 25.4], abs=0.01)
        assert [float(page.get("y", "")) for page in pages] == pytest.approx([0, size[1] * 72 / 25.4], abs=0.01)
        lines = [line.split() for line in root.get("data-lines", "").split(";")]
        assert [name for name, *_ in lines] == ["organisation", "phone", "address", "helpline"]
        for _, page, left, place, length, kind in lines:
            assert page == "1"
            assert 10 < float(left) < float(left) + float(length) < size[0] - 10
            assert size[1] - 20 < float(place) < size[1] - 5
            assert 3 < float(kind) < 6


def test_only_formats_that_a_browser_prints_as_they_are_can_be_filled_in(tmp_path: Path) -> None:
    source = (REPOSITORY / "content/en/leaflets/talking-at-the-table.md").read_text("utf-8")
    text = re.sub(r"^formats: .*$", "formats: [a4, grey, shop, a5x2, us-letter, us-half]", source, flags=re.MULTILINE)
    root = write_project(tmp_path, {"content/en/leaflets/small.md": text})
    small = read_project(root, date(2026, 11, 22))[0]
    paths = [Path(order.path).name for order in sheet_orders(small, small.edition("en"))]
    assert paths == ["small-a4-fill.svg", "small-grey-fill.svg", "small-us-letter-fill.svg"]


def test_where_nothing_was_printed_there_is_no_print_room(tmp_path: Path) -> None:
    small = read_project(write_project(tmp_path), date(2026, 11, 22))[0]
    rooms = write_rooms(small, tmp_path / "out")
    assert rooms == {"en": {}, "zh": {}}
    assert not (tmp_path / "out").exists()
    edition = small.edition("en")
    assert room_pages(edition, rooms) == {}
    assert [name for name in stage_files(small, edition, tmp_path / "stage", rooms) if "print" in name] == []


@pytest.mark.parametrize("path", ["content/en/print.md", "content/zh/print/index.md"])
def test_an_authors_page_may_not_take_the_place_of_the_print_room(tmp_path: Path, path: str) -> None:
    root = write_project(tmp_path, {path: "# Mine\n"})
    assert 'the place "print" in the site is taken' in tell(root, date(2026, 11, 22))
