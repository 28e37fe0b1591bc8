"""Find Poppler's programs, with which the tests read PDFs back, or install them."""

import shutil

from tests import debian

_PROGRAMS = ("pdftotext", "pdftoppm")


class NoPoppler(Exception):
    """Say in plain words that Poppler is missing, and how to get it."""


def install() -> None:
    """Make sure that Poppler's programs are there, installing them where that can be done."""
    if not _are_there() and debian.is_ours():
        debian.install("poppler-utils")
    if not _are_there():
        raise NoPoppler(
            f"The tests read PDFs with {' and '.join(_PROGRAMS)} of Poppler, which are not here. Install them:\n"
            "  Debian, Ubuntu: apt install poppler-utils   macOS: brew install poppler   Windows: scoop install poppler"
        )


def _are_there() -> bool:
    return all(map(shutil.which, _PROGRAMS))
