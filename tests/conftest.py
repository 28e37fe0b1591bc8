"""What the tests share: the built site, a server on a free port, and a browser that is watched."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page, Request, sync_playwright

from clearheart.build import build
from clearheart.serve import SiteServer
from tests import chromium
from tests.projects import REPOSITORY, last_checked


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return REPOSITORY


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built once, without writing anything into the project."""
    folder = tmp_path_factory.mktemp("built")
    build(REPOSITORY, folder / "site", last_checked().isoformat(), work=folder / "work")
    return folder / "site"


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on a free port of this machine: serve(folder) gives its address, ending with a slash.

    Two calls give two ports, and so two origins.
    """
    with ExitStack() as open_servers:

        def serve_folder(folder: Path) -> str:
            server = open_servers.enter_context(SiteServer(folder))
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            open_servers.callback(server.shutdown)
            return server.url

        yield serve_folder


@pytest.fixture(scope="session")
def site_url(site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the project's own site, served."""
    return serve(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One real browser for all tests."""
    path = chromium.find()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=chromium.NO_CALLS_HOME)
        yield running
        running.close()


class Watch:
    """Note all that a page must not do: call other hosts, write errors to the console, raise them."""

    def __init__(self, context: BrowserContext, places: tuple[str, ...]) -> None:
        self.hosts = {urlsplit(place).netloc for place in places if not place.startswith("file:")}
        self.folders = tuple(place for place in places if place.startswith("file:"))
        self.faults: list[str] = []
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("data", "blob", "about"):
            return
        allowed = request.url.startswith(self.folders) if address.scheme == "file" else address.netloc in self.hosts
        if not allowed:
            self.faults.append(f"request to another place: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        if place.endswith("/favicon.ico"):
            return  # the browser's own wish, not the page's
        of_the_policy = message.type == "warning" and "policy" in message.text.lower()
        if message.type == "error" or of_the_policy:
            self.faults.append(f"console {message.type}: {message.text} ({place})")


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address in a fresh, watched browser window, and fail in the end if the page misbehaved.

    open_page(url, hosts=(), width=1280, height=900, script=True, before="", **options) gives Playwright's page;
    `hosts` are addresses beside url's own that it may call, and folders beside url itself from which it may read;
    `before` is a script that runs in every frame before the page's own; `options` go to the browser's context
    (color_scheme, reduced_motion, locale, forced_colors, ...). What a page did wrong so far is in
    `page.watch.faults`; a test that expects a fault clears the list.
    """
    with ExitStack() as contexts:
        watches = []

        def open_watched(
            url: str,
            hosts: tuple[str, ...] = (),
            width: int = 1280,
            height: int = 900,
            script: bool = True,
            before: str = "",
            **options: Any,
        ) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height}, java_script_enabled=script, **options
            )
            contexts.callback(context.close)
            context.set_default_timeout(10_000)
            if before:
                context.add_init_script(before)
            watch = Watch(context, (url, *hosts))
            watches.append(watch)
            page = context.new_page()
            page.watch = watch  # type: ignore[attr-defined]
            page.goto(url)
            return page

        yield open_watched
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "the page misbehaved:\n" + "\n".join(faults)


@pytest.fixture(scope="session")
def axe_violations() -> Callable[[Page | Frame], list[str]]:
    """Tell what axe-core holds against a page or frame as it stands now, a line each: assert it equals []."""
    axe = Axe()

    def violations(page: Page | Frame) -> list[str]:
        found = axe.run(page).response["violations"]
        return [
            f"{rule['id']} ({rule['impact']}): {rule['help']} - {node['target']} {node['html'][:200]}"
            for rule in found
            for node in rule["nodes"]
        ]

    return violations
