"""The search: what its list and its words hold, how heavy they are, and how it finds in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import brotli
import pytest
from playwright.sync_api import Page, expect

from clearheart.living import search as living
from clearheart.read import read_project
from tests.projects import REPOSITORY, last_checked, write_project

DAY = date(2026, 11, 22)
START, END = 'document.dispatchEvent(new CustomEvent("clearheart-index", { detail: ', " }));\n"


def words_of(folder: Path, files: dict[str, str | bytes | None]) -> dict[str, dict[str, Any]]:
    """Give what each language's script says of a small project, by its path."""
    project = read_project(write_project(folder, files), DAY)[0]
    scripts = {path: data.decode() for path, data in living.search_files(project, folder)}
    assert all(text.startswith(START) and text.endswith(END) for text in scripts.values())
    return {path: json.loads(text[len(START) : -len(END)]) for path, text in scripts.items()}


def test_a_pages_words_stand_below_the_headings_whose_address_they_have(tmp_path: Path) -> None:
    page = "---\ntitle: Ice\ndescription: One line\n---\n\n# Ice\n\nFirst *words*.[@unodc-2020]\n\n"
    page += "## What to do {#do}\n\n- Call\n\n## Signs\n\nSome\n"
    files: dict[str, str | bytes | None] = {"content/en/know/ice.md": page, "content/zh/know/ice.md": page}
    told = words_of(tmp_path, files)
    assert sorted(told) == ["search/words.js", "zh/search/words.js"]
    pages = {one[1]: one for one in told["search/words.js"]["pages"]}
    assert pages["know/ice/"] == [
        "Ice",
        "know/ice/",
        "Know",
        "One line",
        [["", "", "First words."], ["do", "What to do", "Call"], ["signs", "Signs", "Some"]],
    ]
    assert pages["quiz/basics/"][4] == [["", "", "Which?"]]


def test_what_would_end_a_script_is_harmless_in_a_file_of_its_own(tmp_path: Path) -> None:
    page = "---\ntitle: Ice\n---\n\n# Ice\n\nA `</script>` and “quotes” \\ here\n"
    files: dict[str, str | bytes | None] = {"content/en/know/ice.md": page, "content/zh/know/ice.md": page}
    [found] = [one for one in words_of(tmp_path, files)["search/words.js"]["pages"] if one[1] == "know/ice/"]
    assert found[4] == [["", "", "A </script> and “quotes” \\ here"]]


def test_words_that_mean_the_same_come_from_the_glossary(tmp_path: Path) -> None:
    term = "- id: meth\n  term: {en: methamphetamine, zh: 甲基苯丙胺}\n  also: {en: [ice], zh: [冰毒]}\n"
    term += "  meaning: {en: A drug, zh: 一种毒品}\n- id: one\n  term: {en: one, zh: 一}\n  meaning: {en: A, zh: 一}\n"
    told = words_of(tmp_path, {"content/glossary.yml": term})
    assert [one["alike"] for _, one in sorted(told.items())] == [[["ice", "methamphetamine"]], [["冰毒", "甲基苯丙胺"]]]


def test_places_and_the_words_explained_can_be_found(tmp_path: Path) -> None:
    place = "- id: clinic\n  kind: clinic\n  name: {en: Old Street Clinic, zh: 老街门诊}\n  region: CN-GZ\n"
    place += "  city: {en: Guiyang, zh: 贵阳市}\n  address: {en: 1 Old Street, zh: 老街1号}\n"
    place += "  what: {en: A clinic., zh: 门诊。}\n  source: unodc-2020\n"
    place += "  checked: 2026-11-22\n  review_by: 2027-01-01\n"
    term = "- id: meth\n  term: {en: methamphetamine, zh: 甲基苯丙胺}\n  short: {en: MA}\n  source: unodc-2020\n"
    term += "  also: {en: [ice], zh: [冰毒]}\n  meaning: {en: A drug., zh: 一种毒品。}\n"
    told = words_of(tmp_path, {"content/venues.yml": place, "content/glossary.yml": term})
    pages = {path: {one[1]: one for one in script["pages"]} for path, script in told.items()}
    english, chinese = pages["search/words.js"], pages["zh/search/words.js"]
    where = [["", "", "Clinic, 1 Old Street, Guiyang, Guizhou"]]
    assert english["venues/clinic/"] == ["Old Street Clinic", "venues/clinic/", "Places", "A clinic.", where]
    assert chinese["venues/clinic/"][0] == "老街门诊"
    assert chinese["venues/clinic/"][4] == [["", "", "门诊，老街1号，贵阳市，贵州"]]
    assert english["glossary/"][4][1][:2] == ["meth", "methamphetamine (MA)"]
    assert english["glossary/"][4][1][2].startswith("A drug.\n")
    assert english["glossary/"][4][1][2].endswith("ice")
    assert chinese["glossary/"][4][1][:2] == ["meth", "甲基苯丙胺"]


def test_the_words_of_our_own_pages_weigh_at_most_60_kb() -> None:
    project = read_project(REPOSITORY, last_checked())[0]
    scripts = dict(living.search_files(project, REPOSITORY))
    assert len(scripts) == len(project.editions)
    assert {path: len(brotli.compress(data, quality=9)) for path, data in scripts.items()} == {
        path: pytest.approx(35_000, abs=25_000) for path in scripts
    }


# In a browser


def ask(page: Page, words: str) -> list[str]:
    """Type something, and give the addresses of what is found."""
    page.get_by_role("searchbox").fill(words)
    home = page.url.partition("search/")[0]
    return [link.evaluate("link => link.href").removeprefix(home) for link in page.locator(".ch-found a").all()]


def ask_own(page: Page, words: str, pages: list[list[Any]], alike: list[list[str]]) -> list[str]:
    """Type something where these pages stand in place of the site's, and give the addresses of what is found."""
    script = START + json.dumps({"pages": pages, "alike": alike}) + END
    page.route("**/search/words.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.reload()
    return ask(page, words)


def test_it_finds_as_somebody_types_titles_first(site_url: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site_url}search/")
    for words in ("meth", "Ice", "MÉTHAMPHETAMINE"):
        assert ask(page, words)[0].startswith("know/methamphetamine/"), words
    expect(page.get_by_role("status")).to_contain_text("found")
    assert page.url.endswith("?q=M%C3%89THAMPHETAMINE")
    assert ask(page, "zzzz") == []
    expect(page.get_by_role("status")).to_contain_text("Nothing found")
    expect(page.locator("[data-all]")).to_be_hidden()
    assert ask(page, "") == []
    expect(page.locator("[data-all]")).to_be_visible()


def test_an_address_can_ask(site_url: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site_url}zh/search/?q=%E5%86%B0%E6%AF%92")
    expect(page.get_by_role("searchbox")).to_have_value("冰毒")
    expect(page.locator(".ch-found a").first).to_have_attribute("href", "../know/methamphetamine/")
    expect(page.locator(".ch-found mark").first).to_have_text("冰毒")


def test_until_the_words_have_come_every_page_stays_listed(site_url: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site_url}search/")
    page.route("**/search/words.js", lambda route: route.abort())
    page.reload()
    status, all_pages = page.get_by_role("status"), page.locator("[data-all]")
    assert ask(page, "overdose") == []
    expect(page.locator("[data-urgent]")).to_be_visible()
    expect(status).to_contain_text("You can call now")
    expect(all_pages).to_be_visible()
    assert ask(page, "ice") == []
    expect(status).to_have_text("")
    expect(all_pages).to_be_visible()
    page.unroute("**/search/words.js")
    page.add_script_tag(url="words.js")
    expect(page.locator(".ch-found a")).not_to_have_count(0)
    expect(all_pages).to_be_hidden()
    page.watch.faults.clear()  # type: ignore[attr-defined]


def test_a_word_gives_way_to_its_like_where_it_begins_a_word(site_url: str, open_page: Callable[..., Page]) -> None:
    pages = [["Police and meth", "both/", "Know", "", []], ["Police", "one/", "Know", "", []]]
    assert ask_own(open_page(f"{site_url}search/"), "police ice", pages, [["ice", "meth"]]) == ["both/"]


@pytest.mark.parametrize(
    ("title", "words", "marked"),
    [("drug😀", "drug", ["drug"]), ("😀 冰毒𠮷", "冰毒", ["冰毒"]), ("ﬁ 𝐚b", "ab", ["b"])],
)
def test_no_sign_is_cut_into_halves(
    title: str, words: str, marked: list[str], site_url: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{site_url}search/")
    line = f"{'x' * 179}😀 is cut at 180"
    assert ask_own(page, words, [[title, "one/", "Know", line, []]], []) == ["one/"]
    assert page.locator(".ch-found a mark").all_text_contents() == marked
    pieces = page.locator(".ch-found a > *, .ch-found p > *")
    assert pieces.evaluate_all("all => all.every(one => one.textContent.isWellFormed())")
    expect(page.locator(".ch-found p")).to_have_text("x" * 179)


def test_chinese_is_found_by_pairs_of_characters(site_url: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site_url}zh/search/")
    assert ask(page, "家长怎么谈")
    assert ask(page, "龘靐齉") == []


@pytest.mark.parametrize(("home", "urgent", "calm"), [("", "Overdose", "leaflet"), ("zh/", "想自杀", "宣传单")])
def test_words_of_danger_bring_help_first(
    home: str, urgent: str, calm: str, site_url: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{site_url}{home}search/")
    help_first = page.locator("[data-urgent]")
    ask(page, calm)
    expect(help_first).to_be_hidden()
    ask(page, urgent)
    expect(help_first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text({"": "You can call now", "zh/": "现在就可以打电话"}[home])
    expect(help_first.get_by_role("link", name="120")).to_be_visible()
    assert help_first.bounding_box()["y"] < page.locator(".ch-found").bounding_box()["y"]  # type: ignore[index]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_speaks_against_the_search(
    scheme: str, site_url: str, open_page: Callable[..., Page], axe_violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(f"{site_url}search/", width=320, color_scheme=scheme)
    assert axe_violations(page) == []
    ask(page, "overdose")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_script_every_page_is_listed(site_url: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site_url}zh/search/", script=False)
    expect(page.locator("input, form")).to_have_count(0)
    addresses = [link.get_attribute("href") for link in page.locator(".ch-all a").all()]
    assert {"../know/methamphetamine/", "../help/", "../quiz/saying-no/"} <= set(addresses)
    assert {"../venues/opium-war-museum/", "../glossary/"} <= set(addresses)


def test_the_search_is_one_step_away_from_every_page(site_url: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site_url}zh/know/methamphetamine/")
    page.get_by_role("link", name="搜索", exact=True).press("Enter")
    expect(page.get_by_role("searchbox")).to_be_visible()
