"""A reader chooses among pictures, plays sounds and opens hints, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.kind_pages import MEDIA, PICTURES, OpenPage, Serve, check, opener, put_small_media, verdict


@pytest.fixture
def page_of(open_page: OpenPage, tmp_path: Path, serve: Serve) -> OpenPage:
    """Open a page with one quiz."""
    return opener(open_page, serve, tmp_path)


@pytest.fixture(autouse=True)
def media(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the quizzes' pictures and sounds be small ones that stand in no file."""
    put_small_media(monkeypatch)


def test_pictures_are_named_and_judged(page_of: OpenPage) -> None:
    page = page_of(PICTURES)
    radios = page.get_by_role("radio")
    expect(radios).to_have_count(3)
    for place, name in enumerate(("Two on a bench Sitting", "On the side", "A dot Dot")):
        expect(radios.nth(place)).to_have_accessible_name(name)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(verdict(page)).to_have_text("Not yet")
    feedback, option = (page.locator(name).bounding_box() for name in (".ch-feedback", ".ch-option >> nth=0"))
    assert feedback and option and feedback["width"] > option["width"] * 1.5
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(verdict(page)).to_have_text("Right")
    expect(page.locator(".ch-feedback", has_text="Keep checking.")).to_be_visible()


@pytest.mark.parametrize(("width", "columns"), [(320, 1), (359, 1), (360, 2), (390, 2), (1280, 2)])
def test_pictures_stand_in_two_columns_where_there_is_room(page_of: OpenPage, width: int, columns: int) -> None:
    page = page_of(PICTURES, width=width)
    lefts = {round(box["x"]) for box in map(Locator.bounding_box, page.locator(".ch-option").all()) if box}
    assert len(lefts) == columns
    for picture in page.locator(".ch-option > :is(img, svg)").all():
        box = picture.bounding_box()
        assert box and abs(box["width"] / box["height"] - 4 / 3) < 0.02
    page.locator(".ch-option").first.click()
    check(page)
    boxes = [box for box in map(Locator.bounding_box, page.locator(".ch-option, .ch-feedback").all()) if box]
    assert not any(overlap(one, other) for one in boxes for other in boxes if one is not other)


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Say whether two boxes cover each other."""
    return all(
        one[start] + 1 < other[start] + other[size] and other[start] + 1 < one[start] + one[size]
        for start, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_question_shows_its_picture_sound_and_hints(page_of: OpenPage, script: bool) -> None:
    page = page_of(MEDIA, script=script)
    expect(page.get_by_role("img", name="A dot")).to_be_visible()
    sound = page.locator(".ch-sound > audio")
    expect(sound).to_be_visible()
    assert sound.evaluate("sound => sound.controls && !sound.autoplay")
    expect(page.get_by_text("A beep is heard.")).to_be_hidden()
    page.get_by_text("The words of the recording").click()
    expect(page.get_by_text("A beep is heard.")).to_be_visible()
    page.get_by_text("Hint 2", exact=True).click()
    expect(page.get_by_text("It is short.")).to_be_visible()
    expect(page.get_by_text("Listen twice.")).to_be_hidden()


def test_a_sound_can_be_played(page_of: OpenPage) -> None:
    page = page_of(MEDIA)
    play = (
        "sound => new Promise((done) => Object.assign(sound, {oncanplay: done, onerror: done}).load())"
        ".then(({type}) => type)"
    )
    assert page.locator("audio").evaluate(play) == "canplay"
