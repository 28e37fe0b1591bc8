"""'Use this quiz' and the set-up page: what teachers choose, copy, scan and take along, in a real browser."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from clearheart.script import strip_script
from tests.projects import REPOSITORY
from tests.qr import read_codes

OpenPage = Callable[..., Page]

QUIZ = "quiz/natural-or-synthetic/"
SET_UP = f"{QUIZ}set-up/"
PUBLISHED = "https://clearheart.example/"
_SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def read_code(place: Locator) -> str:
    """Read the one QR code of a place on the screen."""
    [text] = read_codes(place.screenshot())
    return text


def field(page: Page, name: str) -> str:
    """Give the text of a field to copy, by its label."""
    return page.get_by_label(name, exact=True).input_value()


def address(page: Page) -> str:
    return field(page, "Address of the quiz")


def options(page: Page) -> dict[str, str]:
    """Give what stands in the quiz's address behind its ?."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address(page)).query, keep_blank_values=True).items()}


@pytest.fixture
def panel(site_url: str, open_page: OpenPage) -> Page:
    """A quiz's page with its panel open."""
    page = open_page(site_url + QUIZ)
    page.locator(".ch-use > summary").click()
    return page


@pytest.fixture
def set_up(site_url: str, open_page: OpenPage) -> Page:
    return open_page(site_url + SET_UP)


def test_the_panel_is_closed_and_loads_nothing_until_somebody_opens_it(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + QUIZ)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.mouse.wheel(0, 9000)
    page.wait_for_timeout(400)
    assert [url for url in asked if "/embed/" in url or "qr.svg" in url] == []
    page.locator(".ch-use > summary").focus()
    page.keyboard.press("Enter")
    frame = page.frame_locator(".ch-preview")
    page.locator(".ch-preview").scroll_into_view_if_needed()
    expect(frame.locator("clearheart-quiz[data-on]")).to_be_attached()
    assert page.frames[1].evaluate("self.origin") == "null"


def test_the_panels_lines_and_code_name_the_published_address(panel: Page) -> None:
    assert address(panel) == PUBLISHED + QUIZ
    assert field(panel, "Lines for your page").splitlines() == [
        '<script src="https://clearheart.example/embed.js" defer></script>',
        '<prevention-quiz src="https://clearheart.example/embed/en/natural-or-synthetic/">',
        f'  <a href="{PUBLISHED}{QUIZ}">Quiz: Natural, semi-synthetic or synthetic?</a>',
        "</prevention-quiz>",
    ]
    line = field(panel, "Where scripts are removed, a frame alone")
    assert line.startswith('<iframe src="https://clearheart.example/embed/en/natural-or-synthetic/" title="Quiz: Nat')
    picture = panel.locator(".ch-share img")
    expect(picture).to_have_attribute("alt", f"QR code that leads to {PUBLISHED}{QUIZ}")
    assert read_code(picture) == PUBLISHED + QUIZ


@pytest.mark.parametrize("path", ["", "zh/"])
def test_what_the_panel_links_to_and_saves_is_there(site: Path, site_url: str, open_page: OpenPage, path: str) -> None:
    page = open_page(site_url + path + QUIZ)
    hrefs = page.locator(".ch-use a").evaluate_all("links => links.map((link) => link.href)")
    paths = {href.removeprefix(site_url) for href in hrefs}
    code = path.rstrip("/") or "en"
    assert {f"{path}{SET_UP}index.html", f"hall/{code}/natural-or-synthetic/index.html"} <= paths
    assert {f"{path}{QUIZ}class/index.html", f"embed/{code}/natural-or-synthetic/index.html"} <= paths
    assert [one for one in paths if not (site / one).is_file()] == []
    saved = page.locator(".ch-use a[download]").evaluate_all("links => links.map((link) => link.download)")
    assert saved == [f"natural-or-synthetic-{code}-qr.svg", f"natural-or-synthetic-{code}.html"]


@pytest.mark.parametrize("way", ["clipboard", "selection", "neither"])
def test_a_text_is_copied_in_the_way_that_is_allowed_and_that_is_said(
    site_url: str, open_page: OpenPage, way: str
) -> None:
    before = {
        "clipboard": "",
        "selection": "Object.defineProperty(navigator, 'clipboard', { value: undefined });",
        "neither": "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        "document.execCommand = () => false;",
    }[way]
    page = open_page(site_url + QUIZ, before=before, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".ch-use > summary").click()
    box = page.locator("clearheart-copy").filter(has_text="Lines for your page")
    text = box.locator("textarea").input_value()
    page.get_by_role("button", name="Copy (Lines for your page)").focus()
    page.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_have_text(
        "Selected: copy it with your keyboard." if way == "neither" else "Copied."
    )
    if way == "clipboard":
        assert page.evaluate("navigator.clipboard.readText()") == text
    else:
        assert page.evaluate("getSelection().toString() || document.activeElement.value") == text


@pytest.mark.parametrize("path", [QUIZ, SET_UP, f"zh/{QUIZ}", f"zh/{SET_UP}"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_panel_and_set_up_page_break_no_rule_in_any_window(
    site_url: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]], path: str, scheme: str
) -> None:
    page = open_page(site_url + path, width=320, color_scheme=scheme)
    if "set-up" not in path:
        page.locator(".ch-use > summary").click()
    assert axe_violations(page) == []
    assert not page.evaluate(_SCROLLS)
    for target in page.locator(":is(.ch-use, clearheart-setup) :is(button, input, select, textarea):visible").all():
        box = target.bounding_box()
        if target.get_attribute("type") in ("radio", "checkbox"):
            box = target.locator("xpath=..").bounding_box()
        assert box and box["height"] >= 43.9, target


def test_without_script_texts_can_be_selected_and_an_address_written_by_hand(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + QUIZ, script=False)
    page.locator(".ch-use > summary").click()
    expect(page.locator(".ch-use textarea")).to_have_count(3)
    expect(page.locator(".ch-use textarea").first).to_have_value(PUBLISHED + QUIZ)
    expect(page.locator(".ch-use button:visible")).to_have_count(0)
    page.goto(site_url + SET_UP)
    expect(page.locator("form")).to_have_count(0)
    for name in ("mode", "pick", "tag", "difficulty", "shuffle", "seed", "pass", "run", "theme", "accent", "size"):
        expect(page.locator(f"td:first-child > code:text-matches('^{name}=')")).to_be_visible()
    assert page.locator(".ch-by-hand p > code").inner_text() == f"{PUBLISHED}{QUIZ}?mode=test&pick=5&seed=K7QM"


def test_nothing_chosen_leaves_the_address_bare(set_up: Page, site_url: str) -> None:
    assert address(set_up) == site_url + QUIZ
    assert read_code(set_up.locator("clearheart-qr > svg")) == site_url + QUIZ
    assert f'<prevention-quiz src="{site_url}embed/en/natural-or-synthetic/">' in field(set_up, "Lines for your page")


def test_choices_made_by_keyboard_stand_in_the_address_the_code_and_every_link(set_up: Page, site_url: str) -> None:
    set_up.get_by_label("Practice: feedback after each answer").focus()
    set_up.keyboard.press("ArrowDown")  # test
    set_up.keyboard.press("Tab")
    set_up.keyboard.type("3")
    set_up.get_by_label("Topic", exact=True).focus()
    set_up.keyboard.type("class")
    set_up.get_by_label("Order", exact=True).focus()
    set_up.keyboard.type("Mixed")
    set_up.get_by_label("Word for the draw", exact=True).focus()
    set_up.keyboard.type("tea & cake")
    set_up.get_by_label("Pass mark in percent, 1 to 100").focus()
    set_up.keyboard.type("80")
    set_up.get_by_label("Name of this round").focus()
    set_up.keyboard.type("class-7b")
    chosen = {"mode": "test", "pick": "3", "tag": "classification", "shuffle": "1", "seed": "tea & cake"}
    assert options(set_up) == {**chosen, "pass": "80", "run": "class-7b"}
    assert read_code(set_up.locator("clearheart-qr > svg")) == address(set_up)
    query = urlsplit(address(set_up)).query
    links = set_up.locator("[data-takes]").evaluate_all("links => links.map((link) => link.href)")
    places = [f"{QUIZ}index.html", f"{QUIZ}index.html", "hall/en/natural-or-synthetic/index.html"]
    assert links == [f"{site_url}{place}?{query}" for place in (*places, f"{QUIZ}class/index.html")]


def test_the_quiz_behind_the_address_runs_as_chosen(set_up: Page) -> None:
    set_up.get_by_label("Test: feedback at the end, and a result code").check()
    set_up.get_by_label("Number of questions, 1 to 10").fill("2")
    set_up.goto(address(set_up))
    expect(set_up.locator("clearheart-quiz > div > p")).to_have_text("Question 1 of 2")
    expect(set_up.get_by_role("button", name="Check my answer")).to_have_count(0)


def test_paper_has_the_questions_that_the_word_draws(set_up: Page) -> None:
    set_up.get_by_label("Number of questions, 1 to 10").fill("4")
    set_up.get_by_role("button", name="Make a word").click()
    query = urlsplit(address(set_up)).query
    set_up.get_by_role("link", name="Paper with the same questions").click()
    assert urlsplit(set_up.url).query == query
    expect(set_up.locator("clearheart-quiz[data-on]")).to_be_attached()
    set_up.emulate_media(media="print")
    expect(set_up.locator("fieldset:visible")).to_have_count(4)
    prompts = set_up.locator("fieldset:visible .ch-prompt").all_inner_texts()
    set_up.reload()
    assert set_up.locator("fieldset:visible .ch-prompt").all_inner_texts() == prompts


def test_a_made_word_is_short_and_stands_in_its_field_with_the_focus(set_up: Page) -> None:
    words = set()
    for _ in range(3):
        set_up.get_by_role("button", name="Make a word").click()
        expect(set_up.get_by_label("Word for the draw", exact=True)).to_be_focused()
        words.add(options(set_up)["seed"])
    assert len(words) > 1
    assert [word for word in words if not re.fullmatch("[B-DF-HJ-NP-TV-Z2-9]{4}", word)] == []


@pytest.mark.parametrize(("label", "text"), [
    ("Number of questions, 1 to 10", "11"),
    ("Number of questions, 1 to 10", "0"),
    ("Pass mark in percent, 1 to 100", "101"),
    ("Size in percent, 80 to 200", "20"),
])  # fmt: skip
def test_a_number_that_cannot_be_is_marked_and_left_out(set_up: Page, label: str, text: str) -> None:
    set_up.get_by_label(label).fill(text)
    set_up.get_by_label("Name of this round").fill("x")
    assert options(set_up) == {"run": "x"}
    assert "size" not in field(set_up, "Lines for your page")
    assert set_up.locator("input:user-invalid").count() == 1


def test_looks_go_into_the_lines_and_the_preview_and_not_into_the_quizs_own_address(
    set_up: Page, site_url: str
) -> None:
    set_up.get_by_label("Colours", exact=True).select_option("Dark")
    set_up.get_by_label("A colour of your own for links and buttons").check()
    set_up.get_by_label("Your colour").fill("#ffd166")
    set_up.get_by_label("Size in percent, 80 to 200").fill("120")
    set_up.get_by_role("form").get_by_label("Language", exact=True).select_option("简体中文")
    set_up.get_by_label("Word for the draw", exact=True).fill('"7" & <b>')
    assert options(set_up) == {"seed": '"7" & <b>'}
    query = "seed=%227%22+%26+%3Cb%3E&theme=dark&accent=ffd166&size=120"
    lines = field(set_up, "Lines for your page")
    assert 'seed="&#34;7&#34; &#38; &#60;b>" theme="dark" accent="ffd166" size="120">' in lines
    line = field(set_up, "Where scripts are removed, a frame alone")
    assert f'src="{site_url}embed/zh/natural-or-synthetic/?{query.replace("&", "&#38;")}"' in line
    preview = set_up.locator("prevention-quiz > iframe")
    expect(preview).to_have_attribute("src", f"{site_url}embed/zh/natural-or-synthetic/?{query}")
    preview.scroll_into_view_if_needed()
    inside = set_up.frame_locator("prevention-quiz > iframe")
    expect(inside.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(inside.locator("[value=step]")).to_have_css("background-color", "rgb(255, 209, 102)")
    assert set_up.evaluate("history.length") == 2  # about:blank, and this page


def test_lines_that_were_copied_make_the_quiz_that_was_chosen(
    set_up: Page, site_url: str, open_page: OpenPage, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    set_up.get_by_label("Test: feedback at the end, and a result code").check()
    set_up.get_by_label("Number of questions, 1 to 10").fill("3")
    set_up.get_by_label("Word for the draw", exact=True).fill('a"b<c&d 茶')
    for name in ("Lines for your page", "Where scripts are removed, a frame alone"):
        html = f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">{field(set_up, name)}'
        (tmp_path / "index.html").write_text(html, encoding="utf-8")
        page = open_page(serve(tmp_path), hosts=(site_url,))
        inside = page.frame_locator("iframe")
        expect(inside.locator("clearheart-quiz > div > p")).to_have_text("Question 1 of 3")
        query = parse_qs(urlsplit(page.frames[1].url).query)
        assert query == {"mode": ["test"], "pick": ["3"], "seed": ['a"b<c&d 茶']}


def test_the_code_can_be_saved_and_read_from_the_file(set_up: Page, open_page: OpenPage, tmp_path: Path) -> None:
    set_up.get_by_label("Word for the draw", exact=True).fill("抽题暗号")
    with set_up.expect_download() as saving:
        set_up.get_by_role("link", name="Save the QR code").click()
    assert saving.value.suggested_filename == "natural-or-synthetic-en-qr.svg"
    saving.value.save_as(tmp_path / "code.svg")
    page = open_page((tmp_path / "code.svg").as_uri())
    assert read_code(page.locator("svg")) == address(set_up)
    assert "%E6%8A%BD" in address(set_up)


def test_from_a_disk_addresses_are_the_published_ones_and_links_lead_to_the_disk(
    site: Path, open_page: OpenPage
) -> None:
    page = open_page((site / SET_UP / "index.html").as_uri(), hosts=(site.as_uri(),))
    page.get_by_label("Number of questions, 1 to 10").fill("3")
    assert address(page) == f"{PUBLISHED}{QUIZ}?pick=3"
    assert read_code(page.locator("clearheart-qr > svg")) == address(page)
    preview = page.frame_locator("prevention-quiz > iframe")
    page.locator("prevention-quiz").scroll_into_view_if_needed()
    expect(preview.locator("clearheart-quiz > div > p")).to_have_text("Question 1 of 3")
    page.get_by_role("link", name="Open the quiz").press("Enter")
    expect(page.locator(".ch-progress p")).to_have_text("Question 1 of 3")
    assert page.url == (site / QUIZ / "index.html").as_uri() + "?pick=3"
    page.locator(".ch-use > summary").click()
    page.locator(".ch-preview").scroll_into_view_if_needed()
    expect(page.frame_locator(".ch-preview").locator("clearheart-quiz[data-on]")).to_be_attached()
    page.get_by_role("link", name="Set this quiz up").press("Enter")
    expect(page.locator("clearheart-setup form")).to_be_visible()


def test_below_any_path_addresses_are_those_of_that_place(
    site: Path, open_page: OpenPage, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    shutil.copytree(site, tmp_path / "学校" / "a b")
    root = f"{serve(tmp_path)}%E5%AD%A6%E6%A0%A1/a%20b/"
    page = open_page(f"{root}zh/{SET_UP}")
    page.get_by_label("抽题暗号").fill("茶")
    assert field(page, "小测验的网址") == f"{root}zh/{QUIZ}?seed=%E8%8C%B6"
    assert read_code(page.locator("clearheart-qr > svg")) == f"{root}zh/{QUIZ}?seed=%E8%8C%B6"
    assert f'src="{root}embed/zh/natural-or-synthetic/"' in field(page, "放进网页的几行")
    page.locator("prevention-quiz").scroll_into_view_if_needed()
    expect(page.frame_locator("prevention-quiz > iframe").locator("clearheart-quiz[data-on]")).to_be_attached()


def test_the_page_with_a_quiz_in_it_lists_what_it_is_told(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}handbook/embed-demo/")
    page.locator("prevention-quiz").scroll_into_view_if_needed()
    expect(page.locator("clearheart-demo > ol")).to_have_text('ready {"questions":3}')
    inside = page.frame_locator("prevention-quiz > iframe")
    for name in ("Go to question 2", "Go to question 3", "Hand in", "Hand in"):  # it asks once whether that is meant
        inside.get_by_role("button", name=name).click()
    expect(page.locator("clearheart-demo > ol").locator("li")).to_have_count(2)
    expect(page.locator("clearheart-demo > ol")).to_contain_text('"mode":"test"')


def test_foreign_code_keeps_its_names_and_its_notice(site: Path) -> None:
    vendor = REPOSITORY / "theme/vendor"
    theirs = (vendor / "qrcode.js").read_text(encoding="utf-8")
    assert hashlib.sha256(theirs.encode()).hexdigest() in (vendor / "README.md").read_text(encoding="utf-8")
    scripts = "".join(path.read_text(encoding="utf-8") for path in (site / "assets").glob("*.js"))
    assert strip_script(theirs) in scripts
    assert theirs[: theirs.index("var qrcode")] in scripts  # its notice
