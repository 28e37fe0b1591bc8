"""What browsers, search engines and hosts find beside the pages: icons, lists, redirects, headers, packed copies."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import brotli
import pytest
from PIL import Image

from clearheart.build import Summary, build
from clearheart.cli import main
from clearheart.model import Operator
from clearheart.problems import ClearheartError
from clearheart.read import read_project
from clearheart.services import service_words
from clearheart.services.hosts import HEADERS
from tests.html_files import HtmlFile, html_files, read_html
from tests.projects import last_checked, write_project

DAY = "2026-11-22"
NAMES = {"sm": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}

SMALL: dict[str, str | bytes | None] = {
    "content/en/moved.md": (
        "---\ntitle: New & here\naliases: [old/place, old/page.html]\nreviewed: 2026-11-20\n---\n\n# New\n"
    ),
    "content/zh/moved.md": "---\ntitle: 新地址\naliases: [旧/地址]\n---\n\n# 新\n",
    "content/en/alone.md": "# Alone\n",
    "content/en/draft.md": "---\ndraft: true\n---\n\n# Draft\n",
    "content/en/later.md": "---\npublish_from: 2026-12-01\n---\n\n# Later\n",
    "quizzes/en/hidden.yml": "draft: true\ntitle: Hidden\nquestions: []\n",
}
_QUESTION = """\
  - id: first
    prompt: Which?
    options:
      - {text: This, correct: true, feedback: This}
      - {text: That, feedback: That}
    sources: [unodc-2020]
"""
SMALL["quizzes/en/hidden.yml"] = f"draft: true\ntitle: Hidden\nquestions:\n{_QUESTION}"
SMALL["quizzes/zh/hidden.yml"] = f"publish_from: 2026-12-01\ntitle: 隐藏\nquestions:\n{_QUESTION}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with every service, built with packed copies."""
    root = write_project(tmp_path_factory.mktemp("services"), SMALL)
    build(root, day=DAY, compress=True)
    return root


@pytest.fixture(scope="module")
def built(small: Path) -> Path:
    return small / "site"


@pytest.fixture(scope="module")
def preview(small: Path, built: Path) -> Summary:
    """The same project with what is not due."""
    assert built.is_dir()
    return build(small, day=DAY, drafts=True)


def linked(page: HtmlFile, rel: str) -> list[str]:
    """Give the addresses of a page's links in its head that say what they are for."""
    return [link.attributes["href"] for link in page.named("link") if link.attributes.get("rel") == rel]


# Icons and the app


def test_icons_have_the_sizes_that_browsers_and_phones_ask_for(built: Path) -> None:
    with Image.open(built / "favicon.ico") as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    sizes = {"apple-touch-icon": 180, "icon-192": 192, "icon-512": 512, "icon-maskable-512": 512}
    for name, size in sizes.items():
        with Image.open(built / "assets" / f"{name}.png") as icon:
            assert icon.size == (size, size), name
            middle = icon.convert("RGBA").getpixel((size // 2, size // 2))
            assert middle == (0xF4, 0xBE, 0x55, 0xFF), f"the sun of {name}"


def test_icons_that_are_cut_stand_on_a_ground_and_others_on_none(built: Path) -> None:
    corners = {}
    for name in ("apple-touch-icon", "icon-maskable-512", "icon-192", "icon-512"):
        with Image.open(built / "assets" / f"{name}.png") as icon:
            corners[name] = icon.convert("RGBA").getpixel((0, 0))[3]  # type: ignore[index]
    assert corners == {"apple-touch-icon": 255, "icon-maskable-512": 255, "icon-192": 0, "icon-512": 0}


def test_a_maskable_icon_has_its_mark_within_the_circle_that_is_kept(built: Path) -> None:
    """Four fifths of the width (W3C Application Manifest, 'safe zone')."""
    with Image.open(built / "assets" / "icon-maskable-512.png") as icon:
        pixels, ground = icon.convert("RGB").load(), icon.convert("RGB").getpixel((0, 0))
    assert pixels is not None
    far = [(x, y) for x in range(512) for y in range(512) if (x - 255.5) ** 2 + (y - 255.5) ** 2 > (0.4 * 512) ** 2]
    assert all(pixels[place] == ground for place in far)


def test_every_language_describes_itself_as_an_app_whose_icons_are_there(site: Path) -> None:
    for home, lang in (("", "en"), ("zh/", "zh-Hans")):
        app = json.loads((site / home / "app.webmanifest").read_text(encoding="utf-8"))
        assert (app["lang"], app["start_url"], app["scope"]) == (lang, "./", "./")
        assert "id" not in app, "it would be read against the host: then all languages were one app"
        assert app["name"] and app["short_name"] and re.fullmatch("#[0-9A-F]{6}", app["theme_color"])
        for icon in app["icons"]:
            assert (site / home / icon["src"]).is_file(), icon
        assert {icon.get("purpose") for icon in app["icons"]} == {"any", "maskable", None}
        shortcuts = [shortcut["url"] for shortcut in app["shortcuts"]]
        assert len(shortcuts) == 2
        for url in shortcuts:
            assert (site / home / url / "index.html").is_file(), url


def test_every_page_leads_to_its_icons_and_its_app(site: Path) -> None:
    for path, page in html_files(site).items():
        if path.startswith(("embed/", "hall/")) or path.endswith("404.html"):
            continue
        home = path.split("/")[0] if path.split("/")[0] in ("zh", "zh-TW", "zh-HK") else "."
        for rel, names in (
            ("manifest", [f"{home}/app.webmanifest"]),
            ("apple-touch-icon", ["assets/apple-touch-icon.png"]),
            ("icon", ["assets/icon.svg", "favicon.ico"]),
        ):
            files = [(site / path).parent.joinpath(address).resolve() for address in linked(page, rel)]
            assert files == [(site / name).resolve() for name in names], path
            assert all(file.is_file() for file in files)


# Search engines


def listed(site: Path) -> dict[str, dict[str, str]]:
    """Give the pages of sitemap.xml: address -> languages, and lastmod where it stands."""
    tree = ElementTree.fromstring((site / "sitemap.xml").read_bytes())
    found = {}
    for entry in tree.findall("sm:url", NAMES):
        languages = {link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("xhtml:link", NAMES)}
        day = entry.findtext("sm:lastmod", None, NAMES)
        found[entry.findtext("sm:loc", "", NAMES)] = languages | ({"lastmod": day} if day else {})
    return found


def test_the_list_names_every_page_that_may_be_found_and_no_other(site: Path) -> None:
    root = (site / "robots.txt").read_text(encoding="utf-8").rpartition("Sitemap: ")[2].removesuffix("sitemap.xml\n")
    expected = set()
    for path, page in html_files(site).items():
        robots = [meta for meta in page.named("meta") if meta.attributes.get("name") == "robots"]
        own = root + path.removesuffix("index.html")
        canonical = [
            link.attributes["href"] for link in page.named("link") if link.attributes.get("rel") == "canonical"
        ]
        if path.endswith("index.html") and not robots and canonical == [own]:
            expected.add(own)
    assert set(listed(site)) == expected
    assert not [address for address in expected if re.search(r"(?:example/(?:embed|hall)|set-up|class)/", address)]
    assert len(expected) > 60


def test_set_up_pages_class_results_embeds_and_halls_ask_not_to_be_found(site: Path) -> None:
    apart = [
        path for path in html_files(site) if re.search(r"(?:^(?:embed|hall)/)|/(?:set-up|class)/index\.html$", path)
    ]
    assert len(apart) > 40
    for path in apart:
        robots = [meta for meta in read_html(site / path).named("meta") if meta.attributes.get("name") == "robots"]
        assert [meta.attributes["content"] for meta in robots] == ["noindex"], path


def test_the_list_tells_other_languages_and_the_day_of_review(built: Path) -> None:
    pages = listed(built)
    new, new_zh = "https://small.example/moved/", "https://small.example/zh/moved/"
    both = {"en": new, "x-default": new, "zh-Hans": new_zh}
    assert pages[new] == {**both, "lastmod": "2026-11-20"}
    assert pages[new_zh] == both
    assert pages["https://small.example/alone/"] == {}
    assert not [address for address in pages if "old" in address or "draft" in address or "later" in address]


def test_there_is_one_list_of_pages(site: Path) -> None:
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("sitemap.xml")) == ["sitemap.xml"]


def test_robots_txt_names_the_list(built: Path) -> None:
    text = (built / "robots.txt").read_text(encoding="utf-8")
    assert text == "User-agent: *\nAllow: /\n\nSitemap: https://small.example/sitemap.xml\n"


def test_an_authors_own_files_for_hosts_win_and_redirects_come_first(tmp_path: Path) -> None:
    own = {"robots.txt": "User-agent: *\nDisallow: /zh/\n", "_headers": "/*\n  X-Own: yes\n", "_redirects": "/a /b 302"}
    files: dict[str, str | bytes | None] = {f"content/en/{name}": text for name, text in own.items()}
    build(write_project(tmp_path, {**files, "content/en/c.md": "---\naliases: [d]\n---\n\n# C\n"}), day=DAY)
    made = {name: (tmp_path / "site" / name).read_text(encoding="utf-8") for name in own}
    assert made == {**own, "_redirects": "/a /b 302\n/d/ /c/ 301\n"}


# What is not due


def test_what_is_not_due_is_left_out_with_all_that_is_made_of_it(built: Path) -> None:
    names = [path.relative_to(built).as_posix() for path in built.rglob("*")]
    assert [name for name in names if re.search("draft|later|hidden", name)] == []


def test_a_preview_has_it_with_a_mark_and_stands_elsewhere(small: Path, preview: Summary) -> None:
    assert preview.site == small / "preview"
    assert (preview.waiting, preview.is_preview) == (4, True)
    draft, later = (read_html(small / f"preview/{name}/index.html") for name in ("draft", "later"))
    assert "Not public yet: this page is a draft." in draft.words
    assert "this page will be on the site from 1 December 2026 on." in later.words
    for page in (draft, later):
        assert [meta for meta in page.named("meta") if meta.attributes.get("name") == "robots"]
    assert "Not public yet" not in read_html(small / "preview/alone/index.html").words
    assert (small / "preview/embed/en/hidden/index.html").is_file()


def test_a_page_comes_on_its_day(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"content/en/later.md": SMALL["content/en/later.md"]})
    for day, there in ((date(2026, 11, 30), False), (date(2026, 12, 1), True)):
        project, problems = read_project(root, day)
        assert [problem.severity for problem in problems] == []
        assert ("later" in [document.name for document in project.edition("en").documents]) is there


def test_a_quizs_own_page_takes_the_quiz_along(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "content/en/quiz/hidden.md": "---\ndraft: true\n---\n\n# Hidden\n\n```quiz\nhidden\n```\n",
        "quizzes/en/hidden.yml": f"title: Hidden\nquestions:\n{_QUESTION}",
        "quizzes/zh/hidden.yml": f"title: 隐藏\nquestions:\n{_QUESTION}",
    }
    project, problems = read_project(write_project(tmp_path, files), last_checked())
    assert problems == []
    assert [[bank.id for bank in edition.banks] for edition in project.editions] == [["basics"], ["basics", "hidden"]]


def test_the_check_names_what_is_left_out(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(small)]) == 0
    told = capsys.readouterr().out
    assert "content/en/draft.md:1: left out of the site - draft: true\n" in told
    assert "quizzes/en/hidden.yml:1: left out of the site - draft: true\n" in told
    assert re.search(r"; left out: \d files\.$", told, re.MULTILINE)


# Old addresses


def test_an_old_address_leads_on_without_script_or_host(built: Path) -> None:
    for old, way, lang, words in (
        ("old/place/index.html", "../../moved/", "en", "New & here"),
        ("old/page.html", "../moved/", "en", "New & here"),
        ("zh/旧/地址/index.html", "../../moved/", "zh-Hans", "新地址"),
    ):
        page = read_html(built / old)
        refresh = [meta.attributes["content"] for meta in page.named("meta")
                   if meta.attributes.get("http-equiv") == "refresh"]  # fmt: skip
        assert refresh == [f"0; url={way}"]
        assert (built / old).parent.joinpath(way, "index.html").resolve().is_file()
        assert [link.attributes["href"] for link in page.named("a")] == [way]
        assert words in page.words
        assert page.named("html")[0].attributes["lang"] == lang
        assert not page.named("script") and not page.named("style")
        canonical = [
            link.attributes["href"] for link in page.named("link") if link.attributes.get("rel") == "canonical"
        ]
        assert canonical == [f"https://small.example/{'zh/' if lang != 'en' else ''}moved/"]


def test_hosts_are_told_of_old_addresses(built: Path) -> None:
    assert (built / "_redirects").read_text(encoding="utf-8").splitlines() == [
        "/old/place/ /moved/ 301",
        "/old/page.html /moved/ 301",
        "/zh/%E6%97%A7/%E5%9C%B0%E5%9D%80/ /zh/moved/ 301",
    ]


def test_an_alias_where_a_build_makes_a_page_is_told_with_its_line(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"content/en/c.md": "---\ntitle: C\naliases: [about/old, 404.html]\n---\n\n# C\n"})
    with pytest.raises(ClearheartError) as told:
        build(root, day=DAY)
    assert "content/en/c.md:3: the alias" in str(told.value)
    assert not (root / "site").exists()


# Hosts


def rules(text: str) -> dict[str, dict[str, str]]:
    """Read a _headers file: address -> header -> value."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            found[line] = {}
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[list(found)[-1]][name] = value
    return found


def test_headers_go_with_every_file_and_frames_with_every_page_but_embeds(site: Path) -> None:
    told = rules((site / "_headers").read_text(encoding="utf-8"))
    assert told.pop("/*") == HEADERS
    assert len(told) < 90, "Cloudflare Pages reads a hundred rules"
    assert all(rule == {"Content-Security-Policy": "frame-ancestors 'self'"} for rule in told.values())
    for path in html_files(site):
        address = f"/{path.removesuffix('index.html')}"
        fitting = [rule for rule in told if address == rule or (rule.endswith("/*") and address.startswith(rule[:-1]))]
        assert len(fitting) == (0 if path.startswith("embed/") else 1), path


def test_files_of_words_have_packed_copies_that_the_manifest_does_not_name(built: Path) -> None:
    page = built / "index.html"
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == page.read_bytes()
    packed = {path.name.rsplit(".", 2)[1] for path in built.rglob("*.br")}
    assert {"html", "css", "js", "svg"} <= packed and not packed & {"png", "pdf", "zip", "ico"}
    named = json.loads((built / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert not [name for name in named if name.endswith((".gz", ".br"))]


# Who runs the site


def test_nobody_is_named_and_no_number_is_shown_of_an_example() -> None:
    example = Operator(name={"en": "Somebody"}, icp="黔ICP备12345678号-1", example=True)
    assert not example.is_named and Operator(name={"en": "Somebody"}).is_named


@pytest.mark.parametrize("number", ["黔ICP备12345678号-1", "京ICP备 2021000001号", "沪ICP证030173号"])
def test_icp_numbers_of_every_form_are_taken(number: str) -> None:
    assert Operator(icp=number).icp == number.replace(" ", "")


def test_our_own_site_names_nobody_and_says_so(site: Path) -> None:
    for home, words in (("", "Nobody is named yet."), ("zh/", "这里还没有写明运营者。")):
        for name in ("privacy", "accessibility", "report"):
            page = read_html(site / home / "about" / name / "index.html")
            assert words in page.words, (home, name)
            assert not [link for link in page.named("a") if link.attributes["href"].startswith("mailto:")]
    assert [path for path, page in html_files(site).items() if "beian." in str(page.elements)] == []


OPERATED = {
    "content/site.yml": (
        "name: {en: A house, zh: 一家}\nemail: a@house.example\nphone: +86 851 1234567\nweb: https://house.example/\n"
        "postal: {en: One road}\nregion: {en: Guizhou, zh: 贵州}\n"
        "icp: 黔ICP备12345678号-1\npolice: 贵公网安备52010302000000号\n"
    ),
    "content/en/about/report.md": "---\ntemplate: report.html\n---\n\n# Report\n\nSay so.\n",
    "content/zh/about/report.md": "---\ntemplate: report.html\n---\n\n# 报告\n\n请说。\n",
}


@pytest.fixture(scope="module")
def operated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("operated"), dict(OPERATED))
    build(root, day=DAY)
    return root / "site"


def test_an_operator_is_named_with_every_way_to_reach_them(operated: Path) -> None:
    page = read_html(operated / "about/report/index.html")
    links = [link.attributes["href"] for link in page.named("a")]
    assert {"mailto:a@house.example", "tel:+868511234567", "https://house.example/"} <= set(links)
    assert "A house. For people in Guizhou" in page.words and "One road" in page.words
    assert "一家。面向 贵州" in read_html(operated / "zh/about/report/index.html").words


def test_filing_numbers_stand_at_the_foot_of_every_page_with_their_links(operated: Path) -> None:
    for path, page in html_files(operated).items():
        if path.startswith(("embed/", "hall/")):
            continue
        places = [link.attributes["href"] for link in page.named("a") if "beian" in link.attributes.get("href", "")]
        police = "https://beian.mps.gov.cn/#/query/webSearch?code=52010302000000"
        assert places == ["https://beian.miit.gov.cn/", police], path
        assert "黔ICP备12345678号-1" in page.words


def test_the_letter_asks_for_the_page_where_there_is_no_script(operated: Path) -> None:
    page = read_html(operated / "about/report/index.html")
    [letter] = [link.attributes["href"] for link in page.named("a") if "?subject=" in link.attributes["href"]]
    assert urlsplit(letter).path == "a@house.example"
    assert "subject=A%20mistake%20on%20Clearheart&body=Page%3A%20%28please%20name%20the%20page" in letter


def test_every_footer_leads_to_the_report_of_its_own_page(operated: Path) -> None:
    page = read_html(operated / "quiz/basics/index.html")
    assert "../../about/report/?page=quiz/basics/" in [link.attributes["href"] for link in page.named("a")]


def test_words_for_templates_name_the_pages_that_are_written(tmp_path: Path) -> None:
    project = read_project(write_project(tmp_path, dict(OPERATED)), last_checked())[0]
    assert service_words(project, project.edition("zh"))["pages"] == ["report"]


def test_privacy_names_every_place_where_something_is_kept(root: Path) -> None:
    """A script that begins to keep something must be told on the page, and then here."""
    scripts = [path for path in (root / "theme").rglob("*.js") if not path.is_symlink()]
    keeps = re.compile(r"(?:local|session)Storage\b")
    found = [path for path in scripts if keeps.search(path.read_text(encoding="utf-8"))]
    keeping = {path.relative_to(root / "theme").as_posix() for path in found}
    assert keeping == {
        "course/course.js", "dark/look.js", "hall/hall.js", "languages/languages.js", "print-room/fill-in.js",
        "quiz/quiz.js",
    }  # fmt: skip
