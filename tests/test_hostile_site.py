"""Hostile words in every place where authors write: on the built pages they are words, or the build refuses them."""

from __future__ import annotations

import pytest

from clearheart.build import build
from tests.html_files import HtmlFile, html_files, inline
from tests.projects import MINIMAL, write_project

DAY = "2026-11-22"

HOSTILE = "\"'><script>alert(1)</script><img id=planted src=x onerror=alert(1)>{{ 7 * 7 }}</title></textarea>"
"""Ends an attribute, a title and a form field, and would be seen as an element of its own."""

_QUOTED = "'" + HOSTILE.replace("'", "''") + "'"

_SOURCE = f"""\
- id: unodc-2020
  type: report
  title: {_QUOTED}
  publisher: {_QUOTED}
  issued: "2020"
  URL: 'https://www.unodc.org/?a="onmouseover=alert(1)&b=<script>'
  accessed: 2026-11-22
  note: {_QUOTED}
"""

_HELPLINE = f"""\
- id: cn-120
  place: CN
  number: "120"
  purpose: emergency
  situation: {{en: {_QUOTED}, zh: {_QUOTED}}}
  service: {{en: {_QUOTED}, zh: {_QUOTED}}}
  hours: {{en: {_QUOTED}, zh: {_QUOTED}}}
  checked: 2026-11-22
  review_by: 2030-01-01
"""

_PAGE = f"""\
---
title: {_QUOTED}
description: {_QUOTED}
---
# A page

A claim.[@unodc-2020]

```quiz
basics
```

```help
```
"""


def bank(language: str) -> str:
    """Write the minimal bank with hostile texts of answers."""
    text = str(MINIMAL[f"quizzes/{language}/basics.yml"])
    first, _, rest = text.partition("    options:\n")
    return f"{first}    explanation: {_QUOTED}\n    options:\n      - {{text: {_QUOTED}, feedback: {_QUOTED}}}\n{rest}"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, HtmlFile]:
    """Every page of a site that is made of hostile words."""
    files: dict[str, str | bytes | None] = {
        "content/sources.yml": _SOURCE,
        "content/helplines.yml": _HELPLINE,
        **{f"quizzes/{code}/basics.yml": bank(code) for code in ("en", "zh")},
        **{f"content/{code}/know/page.md": _PAGE for code in ("en", "zh")},
        **{f"content/{code}/index.md": "---\ntemplate: home.html\n---\n# Home\n" for code in ("en", "zh")},
    }
    root = write_project(tmp_path_factory.mktemp("hostile"), files)
    return html_files(build(root, day=DAY).site)


def test_no_hostile_word_becomes_an_element_or_a_handler(hostile_site: dict[str, HtmlFile]) -> None:
    for path, page in hostile_site.items():
        found = [element for element in page.elements if inline(element)]
        assert [element.name for element in found] == (
            ["style", "script"] if path.startswith(("embed/", "hall/")) else []
        ), path
        assert "planted" not in page.ids(), path
        assert not [image for image in page.named("img") if image.attributes.get("src") == "x"], path


@pytest.mark.parametrize("home", ["", "zh/"])
def test_hostile_words_are_shown_as_they_are_written(hostile_site: dict[str, HtmlFile], home: str) -> None:
    """Once in each place: the source's three texts, the help line's three, the answer's, its feedback, why it is so."""
    page = hostile_site[f"{home}know/page/index.html"]
    assert page.words.count("onerror=alert(1)>{{ 7 * 7 }}") >= 3 + 3
    assert "49</title>" not in page.words
    assert hostile_site[f"{home}quiz/basics/index.html"].words.count("{{ 7 * 7 }}") >= 2
    assert hostile_site[f"embed/{home.strip('/') or 'en'}/basics/index.html"].words.count("{{ 7 * 7 }}") >= 2


def test_a_hostile_title_stays_inside_the_title(hostile_site: dict[str, HtmlFile]) -> None:
    page = hostile_site["know/page/index.html"]
    [description] = [element for element in page.named("meta") if element.attributes.get("name") == "description"]
    assert description.attributes["content"] == HOSTILE
    head = [element.name for element in page.elements[: page.elements.index(page.named("body")[0])]]
    assert set(head) <= {"html", "head", "meta", "title", "link", "script"}
    assert head.count("script") == 1
