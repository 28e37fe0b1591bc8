"""A real nginx with the configuration that a build writes: headers, types, packed copies, redirects, missing pages."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest

from clearheart.build import build
from clearheart.services.hosts import HEADERS
from tests import nginx
from tests.projects import write_project

FILES: dict[str, str | bytes | None] = {
    "content/en/moved.md": "---\naliases: [old/place]\n---\n\n# New\n",
    "content/zh/moved.md": "---\naliases: [旧/地址]\n---\n\n# 新\n",
    "content/en/table.csv": "place,number\n贵州,1\n" + "x,1\n" * 500,
    "content/en/words.vtt": "WEBVTT\n",
}
Ask = Callable[..., http.client.HTTPResponse]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("hosted"), FILES)
    build(root, day="2026-11-22", compress=True)
    return root


@pytest.fixture(scope="module")
def ask(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask for a path: ask(path, accept="br") gives the answer, read."""
    configuration = (root / ".clearheart/hosts/nginx.conf").read_text(encoding="utf-8")
    with nginx.serving(configuration, root / "site", tmp_path_factory.mktemp("nginx")) as port:

        def asking(path: str, accept: str = "identity", **headers: str) -> http.client.HTTPResponse:
            connection = http.client.HTTPSConnection("127.0.0.1", port, context=ssl._create_unverified_context())
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers={"Accept-Encoding": accept, "Host": "small.example", **named})
            answer = connection.getresponse()
            answer.body = answer.read()  # type: ignore[attr-defined]
            connection.close()
            return answer

        yield asking


@pytest.mark.parametrize(
    "path", ["/", "/zh/moved/", "/hall/en/basics/", "/assets/clearheart.css", "/nowhere", "/old/place/"]
)
def test_every_answer_has_the_headers_and_belongs_in_no_foreign_frame(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert {name: answer.getheader(name) for name in HEADERS} == HEADERS
    assert answer.getheader("Content-Security-Policy") == "frame-ancestors 'self'"


def test_nobody_who_reads_is_written_down(root: Path) -> None:
    servers = (root / ".clearheart/hosts/nginx.conf").read_text(encoding="utf-8").split("\nserver {")[1:]
    assert len(servers) == 2
    assert all("\n    access_log off;" in server for server in servers)
    assert "\n    log_not_found off;" in servers[0]


def test_embeds_may_stand_in_any_frame(ask: Ask) -> None:
    answer = ask("/embed/en/basics/")
    assert (answer.status, answer.getheader("Content-Security-Policy")) == (200, None)
    assert answer.getheader("X-Frame-Options") is None
    assert answer.getheader("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/clearheart.js", "text/javascript; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml"),
        ("/app.webmanifest", "application/manifest+json"),
        ("/favicon.ico", "image/x-icon"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml"),
        ("/table.csv", "text/csv; charset=utf-8"),
        ("/words.vtt", "text/vtt; charset=utf-8"),
        ("/download/en/quiz/basics.paper.pdf", "application/pdf"),
    ],
)
def test_files_have_their_types(ask: Ask, path: str, kind: str) -> None:
    answer = ask(path)
    assert (answer.status, answer.getheader("Content-Type")) == (200, kind)


@pytest.mark.parametrize(("accept", "ending"), [("br", ".br"), ("gzip", ".gz"), ("gzip, br", ".br")])
def test_packed_copies_are_sent_as_they_are(ask: Ask, root: Path, accept: str, ending: str) -> None:
    for path in ("index.html", "assets/clearheart.css", "table.csv"):
        answer = ask(f"/{path}", accept)
        assert answer.body == (root / "site" / f"{path}{ending}").read_bytes()  # type: ignore[attr-defined]
        assert answer.getheader("Content-Encoding") == {".br": "br", ".gz": "gzip"}[ending]
        assert "Accept-Encoding" in (answer.getheader("Vary") or "")


def test_what_has_no_packed_copy_is_packed_by_the_server(ask: Ask, root: Path) -> None:
    (root / "site/late.txt").write_text("word " * 1000, encoding="utf-8")
    answer = ask("/late.txt", "br")
    assert brotli.decompress(answer.body) == b"word " * 1000  # type: ignore[attr-defined]


def test_what_has_not_changed_is_not_sent_again(ask: Ask) -> None:
    first = ask("/assets/clearheart.css")
    again = ask("/assets/clearheart.css", If_None_Match=first.getheader("ETag") or "")
    assert (first.status, again.status, again.body) == (200, 304, b"")  # type: ignore[attr-defined]


def test_missing_pages_are_told_in_the_readers_language(ask: Ask, root: Path) -> None:
    for path, page in (("/nowhere/", "404.html"), ("/zh/nowhere/", "zh/404.html")):
        answer = ask(path)
        assert answer.status == 404
        assert answer.body == (root / "site" / page).read_bytes()  # type: ignore[attr-defined]


def test_old_addresses_lead_on_at_once(ask: Ask) -> None:
    for old, new in (("/old/place/", "/moved/"), ("/zh/%E6%97%A7/%E5%9C%B0%E5%9D%80/", "/zh/moved/")):
        answer = ask(old)
        assert answer.status == 301
        assert (answer.getheader("Location") or "").endswith(new)
