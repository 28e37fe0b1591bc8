"""How an embed looks when its address asks for a theme, an accent or a size: as asked, and never hard to read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from clearheart.embed import write_embeds
from clearheart.read import read_project
from tests.projects import REPOSITORY

OpenPage = Callable[..., Page]

LIGHT = ("rgb(251, 250, 246)", "rgb(11, 107, 107)", "rgb(255, 255, 255)")
DARK = ("rgb(16, 34, 42)", "rgb(111, 208, 200)", "rgb(16, 34, 42)")
"""The ground, a button's ground and its words, by day and by night."""


@pytest.fixture(scope="module")
def embed(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of an embed."""
    folder = tmp_path_factory.mktemp("embeds")
    write_embeds(read_project(REPOSITORY, date(2026, 11, 22))[0], folder)
    return f"{serve(folder)}embed/en/natural-or-synthetic/"


def answer_wrong(page: Page) -> None:
    page.locator("form > :visible label:not(:has([data-right]))").first.click()
    page.get_by_role("button", name="Check my answer").click()


def colours(page: Page) -> tuple[str, str, str]:
    """Give an embed's ground, and its button's ground and words."""
    body, button = "document.body", "document.querySelector('[value=step]')"
    ground, own, words = page.evaluate(f"""[
      getComputedStyle({body}).backgroundColor,
      getComputedStyle({button}).backgroundColor,
      getComputedStyle({button}).color,
    ]""")
    return ground, own, words


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize(("theme", "wanted"), [("light", LIGHT), ("dark", DARK), ("pink", None), ("", None)])
def test_a_theme_goes_before_the_devices_but_not_on_paper(
    open_page: OpenPage, embed: str, device: str, theme: str, wanted: tuple[str, str, str] | None
) -> None:
    page = open_page(f"{embed}?theme={theme}", color_scheme=device)
    assert colours(page) == (wanted or {"light": LIGHT, "dark": DARK}[device])
    scheme = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert scheme == (theme if wanted else "light dark")
    page.emulate_media(media="print")
    assert colours(page)[1:] == LIGHT[1:]


@pytest.mark.parametrize(
    ("accent", "theme", "taken"),
    [
        ("42539B", "light", True),
        ("42539b", "dark", False),
        ("FFD166", "dark", True),
        ("FFD166", "light", False),
        ("888888", "light", False),
        ("888888", "dark", False),
        ("000000", "light", True),
        ("ffffff", "dark", True),
        ("red", "light", False),
        ("12345", "light", False),
        ("000000}body{display:none", "light", False),
    ],
)
def test_an_accent_is_taken_where_words_in_it_can_be_read(
    open_page: OpenPage, embed: str, axe_violations: Callable[[Page], list[str]], accent: str, theme: str, taken: bool
) -> None:
    page = open_page(f"{embed}?theme={theme}&accent={accent}")
    own = {"light": LIGHT, "dark": DARK}[theme]
    wanted = f"rgb({', '.join(str(int(accent[place : place + 2], 16)) for place in (0, 2, 4))})" if taken else own[1]
    assert colours(page) == (own[0], wanted, own[2])
    assert axe_violations(page) == []
    answer_wrong(page)
    assert axe_violations(page) == []
    page.emulate_media(media="print")
    assert colours(page)[1] == LIGHT[1]


def test_an_accent_follows_a_device_that_turns_from_day_to_night(open_page: OpenPage, embed: str) -> None:
    page = open_page(f"{embed}?accent=42539b")
    assert colours(page)[1] == "rgb(66, 83, 155)"
    page.emulate_media(color_scheme="dark")
    assert colours(page) == DARK


def test_the_limits_for_accents_hold_on_every_ground() -> None:
    """WCAG 2.2, 1.4.3: 4.5 : 1 between words in an accent and the ground, and between an accent and words on it."""
    script = (REPOSITORY / "theme/embed/options.js").read_text(encoding="utf-8")
    [(day, night)] = re.findall(r"\[DAY, NIGHT\] = \[([\d.]+), ([\d.]+)\]", script)
    light, dark = read_themes()
    for ground in ("paper", "surface", "dawn", "mist", "leaf-soft", "sun-soft", "coral-soft", "on-teal"):
        assert (light[ground] + 0.05) / (float(day) + 0.05) >= 4.5, ground
        assert (float(night) + 0.05) / (dark[ground] + 0.05) >= 4.5, ground


def read_themes() -> list[dict[str, float]]:
    """Give the relative luminance (WCAG 2.2) of every token by day and by night."""
    day, night = (REPOSITORY / "theme/tokens.css").read_text(encoding="utf-8").split("prefers-color-scheme: dark")
    return [
        {name: luminance(colour) for name, colour in re.findall(r"--ch-([\w-]+): #([0-9A-F]{6})", text)}
        for text in (day, night)
    ]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def line_height(page: Page) -> float:
    """Measure a line of the quiz's words as they stand on the screen."""
    return float(
        page.locator("clearheart-quiz > div > p").evaluate("""(words) => {
          const range = document.createRange();
          range.selectNodeContents(words);
          return range.getBoundingClientRect().height;
        }""")
    )


@pytest.mark.parametrize(("size", "grows"), [("80", 0.8), ("150", 1.5), ("200", 2), ("79", 1), ("900", 1), ("x", 1)])
def test_a_size_makes_the_whole_quiz_larger_or_smaller_but_no_target_too_small(
    open_page: OpenPage, embed: str, size: str, grows: float
) -> None:
    plain = line_height(open_page(embed, width=700))
    page = open_page(f"{embed}?size={size}", width=700)
    assert line_height(page) / plain == pytest.approx(grows, abs=0.06)
    for target in page.locator("form button:visible, form label:visible").all():
        box = target.bounding_box()
        assert box and box["height"] >= 43.9
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
