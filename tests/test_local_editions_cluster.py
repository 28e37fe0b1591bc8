"""Local editions on a real Dask cluster: two workers, one of them killed half way, and clusters that are not there."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from distributed import Client, LocalCluster

from clearheart.cli import main
from clearheart.local_editions import Request, crew, print_local_editions
from clearheart.problems import EnvironmentFault
from tests.leaflet_projects import offices, write_imprints, write_leaflets

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_leaflets(tmp_path_factory.mktemp("project"), {"one": "a4", "two": "a4", "three": "a4"})


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[LocalCluster]:
    """Two workers, a process each, that start again when they are killed."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path / "dask")
    ) as running:
        yield running


def kill_one_worker(address: str, out: Path, killed: list[int]) -> None:
    """Kill a worker of a cluster as soon as half of the 900 leaflets are there."""
    with Client(address, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    while len((out / "made.csv").read_bytes().splitlines()) < 450 if (out / "made.csv").exists() else True:
        time.sleep(0.01)
    os.kill(pids[0], signal.SIGKILL)
    killed.append(len((out / "made.csv").read_bytes().splitlines()))


def test_all_leaflets_come_out_once_and_whole_when_a_worker_is_killed(
    root: Path, cluster: LocalCluster, tmp_path: Path
) -> None:
    out, killed = tmp_path / "out", list[int]()
    imprints = write_imprints(tmp_path / "imprints.csv", offices(300))
    request = Request(imprints, out, day=DAY, scheduler=cluster.scheduler_address)
    killer = threading.Thread(target=kill_one_worker, args=(cluster.scheduler_address, out, killed), daemon=True)
    killer.start()
    printed = print_local_editions(root, request, stream=io.StringIO())
    killer.join(timeout=10)
    assert killed and 450 <= killed[0] < 880, "the worker was killed while there was much left to do"
    assert (printed.made, printed.kept, printed.problems) == (900, 0, [])
    with (out / "made.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.pdf"))
    assert sorted(line["file"] for line in lines) == files, "each file is told once"
    assert len(files) == 900 and not list(out.rglob("*.part"))
    for number, line in enumerate(lines):
        data = (out / line["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == line["sha256"]
        assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
        if number % 20 == 0:
            pages = pypdf.PdfReader(io.BytesIO(data)).pages
            assert line["organisation"] in "".join(page.extract_text() for page in pages)


def test_a_cluster_makes_the_same_bytes_as_this_machine(root: Path, cluster: LocalCluster, tmp_path: Path) -> None:
    imprints = write_imprints(tmp_path / "imprints.csv", offices(3))
    for name, scheduler in (("here", None), ("there", cluster.scheduler_address)):
        what = Request(imprints, tmp_path / name, leaflets=("one",), day=DAY, workers=1, scheduler=scheduler)
        assert print_local_editions(root, what, stream=io.StringIO()).made == 3
    here, there = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("here", "there")
    )
    assert here == there and len(here) == 5


def test_a_cluster_that_does_not_answer_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(crew, "_PATIENCE", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    imprints = write_imprints(tmp_path / "imprints.csv", offices(1))
    for wrong in (address, "nonsense", "tcp://", "udp://127.0.0.1:1"):
        command = ["print", "--root", str(root), "--imprints", str(imprints), "--out", str(tmp_path / "out")]
        assert main([*command, "--date", DAY, "--scheduler", wrong]) == 1
        assert f'--scheduler: no Dask scheduler answers at "{wrong}"' in capsys.readouterr().err


def test_a_cluster_without_workers_is_told() -> None:
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(EnvironmentFault, match="has no workers"),
        crew.hire_crew(None, empty.scheduler_address),
    ):
        pass


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EnvironmentFault, match=r"clearheart\[cluster\]"), crew.hire_crew(None, "tcp://127.0.0.1:1"):
        pass
