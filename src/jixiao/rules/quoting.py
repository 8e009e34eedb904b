"""What people see of a finding beside its message: the quoted values with their terms and places, and the law (引用与依据)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath

from jixiao.facts.schema import fact_tables
from jixiao.law import Citation, Status
from jixiao.messages import language, text
from jixiao.provenance import SourceRef
from jixiao.rules.finding import Finding, Quote
from jixiao.rules.header import Rule

_ENDINGS = ("_yuan", "_pct", "_text", "_value")
_FOR_COMPARISON = "（比较用）"
_OF_RULES = frozenset({"other_yuan"})
"""Names that rules give to the second of two values, whatever a fact calls so (其他资金)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A value as people look it up: what it is, what is printed, and where; each empty where it is not known.

    ``file`` is that of another document than the finding's; its place then says so too.
    """

    term: str
    text: str
    place: str
    file: str = ""


def seen(finding: Finding, lang: str | None = None) -> list[Seen]:
    """The quoted values of a finding, and its own place where that is none of theirs."""
    lang = lang or language()
    found = [_seen(quote, finding.file, lang) for quote in finding.quotes if quote.source is not None]
    own = brief(finding.source, lang)
    if own and own not in {item.place for item in found}:
        found.append(Seen("", "", own))
    return list(dict.fromkeys(found))


def _seen(quote: Quote, own_file: str, lang: str) -> Seen:
    """A value; of a bare count, which says nothing without its message, only the place."""
    term = term_of(quote.name, lang)
    place, file = brief(quote.source, lang), ""
    if quote.source is not None and quote.source.file != own_file:
        file = quote.source.file
        place = text("place.in_file", lang, file=PurePath(file).name, place=place) if place else PurePath(file).name
    is_count = isinstance(quote.value, int) and not isinstance(quote.value, bool) and quote.name not in _terms()
    return Seen("", "", place, file) if is_count else Seen(term, quote.describe(lang), place, file)


def brief(source: SourceRef | None, lang: str | None = None) -> str:
    """A place in words without the corners of a box, which no eye can find.

    >>> brief(SourceRef("a.pdf", page=3, box=(56.7, 120.0, 212.3, 140.0)), "en")
    'page 3'
    """
    return replace(source, box=()).where(lang) if source is not None else ""


def term_of(column: str, lang: str) -> str:
    """What people call a column that a rule quotes; empty where nothing tells.

    >>> term_of("lifetime_yuan", "zh"), term_of("lifetime_yuan", "en"), term_of("no_such_column", "zh")
    ('项目总额', 'lifetime', '')
    """
    if lang == "en":
        ending = next((ending for ending in _ENDINGS if column.endswith(ending)), "")
        return column.removesuffix(ending).replace("_", " ")
    terms = _terms().get(column, set())
    return next(iter(terms)) if len(terms) == 1 else ""


@cache
def _terms() -> dict[str, set[str]]:
    """Chinese terms of the columns of all fact tables, by name of the column."""
    found: dict[str, set[str]] = {}
    for table in fact_tables().values():
        for column in table.columns:
            found.setdefault(column.name, set()).add(column.zh.removesuffix(_FOR_COMPARISON))
    return {name: terms for name, terms in found.items() if name not in _OF_RULES}


def law_of(rule: Rule, lang: str | None = None) -> str:
    """The law of a rule in words; a citation that nobody has compared with its text says so."""
    lang = lang or language()
    return text("report.semicolon", lang).join(_cited(rule, lang))


def _cited(rule: Rule, lang: str) -> Iterator[str]:
    for citation in rule.legal_basis:
        yield citation.describe(lang) + _mark(citation, lang)


def _mark(citation: Citation, lang: str) -> str:
    return text(f"lawstatus.{citation.status.value}_mark", lang) if citation.status in (Status.SECONDARY, Status.UNVERIFIED) else ""
