"""Make the films of content/films: drawings of theme/drawings and the storyboards below go in, .mp4 and .webp come out.

The pictures hold no words but digits, so one film serves every language; the words are its captions, <id>.<lang>.vtt.
Needs ffmpeg with libx264 (apt-get install ffmpeg) and the browser of the tests, which draws each frame. The same
drawings, browser and ffmpeg give the same bytes.

    .venv/bin/python -m tools.make_film [id of a film] [--stills folder]
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests import chromium

ROOT = Path(__file__).resolve().parent.parent
FILMS = ROOT / "content" / "films"
WIDTH, HEIGHT = 720, 540
RATE = 20
"""Frames in a second: enough for slow moves, and light."""
FADE = 0.8
"""Seconds in which one scene gives way to the next: no cut, no flash."""

View = tuple[float, float, float]
"""What the camera shows of a drawing: left, top and width; frames are 4:3, as drawings are."""

WHOLE: View = (0, 0, 320)
LYING: View = (0, 22, 320)
"""A drawing of someone on the ground, moved up: captions stand below."""


@dataclass(frozen=True)
class Scene:
    """Hold one scene: how long it lasts, what it shows at each moment, and how the camera moves over it."""

    seconds: float
    show: Callable[[float], str]
    """The drawing, as SVG, at a moment of the scene."""
    start: View = WHOLE
    end: View = WHOLE
    step: int = 0
    """The number that stands in the corner while the camera moves; none where it is 0."""


@dataclass(frozen=True)
class Storyboard:
    """Hold a film's scenes, in their order, and the moment that is its poster."""

    scenes: tuple[Scene, ...]
    poster: float


def drawing(name: str) -> str:
    """Give what stands inside a drawing of the theme."""
    return re.sub(r"</?svg\b[^>]*>", "", (ROOT / "theme" / "drawings" / f"{name}.svg").read_text(encoding="utf-8"))


def on_the_back() -> str:
    """Give the quiz's picture of someone on their back, placed where the recovery position lies."""
    svg = (ROOT / "quizzes" / "pictures" / "on-the-back.svg").read_text(encoding="utf-8")
    inner = re.sub(r"</?svg[^>]*>|<rect[^>]*height=.200./>", "", svg)
    return f'<g transform="translate(0 30)" stroke="#14323C">{inner}</g>'


def eased(moment: float) -> float:
    """Give how far a move of one second has come: it begins and ends slowly."""
    at = min(max(moment, 0.0), 1.0)
    return at * at * (3 - 2 * at)


def shown(moment: float, begin: float, end: float = 1e9) -> float:
    """Give how much of a thing is seen that comes at one moment and goes at another."""
    return min(eased((moment - begin) / 0.6), eased((end - moment) / 0.6))


def part(inner: str, opacity: float) -> str:
    """Give a part of a picture as faint as it is to be."""
    return f'<g opacity="{opacity:.3f}">{inner}</g>' if opacity > 0 else ""


def step(number: int) -> str:
    """Give the number of a step, in the ring that steps have on pages."""
    return (
        '<circle class="w" cx="30" cy="30" r="17" stroke="#B83A26" stroke-width="3"/>'
        f'<text x="30" y="38" font-size="22" fill="#B83A26" stroke="none" text-anchor="middle">{number}</text>'
    )


def digits(x: float, y: float, size: float) -> str:
    """Give the number of the ambulance, in the colour of help."""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="#B83A26" stroke="none" text-anchor="middle">120</text>'


def friends_hand(lift: float, x: float = 112, y: float = 168) -> str:
    """Give the friend's arm, reaching in from below, with the hand above a shoulder by so much."""
    return (
        f'<g transform="translate({x - lift * 0.3:.2f} {y + lift:.2f})">'
        '<path stroke-width="22" d="M34 104Q18 60 4 16"/><path class="Y" stroke-width="18" d="M34 104Q18 60 4 16"/>'
        '<g transform="rotate(-112)scale(1.2)"><path class="k1" d="M-9-4C-5-8 5-8 9-5 13-2 12 3 8 5 3 8-5 8-9 5Z"/>'
        '<path class="k1" d="M-2-7C1-12 7-12 7-8"/></g></g>'
    )


def ring(x: float, y: float, radius: float, opacity: float) -> str:
    """Give a ring of daylight around what matters now."""
    circle = f'<circle cx="{x}" cy="{y}" r="{radius}"'
    return part(f'{circle} stroke-width="8"/>{circle} class="Y" stroke-width="4"/>', opacity)


def breath(moment: float) -> str:
    """Give the breath before a mouth, coming and going slowly."""
    waves = ""
    for place in range(3):
        seen = max(0.0, 1 - abs((moment / 3.2 - place * 0.16) % 1 - 0.3) / 0.3)
        waves += part(f'<path class="T" stroke-width="3" d="M{46 - place * 10} {150 + place * 3}q-6 7 0 14"/>', seen)
    return waves


def _cannot_be_woken() -> Storyboard:
    ground = '<rect class="el n" x="-200" y="-200" width="720" height="720"/>'
    back = ground + on_the_back()
    side = ground + drawing("recovery-position")
    call = '<rect class="el n" x="-200" y="180" width="720" height="300"/>' + drawing("phone-call")
    bubble = (
        '<path class="w" d="M118 16H232a10 10 0 0 1 10 10V58a10 10 0 0 1-10 10H152l-16 18 2-18'
        'H118a10 10 0 0 1-10-10V26a10 10 0 0 1 10-10Z"/>'
    )

    def asleep(moment: float) -> str:
        return back

    def calling(moment: float) -> str:
        return call + part(bubble + digits(175, 58, 44), shown(moment, 0.8))

    def waking(moment: float) -> str:
        taps = sum(8 * max(0.0, 1 - abs(moment - at) / 0.35) for at in (2.0, 2.9, 3.8))
        coming = 90 * (1 - eased((moment - 0.4) / 1.2))
        return back + friends_hand(coming + 8 - taps)

    def turning(moment: float) -> str:
        turned = eased((moment - 2.2) / 1.4)
        rings = ring(72, 136, 36, shown(moment, 6.0, 8.2))
        rings += ring(224, 180, 26, shown(moment, 7.6, 9.8)) + ring(92, 158, 18, shown(moment, 9.2, 11.6))
        return part(back, 1.0) + part(side, turned) + rings

    def listening(moment: float) -> str:
        return call

    def staying(moment: float) -> str:
        coming = 90 * (1 - eased((moment - 0.4) / 1.4))
        return side + breath(moment) + friends_hand(coming + 4, 160, 150)

    def ending(moment: float) -> str:
        sun = '<rect class="sl n" x="-20" y="-20" width="360" height="280"/>'
        ridge = "M-10 196C60 170 110 188 160 186S270 172 330 192"
        hills = f'<circle class="s n" cx="160" cy="196" r="58"/><path class="el n" d="{ridge}V270H-10Z"/>'
        hills += f'<path d="{ridge}"/>'
        phone = (
            '<g transform="translate(66 74)scale(1.3)"><rect class="i" x="-15" y="-26" width="30" height="52" rx="6"/>'
            '<rect class="w" x="-11" y="-20" width="22" height="40" rx="2"/><circle class="c" cx="0" cy="8" r="6"/>'
            '<path d="M-6-12H6M-6-5H2"/></g>'
        )
        return sun + hills + phone + digits(190, 107, 94)

    scenes = (
        Scene(5.5, asleep, LYING, (6, 36, 268)),
        Scene(10, calling, step=1),
        Scene(6, waking, (0, 44, 300), (0, 44, 300), 2),
        Scene(12, turning, LYING, LYING, 3),
        Scene(7, listening, (60, 10, 250), (118, 30, 196), 4),
        Scene(12.5, staying, LYING, (0, 40, 290), 5),
        Scene(6, ending),
    )
    return Storyboard(scenes, poster=11.0)


FILMS_TO_MAKE: dict[str, Callable[[], Storyboard]] = {"cannot-be-woken": _cannot_be_woken}


def moments(board: Storyboard) -> Iterator[float]:
    """Give the moment of each frame."""
    length = sum(scene.seconds for scene in board.scenes)
    return (frame / RATE for frame in range(round(length * RATE)))


def frame_svg(board: Storyboard, moment: float) -> str:
    """Give one frame as SVG: a scene, and for a moment the one before it as well."""
    begin, layers = 0.0, []
    for scene in board.scenes:
        own = moment - begin
        begin += scene.seconds
        if own < 0 or own >= scene.seconds + FADE:
            continue
        seen = eased(own / FADE) if layers else 1.0
        layers.append(part(_taken(scene, min(own, scene.seconds)), seen))
    return f'<svg width="{WIDTH}" height="{HEIGHT}">{"".join(layers)}</svg>'


def _taken(scene: Scene, moment: float) -> str:
    way = eased(moment / scene.seconds)
    left, top, width = (a + (b - a) * way for a, b in zip(scene.start, scene.end, strict=True))
    view = f"{left:.3f} {top:.3f} {width:.3f} {width * HEIGHT / WIDTH:.3f}"
    return _layer(view, scene.show(moment)) + (_layer("0 0 320 240", step(scene.step)) if scene.step else "")


def _layer(view: str, inner: str) -> str:
    return (
        f'<svg class="dr" viewBox="{view}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round">{inner}</svg>'
    )


def page_html() -> str:
    """Give the page on which frames are drawn: the theme's colours and its font."""
    theme = ROOT / "theme"
    css = "".join((theme / path).read_text(encoding="utf-8") for path in ("tokens.css", "drawings/drawings.css"))
    font = (theme / "fonts" / "NotoSans-Bold.ttf").as_uri()
    own = "body { margin: 0 } svg svg { max-width: none } text { font-family: Own; font-weight: 700 }"
    return f'<!doctype html><style>@font-face {{ font-family: Own; src: url("{font}") }}{css}{own}</style><body></body>'


def draw(page: Page, svg: str) -> bytes:
    """Draw one frame as PNG."""
    page.evaluate("svg => { document.body.innerHTML = svg; }", svg)
    return page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})


def encode(frames: Iterator[bytes], target: Path) -> None:
    """Write frames as H.264 in MP4, as cheap phones, WeChat and iOS play it, its index before the pictures."""
    command = [
        "ffmpeg", "-y", "-loglevel", "error", "-f", "image2pipe", "-framerate", str(RATE), "-c:v", "png", "-i", "-",
        "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-an",
        "-c:v", "libx264", "-profile:v", "main", "-level", "3.1", "-preset", "veryslow", "-tune", "animation",
        "-crf", "27", "-g", str(RATE * 5), "-threads", "1",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart", str(target),
    ]  # fmt: skip
    with subprocess.Popen(command, stdin=subprocess.PIPE) as running:
        assert running.stdin is not None
        for frame in frames:
            running.stdin.write(frame)
        running.stdin.close()
        if running.wait():
            raise SystemExit(f"ffmpeg could not write {target}")


def make_film(name: str, page: Page, stills: Path | None = None) -> None:
    """Make a film and its poster; with `stills`, only a picture of every two seconds, to look at."""
    board = FILMS_TO_MAKE[name]()
    if stills:
        stills.mkdir(parents=True, exist_ok=True)
        for moment in moments(board):
            if moment % 2 == 1:
                (stills / f"{moment:04.1f}.png").write_bytes(draw(page, frame_svg(board, moment)))
        return
    drawn: dict[str, bytes] = {}

    def frames() -> Iterator[bytes]:
        for moment in moments(board):
            svg = frame_svg(board, moment)
            if svg not in drawn:
                drawn.clear()
                drawn[svg] = draw(page, svg)
            yield drawn[svg]

    encode(frames(), FILMS / f"{name}.mp4")
    poster = Image.open(io.BytesIO(draw(page, frame_svg(board, board.poster)))).convert("RGB")
    poster.save(FILMS / f"{name}.webp", quality=60, method=6)


def main() -> None:
    """Make the film that is named, or all."""
    parser = argparse.ArgumentParser(description="Make the films of content/films.")
    parser.add_argument("films", nargs="*", metavar="film", help="ids of films; all without any")
    parser.add_argument("--stills", type=Path, help="write a picture of every two seconds into this folder instead")
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.NO_CALLS_HOME)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto((ROOT / "theme" / "tokens.css").as_uri())  # an address on the disk, so that the font may be read
        page.set_content(page_html())
        page.evaluate("document.fonts.load('700 20px Own', '120')")
        for name in chosen.films or sorted(FILMS_TO_MAKE):
            make_film(name, page, chosen.stills)
        browser.close()


if __name__ == "__main__":
    main()
