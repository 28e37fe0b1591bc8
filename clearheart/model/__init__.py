"""The middle of the house: frozen models without files, HTML or engines."""

from clearheart.model.bank import Bank, Kind, Option, Question
from clearheart.model.document import Document, LeafletMeta, PageMeta
from clearheart.model.helpline import Helpline
from clearheart.model.project import Edition, Project
from clearheart.model.source import Source

__all__ = [
    "Bank",
    "Document",
    "Edition",
    "Helpline",
    "Kind",
    "LeafletMeta",
    "Option",
    "PageMeta",
    "Project",
    "Question",
    "Source",
]
