"""Figures: what a chart draws, what its table and its file say, and what paper shows, are the same numbers."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from clearheart.build import build
from clearheart.charts import Chart, describe, draw, inline_chart, label_of
from clearheart.charts.layout import WIDTH
from clearheart.charts.measure import width_of, wrap
from clearheart.charts.plain import make_plain
from clearheart.living.figures import figure_csv
from clearheart.model import Figure
from clearheart.model.figure import tells
from clearheart.orders import Shelf
from clearheart.print.leaflets import open_shelf
from clearheart.read import read_project
from clearheart.read.listing import read_listing
from tests.figure_pages import write_figures
from tests.projects import REPOSITORY, last_checked

THEME = REPOSITORY / "theme"
FONTS = THEME / "fonts"
FIGURES = read_listing(REPOSITORY, "content/figures.yml", Figure)[0].entries
CASES = [pytest.param(figure, code, id=f"{figure.id}-{code}") for figure in FIGURES for code in ("en", "zh")]


def drawn(figure: Figure, language: str) -> ElementTree.Element:
    return ElementTree.fromstring(Chart(figure, language, THEME).draw())


def texts(svg: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()) for element in svg.iter("text")]


def widths(svg: ElementTree.Element, *paints: str) -> list[float]:
    """Give how long each bar in one of the paints is."""
    found = [path for path in svg.iter("path") if path.get("class") in paints]
    return [float(re.findall(r"h([\d.]+)", path.get("d", ""))[0]) for path in found]


def places(svg: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """Give where each point of a line stands."""
    for group in svg.iter("g"):
        if group.get("class") in ("ch-c-main", "ch-c-second"):
            yield from ((float(use.get("x", 0)), float(use.get("y", 0))) for use in group.iter("use"))


@pytest.mark.parametrize(("figure", "language"), CASES)
def test_a_chart_shows_the_numbers_of_its_figure_in_words(figure: Figure, language: str) -> None:
    svg = drawn(figure, language)
    said = "".join(texts(svg)).replace(" ", "")
    for point in figure.points:
        assert point.written[language].replace(" ", "") in said
        if figure.kind != "share":
            assert label_of(figure, point, language).replace(" ", "") in said


@pytest.mark.parametrize(("figure", "language"), CASES)
def test_what_is_drawn_is_as_long_as_high_or_as_many_as_the_numbers(figure: Figure, language: str) -> None:
    svg, values = drawn(figure, language), [float(point.value) for point in figure.points]
    if figure.kind == "bar":
        lengths, whole = widths(svg, "ch-c-main", "ch-c-second"), widths(svg, "ch-c-whole")
        per = whole[0] / 100 if whole else max(lengths) / max(values)
        assert lengths == pytest.approx([value * per for value in values], abs=0.11)
        assert bool(whole) == all("%" in point.written[language] for point in figure.points)
    elif figure.kind == "share":
        groups = {group.get("class"): len(list(group.iter("use"))) for group in svg.iter("g")}
        ones = {path.get("class"): 1 for path in svg.iter("path") if path.get("class") and path.get("transform")}
        counted = {**ones, **groups}
        assert counted["ch-c-main"] == values[0]
        assert sum(counted.values()) == figure.of
    else:
        points = list(places(svg))
        base = next(float(path.get("transform", "").split()[-1][:-1]) for path in svg.iter("path")
                    if path.get("class") == "ch-c-base")  # fmt: skip
        heights = [base - y for _, y in points]
        assert heights == pytest.approx([value / max(values) * max(heights) for value in values], abs=0.11)
        years = [int(point.year) for point in figure.points]
        per = (points[-1][0] - points[0][0]) / (years[-1] - years[0])
        assert [x - points[0][0] for x, _ in points] == pytest.approx([(y - years[0]) * per for y in years], abs=0.11)


@pytest.mark.parametrize(("figure", "language"), CASES)
def test_a_chart_is_light_and_plain_and_says_what_it_shows(figure: Figure, language: str) -> None:
    html = inline_chart(Chart(figure, language, THEME).draw(), figure, language, "one")
    assert len(html.encode()) <= 8_000
    assert not re.search(r"style|<script|font-family|url\(|http|\son\w+=|#[0-9a-f]{3,6}\b", html)
    svg = ElementTree.fromstring(html)
    assert svg.get("role") == "img"
    named = {element.get("id"): "".join(element.itertext()) for element in (svg[0], svg[1])}
    assert named[svg.get("aria-labelledby")] == figure.title[language]
    assert named[svg.get("aria-describedby")] == describe(figure, language)
    assert figure.shows[language] in describe(figure, language)
    other = ElementTree.fromstring(inline_chart(Chart(figure, language, THEME).draw(), figure, language, "two"))
    ids = [{element.get("id") for element in tree.iter() if element.get("id")} for tree in (svg, other)]
    assert not ids[0] & ids[1]
    for tree, own in zip((svg, other), ids, strict=True):
        assert {use.get("href", "")[1:] for use in tree.iter("use")} <= own


@pytest.mark.parametrize(("figure", "language"), CASES)
def test_no_word_of_a_chart_runs_out_of_it_or_into_another(figure: Figure, language: str) -> None:
    svg = drawn(figure, language)
    boxes = []
    for element in svg.iter("text"):
        size, text = float(element.get("font-size", 0)), "".join(element.itertext())
        wide = width_of(text, size, FONTS, is_bold=element.get("font-weight") == "bold")
        left = float(element.get("x", 0)) - (wide / 2 if element.get("text-anchor") == "middle" else 0)
        boxes.append((left, left + wide, float(element.get("y", 0)), size))
        assert left >= -1
        assert left + wide <= WIDTH + 1, text
    for at, (left, right, y, size) in enumerate(boxes):
        for other_left, other_right, other_y, _ in boxes[at + 1 :]:
            assert right <= other_left or other_right <= left or abs(y - other_y) >= size


def changed(figure: Figure, *groups: dict[str, object]) -> Figure:
    """Give a figure with as many groups, each like its first but for what is given."""
    made = [figure.groups[0].model_copy(update=group) for group in groups]
    return figure.model_copy(update={"groups": tuple(made)})


def test_a_bar_of_more_than_all_stays_in_its_drawing() -> None:
    figure = next(figure for figure in FIGURES if figure.kind == "bar" and "%" in figure.points[0].written["en"])
    point = figure.points[0]
    points = tuple(
        point.model_copy(update={"value": Decimal(value), "written": {"en": f"{value}%"}}) for value in ("150", "75")
    )
    svg = drawn(changed(figure, {"points": points}), "en")
    long, short = widths(svg, "ch-c-main")
    assert long == pytest.approx(2 * short, abs=0.11)
    assert not widths(svg, "ch-c-whole")
    at = next(float(text.get("x", 0)) for text in svg.iter("text") if text.text == "150%")
    assert long < at
    assert at + width_of("150%", 16, FONTS, is_bold=True) <= WIDTH + 1


def test_the_names_of_lines_are_wrapped_and_stand_above_them() -> None:
    figure = next(figure for figure in FIGURES if figure.kind == "line")
    name = "People who were registered in the eastern provinces at year's end"
    long, short = changed(figure, {"name": {"en": name}}, {"name": {"en": "All"}}), changed(figure, {}, {})
    svg = drawn(long, "en")
    lines = [text for text in svg.iter("text") if float(text.get("x", 0)) == 37]
    *first, last = ["".join(line.itertext()) for line in lines]
    assert (" ".join(first), last) == (name, "All")
    assert all(37 + width_of(line, 15, FONTS) <= WIDTH + 1 for line in first)
    assert min(y for _, y in places(svg)) > float(lines[-1].get("y", 0)) + 20
    strokes = [path for path in svg.iter("path") if path.get("d") == "M0,0L24,0"]
    assert [path.get("class") for path in strokes] == ["ch-c-line", "ch-c-dashes"]
    assert len(list(places(svg))) == len(list(places(drawn(short, "en"))))


def test_a_line_of_three_groups_is_told_as_nobody_could_tell_them_apart(tmp_path: Path) -> None:
    text = (REPOSITORY / "content/figures.yml").read_text("utf-8")
    entry = text[text.index("- id: registered\n") : text.index("- id: registered-under-18")]
    head, group = entry.partition("    - definition:")[0], entry.partition("  groups:\n")[2].partition("  review_by")[0]
    named = [
        group.replace("    - definition:", f"    - name: {{en: {name}, zh: {name}}}\n      definition:").replace(
            "People registered", f"{name} registered"
        )
        for name in ("One", "Two", "Three")
    ]
    (tmp_path / "content").mkdir()
    for count in (2, 3):
        (tmp_path / "content/figures.yml").write_text(
            head + "".join(named[:count]) + "  review_by: 2030-01-01\n", "utf-8"
        )
        problems = read_listing(tmp_path, "content/figures.yml", Figure)[1]
        assert [problem.what for problem in problems] == ["a line shows two groups at most, and here are 3"] * (
            count - 2
        )
    line = (head + "".join(named[:2])).count("\n") + 1
    assert (problems[0].spot.line, problems[0].mend) == (line, "make a figure of the others, or set kind: bar")


def test_the_same_figure_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = Chart(FIGURES[0], "zh", THEME)
    first = chart.draw()
    monkeypatch.setattr(draw, "_KNOWN", {})
    assert chart.draw() == first


def test_what_was_drawn_is_taken_from_the_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chart, shelf = Chart(FIGURES[0], "en", THEME), Shelf(tmp_path, "")
    draw.draw_charts([chart], shelf)
    kept = next(tmp_path.iterdir())
    kept.write_bytes(b"<svg>kept</svg>")
    monkeypatch.setattr(draw, "_KNOWN", {})
    draw.draw_charts([chart], shelf)
    assert chart.draw() == "<svg>kept</svg>"


def test_paper_has_the_colours_of_daylight_and_no_class_is_left() -> None:
    for figure in FIGURES:
        svg = Chart(figure, "zh", THEME).on_paper()
        assert "var(" not in svg
        assert re.findall(r'class="(?!ch-chart")', svg) == []
        assert "#0B6B6B" in svg
        assert svg.index("Noto Sans CJK SC") < svg.index("'Noto Sans'")


def test_of_a_drawing_shapes_and_words_stay_with_their_places() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g fill="none" transform="translate(1,2)"><path d="M0,0h9v9h-9Z"/>'
        '<g transform="translate(10,20)"><path fill="a" d="M0,0h1.25v2"/><line stroke="b" x2="3" y2="0"/>'
        '<text fill="c" font-size="15px" font-family="x" transform="translate(4,5)">&lt;1 &amp; 2</text></g></g></svg>'
    )
    assert make_plain(svg) == (
        '<path class="a" d="M0,0h1.2v2" transform="translate(11 22)"/><path class="b" d="M0,0L3,0" '
        'transform="translate(11 22)"/><text class="c" x="15" y="27" font-size="15">&lt;1 &amp; 2</text>'
    )


@pytest.mark.parametrize(
    ("text", "value", "same"),
    [
        ("about 94 in 100", "94", True),
        ("100人中约94人", "94", True),
        ("2.148 million", "2148000", True),
        ("214.8万", "2148000", True),
        ("896,000", "896000", True),
        ("2.184 million", "2148000", False),
        ("many", "2", False),
        ("97.0%", "97.0", True),
    ],
)
def test_words_must_tell_the_number_that_is_drawn(text: str, value: str, same: bool) -> None:
    assert tells(text, Decimal(value)) is same


@pytest.mark.parametrize(
    "text", ["Three years without a return to use, and more", "戒断三年未发现复吸的人员，以及其他", "a 戒断b"]
)
def test_lines_fit_into_their_room_and_lose_nothing(text: str) -> None:
    lines = wrap(text, 15, 90, FONTS)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line, 15, FONTS) <= 90 for line in lines)
    assert not any(line[0] in "，。、" for line in lines)


def test_half_of_our_figures_are_of_people_who_do_not_use_recover_or_need_help() -> None:
    hopeful = [figure for figure in FIGURES if re.search(r"do-not|use-none|recovered|treatment", figure.id)]
    assert len(FIGURES) >= 6
    assert len(hopeful) * 2 >= len(FIGURES)
    assert FIGURES[0].id == "most-use-none"


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    build(write_figures(folder / "project"), folder / "site", "2026-11-22")
    return folder / "site"


@pytest.mark.parametrize(("figure", "language"), CASES)
def test_table_and_file_say_what_the_data_say(figure: Figure, language: str, small_site: Path) -> None:
    home = small_site / ("" if language == "en" else language) / "figures"
    data = (home / f"{figure.id}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert len(head) == len(set(head)) == 11
    points = figure.points
    assert [row[1:5] for row in rows] == [
        [point.year.replace("-", "–"), point.place[language], point.written[language], f"{point.value:f}"]
        for point in points
    ]
    assert all(row[5] and row[6] and row[10].startswith("http") for row in rows)
    page = (home / "index.html").read_text("utf-8")
    shown = page.split(f'id="figure-{figure.id}"')[1].split("</figure>")[0]
    table = [
        [unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", shown, re.DOTALL)
    ][1:]
    assert [row[-3:] for row in table] == [row[1:4] for row in rows]
    assert "<caption>" in shown
    assert 'scope="col"' in shown
    assert 'scope="row"' in shown
    for text in (figure.shows, figure.limits, *(group.definition for group in figure.groups)):
        assert unescape(shown).count(text[language]) >= 1
    assert f'href="../figures/{figure.id}.csv"' in shown


def test_no_cell_of_a_file_is_a_formula() -> None:
    project = read_project(REPOSITORY, last_checked())[0]
    figure, label = FIGURES[0], {"en": "+18 years", "zh": "＝1+1"}
    place, written = {"en": " =1+1", "zh": "\t@sum(1)"}, {"en": "-3", "zh": "-3%"}
    points = ({"label": label}, {"place": place}, {"written": written}, {"value": Decimal("-3.5")})
    point = figure.points[0]
    odd = changed(figure, {"name": {}, "points": tuple(point.model_copy(update=update) for update in points)})
    for code, told in (("en", "-3"), ("zh", "'-3%")):
        text = figure_csv(project, project.edition(code), odd).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[1][0] == f"'{label[code]}"
        assert rows[2][2] == f"'{place[code]}"
        assert rows[3][3] == told
        assert rows[4][4] == "-3.5"


def test_every_chart_is_a_picture_of_its_own_too(small_site: Path) -> None:
    for figure in FIGURES:
        for home, code in (("", "en"), ("zh/", "zh")):
            svg = ElementTree.parse(small_site / f"{home}figures/{figure.id}.svg").getroot()
            assert svg.get("viewBox")
            assert figure.title[code] in "".join(svg.itertext())


def test_only_pages_with_a_figure_take_its_stylesheet(small_site: Path) -> None:
    assert "assets/figures.css" in (small_site / "figures/index.html").read_text("utf-8")
    assert "assets/figures.css" not in (small_site / "index.html").read_text("utf-8")


@pytest.mark.parametrize("form", ["a4", "large"])
def test_a_leaflet_prints_its_charts_and_their_sources(form: str, small_site: Path) -> None:
    for code in ("en", "zh"):
        reader = PdfReader(small_site / f"download/{code}/print/recover-{form}.pdf")
        said = "".join(page.extract_text() for page in reader.pages).replace(" ", "").replace("\n", "")
        for figure in (figure for figure in FIGURES if figure.id in ("recovered", "treatment-reach")):
            told = (figure.title, figure.limits, figure.unit, *(point.written for point in figure.points))
            for text in told:
                assert text[code].replace(" ", "") in said
        assert "GlobalTimes" in said


def test_a_leaflet_for_word_has_its_charts_with_words_for_them(small_site: Path) -> None:
    document = Document(str(small_site / "download/en/print/recover.docx"))
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    for figure in (figure for figure in FIGURES if figure.id in ("recovered", "treatment-reach")):
        assert describe(figure, "en") in told
        assert figure.title["en"] in "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_shelf_keeps_drawings_for_the_next_build(tmp_path: Path) -> None:
    root = write_figures(tmp_path / "project")
    shelf = open_shelf(tmp_path, root / "theme")
    order = Chart(FIGURES[0], "en", root / "theme").order("figures/x.svg")
    assert order.key(shelf.templates) == Chart(FIGURES[0], "en", root / "theme").order().key(shelf.templates)
