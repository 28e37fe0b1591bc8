"""Pin what requirements*.in names: in come those files, out go requirements*.txt with versions and checksums.

The locks serve Linux, macOS and Windows and every Python from 3.11 on alike: uv writes what differs as
markers, and takes one version of a package for all of them where there is one.
"""

import subprocess
import sys

_UV = "uv==0.13.9"


def main(arguments: list[str]) -> int:
    """Write every lock file, keeping the versions they hold unless `--upgrade` is given."""
    # Of what pip would tell, only its errors matter here.
    subprocess.run([sys.executable, "-m", "pip", "install", "-qq", _UV], check=True)
    compile_lock = [sys.executable, "-m", "uv", "--no-config", "pip", "compile", "--quiet"]
    compile_lock += ["--universal", "--fork-strategy", "fewest", "--python-version", "3.11"]
    compile_lock += ["--generate-hashes", "--custom-compile-command", "make lock", *arguments]
    for name in ("requirements", "requirements-test", "requirements-bench"):
        subprocess.run([*compile_lock, "-o", f"{name}.txt", f"{name}.in"], check=True)
        print(f"{name}.txt written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
