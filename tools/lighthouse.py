"""Ask Lighthouse about a built site: its folder goes in, a table of scores and times comes out.

The site is served by a real nginx with brotli, as its own configuration says, under its own address. Lighthouse plays a
cheap phone on a slow 4G (its own defaults); of several rounds the median is told. Times follow the machine: run it
where nothing else runs. The status is 1 where a median is below what was promised.

Usage: make lighthouse [ARGS="--rounds 5 --site site"]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from clearheart.model import Project
from clearheart.read import read_project
from clearheart.services.hosts import write_hosts
from tests import chromium, nginx, npm

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("", "know/methamphetamine/", "quiz/saying-no/", "print/", "zh/know/methamphetamine/")
SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
"""What the median must reach."""

_CHROME = (
    "--headless=new --no-sandbox --ignore-certificate-errors --disable-background-networking --disable-component-update"
)
_TIMES = {
    "LCP ms": "largest-contentful-paint",
    "CLS": "cumulative-layout-shift",
    "TBT ms": "total-blocking-time",
    "bytes": "total-byte-weight",
}


def main() -> int:
    """Measure every page and print the table."""
    options = _options()
    if not (options.site / "index.html").is_file():
        print("There is no site to measure; build it first: make site", file=sys.stderr)
        return 1
    project, _ = read_project(ROOT, date(2026, 11, 22))
    try:
        npm.install(for_lighthouse=True)
        chromium.install()
        nginx.install()
    except (npm.NoNpm, chromium.NoBrowser, nginx.NoNginx) as reason:
        print(reason, file=sys.stderr)
        return 1
    print(_line("page", [*SCORES, *_TIMES]))
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        write_hosts(project, folder)
        configuration = (folder / "hosts" / "nginx.conf").read_text(encoding="utf-8")
        with nginx.serving(configuration, options.site.resolve(), folder) as port:
            pages = options.page or PAGES
            passed = [_measure(project, page, port, folder, options.rounds) for page in pages]
    return 0 if all(passed) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Ask Lighthouse about a built site.")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site's folder (default: site)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is loaded (default: 5)")
    parser.add_argument("--page", action="append", help="only this page, such as quiz/; may be said several times")
    return parser.parse_args()


def _measure(project: Project, page: str, port: int, folder: Path, rounds: int) -> bool:
    """Load a page some times, print its medians and what costs points; say whether it keeps the promise."""
    reports = [_load(project.settings.site_url, page, port, folder) for _ in range(rounds)]
    scores = {
        name: round(100 * statistics.median(one["categories"][name]["score"] or 0 for one in reports))
        for name in SCORES
    }
    times = [statistics.median(one["audits"][audit]["numericValue"] for one in reports) for audit in _TIMES.values()]
    print(
        _line(
            f"/{page}", [*map(str, scores.values()), *(f"{time:.3g}" if time < 1 else f"{time:,.0f}" for time in times)]
        )
    )
    for line in sorted({line for one in reports for line in _costs(one)}):
        print(f"  {line}", flush=True)
    return all(scores[name] >= least for name, least in SCORES.items())


def _load(site_url: str, page: str, port: int, folder: Path) -> dict[str, Any]:
    """Let Lighthouse load a page once, and give its report."""
    told = folder / "report.json"
    told.unlink(missing_ok=True)
    resolve = f'--host-resolver-rules="MAP {urlsplit(site_url).hostname}:443 127.0.0.1:{port}"'
    program = npm.install(for_lighthouse=True) / "node_modules" / "lighthouse" / "cli" / "index.js"
    done = subprocess.run(
        [
            npm.find("node", "nodejs"),
            str(program),
            site_url + page,
            "--quiet",
            "--output=json",
            f"--output-path={told}",
            f"--only-categories={','.join(SCORES)}",
            f"--chrome-flags={_CHROME} {resolve}",
        ],
        env={**os.environ, "CHROME_PATH": chromium.find() or ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if not told.is_file():
        raise SystemExit(f"Lighthouse gave no report of {page or 'the home page'}:\n{done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    if report.get("runtimeError"):
        raise SystemExit(f"Lighthouse could not load {page or 'the home page'}: {report['runtimeError']['message']}")
    return report


def _costs(report: dict[str, Any]) -> list[str]:
    """Name the audits outside performance that cost points, each with the first place that it names."""
    lines = []
    for name in SCORES:
        for ref in report["categories"][name]["auditRefs"]:
            audit = report["audits"][ref["id"]]
            if name != "performance" and ref["weight"] and audit["score"] is not None and audit["score"] < 1:
                found = (audit.get("details") or {}).get("items") or [{}]
                lines.append(f"{name}: {audit['title']} {json.dumps(found[0], ensure_ascii=False)[:300]}")
    return lines


def _line(name: str, values: list[str]) -> str:
    return "  ".join([f"{name:<28}", *(f"{value:>14}" for value in values)])


if __name__ == "__main__":
    sys.exit(main())
