"""Scenario: a story of numbered scenes; each choice tells to which one to turn."""

from __future__ import annotations

from functools import cached_property
from string import ascii_uppercase

from clearheart.model.kinds.scenario import Scene, Turn
from clearheart.print.job import Data
from clearheart.print.papers.kinds.base import Entry, OnPaper
from clearheart.print.papers.story import print_order
from clearheart.print.papers.text import inline
from clearheart.print.words import text_data


class ScenarioOnPaper(OnPaper):
    """Put a story on paper, its scenes in such an order that one does not follow the other."""

    has_answer = False

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Give the number under which each scene is printed."""
        scenes = self.question.scenes
        return {scenes[place].id: number for number, place in enumerate(print_order(self.question), 1)}

    def body(self) -> Data:
        """Give the scenes in the order of their numbers."""
        scenes = [self._scene(scene) for scene in self._printed]
        return {"kind": "story", "rows": scenes, "reflection": inline(self.question.reflection)}

    def marks(self) -> list[Data]:
        """Give a box for the scene at which the story ended."""
        return [{"label": self.job.word("ended"), "box": True}]

    def answer(self) -> str:
        """Say that any way is welcome."""
        return self.job.word("any")

    def entries(self) -> list[Entry]:
        """Give every choice, with what comes of it."""
        choices = ((scene, option) for scene in self._printed for option in scene.options)
        return [
            Entry(place, inline(option.text), [text_data(self._turn(option))], inline(option.feedback))
            for place, (_, option) in enumerate(choices)
        ]

    def label(self, place: int) -> str:
        """Name a choice by its scene's number and its letter."""
        return self._names[place]

    @cached_property
    def _names(self) -> list[str]:
        letters = ((scene.id, ascii_uppercase[at]) for scene in self._printed for at in range(len(scene.options)))
        return [f"{self.numbers[scene_id]}{letter}" for scene_id, letter in letters]

    @cached_property
    def _printed(self) -> list[Scene]:
        return sorted(self.question.scenes, key=lambda scene: self.numbers[scene.id])

    def _scene(self, scene: Scene) -> Data:
        ending = self.job.kind_word("scenario", "ending", name=scene.ending) if scene.ending else ""
        options = [{"text": inline(option.text), "turn": self._turn(option)} for option in scene.options]
        return {"text": inline(scene.text), "ending": ending, "options": options}

    def _turn(self, option: Turn) -> str:
        return self.job.word("turn", n=self.numbers[option.to])
