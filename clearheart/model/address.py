"""Address: an old address of a page, as authors write it in its front matter."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from clearheart.model.base import fault

_PART = re.compile(r"[^\W_](?:[\w.~-]*[^\W.])?")


def _check_alias(text: str) -> str:
    """Give an alias without the slashes around it, if it can be an address below a language's home."""
    parts = text.strip("/").split("/")
    if not all(map(_PART.fullmatch, parts)):
        mend = "write it without the site's name, as in old/address or old/page.html"
        raise fault(f'aliases: "{text}" cannot be an address on this site', mend)
    return "/".join(parts)


Alias = Annotated[str, AfterValidator(_check_alias)]
"""An address below a language's home, as in old/address or old/page.html."""


def file_of(alias: str) -> str:
    """Give the file that answers at an alias: old/address/index.html, or the file itself where it names one."""
    return alias if alias.endswith((".html", ".htm")) else f"{alias}/index.html"
