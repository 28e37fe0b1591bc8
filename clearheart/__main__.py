"""Let `python -m clearheart` do what the `clearheart` command does."""

import sys

if __name__ == "__main__":  # a process that renders pages imports this module too, and needs none of the rest
    try:
        from clearheart.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # while the packages were still being loaded
        sys.exit(130)
