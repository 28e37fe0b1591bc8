"""Cards of a quarter sheet and for the wallet: what they say, how large, and what their author is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clearheart.print import PrintJob, check_leaflet, prepare_leaflet
from clearheart.print.formats import FORMATS
from clearheart.print.prepare import prepare
from clearheart.problems import ClearheartError
from tests.arabic import arabic_job
from tests.qr import read_codes
from tests.small_pages import JOBS, draw, find_job, headings, made, name_of, open_pdf, type_sizes, words_on
from tests.test_print import ENGLISH, line_of, make_job, squeeze

CARDS = [form.name for form in FORMATS.values() if form.template == "card"]
WALLETS = [form.name for form in FORMATS.values() if form.template == "wallet"]
IMPRINT = {
    "organisation": "贵阳市第三中学禁毒办公室",
    "phone": "0851-8888 8888",
    "address": "贵阳市云岩区中山东路123号4楼",
    "helpline": "心理热线 0851-1234567",
    "logo": None,
}
TALKING = ["en/talking-at-the-table", "zh/talking-at-the-table"]


def say(job: PrintJob, imprint: dict[str, object] | None = None) -> list[str]:
    """Give the text of each page of the reading edition, without spaces."""
    pages = open_pdf(prepare_leaflet(job).read(imprint)).pages
    return [squeeze(page.extract_text()) for page in pages]


def in_order(text: str, parts: list[str]) -> bool:
    """Say whether all parts stand in a text, one after the other."""
    at = 0
    for part in map(squeeze, parts):
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def titles(job: PrintJob) -> list[str]:
    points = prepare(job).data["points"]
    return ["".join(piece["text"] for pieces in point["title"] for piece in pieces) for point in points]


@pytest.mark.parametrize("form", ["a6x4", "wallet"])
@pytest.mark.parametrize("job", JOBS, ids=name_of)
def test_every_leaflet_of_the_project_fits_on_a_card(job: PrintJob, form: str) -> None:
    job = replace(job, form=form)
    assert check_leaflet(job) == []
    assert len(say(job)) == 2


@pytest.mark.parametrize("form", ["us-quarter", "us-wallet"])
@pytest.mark.parametrize("name", [*TALKING, "en/new-substances", "zh/spring-festival-letter"])
def test_cards_on_american_paper_hold_as_much(name: str, form: str) -> None:
    assert check_leaflet(find_job(name, form)) == []


@pytest.mark.parametrize("name", TALKING)
def test_a_card_says_its_title_its_help_and_its_points_in_order(name: str) -> None:
    job = find_job(name, "a6x4")
    front, back = say(job)
    numbers = [line.number for line in job.helplines]
    assert in_order(front, [job.meta.reader, prepare(job).data["plain_title"], job.meta.lead, *numbers])
    assert in_order(back, [*titles(job), job.words["small"]["scan"], job.words["print"]["organisation"]])


@pytest.mark.parametrize("name", TALKING)
def test_a_wallet_card_says_first_whom_to_call(name: str) -> None:
    job = find_job(name, "wallet")
    front, back = say(job)
    language = job.document.language
    for line in job.helplines:
        assert in_order(front, [line.number, line.situation[language], line.hours[language]])
    assert "2026" in front, "the day on which the numbers were checked"
    assert in_order(back, [prepare(job).data["plain_title"], job.meta.lead, "clearheart.example"])


@pytest.mark.parametrize("form", [*CARDS, *WALLETS])
@pytest.mark.parametrize("name", TALKING)
def test_type_is_large_enough_to_read(name: str, form: str) -> None:
    _, pages = made(name, form)
    front, back = (type_sizes(page) for page in open_pdf(pages).pages)
    assert min([*front, *back]) >= 6.5
    numbers = [size for size, text in front.items() if "12356" in text]
    assert min(numbers) >= 17, "numbers are what the card is for"
    running = 9 if form in CARDS else 7
    assert sum(len(text) for size, text in {**front}.items() if size >= running) > 0.8 * len("".join(front.values()))
    if form in CARDS:
        job = find_job(name, form)
        said = squeeze("".join(text for size, text in back.items() if size >= 9))
        assert all(squeeze(title) in said for title in titles(job))


def test_chinese_is_a_little_larger_than_latin() -> None:
    latin, chinese = (
        max(type_sizes(open_pdf(made(name, "a6x4")[1]).pages[0]).items(), key=lambda item: len(item[1]))[0]
        for name in TALKING
    )
    assert latin < chinese < 1.2 * latin


@pytest.mark.parametrize("form", ["a6x4", "wallet"])
def test_cards_claim_both_standards_and_have_one_title(form: str) -> None:
    pdf = open_pdf(made(TALKING[1], form)[1])
    metadata = pdf.root_object["/Metadata"].get_data().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert headings(pdf) == ["/H1", *["/H2"] * (3 if form == "a6x4" else 0)]


def test_a_card_has_no_numbers_of_sources() -> None:
    job = replace(make_job(ENGLISH), form="a6x4")
    _, back = say(job)
    assert "safer.2Listen" in back
    assert "first.Scan" in back


@pytest.mark.parametrize("form", [*CARDS, *WALLETS])
def test_an_imprint_stands_on_the_back_and_moves_nothing(form: str) -> None:
    job = find_job(TALKING[1], form)
    leaflet = prepare_leaflet(job)
    (plain_front, plain), (front, back) = (words_on(leaflet.read(imprint)) for imprint in (None, IMPRINT))
    assert plain_front == front
    said = squeeze("".join(word.text for word in back))
    assert all(squeeze(str(part)) in said for part in IMPRINT.values() if part)
    blanks = {job.words["print"][key] for key in ("organisation", "phone", "address", "helpline")}
    kept = [word for word in plain if word.text not in blanks]
    assert [word for word in kept if word not in back] == []
    width, height = job.format.size
    assert all(word.left > 2.5 and word.right < width - 2.5 and word.bottom < height - 2.5 for word in back)


def test_an_imprint_that_is_too_long_is_told() -> None:
    leaflet = prepare_leaflet(find_job(TALKING[1], "wallet"))
    with pytest.raises(ClearheartError, match=r"the imprint's organisation is .* times as wide as its place"):
        leaflet.read({**IMPRINT, "organisation": "贵阳市" * 40})


def test_points_that_are_too_long_are_told_with_their_line() -> None:
    text = ENGLISH.replace("Ask “What", "Listening takes time, and time is what a child needs. " * 30 + "Ask “What")
    [problem] = check_leaflet(replace(make_job(text), form="a6x4"))
    assert "the back of the card of the format a6x4 is too long by about" in problem.what
    assert problem.spot.line == line_of(text, "## Listen")


@pytest.mark.parametrize("form", ["a6x4", "wallet"])
def test_a_title_that_is_too_long_is_told_with_its_line(form: str) -> None:
    text = ENGLISH.replace("# Talking begins", f"# {'Talking with a child ' * 12}begins")
    problems = check_leaflet(replace(make_job(text), form=form))
    assert any(f"the title of the format {form} is too long" in problem.what for problem in problems)
    assert {problem.spot.line for problem in problems} == {line_of(text, "# Talking")}


def test_a_sentence_that_crowds_the_wallet_card_is_told() -> None:
    text = ENGLISH.replace("lead: A sentence that leads on.", f"lead: {'A sentence that leads on. ' * 16}")
    [problem] = check_leaflet(replace(make_job(text), form="wallet"))
    assert "the back of the card of the format wallet is too long" in problem.what


@pytest.mark.parametrize("form", ["a6x4", "wallet"])
def test_a_card_in_arabic_begins_on_the_right(form: str) -> None:
    job = arabic_job(form)
    assert check_leaflet(job) == []
    [front, _] = words_on(prepare_leaflet(job).read())
    places = {word.text: word.left for word in front}
    first, second, *_ = [line.number for line in job.helplines]
    assert places[first] > places[second]


@pytest.mark.parametrize("form", [*CARDS, *WALLETS])
def test_the_code_on_the_reading_edition_leads_to_the_leaflet(form: str) -> None:
    job = find_job(TALKING[0], form)
    assert read_codes(draw(made(TALKING[0], form)[1], 2, 150)) == [job.url]
