"""Passwords: what is taken, when another one is asked for, and doors that close after failures (T30)."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from jixiao.web.records import clock
from jixiao.web.records.actions import sessions
from jixiao.web.records.actions.doors import LOCKED
from jixiao.web.records.models import Event, Person


def offered(browser, old, new):
    return browser.post("/password", {"old": old, "new": new, "again": new})


@pytest.mark.parametrize(
    ("new", "is_taken"),
    [
        ("a2-bc-de9", False),  # 9 characters
        ("hx7-kettle", True),
        ("1234567890", False),
        ("qwertyuiop", False),  # of Django's list of 20,000
        ("Password123!", False),
        ("jixiao2027", False),
        ("Caizheng-2027", False),
        ("admin@123456", False),
        ("财政局预算管理员", False),  # after words of the office one character is left
        ("ZZZZZZZZZZZZ", False),
        ("1qaz2wsx3edc", False),
        ("yunchuanshi-1234", True),
        ("云川市公安局交通警察支队直属一大队2027", False),  # the own agency and a year
        ("河边的柳树今年发芽很早", True),
        ("correct horse battery", True),
        ("clerk_a clerk_a", False),
        ("yunchuan-2027-jixiao", False),  # the one of now
    ],
)
def test_what_a_password_may_be(new, is_taken, enter, password, people):
    assert offered(enter("clerk_a"), password, new).status_code == (302 if is_taken else 422)
    people["clerk_a"].refresh_from_db()
    assert people["clerk_a"].check_password(new if is_taken else password)


@pytest.mark.parametrize(
    ("kinds", "new", "is_taken"), [(1, "xinghe-lanyue", True), (3, "xinghe-lanyue", False), (3, "Xinghe-lanyue", True)]
)
def test_installation_asks_for_kinds_of_characters(kinds, new, is_taken, enter, password, people, settings):
    settings.PASSWORD_KINDS = kinds

    assert offered(enter("clerk_a"), password, new).status_code == (302 if is_taken else 422)


@pytest.mark.parametrize(("days", "age", "is_over"), [(180, 180, False), (180, 181, True), (90, 91, True), (0, 3000, False)])
def test_password_that_became_too_old_is_changed_before_anything_else(days, age, is_over, morning, people, enter, password, settings):
    settings.PASSWORD_DAYS = days
    with clock.at(morning + timedelta(days=age, seconds=-1 if age == days else 0)):
        browser = enter("clerk_a")
        before = browser.get("/declarations")
        assert (before.status_code, before.headers.get("Location")) == ((302, "/password") if is_over else (200, None))
        if is_over:
            assert "更换期限" in browser.get("/password").content.decode()
            assert offered(browser, password, "xinghe-lanyue-9").status_code == 302
        assert browser.get("/declarations").status_code == 200


def test_first_password_counts_from_the_day_it_was_given(people):
    assert {person.password_set_at.date() for person in Person.objects.all()} == {clock.now().date()}


def test_wrong_current_passwords_close_the_door_too(enter, people, password):
    browser = enter("clerk_a")
    for _ in range(5):
        assert offered(browser, "wrong", "hx7-kettle").status_code == 422
    assert offered(browser, password, "hx7-kettle").status_code == 422, "a session alone does not find a password out"
    assert Client().post("/login", {"login": "clerk_a", "password": password}).status_code == 401
    told = Event.objects.filter(action="person.confirm").values_list("result", flat=True)
    assert list(told) == ["refused"] * 6


def test_four_failures_and_a_right_password_begin_anew(enter, people, password):
    for _ in range(2):
        for _ in range(4):
            assert Client().post("/login", {"login": "clerk_a", "password": "wrong"}).status_code == 401
        enter("clerk_a")


@pytest.mark.both_databases
def test_sixteen_machines_at_once_have_five_tries(transactional_db, tree, password):
    """However the tries fall together, the sixth is not looked at."""
    begin, answers = threading.Barrier(16), []

    def guess(number):
        try:
            begin.wait(30)
            answers.append(sessions.log_in("clerk_a", f"guess {number}", address=f"10.0.{number}.1"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guess, args=[number]) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert answers == [None] * 16
    reasons = [event.data["reason"] for event in Event.objects.filter(action="person.login")]
    assert (reasons.count("password"), reasons.count("locked")) == (5, 11)
    assert sessions.log_in("clerk_a", password, address="10.0.0.1") is None
    with clock.at(clock.now() + LOCKED + timedelta(seconds=1)):
        assert sessions.log_in("clerk_a", password, address="10.0.0.1") is not None
