"""The tests: `python -m tests` runs all of them (see __main__.py)."""
