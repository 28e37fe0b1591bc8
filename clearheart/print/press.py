"""Let Typst set a document's data: words for paper come in, PDF, PNG or SVG comes out.

Typst sees only theme/print, theme/fonts and the data handed to it: no font of the system, no package, no file of
the author's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import typst

Form = Literal["pdf", "png", "svg"]

READING: tuple[typst.PDFStandard, ...] = ("ua-1", "a-2a")
"""Accessible by structure (ISO 14289-1) and readable in decades (ISO 19005-2, level A), both claimed in one file."""


@dataclass(frozen=True)
class Ready:
    """Hold a document as Typst takes it: all that it needs, and none of its author's files."""

    theme: Path = field(repr=False)
    """The folder theme/; a digest of what lies in it tells more than its place."""
    template: str
    """A file in theme/print, without its ending."""
    data: str
    """JSON; what templates read as `data`."""
    standards: tuple[typst.PDFStandard, ...] = READING
    """What the PDF claims."""


@dataclass(frozen=True)
class Made:
    """Hold what Typst made, and its warnings."""

    files: list[bytes]
    """One PDF, or a picture of each page."""
    warnings: list[typst.TypstWarning]


def ready(theme: Path, template: str, data: dict[str, Any], standards: Sequence[typst.PDFStandard] = READING) -> Ready:
    """Make data ready for Typst."""
    return Ready(theme, template, json.dumps(data, ensure_ascii=False), tuple(standards))


def set_pages(
    document: Ready,
    given: dict[str, Any] | None = None,
    form: Form = "pdf",
    dots_per_inch: float | None = None,
) -> Made:
    """Set a document with what is given to its `lay`: an imprint, pages for sheets, or nothing.

    Only what this touches is laid out anew when the document was set before. The same input gives the same bytes.
    Raises typst.TypstError.
    """
    # The package takes several files as a mapping, though its types do not say so.
    main: Any = b'#include "/main.typ"' if given is None else _main(document.template, given)
    made, warnings = _compiler(document.theme).compile_with_warnings(
        input=main,
        format=form,
        ppi=dots_per_inch,
        sys_inputs=_inputs(document),
        pdf_standards=list(document.standards) if form == "pdf" else [],
    )
    assert made is not None, "without a file to write, Typst gives what it made"
    return Made(made if isinstance(made, list) else [made], warnings)


def query(document: Ready, label: str) -> list[Any]:
    """Give the values of all metadata with a label."""
    compiler = _compiler(document.theme)
    compiler.compile(input=document.theme / "print" / "main.typ", format="svg", sys_inputs=_inputs(document))
    found: list[Any] = json.loads(compiler.query(f"<{label}>", field="value"))
    return found


@lru_cache(maxsize=4)
def digest_templates(theme: Path) -> str:
    """Give one hash of all that decides how data looks on paper: templates, fonts and Typst itself."""
    found = hashlib.sha256(version("typst").encode())
    for path in sorted([*(theme / "print").rglob("*.typ"), *(theme / "fonts").glob("*.[to]tf")]):
        found.update(path.relative_to(theme).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _inputs(document: Ready) -> dict[str, str]:
    return {"template": document.template, "data": document.data}


def _main(template: str, given: dict[str, Any]) -> dict[str, bytes]:
    """Write a main file, and beside it what is given as a file, which Typst reads much faster than numbers."""
    main = f'#import "/{template}.typ": lay\n#lay(json("given.json"))\n'
    return {"main.typ": main.encode(), "given.json": json.dumps(given, ensure_ascii=False).encode()}


@lru_cache(maxsize=4)
def _compiler(theme: Path) -> typst.Compiler:
    """Keep one compiler for all documents of a process: its fonts and templates are read once."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[theme / "fonts"])
    return typst.Compiler(
        theme / "print" / "main.typ", root=theme / "print", font_paths=fonts, ignore_system_fonts=True
    )
