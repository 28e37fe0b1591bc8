"""Weigh the embeds and the quiz script: the repository's own material goes in, lines of figures come out.

Everything in bytes as brotli 11 leaves them. Pictures stand inside an embed and are counted apart.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import brotli

from clearheart.embed import embed_html
from clearheart.model import Bank, Edition, Project, Question
from clearheart.quiz_files import quiz_scripts
from clearheart.read import read_project
from clearheart.script import shorten_script

ROOT = Path(__file__).resolve().parent.parent
MIXES = (
    ("single", "multiple", "truefalse"),
    ("single", "multiple", "truefalse", "match", "order", "sort"),
    ("single", "multiple", "truefalse", "match", "order", "sort", "fill", "number", "survey"),
)
"""Kinds of question in text that are asked together."""

_PICTURE = re.compile(r'data:(?:image|audio)/[^"]+|<svg [^>]*role="img".*?</svg>', re.DOTALL)
_STYLE, _SCRIPT = (re.compile(rf"<{name}>(.*?)</{name}>", re.DOTALL) for name in ("style", "script"))


def main() -> None:
    """Print every figure."""
    project, problems = read_project(ROOT, date(2026, 11, 22))
    assert not any(problem.severity == "error" for problem in problems), problems
    theme = ROOT / "theme"
    scripts = "\n".join(shorten_script((theme / path).read_text(encoding="utf-8")) for path in quiz_scripts(theme))
    print(f"The whole quiz script, all kinds: {_weigh(scripts):,} bytes (at most 6,000)")
    print("Embeds of ten text questions, taken from all banks (at most 14,600):")
    for edition in project.editions:
        sizes = {len(kinds): _weigh(embed_html(project, edition, mixed_bank(edition, kinds))) for kinds in MIXES}
        print(f"  {edition.code}: " + ", ".join(f"{count} kinds {size:,}" for count, size in sizes.items()))
    print("Embeds of our banks without their pictures (a further question at most 400):")
    for edition in project.editions:
        for bank in edition.banks:
            print("  " + _line(project, edition, bank))


def mixed_bank(edition: Edition, kinds: Sequence[str]) -> Bank:
    """Make a bank of ten text questions of some kinds: the first ones of an edition's banks, kind after kind."""
    every = [question for bank in edition.banks for question in bank.questions if question.picture is None]
    waiting = {kind: [question for question in every if question.kind == kind] for kind in kinds}
    taken: list[Question] = []
    while len(taken) < 10:
        taken += [waiting[kind].pop(0) for kind in kinds if waiting[kind]]
    return edition.banks[0].model_copy(update={"questions": tuple(taken[:10])})


def _line(project: Project, edition: Edition, bank: Bank) -> str:
    whole = embed_html(project, edition, bank)
    bare = _PICTURE.sub("", whole)
    style, script = (_weigh("".join(part.findall(bare))) for part in (_STYLE, _SCRIPT))
    further = [_weigh(bare) - _weigh(_PICTURE.sub("", embed_html(project, edition, other))) for other in _shorter(bank)]
    kinds = len({question.kind for question in bank.questions})
    return (
        f"{edition.code}/{bank.id}: {_weigh(bare):,} ({len(bank.questions)} questions of {kinds} kinds; "
        f"style {style:,}, script {script:,}; pictures {_weigh(whole) - _weigh(bare):,}; "
        f"a question {statistics.median(further):.0f}, at most {max(further):,})"
    )


def _shorter(bank: Bank) -> Iterator[Bank]:
    """Give the bank without one question, for each whose kind another one has too."""
    kinds = [question.kind for question in bank.questions]
    for place, kind in enumerate(kinds):
        if kinds.count(kind) > 1 or kind in ("single", "truefalse"):
            yield bank.model_copy(update={"questions": (*bank.questions[:place], *bank.questions[place + 1 :])})


def _weigh(text: str) -> int:
    return len(brotli.compress(text.encode(), quality=11))


if __name__ == "__main__":
    main()
