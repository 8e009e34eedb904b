"""What adjusts what on a page of a list: an original and its adjustment are one entry, and their money is counted once (调整合并显示)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from jixiao.web.records.models import Adjustment, Declaration, Stage
from jixiao.web.records.scope import Scope


@dataclass(frozen=True, slots=True)
class Around:
    """Adjustments around the declarations of a page (调整关系).

    Attributes:
        of: id of an original to its adjustment, where the person may see it; the adjustment stands under it.
        from_: id of an adjustment to what it adjusts.
        on_page: ids of the page.
    """

    of: dict[Any, Adjustment] = field(default_factory=dict)
    from_: dict[Any, Adjustment] = field(default_factory=dict)
    on_page: frozenset[Any] = frozenset()

    def is_under(self, pk: Any) -> bool:
        """It is an adjustment of which the original stands on the page: it has no row of its own."""
        own = self.from_.get(pk)
        return own is not None and own.original_id in self.on_page

    def total_yuan(self, money: Iterable[tuple[Any, Decimal | None]]) -> Decimal:
        """The money of a page, each project once: neither what was replaced, nor an adjustment on its way beside what it adjusts."""
        total = Decimal(0)
        for pk, yuan in money:
            later, own = self.of.get(pk), self.from_.get(pk)
            is_replaced = later is not None and later.done_at is not None and later.declaration_id in self.on_page
            is_pending = own is not None and own.done_at is None and own.original_id in self.on_page
            total += Decimal(0) if is_replaced or is_pending else yuan or Decimal(0)
        return total


def adjusted_on(scope: Scope, ids: Sequence[Any]) -> Around:
    """Adjustments around some declarations that the person sees; those that were given up are none.

    They are found by their keys: narrowed as a list is, a database looks through all declarations of a jurisdiction for them. Only where an
    adjustment is not among these declarations itself it is asked whether the person may see it.
    """
    if not ids:
        return Around()
    page = frozenset(ids)
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
    return Around(
        {row.original_id: row for row in rows if row.original_id in page},
        {row.declaration_id: row for row in rows if row.declaration_id in page},
        page,
    )
