"""Pages of long lists: behind the last row that was seen, so that no page costs more for being far behind."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404


def page(found: QuerySet, order: str, after: str, size: int) -> tuple[list[Any], str]:
    """Some rows, and the mark of the last of them where more follow.

    Args:
        found: the rows.
        order: a field of time to order by, with ``-`` for the newest first.
        after: mark of the last row of the page before; empty for the first page.
        size: rows on a page.

    Raises:
        Http404: the mark is none.
    """
    descends, field = order.startswith("-"), order.lstrip("-")
    if after:
        seen, pk = _mark(after)
        side = "lt" if descends else "gt"
        found = found.filter(Q(**{f"{field}__{side}": seen}) | Q(**{field: seen, "id__gt": pk}))
    rows = list(found.order_by(order, "id")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return rows, f"{getattr(rows[-1], field).isoformat()}_{rows[-1].pk}" if more else ""


def _mark(after: str) -> tuple[datetime, UUID]:
    at, _, pk = after.rpartition("_")
    try:
        seen = datetime.fromisoformat(at)
        if seen.tzinfo is None:
            raise ValueError(at)
        return seen, UUID(pk)
    except ValueError:
        raise Http404 from None
