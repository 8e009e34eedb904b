"""Posts: given, ended, held for somebody else, and handed over, by the security administrator only."""

from datetime import date

import pytest

from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions.administration import (
    PowerError,
    end_post,
    end_sessions,
    give_post,
    hand_over,
    revoke_token_of,
    stand_in,
    unlock,
)
from jixiao.web.records.directory import waiting_at
from jixiao.web.records.models import Assignment, Involvement, Person, Post
from jixiao.web.records.refusals import RefusedError

pytestmark = pytest.mark.both_databases

TODAY = "2026-11-20"


@pytest.fixture
def admin(acting):
    return acting("security_admin")


@pytest.fixture
def newcomer(people):
    people["new"] = Person.objects.create_user("new", "赵雷")
    return people["new"]


def give(person, admin, role, agency, since=TODAY, until=""):
    return give_post(person.pk, agency=agency, role=role, since=since, until=until, actor=admin)


def roles_on(person, day):
    return {(post.role, post.agency.code) for post in actor_of(person, today=date.fromisoformat(day)).posts}


def test_post_holds_from_its_first_day_to_its_last(newcomer, admin, events):
    give(newcomer, admin, "clerk", "201001", "2026-12-01", "2026-12-31")

    days = ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"]
    assert [roles_on(newcomer, day) for day in days] == [set(), {("clerk", "201001")}, {("clerk", "201001")}, set()]
    (event,) = events("post.give")
    assert event.data["after"] == {
        "person": "new",
        "agency": "201001",
        "role": "clerk",
        "since": "2026-12-01",
        "until": "2026-12-31",
        "stands_in_for": None,
    }


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        (("", "", "", ""), [("agency", "missing"), ("since", "no_day"), ("role", "missing")]),
        (("clerk", "201009", TODAY, ""), [("agency", "no_agency")]),
        (("king", "201001", TODAY, ""), [("role", "missing")]),
        (("clerk", "201001", "2026-11-19", ""), [("since", "day_too_early")]),
        (("clerk", "201001", "2026-02-30", ""), [("since", "not_a_day")]),
        (("clerk", "201001", "20/11/2026", ""), [("since", "not_a_day")]),
        (("clerk", "201001", "2101-01-01", ""), [("since", "day_too_late")]),
        (("clerk", "201001", TODAY, "2026-11-19"), [("until", "day_too_early")]),
        (("clerk", "201001", "2026-12-02", "2026-12-01"), [("until", "day_too_early")]),
        (("department_reviewer", "201001", TODAY, ""), [("agency", "role_not_there")]),
        (("finance_reviewer", "201", TODAY, ""), [("agency", "role_not_there")]),
        (("system_admin", "201001", TODAY, ""), [("agency", "role_not_there")]),
    ],
)
def test_everything_wrong_with_a_post_is_told_at_once(newcomer, admin, refused, asked, faults):
    role, agency, since, until = asked

    assert refused(give, newcomer, admin, role, agency, since, until) == faults
    assert not newcomer.posts.exists()


POWERS = ("system_admin", "security_admin", "audit_admin")
BUSINESS = [("clerk", "201001"), ("unit_head", "201001"), ("department_reviewer", "201"), ("finance_reviewer", "101")]
BUSINESS += [("performance_reviewer", "101"), ("observer", "101"), ("third_party", "101")]


@pytest.mark.parametrize("power", POWERS)
@pytest.mark.parametrize(("role", "agency"), [*BUSINESS, *((other, "101") for other in POWERS)])
def test_power_of_an_administrator_excludes_every_other_role(newcomer, admin, refused, power, role, agency):
    give(newcomer, admin, power, "101")
    if role == power:
        assert refused(give, newcomer, admin, role, agency) == [("role", "held_already")]
    else:
        assert refused(give, newcomer, admin, role, agency) == [("role", "excluded")]
        other = Person.objects.create_user("other", "赵雪")
        give(other, admin, role, agency)
        assert refused(give, other, admin, power, "101") == [("role", "excluded")]


def test_roles_that_exclude_each_other_may_follow_each_other(newcomer, admin, refused):
    give(newcomer, admin, "clerk", "201001", until="2026-12-31")

    assert refused(give, newcomer, admin, "audit_admin", "101", "2026-12-31") == [("role", "excluded")]
    give(newcomer, admin, "audit_admin", "101", "2027-01-01")


def test_same_post_is_not_given_twice_but_may_go_on(newcomer, admin, refused):
    give(newcomer, admin, "clerk", "201001", until="2026-12-31")

    assert refused(give, newcomer, admin, "clerk", "201001", "2026-12-15") == [("role", "held_already")]
    give(newcomer, admin, "clerk", "201001", "2027-01-01")
    give(newcomer, admin, "clerk", "201002")
    give(newcomer, admin, "unit_head", "201001")


def test_closed_account_gets_no_post(newcomer, admin, refused):
    Person.objects.filter(pk=newcomer.pk).update(is_active=False)

    assert refused(give, newcomer, admin, "clerk", "201001") == [("", "account_closed")]


def test_post_ends_with_a_day(people, admin, events):
    end_post(people["clerk_a"].posts.get().pk, on="2026-11-30", actor=admin)

    assert [roles_on(people["clerk_a"], day) for day in ("2026-11-30", "2026-12-01")] == [{("clerk", "201001")}, set()]
    (event,) = events("post.end")
    assert (event.data["before"]["until"], event.data["after"]["until"]) == (None, "2026-11-30")


def test_post_ends_at_once_with_yesterday(people, newcomer, admin):
    end_post(people["clerk_a"].posts.get().pk, on="2026-11-19", actor=admin)
    end_post(give(newcomer, admin, "clerk", "201001").pk, on="2026-11-19", actor=admin)

    assert roles_on(people["clerk_a"], TODAY) == roles_on(newcomer, TODAY) == set()


@pytest.mark.parametrize(
    ("on", "fault"), [("", "no_day"), ("2026-11-18", "day_too_early"), ("x", "not_a_day"), ("2027-02-01", "ends_earlier")]
)
def test_day_on_which_a_post_ends_is_looked_at(newcomer, admin, refused, on, fault):
    post = give(newcomer, admin, "clerk", "201001", until="2026-12-31")

    assert refused(end_post, post.pk, on=on, actor=admin) == [("on", fault)]


def test_post_that_is_over_cannot_end_again(people, admin):
    post = people["clerk_a"].posts.get()
    end_post(post.pk, on="2026-11-19", actor=admin)

    with pytest.raises(RefusedError):
        end_post(post.pk, on=TODAY, actor=admin)


@pytest.mark.parametrize("login", ["system_admin", "audit_admin"])
def test_power_of_the_last_administrator_does_not_end(people, admin, newcomer, refused, login):
    post = people[login].posts.get()
    give(newcomer, admin, login, "101", "2026-12-01")

    assert refused(end_post, post.pk, on="2026-11-29", actor=admin) == [("", "last_of_power")]
    end_post(post.pk, on="2026-11-30", actor=admin)


def test_stand_in_holds_the_posts_for_a_while_and_events_say_for_whom(people, admin, newcomer, agencies, events):
    give(people["clerk_a"], admin, "clerk", "201002")

    passed = stand_in(people["clerk_a"].pk, login="new", since="2026-12-01", until="2026-12-15", actor=admin)

    both = {("clerk", "201001"), ("clerk", "201002")}
    assert len(passed.given) == 2
    assert [roles_on(newcomer, day) for day in (TODAY, "2026-12-01", "2026-12-15", "2026-12-16")] == [set(), both, both, set()]
    assert roles_on(people["clerk_a"], "2026-12-10") == both
    told = actor_of(newcomer, today=date(2026, 12, 1)).as_told("clerk", agencies["unit_a"].pk)
    assert told["stands_in_for"] == "clerk_a"
    (event,) = events("post.stand_in")
    assert event.data["stands_in_for"] == "clerk_a"
    assert len(event.data["after"]) == 2


def test_stand_in_gets_no_more_than_the_absent_person_has(people, admin, newcomer):
    end_post(people["clerk_a"].posts.get().pk, on="2026-12-05", actor=admin)
    stand_in(people["clerk_a"].pk, login="new", since="2026-12-01", until="2026-12-15", actor=admin)

    assert [roles_on(newcomer, day) for day in ("2026-12-05", "2026-12-06")] == [{("clerk", "201001")}, set()]


def test_who_holds_the_post_anyway_does_not_get_it_twice(people, admin):
    passed = stand_in(people["clerk_a"].pk, login="clerk_a2", since="2026-12-01", until="2026-12-15", actor=admin)

    assert (passed.given, len(passed.left_out)) == ((), 1)


def test_stand_in_is_not_passed_on_by_a_stand_in(people, admin, newcomer, refused):
    stand_in(people["clerk_a"].pk, login="new", since=TODAY, until="2026-12-15", actor=admin)

    faults = refused(stand_in, newcomer.pk, login="clerk_b", since=TODAY, until="2026-12-01", actor=admin)
    assert faults == [("", "nothing_to_stand_in_for")]


@pytest.mark.parametrize(
    ("absent", "asked", "faults"),
    [
        ("clerk_a", {"login": ""}, [("login", "missing")]),
        ("clerk_a", {"login": "nobody"}, [("login", "no_person")]),
        ("clerk_a", {"login": "clerk_a"}, [("login", "same_person")]),
        ("clerk_a", {"until": ""}, [("until", "no_day")]),
        ("clerk_a", {"since": "2026-11-01"}, [("since", "day_too_early")]),
        ("clerk_a", {"login": "audit_admin"}, [("login", "excluded")]),
        ("system_admin", {"login": "clerk_a"}, [("login", "excluded")]),
        ("system_admin", {"login": "audit_admin"}, [("login", "excluded")]),
    ],
)
def test_everything_wrong_with_a_stand_in_is_told_at_once(people, admin, refused, absent, asked, faults):
    told = {"login": "clerk_b", "since": TODAY, "until": "2026-12-15"} | asked

    assert refused(stand_in, people[absent].pk, **told, actor=admin) == faults


def test_everything_goes_to_the_successor_on_one_day(people, admin, newcomer, events):
    give(people["clerk_a"], admin, "unit_head", "201001", "2027-01-01")

    passed = hand_over(people["clerk_a"].pk, login="new", since="2026-12-01", actor=admin)

    assert len(passed.given) == 2
    assert [roles_on(people["clerk_a"], day) for day in ("2026-11-30", "2026-12-01", "2027-01-01")] == [{("clerk", "201001")}, set(), set()]
    assert [roles_on(newcomer, day) for day in ("2026-11-30", "2026-12-01")] == [set(), {("clerk", "201001")}]
    assert roles_on(newcomer, "2027-01-01") == {("clerk", "201001"), ("unit_head", "201001")}
    (event,) = events("post.hand_over")
    assert (event.data["to"], event.data["on"], len(event.data["before"]), len(event.data["after"])) == ("new", "2026-12-01", 2, 2)


def test_what_waits_at_the_posts_is_shown_and_goes_along(people, admin, newcomer, declared, logged_in):
    drafts = [declared("unit_a", name="标线"), declared("unit_a", "returned", name="信号灯")]
    declared("unit_a", "unit_review")
    declared("unit_b")
    (waiting,) = [waiting_at(post) for post in people["clerk_a"].posts.all()]
    assert (waiting.count, {row.name for row in waiting.rows}) == (2, {"标线", "信号灯"})

    hand_over(people["clerk_a"].pk, login="new", since=TODAY, actor=admin)

    seen = {declaration.pk for declaration in drafts}
    assert seen <= set(drafts[0].__class__.objects.visible_to(actor_of(newcomer).scope).values_list("pk", flat=True))


def test_what_the_successor_wrote_is_shown_as_tied(people, admin, declared):
    own = declared("unit_a", "department_review")
    declared("unit_b", "department_review")
    Involvement.objects.create(person=people["clerk_a"], declaration=own, made=True, at=clock.now())

    waiting = waiting_at(people["department_1"].posts.get(), people["clerk_a"])

    assert (waiting.count, waiting.tied) == (2, 1)


def test_what_a_third_party_reads_goes_along(people, admin, newcomer, declared):
    given = declared("unit_a", "finance_review")
    Assignment.objects.create(person=people["third_party"], declaration=given, by=people["finance"], valid_until=date(2026, 12, 31))

    passed = hand_over(people["third_party"].pk, login="new", since="2026-12-01", actor=admin)

    assert passed.assigned == 1
    assert dict(Assignment.objects.values_list("person__login", "valid_until")) == {
        "third_party": date(2026, 11, 30),
        "new": date(2026, 12, 31),
    }


def test_stand_ins_are_handed_over_too(people, admin, newcomer):
    stand_in(people["clerk_a"].pk, login="clerk_b", since=TODAY, until="2026-12-15", actor=admin)
    hand_over(people["clerk_b"].pk, login="new", since="2026-12-01", actor=admin)

    posts = {(post.agency.code, post.stands_in_for and post.stands_in_for.login, post.valid_until) for post in newcomer.posts.all()}
    assert posts == {("201002", None, None), ("201001", "clerk_a", date(2026, 12, 15))}


def test_hand_over_back_to_the_absent_person_ends_the_stand_in(people, admin, newcomer):
    stand_in(people["clerk_a"].pk, login="new", since=TODAY, until="2026-12-15", actor=admin)
    passed = hand_over(newcomer.pk, login="clerk_a", since="2026-12-01", actor=admin)

    assert passed.given == ()
    assert [roles_on(newcomer, day) for day in ("2026-11-30", "2026-12-01")] == [{("clerk", "201001")}, set()]
    assert roles_on(people["clerk_a"], "2026-12-01") == {("clerk", "201001")}


def test_power_of_an_administrator_is_handed_over_whole(people, admin, newcomer):
    hand_over(people["audit_admin"].pk, login="new", since="2026-12-01", actor=admin)

    assert roles_on(newcomer, "2026-12-01") == {("audit_admin", "101")}
    assert roles_on(people["audit_admin"], "2026-12-01") == set()


@pytest.mark.parametrize(
    ("leaving", "asked", "faults"),
    [
        ("clerk_a", {"login": "audit_admin"}, [("login", "excluded")]),
        ("clerk_a", {"since": "2026-11-19"}, [("since", "day_too_early")]),
        ("clerk_a", {"login": ""}, [("login", "missing")]),
        ("audit_admin", {"login": "finance"}, [("login", "excluded")]),
    ],
)
def test_everything_wrong_with_a_hand_over_is_told_at_once(people, admin, refused, leaving, asked, faults):
    before = list(Post.objects.order_by("pk").values())

    assert refused(hand_over, people[leaving].pk, **{"login": "clerk_b", "since": TODAY} | asked, actor=admin) == faults
    assert list(Post.objects.order_by("pk").values()) == before


def test_nobody_gives_himself_a_post(people, admin):
    own = people["security_admin"]
    for action in (
        lambda: give(own, admin, "clerk", "201001"),
        lambda: end_post(own.posts.get().pk, on=TODAY, actor=admin),
        lambda: stand_in(own.pk, login="clerk_a", since=TODAY, until=TODAY, actor=admin),
        lambda: stand_in(people["clerk_a"].pk, login="security_admin", since=TODAY, until=TODAY, actor=admin),
        lambda: hand_over(own.pk, login="clerk_a", since=TODAY, actor=admin),
        lambda: hand_over(people["clerk_a"].pk, login="security_admin", since=TODAY, actor=admin),
        lambda: unlock(own.pk, actor=admin),
        lambda: end_sessions(own.pk, actor=admin),
        lambda: revoke_token_of(own.pk, 1, actor=admin),
    ):
        with pytest.raises(PowerError):
            action()


@pytest.mark.parametrize(
    "login", ["system_admin", "audit_admin", "clerk_a", "head_a", "department_1", "finance", "performance", "observer"]
)
def test_nobody_else_gives_posts_or_opens_accounts(acting, people, login):
    other, pk = acting(login), people["clerk_b"].pk
    for action in (
        lambda: give(people["clerk_b"], other, "clerk", "201001"),
        lambda: end_post(people["clerk_b"].posts.get().pk, on=TODAY, actor=other),
        lambda: stand_in(pk, login="clerk_c", since=TODAY, until=TODAY, actor=other),
        lambda: hand_over(pk, login="clerk_c", since=TODAY, actor=other),
        lambda: unlock(pk, actor=other),
        lambda: end_sessions(pk, actor=other),
        lambda: revoke_token_of(pk, 1, actor=other),
    ):
        with pytest.raises(PowerError):
            action()
