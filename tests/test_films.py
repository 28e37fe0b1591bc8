"""Films: their files read back, their captions parsed, and every fault told with its line."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from clearheart.markup.conversion import Conversion
from clearheart.model.film import FOLDER, Cue
from clearheart.read import read_project
from clearheart.read.captions import captions_text, parse_captions, read_captions
from clearheart.read.reel import read_reel
from tests.html_files import read_html
from tests.projects import REPOSITORY, last_checked, tell, write_project

DAY = date(2026, 11, 22)
VTT = """\
WEBVTT

NOTE for translators: keep it short

NOTE picture
A hill,
and the sun.

1
00:00.500 --> 00:02.000
First &
second

00:00:02.500 --> 00:00:04.000
Third
"""
ENTRY = """\
- id: hill
  title: {en: A hill, zh: 山}
  summary: {en: The sun rises., zh: 太阳升起。}
  made: {en: Drawn., zh: 画的。}
  published: 2026-11-22
  sources: [unodc-2020]
"""


def box(kind: str, *parts: bytes) -> bytes:
    inner = b"".join(parts)
    return struct.pack(">I4s", 8 + len(inner), kind.encode()) + inner


def small_film(
    codec: str = "avc1", is_quick: bool = True, seconds: int = 4, sound: bool = False, is_twice: bool = False
) -> bytes:
    """Write the least that an MP4 file of a film has: boxes with its length, size and codec.

    QuickTime writes a handler twice into each track.
    """

    def track(handler: bytes, codec: str, width: int, height: int) -> bytes:
        head = box("tkhd", bytes(76), struct.pack(">II", width << 16, height << 16))
        kind = box("hdlr", bytes(8), handler, bytes(13))
        table = box("stsd", struct.pack(">II", 0, 1), box(codec, bytes(8)))
        again = box("hdlr", bytes(4), b"dhlralis", bytes(13)) if is_twice else b""
        return box("trak", head, box("mdia", kind, box("minf", again, box("stbl", table))))

    head = box("mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000))
    tracks = [track(b"soun", "mp4a", 0, 0)] if sound else []
    index = box("moov", head, *tracks, track(b"vide", codec, 320, 240))
    start, pictures = box("ftyp", b"isom"), box("mdat", bytes(10))
    return start + (index + pictures if is_quick else pictures + index)


def film_files(**changed: str | bytes | None) -> dict[str, str | bytes | None]:
    files: dict[str, str | bytes | None] = {
        "content/films.yml": ENTRY,
        f"{FOLDER}/hill.mp4": small_film(),
        f"{FOLDER}/hill.webp": b"picture",
        f"{FOLDER}/hill.en.vtt": VTT,
        f"{FOLDER}/hill.zh.vtt": VTT.replace("First &\nsecond", "山\n太阳"),
        "content/en/film.md": "# A film\n\n```film\nhill\n```\n",
        "content/zh/film.md": "# 影片\n\n```film\nhill\n```\n",
    }
    return files | {path.replace("|", "."): text for path, text in changed.items()}


def told(folder: Path, files: dict[str, str | bytes | None]) -> list[str]:
    """Give what a check tells of films."""
    lines = tell(write_project(folder, files), DAY).split("\n")
    return [line for line in lines if "film" in line]


def test_a_file_tells_its_length_its_size_and_its_kind() -> None:
    reel = read_reel(small_film(sound=True))
    assert reel is not None
    assert (reel.seconds, reel.width, reel.height, reel.codec) == (4.0, 320, 240, "avc1")
    assert not reel.is_silent and reel.is_quick
    late = read_reel(small_film(is_quick=False))
    assert late is not None and not late.is_quick and late.is_silent


@pytest.mark.parametrize("data", [b"", b"no film at all", small_film()[:200], small_film()[:-20], box("ftyp", b"isom")])
def test_what_is_no_whole_film_is_none(data: bytes) -> None:
    assert read_reel(data) is None


def test_a_second_handler_within_a_track_names_no_other_track() -> None:
    quick = small_film(sound=True, is_twice=True)
    reel = read_reel(quick)
    assert reel is not None
    assert (reel.width, reel.height, reel.codec, reel.is_silent) == (320, 240, "avc1", False)


@pytest.mark.parametrize("lost", [b"tkhd", b"mdia", b"hdlr", b"stbl", b"stsd", b"mvhd"])
def test_a_film_without_one_of_its_boxes_is_none(lost: bytes) -> None:
    for film in (small_film(), small_film(sound=True)):
        assert read_reel(film.replace(lost, b"free")) is None


def test_no_broken_byte_stops_the_reading() -> None:
    film = small_film(sound=True, is_twice=True)
    for at in range(len(film)):
        for byte in (b"\x00", b"\x01", b"\xff"):
            read_reel(film[:at] + byte + film[at + 1 :])


def test_captions_are_read_with_what_is_shown() -> None:
    captions, problems = parse_captions(VTT, "hill.en.vtt", "en")
    assert problems == []
    assert captions.cues == (
        Cue(0.5, 2.0, "First &\nsecond", 10, "A hill, and the sun."),
        Cue(2.5, 4.0, "Third", 14, ""),
    )
    assert captions.scenes == (("A hill, and the sun.", ("First &\nsecond", "Third")),)


def test_captions_written_for_browsers_say_the_same_without_notes() -> None:
    captions, _ = parse_captions(VTT, "hill.en.vtt", "en")
    text = captions_text(captions)
    assert text.startswith("WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nFirst &amp;\nsecond\n\n")
    assert "NOTE" not in text
    again, problems = parse_captions(text, "", "en")
    assert problems == []
    assert [(cue.begin, cue.end, cue.text) for cue in again.cues] == [
        (cue.begin, cue.end, cue.text) for cue in captions.cues
    ]


def test_a_variants_captions_are_made_from_its_base(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "hill.zh.vtt").write_text(
        "WEBVTT\n\nNOTE picture\n太阳\n\n00:01.000 --> 00:03.000\n不断查看\n呼吸。\n"
    )
    captions, problems = read_captions(tmp_path, "hill", "zh-TW", [Conversion("zh-TW", {})])
    assert problems == []
    assert captions is not None and captions.language == "zh-TW"
    assert captions.cues[0].shows == "太陽"
    assert captions.cues[0].text.startswith("不斷") and captions.cues[0].text.endswith("\n呼吸。")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("00:01.000 --> 00:02.000\nWords\n", 1, "captions begin with the line WEBVTT"),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nWords\n", 3, "is no time of a caption"),
        ("WEBVTT\n\n00:01.000 → 00:02.000\nWords\n", 3, "is no time of a caption"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 line:0\nWords\n", 3, "is no time of a caption"),
        ("WEBVTT\n\nSTYLE\n::cue { color: red }\n", 3, "cannot stand in captions"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<b>Words</b>\n", 4, "captions hold plain words"),
    ],
)
def test_a_slip_in_captions_is_told_with_its_line(text: str, line: int, what: str) -> None:
    [problem] = parse_captions(text, "hill.en.vtt", "en")[1]
    assert problem.spot.line == line
    assert what in problem.what


def test_a_project_with_a_film_has_no_fault(tmp_path: Path) -> None:
    assert told(tmp_path, film_files()) == []


@pytest.mark.parametrize(
    ("captions", "line", "what"),
    [
        ("00:02.000 --> 00:01.000\nWords", 3, "this caption ends before it begins"),
        ("00:01.000 --> 00:02.000\nWords\n\n00:01.500 --> 00:03.000\nWords", 6, "begins before the last one ends"),
        ("00:01.000 --> 00:09.000\nWords", 3, "this caption goes on after the film"),
        ("00:01.000 --> 00:02.000", 3, "this caption says nothing"),
        ("00:01.000 --> 00:01.500\nMore words than that", 3, "this caption is gone after 0.5 seconds"),
        ("00:00.000 --> 00:01.500\n这里有十五个汉字所以太快看不完了", 3, "this caption is gone after 1.5 seconds"),
        ("00:00.000 --> 00:04.000\nOne\nTwo\nThree", 3, "this caption is too long"),
        (f"00:00.000 --> 00:04.000\n{'longer than a line ' * 3}", 3, "this caption is too long"),
        ("", 1, "has no captions"),
    ],
)
def test_captions_that_nobody_could_follow_are_told(tmp_path: Path, captions: str, line: int, what: str) -> None:
    [problem] = told(tmp_path, film_files(**{f"{FOLDER}/hill|en|vtt": f"WEBVTT\n\n{captions}\n"}))
    assert problem.startswith(f"{FOLDER}/hill.en.vtt:{line}: ")
    assert what in problem


@pytest.mark.parametrize(
    ("path", "data", "start"),
    [
        (f"{FOLDER}/hill|mp4", None, 'content/films.yml:1: the film "hill" has no file'),
        (f"{FOLDER}/hill|webp", None, 'content/films.yml:1: the film "hill" has no picture'),
        (f"{FOLDER}/hill|zh|vtt", None, 'content/films.yml:1: the film "hill" has no captions in zh'),
        (f"{FOLDER}/hill|mp4", b"no film", f"{FOLDER}/hill.mp4: is not a whole MP4 film"),
        (f"{FOLDER}/hill|mp4", small_film("hvc1"), f'{FOLDER}/hill.mp4: holds pictures as "hvc1"'),
        (f"{FOLDER}/hill|mp4", small_film(is_quick=False), f"{FOLDER}/hill.mp4: starts only when all of it has come"),
        (f"{FOLDER}/other|mp4", b"", f"{FOLDER}/other.mp4: belongs to no film"),
        (
            "content/en/films/hill|mp4",
            b"",
            'content/en/films/hill.mp4: the place "films/hill.mp4" in the site is taken',
        ),
        (
            "content/films|yml",
            ENTRY.replace("unodc-2020", "nobody"),
            'content/films.yml:1: there is no source "nobody"',
        ),
        ("content/films|yml", ENTRY.replace(", zh: 山", ""), 'content/films.yml:1: film "hill" has no words in zh'),
        ("content/en/film|md", "# A film\n\n```film\nhil\n```\n", 'content/en/film.md:4: there is no film "hil"'),
        ("content/en/film|md", "# A film\n\n```film\n```\n", "content/en/film.md:4: this block names no film"),
    ],
)
def test_what_a_film_lacks_is_told(tmp_path: Path, path: str, data: str | bytes | None, start: str) -> None:
    problems = told(tmp_path, film_files(**{path: data}))
    assert len(problems) == 1, problems
    assert problems[0].startswith(start), problems


# Our own film


def test_our_film_is_light_short_and_plays_on_cheap_phones() -> None:
    for path in (REPOSITORY / FOLDER).glob("*.mp4"):
        reel = read_reel(path.read_bytes())
        assert reel is not None
        assert reel.codec == "avc1" and reel.is_quick
        assert 30 <= reel.seconds <= 60 and reel.size <= 1_500_000
        assert path.with_suffix(".webp").stat().st_size <= 25_000


def test_a_film_says_what_the_help_page_says(site: Path) -> None:
    for code, words in (("en", "Do not wait for your friend to “sleep it off”."), ("zh", "不要等他“睡一觉就好”。")):
        home = "" if code == "en" else f"{code}/"
        page = read_html(site / home / "films" / "index.html")
        assert words in page.words
        [video] = page.named("video")
        assert video.attributes["preload"] == "none" and "controls" in video.attributes
        assert "autoplay" not in video.attributes and "playsinline" in video.attributes
        tracks = page.named("track")
        assert [track.attributes["srclang"] for track in tracks if "default" in track.attributes] == [
            {"en": "en", "zh": "zh-Hans"}[code]
        ]
        folder = (site / home / "films" / "index.html").parent
        for address in [
            video.attributes["poster"],
            *(element.attributes["src"] for element in (*tracks, *page.named("source"))),
        ]:
            assert (folder / address).is_file(), address


def test_every_language_of_the_site_has_captions(site: Path) -> None:
    project = read_project(REPOSITORY, last_checked())[0]
    for film in project.films:
        texts = {code: (site / f"films/{film.id}.{code}.vtt").read_text("utf-8") for code in project.settings.languages}
        for code, text in texts.items():
            captions, problems = parse_captions(text, "", code)
            assert problems == [] and len(captions.cues) > 5
        assert len(set(texts.values())) == len(texts)
