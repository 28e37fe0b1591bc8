"""What hypothesis draws from: whole banks with any text that a YAML file can hold."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from clearheart.model import Bank, Option, Question

names = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)

_AWKWARD = [
    "Yes", "no", "14:00", "012355", "~", "null", "1e3", "- a", "a: b",
    "#x", "{x", "'", '"', "\\", "&a", "*a", "!x", "%",
]
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff\x85")

texts = st.one_of(
    st.sampled_from(_AWKWARD),
    st.text(_CHARACTERS, min_size=1, max_size=60).map(str.strip).filter(bool),
)
lines = st.one_of(st.just(""), texts)


@st.composite
def questions(draw: st.DrawFn, question_id: str = "one") -> Question:
    """Draw a question that obeys every rule of the model."""
    kind = draw(st.sampled_from(["single", "multiple", "truefalse"]))
    count = 2 if kind == "truefalse" else draw(st.integers(2, 6))
    option_texts = draw(
        st.lists(texts, min_size=count, max_size=count, unique_by=lambda text: " ".join(text.split()).casefold())
    )
    places = st.sets(st.integers(0, count - 1), min_size=1, max_size=count if kind == "multiple" else 1)
    right = draw(places)
    options = tuple(
        Option(text=text, correct=place in right, feedback=draw(lines)) for place, text in enumerate(option_texts)
    )
    return Question(
        id=question_id,
        kind=kind,
        prompt=draw(texts),
        options=options,
        explanation=draw(lines),
        facts=tuple(draw(st.lists(names, max_size=2))),
        sources=tuple(draw(st.lists(names, max_size=2))),
        tags=tuple(draw(st.lists(names, max_size=2))),
        audience=tuple(draw(st.lists(st.sampled_from(["teens", "adults", "older"]), max_size=2))),
        difficulty=draw(st.integers(1, 3)),
        reviewed=draw(st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))),
    )


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    """Draw a bank with questions of every kind."""
    ids = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    return Bank(
        id=draw(names),
        language="en",
        title=draw(texts),
        description=draw(lines),
        questions=tuple(draw(questions(question_id)) for question_id in ids),
    )
