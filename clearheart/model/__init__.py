"""The middle of the house: frozen models without files, HTML or engines."""

from clearheart.model.bank import Bank
from clearheart.model.document import Document, LeafletMeta, LessonMeta, PageMeta, address_of
from clearheart.model.event import Event
from clearheart.model.figure import Figure
from clearheart.model.film import Film
from clearheart.model.helpline import Helpline
from clearheart.model.kinds import KINDS, lineage
from clearheart.model.kinds.single import Option, Single
from clearheart.model.news import News
from clearheart.model.operator import Operator
from clearheart.model.project import Edition, Project
from clearheart.model.question import Picture, Question, Sound
from clearheart.model.source import Source
from clearheart.model.term import Term
from clearheart.model.venue import Venue
from clearheart.model.way import Way

__all__ = [
    "KINDS",
    "Bank",
    "Document",
    "Edition",
    "Event",
    "Figure",
    "Film",
    "Helpline",
    "LeafletMeta",
    "LessonMeta",
    "News",
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
    "Venue",
    "Way",
    "address_of",
    "lineage",
]
