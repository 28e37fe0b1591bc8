"""Places: what their file may say, what is told of its faults, the map's geometry, and what our own list promises."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from clearheart.living.venues.map import Box, Point, Sheet, draw_map, text_width
from clearheart.living.venues.order import in_order, region_name
from clearheart.living.venues.pages import TYPES, venue_pages
from clearheart.living.venues.words import SHEETS, venue_words
from clearheart.model import Project
from clearheart.model.venue import Venue
from clearheart.overlay import lay_over
from clearheart.read import read_project
from tests.projects import REPOSITORY, last_checked, tell, write_project

GOOD = """\
- id: hall
  kind: base
  name: {en: Hall, zh: 馆}
  region: CN-GZ
  city: {en: Town, zh: 镇}
  what: {en: A room., zh: 一间房。}
  hours: {en: Always, zh: 全天}
  coordinates: [26.5, 106.7]
  phone: +86 851 1234
  URL: https://www.unodc.org/
  languages: [zh, en]
  audience: [teens]
  source: unodc-2020
  checked: 2026-11-22
  review_by: 2030-01-01
"""
DAY = date(2026, 11, 22)


def told(folder: Path, text: str, **files: str) -> list[str]:
    root = write_project(folder, {"content/venues.yml": text, **files})
    return [line for line in tell(root, DAY).splitlines() if "venue" in line]


def test_a_good_entry_is_read_whole(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"content/venues.yml": GOOD})
    project, problems = read_project(root, DAY)
    assert problems == []
    [venue] = project.venues
    assert (venue.coordinates, venue.phone, venue.located) == ((26.5, 106.7), "+86 851 1234", "place")
    assert venue.spot.line == 1


def test_a_project_without_places_has_no_page_of_them(tmp_path: Path) -> None:
    project, problems = read_project(write_project(tmp_path), DAY)
    assert (problems, project.venues) == ([], ())
    assert [venue_pages(project, edition) for edition in project.editions] == [{}, {}]
    assert venue_words(project, project.editions[0]) == {}


@pytest.mark.parametrize(("old", "new", "line", "what"), [
    ("[26.5, 106.7]", "[106.7, 26.5]", 8, "coordinates: 106.7 is no latitude, which goes from -90 to 90"),
    ("[26.5, 106.7]", "[26.5, 206.7]", 8, "coordinates: 206.7 is no longitude, which goes from -180 to 180"),
    ("[26.5, 106.7]", "[26.5]", 8, "coordinates: is not a pair of numbers"),
    ("[26.5, 106.7]", "[26.5, nan]", 8, 'coordinates: "nan" is not a number'),
    ("[26.5, 106.7]", "26.5 106.7", 8, "coordinates: is not a pair of numbers"),
    ("source: unodc-2020", "source: unodc-2021", 1, 'there is no source "unodc-2021" - add it to content/'),
    ("kind: base", "kind: castle", 2, 'kind: "castle" is not one of its values'),
    ("CN-GZ", "Guizhou", 4, 'region: "Guizhou" is not the code of a country or region'),
    ("+86 851 1234", "call us", 9, 'phone: "call us" cannot be called'),
    ("https://www.unodc.org/", "unodc.org", 10, '"unodc.org" is not a web address'),
    ("[zh, en]", "[zh, English please]", 11, 'languages: "English please" is not the code of a language'),
    ("{en: A room., zh: 一间房。}", "{en: A room.}", 1, 'venue "hall" has no words in zh - add zh: to what'),
    ("  region: CN-GZ\n", "", 1, 'the key "region" is missing'),
    ("2030-01-01", "2026-01-01", 1, 'venue "hall" was due for review by 2026-01-01'),
    ("checked: 2026-11-22", "checked: 2036-11-22", 1, "checked: 2036-11-22 has not come yet"),
])  # fmt: skip
def test_every_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    assert old in GOOD
    lines = told(tmp_path, GOOD.replace(old, new))
    assert len(lines) == 1
    assert lines[0].startswith(f"content/venues.yml:{line}: {what}")


def test_several_faults_are_told_in_one_run(tmp_path: Path) -> None:
    lines = told(tmp_path, GOOD.replace("base", "castle").replace("26.5", "96.5").replace("unodc-2020", "no-such-one"))
    assert len(lines) == 3


def test_the_same_id_and_the_same_name_twice_are_told(tmp_path: Path) -> None:
    assert 'two entries have the id "hall"' in "\n".join(told(tmp_path / "id", GOOD + GOOD))
    again = GOOD.replace("id: hall", "id: other")
    [line] = told(tmp_path / "name", GOOD + again)
    assert line.startswith('content/venues.yml:16: venue "other" has the name and region of venue "hall"')


def test_a_page_of_an_author_cannot_stand_where_a_place_has_its_own(tmp_path: Path) -> None:
    page = {f"content/{code}/venues/hall.md": "# Hall\n" for code in ("en", "zh")}
    lines = told(tmp_path, GOOD, **page)
    assert lines == [
        f'content/{code}/venues/hall.md:1: the page of venue "hall" stands at this address - '
        "give this page another name, or write its text in venues.yml"
        for code in ("en", "zh")
    ]


def test_coordinates_stand_on_a_places_page_as_exactly_as_they_were_written(tmp_path: Path) -> None:
    text = GOOD.replace("[26.5, 106.7]", "[26.500000, 106.632514]")
    project = read_project(write_project(tmp_path, {"content/venues.yml": text}), DAY)[0]
    page = venue_pages(project, project.edition("en"))["venues/hall"]
    facts = yaml.safe_load(page.strip("-\n"))["venue"]
    assert (facts["latitude"], facts["longitude"]) == ("26.5", "106.632514")


# The map

_POINTS = st.lists(
    st.builds(
        Point,
        id=st.uuids().map(str),
        name=st.text("abc 汉字", min_size=1, max_size=30),
        latitude=st.floats(-89, 89),
        longitude=st.floats(-180, 180),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(points=_POINTS, form=st.sampled_from(sorted(SHEETS)))
def test_every_point_is_on_the_sheet_and_no_two_labels_meet(points: list[Point], form: str) -> None:
    sheet = SHEETS[form]
    drawn = draw_map(points, sheet)
    assert [mark.number for mark in drawn.marks] == list(range(1, len(points) + 1))
    whole = Box(-0.5, -0.5, sheet.width + 1, sheet.height + 1)
    labels = [mark.label for mark in drawn.marks if mark.label.width]
    for mark in drawn.marks:
        assert whole.holds(Box(mark.x, mark.y, 0, 0))
        assert whole.holds(mark.label)
    for place, label in enumerate(labels):
        assert not any(label.meets(other) for other in labels[place + 1 :])


@given(
    latitude=st.floats(-80, 80),
    longitude=st.floats(-170, 170),
    north=st.floats(0.01, 5),
    east=st.floats(0.01, 5),
)
def test_a_kilometre_is_as_long_from_west_to_east_as_from_south_to_north(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    """True scale at the middle parallel: both differ by no more than the parallels' cosines do."""
    points = [Point("a", "a", latitude, longitude), Point("b", "b", latitude + north, longitude + east)]
    one, other = draw_map(points, Sheet(1000, 700, 30)).marks
    across = (other.x - one.x) / (east * math.cos(math.radians(latitude + north / 2)))
    up = (one.y - other.y) / north
    assert across == pytest.approx(up, rel=1e-6)


def test_grid_scale_and_sides_are_where_they_belong() -> None:
    points = [Point("s", "South", 22.0, 100.0), Point("n", "North", 46.0, 125.0)]
    drawn = draw_map(points, SHEETS["wide"])
    south, north = drawn.marks
    assert north.y < south.y
    assert south.x < north.x
    assert {"30°N", "40°N"} <= {line.degrees for line in drawn.parallels}
    assert {"100°E", "120°E"} <= {line.degrees for line in drawn.meridians}
    thirty, forty = (next(x.at for x in drawn.parallels if x.degrees == name) for name in ("30°N", "40°N"))
    kilometres = (thirty - forty) / 10 / 111.2
    assert drawn.scale_width == pytest.approx(drawn.scale_km * kilometres)
    assert drawn.scale_width <= SHEETS["wide"].width / 4


def test_more_points_than_room_are_still_all_there() -> None:
    points = [Point(f"p{number}", "A rather long name of a place", 26.5, 106.7) for number in range(200)]
    drawn = draw_map(points, SHEETS["narrow"])
    assert len(drawn.marks) == 200
    assert sum(bool(mark.label.width) for mark in drawn.marks) > 20


def test_characters_are_wider_than_letters() -> None:
    assert text_width("汉字", 10) == 20
    assert text_width("ab", 10) < 20


# Our own list


@pytest.fixture(scope="module")
def ours() -> Project:
    return read_project(REPOSITORY, last_checked())[0]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Project:
    overlay = lay_over(REPOSITORY, "example", tmp_path_factory.mktemp("example"))
    return read_project(overlay.root, last_checked())[0]


def test_our_own_places_rest_on_sources_that_were_read(ours: Project) -> None:
    assert len(ours.venues) > 10
    for venue in ours.venues:
        source = ours.sources[venue.source]
        assert source.checked == "done", venue.id
        assert "example" not in source.url
        assert venue.located == "city" or not venue.coordinates, f"{venue.id}: no source gave us the door"


def test_no_invented_place_stands_in_our_own_list(ours: Project, example: Project) -> None:
    assert {venue.id for venue in ours.venues} & {venue.id for venue in example.venues} == set()
    assert not any("example" in venue.id for venue in ours.venues)


def test_every_place_of_the_example_says_so_and_has_no_number_that_rings(example: Project) -> None:
    assert len(example.venues) == 12
    for venue in example.venues:
        assert venue.name["en"].startswith("Example")
        assert venue.name["zh"].startswith("示例")
        assert venue.phone in ("", "000-0000")
        assert venue.source == "example-source"
    assert example.settings.config["extra"]["clearheart"]["example"] is True
    assert {venue.kind for venue in example.venues} == set(TYPES)


def test_places_come_region_by_region_and_every_region_has_a_name_in_every_language(ours: Project) -> None:
    for edition in ours.editions:
        regions = [venue.region for venue in in_order(ours, edition)]
        assert regions == sorted(regions, key=regions.index)
        for code in set(regions):
            assert code not in region_name(edition, code)
    english = ours.edition("en")
    assert region_name(english, "FR") == "France"
    assert region_name(english, "FR-75") == "France (FR-75)"
    assert region_name(english, "QZ") == "QZ"


def test_filters_offer_only_what_some_place_has(example: Project) -> None:
    words = venue_words(example, example.edition("en"))
    assert [kind["value"] for kind in words["kinds"]] == ["base", "school", "clinic", "service"]
    assert sum(len(region["venues"]) for region in words["regions"]) == words["total"] == 12
    numbers = [venue["number"] for region in words["regions"] for venue in region["venues"]]
    assert numbers == list(range(1, 13))
    everybody = next(venue.id for venue in example.venues if not venue.audience)
    for audience in words["audiences"]:
        assert everybody in {venue["id"] for venue in audience["venues"]}


def test_a_models_texts_are_those_that_readers_see() -> None:
    keys = {key for key, field in Venue.model_fields.items() if "Mapping" in str(field.annotation)}
    assert keys == {"name", "city", "address", "what", "hours", "visit", "access"}
