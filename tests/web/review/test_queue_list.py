"""The list that reviewers come from: sorted by what matters, as cheap with many rows as with one, and a way into each of them."""

import copy
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from tests.web.review.selecting import select

from jixiao.web.records import clock
from jixiao.web.records.models import Declaration

ADDRESS = "?role=finance_reviewer&tab=to_review"


def copies(found, count):
    """As many more of a declaration, each different in what a list can be sorted by."""
    for number in range(count):
        own = copy.copy(found)
        own.pk, own._state = uuid.uuid4(), copy.copy(found._state)
        own._state.adding = True
        own.name, own.errors = f"项目{number:02}", number % 5
        own.annual_yuan = Decimal(number * 7 % 50) * 10_000
        own.due_on = None if number % 9 == 0 else clock.today() + timedelta(days=number * 3 % 20 - 5)
        own.save(force_insert=True)


def rows_of(response):
    return select(html.document_fromstring(response.content.decode()), "tbody tr[data-row]")


@pytest.fixture
def waiting(desk):
    found = desk.at("finance_review")
    copies(found, 49)
    return list(Declaration.objects.all())


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("due", lambda row: (row.due_on is None, row.due_on)),
        ("money", lambda row: -row.annual_yuan),
        ("errors", lambda row: -row.errors),
    ],
)
def test_list_is_sorted(sort, key, waiting, logged_in):
    shown = rows_of(logged_in("finance").get(f"{reverse('declarations')}{ADDRESS}&sort={sort}"))

    order = [key(Declaration.objects.get(pk=select(row, "a.title")[0].get("href").split("?")[0].split("/")[-1])) for row in shown]
    assert len(order) == 50
    assert [each for each in order if each != (True, None)] == sorted(each for each in order if each != (True, None))
    assert order[-6:] == [(True, None)] * 6 or sort != "due"


def test_heading_that_is_sorted_by_says_so_and_leads_back(waiting, logged_in):
    shown = html.document_fromstring(logged_in("finance").get(f"{reverse('declarations')}{ADDRESS}&sort=money").content.decode())

    assert [node.text_content() for node in select(shown, "th[aria-sort='descending']")] == ["年度资金（万元）"]
    assert [node.get("href") for node in select(shown, "th[aria-sort] a")] == [ADDRESS]


def test_rows_lead_to_sheets_that_know_the_list(waiting, logged_in):
    shown = rows_of(logged_in("finance").get(f"{reverse('declarations')}{ADDRESS}&sort=due&words=项目"))

    assert {select(row, "a.title")[0].get("href").partition("?")[2] for row in shown} == {
        "role=finance_reviewer&tab=to_review&sort=due&words=%E9%A1%B9%E7%9B%AE"
    }


def test_what_is_late_is_marked(waiting, logged_in):
    shown = rows_of(logged_in("finance").get(f"{reverse('declarations')}{ADDRESS}"))

    late = {select(row, "a.title")[0].text_content() for row in shown if select(row, "td.red")}
    assert late == {row.name for row in waiting if row.due_on and row.due_on < clock.today()}


@pytest.mark.parametrize("sort", ["", "&sort=due", "&sort=money", "&sort=errors"])
def test_list_costs_the_same_with_one_row_and_with_fifty(sort, desk, logged_in):
    client = logged_in("finance")
    desk.at("finance_review")
    client.get(reverse("home"))  # the first page of a session notes that it was used
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"{reverse('declarations')}{ADDRESS}{sort}").status_code == 200
        counts.append(len(asked))
        copies(Declaration.objects.first(), 49)

    assert counts[0] == counts[1] <= 10


def test_next_page_goes_on_in_the_same_order(desk, logged_in):
    found = desk.at("finance_review")
    copies(found, 69)
    client = logged_in("finance")
    first = client.get(f"{reverse('declarations')}{ADDRESS}&sort=due")
    onward = select(html.document_fromstring(first.content.decode()), "tr.next a")[0].get("href")

    second = client.get(reverse("declarations") + onward)

    names = [select(row, "a.title")[0].get("href") for row in (*rows_of(first), *rows_of(second))]
    assert (len(names), len(set(names))) == (70, 70)
