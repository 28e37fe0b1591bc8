"""The kinds of question: one module each, found by their names in this folder.

The values of a question come in; the question comes out, of the class that its kind names.
"""

from __future__ import annotations

import difflib
import pkgutil
from importlib import import_module
from typing import Annotated, Any

from pydantic import SerializeAsAny, ValidationError, ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import InitErrorDetails, PydanticCustomError

from clearheart.model.question import Question

_DEFAULT = "single"


def _class_in(name: str) -> type[Question]:
    """Find the class of a kind: the one in its module that bears its name in `kind`."""
    module = import_module(f"{__name__}.{name}")
    return next(
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Question) and thing.model_fields["kind"].default == name
        if thing is not Question
    )


KINDS: dict[str, type[Question]] = {module.name: _class_in(module.name) for module in pkgutil.iter_modules(__path__)}
"""The class of each kind."""


def lineage(kind: str) -> tuple[str, ...]:
    """Give a kind, those that it extends and the one that it is shown as: what it lacks, it takes from these."""
    names = {known: name for name, known in KINDS.items()}
    own = tuple(names[base] for base in KINDS[kind].__mro__ if base in names)
    other = KINDS[kind].shown_as
    return own + (lineage(other) if other else ())


def class_of(values: object) -> type[Question]:
    """Give the class that a question's values ask for; the likeliest where they name no kind that is known."""
    if not isinstance(values, dict):
        return Question
    kind = values.get("kind", _DEFAULT)
    return KINDS.get(kind if isinstance(kind, str) else "", KINDS[_likeliest(values)])


def _choose(values: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Question:
    if not isinstance(values, dict):
        made: Question = read(values)  # made already, or told to be no question
        return made
    kind = values.get("kind", _DEFAULT)
    likeliest = _likeliest(values)
    if isinstance(kind, str) and kind in KINDS and ("kind" in values or "options" in values or likeliest == _DEFAULT):
        return KINDS[kind].model_validate(values, context=info.context)
    raise ValidationError.from_exception_data("question", [_unknown(values.get("kind"), likeliest)])


def _unknown(kind: object, likeliest: str) -> InitErrorDetails:
    names = ", ".join(KINDS)
    if kind is None:
        what, mend = f"this question names no kind, and has the keys of {likeliest}", f"add kind: {likeliest}"
    elif not isinstance(kind, str):
        what, mend = "kind holds no text", f"write one of {names}"
    elif not kind:
        what, mend = "kind: has no value", f"write one of {names}, or remove the key"
    else:
        what, mend = f'kind: "{kind}" is no kind of question', f"did you mean {likeliest}? Known are {names}"
    context = {"what": what, "mend": mend, "stand_in": likeliest}
    return InitErrorDetails(type=PydanticCustomError("fault", "{what} - {mend}", context), loc=("kind",), input=kind)


def _likeliest(values: dict[str, Any]) -> str:
    """Guess a question's kind by the word that stands for it, or else by its keys."""
    near = difflib.get_close_matches(str(values.get("kind", "")).lower(), KINDS, n=1)
    if near:
        return near[0]
    return max(KINDS, key=lambda name: (len(values.keys() & KINDS[name].model_fields.keys()), name == _DEFAULT))


AnyQuestion = Annotated[SerializeAsAny[Question], WrapValidator(_choose)]
"""A question of the kind that its values name."""
