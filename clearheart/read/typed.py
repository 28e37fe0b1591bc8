"""From parsed YAML to a frozen model: values and lines go in, a model and Problems come out.

Pydantic finds the faults; this module gives each its line and words for authors, lets something
stand in for the faulty value, and looks again, so that one run tells all of them.
"""

from __future__ import annotations

import copy
import difflib
import types
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from clearheart.model import Question
from clearheart.model.base import LENIENT, PLACING, Fault, Placed, check_name, stand_in
from clearheart.model.kinds import class_of
from clearheart.problems import Problem, Spot
from clearheart.read.yaml_text import Parsed, Way

_Model = TypeVar("_Model", bound=Placed)
_MOST_LOOKS = 6


def validate(
    model: type[_Model], parsed: Parsed, path: str, way: Way = (), **given: Any
) -> tuple[_Model | None, list[Problem]]:
    """Make a model of the part of a document at `way`; `given` adds values from outside the file.

    Where there are problems, the model holds stand-ins for what is faulty: it may be checked, never built.
    """
    data: Any = parsed.value
    for step in way:
        data = data[step]
    soft = [problem for place, problem in parsed.told if place[: len(way)] == way]
    if not isinstance(data, dict):
        spot = Spot(path, parsed.line(way))
        what = Problem(spot, "key: value pairs are missing here", "write one key: value pair a line")
        return None, soft or [what]
    own = [key for key in given if key in data]
    problems = [_unknown_key(model, key, Spot(path, parsed.line((*way, key))), given) for key in own]
    made, found = _Validation(model, parsed, path, way, given).run({**copy.deepcopy(data), **given})
    return made, [*soft, *problems, *found]


class _Validation:
    """Validate, let something stand in for what is faulty, and validate again until nothing new turns up."""

    def __init__(self, model: type[Any], parsed: Parsed, path: str, way: Way, given: dict[str, Any]) -> None:
        self._model = model
        self._parsed = parsed
        self._path = path
        self._way = way
        self._given = given
        self._problems: list[Problem] = []
        self._faulty: set[Way] = {place[len(way) :] for place, _ in parsed.told if place[: len(way)] == way}
        self._told: set[Way] = set(self._faulty)
        self._stood_in = 0
        self._data: dict[str, Any] = {}

    def run(self, data: dict[str, Any]) -> tuple[Any, list[Problem]]:
        self._data = data
        for _ in range(_MOST_LOOKS):
            try:
                made = self._model.model_validate(data)
            except ValidationError as error:
                if not self._look(error.errors(include_url=False), data):
                    made = self._model.model_validate(data, context=LENIENT)
                    return self._attach(made, ()), self._problems
            else:
                return self._attach(made, ()), self._problems
        return None, self._problems

    def _look(self, details: list[ErrorDetails], data: dict[str, Any]) -> bool:
        """Tell each fault once; say whether something stands in for a value, so that another look may find more."""
        for detail in details:
            self._tell_all(detail, tuple(detail["loc"]))
        single = [detail for detail in details if detail["type"] != "faults"]
        for detail in reversed(single):  # from the end, as an item that goes moves those after it
            way = tuple(detail["loc"])
            self._faulty.add(way)
            self._repair(data, way, detail)
        return bool(single)

    def _tell_all(self, detail: ErrorDetails, way: Way) -> None:
        if detail["type"] != "faults":
            self._tell(way, *self._words(detail, way))
            return
        for found in detail["ctx"]["found"]:
            if not self._rests_on_faulty(found, way):
                self._tell((*way, *found.way), found.what, found.mend)

    def _rests_on_faulty(self, found: Fault, owner: Way) -> bool:
        for way in self._faulty:
            key = next((step for step in reversed(way) if isinstance(step, str)), "")
            if way[: len(owner)] == owner and key in found.rests_on:
                return True
        return False

    def _tell(self, way: Way, what: str, mend: str) -> None:
        if any(way[: len(faulty)] == faulty for faulty in self._faulty):
            return  # told already, or only a stand-in's fault
        self._told.add(way)
        problem = Problem(Spot(self._path, self._parsed.line((*self._way, *way))), what, mend)
        if problem not in self._problems:
            self._problems.append(problem)

    def _repair(self, data: Any, way: Way, detail: ErrorDetails) -> None:
        """Take a faulty value out, or let something stand in where one must stand."""
        parent = data
        for step in way[:-1]:
            parent = parent[step]
        key = next((step for step in reversed(way) if isinstance(step, str)), "")
        field = _field(self._owner(way), key)
        inner = _models_in(field.annotation) if field else []
        if isinstance(parent, list):
            place = int(way[-1])
            parent[place : place + 1] = [{}] if inner else []
        elif "stand_in" in detail.get("ctx", {}):
            parent[way[-1]] = detail["ctx"]["stand_in"]
        elif detail["type"] == "extra_forbidden" or (field and not field.is_required()):
            parent.pop(way[-1], None)
        else:
            self._stood_in += 1
            parent[way[-1]] = _stand_in(field, self._stood_in)

    def _words(self, detail: ErrorDetails, way: Way) -> tuple[str, str]:
        key = next((step for step in reversed(way) if isinstance(step, str)), "")
        value = detail.get("input")
        kind, context = detail["type"], detail.get("ctx", {})
        field = _field(self._owner(way), key)
        if kind == "fault":
            return context["what"], context["mend"]
        or_none = ", or remove the key" if field and not field.is_required() and way[-1] == key else ""
        if kind == "empty":
            key = f"{way[-2]}: {key}" if field is None and len(way) > 1 else key  # a language's own text
            return f"{key}: has no text", f"write its text{or_none}"
        if value == "" and kind not in ("tuple_type", "list_type", "extra_forbidden"):
            return f"{key}: has no value", f"write one{or_none}"
        if kind == "extra_forbidden":
            owner = self._owner(way)
            problem = _unknown_key(owner, key, Spot(), self._given if owner is self._model else {})
            return problem.what, problem.mend
        if kind == "missing":
            return f'the key "{key}" is missing', f"add {key}: to this entry"
        if kind == "literal_error":
            return f'{key}: "{value}" is not one of its values', f"write {context['expected'].replace(chr(39), '')}"
        if kind.startswith("date"):
            return f'{key}: "{value}" is not a day', "write year-month-day, as in 2026-11-22"
        if kind.startswith("bool"):
            return f'{key}: "{value}" is neither true nor false', "write true or false"
        if kind.startswith("int"):
            return f'{key}: "{value}" is not a whole number', "write digits alone, as in 2"
        if kind.startswith(("greater", "less")):
            mend = detail["msg"].replace("Input should be", "it must be")
            return f'{key}: "{value}" is not a number that fits here', mend
        return _form_words(kind, key, value, way, field) or (f"{key}: {detail['msg']}", "see the handbook on this key")

    def _owner(self, way: Way) -> type[Any]:
        """Find the model that a key belongs to, for naming the keys that it knows."""
        owner: type[Any] = self._model
        value: Any = self._data
        last = max((place for place, step in enumerate(way) if isinstance(step, str)), default=0)
        for step in way[:last]:
            value = value[step]
            if isinstance(step, str):
                field = _field(owner, step)
                inner = _models_in(field.annotation) if field else []
                owner = inner[0] if inner else owner
            owner = class_of(value) if owner is Question else owner
        return owner

    def _attach(self, made: Any, way: Way) -> Any:
        """Give every object of the tree its place in the file, and say whether it stands there without a fault."""
        is_whole = not any(told[: len(way)] == way for told in self._told)
        update: dict[str, Any] = {
            "spot": Spot(self._path, self._parsed.line((*self._way, *way))),
            "is_whole": is_whole,
        }
        for name, field in type(made).model_fields.items():
            value, below = getattr(made, name), (*way, field.alias or name)
            if isinstance(value, Placed):
                update[name] = self._attach(value, below)
            elif isinstance(value, tuple) and value and isinstance(value[0], Placed):
                update[name] = tuple(self._attach(item, (*below, place)) for place, item in enumerate(value))
        return made.model_copy(update=update)


def _form_words(kind: str, key: str, value: Any, way: Way, field: FieldInfo | None) -> tuple[str, str] | None:
    """Say that a value has another form than its key asks for."""
    inner = _models_in(field.annotation) if field else []
    if kind in ("tuple_type", "list_type"):
        return f"{key} is not a list", "write [a, b], or one entry a line beginning with a hyphen"
    if inner and way[-1] != key and isinstance(value, str):
        first = next(name for name in inner[0].model_fields if name not in PLACING)
        return f'{key}: "{value}" stands without a key', f"each entry needs {first}:, as in - {first}: {value}"
    if kind in ("model_type", "model_attributes_type", "mapping_type", "dict_type"):
        return f"{key or 'this entry'} holds no key: value pairs", "write one key: value pair a line"
    if kind == "string_type":
        return f"{key} holds no text", "write one text here, not a list or key: value pairs"
    return None


def _stand_in(field: FieldInfo | None, number: int) -> Any:
    """Give a value that stands in for a missing or faulty one, unlike any other."""
    annotation = field.annotation if field else str
    if annotation is date:
        return date.max
    if annotation is Decimal:
        return number
    if annotation is str:
        is_id = field is not None and any(getattr(mark, "func", None) is check_name for mark in field.metadata)
        return stand_in(number) if is_id else str(10**6 + number)
    origin = get_origin(annotation)
    if origin is Literal:
        return get_args(annotation)[0]
    return [] if origin is tuple else {}


def _field(model: type[BaseModel], key: str) -> FieldInfo | None:
    return next((f for name, f in model.model_fields.items() if key in (name, f.alias)), None)


def _models_in(annotation: Any) -> list[type[Placed]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return [annotation] if issubclass(annotation, Placed) else []
    return [model for part in get_args(annotation) for model in _models_in(part)] if get_origin(annotation) else []


def _unknown_key(model: type[BaseModel], key: str, spot: Spot, given: dict[str, Any]) -> Problem:
    fields = [(name, f) for name, f in model.model_fields.items() if name not in PLACING and name not in given]
    fields.sort(key=lambda field: any(field[0] in getattr(base, "model_fields", ()) for base in model.__bases__))
    known = [f.alias or name for name, f in fields]  # its own keys before those that it shares with others
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.7)
    mend = f"did you mean {near[0]}?" if near else f"remove it; known here: {', '.join(known)}"
    return Problem(spot, f'unknown key "{key}"', mend)
