"""Measure what was promised: in comes the repository, out goes a table of figures and ratios.

Speed is told as ratios within one run, the builds taken in turn, with their
spread: machines differ and are noisy, ratios travel. Sizes are exact.

Usage: python tools/bench.py [--pages 1000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import io
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import brotli
import yaml

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-22"
_EN = [
    "A short talk at the table often does more than a long speech on a stage",
    "Most people of every age do not use drugs, and saying so is part of the work",
    "A person who asks for help should meet somebody who listens first",
    "The leaflet says what to do tonight, whom to call, and where to read on",
    "Teachers practise refusal with their class in pairs, aloud, more than once",
    "Volunteers bring questions to the square, and neighbours find the answers together",
    "Treatment works best when family, work and friends are part of it",
]
_ZH = [
    "饭桌上的几句家常话，往往比台上的长篇大论更有用",
    "各个年龄段的大多数人都不使用毒品，把这一点说清楚也是工作的一部分",
    "有人开口求助的时候，最先需要的是有人愿意听他说完",
    "宣传单写明今晚可以做什么，可以打给谁，还能在哪里读到更多",
    "老师带着全班两人一组，把拒绝的话大声练上几遍",
    "志愿者把题目带到广场上，街坊邻居一起把答案找出来",
    "家人、工作和朋友都参与进来，治疗的效果才更好",
]


def main() -> int:
    """Print every figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    assert isinstance(sys.stdout, io.TextIOWrapper)
    sys.stdout.reconfigure(line_buffering=True)  # each figure is told as soon as it is known
    with tempfile.TemporaryDirectory() as folder:
        print_sizes(Path(folder) / "site")
        print_leaflets(given.rounds)
        print(_run([sys.executable, "-m", "tools.print_bench", "--quick"]), end="")
        print(_run([sys.executable, "tools/quiz_bench.py", str(given.rounds)]), end="")
        print_builds(Path(folder), given.pages, given.rounds)
    return 0


def print_sizes(site: Path) -> None:
    """Build the real site and weigh its embeds, scripts and pages."""
    _run([sys.executable, "-m", "clearheart", "build", "--root", str(ROOT), "--site", str(site), "--date", DAY])
    print(_run([sys.executable, "-m", "tools.embed_bench"]), end="")
    print("Stylesheets and scripts of a page, brotli 9 (at most 24,000 bytes):")
    for path in ("index.html", "know/methamphetamine/index.html", "zh/quiz/natural-or-synthetic/index.html"):
        parts = {part: _weigh(site, path, part) for part in _parts(site / path)}
        words = ", ".join(f"{part.rsplit('/', 1)[-1]} {size:,}" for part, size in parts.items())
        print(f"  {path}: {sum(parts.values()):,} bytes ({words})")


def _parts(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(r'<link rel="?stylesheet"? href="([^"]+)"', text) + re.findall(
        r'<script[^>]* src="([^"]+)"', text
    )


def _weigh(site: Path, page: str, part: str) -> int:
    file = (site / page).parent / part
    return len(brotli.compress(file.resolve().read_bytes(), quality=9))


def print_leaflets(rounds: int) -> None:
    """Time the leaflets that the repository holds, on A4 in the languages that people write, in one warm process."""
    code = (
        "import sys,time;from pathlib import Path;from datetime import date;"
        "from clearheart.read import read_project;from clearheart.print.leaflets import jobs;"
        "from clearheart.print import prepare_leaflet;"
        "project,_=read_project(Path(sys.argv[1]),date(2026,11,22));"
        "leaflets=[job for edition in project.written().editions for job in jobs(project,edition) if job.form=='a4'];"
        "[prepare_leaflet(job).print() for job in leaflets];"
        "start=time.process_time();"
        "sizes=[len(prepare_leaflet(job).print()) for _ in range(10) for job in leaflets];"
        "print((time.process_time()-start)/len(sizes)*1000,*sizes[:len(leaflets)])"
    )
    runs = [_run([sys.executable, "-c", code, str(ROOT)]).split() for _ in range(rounds)]
    print(f"One leaflet, warm: {_spread([float(run[0]) for run in runs], '.1f')} ms of processor time; ", end="")
    print("bytes: " + ", ".join(f"{int(size):,}" for size in runs[0][1:]))


def print_builds(folder: Path, pages: int, rounds: int) -> None:
    """Build the same pages with Clearheart and with plain MkDocs and Material, in turn.

    MkDocs makes no quizzes: what ours cost with all their halls, embeds, papers and pictures is told apart. In the
    first round these are printed; later rounds find them kept.
    """
    ours, full, plain = folder / "ours", folder / "full", folder / "plain"
    make_corpus(ours, plain, pages)
    shutil.copytree(ours, full, symlinks=True)
    shutil.copytree(ROOT / "quizzes", full / "quizzes", dirs_exist_ok=True)
    build = [sys.executable, "-m", "clearheart", "build", "--date", DAY]
    racers = {"Clearheart": (build, ours), "Clearheart with ten quizzes": (build, full)}
    racers |= {name: ([sys.executable, "-c", code], plain) for name, code in _MKDOCS.items()}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in racers}
    for _ in range(rounds):
        for name, (command, place) in racers.items():
            taken[name].append(_time(command, place))
    print(f"A build of {pages} pages, half of them Chinese, {rounds} rounds in turn:")
    for place, kind in enumerate(("processor time", "time until it is done")):
        for name, times in taken.items():
            seconds = [pair[place] for pair in times]
            ratios = [pair[place] / other for pair, other in zip(taken["Clearheart"], seconds, strict=True)]
            print(f"  {name}, {kind}: {_spread(seconds, '.2f')} s; Clearheart to it: {_spread(ratios, '.2f')}")
    print(f"  Promised: at most 0.75 of the processor time of {next(iter(_MKDOCS))}.")


_BUILD = "import sys; from mkdocs.__main__ import cli; cli(['build', '-q'])"
_MKDOCS = {
    "MkDocs and Material with its search": _BUILD,
    "the same without words for Chinese search": f"import sys; sys.modules['jieba'] = None; {_BUILD}",
}
"""Plain MkDocs, navigation pruned, with the search that Material gives."""


def make_corpus(ours: Path, plain: Path, pages: int) -> None:
    """Write the same pages as a Clearheart project and as a plain MkDocs project, half of them Chinese."""
    for language, words in (("en", _EN), ("zh", _ZH)):
        for number in range(pages // 2):
            name = "index" if number == 0 else f"part-{number % 20:02}/page-{number:04}"
            text = _page(words, number)
            for target in (ours / f"content/{language}/{name}.md", plain / f"docs/{language}/{name}.md"):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
        for folder in (ours / f"content/{language}", plain / f"docs/{language}"):
            shutil.copy(ROOT / "theme/site/assets/icon.svg", folder / "icon.svg")
    (plain / "docs/index.md").write_text("# Start\n", encoding="utf-8")
    (ours / "theme").symlink_to(ROOT / "theme")
    (ours / "quizzes").mkdir()
    for name in ("sources.yml", "helplines.yml"):
        shutil.copy(ROOT / "content" / name, ours / "content" / name)
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["extra"]["clearheart"] |= {
        "doors": [],  # the pages made here have other folders
        "languages": ["en", "zh"],  # MkDocs makes no variants: both build the same pages
    }
    (ours / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(_PLAIN), encoding="utf-8")


_PLAIN = {
    "site_name": "Plain",
    "site_url": "https://plain.example/",
    "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
    "plugins": [{"search": {"lang": ["en", "zh"]}}],
    "markdown_extensions": [
        "attr_list",
        "sane_lists",
        "tables",
        "toc",
        "pymdownx.highlight",
        "pymdownx.superfences",
    ],
}


def _page(words: list[str], number: int) -> str:
    """Write a page of about 5 KB: headings, lists, a table, a quotation, links, a picture, code."""

    def sentence(place: int) -> str:
        return f"{words[(number * 3 + place) % len(words)]} ({number}.{place})"

    def paragraph(place: int) -> str:
        return ". ".join(sentence(place * 4 + offset) for offset in range(4)) + "."

    picture = "icon.svg" if number == 0 else "../icon.svg"
    home = "index.md" if number == 0 else "../index.md"
    parts = [f"# {sentence(0)}", paragraph(1)]
    for section in range(4):
        parts += [f"## {sentence(section + 40)}", paragraph(section * 3 + 2), paragraph(section * 3 + 3)]
        parts.append("\n".join(f"- **{sentence(section * 9 + entry)}**, *{entry}*" for entry in range(4)))
    parts.append(
        "| a | b | c |\n| --- | :---: | ---: |\n" + "\n".join(f"| {sentence(i)} | {i} | x |" for i in range(5))
    )
    parts.append(f"> {sentence(7)}")
    parts.append(f"[{sentence(8)}]({home}) and ![{words[0]}]({picture}) and [UNODC](https://www.unodc.org/).")
    parts.append(f"```python\nfor line in range({number}):\n    print(line)\n```")
    return "\n\n".join(parts) + "\n"


def _time(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command; give its processor time, its children's included, and how long it took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    _run(command, folder)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end - start


def _run(command: list[str], folder: Path = ROOT) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"{' '.join(command)}\n{result.stdout}{result.stderr}")
    return result.stdout


def _spread(values: list[float], form: str) -> str:
    return f"{statistics.median(values):{form}} ({min(values):{form}}-{max(values):{form}})"


if __name__ == "__main__":
    sys.exit(main())
