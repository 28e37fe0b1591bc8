"""The middle of the house: frozen models without files, HTML or engines."""

from clearheart.model.bank import Bank
from clearheart.model.document import Document, LeafletMeta, PageMeta, address_of
from clearheart.model.helpline import Helpline
from clearheart.model.kinds import KINDS, lineage
from clearheart.model.kinds.single import Option, Single
from clearheart.model.operator import Operator
from clearheart.model.project import Edition, Project
from clearheart.model.question import Picture, Question, Sound
from clearheart.model.source import Source
from clearheart.model.term import Term
from clearheart.model.way import Way

__all__ = [
    "KINDS",
    "Bank",
    "Document",
    "Edition",
    "Helpline",
    "LeafletMeta",
    "Operator",
    "Option",
    "PageMeta",
    "Picture",
    "Project",
    "Question",
    "Single",
    "Sound",
    "Source",
    "Term",
    "Way",
    "address_of",
    "lineage",
]
