"""A story on paper: its scenes come in; the order in which they are printed comes out.

A reader turns to the number that a choice names. So the scene that follows shall not stand right below, where the eye
falls on it; the story's beginning stays number 1.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise

from clearheart.model.kinds.scenario import Scenario


def print_order(story: Scenario) -> tuple[int, ...]:
    """Give the places of the scenes as they are printed: the same in all languages, as the id alone decides."""
    leads = [_leads(story, place) for place in range(len(story.scenes))]
    order, left = [0], sorted(range(1, len(story.scenes)), key=lambda place: _weight(story.id, place))
    while left:
        after = next((place for place in left if _fits(order[-1], place, left, leads)), left[0])
        left.remove(after)
        order.append(after)
    return tuple(_mend(order, leads))


def count_neighbours(story: Scenario, order: tuple[int, ...]) -> int:
    """Count the scenes that lead to the one printed right below them."""
    return _count(list(order), [_leads(story, place) for place in range(len(story.scenes))])


def _leads(story: Scenario, place: int) -> set[int]:
    places = {scene.id: at for at, scene in enumerate(story.scenes)}
    return {places[option.to] for option in story.scenes[place].options if option.to in places}


def _weight(story_id: str, place: int) -> bytes:
    return hashlib.sha256(f"{story_id}/{place}".encode()).digest()


def _fits(before: int, place: int, left: list[int], leads: list[set[int]]) -> bool:
    """Say whether a scene may stand below another, and leaves one that may stand below itself."""
    rest = [other for other in left if other != place]
    return place not in leads[before] and (not rest or any(other not in leads[place] for other in rest))


def _mend(order: list[int], leads: list[set[int]]) -> list[int]:
    """Exchange two scenes as long as fewer neighbours follow each other then."""
    while _count(order, leads):
        pairs = [(one, two) for one in range(1, len(order)) for two in range(one + 1, len(order))]
        better = [swapped for pair in pairs if _count(swapped := _swap(order, *pair), leads) < _count(order, leads)]
        if not better:
            break  # as in a story of two scenes
        order = better[0]
    return order


def _swap(order: list[int], one: int, two: int) -> list[int]:
    swapped = list(order)
    swapped[one], swapped[two] = order[two], order[one]
    return swapped


def _count(order: list[int], leads: list[set[int]]) -> int:
    return sum(after in leads[before] for before, after in pairwise(order))
