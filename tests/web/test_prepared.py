"""Queries that are written once: the same rows as the query itself gives, whatever they are asked for, and never without a scope."""

from datetime import date

import pytest
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Declaration, Post
from jixiao.web.records.prepared import Prepared, PreparedCounts, Slot
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
