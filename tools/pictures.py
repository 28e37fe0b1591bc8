"""Make the pictures of the README and the handbook: the built site goes in, docs/<lang>/pictures/*.png come out.

Build the site first (make site), and let `make test` install the browser. The same site, browser and fonts give
the same pictures, always in the same sizes.

    .venv/bin/python -m tools.pictures
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from clearheart.model import Project
from clearheart.print import draw_leaflet
from clearheart.print.leaflets import jobs
from clearheart.read import read_project
from clearheart.serve import SiteServer
from tests import chromium

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
BANK = "natural-or-synthetic"
LEAFLET = "leaflets/talking-at-the-table"
MOST_BYTES = 150_000

# A page of somebody else's, as plain as a school's page may be.
HOST = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><title>{title}</title><link rel="icon" href="data:,">
<style>body {{ max-width: 720px; margin: 24px auto; font: 17px/1.6 serif }} h1 {{ font-size: 28px }}</style>
<h1>{title}</h1><p>{words}</p>
<script src="{site}embed.js" defer></script><prevention-quiz src="{site}embed/{code}/{bank}/"></prevention-quiz>
"""
HOST_WORDS = {
    "en": ("en", "Class 8b: this week", "Read chapter 4. Then try these questions; nobody sees your answers."),
    "zh": ("zh-Hans", "八（2）班：本周学习", "先读第四章，再做下面的题。没有人看到你的回答。"),
}


@dataclass(frozen=True)
class Picture:
    """Say what a picture shows, at which size, and what is done before it is taken."""

    name: str
    path: str
    width: int
    height: int
    prepare: Callable[[Page], None] = lambda page: None


def start_quiz(page: Page) -> None:
    """Wait until the script shows the first question."""
    page.locator("clearheart-quiz[data-on]").wait_for()


def answer_right(page: Page) -> None:
    """Choose the right option of the first question and check it."""
    start_quiz(page)
    page.locator("input[data-right]").first.check()
    page.locator(".ch-next button").first.click()
    page.evaluate("scrollTo(0, 0)")


PICTURES = (
    Picture("home", "", 1280, 800),
    Picture("quiz-feedback", f"quiz/{BANK}/", 1000, 1080, answer_right),
)


def main() -> int:
    """Take every picture in every language."""
    if not (SITE / "index.html").is_file():
        print("There is no site to take pictures of; build it first: make site", file=sys.stderr)
        return 1
    project, _ = read_project(ROOT, date(2026, 11, 22))
    with serve(SITE) as site, browser() as running:
        for edition in project.editions:
            folder = ROOT / "docs" / edition.code / "pictures"
            folder.mkdir(parents=True, exist_ok=True)
            home = site + project.settings.home(edition.code)
            for picture in PICTURES:
                keep(folder / f"{picture.name}.png", take(running, home + picture.path, picture))
            keep(folder / "embed.png", take_embed(running, site, edition.code))
            keep(folder / "leaflet.png", draw_front(project, edition.code))
    return 0


def take(running: Browser, url: str, picture: Picture) -> bytes:
    """Open a page in a window of the picture's size and photograph it."""
    context = running.new_context(
        viewport={"width": picture.width, "height": picture.height}, color_scheme="light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    picture.prepare(page)
    image = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return image


def take_embed(running: Browser, site: str, code: str) -> bytes:
    """Photograph a quiz in a page of another origin."""
    language, title, words = HOST_WORDS[code]
    html = HOST.format(language=language, title=title, words=words, site=site, code=code, bank=BANK)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "index.html").write_text(html, encoding="utf-8")
        with serve(Path(folder)) as host:
            return take(running, host, Picture("embed", "", 800, 920, wait_for_embed))


def wait_for_embed(page: Page) -> None:
    """Wait until the frame has the height that it told."""
    page.frame_locator("prevention-quiz iframe").locator("clearheart-quiz[data-on]").wait_for()
    page.wait_for_function("document.querySelector('prevention-quiz iframe').style.height !== '640px'")


def draw_front(project: Project, code: str) -> bytes:
    """Draw the front page of the leaflet as it is printed."""
    job = next(job for job in jobs(project, project.edition(code)) if job.document.name == LEAFLET)
    return draw_leaflet(job, dots_per_inch=72)[0]


def keep(path: Path, image: bytes) -> None:
    """Write a picture; one that would make the repository heavy is refused."""
    name = path.relative_to(ROOT).as_posix()
    if len(image) > MOST_BYTES:
        raise SystemExit(f"{name} would have {len(image):,} bytes; show less of the page, or choose a smaller window")
    path.write_bytes(image)
    print(f"{name}: {len(image):,} bytes")


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine, and give its address."""
    with SiteServer(folder) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server.url
        server.shutdown()


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser that the tests use."""
    chromium.install()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.NO_CALLS_HOME)
        yield running
        running.close()


if __name__ == "__main__":
    sys.exit(main())
