"""Find nginx with its brotli modules, or install them, and let it serve a site as its configuration says."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import debian

_PACKAGES = ("nginx", "libnginx-mod-http-brotli-filter", "libnginx-mod-http-brotli-static")
_MODULES = Path("/usr/lib/nginx/modules")
_BROTLI = ("ngx_http_brotli_filter_module.so", "ngx_http_brotli_static_module.so")


class NoNginx(Exception):
    """Say in plain words that nginx is missing, and how to get it."""


def install() -> None:
    """Make sure that nginx and its modules are there, installing them where that can be done."""
    if not _is_there() and debian.is_ours():
        for package in _PACKAGES:
            debian.install(package)
    if not _is_there():
        raise NoNginx(
            f"The tests serve a site by nginx, which is not here.\n  Debian: apt install {' '.join(_PACKAGES)}"
        )


def _is_there() -> bool:
    return shutil.which("nginx") is not None and all((_MODULES / name).is_file() for name in _BROTLI)


@contextmanager
def serving(configuration: str, site: Path, folder: Path) -> Iterator[int]:
    """Run nginx with a configuration that a build wrote, on a free port; give the port.

    Changed are only the lines that its owner changes, the port, and the lines on brotli, which are switched on.
    """
    install()
    key, certificate, port = folder / "site.key", folder / "site.pem", _free_port()
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=small.example"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    for line, own in (
        ("/etc/ssl/clearheart.pem", str(certificate)),
        ("/etc/ssl/clearheart.key", str(key)),
        ("/srv/clearheart/site", str(site)),
        ("listen 443 ", f"listen 127.0.0.1:{port} "),
        ("listen 80;", f"listen 127.0.0.1:{_free_port()};"),
    ):
        assert configuration.count(line) == 1, line
        configuration = configuration.replace(line, own)
    configuration = re.sub(r" *listen \[::\].*\n", "", configuration).replace("# brotli", "brotli")
    (folder / "site.conf").write_text(configuration, encoding="utf-8")
    modules = "".join(f"load_module {_MODULES / name};\n" for name in _BROTLI)
    places = "".join(
        f"{kind}_temp_path {folder / kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        f"{modules}user root;\npid {folder / 'pid'};\nerror_log {folder / 'log'};\nevents {{}}\n"
        f"http {{ {places}include {folder / 'site.conf'}; }}\n",
        encoding="utf-8",
    )
    tried = subprocess.run(["nginx", "-t", "-c", str(main), "-p", str(folder)], capture_output=True, text=True)
    assert tried.returncode == 0 and "[warn]" not in tried.stderr, tried.stderr
    running = subprocess.Popen(["nginx", "-c", str(main), "-p", str(folder), "-g", "daemon off;"])
    try:
        _wait_for(port)
        yield port
    finally:
        running.terminate()
        running.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nginx does not answer")
