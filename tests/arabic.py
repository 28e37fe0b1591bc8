"""One leaflet in Arabic, with the words around it, to see how a sheet is read from right to left."""

from __future__ import annotations

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
