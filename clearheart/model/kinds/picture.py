"""Picture: one picture of several is right."""

from __future__ import annotations

from collections.abc import Iterator

from clearheart.model.base import Fault, Line
from clearheart.model.faults import bare
from clearheart.model.kinds.single import Option, Single
from clearheart.model.question import Picture


class PictureOption(Option):
    """Offer one picture."""

    picture: Picture
    text: Line = ""
    """Words below the picture; inline Markdown."""


class PictureChoice(Single):
    """Ask for the one picture that is right."""

    kind: str = "picture"
    options: tuple[PictureOption, ...]

    def pictures(self) -> Iterator[Picture]:
        """Give the question's picture, and those of its options."""
        yield from super().pictures()
        for option in self.options:
            yield option.picture

    def _several_fault(self, count: int, place: int) -> Fault:
        what = f"{self.called} is a picture question and has {count} right answers"
        return Fault(("options", place), what, "leave correct: true at one option", ("kind",))

    def _twin_faults(self) -> Iterator[Fault]:
        """Find options that show the same, or would be called the same."""
        shown: dict[tuple[str | None, str | None], int] = {}
        called: dict[str, int] = {}
        for place, option in enumerate(self.options):
            picture = option.picture
            first = shown.setdefault((picture.file, picture.drawing), place)
            if (picture.file or picture.drawing) and first != place:
                mend = f"show another (the first is option {first + 1})"
                yield Fault(("options", place), f"{self.called} shows the same picture twice", mend, ("picture",))
                continue
            first = called.setdefault(bare(f"{picture.alt} {option.text}"), place)
            if first != place:
                what = f'{self.called} has two pictures with the alt text "{picture.alt}"'
                mend = f"say in each what it shows (the first is option {first + 1})"
                yield Fault(("options", place), what, mend, ("picture", "alt"))
