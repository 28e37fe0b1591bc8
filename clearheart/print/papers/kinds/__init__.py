"""How each kind of question stands on paper: one table, a class for each kind of clearheart/model/kinds."""

from __future__ import annotations

from collections.abc import Mapping

from clearheart.print.papers.forms import Shown
from clearheart.print.papers.job import PaperJob
from clearheart.print.papers.kinds.base import Entry, OnPaper
from clearheart.print.papers.kinds.match import MatchOnPaper
from clearheart.print.papers.kinds.options import MultipleOnPaper, OptionsOnPaper, SurveyOnPaper
from clearheart.print.papers.kinds.order import OrderOnPaper
from clearheart.print.papers.kinds.scenario import ScenarioOnPaper
from clearheart.print.papers.kinds.sort import SortOnPaper
from clearheart.print.papers.kinds.written import FillOnPaper, NumberOnPaper

__all__ = ["ON_PAPER", "Entry", "OnPaper", "on_paper"]

ON_PAPER: Mapping[str, type[OnPaper]] = {
    "fill": FillOnPaper,
    "match": MatchOnPaper,
    "multiple": MultipleOnPaper,
    "number": NumberOnPaper,
    "order": OrderOnPaper,
    "picture": OptionsOnPaper,
    "scenario": ScenarioOnPaper,
    "single": OptionsOnPaper,
    "sort": SortOnPaper,
    "survey": SurveyOnPaper,
    "truefalse": OptionsOnPaper,
}
"""The class of each kind on paper."""


def on_paper(job: PaperJob, shown: Shown) -> OnPaper:
    """Put a question of any kind on paper."""
    return ON_PAPER[shown.question.kind](job, shown)
