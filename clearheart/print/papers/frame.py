"""What stands on every paper beside its questions: title, colours, QR code, help lines and words, as data."""

from __future__ import annotations

from clearheart.print import drawings
from clearheart.print.formats import FORMATS
from clearheart.print.job import Data
from clearheart.print.papers.job import PaperJob
from clearheart.print.papers.text import inline, phrases, plain
from clearheart.print.surroundings import draw_qr, helpline_data, spell
from clearheart.render import earliest_check

_WORDS = (
    "instruction",
    "no_name",
    "hint_below",
    "hints",
    "hints_lead",
    "heard",
    "sheet_lead",
    "quick",
    "number",
    "explained",
    "row",
    "belongs",
    "why",
    "right",
    "answer",
    "usual",
    "sources",
    "cards_lead",
    "scan",
)


def frame(job: PaperJob, title: str, form: str = "", *, is_large: bool = False) -> Data:
    """Give everything that stands on a paper beside its questions; `title` is inline Markdown."""
    language, colours = job.bank.language, drawings.read_tokens(job.theme)
    site, address = str(job.words["site"]["name"]), spell(job.url)
    checked = earliest_check(job.helplines)
    printed = job.words["print"]
    return {
        "language": language,
        "direction": str(job.words["site"].get("direction", "ltr")),
        "format": FORMATS["a4"].data(),
        "is_large": is_large,
        "form": form,
        "site": site,
        "title": phrases(title, language),
        "plain_title": " – ".join(part for part in (plain(inline(title)), form) if part) or job.bank.id,
        "author": site,
        "description": plain(inline(job.bank.description)),
        "keywords": sorted({tag for question in job.bank.questions for tag in question.tags}),
        "date": [job.date.year, job.date.month, job.date.day],
        "lead": inline(job.bank.description),
        "colours": {name.removeprefix("--ch-"): value for name, value in colours.items()},
        "mark": drawings.fill(job.theme / "drawings" / "mark.svg", job.theme),
        "helplines": [helpline_data(line, language) for line in job.helplines],
        "qr": draw_qr(job.url, colours["--ch-ink"]),
        "address": address,
        "words": {
            **{key: job.word(key) for key in _WORDS},
            "page": str(job.words["paper"]["page"]),
            "qr_alt": str(printed["qr_alt"]).format(url=address),
            "copy": str(printed["copy"]).format(site=site),
            "help_checked": str(printed["help_checked"]).format(date=job.day(checked)) if checked else "",
        },
    }
