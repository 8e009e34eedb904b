"""People at the door."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from jixiao.web.records import clock, one_time
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import second_factor

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def morning():
    """It is ten in the morning where the office is, on 2026-11-20; people were made at that time."""
    with clock.at(NOW):
        yield NOW


@pytest.fixture
def enter(people, password):
    """``enter("clerk_a")`` is a browser of somebody who came in by the form."""

    def come(login, **headers):
        browser = Client(**headers)
        answer = browser.post("/login", {"login": login, "password": password})
        assert answer.status_code == 302, answer.content.decode()
        return browser

    return come


class Telephone:
    """An authenticator: the codes of a secret."""

    def __init__(self, secret, paper):
        self.secret, self.paper = secret, paper

    def code(self, steps=0):
        """The code of now, or of some half minutes later."""
        return one_time.code_at(self.secret, one_time.step_at(clock.now()) + steps)

    def wrong(self):
        """Six digits that are no code around now."""
        near = {self.code(steps) for steps in (-2, -1, 0, 1, 2)}
        return next(f"{number:06}" for number in range(9) if f"{number:06}" not in near)


@pytest.fixture
def with_telephone(people):
    """``with_telephone("clerk_a")`` is the telephone of somebody who has set up a second factor."""

    def set_up(login):
        actor = actor_of(people[login])
        secret = second_factor.begin(actor)
        telephone = Telephone(secret, [])
        telephone.paper = second_factor.confirm(actor, telephone.code(-1))  # so that the code of now is not used up
        people[login].refresh_from_db()
        return telephone

    return set_up
