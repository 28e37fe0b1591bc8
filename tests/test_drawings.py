"""The family of drawings and icons: one hand, colours of the tokens, words in every language, seen by day and night."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser

from clearheart.print.drawings import list_drawings
from clearheart.read import read_project
from clearheart.render import drawing_svg, render_template
from tests.projects import REPOSITORY, last_checked
from tools.drawings_sheet import ICON, gallery, list_icons

THEME = REPOSITORY / "theme"
NAMES = list_drawings(THEME)
ICONS = list_icons(THEME)
MOST_BYTES = 6_000

SHAPES = {"path", "rect", "circle", "ellipse"}
ELEMENTS = SHAPES | {"svg", "g", "clipPath"}
PLACES = {"d", "x", "y", "width", "height", "rx", "cx", "cy", "r", "ry", "transform"}
ATTRIBUTES = PLACES | {"class", "stroke-width", "id", "clip-path"}

# One line for all: 2 units wide, with round ends. The mark stands on the page itself and has no ground.
LINE = {"fill": "none", "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round"}
GROUNDLESS = {"mark"}

# Coral and red say: here is help. Beside it stand the lanterns of a feast and the ribbon of a day, red by themselves.
RED = {"c", "C"}
MAY_BE_RED = {"card", "door-help", "phone-call", "recovery-position", "festival", "ribbon"}


def read_drawing(name: str) -> ElementTree.Element:
    """Read a drawing's file, its namespace left out."""
    svg = ElementTree.fromstring((THEME / "drawings" / f"{name}.svg").read_text(encoding="utf-8"))
    for element in svg.iter():
        element.tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return svg


def classes_of(element: ElementTree.Element) -> set[str]:
    """Give the classes of an element and of all that it holds."""
    return {name for part in element.iter() for name in part.get("class", "").split()}


def test_the_family_is_large_enough_to_choose_from() -> None:
    assert len(NAMES) >= 45
    assert len([name for name in NAMES if name.startswith("setting-")]) == 8


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_small_and_of_the_familys_line(name: str) -> None:
    svg = read_drawing(name)
    assert (THEME / "drawings" / f"{name}.svg").stat().st_size < MOST_BYTES
    assert re.fullmatch(r"-?\d+ -?\d+ \d+ \d+", svg.get("viewBox", ""))
    assert {key: svg.get(key) for key in LINE} == LINE
    assert not {"width", "height", "id"} & set(svg.attrib)  # pages say how large it is


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_holds_shapes_alone(name: str) -> None:
    """No script, no style, no colour of its own, no words in any language."""
    svg = read_drawing(name)
    assert {element.tag for element in svg.iter()} <= ELEMENTS
    assert {key for element in svg.iter() if element is not svg for key in element.attrib} <= ATTRIBUTES
    assert not any((element.text or "").strip() for element in svg.iter())


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_takes_its_colours_from_the_kit(name: str) -> None:
    used = classes_of(read_drawing(name))
    kit = set(re.findall(r"\.([A-Za-z]\w*) \{", (THEME / "drawings/drawings.css").read_text(encoding="utf-8")))
    assert used <= kit | {"ch-brand"}
    assert len(used - {"dr", "n"}) >= 3
    assert not used & RED or name in MAY_BE_RED


@pytest.mark.parametrize("name", [name for name in NAMES if name not in GROUNDLESS])
def test_a_drawing_stands_on_a_ground_that_covers_it(name: str) -> None:
    svg = read_drawing(name)
    left, top, width, height = map(float, svg.get("viewBox", "").split())
    ground = svg[0]
    x, y, wide, high = (float(ground.get(key, "0")) for key in ("x", "y", "width", "height"))
    assert ground.tag == "rect" and "n" in ground.get("class", "").split()
    assert x <= left and y <= top and x + wide >= left + width and y + high >= top + height


def test_drawings_have_words_in_every_language() -> None:
    project, _ = read_project(REPOSITORY, last_checked())
    assert len(project.editions) >= 2
    for edition in project.editions:
        words = edition.strings["drawings"]
        assert sorted(words) == NAMES
        assert len(set(words.values())) == len(words)
        assert [said for said in words.values() if not re.fullmatch(r"[^!！]+[.。]", said)] == []
        is_chinese = [bool(re.search(r"[\u4e00-\u9fff]", said)) for said in words.values()]
        assert all(is_chinese) if edition.code.startswith("zh") else not any(is_chinese)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_names_a_drawing_or_hides_it(name: str) -> None:
    named = ElementTree.fromstring(drawing_svg(THEME, name, "Two & two"))
    hidden = ElementTree.fromstring(drawing_svg(THEME, name))
    assert (named.get("role"), named[0].tag, named[0].text) == ("img", "title", "Two & two")
    assert (hidden.get("aria-hidden"), hidden.find("title")) == ("true", None)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_drawing_is_seen_by_day_and_by_night(browser: Browser, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 400}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_content(gallery(THEME))
    shot = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    boxes = page.eval_on_selector_all("figure > .dr", "all => all.map(one => one.getBoundingClientRect().toJSON())")
    names = page.locator("figure:has(> .dr) > figcaption").all_text_contents()
    context.close()
    assert sorted(names) == NAMES
    paper = shot.getpixel((1, 1))
    for name, box in zip(names, boxes, strict=True):
        drawn = shot.crop((round(box["x"]), round(box["y"]), round(box["right"]), round(box["bottom"])))
        colours = drawn.getcolors(drawn.width * drawn.height) or []
        common = [colour for count, colour in colours if count > drawn.width * drawn.height / 200]
        assert len(set(common) - {paper}) >= 3, name
        assert (0, 0, 0) not in common, name  # what no rule colours is black


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_one_line_that_takes_the_colour_of_its_words(name: str) -> None:
    text = render_template(THEME, ICON.format(name=name))
    icon = ElementTree.fromstring(text)
    assert icon.attrib == {"class": "ch-ico", "viewBox": "0 0 20 20", "aria-hidden": "true"}
    assert [(part.tag, set(part.attrib)) for part in icon] == [("path", {"d"})]
    assert (Path(THEME / ICON.format(name=name))).read_text(encoding="utf-8").count("{#-") == 1  # says what it shows


def test_icons_stay_within_their_squares(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(gallery(THEME))
    boxes = page.eval_on_selector_all(
        ".ch-ico > path",
        "all => all.map(one => { const box = one.getBBox(); return [box.x, box.y, box.width, box.height] })",
    )
    page.close()
    assert len(boxes) == len(ICONS) >= 18
    for name, (x, y, width, height) in zip(ICONS, boxes, strict=True):
        assert min(x, y) >= 1 and max(x + width, y + height) <= 19, name  # half a line stands around it
        assert max(width, height) >= 11, name


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_handbook_names_every_drawing_and_every_icon(language: str) -> None:
    named = re.findall(r"`([a-z][a-z0-9-]*)`", (REPOSITORY / "docs" / language / "drawings.md").read_text("utf-8"))
    assert sorted({name for name in named if name in NAMES}) == NAMES
    assert named[-len(ICONS) :] == ICONS
