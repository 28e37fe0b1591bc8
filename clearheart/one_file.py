"""A page of one file: a body, stylesheets and scripts go in; one page that needs one request comes out.

Embeds and halls are such pages. Each carries only the rules and tokens of its stylesheets that it can use,
and its policy allows its style and script by their hashes alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from clearheart.page_style import page_style
from clearheart.render import render_template
from clearheart.script import shorten_script
from clearheart.short_names import shorten_names

_NEEDLESS = re.compile(r"(?<=>)\n\s*(?=<)|</(?:li|option)>\n?")
"""Lines between elements, and ends of list items and options (HTML, 13.1.2.4)."""


def one_file_html(
    theme: Path,
    template: str,
    *,
    body: str,
    stylesheets: Iterable[str],
    scripts: Iterable[str],
    language: str,
    is_small: bool = False,
    **context: Any,
) -> str:
    """Render a page's template with its body, and with style and script (paths below theme/) inside.

    The template takes body, style, script, style_hash and script_hash beside what `context` holds. A small page has
    short names, on which nobody can count, and leaves out what HTML need not say.
    """
    script = "\n".join(minified_script(theme, path) for path in scripts)
    sheets = "".join((theme / path).read_text(encoding="utf-8") for path in stylesheets)
    style = page_style(sheets, language, body, script)
    if is_small:
        body, style, script = shorten_names(_NEEDLESS.sub("", body), style, script)
    assert "</style" not in style.lower(), "a stylesheet would end its own element"
    return render_template(
        theme,
        template,
        body=Markup(body),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        **context,
    )


def minified_script(theme: Path, path: str) -> str:
    """Read a script below theme/ as it travels: with short names, without comments."""
    script = shorten_script((theme / path).read_text(encoding="utf-8"))
    assert "</script" not in script.lower(), f"{path} would end its own element"
    return script


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
