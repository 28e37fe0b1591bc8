"""What newcomers read before they run anything: links lead somewhere, examples are right, commands exist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from clearheart.model import KINDS, Bank, Question
from clearheart.model.base import Placed
from clearheart.print.formats import FORMATS
from clearheart.read.bank import read_bank
from tests.html_files import read_html
from tests.projects import REPOSITORY, last_checked, read_cases, tell, write_project

TEXTS = [REPOSITORY / "README.md", *sorted(REPOSITORY.glob("docs/*/*.md")), REPOSITORY / "theme/fonts/README.md"]
LANGUAGES = ("en", "zh")

# Where the handbook tells that a whole example goes, by the key or words with which the example begins.
PLACES = {
    "write-a-page": "content/{language}/know/my-page.md",
    "write-a-leaflet": "content/{language}/leaflets/my-leaflet.md",
    "write-a-quiz": "quizzes/{language}/my-quiz.yml",
    "teach-with-quizzes": "content/{language}/teach/my-course.md",
}
ENTRIES = {"sources-and-help-lines": ("content/sources.yml", "content/helplines.yml")}


def links_of(path: Path) -> list[str]:
    """Give what a Markdown file links to and shows, code left out."""
    text = re.sub(r"^( *)(`{3,}).*?^\1\2", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"\]\(([^)\s]+)", re.sub(r"`[^`\n]*`", "", text))


def blocks_of(path: Path, kind: str) -> list[tuple[str, str]]:
    """Give a Markdown file's fenced examples of one kind."""
    return re.findall(rf"^(`{{3,}}){kind}\n(.*?)^\1$", path.read_text(encoding="utf-8"), re.M | re.S)


def examples_of(name: str, language: str, kind: str) -> list[str]:
    """Give the examples of a page of the handbook."""
    path = REPOSITORY / "docs" / language / f"{name}.md"
    return [body for _, body in blocks_of(path, kind)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_links_and_pictures_lead_to_files_that_are_there(path: Path) -> None:
    targets = [target.split("#")[0] for target in links_of(path) if not re.match(r"[a-z]+:|#", target)]
    assert [target for target in targets if not _target(path, target).exists()] == []


def _target(path: Path, target: str) -> Path:
    """Give the file that a link means: the handbook's links to pages go by the site's folders."""
    there = path.parent / target
    if there.exists() or path.parent.parent.name != "docs":
        return there
    return REPOSITORY / "content" / path.parent.name / target.removeprefix("../")


def test_the_readme_opens_with_its_two_commands_and_shows_pictures() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    first = text.index("```sh")
    assert re.findall(r"^make \w+", text[first : text.index("```", first + 5)], re.M) == ["make site", "make serve"]
    assert text[:first].count("\n") < 10
    pictures = re.findall(r"!\[[^\]]{10,}\]\(docs/en/pictures/([^)]+)\.png\)", text)
    assert pictures == ["home", "quiz-feedback", "leaflet", "types-light", "types-phone-dark"]


def test_every_command_that_people_are_told_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.M))
    told = {name for path in TEXTS for name in re.findall(r"(?:^|`)make ([a-z]+)", path.read_text("utf-8"), re.M)}
    assert {"site", "check", "serve", "test"} <= told
    assert told <= targets, told - targets


def make(*words: str) -> str:
    """Run make as from a shell of its own: the tests may be run by make themselves, which hands on its settings."""
    ours = ("MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "ARGS", "HOST", "PORT", "PYTHON")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    line = ["make", "--no-print-directory", *words]
    result = subprocess.run(line, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    return result.stdout.strip()


@pytest.mark.skipif(not shutil.which("make"), reason="this machine has no make")
def test_every_make_target_hands_its_work_to_the_same_command_of_build_py() -> None:
    for target, command in {
        "site": "build", "check": "check", "serve": "serve", "test": "test", "bench": "bench",
        "lighthouse": "lighthouse", "lock": "lock"
    }.items():  # fmt: skip
        shown = make("-n", target, "PYTHON=python-x", "ARGS=--option")
        assert re.fullmatch(rf"python-x build\.py {command}( --host 127\.0\.0\.1 --port 8000)? --option", shown)
    assert set(re.findall(r"^ *make (\w+)", make("help"), re.M)) == {
        "site", "check", "serve", "test", "bench", "lighthouse", "lock", "clean", "help"
    }  # fmt: skip
    assert make("-n") == "python3 build.py build"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(PLACES))
def test_the_handbooks_whole_examples_have_no_fault(name: str, language: str, tmp_path: Path) -> None:
    kind = "yaml" if name == "write-a-quiz" else "markdown"
    whole = examples_of(name, language, kind)[0]
    assert whole.startswith("title:" if kind == "yaml" else "---\n")
    other = {code: examples_of(name, code, kind)[0] for code in LANGUAGES}
    files: dict[str, str | bytes | None] = {PLACES[name].format(language=code): text for code, text in other.items()}
    root = _with_our_sources(tmp_path, files)
    place = PLACES[name].format(language=language)
    assert [line for line in tell(root, last_checked()).splitlines() if line.startswith(place)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbooks_examples_of_every_kind_have_no_fault(language: str, tmp_path: Path) -> None:
    """Each question stands in a bank of its own, and so do the keys that say how a bank is taken."""
    pieces = {
        code: [_as_bank(code, piece) for piece in examples_of("write-a-quiz", code, "yaml")] for code in LANGUAGES
    }
    files: dict[str, str | bytes | None] = {
        f"quizzes/{code}/piece-{number}.yml": piece for code in LANGUAGES for number, piece in enumerate(pieces[code])
    }
    for code in LANGUAGES:
        fences = "\n".join(examples_of("write-a-quiz", code, "markdown"))
        files[f"content/{code}/know/piece.md"] = f"# A page\n\n## A section\n\n{fences}"
        sounds = re.findall(r"^ +file: (\S+\.mp3)$", "".join(pieces[code]), re.M)
        files |= {f"quizzes/sounds/{name}": b"a call" for name in sounds}
    root = _with_our_sources(tmp_path, files)
    told = tell(root, last_checked()).splitlines()
    assert [line for line in told if "/piece" in line or "quizzes/sounds/" in line] == []
    asked = [
        read_bank(root, f"quizzes/{language}/piece-{number}.yml", language)[0] for number in range(len(pieces["en"]))
    ]
    assert {question.kind for bank in asked if bank for question in bank.questions} == set(KINDS)


def _as_bank(language: str, piece: str) -> str:
    """Make a bank of an example that is only a part of one."""
    if piece.startswith("  - id:"):
        return f"title: A piece\nquestions:\n{piece}"
    whole = examples_of("write-a-quiz", language, "yaml")[0]
    return piece if "questions:" in piece else piece + whole[whole.index("questions:") :]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_tells_of_slips_as_the_check_does(language: str) -> None:
    """tests/golden/problems/handbook-*.txt hold the banks with these slips, and what is told of them."""
    goldens = sorted((REPOSITORY / "tests" / "golden" / "problems").glob("handbook-*.txt"))
    told = {line for path in goldens for line in read_cases(path.read_text(encoding="utf-8"))[1].splitlines()}
    shown = examples_of("write-a-quiz", language, "text")[-1].splitlines()
    assert len(shown) > 12 and set(shown) <= told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_names_every_key_of_a_quiz(language: str) -> None:
    text = (REPOSITORY / "docs" / language / "write-a-quiz.md").read_text(encoding="utf-8")
    rooms = (Bank.__module__, Question.__module__, f"{Bank.__module__.rpartition('.')[0]}.kinds.")
    models = [model for model in _heirs(Placed) if model.__module__.startswith(rooms)]
    fields = {field.alias or name for model in models for name, field in model.model_fields.items()}
    keys = {key for key in fields if key.isidentifier()} - {"language"}
    assert len(keys) > 40 and {key for key in keys if f"`{key}`" not in text} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_names_every_format_with_its_twin_on_us_paper(language: str) -> None:
    text = (REPOSITORY / "docs" / language / "write-a-leaflet.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`([\w-]+)`)? ?\| [^|]+ \| [^|]+ \|$", text, re.M)
    assert {name for row in rows for name in row if name} == set(FORMATS)
    assert all(FORMATS[name].template == FORMATS[twin].template for name, twin in rows if twin)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_names_every_layer_and_every_dependency(language: str) -> None:
    text = (REPOSITORY / "docs" / language / "architecture.md").read_text(encoding="utf-8")
    layers = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    table = re.findall(r"^\| (`\w+`(?:[、,] ?`\w+`)*) \|", text[text.index("import-linter") :], re.M)
    told = [re.findall(r"\w+", rooms) for rooms in table]
    wanted = [layer.split(" | ") for layer in layers["contracts"][0]["layers"]]
    assert [sorted(rooms) for rooms in told[: len(wanted)]] == [sorted(rooms) for rooms in wanted]
    needed = re.findall(r"^([\w-]+)", (REPOSITORY / "requirements.in").read_text(encoding="utf-8"), re.M)
    rows = " ".join(re.findall(r"^\| ([^|]+) \|", text, re.M)).replace("、", ", ")
    assert [name for name in needed if not re.search(rf"(^|[\s,]){name}([\s,]|$)", rows)] == []


def _heirs(model: type[Placed]) -> list[type[Placed]]:
    return [heir for child in model.__subclasses__() for heir in (child, *_heirs(child))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbooks_entries_of_sources_and_help_lines_have_no_fault(language: str, tmp_path: Path) -> None:
    sources, lines = examples_of("sources-and-help-lines", language, "yaml")
    given = (REPOSITORY / "content" / "sources.yml").read_text(encoding="utf-8")
    rest = re.sub(r"^- id: nida-2021-words\n(?: .*\n)+", "", given, flags=re.M)
    assert rest != given
    root = write_project(tmp_path, {
        "content/sources.yml": f"{rest}\n{sources}",
        "content/helplines.yml": lines,
        "content/en/index.md": "# Home\n\nA claim.[@nida-2021-words]\n",
        "content/zh/index.md": "# 首页\n\n一句话。[@nida-2021-words]\n",
        "quizzes/en/basics.yml": None, "quizzes/zh/basics.yml": None,
    })  # fmt: skip
    assert tell(root, last_checked()) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbooks_pieces_of_pages_have_no_fault(language: str, tmp_path: Path) -> None:
    """Each example stands on a page of its own beside the handbook's, as its reader would try it."""
    pieces = examples_of("write-a-page", language, "markdown")[1:]
    assert len(pieces) >= 8
    files: dict[str, str | bytes | None] = {
        "content/en/know/stall.jpg": _picture(),
        "content/zh/know/stall.jpg": _picture(),
    }
    for number, piece in enumerate(pieces):
        for code in LANGUAGES:
            files[f"content/{code}/know/piece-{number}.md"] = f"# A page\n\n## A section\n\n{piece}"
    for code in LANGUAGES:  # the heading's own name is the one that the handbook gives as its example
        files[f"content/{code}/help/index.md"] = "# Help\n\n## Treatment { #treatment }\n"
    told = tell(_with_our_sources(tmp_path, files), last_checked()).splitlines()
    assert [line for line in told if line.startswith("content/") and "/piece-" in line] == []


def _with_our_sources(folder: Path, files: dict[str, str | bytes | None]) -> Path:
    """Write a project that has our own sources, help lines, quizzes and pages to link to."""
    patterns = ("content/*.yml", "quizzes/*/*", *(f"content/*/{section}/*.md" for section in ("help", "know", "quiz")))
    lent = [path for pattern in patterns for path in REPOSITORY.glob(pattern)]
    ours: dict[str, str | bytes | None] = {path.relative_to(REPOSITORY).as_posix(): path.read_bytes() for path in lent}
    return write_project(
        folder, {**ours, "content/en/index.md": "# Home\n", "content/zh/index.md": "# 首页\n", **files}
    )


def _picture() -> bytes:
    return (REPOSITORY / "docs" / "en" / "pictures" / "home.png").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_codes_of_the_handbook_tell_what_it_says(
    language: str, site_url: str, open_page: Callable[..., Page]
) -> None:
    """Should the bank have changed, the page names its edition: then take twelve tests before, and twelve after."""
    _, before, after, group, changes = examples_of("teach-with-quizzes", language, "text")
    home = "" if language == "en" else f"{language}/"
    page = open_page(f"{site_url}{home}quiz/natural-or-synthetic/class/")
    page.locator("[name=before]").fill(before)
    page.locator("[name=after]").fill(after)
    page.locator("[value=read]").click()
    assert page.locator(".ch-unusable").count() == 0, page.locator(".ch-unusable").inner_text()
    assert page.locator(".ch-group > p").all_inner_texts() == group.splitlines()
    assert [
        page.locator(f".ch-asked:nth-of-type({place}) > [class^=ch-change]").inner_text() for place in (4, 5, 9)
    ] == (changes.splitlines())
    assert re.search(r"[-−]0[.]5\D", page.locator(".ch-asked").nth(8).inner_text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_is_published_with_its_pictures(site: Path, language: str) -> None:
    folder = site / ("" if language == "en" else language) / "handbook"
    for text in sorted((REPOSITORY / "docs" / language).glob("*.md")):
        page = folder / ("" if text.stem == "index" else text.stem) / "index.html"
        pictures = [image.attributes["src"] for image in read_html(page).named("img")]
        assert all((page.parent / source).is_file() for source in pictures), page
