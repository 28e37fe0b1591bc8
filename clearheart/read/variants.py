"""Variants: what was read in a language goes in; the same in a variant of it comes out, as zh-TW from zh.

Only texts change: ids, files, links and code stay, and every text keeps its place in the file where people wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from clearheart.markup.conversion import Conversion
from clearheart.model import Bank, Document, Edition, Term
from clearheart.model.base import PLACING, Placed
from clearheart.model.project import Strings
from clearheart.model.variant import VARIANTS

_KEPT = PLACING | {"aliases", "id", "file", "language", "name", "path", "template"}
"""Fields that are no words."""

_Model = TypeVar("_Model", bound=Placed)


def conversions(languages: Iterable[str], terms: Iterable[Term]) -> tuple[Conversion, ...]:
    """Give the conversions to those languages of a site that are variants of another one of its."""
    codes = tuple(languages)
    wanted = [code for code in codes if code in VARIANTS and VARIANTS[code].base in codes]
    known = tuple(terms)
    return tuple(Conversion(code, _own_terms(code, known)) for code in wanted)


def _own_terms(code: str, terms: tuple[Term, ...]) -> dict[str, str]:
    base = VARIANTS[code].base
    return {term.term[base]: term.term[code] for term in terms if base in term.term and code in term.term}


def convert_strings(conversion: Conversion, base: Strings, own: Mapping[str, Any]) -> Strings:
    """Convert the interface's words; those that the variant's own file has go before."""
    strings: Strings = _over(conversion.value(dict(base)), own)
    return strings


def _over(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, Mapping):
        return {**below, **{key: _over(below.get(key), value) for key, value in above.items()}}
    return above


def convert_edition(conversion: Conversion, base: Edition, own: Edition) -> Edition:
    """Give a variant's edition: what stands in its own folders, and all else made from its base."""
    in_short = str(base.strings.get("site", {}).get("in_short", ""))
    return Edition(
        code=own.code,
        strings=own.strings,
        documents=_documents(conversion, base.documents, own.documents, in_short),
        handbook=_documents(conversion, base.handbook, own.handbook, in_short),
        banks=convert_banks(conversion, base.banks, own.banks),
        media=(*base.media, *own.media),
        base=base.code,
    )


def _documents(
    conversion: Conversion, base: tuple[Document, ...], own: tuple[Document, ...], in_short: str
) -> tuple[Document, ...]:
    made = {document.name: _document(conversion, document, in_short) for document in base}
    made |= {document.name: document for document in own}
    return tuple(made[name] for name in sorted(made))


def _document(conversion: Conversion, document: Document, in_short: str) -> Document:
    text = conversion.page(document.text, in_short)
    meta = _convert(document.meta, conversion)
    return document.model_copy(update={"language": conversion.code, "text": text, "meta": meta})


def convert_banks(conversion: Conversion, base: Iterable[Bank], own: Iterable[Bank]) -> tuple[Bank, ...]:
    """Give a variant's banks: its own, and all others of its base."""
    made = {bank.id: _convert(bank, conversion).model_copy(update={"language": conversion.code}) for bank in base}
    made |= {bank.id: bank for bank in own}
    return tuple(made[name] for name in sorted(made))


def _convert(model: _Model, conversion: Conversion) -> _Model:
    """Convert every text of a model, and of those in it."""
    fields = {name: getattr(model, name) for name in type(model).model_fields if name not in _KEPT}
    return model.model_copy(update={name: _value(value, conversion) for name, value in fields.items()})


def _value(value: Any, conversion: Conversion) -> Any:
    if isinstance(value, str):
        return conversion.line(value)
    if isinstance(value, Placed):
        return _convert(value, conversion)
    if isinstance(value, tuple):
        return tuple(_value(inner, conversion) for inner in value)
    return conversion.value(value) if isinstance(value, Mapping) else value


def localize(model: _Model, made: Iterable[Conversion]) -> _Model:
    """Add the variants to every text by language that a model holds, where its author wrote none."""
    conversions = tuple(made)
    if not conversions:
        return model
    fields = {name: getattr(model, name) for name in type(model).model_fields if name not in PLACING}
    return model.model_copy(update={name: _localized(value, conversions) for name, value in fields.items()})


def _localized(value: Any, conversions: tuple[Conversion, ...]) -> Any:
    if isinstance(value, Placed):
        return localize(value, conversions)
    if isinstance(value, tuple):
        return tuple(_localized(inner, conversions) for inner in value)
    if isinstance(value, Mapping):
        added = {
            conversion.code: _value(value[conversion.base], conversion)
            for conversion in conversions
            if conversion.base in value and conversion.code not in value
        }
        return {**value, **added}
    return value
