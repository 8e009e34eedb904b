"""Pages of long lists: behind the last row that was seen, so that no page costs more for being far behind.

An order is the name of a field, with ``-`` for the largest or newest first. Rows that say nothing there come last, and equal ones are
ordered by their id, so that a mark (value and id of a row) is a place between two rows whatever is added or taken away around it.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.http import Http404

_MOST = Decimal(10) ** 16


def page(found: QuerySet, order: str, after: str, size: int) -> tuple[list[Any], str]:
    """Some rows, and the mark of the last of them where more follow.

    Args:
        found: the rows.
        order: a field to order by.
        after: mark of the last row of the page before; empty for the first page.
        size: rows on a page.

    Raises:
        Http404: the mark is none.
    """
    if after:
        found = found.filter(behind(found.model, order, after))
    rows = list(ordered(found, order)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return rows, mark_of(rows[-1], order) if more else ""


def ordered(found: QuerySet, order: str) -> QuerySet:
    """The rows in an order, those without a value last."""
    descends, name = _split(order)
    if not found.model._meta.get_field(name).null:
        return found.order_by(order, "id")
    return found.order_by(F(name).desc(nulls_last=True) if descends else F(name).asc(nulls_last=True), "id")


def mark_of(row: Model, order: str) -> str:
    """The place of a row in an order."""
    return mark(getattr(row, _split(order)[1]), row.pk)


def mark(value: Any, pk: Any) -> str:
    """The place of a row with a value."""
    told = "" if value is None else value.isoformat() if isinstance(value, date | datetime) else str(value)
    return f"{told}_{pk}"


def behind(model: type[Model], order: str, mark: str) -> Q:
    """Rows that come after a mark.

    Raises:
        Http404: the mark is none.
    """
    value, pk = place_of(model, order, mark)
    name = _split(order)[1]
    if value is None:
        return Q(**{f"{name}__isnull": True, "id__gt": pk})
    found = behind_place(order, value, pk)
    return found | Q(**{f"{name}__isnull": True}) if model._meta.get_field(name).null else found


def behind_place(order: str, value: Any, pk: Any) -> Q:
    """Rows that come after one with a value, of those that have one; an index leads there at once, which it would not do for one ``or``."""
    descends, name = _split(order)
    side = "lt" if descends else "gt"
    return Q(**{f"{name}__{side}e": value}) & (Q(**{f"{name}__{side}": value}) | Q(id__gt=pk))


def place_of(model: type[Model], order: str, mark: str) -> tuple[Any, UUID]:
    """Value and id of the row that a mark stands for.

    Raises:
        Http404: the mark is none.
    """
    return _value(model, _split(order)[1], mark)


def before(model: type[Model], order: str, mark: str) -> Q:
    """Rows that come before a mark.

    Raises:
        Http404: the mark is none.
    """
    descends, name = _split(order)
    value, pk = _value(model, name, mark)
    if value is None:
        return Q(**{f"{name}__isnull": False}) | Q(**{f"{name}__isnull": True, "id__lt": pk})
    side = "gt" if descends else "lt"
    return Q(**{f"{name}__{side}e": value}) & (Q(**{f"{name}__{side}": value}) | Q(id__lt=pk))


def _split(order: str) -> tuple[bool, str]:
    return order.startswith("-"), order.lstrip("-")


def _value(model: type[Model], name: str, mark: str) -> tuple[Any, UUID]:
    told, _, pk = mark.rpartition("_")
    field = model._meta.get_field(name)
    try:
        value = field.to_python(told) if told else None
        is_wild = isinstance(value, Decimal) and not (value.is_finite() and abs(value) < _MOST)
        if is_wild or (value is None and not field.null) or (isinstance(value, datetime) and value.tzinfo is None):
            raise ValueError(mark)
        return value, UUID(pk)
    except (ValueError, ValidationError):
        raise Http404 from None
