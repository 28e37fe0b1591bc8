"""Quizzes on paper: a bank comes in; question papers, answer sheet, key, large print and letter cards come out.

`forms` brings the questions into the order of form A or B, `kinds` puts each kind on paper, `frame` and `data` make
what Typst (theme/print/papers) sets, and `outputs` writes the files.
"""

from clearheart.print.papers.job import PaperJob
from clearheart.print.papers.outputs import (
    check_papers,
    draw_paper,
    jobs,
    make_paper,
    paper_names,
    paper_orders,
    printed_papers,
)

__all__ = [
    "PaperJob",
    "check_papers",
    "draw_paper",
    "jobs",
    "make_paper",
    "paper_names",
    "paper_orders",
    "printed_papers",
]
