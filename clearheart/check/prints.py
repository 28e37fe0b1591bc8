"""Check prints: whatever keeps a leaflet or a quiz from being printed well, in each of its formats."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.model import Project
from clearheart.orders import Order, Shelf
from clearheart.print.leaflets import jobs
from clearheart.print.papers import check_papers, paper_orders
from clearheart.print.proof import check_words, prepare_leaflet, proof, read_problems
from clearheart.problems import ClearheartError, Problem


def check_prints(project: Project, shelf: Shelf, with_papers: bool) -> Iterator[Problem]:
    """Find what paper cannot carry, and what does not fit; proofs stay on the shelf for printing."""
    of_papers = list(check_papers(project)) if with_papers else []
    yield from of_papers
    with_papers = with_papers and not any(problem.severity == "error" for problem in of_papers)
    orders: list[Order] = []
    for edition in project.editions:
        for job in jobs(project, edition):
            try:
                orders.append(Order("", proof, (prepare_leaflet(job),)))
            except ClearheartError:
                yield from check_words(job)
        if with_papers:
            orders += paper_orders(project, edition)
    for made in shelf.get(orders):
        yield from read_problems(made)
