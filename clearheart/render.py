"""Models go in, HTML comes out, by way of the templates in theme/.

Same input, same bytes. The theme folder is handed in; nothing here knows where a project lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_interval, format_skeleton
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from clearheart.markup.fragment import fragment_html
from clearheart.model import Bank, Helpline, Question, Source, Way
from clearheart.model.base import is_name
from clearheart.model.project import Strings
from clearheart.quiz_files import element_name, template_of
from clearheart.quiz_media import data_address

_LOCALES = {"en": "en_GB"}  # day before month, as the rest of the site writes it

_PROLOGUE = re.compile(r"^(?:\s|<\?.*?\?>|<!--.*?-->)+", re.DOTALL)
_ID = re.compile(r'(\bid="|url\(#|href="#)([\w-]+)')
_OWN_NAME = re.compile(r"<(title|desc)\b[^>]*>.*?</\1>\s*", re.DOTALL)


def quiz_html(
    theme: Path,
    bank: Bank,
    strings: Strings,
    sources: Mapping[str, Source],
    *,
    only: Iterable[str] = (),
    way: Way | None = None,
    is_brief: bool = False,
) -> str:
    """Render a bank's quiz, or `only` some of its questions, as a form that works without script.

    `way` says how it is taken on this page, where that differs from what the bank says. `is_brief` names
    the first source of each question, by publisher and date.
    """
    wanted = tuple(only)
    return render_template(
        theme,
        "quiz/quiz.html",
        bank=bank,
        questions=_choose(bank, wanted),
        settings=_settings((way or Way()).over(bank)),
        is_whole=not wanted,
        brief=is_brief,
        strings=strings,
        cited=lambda question: [sources[name] for name in question.sources if name in sources],
        inline=_inline,
        element=partial(element_name, theme),
        template_of=partial(template_of, theme),
        data=partial(data_address, theme.parent / "quizzes"),
        drawing=partial(_drawn, theme),
    )


def help_html(
    theme: Path,
    helplines: Iterable[Helpline],
    language: str,
    strings: Strings,
    *,
    title: str | None = None,
) -> str:
    """Render the help box: who can be called, when, and since when that is known to be so."""
    lines = tuple(helplines)
    checked = earliest_check(lines)
    return render_template(
        theme,
        "site/parts/help.html",
        help=[helpline_words(line, language) for line in lines],
        help_checked=format_day(checked, language) if checked else "",
        strings=strings,
        title=title,
    )


def quiz_help_html(theme: Path, helplines: Iterable[Helpline], language: str, strings: Strings) -> str:
    """Render the line under a quiz that says whom to call."""
    lines = [helpline_words(line, language) for line in helplines]
    return render_template(theme, "site/parts/quiz-help.html", help=lines, strings=strings)


def earliest_check(helplines: Iterable[Helpline]) -> date | None:
    """Give the day since which every number is known to be right: the earliest of their checks."""
    return min((line.checked for line in helplines), default=None)


def helpline_words(line: Helpline, language: str) -> dict[str, str]:
    """Give a help line as the templates take it, in one language."""
    return {
        "number": line.number,
        "purpose": line.purpose,
        "situation": line.situation.get(language, ""),
        "service": line.service.get(language, ""),
        "hours": line.hours.get(language, ""),
    }


def sources_html(theme: Path, sources: Iterable[Source], strings: Strings, language: str) -> str:
    """Render the list of sources that stands at a page's end, in the order given."""
    return render_template(
        theme,
        "site/parts/sources.html",
        sources=tuple(sources),
        strings=strings,
        language=language,
        day=_day_in(language),
    )


def drawing_svg(theme: Path, name: str, title: str = "", key: str = "") -> str:
    """Give a drawing as inline SVG: named for those who cannot see it, or hidden from them without a title.

    `key` tells two drawings of one name apart where both stand on a page.
    """
    path = find_drawing(theme, name)
    if path is None:
        return ""  # `check` has told this; another engine shows the page without it
    svg = _drawing(path)
    prefix = f"drawing-{name}-{key}-" if key else f"drawing-{name}-"
    svg = _ID.sub(rf"\g<1>{prefix}\g<2>", svg)
    if not title:
        return svg.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)
    opening, rest = svg.split(">", 1)
    return opening.replace("<svg", '<svg role="img"', 1) + f"><title>{escape(title)}</title>{rest}"


def find_drawing(theme: Path, name: str) -> Path | None:
    """Find the file of a drawing; a name that is no id, such as one with ../ in it, has none."""
    path = theme / "drawings" / f"{name}.svg"
    return path if is_name(name) and path.is_file() else None


def format_day(day: date, language: str) -> str:
    """Write a day out: 22 November 2026, 2026年11月22日."""
    return format_date(day, "long", locale=_locale(language))


def format_month(day: date, language: str) -> str:
    """Write the month of a day with its year: November 2026, 2026年11月."""
    return format_skeleton("yMMMM", day, locale=_locale(language))


def format_days(first: date, last: date, language: str) -> str:
    """Write some days out: 20-22 May 2027, 2027年5月20日至22日."""
    return format_interval(first, last, "yMMMd", locale=_locale(language))


def format_months(first: date, last: date, language: str) -> str:
    """Write some months out: January - February 2027, 2027年1月至2月."""
    return format_interval(first, last, "yMMMM", locale=_locale(language))


def _locale(language: str) -> str:
    return _LOCALES.get(language, language.replace("-", "_"))


def render_template(theme: Path, template: str, **context: Any) -> str:
    """Render a template of theme/ with exactly the values that it takes."""
    return _environment(theme).get_template(template).render(context).strip() + "\n"


def _choose(bank: Bank, only: tuple[str, ...]) -> tuple[Question, ...]:
    if not only:
        return bank.questions
    return tuple(question for name in only if (question := bank.question(name)))


def _settings(way: Way) -> dict[str, str]:
    """Give how a quiz is taken as the script reads it, by the names that addresses use too."""
    asked = way.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {key: str(int(value)) if isinstance(value, bool) else str(value) for key, value in asked.items()}


def _drawn(theme: Path, name: str, title: str) -> Markup:
    return Markup(drawing_svg(theme, name, title))


def _inline(text: str, links: bool = True) -> Markup:
    return Markup(fragment_html(text, links=links))


def _day_in(language: str) -> Any:
    return lambda day: format_day(day, language)


@lru_cache(maxsize=8)
def _environment(theme: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader([theme, theme / "site"]),  # MkDocs finds the site's parts from theme/site
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _drawing(path: Path) -> str:
    return _read_drawing(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read_drawing(path: Path, stamp: int) -> str:
    del stamp  # part of the key: a file that changed is read again
    svg = _PROLOGUE.sub("", path.read_text(encoding="utf-8")).strip()
    return _OWN_NAME.sub("", svg).replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
