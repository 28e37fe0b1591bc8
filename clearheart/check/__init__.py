"""Check: a Project that was read goes in; every Problem that an engine could trip over comes out.

Everything is told before an engine starts: links, citations, pictures, quizzes, blocks, raw HTML,
dates, translations and what print needs.
"""

from __future__ import annotations

from datetime import date

from clearheart.check.aliases import check_aliases
from clearheart.check.dates import check_dates
from clearheart.check.events import check_events
from clearheart.check.figures import check_figures
from clearheart.check.films import check_films
from clearheart.check.glossary import check_glossary
from clearheart.check.kits import check_kits
from clearheart.check.lessons import check_lessons
from clearheart.check.media import check_media
from clearheart.check.outputs import check_outputs
from clearheart.check.pages import check_pages
from clearheart.check.parity import check_parity
from clearheart.check.prints import check_prints
from clearheart.check.quiz_media import check_quiz_media
from clearheart.check.quizzes import check_quizzes
from clearheart.check.references import check_references
from clearheart.check.venues import check_venues
from clearheart.check.waiting import check_needed
from clearheart.model import Project
from clearheart.office import check_slides
from clearheart.orders import Shelf
from clearheart.problems import Problem
from clearheart.share import check_share


def check_project(project: Project, day: date, shelf: Shelf) -> list[Problem]:
    """Find every problem of a project; `day` is the one against which review dates are held.

    What is laid out for it is kept on the shelf.
    """
    written = project.written()
    of_quizzes = [*check_quizzes(written), *check_quiz_media(written)]
    with_papers = not any(problem.severity == "error" for problem in of_quizzes)  # they would only tell it again
    return [
        *check_references(written),
        *check_venues(written),
        *check_figures(project, shelf),
        *check_films(written),
        *check_lessons(written),
        *of_quizzes,
        *check_media(written),
        *check_pages(written),
        *check_outputs(project),
        *check_aliases(project),
        *check_needed(project),
        *check_prints(project, shelf, with_papers),
        *check_slides(project),
        *check_share(project),
        *check_glossary(written),
        *check_kits(written),
        *check_parity(written),
        *check_dates(written, day),
        *check_events(written, day),
    ]
