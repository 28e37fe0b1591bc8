"""Class names of a page of one file: long names go in, the shortest ones come out, alike in page, style and script.

Names that begin with ch- are ours: classes, counters and animations. What follows two hyphens (ch-button--quiet)
stays, as a script may put it together; custom properties are the stylesheet's own affair (page_style).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product
from string import ascii_lowercase

_NAME = re.compile(r"(?<![\w-])ch(?:-[a-z0-9]+)+")
_CLASSES = re.compile(r'(?<=\sclass=")[^"]*')


def shorten_names(body: str, style: str, script: str) -> tuple[str, str, str]:
    """Give body, style and script with short names in place of ours, the most used the shortest."""
    classes = " ".join(_CLASSES.findall(body))
    uses = Counter(_NAME.findall(f"{classes} {style} {script}"))
    order = sorted(uses, key=lambda name: (-uses[name], name))
    taken = classes.split()  # drawings have short ones of their own
    names = dict(zip(order, (name for name in _short() if name not in taken), strict=False))

    def shorten(match: re.Match[str]) -> str:
        return _NAME.sub(lambda name: names[name[0]], match[0])

    whole = re.compile(r".+", re.DOTALL)
    return _CLASSES.sub(shorten, body), whole.sub(shorten, style), whole.sub(shorten, script)


def _short() -> Iterator[str]:
    yield from ascii_lowercase
    yield from ("".join(letters) for letters in product(ascii_lowercase, repeat=2))
