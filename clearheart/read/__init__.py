"""Read: a folder goes in; the project's models, and Problems with their lines, come out."""

from clearheart.read.project import read_project

__all__ = ["read_project"]
