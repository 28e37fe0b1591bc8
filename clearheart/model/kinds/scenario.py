"""Scenario: a story whose reader chooses how it goes on; no way through it has a score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from clearheart.model.base import Fault, Line, Name, Placed, Text, is_stand_in
from clearheart.model.faults import count_faults, twin_faults
from clearheart.model.question import Question, Said, Shape

_MOST_SCENES = 40
_MOST_OPTIONS = 8


class Turn(Placed):
    """Offer one way to go on from a scene."""

    text: Text
    """What the reader does; inline Markdown."""
    to: Name
    """The id of the scene that it leads to."""
    feedback: Line = ""
    """What comes of it; inline Markdown."""


class Scene(Placed):
    """Tell a part of the story: what happens, and then either ways to go on or an ending."""

    id: Name
    text: Text
    """What happens; inline Markdown."""
    options: tuple[Turn, ...] = ()
    ending: Line = ""
    """A short name of the ending that this scene is; plain words."""


class Scenario(Question):
    """Ask what the reader would do, step by step."""

    is_scored: ClassVar[bool] = False

    kind: str = "scenario"
    scenes: tuple[Scene, ...]
    """The first one is the start."""
    reflection: Line = ""
    """A thought to take along, told at every ending; inline Markdown."""

    def texts(self) -> Iterator[Said]:
        """Give every text of the author's, each with its place."""
        yield from super().texts()
        yield Said(self.reflection, self.spot)
        for scene in self.scenes:
            yield Said(scene.text, scene.spot)
            yield Said(scene.ending, scene.spot, is_plain=True)
            for option in scene.options:
                yield Said(option.text, option.spot)
                yield Said(option.feedback, option.spot)

    def shape(self) -> Shape:
        """Give for each scene the places of those that it leads to."""
        places = {scene.id: place for place, scene in enumerate(self.scenes)}
        ways = tuple(tuple(places.get(option.to, -1) for option in scene.options) for scene in self.scenes)
        return *super().shape(), ways

    def faults(self) -> Iterator[Fault]:
        """Find scenes that nobody reaches, and scenes from which nobody reaches an ending."""
        yield from super().faults()
        yield from count_faults(self.called, "scenes", self.scenes, 2, _MOST_SCENES)
        yield from twin_faults(self.called, "scenes", "scene", (scene.id for scene in self.scenes))
        known = list(dict.fromkeys(scene.id for scene in self.scenes))
        for place, scene in enumerate(self.scenes):
            for fault in _scene_faults(scene, known):
                yield fault._replace(way=("scenes", place, *fault.way))
        if all(option.to in known for scene in self.scenes for option in scene.options):
            yield from self._way_faults()  # else any scene may be what a wrong name means

    def _way_faults(self) -> Iterator[Fault]:
        leads: dict[str, set[str]] = {}
        for scene in self.scenes:
            leads.setdefault(scene.id, set()).update(option.to for option in scene.options)
        back = {name: {other for other, ways in leads.items() if name in ways} for name in leads}
        reached = _reached(leads, {scene.id for scene in self.scenes[:1]})
        ending = _reached(back, {scene.id for scene in self.scenes if not scene.options})  # a dead end is told as such
        rests_on = ("id", "to", "options", "scenes")
        for place, scene in enumerate(self.scenes):
            if scene.id not in reached:
                what = f"no way leads to {_called(scene)}"
                yield Fault(("scenes", place), what, "lead an option to it, or remove it", rests_on)
            elif scene.id not in ending:
                what = f"from {_called(scene)} no ending can be reached"
                yield Fault(("scenes", place), what, "lead one of its options towards an ending", rests_on)


def _scene_faults(scene: Scene, known: list[str]) -> Iterator[Fault]:
    called = _called(scene)
    if scene.options and scene.ending:
        mend = "keep one: a scene goes on, or the story ends with it"
        yield Fault(("ending",), f"{called} has both options and an ending", mend)
    elif not scene.options and not scene.ending:
        mend = "give it options, or name its ending:"
        yield Fault((), f"{called} is a dead end", mend, ("options", "ending"))
    elif len(scene.options) > _MOST_OPTIONS:
        yield from count_faults(called, "options", scene.options, 1, _MOST_OPTIONS)
    for place, option in enumerate(scene.options):
        if option.to not in known:
            mend = f"name one of {', '.join(name for name in known if not is_stand_in(name))}"
            yield Fault(("options", place, "to"), f'there is no scene "{option.to}"', mend, ("id",))
    yield from twin_faults(called, "options", "option", (option.text for option in scene.options))


def _called(scene: Scene) -> str:
    return "this scene" if is_stand_in(scene.id) else f'scene "{scene.id}"'


def _reached(leads: dict[str, set[str]], names: set[str]) -> set[str]:
    """Follow all ways from some scenes, and give every scene on them."""
    reached: set[str] = set()
    waiting = sorted(names & leads.keys())
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += sorted(leads[name] & leads.keys())
    return reached
