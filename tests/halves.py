"""A server that sends a page in two halves, as a slow line does."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class HalvingServer(ThreadingHTTPServer):
    """Serve a folder; a page stops where a pattern ends in it, until `go_on` is set.

    `halved` counts the pages that the pattern was found in.
    """

    daemon_threads = True

    def __init__(self, folder: Path, pattern: str) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.pattern = re.compile(pattern.encode(), re.DOTALL)
        self.go_on = threading.Event()
        self.halved = 0
        self.url = f"http://127.0.0.1:{self.server_port}/"

    def __enter__(self) -> HalvingServer:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *failure: Any) -> None:
        self.go_on.set()
        self.shutdown()
        super().__exit__(*failure)


class _Handler(SimpleHTTPRequestHandler):
    server: HalvingServer

    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        end = self.server.pattern.search(content) if self.path.endswith("/") else None
        if end:
            self.server.halved += 1
            outputfile.write(content[: end.end()])
            self.server.go_on.wait(20)
            content = content[end.end() :]
        outputfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Keep silent."""
