"""Office files are zip archives (ISO/IEC 29500-2): one goes in, the same one without a clock's traces comes out."""

from __future__ import annotations

import datetime
import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from clearheart.print.job import PrintJob

_FIRST = "[Content_Types].xml"  # readers that stream want it first (ISO/IEC 29500-2, 10.2)
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def settle(archive: bytes) -> bytes:
    """Write an archive anew: its parts sorted, and each with the same date on every machine."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as old, ZipFile(written, "w", ZIP_DEFLATED, compresslevel=9) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, _DATE)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, 0o644 << 16
            new.writestr(entry, old.read(name))
    return written.getvalue()


def tell_properties(properties: Any, job: PrintJob, title: str) -> None:
    """Write what a file says of itself: the front matter's words and the build's date, and nobody's name."""
    meta, site = job.document.meta, job.words["site"]
    day = datetime.datetime.combine(job.date, datetime.time())
    properties.title, properties.subject = title, meta.description
    properties.author = properties.last_modified_by = site["name"]
    properties.keywords, properties.language = ", ".join(meta.tags), site["html_lang"]
    properties.comments, properties.category = "", ""
    properties.created = properties.modified = day
    properties.revision = 1
