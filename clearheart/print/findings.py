"""Findings: what is wrong with one leaflet, gathered while its parts become data, each with its Markdown line."""

from __future__ import annotations

from dataclasses import dataclass, field

from clearheart.print.job import PrintJob
from clearheart.problems import Problem, Spot


@dataclass(frozen=True)
class Findings:
    """Gather the problems of a leaflet's own file."""

    job: PrintJob
    problems: list[Problem] = field(default_factory=list)
    """What paper cannot carry."""
    faults: list[Problem] = field(default_factory=list)
    """Faults that a web page would have too; `check` tells them for every page."""

    def tell(self, line: int, what: str, mend: str) -> None:
        """Keep a problem that concerns paper."""
        self.problems.append(self._problem(line, what, mend))

    def tell_fault(self, line: int, what: str, mend: str) -> None:
        """Keep a problem that does not only concern paper."""
        self.faults.append(self._problem(line, what, mend))

    def _problem(self, line: int, what: str, mend: str) -> Problem:
        return Problem(Spot(self.job.document.path, line), what, mend)
