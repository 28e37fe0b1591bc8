"""Turn words into data for Typst: inline nodes go in, pieces of plain text with their marks come out.

Sources are numbered here, in the order in which the words cite them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from clearheart.markup.nodes import Break, Citation, Code, Emphasis, Html, Image, Inline, Link, Strong, Text
from clearheart.model import Source
from clearheart.print.coverage import SILENT
from clearheart.print.findings import Findings
from clearheart.print.job import Data, PrintJob

# A phrase of Chinese ends at its punctuation; titles and spoken sentences are broken only there, or between words.
_PHRASE = re.compile(r"[^，。、；：！？…—]*[，。、；：！？…—]+[”’』」）》]*|.+", re.DOTALL)
_WORD = re.compile(r"[^ ]+ *| +")
# Full-width marks whose right half is empty: a number after them moves closer.
_HALF_EMPTY = frozenset("。，、；：！？”’』」）》")


@dataclass(frozen=True)
class Words:
    """Turn inline nodes into data, numbering sources as they are cited."""

    job: PrintJob
    findings: Findings
    cited: list[str] = field(default_factory=list)
    """The ids of the sources cited so far."""

    def inlines(self, nodes: Iterable[Inline]) -> list[Data]:
        """Give the data of some words."""
        found = [data for node in nodes for data in self._inline(node)]
        for before, data in pairwise(found):
            if data["kind"] == "cite" and self.job.document.language.startswith("zh"):
                data["tucked"] = str(before.get("text", ""))[-1:] in _HALF_EMPTY
        return found

    def pieces(self, nodes: Iterable[Inline]) -> list[list[Data]]:
        """Cut words into phrases between which a line may end; a mark belongs to the phrase before it."""
        pieces: list[list[Data]] = []
        for data in self.inlines(nodes):
            if data["kind"] == "text":
                pieces.extend(cut(data["text"], self.job.document.language))
            elif pieces:
                pieces[-1].append(data)
            else:
                pieces.append([data])
        return pieces

    def sources(self) -> list[Data]:
        """Give the sources cited so far, in the order of their numbers."""
        return [self._source(self.job.sources[name]) for name in self.cited if name in self.job.sources]

    def _inline(self, node: Inline) -> Iterator[Data]:
        if isinstance(node, (Text, Code)):
            yield {"kind": "text" if isinstance(node, Text) else "code", "text": node.text.translate(SILENT)}
        elif isinstance(node, (Strong, Emphasis)):
            yield {"kind": type(node).__name__.lower(), "content": self.inlines(node.children)}
        elif isinstance(node, Break):
            yield {"kind": "break"}
        elif isinstance(node, Citation):
            yield {"kind": "cite", "numbers": [self._number(name) for name in node.ids], "tucked": False}
        elif isinstance(node, Link):
            target = node.target if node.target.startswith(("https://", "http://", "tel:", "mailto:")) else ""
            yield {"kind": "link", "target": target, "content": self.inlines(node.children)}
        elif isinstance(node, Image):
            self.findings.tell(node.line, "a picture stands inside a sentence", "give the picture its own paragraph")
        elif isinstance(node, Html):
            self.findings.tell(node.line, f"HTML such as {node.text} cannot be printed", "write it in Markdown")

    def _number(self, name: str) -> int:
        if name not in self.cited:
            self.cited.append(name)
        return self.cited.index(name) + 1

    def _source(self, source: Source) -> Data:
        language = self.job.document.language
        words = source_words(source, language, self.job.words)
        return {"words": words, "url": source.url, "number": self._number(source.id), "language": language}


def source_words(source: Source, language: str, words: Mapping[str, Any]) -> str:
    """Write a source out, as lists of sources on paper name it; `words` are the language's strings."""
    title = source.title
    if source.language.startswith("zh") and language.startswith("zh"):
        title = title if title.startswith("《") else f"《{title}》"
    issued = words["site"]["undated"] if source.issued == "n.d." else source.issued
    said = str(words["print"]["source"]).format(title=title, publisher=source.publisher, issued=issued)
    return said.translate(SILENT)


def text_data(text: str) -> Data:
    """Give plain text as data."""
    return {"kind": "text", "text": text}


def cut(text: str, language: str) -> list[list[Data]]:
    """Cut a text into the phrases between which a line may end."""
    phrases = _PHRASE if language.startswith("zh") else _WORD
    return [[text_data(phrase)] for phrase in phrases.findall(text)]
