"""Make the pictures of the README and the handbook: the built site goes in, docs/<lang>/pictures/*.png come out.

Build the site first (make site), and let `make test` install the browser. The same site, browser and fonts give
the same pictures, always in the same sizes: pages are shown under the site's own address, from the disk alone.

    .venv/bin/python -m tools.pictures [folder of the site]
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from clearheart.model import Project
from clearheart.print import prepare_leaflet
from clearheart.print.drawings import fill
from clearheart.print.leaflets import jobs
from clearheart.read import read_project
from tests import chromium
from tools.prints import Sheet, draw_sheets, side_by_side

ROOT = Path(__file__).resolve().parent.parent
Look = Literal["light", "dark"]
BANK = "natural-or-synthetic"
LEAFLET = "leaflets/talking-at-the-table"
MOST_BYTES = 150_000

# A page of somebody else's, as plain as a school's page may be.
HOST_ADDRESS = "https://school.example/"
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

OFFICES = {
    "en": (
        ("Kaili Library", "+86 855 8212345", "1 Beijing Road East", "Local line: 0855-8123456, Monday to Friday"),
        ("Majiang No. 1 School", "+86 855 2622110", "", ""),
    ),
    "zh": (
        ("凯里市禁毒办", "0855-8212345", "北京东路1号", "本地热线：0855-8123456（周一至周五）"),
        ("麻江县第一中学", "0855-2622110", "", ""),
    ),
}

# The parts of a sheet to fold in three, outside and inside, from left to right.
PANELS = {
    "en": (("flap: folded in first", "back", "cover"), ("first to read", "second", "third")),
    "zh": (("折进去的一栏", "背面", "封面"), ("先读", "再读", "最后读")),
}


@dataclass(frozen=True)
class Picture:
    """Say what a picture shows, at which size, and what is done before it is taken."""

    name: str
    path: str
    """Below the language's home, or below the site's where it begins with a slash; {code} is the language."""
    width: int
    height: int
    prepare: Callable[[Page], None] = lambda page: None


def answer_right(page: Page) -> None:
    """Choose the right option of the first question and check it."""
    start_quiz(page)
    page.locator("input[data-right]").first.check()
    page.locator(".ch-next button").first.click()
    page.evaluate("scrollTo(0, 0)")


def start_quiz(page: Page) -> None:
    """Wait until the script shows the first question."""
    page.locator("clearheart-quiz[data-on]").first.wait_for()


def go_to(page: Page, kind: str) -> None:
    """Pass over the questions of a test until one of a kind comes."""
    start_quiz(page)
    while not page.locator(f"clearheart-{kind}.is-now").count():
        page.locator(".ch-next button").first.click()


def choose_letters(page: Page) -> None:
    """Match two of the lines."""
    start_quiz(page)
    for row in (0, 1):
        page.locator(".is-now .ch-row").nth(row).locator("input[data-right]").check(force=True)
    show_top(page, ".ch-quiz")


def sort_with_a_slip(page: Page) -> None:
    """Sort every card, the second one into another group, and check."""
    start_quiz(page)
    for place, row in enumerate(page.locator(".is-now .ch-row").all()):
        row.locator("input:not([data-right])" if place == 1 else "input[data-right]").first.check(force=True)
    page.locator(".ch-next button").first.click()
    show_top(page, ".ch-quiz")


def move_a_step(page: Page) -> None:
    """Bring the last step up by one."""
    go_to(page, "order")
    page.locator(".is-now .ch-order > li").last.locator("button[value='-1']").click()
    show_top(page, ".ch-quiz")


def go_on_with_the_story(page: Page) -> None:
    """Make the first choice, so that what came of it stands above the next scene."""
    go_to(page, "scenario")
    page.locator(".is-now a.ch-option").first.click()
    show_top(page, ".ch-quiz")


def choose_a_test(page: Page) -> None:
    """Ask on the set-up page for a test of five questions, the same for everybody."""
    page.locator("[name=mode][value=test]").check()
    page.locator("[name=pick]").fill("5")
    page.locator("[name=seed]").fill("K7QM")
    page.locator("[name=pass]").fill("80")
    page.evaluate("document.activeElement.blur()")
    show_top(page, "h1")


def pass_on(page: Page) -> None:
    """Show what the set-up page gives."""
    choose_a_test(page)
    show_top(page, "section:has(> .ch-share)")


def read_codes(page: Page) -> None:
    """Paste the handbook's own codes, before and after a lesson."""
    guide = (ROOT / "docs" / "en" / "teach-with-quizzes.md").read_text(encoding="utf-8")
    before, after = re.findall(r"^```text\n((?:[0-9A-Z]{4}-.*\n)+)```$", guide, re.M)
    page.locator("[name=before]").fill(before)
    page.locator("[name=after]").fill(after)
    page.locator("[value=read]").click()
    show_top(page, ".ch-group")


def show_course(page: Page) -> None:
    """Tick the first lesson of a course."""
    page.locator(".ch-tick input").first.check()
    show_top(page, "clearheart-course")


def play(page: Page) -> None:
    """Play in a hall with four teams, whose answers are noted."""
    page.locator("button[value=start]").click()
    page.locator("button[value=note]").click()


def choose_a_print(page: Page) -> None:
    """Show the print room from its choices on."""
    expect(page.locator("[name=topic]")).to_have_value("families")
    show_top(page, "form")


def fill_in(page: Page) -> None:
    """Type an organisation as a volunteer would."""
    code = "zh" if "/zh/" in page.url else "en"
    for name, words in zip(("organisation", "phone", "address"), OFFICES[code][0], strict=False):
        page.locator(f"[name={name}]").fill(words)
    page.evaluate("document.activeElement.blur()")
    show_top(page, "h1")


def show_top(page: Page, selector: str) -> None:
    """Scroll so that a part of the page begins a little below the window's edge."""
    page.locator(selector).first.evaluate(
        "part => scrollTo(0, Math.round(scrollY + part.getBoundingClientRect().top) - 16)"
    )


PICTURES = (
    Picture("home", "", 1280, 800),
    Picture("quiz-feedback", f"quiz/{BANK}/", 1000, 1080, answer_right),
    Picture("match", "quiz/first-aid-and-help/", 560, 830, choose_letters),
    Picture("sort", "quiz/saying-no/", 560, 780, sort_with_a_slip),
    Picture("order", "quiz/first-aid-and-help/?mode=test", 420, 860, move_a_step),
    Picture("scenario", "quiz/saying-no/?mode=test", 420, 860, go_on_with_the_story),
    Picture("set-up", "quiz/first-aid-and-help/set-up/", 780, 940, choose_a_test),
    Picture("pass-it-on", "quiz/first-aid-and-help/set-up/", 780, 600, pass_on),
    Picture("class-results", f"quiz/{BANK}/class/", 640, 1020, read_codes),
    Picture("course", "teach/first-steps/?seed=K7QM", 640, 800, show_course),
    Picture("hall", "/hall/{code}/" + BANK + "/?teams=4", 1280, 720, play),
    Picture("print-room", "print/?topic=families", 1000, 840, choose_a_print),
    Picture("fill-in", "print/fill-in/", 780, 850, fill_in),
)


TYPES = {
    "home": "",
    "topic": "know/methamphetamine/",
    "help": "help/",
    "emergency": "help/emergency/",
    "campaign": "campaigns/school/",
    "lesson": "teach/lessons/saying-no-four-ways/",
    "course": "teach/first-steps/",
    "quiz": f"quiz/{BANK}/",
    "leaflet": f"{LEAFLET}/",
    "print room": "print/",
    "calendar": "calendar/",
    "event": "calendar/international-day/",
    "venues": "venues/",
    "venue": "venues/opium-war-museum/",
    "figures": "figures/",
    "films": "films/",
    "glossary": "glossary/",
    "news": "news/",
    "report": "about/report/",
    "404": "404.html",
}
"""A page of each type, below the language's home."""

SHEETS: tuple[tuple[str, Look, tuple[int, int], int, tuple[int, int]], ...] = (
    ("types-light", "light", (1200, 900), 5, (280, 210)),
    ("types-dark", "dark", (1200, 900), 5, (280, 210)),
    ("types-phone", "light", (360, 720), 10, (150, 300)),
    ("types-phone-dark", "dark", (360, 720), 10, (150, 300)),
)
"""Pictures of all types: name, look, size of the window, columns, and size of each page in the picture."""


def main(site: Path) -> int:
    """Take every picture in every language."""
    if not (site / "index.html").is_file():
        print("There is no site to take pictures of; build it first: make site", file=sys.stderr)
        return 1
    project, _ = read_project(ROOT, date(2026, 11, 22))
    with browser() as running:
        for edition in project.written().editions:
            camera = Camera(running, site, project.settings.site_url, edition.html_lang)
            folder = ROOT / "docs" / edition.code / "pictures"
            folder.mkdir(parents=True, exist_ok=True)
            home = project.settings.home(edition.code)
            for picture in PICTURES:
                path = picture.path.format(code=edition.code)
                address = path[1:] if path.startswith("/") else home + path
                keep(folder / f"{picture.name}.png", camera.take(camera.home + address, picture))
            for name, look, (width, height), columns, size in SHEETS:
                pages = [Picture(kind, path, width, height) for kind, path in TYPES.items()]
                taken = [camera.take(camera.home + home + page.path, page, look=look) for page in pages]
                keep(folder / f"{name}.png", in_rows(taken, columns, size))
            keep(folder / "embed.png", camera.take_embed(edition.code))
            keep(folder / "leaflet.png", draw_front(project, edition.code))
            keep(folder / "imprint.png", draw_imprint(project, edition.code))
            keep(folder / "local-editions.png", draw_local_editions(project, edition.code))
            keep(folder / "formats.png", draw_formats(site, edition.code))
            keep(folder / "papers.png", draw_papers(site, edition.code))
            keep(folder / "fold.png", draw_fold(site, edition.code))
    return 0


class Camera:
    """Show pages under the addresses that they will have to a reader of a language, and photograph them."""

    def __init__(self, running: Browser, site: Path, home: str, language: str) -> None:
        self.running = running
        self.site = site
        self.home = home
        self.language = language

    def take(self, url: str, picture: Picture, host: str = "", look: Look = "light") -> bytes:
        """Open a page in a window of the picture's size and photograph it; `host` is the page at HOST_ADDRESS."""
        context = self.running.new_context(
            viewport={"width": picture.width, "height": picture.height},
            color_scheme=look,
            locale=self.language,
            reduced_motion="reduce",
        )
        context.route(f"{self.home}**", self._show)
        context.route(f"{HOST_ADDRESS}**", lambda route: route.fulfill(body=host, content_type="text/html"))
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        picture.prepare(page)
        page.mouse.move(0, 0)
        page.wait_for_load_state("networkidle")
        image = page.screenshot(animations="disabled", caret="hide")
        context.close()
        return image

    def take_embed(self, code: str) -> bytes:
        """Photograph a quiz in a page of another origin."""
        language, title, words = HOST_WORDS[code]
        host = HOST.format(language=language, title=title, words=words, site=self.home, code=code, bank=BANK)
        return self.take(HOST_ADDRESS, Picture("embed", "", 800, 920, wait_for_embed), host)

    def _show(self, route: Route) -> None:
        file = self.site / unquote(urlsplit(route.request.url).path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404)


def in_rows(images: list[bytes], columns: int, size: tuple[int, int], gap: int = 12) -> bytes:
    """Put pictures of one shape into rows, each as large as said."""
    wide, high = size
    rows = -(-len(images) // columns)
    whole = Image.new("RGB", (columns * (wide + gap) + gap, rows * (high + gap) + gap), "#8FA3A8")
    for place, image in enumerate(images):
        small = Image.open(io.BytesIO(image)).convert("RGB").resize(size, Image.Resampling.LANCZOS)
        whole.paste(small, (gap + place % columns * (wide + gap), gap + place // columns * (high + gap)))
    drawn = io.BytesIO()
    # k-means brings the palette to the colours that there are: without it, the page's white turns pink.
    few = whole.quantize(128, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    few.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def wait_for_embed(page: Page) -> None:
    """Wait until the frame has the height that it told."""
    page.frame_locator("prevention-quiz iframe").locator("clearheart-quiz[data-on]").wait_for()
    expect(page.locator("prevention-quiz iframe")).not_to_have_css("height", "640px")


def draw_front(project: Project, code: str) -> bytes:
    """Draw the front page of the leaflet as it is printed."""
    job = next(job for job in jobs(project, project.edition(code)) if job.document.name == LEAFLET)
    return prepare_leaflet(job).draw(72)[0]


def draw_imprint(project: Project, code: str) -> bytes:
    """Draw the foot of the same page with the imprint of a local office."""
    page = Image.open(io.BytesIO(draw_edition(project, code, 0, 100)))
    drawn = io.BytesIO()
    page.crop((0, round(page.height * 0.78), page.width, page.height)).save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def draw_local_editions(project: Project, code: str) -> bytes:
    """Draw the same page with the imprints of two organisations."""
    return side_by_side([draw_edition(project, code, place, 100) for place in (0, 1)], 560)


def draw_edition(project: Project, code: str, place: int, dots_per_inch: float) -> bytes:
    """Draw the front page of the leaflet with the imprint of an organisation."""
    job = next(job for job in jobs(project, project.edition(code)) if job.document.name == LEAFLET)
    names = ("organisation", "phone", "address", "helpline")
    logo = None if place else fill(job.theme / "drawings/mark.svg", job.theme)
    imprint = {**dict(zip(names, OFFICES[code][place], strict=True)), "logo": logo}
    return prepare_leaflet(job).draw(dots_per_inch, imprint)[0]


def draw_formats(site: Path, code: str) -> bytes:
    """Draw a sheet of each kind of format, each under its name."""
    folder = site / "download" / code / "print"
    sheets = (
        ("talking-at-the-table", "trifold", 1, 10, 20),
        ("talking-at-the-table", "trifold", 2, 317, 20),
        ("talking-at-the-table", "a5x2", 1, 10, 250),
        ("coming-home", "booklet", 1, 317, 250),
        ("twenty-six-june", "a3", 1, 624, 20),
        ("talking-at-the-table", "a4", 1, 10, 480),
        ("spring-festival-letter", "letter", 1, 238, 480),
        ("help-card", "wallet", 1, 466, 480),
        ("talking-at-the-table", "large", 1, 694, 480),
    )
    return draw_sheets(
        ROOT,
        [Sheet(folder / f"{name}-{form}.pdf", page, form, x, y) for name, form, page, x, y in sheets],
        (931, 787),
        1.3,
    )


def draw_papers(site: Path, code: str) -> bytes:
    """Draw the question paper, the answer sheet and the key of a quiz."""
    folder = site / "download" / code / "quiz"
    papers = [
        Sheet(folder / f"first-aid-and-help.{name}.pdf", 1, f"{name}.pdf", 10 + 220 * place, 14)
        for place, name in enumerate(("paper", "sheet", "answers"))
    ]
    return draw_sheets(ROOT, papers, (670, 321), 1.9)


def draw_fold(site: Path, code: str) -> bytes:
    """Draw both sides of a sheet to fold in three, with the names of its panels."""
    pdf = site / "download" / code / "print" / "talking-at-the-table-trifold.pdf"
    sides = [Sheet(pdf, page, "", 10, 10 + 228 * (page - 1), PANELS[code][page - 1]) for page in (1, 2)]
    return draw_sheets(ROOT, sides, (317, 462), 2.2)


def keep(path: Path, image: bytes) -> None:
    """Write a picture; one that would make the repository heavy is refused."""
    name = path.relative_to(ROOT).as_posix()
    if len(image) > MOST_BYTES:
        raise SystemExit(f"{name} would have {len(image):,} bytes; show less of the page, or choose a smaller window")
    path.write_bytes(image)
    print(f"{name}: {len(image):,} bytes")


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser that the tests use."""
    chromium.install()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.NO_CALLS_HOME)
        yield running
        running.close()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"))
