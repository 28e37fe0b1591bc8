"""Measure local editions of print: the repository's own Chinese leaflet goes in, lines of figures come out.

How many leaflets a second two processes print once warm, files written and all; whether cost and memory stay flat
however many there are; a race with WeasyPrint on the same text; and a Dask cluster that loses a worker half way.

Usage: python -m tools.print_bench [--quick] [--rows 100 1000 10000]
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import markdown

from clearheart.local_editions import Request, print_local_editions
from clearheart.local_editions.choice import find_jobs
from clearheart.print import PrintJob, prepare_leaflet
from clearheart.print.coverage import SILENT
from clearheart.read import read_project

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-22"
LEAFLET, LANGUAGE, FORMAT = "talking-at-the-table", "zh", "a4"
WARM = 100
"""Leaflets after which processes count as warm."""
_HEAD = ("organisation", "phone", "address", "logo", "language", "help_line")


def main() -> int:
    """Print every figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="up to 1,000 leaflets, and no cluster")
    options.add_argument("--rows", type=int, nargs="+", help="how many leaflets to print, in turn")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print_editions(Path(folder), given.rows or ([200, 1000] if given.quick else [200, 1000, 10_000]))
    print_race()
    if not given.quick:
        print_cluster()
    return 0


def print_editions(folder: Path, counts: list[int]) -> None:
    """Print one leaflet for more and more organisations, on two processes."""
    print(f"Local editions of {LEAFLET}-{FORMAT} ({LANGUAGE}), two processes (at least 100 a second; all flat):")
    first = 0.0
    for count in counts:
        imprints, out = write_rows(folder / f"{count}.csv", count), folder / f"out-{count}"
        request = Request(imprints, out, (LEAFLET,), (FORMAT,), DAY, workers=2)
        with watching_memory() as peaks:
            before = _spent()
            printed = print_local_editions(ROOT, request, stream=io.StringIO())
            spent = _spent() - before
        assert printed.made == count and not printed.problems, printed
        moments = sorted(path.stat().st_mtime_ns / 1e9 for path in out.rglob("*.pdf"))
        warm = (len(moments) - WARM) / (moments[-1] - moments[WARM - 1])
        print(f"  {count:,} in {printed.seconds:.1f} s: once warm {warm:.0f} a second, ", end="")
        if first:
            each = (spent - first) / (count - counts[0])
            print(f"{each * 1000:.1f} ms of processor time each (free cores: {2 / each:.0f} a second), ", end="")
        first = first or spent
        print(f"most memory {peaks['here']:.0f} MB here, {peaks['worker']:.0f} MB in a worker")


def _spent() -> float:
    """Give the processor time of this process and of those that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def write_rows(path: Path, count: int) -> Path:
    """Write a table of so many organisations."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEAD)
        for number in range(count):
            phone = f"0855-8{number:06}"
            writer.writerow((f"第{number}社区禁毒办公室", phone, f"北京东路{number}号", "", LANGUAGE, f"热线：{phone}"))
    return path


@contextmanager
def watching_memory() -> Iterator[dict[str, float]]:
    """Note the most memory that this process, and any process that it started, holds at once (Linux only)."""
    peaks = {"here": 0.0, "worker": 0.0}
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(0.2):
            peaks["here"] = max(peaks["here"], _resident(os.getpid()))
            children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
            for child in children.read_text().split() if children.exists() else ():
                peaks["worker"] = max(peaks["worker"], _resident(int(child)))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        is_over.set()
        watcher.join()


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0.0


def print_race(rounds: int = 20) -> None:
    """Let Typst and WeasyPrint set the same text, each warm, in one process, another imprint each time."""
    project, _ = read_project(ROOT, date.fromisoformat(DAY))
    job = next(job for job in find_jobs(project, (LEAFLET,), (FORMAT,)) if job.document.language == LANGUAGE)
    leaflet = prepare_leaflet(job)

    def typst(number: int) -> bytes:
        return leaflet.print({**_imprint(number), "logo": None})

    print("The same two pages of Chinese, in one process, another imprint each time:")
    racers = {"Typst, as we print": typst}
    try:
        racers["WeasyPrint"] = _weasyprint(job)
    except ImportError:
        print("  WeasyPrint is not installed here: no race (python build.py bench installs it)")
    taken = {}
    for name, run in racers.items():
        for number in range(3):
            run(number)
        start = time.process_time()
        sizes = [len(run(number + 10)) for number in range(rounds)]
        taken[name] = (time.process_time() - start) / rounds
        print(f"  {name}: {taken[name] * 1000:.1f} ms of processor time a leaflet once warm, {sizes[-1]:,} bytes")
    if len(taken) == 2:
        ours, theirs = taken.values()
        print(f"  WeasyPrint takes {theirs / ours:.0f} times as long")


def _imprint(number: int) -> dict[str, str]:
    return {
        "organisation": f"第{number}社区禁毒办公室",
        "phone": f"0855-8{number:06}",
        "address": f"北京东路{number}号",
        "helpline": "",
    }


_STYLE = """
@font-face {{ font-family: Sans; src: url("{fonts}/NotoSansCJKsc-Regular.otf"); font-weight: 400 }}
@font-face {{ font-family: Sans; src: url("{fonts}/NotoSansCJKsc-Bold.otf"); font-weight: 700 }}
@page {{ size: A4; margin: 16mm }}
body {{ font: 14pt/1.5 Sans }}
h1 {{ font-size: 40pt; line-height: 1.2 }}
hr {{ break-after: page; border: 0 }}
"""


def _weasyprint(job: PrintJob):  # type: ignore[no-untyped-def]
    """Give a function that sets the leaflet's own words with WeasyPrint, with the same fonts."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(string=_STYLE.format(fonts=(job.theme / "fonts").as_uri()), font_config=fonts)
    body = markdown.markdown(job.document.text.translate(SILENT))

    def run(number: int) -> bytes:
        words = "<br>".join(_imprint(number).values())
        page = f'<html lang="zh"><title>{LEAFLET}</title><body>{body}<p>{words}</p></body></html>'
        made = HTML(string=page).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        assert made is not None
        return bytes(made)

    return run


def print_cluster() -> None:
    """Run the test in which a Dask cluster of two workers loses one half way through 900 leaflets."""
    start = time.monotonic()
    test = "tests/test_local_editions_cluster.py::test_all_leaflets_come_out_once_and_whole_when_a_worker_is_killed"
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", test], cwd=ROOT, capture_output=True, text=True)
    result = "all came out, none twice, none broken" if done.returncode == 0 else f"FAILED\n{done.stdout}"
    print(f"900 leaflets on a Dask cluster that loses one of two workers: {result} ({time.monotonic() - start:.0f} s)")


if __name__ == "__main__":
    sys.exit(main())
