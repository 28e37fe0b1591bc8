"""Check leaflets: whatever keeps one from being printed well, in each of its formats."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.model import Project
from clearheart.orders import Order, Shelf
from clearheart.print.leaflets import jobs
from clearheart.print.proof import check_words, prepare_leaflet, proof, read_proof
from clearheart.problems import ClearheartError, Problem


def check_leaflets(project: Project, shelf: Shelf) -> Iterator[Problem]:
    """Find what paper cannot carry, and what does not fit; proofs stay on the shelf for printing."""
    orders = []
    for edition in project.editions:
        for job in jobs(project, edition):
            try:
                orders.append(Order("", proof, (prepare_leaflet(job),)))
            except ClearheartError:
                yield from check_words(job)
    for made in shelf.get(orders):
        yield from read_proof(made)[0]
