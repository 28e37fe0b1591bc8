"""Turn words into runs: inline nodes go in, pieces of plain text with their marks come out.

Sources are numbered here, in the order in which the words cite them; links lead to the web, from wherever the file
is opened.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from clearheart.markup.nodes import Break, Citation, Code, Emphasis, Inline, Link, Strong, Text
from clearheart.model import Source, address_of
from clearheart.print.coverage import SILENT
from clearheart.print.job import Data, PrintJob
from clearheart.print.papers.text import inline


@dataclass(frozen=True)
class Run:
    """Hold some words that look alike."""

    text: str
    is_strong: bool = False
    link: str = ""
    is_number: bool = False
    """True for the numbers of sources, which are raised."""


@dataclass(frozen=True)
class CitedSource:
    """Hold a source as it stands in the list at the end."""

    number: int
    words: str
    url: str


@dataclass(frozen=True)
class Runs:
    """Turn inline nodes into runs, numbering sources as they are cited."""

    job: PrintJob
    _cited: list[str] = field(default_factory=list)

    def of(self, nodes: Iterable[Inline]) -> tuple[Run, ...]:
        """Give the runs of some words, without spaces at their ends."""
        return _trimmed(run for node in nodes for run in self._runs(node, Run("")))

    def sources(self) -> tuple[CitedSource, ...]:
        """Give the sources cited so far, in the order of their numbers."""
        known = self.job.sources
        return tuple(self._source(known[name], place) for place, name in enumerate(self._cited, 1) if name in known)

    def cite(self, names: Iterable[str]) -> tuple[Run, ...]:
        """Give the raised numbers of some sources; those that are unknown were told by `check`."""
        numbers = [self._number(name) for name in names if name in self.job.sources]
        return (Run(",".join(map(str, numbers)), is_number=True),) if numbers else ()

    def _runs(self, node: Inline, like: Run) -> Iterator[Run]:
        if isinstance(node, (Text, Code)):
            yield _with(like, node.text.translate(SILENT))
        elif isinstance(node, (Strong, Emphasis)):
            for child in node.children:  # Chinese knows no italics, so both are bold
                yield from self._runs(child, Run("", True, like.link))
        elif isinstance(node, Break):
            yield _with(like, "\n")
        elif isinstance(node, Citation):
            yield from self.cite(node.ids)
        elif isinstance(node, Link):
            for child in node.children:
                yield from self._runs(child, Run("", like.is_strong, web_target(self.job, node.target)))

    def _number(self, name: str) -> int:
        if name not in self._cited:
            self._cited.append(name)
        return self._cited.index(name) + 1

    def _source(self, source: Source, number: int) -> CitedSource:
        job, title = self.job, source.title
        if source.language.startswith("zh") and job.document.language.startswith("zh") and not title.startswith("《"):
            title = f"《{title}》"
        issued = job.words["site"]["undated"] if source.issued == "n.d." else source.issued
        return CitedSource(
            number, job.word("source", title=title, publisher=source.publisher, issued=issued), source.url
        )


def text_runs(text: str) -> tuple[Run, ...]:
    """Give the runs of one text of a quiz: inline Markdown without sources."""
    return _trimmed(_data_runs(inline(text), Run("")))


def plain_text(runs: Iterable[Run]) -> str:
    """Give the words of some runs without the numbers of sources."""
    return "".join(run.text for run in runs if not run.is_number)


def web_target(job: PrintJob, target: str) -> str:
    """Give the web address to which a link of a page leads; nothing where it leads to no page."""
    parts = urlsplit(target)
    if parts.scheme in ("https", "http", "tel", "mailto"):
        return target
    if parts.scheme or not parts.path.endswith(".md"):
        return f"{job.url}{target}" if target.startswith("#") else ""
    name = job.document.name
    home = job.url[: len(job.url) - len(address_of(name))]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path.removesuffix(".md")))
    return home + address_of(path) + (f"#{parts.fragment}" if parts.fragment else "")


def _data_runs(nodes: Iterable[Data], like: Run) -> Iterator[Run]:
    for node in nodes:
        if node["kind"] == "break":
            yield _with(like, "\n")
        elif node["kind"] in ("strong", "emphasis"):
            yield from _data_runs(node["content"], Run("", True, like.link))
        elif node["kind"] == "link":
            yield from _data_runs(node["content"], Run("", like.is_strong, node["target"]))
        else:
            yield _with(like, node["text"])


def _trimmed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Put neighbours that look alike together, without spaces at the ends of all."""
    found = _joined(runs)
    if found:
        found[0] = _with(found[0], found[0].text.lstrip())
        found[-1] = _with(found[-1], found[-1].text.rstrip())
    return tuple(run for run in found if run.text)


def _with(run: Run, text: str) -> Run:
    return Run(text, run.is_strong, run.link, run.is_number)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Put neighbours that look alike together."""
    found: list[Run] = []
    for run in runs:
        if found and _with(found[-1], "") == _with(run, ""):
            found[-1] = _with(run, found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return found
