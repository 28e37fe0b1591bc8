"""References in data: help lines and names of sources go in; names of nothing come out as Problems."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from clearheart.model import Project
from clearheart.model.base import is_name, is_stand_in
from clearheart.problems import Problem, Spot


def check_references(project: Project) -> Iterator[Problem]:
    """Find help lines that name a source which content/sources.yml lacks, or lack words in a language."""
    for line in project.helplines:
        if line.source and not is_stand_in(line.source):
            yield from check_source(line.source, line.spot, project)
        texts = [text for text in (line.situation, line.service, line.hours) if text or line.is_whole]
        yield from _languages_of(line.spot, line.id, project, *texts)


def check_source(name: str, spot: Spot, project: Project) -> Iterator[Problem]:
    """Find out whether a source exists."""
    if not is_name(name):
        mend = "write [@source-id] or [@one; @two], ids in lower case, and put a page number into the words"
        yield Problem(spot, f"the citation [@{name}] has a form that is not known here", mend)
    elif project.source_ids is not None and name not in project.source_ids:
        mend = f"add it to content/sources.yml{suggest(name, project.source_ids)}"
        yield Problem(spot, f'there is no source "{name}"', mend)


def suggest(name: str, known: Iterable[str]) -> str:
    """Give ' or did you mean ...?' where a known name is near."""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    return f" (did you mean {near[0]}?)" if near else ""


def _languages_of(spot: Spot, name: str, project: Project, *texts: object) -> Iterator[Problem]:
    called = "this help line" if is_stand_in(name) else f'help line "{name}"'
    for edition in project.editions:
        if any(isinstance(text, dict) and edition.code not in text for text in texts):
            mend = f"add {edition.code}: to situation, service and hours"
            yield Problem(spot, f"{called} has no words in {edition.code}", mend)
