"""oEmbed: what other sites find of a quiz, held to WordPress's rules for providers that it does not know.

The rules are those of WordPress 6.1: WP_oEmbed::discover, wp_filter_oembed_result and wp-embed.js.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from clearheart.build import build
from clearheart.embed import write_embeds
from clearheart.model import Project
from clearheart.oembed import oembed_json
from clearheart.read import read_project
from tests.projects import MINIMAL, REPOSITORY, write_project

OpenPage = Callable[..., Page]

TITLE = "\"Tea\" & 5 < 6 > 4, 茶 'q'"
HARD = {
    "mkdocs.yml": str(MINIMAL["mkdocs.yml"]).replace("https://small.example/", "https://small.example/禁毒/a%20b/"),
    **{
        f"quizzes/{code}/basics.yml": re.sub(
            "title: .*", lambda _: "title: " + json.dumps(TITLE, ensure_ascii=False), str(text), count=1
        )
        for code, text in (("en", MINIMAL["quizzes/en/basics.yml"]), ("zh", MINIMAL["quizzes/zh/basics.yml"]))
    },
}
ROOT = "https://small.example/%E7%A6%81%E6%AF%92/a%20b/"


class Pieces(HTMLParser):
    """Read HTML into its elements, as name and attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a project whose address and titles hold letters of every kind."""
    root = write_project(tmp_path_factory.mktemp("hard"), dict(HARD))
    build(root, root / "site", day="2026-11-22")
    return root / "site"


@pytest.mark.parametrize(("home", "code"), [("", "en"), ("zh/", "zh")])
def test_a_quizs_page_names_its_oembed_file_and_the_file_says_how_to_embed(hard: Path, home: str, code: str) -> None:
    page = (hard / home / "quiz/basics/index.html").read_text(encoding="utf-8")
    assert discover(page) == f"{ROOT}{home}quiz/basics/oembed.json"
    answer = json.loads((hard / home / "quiz/basics/oembed.json").read_text(encoding="utf-8"))
    assert answer["version"] == "1.0" and answer["type"] == "rich"
    assert answer["title"] == TITLE
    assert answer["provider_url"] == ROOT + home
    assert answer["provider_name"] == {"en": "Clearheart", "zh": "明心"}[code]
    blockquote, link, frame = Pieces(answer["html"]).elements
    assert blockquote == ("blockquote", {})
    assert link == ("a", {"href": f"{ROOT}{home}quiz/basics/"})
    assert frame[0] == "iframe"
    assert frame[1]["src"] == f"{ROOT}embed/{code}/basics/"
    assert str(frame[1]["title"]).endswith(TITLE)
    assert Pieces(answer["html"]).words.strip() == frame[1]["title"]
    assert (frame[1]["width"], frame[1]["height"]) == (str(answer["width"]), str(answer["height"])) == ("600", "800")


def discover(page: str) -> str:
    """Find the file as WordPress does: by patterns, in the head alone, in the first 150 kB."""
    head = page.encode()[:153_600].decode(errors="ignore").split("</head>")[0]
    links = [Pieces(f"<link{found}>").elements[0][1] for found in re.findall(r"<link([^<>]+)/?>", head)]
    [address] = [str(link["href"]) for link in links if link.get("type") == "application/json+oembed"]
    return address


def test_only_pages_of_quizzes_name_an_oembed_file(hard: Path) -> None:
    named = [path for path in hard.rglob("*.html") if "json+oembed" in path.read_text(encoding="utf-8")]
    assert sorted(path.relative_to(hard).as_posix() for path in named) == [
        "quiz/basics/index.html",
        "zh/quiz/basics/index.html",
    ]


def test_wordpress_takes_the_html_whole(hard: Path) -> None:
    html = json.loads((hard / "quiz/basics/oembed.json").read_text(encoding="utf-8"))["html"]
    taken = re.search(r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", html, re.DOTALL)
    assert taken and taken[1] and taken[2]
    kept = {"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"}
    attributes = Pieces(taken[2]).elements[0][1]
    assert set(attributes) - kept == {"sandbox"}  # WordPress drops it, and adds a stricter one
    sources = re.findall(r" src=(['\"])(.*?)\1", taken[2])
    assert [source for _, source in sources] == [attributes["src"]]
    dropped_by_esc_url = re.compile(r"[^a-z0-9\-~+_.?#=!&;,/:%@$|*'()\[\]\x80-\xff]", re.IGNORECASE)
    assert not dropped_by_esc_url.search(str(attributes["src"]))


def test_the_same_project_gives_the_same_bytes() -> None:
    project = read_project(REPOSITORY, date(2026, 11, 22))[0]
    edition = project.editions[0]
    assert oembed_json(project, edition, edition.banks[0]) == oembed_json(project, edition, edition.banks[0])


@pytest.fixture
def open_post(tmp_path: Path, project: Project, serve: Callable[[Path], str], open_page: OpenPage) -> OpenPage:
    """Open a page that holds a frame as WordPress writes it, and notes what it is told in WordPress's form."""
    write_embeds(project, tmp_path)
    quizzes, blog = serve(tmp_path), serve(tmp_path)

    def open_post(fragment: str) -> Page:
        note = "<script>const got = []; onmessage = ({ data }) => { if (!data.clearheart) got.push(data); };</script>"
        source = f"{quizzes}embed/en/natural-or-synthetic/{fragment}"
        frame = f'<iframe title="Quiz" sandbox="allow-scripts" width="600" height="338" src="{source}"></iframe>'
        page = f'<!doctype html><title>Blog</title><link rel="icon" href="data:,">{note}{frame}'
        (tmp_path / "post.html").write_text(page, encoding="utf-8")
        return open_page(f"{blog}post.html", hosts=(quizzes,))

    return open_post


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(REPOSITORY, date(2026, 11, 22))[0]


def quiz_frame(page: Page) -> Frame:
    frame = page.frames[1]
    frame.wait_for_selector("clearheart-quiz[data-on]", state="attached")
    drawn = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    frame.evaluate(drawn)
    return frame


def told(page: Page, message: str) -> list[dict[str, Any]]:
    """Wait for messages of one kind; give them."""
    page.wait_for_function("kind => got.some(({ message }) => message === kind)", arg=message)
    return list(page.evaluate("kind => got.filter(({ message }) => message === kind)", message))


def test_a_frame_of_wordpress_gets_its_height_in_wordpress_form_and_again_when_asked(open_post: OpenPage) -> None:
    page = open_post("#?secret=aB3dE5fG7h")
    height = quiz_frame(page).evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    assert told(page, "height")[-1] == {"message": "height", "value": height, "secret": "aB3dE5fG7h"}
    page.evaluate("got.length = 0; frames[0].postMessage({ message: 'ready', secret: 'aB3dE5fG7h' }, '*')")
    assert told(page, "height") == [{"message": "height", "value": height, "secret": "aB3dE5fG7h"}]


def test_a_link_in_a_frame_of_wordpress_is_handed_to_its_page(open_post: OpenPage) -> None:
    page = open_post("#?secret=aB3dE5fG7h")
    quiz_frame(page).locator("main > p:last-child a").click()
    address = "https://clearheart.example/quiz/natural-or-synthetic/"
    assert told(page, "link") == [{"message": "link", "value": address, "secret": "aB3dE5fG7h"}]
    page.watch.faults = [fault for fault in page.watch.faults if "allow-popups" not in fault]


@pytest.mark.parametrize(
    "fragment", ["", "#?secret=", "#?secret=a%22b", "#?secret=a b", "#secret=abc", "#?secret=abc&x=1", "#x?secret=abc"]
)
def test_a_frame_without_a_good_secret_says_nothing_in_that_form(open_post: OpenPage, fragment: str) -> None:
    page = open_post(fragment)
    frame = quiz_frame(page)
    frame.evaluate(
        "document.querySelector('main > p:last-child a').addEventListener('click', (event) => event.preventDefault())"
    )
    frame.locator("main > p:last-child a").click()
    page.evaluate("frames[0].postMessage({ message: 'ready' }, '*')")
    page.wait_for_timeout(200)
    assert page.evaluate("got") == []
