"""Let `python -m clearheart` do what the `clearheart` command does."""

import sys

from clearheart.cli import main

sys.exit(main())
