"""The one place where pages' Markdown becomes HTML: one Python-Markdown extension.

It is named in mkdocs.yml as `clearheart.extension`, with the project's root and the language as
options, and works the same in our own page loop, in plain `mkdocs build` and in other engines
that run Python-Markdown. It never looks for mistakes: `check` has told them all before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from pymdownx.slugs import slugify

from clearheart.extension.arrange import ArrangeParts
from clearheart.extension.blocks import PageBlocks
from clearheart.extension.citations import CiteSources, FindCitations, NumberCitations
from clearheart.extension.fences import fences
from clearheart.extension.library import load_library
from clearheart.extension.paragraphs import PartParagraphs, PartQuotes
from clearheart.extension.quick_inline import QuickInlineProcessor
from clearheart.extension.slots import FillSlots, Slots

_LINE_BREAK = r"(?:  |\\)\n"
"""Two spaces or a backslash at a line's end, as in CommonMark."""

_MARKDOWN = ["tables", "attr_list", "sane_lists", "toc", "pymdownx.highlight", "pymdownx.superfences"]


class ClearheartExtension(Extension):
    """Add quizzes, help boxes, citations, drawings and page blocks to Python-Markdown."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "root": [".", "The project's root folder"],
            "language": ["en", "The language whose banks and words are used"],
            "lender": ["", "The language whose banks stand in for those that it lacks"],
            "charts": [{}, "Drawings of figures that were made before, by id"],
        }
        self._slots = Slots()
        super().__init__(**options)

    def reset(self) -> None:
        """Begin a new page with the same converter."""
        self._slots.reset()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register Markdown's usual extensions as this site sets them, then our own."""
        library = load_library(
            Path(self.getConfig("root")).resolve(), self.getConfig("language"), self.getConfig("lender")
        )
        slots = self._slots
        md.registerExtension(self)
        md.registerExtensions(
            _MARKDOWN,
            {
                "toc": {"slugify": slugify(case="lower"), "toc_depth": "2-3", "marker": ""},
                "pymdownx.highlight": {"use_pygments": True},
                "pymdownx.superfences": {"custom_fences": fences(library, slots, self.getConfig("charts"))},
            },
        )
        if shorts := library.shorts():
            md.registerExtensions(["abbr"], {"abbr": {"glossary": shorts}})
        PageBlocks(library.strings).extendMarkdown(md)
        md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)
        md.parser.blockprocessors.register(PartParagraphs(md.parser), "clearheart_paragraphs", 12)
        md.parser.blockprocessors.register(PartQuotes(md.parser), "quote", 20)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(_LINE_BREAK, "br"), "linebreak", 100)
        md.inlinePatterns.register(FindCitations(md), "clearheart_citation", 170)
        cited = CiteSources(md, library, slots)
        md.treeprocessors.register(cited, "clearheart_sources", 9)
        md.treeprocessors.register(ArrangeParts(md, library, slots), "clearheart_parts", 8)
        # After the table of contents (5) and MkDocs' look for the title (-1): both would take the numbers for words.
        md.treeprocessors.register(NumberCitations(md, library, cited), "clearheart_numbers", -2)
        md.postprocessors.register(FillSlots(md, slots), "clearheart_slots", 0)


def makeExtension(**options: Any) -> ClearheartExtension:  # noqa: N802
    """Make the extension for Python-Markdown."""
    return ClearheartExtension(**options)
