"""What hypothesis draws from: whole banks with questions of every kind, and any text that a YAML file can hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from clearheart.model import KINDS, Bank, Option, Picture, Question, Sound, Way
from clearheart.model.kinds.fill import Fill
from clearheart.model.kinds.match import Pair
from clearheart.model.kinds.order import Step
from clearheart.model.kinds.picture import PictureOption
from clearheart.model.kinds.scenario import Scene, Turn
from clearheart.model.kinds.sort import Card
from clearheart.model.spelling import normal

some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For laws of whole questions and banks, which take long to draw."""

names = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)

_AWKWARD = ["Yes", "no", "14:00", "012355", "~", "null", "1e3", "- a", "a: b", "#x", "{x", "'", '"', "\\", "&a", "*a"]
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff\x85")

texts = st.one_of(
    st.sampled_from([*_AWKWARD, "!x", "%"]),
    st.text(_CHARACTERS, min_size=1, max_size=60).map(str.strip).filter(bool),
)
lines = st.one_of(st.just(""), texts)
files = st.from_regex(r"[a-z]{1,8}\.(svg|png)", fullmatch=True)

answers = st.one_of(
    st.sampled_from(["冰毒", "甲基苯丙胺", "国际禁毒日", "体验", "MDMA", "crystal-meth", "3rd June", "a.b(c)"]),
    texts,
).filter(lambda text: bool(normal(text)) and not text.lstrip("+-").replace(",", "").replace(".", "").isdecimal())
"""What a reader may be asked to write: words, not numbers."""

Draw = st.DrawFn
Values = dict[str, Any]
"""What a question of one kind has beside the keys that all have."""


def bare(text: str) -> str:
    """Give a text by which two that look alike are one."""
    return " ".join(text.split()).casefold()


def different(entries: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Draw texts that readers can tell apart."""
    return st.lists(entries, min_size=least, max_size=most, unique_by=bare)


@st.composite
def pictures(draw: Draw) -> Picture:
    """Draw a picture from a file or from a drawing."""
    if draw(st.booleans()):
        return Picture(file=draw(files), alt=draw(texts))
    return Picture(drawing=draw(names), alt=draw(texts))


def _options(draw: Draw, count: tuple[int, int], right: tuple[int, int]) -> Values:
    drawn = draw(different(texts, *count))
    least, most = right
    places = draw(st.sets(st.integers(0, len(drawn) - 1), min_size=least, max_size=min(most, len(drawn))))
    options = tuple(
        Option(text=text, correct=place in places, feedback=draw(lines)) for place, text in enumerate(drawn)
    )
    return {"options": options, "keep_order": draw(st.booleans())}


def _picture(draw: Draw) -> Values:
    shown = st.lists(pictures(), min_size=2, max_size=4, unique_by=lambda picture: (picture.file, picture.drawing))
    drawn = draw(shown.filter(lambda found: len({bare(picture.alt) for picture in found}) == len(found)))
    right = draw(st.integers(0, len(drawn) - 1))
    return {
        "options": tuple(
            PictureOption(picture=picture, correct=place == right, feedback=draw(lines))
            for place, picture in enumerate(drawn)
        )
    }


def _survey(draw: Draw) -> Values:
    usual = draw(lines)
    return {**_options(draw, (2, 6), (0, 0)), "usual": usual, "sources": ("one",) if usual else (), "points": 1}


def _match(draw: Draw) -> Values:
    offered = draw(different(texts, 2, 6))
    pairs = draw(different(texts, 2, 6))
    places = draw(st.lists(st.integers(0, len(offered) - 1), min_size=len(pairs), max_size=len(pairs)))
    used = [
        Pair(text=text, match=offered[place], feedback=draw(lines)) for text, place in zip(pairs, places, strict=True)
    ]
    extra = tuple(text for place, text in enumerate(offered) if place not in places)
    return {"pairs": tuple(used), "extra": extra}


def _order(draw: Draw) -> Values:
    return {"steps": tuple(Step(text=text, feedback=draw(lines)) for text in draw(different(texts, 2, 8)))}


def _sort(draw: Draw) -> Values:
    groups = draw(different(texts, 2, 4))
    cards = draw(different(texts, 2, 12))
    made = (Card(text=text, group=draw(st.sampled_from(groups)), feedback=draw(lines)) for text in cards)
    return {"groups": tuple(groups), "cards": tuple(made)}


def _fill(draw: Draw) -> Values:
    accept: list[str] = []
    for text in draw(st.lists(answers, min_size=1, max_size=4)):
        if not accept or not Fill(id="x", prompt="x", accept=tuple(accept)).accepts(text):
            accept.append(text)
    return {"accept": tuple(accept)}


def _number(draw: Draw) -> Values:
    amounts = st.decimals(0, 10**6, places=3)
    sign = draw(st.sampled_from([1, -1]))
    return {"value": sign * draw(amounts), "tolerance": draw(amounts), "unit": draw(lines)}


def _scenario(draw: Draw) -> Values:
    """Draw a story in which each scene leads to the next, and some back to where one was."""
    ids = draw(st.lists(names, min_size=2, max_size=5, unique=True))
    scenes = []
    for place, name in enumerate(ids[:-1]):
        back = draw(st.lists(st.sampled_from(ids[: place + 1]), max_size=2))
        ways = [ids[place + 1], *back]
        told = draw(different(texts, len(ways), len(ways)))
        turns = (Turn(text=text, to=to, feedback=draw(lines)) for text, to in zip(told, ways, strict=True))
        scenes.append(Scene(id=name, text=draw(texts), options=tuple(turns)))
    scenes.append(Scene(id=ids[-1], text=draw(texts), ending=draw(texts)))
    return {"scenes": tuple(scenes), "reflection": draw(lines), "points": 1}


DRAWN: Mapping[str, Callable[[Draw], Values]] = {
    "single": lambda draw: _options(draw, (2, 6), (1, 1)),
    "multiple": lambda draw: _options(draw, (2, 6), (1, 6)),
    "truefalse": lambda draw: _options(draw, (2, 2), (1, 1)),
    "picture": _picture,
    "survey": _survey,
    "match": _match,
    "order": _order,
    "sort": _sort,
    "fill": _fill,
    "number": _number,
    "scenario": _scenario,
}
"""How the values of each kind are drawn."""


@st.composite
def questions(draw: Draw, question_id: str = "one", kind: str = "") -> Question:
    """Draw a question that obeys every rule of the model, of one kind or of any."""
    name = kind or draw(st.sampled_from(sorted(DRAWN)))
    shared: Values = {
        "id": question_id,
        "prompt": draw(texts),
        "hints": tuple(draw(st.lists(texts, max_size=2))),
        "points": draw(st.integers(1, 10)),
        "picture": draw(st.one_of(st.none(), pictures())),
        "sound": draw(st.one_of(st.none(), st.builds(Sound, file=files, transcript=texts))),
        "explanation": draw(lines),
        "facts": tuple(draw(st.lists(names, max_size=2))),
        "sources": tuple(draw(st.lists(names, max_size=2))),
        "tags": tuple(draw(st.lists(names, max_size=2))),
        "audience": tuple(draw(st.lists(st.sampled_from(["teens", "adults", "older"]), max_size=2))),
        "difficulty": draw(st.integers(1, 3)),
        "reviewed": draw(st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))),
    }
    return KINDS[name](**{**shared, **DRAWN[name](draw)})


@st.composite
def banks(draw: Draw) -> Bank:
    """Draw a bank with questions of any kind, and a way to take it."""
    ids = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    drawn = tuple(draw(questions(question_id)) for question_id in ids)
    tags = sorted({tag for question in drawn for tag in question.tags})
    asked: Values = {"tag": draw(st.sampled_from(tags))} if tags and draw(st.booleans()) else {}
    left = len(Way(**asked).leaves(drawn))
    ways = {
        "mode": st.sampled_from(["practice", "test", "cards"]),
        "pass": st.integers(1, 100),
        "pick": st.integers(1, left),
        "shuffle": st.booleans(),
        "seed": texts,
        "certificate": st.booleans(),
    }
    asked |= draw(st.fixed_dictionaries({}, optional=ways))
    return Bank(id=draw(names), language="en", title=draw(texts), description=draw(lines), questions=drawn, **asked)
