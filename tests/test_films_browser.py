"""Films in a real browser: played, with captions, by keyboard, without script, and without a move of the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]

HOMES = {"en": ("films/", "What the film shows and says"), "zh": ("zh/films/", "影片的画面和文字")}

PLAY = """async video => {
  video.muted = true;
  await video.play();
  await new Promise(done => { video.ontimeupdate = () => video.currentTime > 0.7 && done(); });
  video.pause();
  const tracks = [...video.textTracks];
  return {
    seconds: video.duration,
    width: video.videoWidth,
    height: video.videoHeight,
    showing: tracks.filter(track => track.mode === "showing").map(track => track.language),
    cues: tracks.filter(track => track.cues?.length).map(track => track.cues[0].text),
    fault: video.error?.message,
  };
}"""


@pytest.mark.parametrize(("code", "first"), [("en", "Your friend lies there"), ("zh", "朋友躺在那里")])
def test_a_film_plays_with_the_captions_of_its_page(site_url: str, open_page: OpenPage, code: str, first: str) -> None:
    page = open_page(site_url + HOMES[code][0])
    video = page.locator("video")
    played = video.evaluate(PLAY)
    assert played["fault"] is None
    assert 30 <= played["seconds"] <= 60
    assert played["showing"] == [{"en": "en", "zh": "zh-Hans"}[code]]
    assert [text.split("\n")[0].rstrip("，") for text in played["cues"]] == [first]
    assert str(played["width"]) == video.get_attribute("width")
    assert str(played["height"]) == video.get_attribute("height")


def test_nothing_of_a_film_is_loaded_before_it_is_started(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}about/")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{site_url}films/", wait_until="networkidle")
    assert [url for url in loaded if url.endswith(".mp4")] == []
    assert [url for url in loaded if url.endswith(".webp")] != []


def test_the_room_of_a_film_is_kept_before_its_picture_comes(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}films/", width=360, height=800)
    page.route("**/*.webp", lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: request.url.endswith(".webp")):
        page.goto(f"{site_url}films/", wait_until="domcontentloaded")
    before = page.locator("figcaption").bounding_box()
    page.unroute("**/*.webp")
    page.goto(f"{site_url}films/", wait_until="networkidle")
    page.watch.faults = [fault for fault in page.watch.faults if ".webp" not in fault]  # type: ignore[attr-defined]
    assert page.locator("figcaption").bounding_box() == before
    box = page.locator("video").bounding_box()
    assert box is not None
    assert abs(box["height"] / box["width"] - 3 / 4) < 0.02
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("code", HOMES)
def test_all_words_of_a_film_can_be_read_without_script(site_url: str, open_page: OpenPage, code: str) -> None:
    path, title = HOMES[code]
    page = open_page(site_url + path, script=False)
    expect(page.locator(".ch-shots")).to_be_hidden()
    page.locator("summary", has_text=title).click()
    scenes = page.locator(".ch-shots > li")
    assert scenes.count() == 7
    for scene in scenes.all():
        expect(scene).to_be_visible()
    assert page.locator(".ch-shots").inner_text().count("120") >= 3
    expect(page.locator("video")).to_have_attribute("controls", "")


def test_a_film_is_started_and_its_words_are_opened_by_keyboard(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}films/")
    video = page.locator("video")
    video.focus()
    page.keyboard.press("Space")
    expect(video).to_have_js_property("paused", False)
    # One promise, not an expression asked again and again: the pages' policy forbids those.
    video.evaluate("video => new Promise(go => video.ontimeupdate = () => video.currentTime > 0.2 && go())")
    page.keyboard.press("Space")
    expect(video).to_have_js_property("paused", True)
    page.locator(".ch-transcript summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ch-shots")).to_be_visible()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("code", HOMES)
def test_a_page_with_a_film_passes_axe(
    site_url: str, open_page: OpenPage, axe_violations: Callable[..., list[str]], code: str, look: str
) -> None:
    page = open_page(site_url + HOMES[code][0], color_scheme=look)
    page.locator(".ch-transcript summary").click()
    assert axe_violations(page) == []
