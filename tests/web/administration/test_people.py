"""Accounts: made and closed by the system administrator, who cannot use them for himself."""

import re

import pytest

from jixiao.web.records import clock
from jixiao.web.records.actions import doors, sessions
from jixiao.web.records.actions.administration import (
    PowerError,
    activate,
    create_person,
    create_token,
    deactivate,
    end_post,
    give_post,
    rename_person,
    rescue,
    reset_password,
    unlock,
)
from jixiao.web.records.models import Person, Post
from jixiao.web.records.refusals import RefusedError


@pytest.fixture
def admin(acting):
    return acting("system_admin")


def come_in(login, password):
    return sessions.log_in(login, password, address="10.0.0.1")


def test_new_person_has_a_first_password_that_must_be_changed(admin, events):
    person, password = create_person(login=" Zhao.Lei ", name=" 赵雷 ", actor=admin)

    assert (person.login, person.name) == ("zhao.lei", "赵雷")
    assert re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", password)
    assert come_in("zhao.lei", password) == person
    assert Person.objects.get(pk=person.pk).must_change_password
    (event,) = events("person.create")
    assert event.data == {"after": {"login": "zhao.lei", "name": "赵雷", "lang": "zh"}}
    assert password not in str(event.data) + str(event.actor)


def test_first_passwords_differ(admin):
    assert len({create_person(login=f"p{number}", name="赵雷", actor=admin)[1] for number in range(20)}) == 20


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        ({"login": "", "name": " "}, [("name", "missing"), ("login", "missing")]),
        ({"login": "clerk_a"}, [("login", "login_taken")]),
        ({"login": "CLERK_A "}, [("login", "login_taken")]),
        ({"login": "zhao lei"}, [("login", "not_a_login")]),
        ({"login": "赵雷"}, [("login", "not_a_login")]),
        ({"login": "-zhao"}, [("login", "not_a_login")]),
        ({"login": "z" * 65}, [("login", "not_a_login")]),
        ({"name": "赵\u202e雷"}, [("name", "unprintable")]),
        ({"name": "长" * 65}, [("name", "too_long")]),
        ({"lang": "fr"}, [("lang", "missing")]),
    ],
)
def test_everything_wrong_with_a_new_person_is_told_at_once(admin, refused, asked, faults):
    assert refused(create_person, **{"login": "zhao", "name": "赵雷"} | asked, actor=admin) == faults
    assert Person.objects.count() == 19


def test_new_person_may_do_nothing_before_a_post_is_given(admin, acting):
    person, _ = create_person(login="zhao", name="赵雷", actor=admin)

    assert not Post.objects.filter(person=person).exists()


def test_new_password_works_once_a_second_administrator_lets_the_account_go(admin, acting, people, password, events):
    person, new = reset_password(people["clerk_a"].pk, actor=admin)

    assert come_in("clerk_a", new) is None
    assert come_in("clerk_a", password) is None
    unlock(person.pk, actor=acting("security_admin"))
    assert come_in("clerk_a", password) is None
    assert come_in("clerk_a", new) == person
    assert Person.objects.get(pk=person.pk).must_change_password
    assert new not in str([event.data for event in events("person.reset")])


def test_password_of_the_only_security_administrator_is_not_reset_because_nobody_could_let_him_in(admin, people):
    with pytest.raises(RefusedError) as caught:
        reset_password(people["security_admin"].pk, actor=admin)

    assert "--rescue security_admin" in caught.value.message()
    person, new = rescue("security_admin")
    assert come_in("security_admin", new) == person


def test_reset_ends_sessions_and_a_lock(admin, people, logged_in):
    client = logged_in("clerk_a")
    for _ in range(5):
        come_in("clerk_a", "wrong")

    person, _ = reset_password(people["clerk_a"].pk, actor=admin)

    assert (person.failed_logins, person.locked_until) == (0, None)
    assert client.session["_auth_user_hash"] != person.get_session_auth_hash()


def test_closed_account_loses_sessions_and_tokens(admin, people, acting, events):
    token, _ = create_token(name="对接", until="2026-12-31", actor=acting("clerk_a"))

    person = deactivate(people["clerk_a"].pk, reason="调离", actor=admin)

    token.refresh_from_db()
    assert not person.is_active
    assert token.revoked_at == clock.now()
    assert acting("clerk_a").scope.roles == {"clerk": frozenset({Post.objects.get(person=person).agency_id})}  # the record in memory
    people["clerk_a"].refresh_from_db()
    assert acting("clerk_a").scope.roles == {}
    (event,) = events("person.deactivate")
    assert event.data == {"before": {"is_active": True}, "after": {"is_active": False}, "reason": "调离", "tokens_revoked": 1}


def test_account_that_is_opened_again_waits_for_a_second_administrator(admin, people, acting, password):
    deactivate(people["clerk_a"].pk, reason="休假", actor=admin)
    activate(people["clerk_a"].pk, actor=admin)

    assert come_in("clerk_a", password) is None
    unlock(people["clerk_a"].pk, actor=acting("security_admin"))
    assert come_in("clerk_a", password) == people["clerk_a"]


def test_account_is_closed_with_a_reason_and_once(admin, people, refused):
    assert refused(deactivate, people["clerk_a"].pk, reason=" ", actor=admin) == [("reason", "missing")]
    deactivate(people["clerk_a"].pk, reason="调离", actor=admin)
    for action in (
        lambda: deactivate(people["clerk_a"].pk, reason="调离", actor=admin),
        lambda: reset_password(people["clerk_a"].pk, actor=admin),
    ):
        with pytest.raises(RefusedError):
            action()
    activate(people["clerk_a"].pk, actor=admin)
    with pytest.raises(RefusedError):
        activate(people["clerk_a"].pk, actor=admin)


@pytest.mark.parametrize("login", ["security_admin", "audit_admin"])
def test_last_holder_of_a_power_is_not_closed(admin, people, refused, login):
    assert refused(deactivate, people[login].pk, reason="调离", actor=admin) == [("", "last_of_power")]
    assert Person.objects.get(login=login).is_active


def test_last_system_administrator_is_not_closed_by_another_who_holds_the_power_for_a_while_only(people, acting, refused):
    security = acting("security_admin")
    second = Person.objects.create_user("system_2", "何平")
    give_post(second.pk, agency="101", role="system_admin", since="2026-11-20", until="2026-11-30", actor=security)
    people["system_2"] = second

    assert refused(deactivate, people["system_admin"].pk, reason="调离", actor=acting("system_2")) == [("", "last_of_power")]

    end_post(Post.objects.get(person=second).pk, on="2026-11-20", actor=security)
    third = people["system_3"] = Person.objects.create_user("system_3", "何静")
    give_post(third.pk, agency="101", role="system_admin", since="2026-11-20", until="", actor=security)
    assert not deactivate(people["system_admin"].pk, reason="调离", actor=acting("system_3")).is_active


def test_nobody_administers_himself(admin, people):
    own = people["system_admin"].pk
    for action in (
        lambda: deactivate(own, reason="x", actor=admin),
        lambda: activate(own, actor=admin),
        lambda: reset_password(own, actor=admin),
        lambda: rename_person(own, name="x", actor=admin),
    ):
        with pytest.raises(PowerError):
            action()


def test_name_is_corrected_with_before_and_after(admin, people, events):
    rename_person(people["clerk_a"].pk, name="周敏", actor=admin)
    rename_person(people["clerk_a"].pk, name="周敏", actor=admin)

    (event,) = events("person.rename")
    assert event.data == {"before": {"name": "周明"}, "after": {"name": "周敏"}}


@pytest.mark.parametrize(
    "login", ["security_admin", "audit_admin", "clerk_a", "head_a", "department_1", "finance", "performance", "observer"]
)
def test_nobody_else_makes_or_closes_accounts(acting, people, login):
    other, pk = acting(login), people["clerk_b"].pk
    for action in (
        lambda: create_person(login="zhao", name="赵雷", actor=other),
        lambda: rename_person(pk, name="x", actor=other),
        lambda: deactivate(pk, reason="x", actor=other),
        lambda: activate(pk, actor=other),
        lambda: reset_password(pk, actor=other),
    ):
        with pytest.raises(PowerError):
            action()


def test_lockout_after_five_failures_from_many_addresses_ends_after_a_quarter_of_an_hour(people, password, acting, events):
    for number in range(5):
        assert sessions.log_in("clerk_a", "wrong", address=f"10.0.0.{number}") is None
    assert sessions.log_in("clerk_a", password, address="10.0.0.9") is None
    assert come_in("clerk_a2", password) == people["clerk_a2"]

    with clock.at(clock.now() + doors.LOCKED):
        assert come_in("clerk_a", password) == people["clerk_a"]
    assert [event.data.get("reason") for event in events("person.login") if event.result == "refused"] == ["password"] * 5 + ["locked"]


def test_lock_is_opened_earlier_by_the_security_administrator(people, password, acting):
    for _ in range(5):
        come_in("clerk_a", "wrong")
    unlock(people["clerk_a"].pk, actor=acting("security_admin"))

    assert come_in("clerk_a", password) == people["clerk_a"]
    with pytest.raises(RefusedError):
        unlock(people["clerk_a"].pk, actor=acting("security_admin"))
