"""From parsed YAML to a frozen model: values and lines go in, a model or Problems come out.

Pydantic finds the faults; this module gives each its line and words for authors, and looks
again after setting a faulty key aside, so that one run tells all of them.
"""

from __future__ import annotations

import copy
import difflib
import types
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from clearheart.model.base import Placed
from clearheart.problems import Problem, Spot
from clearheart.read.yaml_text import Parsed, Way

_Model = TypeVar("_Model", bound=Placed)


def validate(
    model: type[_Model], parsed: Parsed, path: str, way: Way = (), **given: Any
) -> tuple[_Model | None, list[Problem]]:
    """Make a model of the part of a document at `way`; `given` adds values from outside the file."""
    data: Any = parsed.value
    for step in way:
        data = data[step]
    if not isinstance(data, dict):
        spot = Spot(path, parsed.line(way))
        return None, [Problem(spot, "key: value pairs are missing here", "write one key: value pair a line")]
    own = [key for key in given if key in data]
    problems = [_unknown_key(model, key, Spot(path, parsed.line((*way, key))), given) for key in own]
    made, found = _Validation(model, parsed, path, way, given).run({**copy.deepcopy(data), **given})
    return made, [*problems, *found]


class _Validation:
    """Validate, set faulty keys aside, and validate again until nothing new turns up."""

    def __init__(self, model: type[Any], parsed: Parsed, path: str, way: Way, given: dict[str, Any]) -> None:
        self._model = model
        self._parsed = parsed
        self._path = path
        self._way = way
        self._given = given
        self._problems: list[Problem] = []
        self._set_aside: set[Way] = set()

    def run(self, data: dict[str, Any]) -> tuple[Any, list[Problem]]:
        for _ in range(4):
            try:
                made = self._model.model_validate(data)
            except ValidationError as error:
                if not self._tell_all(error, data):
                    break
            else:
                return (None, self._problems) if self._problems else (self._attach(made, self._way), [])
        return None, self._problems

    def _tell_all(self, error: ValidationError, data: dict[str, Any]) -> bool:
        """Tell each fault once; say whether a key could be set aside, so that another look may find more."""
        aside = False
        for detail in error.errors(include_url=False):
            way = tuple(detail["loc"])
            if detail["type"] == "faults":
                for below, what, mend in detail["ctx"]["found"]:
                    self._tell((*way, *below), what, mend)
            elif detail["type"] != "missing" or way not in self._set_aside:
                self._tell(way, *self._words(detail, way))
            aside |= self._drop(data, way)
        return aside

    def _drop(self, data: Any, way: Way) -> bool:
        for step in way[:-1]:
            try:
                data = data[step]
            except (KeyError, IndexError, TypeError):
                return False
        if isinstance(data, dict) and way and way[-1] in data:
            del data[way[-1]]
            self._set_aside.add(way)
            return True
        return False

    def _tell(self, way: Way, what: str, mend: str) -> None:
        problem = Problem(Spot(self._path, self._parsed.line((*self._way, *way))), what, mend)
        if problem not in self._problems:
            self._problems.append(problem)

    def _words(self, detail: ErrorDetails, way: Way) -> tuple[str, str]:
        key = next((step for step in reversed(way) if isinstance(step, str)), "")
        value = detail.get("input")
        kind, context = detail["type"], detail.get("ctx", {})
        if kind == "fault":
            return context["what"], context["mend"]
        if kind == "extra_forbidden":
            problem = _unknown_key(self._owner(way), key, Spot(), self._given)
            return problem.what, problem.mend
        if kind == "missing":
            return f'the key "{key}" is missing', f"add {key}: to this entry"
        if kind == "literal_error":
            return f'{key}: "{value}" is not one of its values', f"write {context['expected'].replace(chr(39), '')}"
        if kind.startswith("date"):
            return f'{key}: "{value}" is not a day', "write year-month-day, as in 2026-11-22"
        if kind.startswith("bool"):
            return f'{key}: "{value}" is neither true nor false', "write true or false"
        if kind.startswith(("int", "greater", "less")):
            mend = detail["msg"].replace("Input should be", "it must be")
            return f'{key}: "{value}" is not a number that fits here', mend
        if kind in ("tuple_type", "list_type"):
            return f"{key} is not a list", "write [a, b], or one entry a line beginning with a hyphen"
        if kind in ("model_type", "model_attributes_type", "mapping_type", "dict_type"):
            return f"{key or 'this entry'} holds no key: value pairs", "write one key: value pair a line"
        if kind == "string_type":
            return f"{key} holds no text", "write one text here, not a list or key: value pairs"
        return f"{key}: {detail['msg']}", "see the handbook for what may stand here"

    def _owner(self, way: Way) -> type[Any]:
        """Find the model that a key belongs to, for naming the keys that it knows."""
        owner: type[Any] = self._model
        for step in way[:-1]:
            if isinstance(step, str):
                inner = _models_in(_field(owner, step))
                owner = inner[0] if inner else owner
        return owner

    def _attach(self, made: Any, way: Way) -> Any:
        """Give every object of the tree its place in the file."""
        update: dict[str, Any] = {"spot": Spot(self._path, self._parsed.line(way))}
        for name, field in type(made).model_fields.items():
            value, below = getattr(made, name), (*way, field.alias or name)
            if isinstance(value, Placed):
                update[name] = self._attach(value, below)
            elif isinstance(value, tuple) and value and isinstance(value[0], Placed):
                update[name] = tuple(self._attach(item, (*below, place)) for place, item in enumerate(value))
        return made.model_copy(update=update)


def _field(model: type[BaseModel], key: str) -> Any:
    return next((f.annotation for name, f in model.model_fields.items() if key in (name, f.alias)), None)


def _models_in(annotation: Any) -> list[type[Placed]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return [annotation] if issubclass(annotation, Placed) else []
    return [model for part in get_args(annotation) for model in _models_in(part)] if get_origin(annotation) else []


def _unknown_key(model: type[BaseModel], key: str, spot: Spot, given: dict[str, Any]) -> Problem:
    known = [f.alias or name for name, f in model.model_fields.items() if name != "spot" and name not in given]
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.7)
    mend = f"did you mean {near[0]}?" if near else f"remove it; known here: {', '.join(known)}"
    return Problem(spot, f'unknown key "{key}"', mend)
