"""Our own page loop over MkDocs' parts: a stage folder goes in, the pages of its site come out.

The only module that imports MkDocs, and pinned to 1.6.1. It takes MkDocs' configuration, files,
navigation, page rendering and theme environment, and leaves its build command: that one
renders with plugins, copies the theme's whole assets and wipes its target.
"""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import jinja2
import yaml
from markdown import Markdown
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page, _ExtractTitleTreeprocessor, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from clearheart.problems import ClearheartError, Problem, Spot
from clearheart.quick_yaml import LOADER

_EXTENSION = "clearheart.extension"
_STATIC_TEMPLATES = ("404.html",)


@dataclass(frozen=True)
class _Loaded:
    """What all pages of one language share."""

    config: MkDocsConfig
    files: Files
    documents: Sequence[File]
    """The files that become pages, looked up once: asking Files again for each page is slow."""
    nav: Navigation
    env: jinja2.Environment


def build_stage(stage: Path, root: Path, day: date, site: Path) -> int:
    """Render one staged language into a folder of the site, beside what is there already; give the number of pages.

    Raises ClearheartError with all that MkDocs warned of.
    """
    with _dated(day), _strict(stage):
        loaded = _load(stage, root, site)
        pages = [file.page for file in loaded.documents if file.page is not None]
        converter = Markdown(extensions=loaded.config.markdown_extensions, extension_configs=loaded.config.mdx_configs)
        for page in pages:
            page.read_source(loaded.config)
            render_page(page, loaded.config, loaded.files, converter)
        for page in pages:
            _write_page(page, loaded)
        for name in _STATIC_TEMPLATES:
            _write_template(name, loaded)
        _copy_media(loaded)
    return len(pages)


def render_page(page: Page, config: MkDocsConfig, files: Files, converter: Markdown) -> None:
    """Do what Page.render does, with one converter for all pages: making one anew is an eighth of a build's time."""
    converter.reset()
    links = _RelativePathTreeprocessor(page.file, files, config)
    links._register(converter)
    title = _ExtractTitleTreeprocessor()
    title._register(converter)
    page.content = converter.convert(page.markdown or "")
    page.toc = get_toc(getattr(converter, "toc_tokens", []))
    page._title_from_render = title.title


def _load(stage: Path, root: Path, site: Path) -> _Loaded:
    config = _load_config(stage, site)
    config.mdx_configs.setdefault(_EXTENSION, {})["root"] = str(root)
    files = get_files(config)
    env = config.theme.get_env()
    env.auto_reload = False  # or each part of each page asks whether its file has changed
    nav = get_navigation(files, config)
    documents = files.documentation_pages()
    for file in documents:
        if file.page is None:
            Page(None, file, config)
    return _Loaded(config, files, documents, nav, env)


def _load_config(stage: Path, site: Path) -> MkDocsConfig:
    """Load a stage's configuration, its YAML by libyaml, which takes a fifth of the time of MkDocs' own loader."""
    path = (stage / "mkdocs.yml").absolute()
    settings = yaml.load(path.read_bytes(), Loader=LOADER) | {"site_dir": str(site.absolute())}
    with chdir(stage):  # the extension's root is written relative to the stage
        return load_config(io.BytesIO(), config_file_path=str(path), **settings)


def _write_page(page: Page, loaded: _Loaded) -> None:
    page.active = True
    context = get_context(loaded.nav, loaded.documents, loaded.config, page)
    template = loaded.env.get_template(page.meta.get("template", "main.html"))
    _write(Path(page.file.abs_dest_path), template.render(context))
    page.active = False


def _write_template(name: str, loaded: _Loaded) -> None:
    base_url = get_relative_url(".", name)
    context = get_context(loaded.nav, loaded.documents, loaded.config, base_url=base_url)
    _write(Path(loaded.config.site_dir) / name, loaded.env.get_template(name).render(context))


def _copy_media(loaded: _Loaded) -> None:
    for file in loaded.files.media_files():
        file.copy_file()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="xmlcharrefreplace", newline="\n")


@contextmanager
def _dated(day: date) -> Iterator[None]:
    """Let MkDocs take the build's day for its own dates."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(day, time(), tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


class _Gather(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _strict(stage: Path) -> Iterator[None]:
    """Turn every warning of MkDocs into a Problem: `check` should have told it before."""
    logger, gather = logging.getLogger("mkdocs"), _Gather()
    logger.addHandler(gather)
    before, logger.propagate = logger.propagate, False
    try:
        yield
    except (MkDocsException, yaml.YAMLError) as error:
        gather.messages.append(str(error))
    finally:
        logger.removeHandler(gather)
        logger.propagate = before
    if gather.messages:
        spot = Spot(f"{stage.parent.name}/{stage.name}")
        mend = "mend the file named here; `clearheart check` should have told this"
        raise ClearheartError(Problem(spot, message, mend) for message in gather.messages)
