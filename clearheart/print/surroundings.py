"""Gather what stands on a leaflet beside the author's Markdown: front matter, help lines, QR code, words, colours."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache

import segno

from clearheart.model import Helpline
from clearheart.print import drawings
from clearheart.print.coverage import SILENT
from clearheart.print.job import Data, PrintJob
from clearheart.print.words import cut, text_data
from clearheart.render import earliest_check

_SMALL = ("card", "wallet", "booklet")


def surroundings(job: PrintJob) -> Data:
    """Give everything that stands on a leaflet beside the author's Markdown."""
    meta, site = job.meta, job.words["site"]["name"]
    checked = earliest_check(job.helplines)
    paint = drawings.grey if job.format.is_grey else str
    return {
        "lead": meta.lead.translate(SILENT),
        "lead_pieces": cut(meta.lead.translate(SILENT), job.document.language),
        "reader": meta.reader.translate(SILENT),
        "reader_pieces": cut(meta.reader.translate(SILENT), job.document.language),
        "site": site,
        "author": site,
        "description": meta.description,
        "keywords": list(meta.tags),
        "date": [job.date.year, job.date.month, job.date.day],
        "colours": {name.removeprefix("--ch-"): value for name, value in drawings.read_tokens(job.theme).items()},
        "mark": paint(drawings.fill(job.theme / "drawings" / "mark.svg", job.theme)),
        "helplines": [helpline_data(line, job.document.language) for line in job.helplines],
        "qr": paint(draw_qr(job.url, drawings.read_tokens(job.theme)["--ch-ink"])),
        "address": spell(job.url),
        "words": {
            **{key: job.word(key) for key in ("scan", "organisation", "phone", "address", "helpline", "sources")},
            "qr_alt": job.word("qr_alt", url=spell(job.url)),
            "copy": job.word("copy", site=site),
            "help_checked": job.word("help_checked", date=job.day(checked)) if checked else "",
            "checked": job.word("checked", date=job.day(meta.reviewed)) if meta.reviewed else "",
            "review_by": job.word("review_by", date=job.day(meta.review_by)) if meta.review_by else "",
            **({"letter": job.words["letter"]} if job.format.template == "letter" else {}),
            **({"small": job.words["small"]} if job.format.template in _SMALL else {}),
        },
    }


def helpline_data(line: Helpline, language: str) -> Data:
    """Give a help line as the help box takes it."""

    def words(texts: Mapping[str, str]) -> str:
        return texts.get(language, "").translate(SILENT)

    situation = cut(words(line.situation), language)
    return {"number": line.number.translate(SILENT), "situation": situation, "hours": [text_data(words(line.hours))]}


def spell(url: str) -> str:
    """Write an address as people read and type it."""
    return url.split("://", 1)[-1].removesuffix("index.html").rstrip("/")


@lru_cache(maxsize=256)
def draw_qr(url: str, dark: str) -> str:
    """Draw the QR code (ISO/IEC 18004) with its quiet zone of four modules."""
    drawn = io.BytesIO()
    code = segno.make_qr(url, error="m")
    code.save(drawn, kind="svg", border=4, dark=dark, light="#ffffff", xmldecl=False, nl=False, omitsize=True)
    return drawn.getvalue().decode("utf-8")
