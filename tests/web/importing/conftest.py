"""Programs that send documents in."""

from datetime import timedelta

import pytest

from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions.administration import create_token


@pytest.fixture
def acting_by_token(people):
    """``acting_by_token("clerk_a")`` are the headers of a program of that person."""

    def headers(login):
        _, token = create_token(name="导入", until=(clock.today() + timedelta(days=9)).isoformat(), actor=actor_of(people[login]))
        return {"Authorization": f"Bearer {token}"}

    return headers
