"""Every built page, as html-validate reads it: all files go through one process of Node.js.

tools/npm/html-validate.json takes the recommended rules, but for these:

- aria-label-misuse: a list may have a name, as ARIA allows; the rule would keep names to regions and to controls.
- doctype-style: `<!doctype html>` in small letters is the same.
- form-dup-name: no form is ever sent; fields that a script reads together, as the boxes of a question, share a name.
- long-title: a page's title is its heading; the rule counts letters for lists of search results.
- no-implicit-close: embeds leave out `</li>` and `</option>`, which HTML closes itself, to weigh less.
- prefer-native-element: a frame in which a wide table is moved is a region with a name, and no section of the text.
- prefer-tbody: HTML makes the one body of a table itself.
- tel-non-breaking: a link that calls holds words beside the number; numbers alone are kept on a line by the stylesheet.
- unique-landmark: a note inside an article is no landmark, and axe looks at those that are.
- valid-id: HTML lets a name begin with a digit, as headings do ("26 June").
- wcag/h32: the forms of a quiz are never sent; what a script does with them has buttons of type button.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests import npm

CONFIGURATION = Path(npm.__file__).parent.parent / "tools" / "npm" / "html-validate.json"

# What stands in a <template> is filled by a script before anybody meets it, and then looked at by axe.
FILLED = ("text-content", "empty-heading", "attribute-misuse")
# Firefox keeps ticks when a page is loaded anew unless a box itself says otherwise, and nothing may be kept.
KEEPS_NOTHING = 'autocomplete attribute cannot be used on <input type="checkbox">'


def faults(folder: Path) -> list[str]:
    """Tell what html-validate holds against the pages of a folder, a line each."""
    program = npm.install() / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    with TemporaryDirectory() as place:
        told = Path(place) / "told.json"  # a pipe would lose what Node.js has not written when it ends
        options = ["--config", str(CONFIGURATION), "--formatter", f"json={told}", f"{folder}/**/*.html"]
        command = [npm.find("node", "nodejs"), str(program), *options]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert told.is_file(), done.stdout[-2000:] + done.stderr[-2000:]
        reports = json.loads(told.read_text("utf-8"))
    assert done.returncode == 0 or any(report["messages"] for report in reports), done.stderr[-2000:]
    return [
        f"{Path(report['filePath']).relative_to(folder)}:{found['line']}: {found['ruleId']}: {found['message']}"
        for report in reports
        for found in report["messages"]
        if not _is_meant(found)
    ]


def _is_meant(found: dict[str, Any]) -> bool:
    in_template = " template >" in f"{found.get('selector') or ''}"
    return found["message"] == KEEPS_NOTHING or (found["ruleId"] in FILLED and in_template)


def test_every_page_is_valid_html(site: Path) -> None:
    assert faults(site) == []


def test_a_page_that_is_not_valid_is_told(tmp_path: Path) -> None:
    page = (
        '<!doctype html>\n<html lang="en"><head><title>x</title></head>\n<body><p><div id="a"></div></p><b id="a"></b>'
    )
    (tmp_path / "page.html").write_text(f"{page}</body></html>", encoding="utf-8")
    told = faults(tmp_path)
    assert any("page.html:3: no-dup-id" in line for line in told), told
    assert any("close-order" in line or "element-permitted-content" in line for line in told), told
