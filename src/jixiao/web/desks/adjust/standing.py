"""How a declaration stands to adjustments: it is one, or there is one of it (调整情况)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from jixiao.web.records.models import Adjustment, Declaration, Stage


@dataclass(frozen=True, slots=True)
class Adjusting:
    """Adjustments around a declaration that the caller may see.

    Attributes:
        own: what it adjusts, and why; ``None`` where it adjusts nothing.
        later: what adjusts it, on its way or approved; ``None`` where nothing does.
        may_see: the person may read ``later``: the unit always, others once it was handed in.
        may_adjust: it is approved with the budget, and nothing adjusts it.
    """

    own: Adjustment | None
    later: Adjustment | None
    may_see: bool
    may_adjust: bool


def adjusting_of(declaration: Declaration, *, is_clerk: bool, is_own: bool) -> Adjusting:
    """How a declaration stands to adjustments, in one query."""
    found = Adjustment.objects.reached().filter(Q(pk=declaration.pk) | Q(original=declaration))
    rows = list(found.exclude(declaration__stage=Stage.DISCARDED, original=declaration).select_related("original", "declaration", "by"))
    own = next((row for row in rows if row.declaration_id == declaration.pk), None)
    later = next((row for row in rows if row.original_id == declaration.pk), None)
    may_see = later is not None and (is_own or later.declaration.submitted_at is not None)
    return Adjusting(own, later, may_see, is_clerk and later is None and declaration.stage == Stage.RATIFIED)
