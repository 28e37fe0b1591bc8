"""Services: a Project goes in; what browsers, search engines and hosts look for beside the pages comes out.

Icons, the description of the site as an app, the list of pages, redirects from old addresses, files for hosts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clearheart.model import Project
from clearheart.services.app import app_files
from clearheart.services.compress import compress_files
from clearheart.services.hosts import host_files, write_hosts
from clearheart.services.icons import service_orders
from clearheart.services.redirects import redirect_files
from clearheart.services.search_engines import search_engine_files
from clearheart.services.words import service_words

__all__ = ["compress_files", "service_files", "service_orders", "service_words", "write_hosts"]


def service_files(project: Project, site: Path) -> Iterator[tuple[str, bytes]]:
    """Make the files that belong to no page; `site` is the new site's folder, with all pages in it."""
    yield from app_files(project)
    yield from redirect_files(project, site)
    yield from search_engine_files(project, site)
    yield from host_files(project, site)
