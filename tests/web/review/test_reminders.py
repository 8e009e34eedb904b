"""Who is reminded of what, by whom, how often, and where it is read (催办)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.review.conftest import draft_of

from jixiao.web.records import clock, lately
from jixiao.web.records.actions import bulk
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.bulk import Chosen, Said
from jixiao.web.records.actions.reminders import remind
from jixiao.web.records.models import Declaration, Event, Reminder
from jixiao.web.records.refusals import RefusedError

WHO = {
    "returned": ("clerk", "clerk_a", ("department_1", "finance", "performance")),
    "unit_review": ("unit_head", "head_a", ("department_1", "finance", "performance")),
    "department_review": ("department_reviewer", "department_1", ("finance", "performance")),
    "finance_review": ("finance_reviewer", "finance", ("department_1", "performance")),
    "approved": ("finance_reviewer", "finance", ("department_1", "performance")),
}
"""At each stage: who is asked, somebody who reads it, and who may ask."""


@pytest.mark.parametrize("stage", WHO)
def test_whoever_has_it_reads_who_reminded_and_when(stage, desk, logged_in):
    role, reader, askers = WHO[stage]
    for asker in askers:
        found = desk.at(stage, draft_of(name=f"云川市项目{asker}"))
        made = remind(found.pk, actor=desk.actor(asker), note="请于本周内办结。")
        assert (made.role, Declaration.objects.get(pk=found.pk).revision) == (role, found.revision)
        event = Event.objects.filter(chain_id=found.chain).latest("seq")
        assert (event.action, event.data) == ("declaration.remind", {"to": role, "note": "请于本周内办结。"})

    read = lately.reminders_for(desk.actor(reader).scope)
    page = logged_in(reader).get("/").content.decode()

    assert {each.by.login for each in read} == set(askers)
    assert f"催您办理的（{len(askers)}）" in page
    assert "请于本周内办结。" in page
    assert lately.reminders_for(desk.actor("clerk_b").scope) == []


@pytest.mark.parametrize(
    ("stage", "login", "key"),
    [
        ("unit_review", "clerk_a", "web_remind.not_yours"),
        ("unit_review", "observer", "web_remind.not_yours"),
        ("department_review", "department_1", "web_remind.own_desk"),
        ("approved", "finance", "web_remind.own_desk"),
        ("ratified", "department_1", "web_remind.ended"),
    ],
)
def test_who_does_not_remind(stage, login, key, desk):
    found = desk.at(stage)

    with pytest.raises(RefusedError) as refused:
        remind(found.pk, actor=desk.actor(login))

    assert refused.value.key == key
    assert Reminder.objects.count() == 0


def test_once_a_day_and_again_on_the_next(desk):
    found, day = desk.at("unit_review"), clock.now()
    remind(found.pk, actor=desk.actor("department_1"))
    for login in ("department_1", "finance"):
        with pytest.raises(RefusedError):
            remind(found.pk, actor=desk.actor(login))

    with clock.at(day + timedelta(days=1)):
        remind(found.pk, actor=desk.actor("finance"))

    assert [each.by.login for each in lately.reminders_for(desk.actor("head_a").scope)] == ["finance"]
    assert Reminder.objects.count() == 2


def test_once_a_day_also_when_it_moved_on_meanwhile(desk):
    found = desk.at("unit_review")
    remind(found.pk, actor=desk.actor("finance"))
    actions.approve(found.pk, seen=found.revision, actor=desk.actor("head_a"))

    with pytest.raises(RefusedError) as refused:
        remind(found.pk, actor=desk.actor("finance"))

    assert refused.value.message("zh") == "韩冰今天已经催办过，明天可以再催。"


def test_a_reminder_is_over_when_it_was_done(desk):
    found = desk.at("unit_review")
    remind(found.pk, actor=desk.actor("department_1"))

    actions.approve(found.pk, seen=found.revision, actor=desk.actor("head_a"))

    assert lately.reminders_for(desk.actor("head_a").scope) == []
    assert Declaration.objects.get(pk=found.pk).reminded_at is None


def test_one_click_on_the_sheet(desk, send, page):
    found = desk.at("returned")

    shown = send("department_1", "remind", found)

    assert (shown.status, shown.address) == (302, found.get_absolute_url())
    read = page("department_1", "sheet", found)
    assert "已催办" in read.words
    assert read.all("form.reminding") == []
    again = send("department_1", "remind", found)
    assert again.status == 409
    assert "今天已经催办过" in again.words


def test_many_are_reminded_at_once_and_once_however_often_it_is_sent(desk, logged_in):
    rows = [desk.at("unit_review", draft_of(name=f"云川市项目{number}")) for number in range(3)]
    own = desk.at("department_review")
    address = reverse("bulk", args=["remind"]) + "?role=department_reviewer&tab=below"
    marks = [f"{row.pk}:{row.revision}" for row in (*rows, own)]
    client = logged_in("department_1")

    asked = client.post(address, {"chosen": marks})
    first, second = (client.post(address, {"chosen": marks, "step": "do", "reason": "请尽快。"}) for _ in range(2))

    assert "这个项目现在由您自己办理。" in asked.content.decode()
    for answer in (first, second):
        assert "办成3件，没有办1件" in answer.content.decode()
    assert Reminder.objects.count() == 3
    assert {each.note for each in Reminder.objects.all()} == {"请尽快。"}


def test_a_list_shows_what_is_stuck_below_and_that_it_was_reminded(desk, logged_in):
    found = desk.at("unit_review")
    remind(found.pk, actor=desk.actor("finance"))

    page = logged_in("finance").get("/declarations?role=finance_reviewer&tab=below").content.decode()

    assert page.count("<tr data-row>") == 1
    assert "已催办" in page
    assert 'data-act="remind"' in page


def test_outcomes_of_reminders_name_the_reason(desk):
    found = desk.at("ratified")

    (outcome,) = bulk.decide("remind", [Chosen(found.pk, 0)], Said(), actor=desk.actor("department_1"))

    assert (outcome.result, outcome.error.key) == ("refused", "web_remind.ended")
