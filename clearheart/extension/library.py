"""What the extension needs of the project: root and language go in, a Library comes out.

Kept between pages; read anew when one of its files changes, so that `mkdocs serve` shows edits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from clearheart.model import Bank, Figure, Helpline, Source, Term
from clearheart.model.project import Strings
from clearheart.model.variant import base_of
from clearheart.problems import ClearheartError, Problem, Spot
from clearheart.read.bank import read_bank
from clearheart.read.files import find_banks
from clearheart.read.listing import read_listing
from clearheart.read.project import FIGURES, GLOSSARY, HELPLINES, LISTS, SOURCES
from clearheart.read.strings import read_strings
from clearheart.read.variants import conversions, convert_banks, convert_strings, localize

_Stamp = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Library:
    """Hold the banks, sources, help lines and words of one language."""

    theme: Path
    language: str
    strings: Strings
    banks: Mapping[str, Bank]
    sources: Mapping[str, Source]
    helplines: tuple[Helpline, ...]
    terms: tuple[Term, ...]
    figures: Mapping[str, Figure]

    def shorts(self) -> dict[str, str]:
        """Give what abbreviations stand for, in this language: CPR -> cardiopulmonary resuscitation."""
        code = self.language
        return {term.short[code]: term.term[code] for term in self.terms if term.short.get(code) and code in term.term}


def load_library(root: Path, language: str, lender: str = "") -> Library:
    """Read a language's library, or give the one read before; banks that it lacks are those of the lender.

    Raises ClearheartError where `root` is no project, as when an engine runs in another folder.
    """
    if not (root / f"theme/strings/{base_of(language) or language}.yml").is_file():
        mend = "run the engine in the folder of its mkdocs.yml, or mend root: and language: there"
        raise ClearheartError([Problem(Spot("mkdocs.yml"), f"clearheart.extension finds no {language} words", mend)])
    return _load(root, language, lender, _stamp(root, language, lender))


def _stamp(root: Path, language: str, lender: str) -> _Stamp:
    files = [root / SOURCES, root / HELPLINES, *(root / path for path, _ in LISTS.values())]
    for code in (language, base_of(language), lender):
        files += [root / f"theme/strings/{code}.yml", *(root / path for path in find_banks(root, code).texts)]
    return tuple((file.name, file.stat().st_mtime_ns) for file in files if file.is_file())


@lru_cache(maxsize=8)
def _load(root: Path, language: str, lender: str, stamp: _Stamp) -> Library:
    del stamp  # part of the key: another stamp is another library
    terms = read_listing(root, GLOSSARY, Term, optional=True)[0].entries
    variants = conversions((language, base_of(language)), terms)
    banks, strings = _read_banks(root, language), read_strings(root, language)[0]
    for conversion in variants:
        banks = convert_banks(conversion, _read_banks(root, conversion.base), banks)
        strings = convert_strings(conversion, read_strings(root, conversion.base)[0], strings)
    helplines = read_listing(root, HELPLINES, Helpline)[0].entries
    figures = read_listing(root, FIGURES, Figure, optional=True)[0].entries
    return Library(
        theme=root / "theme",
        language=language,
        strings=strings,
        banks={bank.id: bank for bank in (*(_read_banks(root, lender) if lender else ()), *banks)},
        sources={source.id: source for source in read_listing(root, SOURCES, Source)[0].entries},
        helplines=tuple(localize(line, variants) for line in helplines),
        terms=tuple(localize(term, variants) for term in terms),
        figures={figure.id: localize(figure, variants) for figure in figures},
    )


def _read_banks(root: Path, language: str) -> tuple[Bank, ...]:
    banks = (read_bank(root, path, language)[0] for path in find_banks(root, language).texts)
    return tuple(bank for bank in banks if bank)
