"""Which document of one side belongs to which of the other (文件配对): by agency, kind, content and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from jixiao.matching import same_agency
from jixiao.matching.assignment import assign
from jixiao.matching.keys import key_of, likeness
from jixiao.matching.names import name_stem
from jixiao.matching.readings import agency_name
from jixiao.model import Document

_YEAR = re.compile(r"20\d\d")
_FARTHEST = 5


def partners(old: Sequence[Document], new: Sequence[Document]) -> list[tuple[int, int, float]]:
    """Pairs of documents: number in each list, and how sure it is that both are of one agency.

    One document on each side is a pair whatever it says: the caller chose the two.
    """
    if len(old) == 1 and len(new) == 1:
        return [(0, 0, same_agency(agency_name(old[0]), agency_name(new[0])))]
    sure: dict[tuple[int, int], float] = {}
    scores: dict[tuple[int, int], float] = {}
    for at, earlier in enumerate(old):
        for to, later in enumerate(new):
            agency = same_agency(agency_name(earlier), agency_name(later)) or _unnamed(earlier, later)
            if agency:
                sure[at, to] = agency
                scores[at, to] = 0.4 * agency + 0.6 * _fits(earlier, later)
    return [(at, to, sure[at, to]) for at, to in assign(scores)]


def _unnamed(old: Document, new: Document) -> float:
    """Documents of which one does not name its agency may be of one where they have projects or the file name in common."""
    if agency_name(old) and agency_name(new):
        return 0.0
    return 0.5 if _common_projects(old, new) or _file_key(old) == _file_key(new) else 0.0


def _fits(old: Document, new: Document) -> float:
    """How well two documents of one agency belong together: kind, content, name of the file, years."""
    kind = 1.0 if old.kind is new.kind else 0.0
    tables = _share({table.kind for table in old.tables}, {table.kind for table in new.tables})
    content = max(_common_projects(old, new), tables)
    file = likeness(_file_key(old), _file_key(new)) or 0.0
    return 0.3 * kind + 0.25 * content + 0.15 * file + 0.3 * _near(old, new)


def _near(old: Document, new: Document) -> float:
    """The same file is nearest, then another version of one year, then the year before."""
    if old.source.sha256 == new.source.sha256:
        return 1.1
    if old.fiscal_year is None or new.fiscal_year is None:
        return 0.5
    apart = new.fiscal_year - old.fiscal_year
    return max(0.0, 1 - abs(apart) / _FARTHEST) * (1.0 if apart >= 0 else 0.5)


def _common_projects(old: Document, new: Document) -> float:
    return _share(*({key_of(name_stem(item.name)) for item in document.projects if item.name} for document in (old, new)))


def _share(left: set[str | None] | set[str], right: set[str | None] | set[str]) -> float:
    return len({*left} & {*right}) / min(len(left), len(right)) if left and right else 0.0


def _file_key(document: Document) -> str:
    return key_of(_YEAR.sub("", PurePath(document.source.file).stem)) or ""
