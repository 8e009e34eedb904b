"""Sessions: how long they last, what ends them, and that none is taken over (T31)."""

from datetime import timedelta

import pytest
from django.conf import settings as known
from django.test import Client
from tests.web.matrix import LOGINS

from jixiao.web.records import clock
from jixiao.web.records.models import Person


def is_in(browser):
    return browser.get("/workflow").status_code == 200


def visits(browser, since, *minutes):
    """Whether somebody is in, at each of some minutes after a moment."""
    found = []
    for after in minutes:
        with clock.at(since + timedelta(minutes=after)):
            found.append(is_in(browser))
    return found


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ((29,), [True]),
        ((31,), [False]),
        ((29, 58, 87), [True, True, True]),
        ((29, 60), [True, False]),
        ((31, 32), [False, False]),  # who comes back is not in again
        (tuple(range(20, 740, 20)), [True] * 36),  # twelve hours of work
        ((*range(20, 740, 20), 721, 722), [True] * 36 + [False, False]),
    ],
)
def test_session_ends_after_half_an_hour_without_use_and_after_twelve_hours(minutes, expected, morning, enter):
    assert visits(enter("clerk_a"), morning, *minutes) == expected


def test_program_that_uses_a_session_is_held_to_the_same(morning, enter):
    browser = enter("clerk_a")
    with clock.at(morning + timedelta(minutes=31)):
        assert browser.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("login", sorted({login for login in LOGINS.values() if login and login != "no_post"}))
def test_logging_out_ends_everything_that_is_open(login, enter, people):
    here, there, other = enter(login), enter(login), enter("clerk_b" if login != "clerk_b" else "clerk_a")
    assert is_in(here)
    assert is_in(there)

    assert here.post("/logout").status_code == 302

    assert (is_in(here), is_in(there), is_in(other)) == (False, False, True)


def test_cookie_of_before_the_logout_lets_nobody_in(enter):
    browser = enter("clerk_a")
    kept = browser.cookies[known.SESSION_COOKIE_NAME].value
    browser.post("/logout")

    thief = Client()
    thief.cookies[known.SESSION_COOKIE_NAME] = kept
    assert not is_in(thief)


def test_id_is_another_one_after_the_login(people, password):
    planted = Client()
    planted.session["by"] = "somebody"
    session = planted.session
    session.save()
    planted.cookies[known.SESSION_COOKIE_NAME] = before = session.session_key

    planted.post("/login", {"login": "clerk_a", "password": password})

    after = planted.cookies[known.SESSION_COOKIE_NAME].value
    assert after != before
    assert is_in(planted)
    victim = Client()
    victim.cookies[known.SESSION_COOKIE_NAME] = before
    assert not is_in(victim)


def test_id_is_another_one_when_somebody_logs_in_again(enter, password, morning):
    browser = enter("clerk_a")
    before = browser.cookies[known.SESSION_COOKIE_NAME].value
    with clock.at(morning + timedelta(hours=11, minutes=50)):
        browser.post("/login", {"login": "clerk_a", "password": password})
    assert browser.cookies[known.SESSION_COOKIE_NAME].value != before
    assert visits(browser, morning, 12 * 60 + 5) == [True], "the twelve hours count from the last login"


def test_another_password_ends_what_is_open_elsewhere_and_not_here(enter, password):
    here, there = enter("clerk_a"), enter("clerk_a")
    before = here.cookies[known.SESSION_COOKIE_NAME].value

    here.post("/password", {"old": password, "new": "xinghe-lanyue-9", "again": "xinghe-lanyue-9"})

    assert (is_in(here), is_in(there)) == (True, False)
    assert here.cookies[known.SESSION_COOKIE_NAME].value != before


@pytest.mark.parametrize("change", [{"is_active": False}, {"sessions_ended": 1}, {"password": "!"}])
def test_whatever_ends_an_account_ends_its_sessions_with_the_next_request(change, enter, people):
    browser = enter("clerk_a")
    Person.objects.filter(login="clerk_a").update(**change)

    assert not is_in(browser)


@pytest.mark.parametrize(
    ("referer", "where"),
    [
        ("http://testserver/tokens?page=2", "/login?next=/tokens%3Fpage%3D2"),
        ("http://elsewhere.example/tokens", "/login?next=/"),
        ("", "/login?next=/"),
        ("//elsewhere.example/x", "/login?next=/"),
    ],
)
def test_form_sent_after_the_session_leads_back_to_its_page(referer, where, db):
    answer = Client().post("/tokens", {"name": "x"}, headers={"Referer": referer} if referer else {})

    assert answer.headers["Location"] == where
