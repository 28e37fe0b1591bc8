"""The command line: `clearheart build | check | print | serve`; words go in, an exit code comes out.

0: done. 1: the author, or the machine, has something to mend, told in lines. 2: the command's words.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from clearheart.build import PREVIEW, Summary, build, stop_at_errors
from clearheart.check import check_project
from clearheart.day import today
from clearheart.local_editions import Printed, Request, print_local_editions
from clearheart.overlay import Overlay, lay_over
from clearheart.print.leaflets import open_shelf
from clearheart.problems import ClearheartError, Problem, Spot
from clearheart.read import read_project
from clearheart.read.waiting import waiting_spots
from clearheart.serve import serve

_WORDS = "Build a public prevention-education site from plain Markdown and YAML files."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console without Chinese letters must not end the run
    options = _parser().parse_args(arguments)
    options.overlay = Overlay(options.root)
    try:
        if options.edition:
            options.overlay = lay_over(options.root, options.edition)
        return int(options.run(options))
    except ClearheartError as error:
        _print_problems(options.overlay.trace(error.problems))
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        what = f"the machine says: {error.strerror or error}"
        _print_problems(
            [Problem(Spot(str(error.filename or "clearheart")), what, "look at rights and free space there")]
        )
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the last site is as it was.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="clearheart", description=_WORDS)
    parser.set_defaults(run=_build)
    _add_options(parser, "all")
    commands = parser.add_subparsers(title="commands", metavar="build | check | print | serve")
    for name, run, words in (
        ("build", _build, "check everything, then build the site (what happens without a command, too)"),
        ("check", _check, "tell every problem without building"),
        ("print", _print, "print leaflets with the name, telephone and logo of each local organisation in a table"),
        ("serve", _serve, "show the built site in a browser on this machine"),
    ):
        # SUPPRESS: what stands before the command's word must not be overwritten by a default after it.
        command = commands.add_parser(name, help=words, description=words, argument_default=argparse.SUPPRESS)
        command.set_defaults(run=run)
        _add_options(command, name)
    return parser


def _add_options(parser: argparse.ArgumentParser, command: str) -> None:
    def add(name: str, default: object, words: str, **more: Any) -> None:
        parser.add_argument(name, default=default if command == "all" else argparse.SUPPRESS, help=words, **more)

    add("--root", Path(), "the project's folder (default: this one)", type=Path)
    if command in ("all", "build", "print"):
        add("--date", None, "the build's date (default: the last commit's)", metavar="YYYY-MM-DD")
    if command in ("all", "build", "serve"):
        add("--site", None, "the folder of the built site (default: site)", type=Path)
        add("--drafts", False, "a preview in preview/, with what is not published yet", action="store_true")
    if command in ("all", "build"):
        add("--compress", False, "pack files for hosts that send them as they are: .gz, .br", action="store_true")
    if command in ("all", "build", "check", "serve"):
        add("--edition", None, "with what editions/NAME changes, into site-NAME", metavar="NAME")
    if command == "print":
        _add_print_options(parser)
    if command in ("all", "serve"):
        add("--host", "127.0.0.1", "address to listen on (default: this machine only)")
        add("--port", 8000, "port (default: 8000)", type=int)


def _add_print_options(parser: argparse.ArgumentParser) -> None:
    def add(name: str, words: str, **more: Any) -> None:
        parser.add_argument(name, help=words, **{"default": None, **more})

    add("--imprints", "the table of organisations, .csv or .xlsx", type=Path, required=True, metavar="FILE")
    add("--out", "the folder to print into (default: out/print)", type=Path)
    add("--leaflet", "only this leaflet; may be said several times", action="append", metavar="NAME")
    add("--format", "only this format, such as a4; may be said several times", action="append", metavar="NAME")
    add("--workers", "processes that print (default: one for each core)", type=_count_from_one, metavar="N")
    add("--scheduler", "print on a Dask cluster: its scheduler's address", metavar="tcp://HOST:PORT")


def _count_from_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _build(options: argparse.Namespace) -> int:
    overlay: Overlay = options.overlay
    site = options.site or (_site(options) if options.edition else None)
    summary = build(overlay.root, site, options.date, _say, drafts=options.drafts, compress=options.compress)
    _print_problems(overlay.trace(summary.warnings))
    _print_summary(summary, options.root.resolve(), options.edition)
    return 0


def _site(options: argparse.Namespace) -> Path:
    """Give the folder of the built site where nobody names one: an edition's stands beside the project's own."""
    name = PREVIEW if options.drafts else "site"
    return Path(options.root.resolve() / (f"{name}-{options.edition}" if options.edition else name))


def _check(options: argparse.Namespace) -> int:
    day = today()
    overlay: Overlay = options.overlay
    root = overlay.root.resolve()
    project, problems = read_project(root, day.day)
    shelf = open_shelf(root / ".clearheart", root / "theme")
    problems += check_project(project, day.day, shelf)
    stop_at_errors(problems)
    _print_problems(overlay.trace(problems))
    for source in project.sources.values():
        if source.note.startswith("read in:"):
            print(f"{overlay.place(source.spot)}: {source.note} - open {source.url} itself when you can")
    waiting = waiting_spots(project)
    for spot, reason in waiting.items():
        print(f"{overlay.place(spot)}: left out of the site - {reason}")
    left_out = f"; left out: {_count(len(waiting), 'file')}" if waiting else ""
    print(f"Checked on {day.day.isoformat()}: no errors, {_count(len(problems), 'warning')}{left_out}.")
    return 0


def _print(options: argparse.Namespace) -> int:
    request = Request(
        imprints=options.imprints,
        out=options.out,
        leaflets=tuple(options.leaflet or ()),
        formats=tuple(options.format or ()),
        day=options.date,
        workers=options.workers,
        scheduler=options.scheduler,
    )
    try:
        printed = print_local_editions(options.root, request, _say)
    except ClearheartError as error:
        _print_problems(error.problems, "what was printed before stays")
        return 1
    except KeyboardInterrupt:
        print("\nStopped; run it again to go on from here.", file=sys.stderr)
        return 130
    _print_problems(printed.problems, "the rest was printed")
    _print_made(printed, options.root.resolve())
    return int(any(problem.severity == "error" for problem in printed.problems))


def _serve(options: argparse.Namespace) -> int:
    if options.drafts:
        _build(options)
    return serve(options.site or _site(options), options.host, options.port)


def _say(words: str) -> None:
    print(f"{words} ...", file=sys.stderr, flush=True)


def _print_problems(problems: Sequence[Problem], then: str = "nothing was changed") -> None:
    for problem in sorted(set(problems)):
        mark = "warning: " if problem.severity == "warning" else ""
        print(f"{problem.spot}: {mark}{problem.what} - {problem.mend}", file=sys.stderr)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        warnings = len(problems) - errors
        print(f"\n{_count(errors, 'problem')}, {_count(warnings, 'warning')}; {then}.", file=sys.stderr)


def _print_summary(summary: Summary, root: Path, edition: str | None) -> None:
    site = _short(summary.site, root)
    parts = [
        _count(summary.pages, "page"),
        _count(summary.quizzes, "quiz", "quizzes"),
        _count(summary.leaflets, "leaflet"),
        f"languages {', '.join(summary.languages)}",
        f"{summary.seconds:.1f} s",
        _count(len(summary.warnings), "warning"),
    ]
    if summary.waiting:
        parts.append(f"{_count(summary.waiting, 'file')} not due yet, {'shown' if summary.is_preview else 'left out'}")
    print(f"Built {site}: {'; '.join(parts)}; date {summary.day}.")
    plain = "make serve (or python build.py serve)"
    print(f"Look at it: {f'python build.py serve --site {site}' if summary.is_preview or edition else plain}")


def _print_made(printed: Printed, root: Path) -> None:
    parts = [
        _count(printed.made, "leaflet") + " made",
        f"{printed.kept:,} kept",
        _count(printed.organisations, "organisation"),
        f"{printed.seconds:.1f} s",
    ]
    print(f"Printed into {_short(printed.out, root)}: {'; '.join(parts)}.")
    if printed.made or printed.kept:
        print(f"What was made: {_short(printed.out / 'made.csv', root)}")


def _short(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path


def _count(number: int, word: str, plural: str = "") -> str:
    return f"{number:,} {word if number == 1 else plural or word + 's'}"
