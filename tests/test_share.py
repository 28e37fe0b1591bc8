"""Share pictures: what is shown where a page's address is passed on."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from clearheart.model import Project
from clearheart.orders import Order
from clearheart.read import read_project
from clearheart.share import check_share, share_orders, shared_pages
from tests.html_files import html_files, language_of
from tests.projects import REPOSITORY, last_checked, write_project

LOCALES = {"en": "en_GB", "zh": "zh_CN", "zh-TW": "zh_TW", "zh-HK": "zh_HK"}


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(REPOSITORY, last_checked())[0]


def small(folder: Path, files: dict[str, str | bytes | None] | None = None) -> Project:
    project, problems = read_project(write_project(folder, files), last_checked())
    assert problems == []
    return project


def orders_by_path(project: Project) -> dict[str, Order]:
    return {order.path: order for order in share_orders(project)}


def ink_rows(data: bytes, box: tuple[int, int, int, int]) -> list[int]:
    """Give the rows of a part of a picture in which something of the words' colour stands."""
    with Image.open(io.BytesIO(data)) as picture:
        part = picture.convert("RGB").crop(box)
    pixels = part.load()
    assert pixels is not None

    def is_ink(x: int, y: int) -> bool:
        red, green, blue = pixels[x, y]  # type: ignore[misc]
        return red < 0x60 and green < 0x70 and blue < 0x80

    return [y for y in range(part.height) if any(is_ink(x, y) for x in range(part.width))]


def test_what_has_something_to_show_has_a_wide_and_a_square_picture(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "content/en/plain.md": "# Plain\n\nWords alone.\n",
        "content/en/door.md": "# Door\n\n![A sign](drawing:door-know)\n",
        "content/en/know/drawn.md": "# Drawn\n\n![A home](drawing:home)\n",
        "content/en/asked.md": "# Asked\n\n```quiz\nbasics\n```\n",
    }
    project = small(tmp_path, files)
    wide = {f"share/en/{name}.png" for name in ("index", "know-drawn", "asked", "quiz-basics")}
    square = {path.replace(".png", "-square.png") for path in wide}
    assert {path for path in orders_by_path(project) if path.startswith("share/en/")} == wide | square
    assert sorted(shared_pages(project.edition("en"))) == ["asked", "index", "know/drawn", "quiz/basics"]


@pytest.mark.parametrize("path", ["share/en/index.png", "share/zh/leaflets-talking-at-the-table-square.png"])
def test_a_picture_has_its_size_is_small_and_the_same_each_time(project: Project, path: str) -> None:
    order = orders_by_path(project)[path]
    data = order.file()
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == ((1080, 1080) if path.endswith("-square.png") else (1200, 630))
        assert picture.mode == "P"
        assert set(picture.info) <= {"transparency"}, "nothing tells of a date or a machine"
    assert len(data) < 60_000
    assert pickle.loads(pickle.dumps(order)).file() == data


def test_what_stands_on_a_picture_decides_its_key(project: Project) -> None:
    orders = orders_by_path(project).values()
    assert len({order.key("") for order in orders}) == len(orders)
    assert [order.key("") for order in orders_by_path(project).values()] == [order.key("") for order in orders]


def test_title_and_drawing_are_on_the_picture(tmp_path: Path) -> None:
    """Two pages that differ only in their title differ on the left, those with another drawing on the right."""
    page = "---\ndescription: A sentence.\n---\n\n# {title}\n\n![A home]({drawing})\n"
    project = small(
        tmp_path,
        {
            "content/en/one.md": page.format(title="One", drawing="drawing:home"),
            "content/en/two.md": page.format(title="Two", drawing="drawing:home"),
            "content/en/three.md": page.format(title="Two", drawing="drawing:village"),
        },
    )
    made = {path: order.file() for path, order in orders_by_path(project).items() if not path.endswith("-square.png")}
    one, two, three = (_halves(made[f"share/en/{name}.png"]) for name in ("one", "two", "three"))
    assert _differ(one[0], two[0]) and not _differ(one[1], two[1])
    assert not _differ(two[0], three[0]) and _differ(two[1], three[1])


def _halves(data: bytes) -> tuple[Image.Image, Image.Image]:
    with Image.open(io.BytesIO(data)) as picture:
        full = picture.convert("RGB")
    return full.crop((0, 0, 690, 600)), full.crop((710, 0, 1200, 600))


def _differ(one: Image.Image, other: Image.Image) -> bool:
    """Say whether two pictures show something else; each has its own few colours, so that shades may differ."""
    return max(high for _, high in ImageChops.difference(one, other).getextrema()) > 64  # type: ignore[misc]


LONG = {
    "en": "A title that goes on and on about responsibilities, circumstances and everything that anybody might ask",
    "zh": "一个很长很长的标题，说的是责任、处境、选择，还有大家可能会问到的许多别的事情，一行怎么也放不下",
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("ending", ["", "-square"])
def test_a_long_title_stays_clear_of_address_and_edge(tmp_path: Path, language: str, ending: str) -> None:
    text = f"---\ndescription: {'Words and more words. ' * 12}\n---\n\n# {LONG[language]}\n\n![A home](drawing:home)\n"
    project = small(tmp_path, {f"content/{language}/long.md": text})
    data = orders_by_path(project)[f"share/{language}/long{ending}.png"].file()
    # The strip right of the words, and the one between them and the address below them.
    beside = (1020, 520, 1075, 1060) if ending else (662, 0, 690, 610)
    above = (0, 940, 1080, 950) if ending else (0, 546, 690, 552)
    assert ink_rows(data, beside) == []
    assert ink_rows(data, above) == []


def test_characters_that_no_font_holds_do_not_stop_a_picture(tmp_path: Path) -> None:
    project = small(tmp_path, {"content/en/odd.md": "# Odd \U00012345 title\u200b\n\n![A home](drawing:home)\n"})
    assert orders_by_path(project)["share/en/odd.png"].file()


def test_two_pages_whose_pictures_would_bear_one_name_are_told(tmp_path: Path) -> None:
    shown = "![A home](drawing:home)\n"
    project = small(tmp_path, {"content/en/a/b.md": f"# One\n\n{shown}", "content/en/a-b.md": f"# Other\n\n{shown}"})
    [problem] = check_share(project)
    assert str(problem) == (
        'content/en/a/b.md:1: the share picture of this page would have the name of that of "a-b" - '
        "give one of the two files another name"
    )
    assert list(check_share(small(tmp_path / "other"))) == []


def test_every_page_names_a_picture_that_is_there(site: Path) -> None:
    seen = set()
    for path, tags in _tags(site):
        assert tags["og:title"] and tags["og:description"] and tags["og:image:alt"], path
        language = language_of(path)
        home = "index.html" if language == "en" else f"{language}/index.html"
        assert tags["og:type"] == ("website" if path == home else "article"), path
        assert tags["og:locale"] == LOCALES[language], path
        assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
        assert tags["twitter:card"] == "summary_large_image"
        address = "https://clearheart.example/"
        for picture in (tags["og:image"], tags["image_src"]):
            assert picture.startswith(f"{address}share/{language}/"), path
            seen.add(picture.removeprefix(address))
            assert (site / picture.removeprefix(address)).is_file(), (path, picture)
    written = {path.relative_to(site).as_posix() for path in (site / "share").rglob("*.png")}
    assert seen == written, "a picture that no page names is made in vain"


def _tags(site: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for path, page in html_files(site).items():
        if path.startswith(("embed/", "hall/")) or path.endswith("404.html"):
            continue
        tags = {
            element.attributes.get("property") or element.attributes["name"]: element.attributes.get("content", "")
            for element in page.elements
            if element.name == "meta" and ("property" in element.attributes or "name" in element.attributes)
        }
        for element in page.elements:
            if element.name == "link" and element.attributes.get("rel") == "image_src":
                tags["image_src"] = element.attributes["href"]
        if "og:type" in tags or "robots" not in tags:
            yield path, tags
