"""The server on this machine behaves as a plain static host does."""

from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from clearheart.problems import EnvironmentFault
from clearheart.serve import open_server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "index.html": "home",
        "404.html": "not found",
        "zh/404.html": "找不到",
        "assets/app.js": "",
        "assets/app.webmanifest": "",
        "assets/flower.svg": "",
        "assets/leaflet.pdf": "",
        "quiz/a/index.html": "quiz",
    }
    for path, text in files.items():
        file = tmp_path / "my site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "my site"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("quiz/a/", "text/html; charset=utf-8"),
        ("assets/app.js", "text/javascript; charset=utf-8"),
        ("assets/app.webmanifest", "application/manifest+json"),
        ("assets/flower.svg", "image/svg+xml"),
        ("assets/leaflet.pdf", "application/pdf"),
    ],
)
def test_each_file_goes_out_as_what_it_is(folder: Path, serve: Callable[[Path], str], path: str, kind: str) -> None:
    with urlopen(serve(folder) + path) as answer:
        assert answer.headers["Content-Type"] == kind


@pytest.mark.parametrize(
    ("asked", "status", "body", "told"),
    [
        ("bytes=1-2", 206, b"om", "bytes 1-2/4"),
        ("bytes=2-", 206, b"me", "bytes 2-3/4"),
        ("bytes=-3", 206, b"ome", "bytes 1-3/4"),
        ("bytes=0-99", 206, b"home", "bytes 0-3/4"),
        ("bytes=4-", 416, b"", "bytes */4"),
        ("bytes=-", 200, b"home", None),
        ("pages=1-2", 200, b"home", None),
    ],
)
def test_a_part_of_a_file_goes_out_where_it_is_asked_for(
    folder: Path, serve: Callable[[Path], str], asked: str, status: int, body: bytes, told: str | None
) -> None:
    request = Request(serve(folder) + "index.html", headers={"Range": asked})
    try:
        answer = urlopen(request)
    except HTTPError as error:
        answer = error
    with answer:
        assert (answer.status, answer.read(), answer.headers["Content-Range"]) == (status, body, told)


@pytest.mark.parametrize(
    ("path", "words"),
    [("nowhere", "not found"), ("assets/", "not found"), ("zh/nowhere/", "找不到"), ("../../x", "not found")],
)
def test_a_missing_page_gets_its_languages_404_page(
    folder: Path, serve: Callable[[Path], str], path: str, words: str
) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(serve(folder) + path)
    with caught.value as answer:
        assert (answer.code, answer.read().decode()) == (404, words)


def test_a_port_that_is_taken_is_told_in_a_sentence(folder: Path) -> None:
    with (
        open_server(folder) as server,
        pytest.raises(EnvironmentFault, match=r"port \d+ on 127.0.0.1 cannot be used .*try another port"),
    ):
        open_server(folder, port=server.server_port)


def test_a_site_that_is_not_built_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="no site to show yet - build it first: make site"):
        open_server(tmp_path)
