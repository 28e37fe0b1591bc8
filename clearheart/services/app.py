"""The site as an app: a Project goes in; for each language a web app manifest comes out (W3C Application Manifest)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from clearheart.model import Edition, Project
from clearheart.print.drawings import read_tokens
from clearheart.services.icons import APP, MASKABLE

NAME = "app.webmanifest"


def app_files(project: Project) -> Iterator[tuple[str, bytes]]:
    """Describe each language's site, at its home, for phones that keep it on their first screen."""
    for edition in project.editions:
        text = json.dumps(_app(project, edition), ensure_ascii=False, indent=2)
        yield f"{project.settings.home(edition.code)}{NAME}", f"{text}\n".encode()


def _app(project: Project, edition: Edition) -> dict[str, Any]:
    site, way = edition.strings["site"], "../" if project.settings.home(edition.code) else ""
    paper = read_tokens(project.root / "theme")["--ch-paper"]
    icons = [_icon(way + path, f"{size}x{size}", "any") for path, (size, _) in APP.items()]
    return {
        "name": site["name"],
        "short_name": site["name"],
        "description": site["tagline"],
        "lang": edition.html_lang,
        "dir": site["direction"],
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": paper,
        "background_color": paper,
        "icons": [
            *icons,
            _icon(way + MASKABLE, "512x512", "maskable"),
            {"src": f"{way}assets/icon.svg", "sizes": "any", "type": "image/svg+xml"},
        ],
        "shortcuts": list(_shortcuts(edition)),
    }


def _icon(path: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": path, "sizes": sizes, "type": "image/png", "purpose": purpose}


def _shortcuts(edition: Edition) -> Iterator[dict[str, str]]:
    """Lead to what a reader may need at once: emergency steps or help, and the quizzes."""
    titles = {document.name: document.meta.title for document in edition.documents}
    nav = edition.strings["nav"]
    if "help/emergency" in titles:
        yield {"name": titles["help/emergency"] or nav["help"], "url": "./help/emergency/"}
    elif "help/index" in titles:
        yield {"name": nav["help"], "url": "./help/"}
    if "quiz/index" in titles:
        yield {"name": nav["quiz"], "url": "./quiz/"}
