"""The tree of agencies beside a list: whole where it is small, the open branch of it where it is large (机构导航)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from jixiao.web.records.models import Agency, AgencyYear, Level
from jixiao.web.records.prepared import Prepared, Slot
from jixiao.web.records.scope import READERS_BELOW, READERS_OF_ALL, READERS_OF_OWN, Scope, at
from jixiao.web.records.shapes import Places, places_of, slotted, values_of

Build = Callable[..., QuerySet]

WHOLE = 60
"""A tree of so many agencies is shown whole; of a larger one departments, and what stands below the one that is chosen."""
MOST = 300
_DEEPEST = 6
_FIELDS = ("agency_id", "parent_id", "name", "agency__code")


@dataclass(frozen=True, slots=True)
class Branch:
    """An agency in the tree.

    Attributes:
        id: of the agency.
        name: as it is called in the year.
        short: what the name adds to those above it.
        depth: below how many others it is shown.
    """

    id: str
    name: str
    short: str
    depth: int


def years(scope: Scope) -> list[int]:
    """Fiscal years in which the person sees agencies, newest first."""
    return [year for (year,) in _rows(_years, scope)]


def branches(scope: Scope, year: int, chosen: UUID | None) -> list[Branch]:
    """Agencies of a year that the person sees, in the order of the tree.

    Args:
        scope: of whoever asks.
        year: fiscal year.
        chosen: the agency whose branch is open.
    """
    rows = _rows(_whole, scope, year=year)
    if len(rows) > WHOLE:
        rows = _rows(_near if chosen is None else _near_chosen, scope, year=year, chosen=chosen)
    return _walked(rows)


def _rows(build: Build, scope: Scope, **values: Any) -> list[tuple[Any, ...]]:
    """The rows of a query, which is written once for each shape of a scope."""
    places = places_of(scope)
    if places is None:
        return list(build(scope, **values))
    return _prepared(build, places).rows(**values_of(scope), **values)


@lru_cache(maxsize=256)
def _prepared(build: Build, places: Places) -> Prepared:
    year, chosen = Slot("year", AgencyYear._meta.get_field("fiscal_year")), Slot("chosen", Agency._meta.pk)
    return Prepared(lambda: build(slotted(places), year=year, chosen=chosen))


def _seen(scope: Scope) -> QuerySet:
    grounds = [("agency_id", READERS_OF_OWN), ("department_id", READERS_BELOW), ("finance_id", READERS_OF_ALL)]
    seen = [at(name, places) for name, roles in grounds if (places := scope.agencies_of(*roles))]
    return AgencyYear.objects.filter(reduce(or_, seen, Q()) or Q(pk__in=[])).order_by()


def _years(scope: Scope, **_: Any) -> QuerySet:
    return _seen(scope).order_by("-fiscal_year").values_list("fiscal_year").distinct()


def _whole(scope: Scope, *, year: Any, **_: Any) -> QuerySet:
    return _seen(scope).filter(fiscal_year=year).values_list(*_FIELDS)[: WHOLE + 1]


def _near(scope: Scope, *, year: Any, more: Q | None = None, **_: Any) -> QuerySet:
    """Everything but units, and units without a department."""
    near = ~Q(level=Level.UNIT) | (at("parent_id", own) if (own := scope.agencies_of(*READERS_OF_ALL)) else Q(pk__in=[]))
    found = _seen(scope).filter(near | more if more else near, fiscal_year=year)
    return found.order_by("agency__code").values_list(*_FIELDS)[:MOST]


def _near_chosen(scope: Scope, *, year: Any, chosen: Any) -> QuerySet:
    """The same, with the branch that is open."""
    beside = AgencyYear.objects.filter(agency_id=chosen, fiscal_year=year, level=Level.UNIT).values("parent_id")
    return _near(scope, year=year, more=Q(agency_id=chosen) | Q(parent_id=chosen) | Q(parent_id__in=beside))


def _walked(rows: Iterable[tuple[Any, ...]]) -> list[Branch]:
    below: dict[Any, list[tuple[Any, ...]]] = {}
    rows = sorted(rows, key=lambda row: str(row[3]))
    ids = {row[0] for row in rows}
    for row in rows:
        below.setdefault(row[1] if row[1] in ids and row[1] != row[0] else None, []).append(row)
    found: list[Branch] = []

    def walk(parent: Any, depth: int, above: tuple[str, ...]) -> None:
        for pk, _, name, _ in below.get(parent, ()):
            known = max((each for each in above if name.startswith(each) and name != each), key=len, default="")
            found.append(Branch(str(pk), name, name.removeprefix(known), depth))
            if depth < _DEEPEST:
                walk(pk, depth + 1, (*above, name))

    walk(None, 0, ())
    return found
