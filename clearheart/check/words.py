"""Words: a text node goes in; marks that readers would see as they stand come out as Problems."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.markup.nodes import Text
from clearheart.problems import Problem, Spot


def check_stress(node: Text, spot: Spot) -> Iterator[Problem]:
    """Find ** that would show as they stand: they make nothing bold between a full stop and a letter."""
    if "**" in node.text:
        mend = "put the punctuation outside the bold words: **words**, not **words.**"
        yield Problem(spot, f'the ** in "{node.text.strip()[:30]}" marks nothing and would be printed', mend)
