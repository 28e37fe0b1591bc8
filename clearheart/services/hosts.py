"""Hosts: a Project goes in; what they are to send before the files comes out, for those that can be told.

`_headers` (Netlify, Cloudflare Pages) is part of the site; nginx's configuration is for the server's own folders, so
it stands in the work folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from clearheart.model import Project
from clearheart.render import render_template
from clearheart.services.redirects import paths, redirects
from clearheart.services.types import IN_UTF_8, PACKED, TYPES

HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
"""What goes with every file. No file's name tells what is in it, so browsers ask each time whether it has changed."""

FRAMES = "frame-ancestors 'self'"
"""Who may show a page of ours in a frame; nobody is asked for the embeds."""


def host_files(project: Project, site: Path) -> Iterator[tuple[str, bytes]]:
    """Make `_headers`, where the author wrote none; `site` is the new site's folder, with all pages in it."""
    if not (site / "_headers").is_file():
        text = render_template(
            project.root / "theme", "hosts/_headers", headers=HEADERS, frames=FRAMES, places=_places(project, site)
        )
        yield "_headers", text.encode()


def write_hosts(project: Project, work: Path) -> None:
    """Write hosts/nginx.conf into the work folder."""
    url = urlsplit(project.settings.site_url)
    text = render_template(
        project.root / "theme",
        "hosts/nginx.conf",
        name=url.hostname,
        below=url.path,
        headers=HEADERS,
        frames=FRAMES,
        homes=[home for edition in project.editions if (home := project.settings.home(edition.code))],
        redirects=[(unquote(old), new) for old, new in (paths(project, one) for one in redirects(project))],
        types={ending[1:]: kind for ending, kind in sorted(TYPES.items())},
        texts=sorted({TYPES[ending] for ending in IN_UTF_8} - {"text/html"}),
        packed=sorted({TYPES[ending] for ending in PACKED} - {"text/html"}),
    )
    target = work / "hosts" / "nginx.conf"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def _places(project: Project, site: Path) -> list[str]:
    """Give the addresses of all pages but embeds, as few as rules can say.

    Where two rules fit one address, Netlify adds them up: so one for all pages cannot be taken back for the embeds.
    """
    root = urlsplit(project.settings.site_url).path
    names = sorted({path.relative_to(site).parts[0] for path in site.rglob("*.html")} - {"embed"})
    return [root, *(f"{root}{name}" if name.endswith(".html") else f"{root}{name}/*" for name in names)]
