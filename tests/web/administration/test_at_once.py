"""Two administrators at the same moment: no power is left empty, no tree becomes wrong, nothing is given twice."""

from datetime import timedelta

import pytest
from tests.web.rounds import all_at_once
from tests.web.tree import YEAR, plant

from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions.administration import (
    add_agency,
    change_agency,
    create_token,
    deactivate,
    give_post,
    seen_digest,
    start_check,
)
from jixiao.web.records.agency_tree import Tree
from jixiao.web.records.models import AgencyYear, ApiToken, ChainCheck, Person, Post

pytestmark = pytest.mark.both_databases
ROUNDS = 5


@pytest.fixture
def tree(transactional_db):
    return plant()


def twin(tree, login, role):
    """A second administrator with the same power."""
    person = Person.objects.create_user(f"{login}_2", "何平")
    return Post.objects.create(
        person=person, agency=tree.agencies["finance"], role=role, valid_from=tree.people[login].posts.get().valid_from
    ).person


def test_of_two_who_close_each_other_one_stays(tree):
    first, second = tree.people["system_admin"], twin(tree, "system_admin", "system_admin")
    for _ in range(ROUNDS):
        Person.objects.filter(pk__in=[first.pk, second.pk]).update(is_active=True)
        one, other = (Person.objects.get(pk=person.pk) for person in (first, second))
        actors = actor_of(one), actor_of(other)
        outcome = all_at_once(
            lambda actors=actors: deactivate(second.pk, reason="调离", actor=actors[0]),
            lambda actors=actors: deactivate(first.pk, reason="调离", actor=actors[1]),
        )
        assert (len(outcome.done), outcome.failures) == (1, [])
        assert Person.objects.filter(pk__in=[first.pk, second.pk], is_active=True).count() == 1


def test_excluding_posts_given_at_once_are_given_once(tree):
    security = actor_of(tree.people["security_admin"])
    for number in range(ROUNDS):
        person = Person.objects.create_user(f"new{number}", "赵雷")
        outcome = all_at_once(
            *(
                lambda role=role, agency=agency, person=person: give_post(
                    person.pk, agency=agency, role=role, since="2099-01-01", until="", actor=security
                )
                for role, agency in (("clerk", "201001"), ("audit_admin", "101"), ("system_admin", "101"))
            )
        )
        assert (len(outcome.done), outcome.failures) == (1, [])
        assert person.posts.count() == 1


def test_agencies_that_move_under_each_other_make_no_ring(tree):
    admin = actor_of(tree.people["system_admin"])
    rows = [AgencyYear.objects.select_related("agency").get(agency=tree.agencies[place]) for place in ("unit_a", "unit_b")]
    seen = [seen_digest(row) for row in rows]

    def move(row, seen, parent):
        told = {"name": row.name, "level": "unit", "parent": parent, "pack": "national", "is_open": True}
        return lambda: change_agency(row.agency_id, YEAR, seen=seen, actor=admin, **told)

    outcome = all_at_once(move(rows[0], seen[0], "201002"), move(rows[1], seen[1], "201001"))

    assert (len(outcome.done), outcome.failures) == (1, [])
    now = Tree.of(YEAR)
    assert list(now.faults(now.rows.values(), {})) == []


def test_agency_that_is_added_twice_is_added_once(tree):
    admin = actor_of(tree.people["system_admin"])
    told = {"year": str(YEAR), "code": "201009", "name": "直属九大队", "level": "unit", "parent": "201", "pack": "national"}
    outcome = all_at_once(*[lambda: add_agency(**told, actor=admin)] * 4)

    assert len(outcome.done) == 1
    assert outcome.failures == []
    assert AgencyYear.objects.filter(agency__code="201009").count() == 1


def test_token_and_check_that_are_asked_for_twice_are_made_once(tree):
    clerk, audit = actor_of(tree.people["clerk_a"]), actor_of(tree.people["audit_admin"])
    until = (clock.today() + timedelta(days=30)).isoformat()
    for attempt, made in (
        (lambda: create_token(name="对接", until=until, actor=clerk), ApiToken),
        (lambda: start_check(actor=audit), ChainCheck),
    ):
        outcome = all_at_once(*[attempt] * 4)

        assert (len(outcome.done), outcome.failures) == (1, [])
        assert made.objects.count() == 1
