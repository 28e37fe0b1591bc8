"""What a leaflet is told of its pictures, its long words and its tables; and that a grey edition is grey."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import cv2
import numpy
import pytest
from PIL import Image

from clearheart.print import PrintJob, check_leaflet, prepare_leaflet
from clearheart.print.drawings import fill, grey, list_drawings
from clearheart.print.formats import FORMATS
from clearheart.problems import ClearheartError
from clearheart.read.logo import read_logo
from tests.test_print import ENGLISH, LEAFLETS, PATH, THEME, line_of, make_job, real_job

# The formats on which the blocks of the back stand, whole; cards and posters have no room for them.
WHOLE = ["a4", "letter", "large", "grey", "shop", "trifold", "a5x2", "booklet", "bilingual"]


def picture_job(tmp_path: Path, form: str = "a4", **pictures: bytes) -> PrintJob:
    """Make a job whose back page shows some pictures, each by the name of its file."""
    folder = tmp_path / "content" / "en" / "leaflets"
    folder.mkdir(parents=True)
    for name, data in pictures.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    shown = "\n\n".join(f"![A house]({name.replace('_', '.')})" for name in pictures)
    return in_format(ENGLISH.replace("Ask first.", shown), form, tmp_path)


def in_format(text: str, form: str, root: Path) -> PrintJob:
    job = replace(make_job(text), form=form, root=root)
    return replace(job, beside=make_job(ENGLISH)) if form.endswith("bilingual") else job


def paint(width: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """Give a picture of two colours."""
    height = width // 3
    picture = Image.new(mode, (width, height), (200, 30, 60, 128)[: len(mode)])
    picture.paste((20, 90, 200, 255)[: len(mode)], (0, 0, width // 2, height // 2))
    drawn = io.BytesIO()
    picture.save(drawn, kind)
    return drawn.getvalue()


def told(job: PrintJob) -> list[str]:
    return [str(problem) for problem in check_leaflet(job)]


@pytest.mark.parametrize("form", WHOLE)
def test_a_coarse_picture_is_told_with_its_line_in_every_format(form: str, tmp_path: Path) -> None:
    job = picture_job(tmp_path, form, coarse_png=paint(60))
    line = line_of(job.document.text, "![A house]") + job.document.line - 1
    coarse = [problem for problem in told(job) if "dots an inch" in problem]
    assert len(coarse) == 1
    assert coarse[0].startswith(f'{PATH}:{line}: the picture "coarse.png" has only ')
    assert " pixels wide: 150 dots an inch" in coarse[0]


def test_a_picture_is_fine_from_150_dots_an_inch_on(tmp_path: Path) -> None:
    [problem] = told(picture_job(tmp_path / "first", coarse_jpg=paint(60, kind="JPEG")))
    wanted = int(problem.split(" pixels wide")[0].rsplit(" ", 1)[1])
    assert told(picture_job(tmp_path / "second", fine_jpg=paint(wanted, kind="JPEG"))) == []
    [problem] = told(picture_job(tmp_path / "third", coarse_jpg=paint(wanted - 3, kind="JPEG")))
    assert "has only 149 dots an inch" in problem or "has only 148 dots an inch" in problem


def test_a_larger_sheet_needs_a_larger_picture(tmp_path: Path) -> None:
    small = told(picture_job(tmp_path / "small", "a5x2", coarse_png=paint(60)))[0]
    large = told(picture_job(tmp_path / "large", "a4", coarse_png=paint(60)))[0]

    def wanted(problem: str) -> int:
        return int(problem.split(" pixels wide")[0].rsplit(" ", 1)[1])

    assert wanted(large) > 1.3 * wanted(small)


@pytest.mark.parametrize("form", [*WHOLE, "a3", "a6x4", "wallet"])
def test_a_missing_picture_keeps_every_format_from_being_printed(form: str, tmp_path: Path) -> None:
    job = in_format(ENGLISH.replace("Ask first.", "![A house](nowhere.png)"), form, tmp_path)
    with pytest.raises(ClearheartError, match=r'small\.md:\d+: there is no picture "nowhere\.png"'):
        prepare_leaflet(job)


def test_a_picture_of_too_many_pixels_is_told_and_not_opened(tmp_path: Path) -> None:
    drawn = io.BytesIO()
    Image.new("1", (20_000, 9_000)).save(drawn, "PNG")
    [problem] = told(picture_job(tmp_path, huge_png=drawn.getvalue()))
    assert 'the picture "huge.png" has more than 89 million pixels - save it smaller' in problem


def test_a_link_that_leads_outside_the_project_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(paint(2000))
    job = picture_job(tmp_path / "project", inside_png=b"")
    (tmp_path / "project/content/en/leaflets/inside.png").unlink()
    (tmp_path / "project/content/en/leaflets/inside.png").symlink_to(tmp_path / "secret.png")
    [problem] = told(job)
    assert 'the picture "inside.png" lies outside content/en' in problem


@pytest.mark.parametrize("form", WHOLE)
def test_a_word_wider_than_its_column_is_told_with_its_line(form: str, tmp_path: Path) -> None:
    word = "Donaudampfschifffahrtselektrizitäten" * 4
    text = ENGLISH.replace("Sleep that changes.", f"Sleep\nand {word} too.")
    long = [problem for problem in told(in_format(text, form, tmp_path)) if "wider than its column" in problem]
    assert len(long) == 1
    assert long[0].startswith(f'{PATH}:{line_of(text, "Sleep")}: the word "{word}" is about ')
    assert long[0].endswith("use a shorter word, or put a hyphen or a space into it")


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("wallet", "us-wallet")])
def test_a_long_word_in_a_point_is_told_in_every_format(form: str, tmp_path: Path) -> None:
    word = "Hyperparasympathikotonie" * 6
    text = ENGLISH.replace("Ask “What", f"{word} “What")
    assert any(
        f"{PATH}:{line_of(text, word)}: the word" in problem for problem in told(in_format(text, form, tmp_path))
    )


def test_a_long_word_that_fits_is_not_told(tmp_path: Path) -> None:
    text = ENGLISH.replace("Sleep that changes.", "Responsibilities change.")
    assert told(in_format(text, "a4", tmp_path)) == []


@pytest.mark.parametrize("form", WHOLE)
def test_a_table_that_is_too_wide_is_told_with_its_line(form: str, tmp_path: Path) -> None:
    cells = " | ".join(["Understanding"] * 14)
    table = f"| {cells} |\n|{' --- |' * 14}\n| {cells} |"
    text = ENGLISH.replace("| Sign | What to do |\n| --- | --- |\n| Sleepy | Ask |", table)
    wide = [problem for problem in told(in_format(text, form, tmp_path)) if "wider than its place" in problem]
    assert len(wide) == 1
    assert wide[0].startswith(f"{PATH}:{line_of(text, '| Understanding')}: this table")


@pytest.mark.parametrize("form", ["a4", "trifold", "booklet"])
def test_a_character_that_no_font_holds_is_told_in_every_format(form: str, tmp_path: Path) -> None:
    text = ENGLISH.replace("Ask first.", "Ask 😀 first.")
    [problem] = told(in_format(text, form, tmp_path))
    assert problem.startswith(f"{PATH}:{line_of(text, '😀')}: no font of theme/fonts holds")


def assert_is_grey(pages: list[bytes]) -> None:
    for page in pages:
        pixels = cv2.imdecode(numpy.frombuffer(page, numpy.uint8), cv2.IMREAD_COLOR)
        assert pixels is not None
        spread = pixels.max(axis=2).astype(int) - pixels.min(axis=2)
        assert spread.max() <= 1, f"{(spread > 1).sum()} pixels have a colour"


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_pixel_of_a_grey_edition_is_grey(path: Path) -> None:
    assert_is_grey(prepare_leaflet(replace(real_job(path), form="grey")).draw(60))


def test_pictures_of_authors_are_grey_in_a_grey_edition(tmp_path: Path) -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><style>.a { fill: rebeccapurple }</style>'
        b'<path class="a" d="M0 0h3v3H0z"/><path fill="rgb(200, 10, 30)" d="M3 0h3v3H3z"/>'
        b'<path style="fill:#08f;stroke:hsl(30, 90%, 40%)" d="M6 0h3v3H6z"/></svg>'
    )
    pictures = {"a_png": paint(900), "b_jpg": paint(900, kind="JPEG"), "c_png": paint(900, mode="RGBA"), "d_svg": svg}
    job = picture_job(tmp_path, "grey", **pictures)
    leaflet = prepare_leaflet(job)
    assert_is_grey(leaflet.draw(60))
    assert leaflet.print() == prepare_leaflet(job).print()


def test_a_logo_is_grey_in_a_grey_edition(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(paint(300))
    logo = read_logo(tmp_path / "logo.png", (26, 13))
    imprint = {"organisation": "A", "phone": "1", "address": "", "helpline": "", "logo": logo}
    assert_is_grey(prepare_leaflet(in_format(ENGLISH, "grey", tmp_path)).draw(60, imprint))


@pytest.mark.parametrize("name", list_drawings(THEME))
def test_a_grey_drawing_keeps_its_shades_apart(name: str) -> None:
    path = THEME / "drawings" / f"{name}.svg"
    before, after = fill(path, THEME), grey(fill(path, THEME))
    assert len(before) == len(after)
    assert before != after


def test_what_is_no_colour_stays_in_a_grey_drawing() -> None:
    drawn = '<path fill="none" stroke="url(#a)" fill-opacity="0.5" style="fill:inherit"/>'
    assert grey(drawn) == drawn
    assert grey('<path fill="#ff0000"/>') == '<path fill="#4c4c4c"/>'
