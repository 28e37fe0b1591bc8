"""One leaflet in Arabic, with the words around it, to see how a sheet is read from right to left."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from clearheart.model import Document, LeafletMeta
from clearheart.print import PrintJob
from clearheart.problems import Spot
from tests.test_print import ENGLISH, make_job

MATERIAL = Path(__file__).resolve().parent / "material"
TEXT = (MATERIAL / "leaflet-ar.md").read_text("utf-8")
WORDS = yaml.safe_load((MATERIAL / "strings-ar.yml").read_text("utf-8"))
PATH = "content/ar/leaflets/small.md"


def arabic_job(form: str = "a4", language: str = "ar") -> PrintJob:
    """Make a job of the Arabic leaflet."""
    job = make_job(ENGLISH)
    _, front, body = TEXT.split("---\n", 2)
    document = Document.model_validate(
        {
            "path": PATH,
            "language": language,
            "name": "leaflets/small",
            "meta": LeafletMeta.model_validate(yaml.safe_load(front)),
            "text": body,
            "line": front.count("\n") + 3,
        }
    )
    words = {group: {**job.words[group], **WORDS.get(group, {})} for group in job.words}
    helplines = tuple(
        line.model_copy(update={key: {language: text} for key, text in WORDS["helplines"][line.id].items()})
        for line in job.helplines
        if line.id in WORDS["helplines"]
    )
    checked = replace(job, date=date(2026, 11, 22), words=words, helplines=helplines, form=form)
    return replace(checked, document=document.placed(Spot(PATH, 1)))


def words_on(pdf: bytes, page: int) -> dict[str, tuple[float, float, float]]:
    """Give the words of a page as pdftotext finds them: where each begins and ends across, and how far down, in mm."""
    run = ("pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-")
    said = subprocess.run(run, input=pdf, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="[\d.-]+">(.*?)</word>', said)
    return {read(word): (_mm(left), _mm(right), _mm(top)) for left, top, right, word in found}


def read(text: str) -> str:
    """Give a word as it is typed: pdftotext tells Arabic letters as they stand, from the left."""
    text = unicodedata.normalize("NFKC", re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text))
    return text[::-1] if re.search(r"[\u0600-\u06ff]", text) else text


def _mm(points: str) -> float:
    return float(points) * 25.4 / 72
