"""Which of a person's agencies a file is about: by the code or the name that it prints, or by the name of the file (单位匹配)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from jixiao.web.records.models import AgencyYear

_DROPPED = re.compile(r"[\s·、,，.。:：\-—_()（）\[\]【】〔〕]+|本级|本部")


class Match(NamedTuple):
    """An agency, and why it is that one; none and an empty text where nobody can say."""

    agency_id: Any
    how: str


NOBODY = Match(None, "")


def match(codes: Iterable[str | None], names: Iterable[str | None], file_name: str, years: Sequence[AgencyYear]) -> Match:
    """The agency that a project belongs to, among those for which somebody declares.

    A file that names another unit is never given to one of theirs, and neither is one that fits two.

    Args:
        codes: that the project prints, the surest first.
        names: that the project and its document print, the surest first.
        file_name: with its folders.
        years: the agencies in the fiscal year, with ``agency`` and its years.
    """
    by_code = {year.agency.code: year.agency_id for year in years}
    for code in filter(None, codes):
        if code.strip() in by_code:
            return Match(by_code[code.strip()], "code")
    called = _called(years)
    said = [folded for name in names if name and (folded := _folded(name))]
    for name in said:
        if name in called:
            return Match(called[name], "name") if called[name] is not None else NOBODY
    found = _longest_in(_folded(file_name), called)
    if found is not None and not said:
        return Match(found, "file")
    if not said and len(years) == 1:
        return Match(years[0].agency_id, "only")
    return NOBODY


def _called(years: Iterable[AgencyYear]) -> dict[str, Any]:
    """Agencies by what they are called now, or were called in other years; none where two are called the same."""
    all_ = list(years)
    now: dict[str, Any] = {}
    before: dict[str, Any] = {}
    for year in all_:
        _add(now, {year.name, year.agency.name}, year.agency_id)
        _add(before, {other.name for other in year.agency.years.all()}, year.agency_id)
    return before | now


def _add(found: dict[str, Any], names: Iterable[str], agency_id: Any) -> None:
    for name in {_folded(name) for name in names}:
        found[name] = agency_id if found.get(name, agency_id) == agency_id else None


def _longest_in(words: str, called: dict[str, Any]) -> Any:
    """The agency whose name stands in some words; of one that begins with the name of another, the longer."""
    named = [name for name in called if name and name in words]
    longest = max(named, key=len, default="")
    others = [name for name in named if name not in longest]
    return called[longest] if longest and not others else None


def _folded(name: str) -> str:
    """A name without what is printed in one file and not in another: brackets, blanks, width.

    >>> _folded("云川市财政局（本级）") == _folded("云川市财政局 (本级)") == "云川市财政局"
    True
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name))
