"""Show a built site on this machine: in comes its folder, out goes a web server, as plain as any static host.

Only the standard library's server is used. It is for looking and for tests, not for the public.
"""

from __future__ import annotations

import io
import os
import re
import sys
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from clearheart.problems import EnvironmentFault
from clearheart.services.types import full_types

_RANGE = re.compile(r"bytes=(?=.*\d)(\d*)-(\d*)")


class SiteServer(ThreadingHTTPServer):
    """Serve a folder as a static host does."""

    daemon_threads = True
    # On Windows this option would let two servers share a port, each getting some of the requests.
    allow_reuse_address = os.name != "nt"
    allow_reuse_port = False

    def __init__(self, folder: Path, host: str = "127.0.0.1", port: int = 0) -> None:
        self.folder = folder
        super().__init__((host, port), _Handler)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Answer one request out of the folder."""
        _Handler(request, client_address, self, directory=str(self.folder))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep silent about a browser that hangs up early; tell of anything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        """Tell the address to type into a browser."""
        host, port = self.server_address[:2]
        name = str(host)
        return f"http://{'127.0.0.1' if name in ('0.0.0.0', '') else name}:{port}/"


def open_server(folder: Path, host: str = "127.0.0.1", port: int = 0) -> SiteServer:
    """Return a server that listens, on a free port where port is 0; the caller runs and closes it."""
    if not (folder / "index.html").is_file():
        raise EnvironmentFault("there is no site to show yet", "build it first: make site", folder.name)
    try:
        return SiteServer(folder, host, port)
    except OSError as error:
        raise EnvironmentFault(
            f"port {port} on {host} cannot be used ({error.strerror or error})",
            f"another program may have it: try another port, make serve PORT={port + 1}",
            "serve",
        ) from None
    except OverflowError:
        raise EnvironmentFault(f"{port} is no port", "choose a number from 1024 to 65535", "serve") from None


def serve(folder: Path, host: str = "127.0.0.1", port: int = 8000) -> int:
    """Show the folder until the reader presses Ctrl-C; give the command's exit code."""
    with open_server(folder, host, port) as server:
        print(f"The site is at {server.url} - Ctrl-C ends it.", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = full_types() | {"": "application/octet-stream"}

    def end_headers(self) -> None:
        # A page built a moment ago must not be hidden by the browser's copy of the last one.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_head(self) -> Any:
        """Answer with a part of a file too (RFC 9110, clause 14): Safari plays a film only from a host that does."""
        asked = _RANGE.fullmatch(self.headers.get("Range", ""))
        file = Path(self.translate_path(self.path))
        return self._send_part(file, *asked.groups()) if asked and file.is_file() else super().send_head()

    def _send_part(self, file: Path, first: str, last: str) -> BinaryIO | None:
        size = file.stat().st_size
        begin = int(first) if first else max(size - int(last or 0), 0)
        end = min(int(last) + 1, size) if first and last else size
        if begin >= end:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        with file.open("rb") as opened:
            opened.seek(begin)
            part = opened.read(end - begin)
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Range", f"bytes {begin}-{end - 1}/{size}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        return io.BytesIO(part)

    def list_directory(self, path: Any) -> None:
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self._not_found_page() if code == 404 else None
        if page is None:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _not_found_page(self) -> Path | None:
        """Find the 404 page nearest above the missing one, so that each language has its own."""
        missing = PurePosixPath(unquote(urlsplit(self.path).path).strip("/"))
        steps = [] if ".." in missing.parts else missing.parts
        for count in range(len(steps), -1, -1):
            page = Path(self.directory, *steps[:count], "404.html")
            if page.is_file():
                return page
        return None

    def log_message(self, format: str, *arguments: Any) -> None:
        pass

    def log_error(self, format: str, *arguments: Any) -> None:
        pass

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        if int(code) >= 400:
            print(f"{int(code)} {self.path}", flush=True)
