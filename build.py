"""Build the site where there is no make: `python build.py [build | check | serve | test | bench | lighthouse] ...`."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Clearheart needs Python 3.11 or newer; this is Python %d.%d.\n" % sys.version_info[:2]
        + "Install a newer one (python.org, or your system's packages), then name it:\n"
        + "  make site PYTHON=python3.12      or      python3.12 build.py"
    )

from clearheart.environment import main

sys.exit(main(sys.argv[1:]))
