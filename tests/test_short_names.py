"""Class names of a page of one file: short, alike everywhere, and never those that something else has."""

from __future__ import annotations

from clearheart.short_names import shorten_names

BODY = '<p class="ch-most">ch-most</p><i class="ch-rare ch-most"></i><svg class="a"><path class="b t"/></svg>'
STYLE = ".ch-most>.ch-rare,.a .b{margin:0}.ch-most--quiet{--ch-ink:0}"
SCRIPT = 'x.querySelector(".ch-most").append("ch-rare")'


def test_body_style_and_script_take_the_same_names_and_drawings_keep_theirs() -> None:
    assert shorten_names(BODY, STYLE, SCRIPT) == (
        '<p class="c">ch-most</p><i class="d c"></i><svg class="a"><path class="b t"/></svg>',
        ".c>.d,.a .b{margin:0}.c--quiet{--ch-ink:0}",
        'x.querySelector(".c").append("d")',
    )
