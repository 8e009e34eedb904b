"""Whoever loses the account, the sessions or a post is refused with the next request (T38); doors that close after failures (T30)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jixiao.web.records import clock
from jixiao.web.records.actions.administration import (
    activate,
    create_token,
    deactivate,
    end_post,
    end_sessions,
    revoke_token_of,
    unlock,
)
from jixiao.web.records.actions.doors import LOCKED
from jixiao.web.records.models import Event, Person


@pytest.fixture
def at_work(people, logged_in, acting):
    """A clerk with a page open in two browsers and a program that has a token."""
    _, token = create_token(name="对接", until="2026-12-31", actor=acting("clerk_a"))
    browsers = [logged_in("clerk_a"), logged_in("clerk_a")]
    assert [browser.get("/declarations").status_code for browser in browsers] == [200, 200]
    program = Client(headers={"Authorization": f"Bearer {token}"})
    assert program.get("/api/v1/me").status_code == 200
    return browsers, program


def is_out(browser):
    page = browser.get("/declarations")
    return page.status_code == 302 and page.headers["Location"].startswith("/login")


def test_closed_account_is_refused_with_the_next_request(at_work, people, acting):
    browsers, program = at_work
    deactivate(people["clerk_a"].pk, reason="调离", actor=acting("system_admin"))

    assert all(is_out(browser) for browser in browsers)
    assert program.get("/api/v1/me").status_code == 401


def test_request_of_a_page_in_the_background_is_refused_too(at_work, people, acting):
    (browser, _), _ = at_work
    deactivate(people["clerk_a"].pk, reason="调离", actor=acting("system_admin"))

    answer = browser.get("/declarations", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/login")


def test_write_of_a_closed_account_is_not_done(at_work, people, acting):
    (browser, _), _ = at_work
    deactivate(people["clerk_a"].pk, reason="调离", actor=acting("system_admin"))

    browser.post(reverse("tokens"), {"name": "新的", "until": "2026-12-31"})

    assert people["clerk_a"].tokens.count() == 1


def test_sessions_of_before_do_not_come_back_with_the_account(at_work, people, acting):
    browsers, program = at_work
    deactivate(people["clerk_a"].pk, reason="调离", actor=acting("system_admin"))
    activate(people["clerk_a"].pk, actor=acting("system_admin"))
    unlock(people["clerk_a"].pk, actor=acting("security_admin"))

    assert all(is_out(browser) for browser in browsers)
    assert program.get("/api/v1/me").status_code == 401


def test_ended_sessions_are_refused_and_a_new_login_is_not(at_work, people, acting, password):
    browsers, program = at_work
    end_sessions(people["clerk_a"].pk, actor=acting("security_admin"))

    assert all(is_out(browser) for browser in browsers)
    assert program.get("/api/v1/me").status_code == 200, "a token is no session"
    assert browsers[0].post("/login", {"login": "clerk_a", "password": password}).status_code == 302
    assert browsers[0].get("/declarations").status_code == 200


def test_sessions_of_others_go_on(at_work, people, acting, logged_in):
    other = logged_in("clerk_b")
    end_sessions(people["clerk_a"].pk, actor=acting("security_admin"))

    assert other.get("/declarations").status_code == 200


def test_revoked_token_is_refused_with_the_next_request(at_work, people, acting):
    browsers, program = at_work
    revoke_token_of(people["clerk_a"].pk, people["clerk_a"].tokens.get().pk, actor=acting("security_admin"))

    assert program.get("/api/v1/me").status_code == 401
    assert browsers[0].get("/declarations").status_code == 200


def test_post_that_ended_is_without_effect_with_the_next_request(at_work, people, acting):
    browsers, program = at_work
    end_post(people["clerk_a"].posts.get().pk, on="2026-11-19", actor=acting("security_admin"))

    assert browsers[0].get("/declarations").status_code == 404
    assert program.get("/api/v1/me").json()["posts"] == []


def test_token_is_refused_after_its_last_day(people, acting):
    _, token = create_token(name="对接", until="2026-11-30", actor=acting("clerk_a"))
    program = Client(headers={"Authorization": f"Bearer {token}"})
    statuses = []
    for days in (10, 11):
        with clock.at(clock.now() + timedelta(days=days)):
            statuses.append(program.get("/api/v1/me").status_code)

    assert statuses == [200, 401]


def test_door_closes_after_five_failures_and_says_the_same_to_everybody(people, password):
    said = set()
    for number in range(5):
        browser = Client(REMOTE_ADDR=f"10.0.0.{number}")
        answer = browser.post("/login", {"login": "clerk_a", "password": "wrong"})
        assert answer.status_code == 401
        said.add(answer.content.split(b"<form")[-1].replace(b"clerk_a", b""))
    right = Client().post("/login", {"login": "clerk_a", "password": password})
    ghost = Client().post("/login", {"login": "ghost", "password": password})
    assert (right.status_code, ghost.status_code) == (401, 401)

    with clock.at(clock.now() + LOCKED + timedelta(seconds=1)):
        assert Client().post("/login", {"login": "clerk_a", "password": password}).status_code == 302
    refused = Event.objects.filter(action="person.login", result="refused").order_by("id")
    assert [event.data["reason"] for event in refused] == ["password"] * 5 + ["locked", "unknown"]
    assert {event.actor.get("address") for event in refused[:5]} == {f"10.0.0.{number}" for number in range(5)}


@pytest.mark.parametrize(
    ("new", "is_taken"),
    [
        ("short-1", False),
        ("12345678901234", False),
        ("password123", False),
        ("clerk_a-2027", False),
        ("云川交警二零二七年预算", True),
        ("tingzhou-2027-xinhao", True),
    ],
)
def test_password_rules(logged_in, people, password, new, is_taken):
    answer = logged_in("clerk_a").post("/password", {"old": password, "new": new, "again": new})

    people["clerk_a"].refresh_from_db()
    assert answer.status_code == (302 if is_taken else 422)
    assert people["clerk_a"].check_password(new if is_taken else password)


def test_first_password_opens_nothing_but_the_page_where_it_is_changed(logged_in, people, acting):
    browser = logged_in("system_admin")
    browser.post(reverse("person_new"), {"login": "zhao", "name": "赵雷", "lang": "zh"})
    Person.objects.filter(login="zhao").update(password=people["clerk_a"].password)
    fresh = Client()
    fresh.force_login(Person.objects.get(login="zhao"))

    for name in ("home", "tokens", "workflow"):
        answer = fresh.get(reverse(name))
        assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("password"))
    assert fresh.get(reverse("password")).status_code == 200
    assert fresh.post(reverse("tokens"), {"name": "x", "until": "2026-12-31"}).headers["Location"] == reverse("password")


@pytest.mark.parametrize(("chosen", "title"), [(None, "Home"), ("zh", "首页")])
def test_first_login_speaks_the_language_of_the_account_unless_the_browser_speaks_another(people, password, chosen, title):
    Person.objects.filter(pk=people["clerk_a"].pk).update(lang="en")
    browser = Client()
    if chosen:
        browser.cookies["jixiao_lang"] = chosen
    answer = browser.post("/login", {"login": "clerk_a", "password": password}, follow=True)

    assert f"<title>{title} ·" in answer.content.decode()
