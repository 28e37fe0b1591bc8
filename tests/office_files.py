"""What the tests of office files share: a project's jobs, and a look into archives."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

from clearheart.model import Document, Project, address_of
from clearheart.print.job import PrintJob
from clearheart.read import read_project
from tests.projects import last_checked, write_project


def small(folder: Path, files: dict[str, str | bytes | None] | None = None) -> Project:
    """Read a small project without problems."""
    project, problems = read_project(write_project(folder, files), last_checked())
    assert problems == []
    return project


def job_of(project: Project, language: str, name: str) -> PrintJob:
    """Give the job of one page."""
    edition = project.edition(language)
    document: Document = next(document for document in edition.documents if document.name == name)
    return PrintJob(
        document=document,
        words=edition.strings,
        helplines=project.helplines,
        sources=project.sources,
        url=project.settings.site_url + project.settings.home(language) + address_of(name),
        date=project.day,
        theme=project.root / "theme",
        root=project.root,
    )


def parts(archive: bytes) -> dict[str, str]:
    """Give the text of every XML part of an office file."""
    with ZipFile(io.BytesIO(archive)) as file:
        return {name: file.read(name).decode() for name in file.namelist() if name.endswith((".xml", ".rels"))}


def check_archive(archive: bytes) -> None:
    """See that an archive tells nothing of a clock or a machine, and that its first part is where readers want it."""
    with ZipFile(io.BytesIO(archive)) as file:
        names = [entry.filename for entry in file.infolist()]
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in names if "thumbnail" in name]
    for name, text in parts(archive).items():
        assert "/work/" not in text and "/tmp/" not in text, name
        assert "python-docx" not in text and "Steve Canny" not in text, name
