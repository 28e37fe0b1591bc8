"""Leaflets on paper: what the PDF says, claims and looks like, and what its author is told."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import cv2
import numpy
import pypdf
import pytest
import yaml
from fontTools.ttLib import TTFont

from clearheart.model import Document, Helpline, LeafletMeta, Source
from clearheart.print import PrintJob, check_leaflet, check_text_coverage, prepare_leaflet
from clearheart.print.coverage import read_coverage
from clearheart.print.prepare import prepare
from clearheart.problems import ClearheartError, Spot

ROOT = Path(__file__).resolve().parent.parent
THEME = ROOT / "theme"
LEAFLETS = sorted(path for path in ROOT.glob("content/*/leaflets/*.md") if "\ndrawing:" in path.read_text("utf-8"))

ENGLISH = """\
---
title: Small
lead: A sentence that leads on.
reader: For parents
drawing: family-table
tags: [families]
reviewed: 2026-11-22
review_by: 2027-02-22
---

# Talking begins at the table

## Talk early

Children who *hear* it at home are **safer**.[@one-2020]

## Listen

Ask “What do you think?” first.[@two-nd; @one-2020]

---

## You could say

At the table

> “What was new today?”

> “And what do your friends say?”

//// columns
### No

- **Directly:** “No, thanks.”
- [Noodles](../index.md) instead

### Notice

Sleep that changes.

/// note
Ask first.
///
////

| Sign | What to do |
| --- | --- |
| Sleepy | Ask |

/// urgent | If someone cannot be woken
![On the side](drawing:recovery-position)

1. **Call 120.** Say so.
2. Call loudly.
///
"""

CHINESE = """\
---
title: 小
lead: 不是五分钟的说教，是一直聊下去。
reader: 写给爸爸妈妈
drawing: listening
reviewed: 2026-11-22
review_by: 2027-02-22
---

# 和孩子聊毒品，从一顿饭开始

## 早点聊，常常聊

父母尽早谈、经常谈，
规矩清楚，孩子使用成瘾物质的可能性更低。[@one-2020]

## 先听，再说

多问“你怎么看”。开放的问题加上倾听，比说教有用。

## 规矩说清楚

几条就够，大人也做到。认识孩子的朋友。

---

## 可以这样开口

饭桌上

> “今天在学校，有什么新鲜事？”

听到新闻

> “这件事，你们同学怎么看？要是他们问起你来，你又打算怎么回答他们？”

/// urgent | 有人叫不醒，怎么办
1. **拨打120**。说：“有人呼吸不正常。”
2. 大声叫，拍肩膀。
///
"""

SOURCES = {
    "one-2020": {"title": "One", "publisher": "UNODC", "issued": "2020"},
    "two-nd": {"title": "二", "publisher": "国家禁毒办", "issued": "n.d.", "language": "zh-Hans"},
}


def make_job(text: str, language: str = "en", path: str = "content/en/leaflets/small.md") -> PrintJob:
    """Make a job of a leaflet's whole file."""
    _, front, body = text.split("---\n", 2)
    words = yaml.safe_load((THEME / "strings" / f"{language}.yml").read_text("utf-8"))
    helplines = yaml.safe_load((ROOT / "content" / "helplines.yml").read_text("utf-8"))
    document = Document.model_validate(
        {
            "path": path,
            "language": language,
            "name": "leaflets/small",
            "meta": LeafletMeta.model_validate(yaml.safe_load(front)),
            "text": body,
            "line": front.count("\n") + 3,
        }
    )
    return PrintJob(
        document=document.placed(Spot(path, 1)),
        words=words["extra"]["clearheart"]["strings"],
        helplines=tuple(Helpline.model_validate(line) for line in helplines),
        sources={name: make_source(name, **given) for name, given in SOURCES.items()},
        url="https://clearheart.example/leaflets/small/",
        date=date(2026, 11, 22),
        theme=THEME,
        root=ROOT,
    )


def make_source(name: str, **given: Any) -> Source:
    return Source.model_validate({"id": name, "URL": "https://example.org/", "accessed": date(2026, 11, 22), **given})


def real_job(path: Path) -> PrintJob:
    """Make a job of one of the project's own leaflets."""
    text = path.read_text("utf-8")
    job = make_job(text, path.parts[-3], path.relative_to(ROOT).as_posix())
    sources = yaml.safe_load((ROOT / "content" / "sources.yml").read_text("utf-8"))
    return replace(job, sources={given["id"]: Source.model_validate(given) for given in sources})


JOBS = [
    pytest.param(make_job(ENGLISH), ENGLISH, id="English"),
    pytest.param(make_job(CHINESE, "zh"), CHINESE, id="Chinese"),
    *[pytest.param(real_job(path), path.read_text("utf-8"), id="/".join(path.parts[-3:])) for path in LEAFLETS],
]


def read_pdf(job: PrintJob, tmp_path: Path) -> pypdf.PdfReader:
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(print_leaflet(job))
    return pypdf.PdfReader(path)


def print_leaflet(job: PrintJob) -> bytes:
    return prepare_leaflet(job).print()


def words_of(markdown: str) -> str:
    """Give a Markdown text as it is printed, without spaces: marks gone, citations numbered in order."""
    cited: list[str] = []

    def number(match: re.Match[str]) -> str:
        ids = [name.strip().removeprefix("@") for name in match[1].split(";")]
        cited.extend(name for name in ids if name not in cited)
        return ",".join(str(cited.index(name) + 1) for name in ids)

    text = re.sub(r"^\|[ |-]*\|$", "", markdown, flags=re.MULTILINE)
    text = re.sub(r"\[(@[^\]]*)\]", number, text)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^(/+( \w+ \|)?( \w+$)?|#+|>|-|(?=\d\.))", "", text, flags=re.MULTILINE)
    text = re.sub(r"^ *(\d)\. ", r"\1 ", text, flags=re.MULTILINE)
    return squeeze(re.sub(r"[*|`]", "", text))


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u2060]", "", text)  # a word joiner keeps a source's number on the line


@pytest.mark.parametrize(("job", "text"), JOBS)
def test_the_words_on_paper_are_the_markdowns_words_in_their_order(job: PrintJob, text: str, tmp_path: Path) -> None:
    front, back = (squeeze(page.extract_text()) for page in read_pdf(job, tmp_path).pages)
    title, *points = text.split("---\n")[2].split("\n## ")
    numbered = [f"{number}\n{point}" for number, point in enumerate(points, 1)]
    expected = words_of(" SPLIT ".join([title, *numbered, text.split("\n---\n", 2)[2]])).split("SPLIT")
    masthead = job.words["site"]["name"] + job.meta.reader
    assert front.startswith(squeeze(masthead + expected[0] + job.meta.lead + "".join(expected[1:-1])))
    assert back.startswith(expected[-1])


@pytest.mark.parametrize(("job", "text"), JOBS)
def test_the_pdf_claims_both_standards_and_keeps_their_marks(job: PrintJob, text: str, tmp_path: Path) -> None:
    pdf = read_pdf(job, tmp_path)
    catalog = pdf.root_object
    metadata = catalog["/Metadata"].get_data().decode("utf-8")
    assert len(pdf.pages) == 2
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in catalog
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert catalog["/Lang"] == ("zh-CN" if job.document.language == "zh" else "en")
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert pdf.metadata is not None
    assert pdf.metadata.title == prepare(job).data["plain_title"]
    assert pdf.metadata.author == job.words["site"]["name"]
    assert str(pdf.metadata.creation_date).startswith("2026-11-22")


@pytest.mark.parametrize(("job", "text"), JOBS)
def test_every_font_is_embedded_in_part(job: PrintJob, text: str, tmp_path: Path) -> None:
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()
        for page in read_pdf(job, tmp_path).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        assert re.match(r"/[A-Z]{6}\+Noto", font["/BaseFont"])
        assert {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"])


def structure(node: Any, found: list[tuple[str, str]] | None = None) -> list[tuple[str, str]]:
    """List the structure tree's elements, with their alternative texts."""
    found = [] if found is None else found
    node = node.get_object()
    for child in node if isinstance(node, list) else [node]:
        child = child.get_object()
        if isinstance(child, dict):
            if "/S" in child:
                found.append((child["/S"], str(child.get("/Alt", ""))))
            if "/K" in child:
                structure(child["/K"], found)
    return found


def test_headings_lists_tables_quotations_and_drawings_are_tagged(tmp_path: Path) -> None:
    job = make_job(ENGLISH)
    elements = structure(read_pdf(job, tmp_path).root_object["/StructTreeRoot"])
    roles = [role for role, _ in elements]
    headings = [role for role in roles if re.fullmatch(r"/H\d", role)]
    assert headings == ["/H1", "/H2", "/H2", "/H2", "/H3", "/H3", "/H2"]
    assert (roles.count("/L"), roles.count("/LI"), roles.count("/BlockQuote")) == (2, 4, 2)
    assert (roles.count("/Table"), roles.count("/TH"), roles.count("/TD")) == (1, 2, 2)
    pictures = [alt for role, alt in elements if role == "/Figure"]
    assert pictures == [
        "Two parents and a child talk over supper.",
        "QR code that leads to clearheart.example/leaflets/small",
        "On the side",
    ]


def test_a_drawing_without_alternative_text_is_no_figure(tmp_path: Path) -> None:
    job = make_job(ENGLISH.replace("![On the side]", "![]"))
    elements = structure(read_pdf(job, tmp_path).root_object["/StructTreeRoot"])
    assert [role for role, _ in elements].count("/Figure") == 2


def test_the_same_leaflet_gives_the_same_bytes() -> None:
    assert print_leaflet(make_job(CHINESE, "zh")) == print_leaflet(make_job(CHINESE, "zh"))


@pytest.mark.parametrize(("job", "text"), JOBS)
def test_the_qr_code_leads_to_the_leaflets_page(job: PrintJob, text: str) -> None:
    picture = cv2.imdecode(numpy.frombuffer(prepare_leaflet(job).draw(150)[0], numpy.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    assert (picture.shape[1], picture.shape[0]) == (1240, 1754)
    read, _, _ = cv2.QRCodeDetector().detectAndDecode(picture)
    assert read == job.url


@pytest.mark.parametrize(("job", "text"), JOBS)
def test_a_good_leaflet_has_no_problem(job: PrintJob, text: str) -> None:
    assert check_leaflet(job) == []


def test_no_line_of_chinese_begins_or_ends_with_the_wrong_mark(tmp_path: Path) -> None:
    pdf = read_pdf(make_job(CHINESE, "zh"), tmp_path)
    lines = [line.strip() for page in pdf.pages for line in page.extract_text().splitlines() if line.strip()]
    assert not [line for line in lines if line[0] in "，。、；：！？”’）》" or line[-1] in "“‘（《"]


def test_source_numbers_match_the_small_numbers_in_the_text(tmp_path: Path) -> None:
    back = squeeze(read_pdf(make_job(ENGLISH), tmp_path).pages[1].extract_text())
    assert back.index("1One.UNODC,2020.") < back.index("2二.国家禁毒办,nodate.")


def told(text: str, language: str = "en") -> list[str]:
    return [str(problem) for problem in check_leaflet(make_job(text, language))]


PATH = "content/en/leaflets/small.md"


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def test_a_front_page_that_is_too_long_names_its_longest_section() -> None:
    text = ENGLISH.replace("first.[@two-nd; @one-2020]", "first. " + "And listen to the answer. " * 40)
    [problem] = told(text)
    assert problem.startswith(f"{PATH}:{line_of(text, '## Listen')}: the front page is too long by about ")
    assert problem.endswith("shorten the text, or move part of it to the leaflet's web page only")


def test_a_back_page_that_is_too_long_names_the_first_line_that_does_not_fit() -> None:
    text = ENGLISH.replace("Sleep that changes.", "\n\n".join(["Sleep that changes."] * 18))
    [problem] = told(text)
    assert problem.startswith(f"{PATH}:{line_of(text, '/// urgent')}: the back page is too long by about ")
    assert re.search(r"about \d+ mm \(\d+ lines?\)", problem)


def test_a_back_page_says_how_much_too_long_it_is() -> None:
    def excess(count: int) -> int:
        [problem] = told(ENGLISH.replace("Sleep that changes.", "\n\n".join(["Sleep that changes."] * count)))
        found = re.search(r"about (\d+) mm", problem)
        assert found
        return int(found[1])

    assert 70 <= excess(30) - excess(20) <= 100  # ten paragraphs of one line


def test_a_title_that_is_too_long_is_told() -> None:
    text = ENGLISH.replace("Talking begins at the table", "Talking begins at the table, " * 9)
    assert (
        f"{PATH}:{line_of(text, '# Talking')}: the title is too long: it needs more than three lines" in told(text)[0]
    )


@pytest.mark.parametrize("character", ["😀", "ሀ", "\N{CJK UNIFIED IDEOGRAPH-2A6D6}"])
def test_a_character_that_no_font_holds_is_named_with_its_line(character: str) -> None:
    text = ENGLISH.replace("Ask first.", f"Ask {character} first.")
    [problem] = told(text)
    assert problem.startswith(f'{PATH}:{line_of(text, "Ask " + character)}: no font of theme/fonts holds "{character}"')
    assert f"U+{ord(character):04X}" in problem
    with pytest.raises(ClearheartError):
        print_leaflet(make_job(text))


@pytest.mark.parametrize("written", ["&#128512;", "&#x1F600;", "`😀`", "**😀**", "[😀](https://example.org/)"])
def test_however_a_character_is_written_its_line_is_told(written: str) -> None:
    text = ENGLISH.replace("Sleep that changes.", f"Sleep that\nchanges {written}.")
    [problem] = told(text)
    assert problem.startswith(f'{PATH}:{line_of(text, "changes ")}: no font of theme/fonts holds "😀"')


def test_alternative_texts_are_not_printed_and_may_hold_any_character() -> None:
    assert told(ENGLISH.replace("![On the side]", "![On the side 😀]")) == []


def test_odd_characters_of_help_lines_front_matter_and_strings_are_told_where_they_stand(tmp_path: Path) -> None:
    text = ENGLISH.replace("reader: For parents", "reader: For 😀 parents")
    job = replace(make_job(text), root=tmp_path)
    lines = ["- id: first", "  number: 12😁", "  hours: {en: 😂 always}"]
    helpline = job.helplines[0].model_copy(update={"number": "12😁", "hours": {"en": "😂 always"}})
    strings = ["extra:", "  scan: Scan 🤣"]
    for path, content in (
        (PATH, text),
        ("content/helplines.yml", "\n".join(lines)),
        ("theme/strings/en.yml", "\n".join(strings)),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    words = {**job.words, "print": {**job.words["print"], "scan": "Scan 🤣"}}
    odd = replace(job, helplines=(helpline.placed(Spot("content/helplines.yml", 1)),), words=words)
    assert [problem.spot for problem in check_text_coverage(odd)] == [
        Spot(PATH, line_of(text, "reader:")),
        Spot("content/helplines.yml", 2),
        Spot("content/helplines.yml", 3),
        Spot("theme/strings/en.yml", 2),
    ]


@pytest.mark.parametrize("name", ["broken.png", "broken.jpg", "broken.svg"])
def test_a_broken_picture_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "content" / "en" / "leaflets"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    shutil.copy(THEME / "site" / "assets" / "icon.svg", folder / "good.svg")
    text = ENGLISH.replace("Ask first.", f"![Good](good.svg)\n\n![Broken]({name})")
    [problem] = check_leaflet(replace(make_job(text), root=tmp_path))
    assert str(problem).startswith(f'{PATH}:{line_of(text, "![Broken]")}: the picture "{name}" cannot be read: ')


@pytest.mark.parametrize("target", ["../../../secret.png", "../../zh/secret.png", "/etc/secret.png"])
def test_a_picture_outside_the_languages_folder_is_never_read(target: str, tmp_path: Path) -> None:
    for folder in (tmp_path / "project", tmp_path / "project" / "content" / "zh", tmp_path):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "secret.png").write_bytes(b"secret")
    text = ENGLISH.replace("Ask first.", f"![Secret]({target})")
    [problem] = check_leaflet(replace(make_job(text), root=tmp_path / "project"))
    assert str(problem).startswith(
        f'{PATH}:{line_of(text, "![Secret]")}: the picture "{target}" lies outside content/en'
    )


def test_a_drawing_is_named_and_never_a_path() -> None:
    job = make_job(ENGLISH.replace("drawing:recovery-position", "drawing:../print/wide/family-table"))
    with pytest.raises(ClearheartError, match="there is no drawing"):
        print_leaflet(job)


def test_the_help_numbers_carry_the_earliest_day_of_their_checks(tmp_path: Path) -> None:
    job = make_job(ENGLISH)
    first, *others = job.helplines
    later = replace(job, helplines=(first.model_copy(update={"checked": date(2026, 3, 2)}), *others))
    assert "Numbers checked 2 March 2026" in " ".join(read_pdf(later, tmp_path).pages[0].extract_text().split())


def test_characters_without_a_shape_are_left_out(tmp_path: Path) -> None:
    job = make_job(ENGLISH.replace("Ask first.", "Ask\u200b first\ufe0f."))
    assert check_leaflet(job) == []
    assert "Askfirst." in squeeze(read_pdf(job, tmp_path).pages[1].extract_text())


@pytest.mark.parametrize(
    ("old", "new", "piece", "what"),
    [
        ("Ask first.", "```quiz\nbasics\n```", "```quiz", 'a fenced block "quiz" cannot be printed'),
        ("Ask first.", "Ask <b>first</b>.", "Ask <b>", "HTML such as <b> cannot be printed"),
        ("### Notice", "#### Notice", "#### Notice", "this heading of level 4 follows one of level 2"),
        ("| Sign |", "---\n\n| Sign |", "---\n\n| Sign", "a leaflet has only two pages"),
        ("\n---\n", "\n", "/// urgent", "this leaflet has no back page"),
        ("## Listen\n", "Listen\n", "\n# Talking", "the front page has 1 sections below its title"),
        ("### Notice\n", "", "//// columns", "this block of columns has 1 headings"),
        ("/// note", "/// doors", "/// doors", 'a block of the kind "doors" cannot be printed'),
        ("drawing: family-table", "drawing: family-tabel", "", 'there is no drawing "family-tabel"'),
        ("## Talk early", "An orphan.\n\n## Talk early", "An orphan", "there is no room on paper between the title"),
    ],
)
def test_what_cannot_be_printed_is_told_with_its_line(old: str, new: str, piece: str, what: str) -> None:
    text = ENGLISH.replace(old, new, 1) if old != "\n---\n" else ENGLISH.replace("\n---\n\n## You", "\n## You")
    problems = told(text)
    assert any(problem.startswith(f"{PATH}:{line_of(text, piece)}: {what}") for problem in problems), problems


def test_a_faulty_page_is_left_to_the_check_of_all_pages_but_never_printed() -> None:
    job = make_job(ENGLISH.replace("drawing:recovery-position", "drawing:nowhere"))
    assert check_leaflet(job) == []
    with pytest.raises(ClearheartError, match='there is no drawing "nowhere"'):
        print_leaflet(job)


def test_words_of_authors_never_become_typst(tmp_path: Path) -> None:
    hostile = '#panic("no") $x$ \\@ref \\\\ \\<label\\> #{ 1 } /\\*x\\*/ //y'
    job = make_job(ENGLISH.replace("Ask first.", hostile))
    assert check_leaflet(job) == []
    printed = squeeze(read_pdf(job, tmp_path).pages[1].extract_text())
    assert squeeze('#panic("no") $x$ @ref \\ <label> #{ 1 } /*x*/ //y') in printed


def test_coverage_txt_says_what_the_fonts_hold() -> None:
    held = set()
    for path in (THEME / "fonts").glob("*-Regular.*"):
        regular, bold = (
            set(TTFont(path.with_name(path.name.replace("Regular", weight))).getBestCmap())
            for weight in ("Regular", "Bold")
        )
        held |= regular & bold
    assert read_coverage(THEME) == held


def test_the_fonts_hold_the_characters_that_they_promise() -> None:
    held = read_coverage(THEME)
    lines = (THEME / "fonts" / "tongyong-8105.txt").read_text("utf-8").splitlines()[1:]
    tongyong = "".join(lines)
    level_one = bytes(byte for code in range(0xB0A1, 0xF7FF) if (code & 0xFF) > 0xA0 for byte in divmod(code, 256))
    big5 = bytes(byte for code in range(0xA440, 0xC67F) for byte in divmod(code, 256) if _is_big5(code))
    assert len(tongyong) == len(set(tongyong)) == 8105
    promised = (
        tongyong + level_one.decode("gb2312", "ignore") + big5.decode("big5", "ignore") + "ئەۋېپچژڭگھابتر“”‘’—…·①❶→✓"
    )
    assert [character for character in promised if ord(character) not in held] == []


def _is_big5(code: int) -> bool:
    return 0x40 <= code & 0xFF <= 0x7E or 0xA1 <= code & 0xFF <= 0xFE


def test_coverage_is_asked_of_help_lines_and_sources_too() -> None:
    job = make_job(ENGLISH)
    odd = make_source("one-2020", title="O😀", publisher="UNODC", issued="2020").placed(Spot("content/sources.yml", 7))
    [problem] = check_text_coverage(replace(job, sources={**job.sources, "one-2020": odd}))
    assert problem.spot == Spot("content/sources.yml", 7)
