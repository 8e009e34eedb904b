"""Queries that are written once: the same rows as the query itself gives, whatever they are asked for, and never without a scope."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Chain, Declaration, Event, Post
from jixiao.web.records.prepared import Prepared, PreparedCounts, Slot
from jixiao.web.records.prepared_changes import PreparedInsert, PreparedUpdate
from jixiao.web.records.scope import UnscopedQueryError

COLUMNS = ("id", "agency_id", "name", "annual_yuan", "stage_since", "due_on", "agency__code")


@pytest.mark.both_databases
def test_rows_are_those_of_the_query_with_the_same_types(tree):
    scope = actor_of(tree.people["clerk_a"]).scope
    own = [
        actions.create(tree.agencies["unit_a"], YEAR, complete(name=name), actor=actor_of(tree.people["clerk_a"])) for name in ("甲", "乙")
    ]
    key = Slot("key", Declaration._meta.pk)
    prepared = Prepared(lambda: Declaration.objects.visible_to(scope).filter(pk=key).values_list(*COLUMNS))
    for each in own:
        assert prepared.rows(key=each.pk) == list(Declaration.objects.filter(pk=each.pk).values_list(*COLUMNS))


def test_a_query_that_is_not_narrowed_is_refused_although_nobody_asks(tree):
    prepared = Prepared(lambda: Declaration.objects.values_list("id"))
    with pytest.raises(UnscopedQueryError):
        prepared.rows()


def test_who_may_see_nothing_is_given_nothing(tree):
    scope = actor_of(tree.people["system_admin"]).scope
    assert Prepared(lambda: Declaration.objects.visible_to(scope).values_list("id")).rows() == []
    assert PreparedCounts(lambda: [Declaration.objects.visible_to(scope), Declaration.objects.visible_to(scope).none()]).counts() == [0, 0]


def test_a_value_that_is_not_given_is_told(tree):
    prepared = Prepared(lambda: Post.objects.filter(valid_from__lte=Slot("day", Post._meta.get_field("valid_from"))).values_list("pk"))
    assert len(prepared.rows(day=date(2027, 1, 1))) == len(tree.people)
    assert prepared.rows(day=date(2019, 1, 1)) == []
    with pytest.raises(KeyError):
        prepared.rows()


@pytest.mark.both_databases
def test_a_row_that_is_written_is_the_one_that_a_record_would_be(tree):
    Chain.objects.create(key="甲", digest="0" * 64)
    told = {
        "chain_id": "甲",
        "at": "2027-01-05T01:02:03.000004Z",
        "actor": {"名": "周'明\""},
        "action": "x",
        "object": "",
        "result": "done",
    }
    told |= {"before": None, "after": "f" * 64, "data": {"数": [1, None, "%s"]}, "previous": "0" * 64, "digest": "1" * 64}

    Event.objects.create(seq=1, **told)
    key = PreparedInsert(Event).row(seq=2, **told)

    first, second = Event.objects.filter(chain="甲").order_by("seq").values()
    assert second["id"] == key > first["id"]
    assert {name: value for name, value in first.items() if name not in ("id", "seq")} == {**told}
    assert {**second, "id": 0, "seq": 0} == {**first, "id": 0, "seq": 0}


@pytest.mark.both_databases
def test_columns_that_are_written_are_those_that_a_record_would_save_and_no_others(tree):
    own = actions.create(tree.agencies["unit_a"], YEAR, complete(name="甲"), actor=actor_of(tree.people["clerk_a"]))
    other = actions.create(tree.agencies["unit_a"], YEAR, complete(name="乙"), actor=actor_of(tree.people["clerk_a"]))
    before = Declaration.objects.filter(pk=own.pk).values().get()
    told = {
        "name": "丙",
        "annual_yuan": Decimal("12.50"),
        "draft": {"fields": {"name": "丙"}},
        "due_on": None,
        "finance_id": own.department_id,
    }

    PreparedUpdate(Declaration, tuple(told)).row(own.pk, **told)

    assert Declaration.objects.filter(pk=own.pk).values().get() == before | told
    assert Declaration.objects.get(pk=other.pk).name == "乙"


def test_a_row_that_is_not_there_and_a_value_that_is_missing_are_told(tree):
    change = PreparedUpdate(Chain, ("seq", "digest"))
    with pytest.raises(DatabaseError):
        change.row("无", seq=1, digest="")
    with pytest.raises(KeyError):
        change.row("无", seq=1)
    with pytest.raises(KeyError):
        PreparedInsert(Event).row(seq=1)
