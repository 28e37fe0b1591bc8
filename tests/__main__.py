"""Check the code, then run the tests: options for pytest go in, an exit code comes out."""

import subprocess
import sys

from tests import chromium, npm, poppler

_SHARED = ("-n", "auto", "--dist", "loadfile")
"""Each core takes the next file of tests; what a file shares is made once."""

_CHECKS = (
    ("the code's form", ["-m", "ruff", "check", "."]),
    ("its types", ["-m", "mypy"]),
    ("who knows whom", ["-c", "from importlinter.cli import lint_imports_command as run; run(['--no-logo'])"]),
)


def main(arguments: list[str]) -> int:
    """Stop before the tests where the code itself is not in order, after telling all that is not."""
    failed = [name for name, command in _CHECKS if _run(name, command)]
    if failed:
        print(f"Not in order: {', '.join(failed)}. The tests were not run.", file=sys.stderr)
        return 1
    try:
        poppler.install()
        chromium.install()
        npm.install()
    except (poppler.NoPoppler, chromium.NoBrowser, npm.NoNpm) as reason:
        print(reason, file=sys.stderr)
        return 1
    return _run("the tests", ["-m", "pytest", *_SHARED, *arguments])


def _run(name: str, command: list[str]) -> int:
    print(f"Checking {name} ...", flush=True)
    return subprocess.run([sys.executable, *command], stdin=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
