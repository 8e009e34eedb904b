"""Pages of lists: every row once, whatever they are ordered by and whatever says nothing there."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.http import Http404
from tests.web.tree import YEAR

from jixiao.web.records import paging
from jixiao.web.records.models import Declaration, empty_draft

ORDERS = ["stage_since", "-stage_since", "due_on", "-due_on", "annual_yuan", "-annual_yuan", "errors", "-errors"]
SINCE = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def rows(agencies, people):
    """Twenty declarations; many are equal in something, and some say nothing of money or of a day."""
    made = [
        Declaration(
            agency=agencies["unit_a"],
            finance=agencies["finance"],
            fiscal_year=YEAR,
            pack="national",
            levels=[],
            draft=empty_draft(),
            created_by=people["clerk_a"],
            stage_since=SINCE + timedelta(minutes=number // 3),
            due_on=None if number % 4 == 0 else date(2026, 9, 1 + number % 3),
            annual_yuan=None if number % 5 == 0 else Decimal(number % 6) * 1000,
            errors=number % 4,
        )
        for number in range(20)
    ]
    Declaration.objects.bulk_create(made)
    return Declaration.objects.all()


def value_of(row, order):
    return getattr(row, order.lstrip("-"))


@pytest.mark.both_databases
@pytest.mark.parametrize("order", ORDERS)
def test_pages_hold_every_row_once_in_order(rows, order):
    seen, after = [], ""
    while True:
        page, after = paging.page(rows, order, after, 3)
        seen += page
        if not after:
            break

    told = [value_of(row, order) for row in seen if value_of(row, order) is not None]
    assert sorted(row.pk for row in seen) == sorted(row.pk for row in rows)
    assert told == sorted(told, reverse=order.startswith("-"))
    assert [value_of(row, order) is None for row in seen] == sorted(value_of(row, order) is None for row in seen)


@pytest.mark.both_databases
@pytest.mark.parametrize("order", ORDERS)
def test_mark_parts_the_rows_before_it_from_those_behind_it(rows, order):
    whole = list(paging.ordered(rows, order))

    for at, row in enumerate(whole):
        mark = paging.mark_of(row, order)
        assert rows.filter(paging.before(Declaration, order, mark)).count() == at
        assert rows.filter(paging.behind(Declaration, order, mark)).count() == len(whole) - at - 1


@pytest.mark.parametrize("mark", ["", "_", "x_y", "2026-09-01_", "2026-09-01T08:00:00_6f1f7e7e-0000-4000-8000-000000000000"])
def test_mark_that_is_none_is_no_page(mark):
    with pytest.raises(Http404):
        paging.behind(Declaration, "stage_since", mark)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+999", "一千"])
def test_amount_that_no_row_can_have_is_no_page(amount):
    with pytest.raises(Http404):
        paging.behind(Declaration, "-annual_yuan", f"{amount}_6f1f7e7e-0000-4000-8000-000000000000")
