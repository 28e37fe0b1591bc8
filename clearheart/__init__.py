"""Clearheart builds a public prevention-education site from plain Markdown and YAML files."""

__version__ = "0.1.0"
