"""What adjusts what in a list: an original and its adjustment are one entry, and their money is counted once (调整合并显示).

The adjustment stands for both where a list holds both: it is what somebody works at, or what holds now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Q

from jixiao.web.records.lists import Sought, held_of
from jixiao.web.records.models import Adjustment, Declaration, Stage
from jixiao.web.records.prepared import Prepared, Slot
from jixiao.web.records.scope import Scope


@dataclass(frozen=True, slots=True)
class Around:
    """Adjustments around the declarations of a page (调整关系).

    Attributes:
        of: id of an original to its adjustment, where the person may see it.
        from_: id of an adjustment to what it adjusts, which is told under it.
        merged: ids of the originals that the list holds and tells with their adjustment.
    """

    of: dict[Any, Adjustment] = field(default_factory=dict)
    from_: dict[Any, Adjustment] = field(default_factory=dict)
    merged: frozenset[Any] = frozenset()

    def counted_yuan(self, pk: Any, yuan: Decimal | None) -> Decimal | None:
        """The money of an entry as a total counts it: what was approved, until its adjustment is approved too."""
        own = self.from_.get(pk)
        is_pending = own is not None and own.done_at is None and own.original_id in self.merged
        return own.original.annual_yuan if own is not None and is_pending else yuan

    def total_yuan(self, money: Iterable[tuple[Any, Decimal | None]]) -> Decimal:
        """The money of some entries, each project once."""
        return sum((self.counted_yuan(pk, yuan) or Decimal(0) for pk, yuan in money), Decimal(0))


_AT_ONCE = 900
"""Keys that are asked for in one query."""
_STEP = 50
"""Queries are written for so many keys, twice, three times as many."""


def adjusted_on(scope: Scope, ids: Sequence[Any], sought: Sought | None = None) -> Around:
    """Adjustments around some declarations that the person sees; those that were given up are none.

    They are found by their keys: narrowed as a list is, a database looks through all declarations of a jurisdiction for them. Only where an
    adjustment is not among these declarations itself it is asked whether the person may see it.

    Args:
        scope: of whoever asks.
        ids: of the entries.
        sought: the list that they are of; where none is given, no originals are told with their adjustments.
    """
    of: dict[Any, Adjustment] = {}
    from_: dict[Any, Adjustment] = {}
    for at in range(0, len(ids), _AT_ONCE):
        page = frozenset(ids[at : at + _AT_ONCE])
        rows = _around(scope, page)
        of |= {row.original_id: row for row in rows if row.original_id in page}
        from_ |= {row.declaration_id: row for row in rows if row.declaration_id in page}
    pending = [row.original_id for row in from_.values() if row.done_at is None]
    return Around(of, from_, _held(scope, sought, pending) if sought else frozenset())


@lru_cache(maxsize=_AT_ONCE // _STEP)
def _touching(count: int) -> Prepared:
    """Whether any of so many declarations is adjusted or an adjustment."""
    slots = [Slot(f"at_{at}", Declaration._meta.pk) for at in range(count)]
    around = Q(*((name, slot) for name in ("declaration", "original") for slot in slots), _connector=Q.OR)
    return Prepared(lambda: Adjustment.objects.reached().filter(around).order_by().values_list("pk")[:1])


def _held(scope: Scope, sought: Sought, ids: list[Any]) -> frozenset[Any]:
    return frozenset().union(*(held_of(scope, sought, ids[at : at + _AT_ONCE]) for at in range(0, len(ids), _AT_ONCE)))


def _around(scope: Scope, page: frozenset[Any]) -> list[Adjustment]:
    """The adjustments themselves; on most pages there are none, which is asked for first by a query that is written once."""
    ids = list(page)
    padded = ids + ids[-1:] * (-len(ids) % _STEP)
    if not _touching(len(padded)).raw_rows(**{f"at_{at}": pk for at, pk in enumerate(padded)}):
        return []
    found = Adjustment.objects.reached().filter(Q(declaration__in=page) | Q(original__in=page))
    rows = list(
        found.exclude(declaration__stage=Stage.DISCARDED)
        .select_related("declaration", "original")
        .defer("declaration__draft", "original__draft")
    )
    elsewhere = [row.declaration_id for row in rows if row.declaration_id not in page]
    if elsewhere:
        seen = set(Declaration.objects.visible_to(scope).filter(pk__in=elsewhere).values_list("pk", flat=True))
        rows = [row for row in rows if row.declaration_id in page or row.declaration_id in seen]
    return rows
