"""The command line: `clearheart build | check | serve`; words go in, an exit code comes out.

0: done. 1: the author, or the machine, has something to mend, told in lines. 2: the command's words.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from clearheart.build import Summary, build, stop_at_errors
from clearheart.check import check_project
from clearheart.day import today
from clearheart.problems import ClearheartError, Problem, Spot
from clearheart.read import read_project
from clearheart.serve import serve

_WORDS = "Build a public prevention-education site from plain Markdown and YAML files."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console without Chinese letters must not end the run
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ClearheartError as error:
        _print_problems(error.problems)
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
    commands = parser.add_subparsers(title="commands", metavar="build | check | serve")
    for name, run, words in (
        ("build", _build, "check everything, then build the site (what happens without a command, too)"),
        ("check", _check, "tell every problem without building"),
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
    if command in ("all", "build"):
        add("--date", None, "the build's date (default: the last commit's)", metavar="YYYY-MM-DD")
    if command in ("all", "build", "serve"):
        add("--site", None, "the folder of the built site (default: site)", type=Path)
    if command in ("all", "serve"):
        add("--host", "127.0.0.1", "address to listen on (default: this machine only)")
        add("--port", 8000, "port (default: 8000)", type=int)


def _build(options: argparse.Namespace) -> int:
    summary = build(options.root, options.site, options.date, _say)
    _print_problems(summary.warnings)
    _print_summary(summary, options.root.resolve())
    return 0


def _check(options: argparse.Namespace) -> int:
    day = today()
    project, problems = read_project(options.root.resolve(), day.day)
    problems += check_project(project, day.day)
    stop_at_errors(problems)
    _print_problems(problems)
    for source in project.sources.values():
        if source.note.startswith("read in:"):
            print(f"{source.spot}: {source.note} - open {source.url} itself when you can")
    print(f"Checked on {day.day.isoformat()}: no errors, {_count(len(problems), 'warning')}.")
    return 0


def _serve(options: argparse.Namespace) -> int:
    return serve(options.site or options.root.resolve() / "site", options.host, options.port)


def _say(words: str) -> None:
    print(f"{words} ...", file=sys.stderr, flush=True)


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in sorted(set(problems)):
        mark = "warning: " if problem.severity == "warning" else ""
        print(f"{problem.spot}: {mark}{problem.what} - {problem.mend}", file=sys.stderr)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        warnings = len(problems) - errors
        print(f"\n{_count(errors, 'problem')}, {_count(warnings, 'warning')}; nothing was changed.", file=sys.stderr)


def _print_summary(summary: Summary, root: Path) -> None:
    site = summary.site.relative_to(root) if summary.site.is_relative_to(root) else summary.site
    parts = [
        _count(summary.pages, "page"),
        _count(summary.quizzes, "quiz", "quizzes"),
        _count(summary.leaflets, "leaflet"),
        f"languages {', '.join(summary.languages)}",
        f"{summary.seconds:.1f} s",
        _count(len(summary.warnings), "warning"),
    ]
    print(f"Built {site}: {'; '.join(parts)}; date {summary.day}.")
    print("Look at it: make serve (or python build.py serve)")


def _count(number: int, word: str, plural: str = "") -> str:
    return f"{number} {word if number == 1 else plural or word + 's'}"
