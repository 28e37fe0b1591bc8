"""A reader walks through a story with choices, in a real browser and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.kind_pages import (
    FILL,
    PICTURES,
    STORY,
    OpenPage,
    Serve,
    choose,
    count_parts,
    element,
    opener,
    press_button,
    render,
    scene,
    write_page,
)


@pytest.fixture
def page_of(open_page: OpenPage, tmp_path: Path, serve: Serve) -> OpenPage:
    """Open a page with one quiz."""
    return opener(open_page, serve, tmp_path)


def test_a_mouse_walks_through_a_story_and_back(page_of: OpenPage) -> None:
    page = page_of(STORY)
    expect(scene(page)).to_contain_text("A glass is handed to you.")
    expect(page.get_by_role("button", name="One step back")).to_be_hidden()
    expect(page.get_by_role("button", name="Go on")).to_be_hidden()
    expect(page.get_by_text("Which sentence")).to_be_hidden()

    choose(page, "water")
    expect(page.get_by_role("status").first).to_have_text("Just as clear.")
    expect(scene(page)).to_contain_text("She asks again.")
    expect(scene(page)).to_be_focused()
    press_button(page, "One step back")
    expect(scene(page)).to_contain_text("A glass is handed to you.")
    expect(scene(page)).to_be_focused()
    expect(page.get_by_text("Just as clear.").locator("visible=true")).to_have_count(0)

    choose(page, "tea")
    choose(page, "again")
    expect(scene(page)).to_contain_text("Ending: You stayed")
    expect(page.get_by_text("Twice is allowed.").locator("visible=true")).to_have_count(1)
    expect(page.get_by_text("Which sentence could be yours?")).to_be_visible()
    press_button(page, "From the beginning")
    choose(page, "Go out")
    expect(scene(page)).to_contain_text("Your friend comes.")
    press_button(page, "Go on")
    expect(page.locator(".ch-feedback", has_text="Leaving is always allowed.")).to_be_visible()
    expect(page.get_by_role("button", name="One step back")).to_be_hidden()
    expect(page.locator(".ch-verdict")).to_have_count(0)
    press_button(page, "Try again")
    expect(scene(page)).to_contain_text("A glass is handed to you.")
    expect(page.locator(".is-now legend")).to_be_focused()


def test_the_keyboard_alone_walks_through_a_story(page_of: OpenPage) -> None:
    page = page_of(STORY)
    press = page.keyboard.press
    press("Tab")
    expect(page.get_by_role("link", name="Ask for tea")).to_be_focused()
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Short and clear.")
    press("Tab")
    expect(page.get_by_role("link", name="Say it again")).to_be_focused()
    press("Tab")
    press("Tab")
    expect(page.get_by_role("button", name="One step back")).to_be_focused()
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    press("Space")
    expect(scene(page)).to_be_focused()
    for _ in range(3):
        press("Tab")
    press("Enter")
    expect(scene(page)).to_contain_text("Ending: You left")
    for _ in range(3):
        press("Tab")
    press("Enter")
    expect(page.locator(".ch-feedback", has_text="Leaving is always allowed.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_story_stays_in_its_page(page_of: OpenPage, script: bool) -> None:
    page = page_of(STORY, head='<base target="_blank">', script=script)
    page.locator("a.ch-option", has_text="Ask for tea").click()
    page.wait_for_timeout(200)
    assert len(page.context.pages) == 1
    assert page.url.endswith("" if script else "#small-bar-tea")


def test_without_script_a_story_is_read_by_its_numbers(page_of: OpenPage) -> None:
    page = page_of(STORY, script=False)
    expect(page.get_by_text("Begin at scene 1.")).to_be_visible()
    expect(page.locator(".ch-scene:visible")).to_have_count(4)
    expect(page.get_by_role("link", name="Ask for tea Go to scene 2")).to_be_visible()
    expect(page.get_by_role("link", name="Go out Go to scene 4")).to_have_count(2)
    expect(page.locator(".ch-scene").nth(3)).to_contain_text("Scene 4 Ending: You left Your friend comes.")
    expect(page.get_by_role("button")).to_have_count(0)
    page.locator(".ch-answer > summary").click()
    for words in ("Scene 1 B. Just as clear.", "Scene 2 A. Twice is allowed.", "Leaving is always allowed."):
        expect(page.locator(".ch-answer").get_by_text(words)).to_be_visible()


def test_a_story_keeps_to_the_interface(page_of: OpenPage) -> None:
    page = page_of(STORY)
    state = "return [question.size, question.answer, question.credit ?? null, question.saved];"
    assert element(page, state) == [2, -1, None, "0"]
    choose(page, "tea")
    choose(page, "Go out")
    assert element(page, state) == [2, 1, None, "0,1,3"]
    count_parts(page)
    parts = [{"label": f"Ending: You {end}", "right": False, "chosen": end == "left"} for end in ("stayed", "left")]
    assert element(page, "return question.parts;") == parts
    element(page, "question.answer = -1;")
    expect(scene(page)).to_contain_text("A glass is handed to you.")
    element(page, "question.saved = '0,1,3';")
    expect(scene(page)).to_contain_text("Your friend comes.")
    press_button(page, "One step back")
    expect(scene(page)).to_contain_text("She asks again.")
    for broken in ("", "x", "0,9", "-1", "0,,1", "null"):
        element(page, "question.saved = given;", broken)
        assert element(page, "return question.answer;") == -1
        expect(scene(page)).to_have_count(1)
    for ending in (0, 1):
        element(page, "question.answer = given;", ending)
        assert element(page, "return question.answer;") == ending
    element(page, "question.judge(true);")
    assert element(page, "return question.locked;") is True
    element(page, "question.clear();")
    assert element(page, state) == [2, -1, None, "0"]


def test_a_double_click_makes_one_step(page_of: OpenPage) -> None:
    page = page_of(STORY)
    page.locator("a.ch-option:visible").first.dblclick()
    expect(scene(page)).to_contain_text("She asks again.")


def test_a_story_that_is_copied_begins_anew(page_of: OpenPage) -> None:
    page = page_of(STORY)
    choose(page, "tea")
    page.evaluate("document.querySelector('.ch-quiz').replaceWith(document.querySelector('.ch-quiz').cloneNode(true))")
    expect(scene(page)).to_contain_text("A glass is handed to you.")
    choose(page, "Go out")
    expect(scene(page)).to_contain_text("Your friend comes.")


def test_ids_are_the_story_s_own(open_page: OpenPage, tmp_path: Path, serve: Serve) -> None:
    other = STORY.replace("id: bar", "id: street")
    page = open_page(serve(write_page(tmp_path, render(STORY), render(other), render(FILL), render(PICTURES))))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({id}) => id)")
    assert len(ids) == len(set(ids))
    page.locator(".ch-quiz").nth(1).get_by_role("link", name="Go out").click()
    expect(page.locator(".ch-quiz").first.locator(".ch-scene:visible")).to_contain_text("A glass")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_paper_shows_every_scene_and_then_what_choices_bring(page_of: OpenPage, script: bool) -> None:
    page = page_of(STORY, script=script)
    if script:
        choose(page, "tea")
    page.emulate_media(media="print")
    expect(page.locator(".ch-scene:visible")).to_have_count(4)
    expect(page.locator(".ch-turn:visible")).to_have_count(1 + 4 + 5)
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".ch-arrival")).to_be_hidden()
    last, key = page.locator(".ch-reflection").bounding_box(), page.locator(".ch-told").bounding_box()
    assert last and key and last["y"] < key["y"]
