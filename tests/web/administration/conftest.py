"""Administrators at work, and what they are refused."""

from datetime import UTC, datetime

import pytest

from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions.administration import NotAcceptedError
from jixiao.web.records.models import Declaration, Event, empty_draft

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""Ten in the morning where the office is; today is 2026-11-20."""


@pytest.fixture(autouse=True)
def morning():
    with clock.at(NOW):
        yield


@pytest.fixture
def acting(people):
    """``acting("clerk_a")`` is that person at work."""
    return lambda login: actor_of(people[login])


@pytest.fixture
def declared(tree):
    """``declared("unit_a", stage="draft")`` is a declaration of an agency."""

    def declare(place, stage="draft", name="路口信号灯更新", by="clerk_a"):
        year = tree.agencies[place].years.get()
        return Declaration.objects.create(
            agency=year.agency,
            department=year.department,
            finance=year.finance,
            fiscal_year=year.fiscal_year,
            agency_name=year.name,
            pack=year.pack,
            levels=["unit_review", "department_review", "finance_review"],
            stage=stage,
            name=name,
            draft=empty_draft(),
            created_by=tree.people[by],
            submitted_at=None if stage == "draft" else NOW,
        )

    return declare


@pytest.fixture
def events():
    """``events("agency.add")`` are the events of an action, oldest first."""
    return lambda action: list(Event.objects.filter(action=action).order_by("id"))


@pytest.fixture
def refused():
    """``refused(action, ...)`` are field and key of every fault for which an action is refused."""

    def call(action, *args, **values):
        with pytest.raises(NotAcceptedError) as caught:
            action(*args, **values)
        assert all(reason.message("zh") and reason.message("en") and reason.remedy("zh") for reason in caught.value.reasons)
        return [(reason.field, reason.key) for reason in caught.value.reasons]

    return call
