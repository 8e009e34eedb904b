"""The tree of agencies beside a list: whole where it is small, the open branch of it where it is large (机构导航)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from jixiao.web.records.models import AgencyYear, Level
from jixiao.web.records.scope import READERS_BELOW, READERS_OF_ALL, READERS_OF_OWN, Scope, at

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
    return list(_seen(scope).order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct())


def branches(scope: Scope, year: int, chosen: UUID | None) -> list[Branch]:
    """Agencies of a year that the person sees, in the order of the tree.

    Args:
        scope: of whoever asks.
        year: fiscal year.
        chosen: the agency whose branch is open.
    """
    seen = _seen(scope).filter(fiscal_year=year)
    rows = list(seen.values_list(*_FIELDS)[: WHOLE + 1])
    if len(rows) > WHOLE:
        rows = list(seen.filter(_near(scope, year, chosen)).order_by("agency__code").values_list(*_FIELDS)[:MOST])
    return _walked(rows)


def _seen(scope: Scope) -> QuerySet:
    seen = Q(pk__in=[])
    for name, roles in (("agency_id", READERS_OF_OWN), ("department_id", READERS_BELOW), ("finance_id", READERS_OF_ALL)):
        if places := scope.agencies_of(*roles):
            seen = at(name, places) if seen == Q(pk__in=[]) else seen | at(name, places)
    return AgencyYear.objects.filter(seen).order_by()


def _near(scope: Scope, year: int, chosen: UUID | None) -> Q:
    """Everything but units, units without a department, and the branch that is open."""
    near = ~Q(level=Level.UNIT) | Q(parent_id__in=scope.agencies_of(*READERS_OF_ALL))
    if chosen is None:
        return near
    beside = AgencyYear.objects.filter(agency_id=chosen, fiscal_year=year, level=Level.UNIT).values("parent_id")
    return near | Q(agency_id=chosen) | Q(parent_id=chosen) | Q(parent_id__in=beside)


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
