"""Programs decide many at once, remind, and keep phrases; each row has an outcome."""

import uuid

import pytest
from tests.web.review.conftest import Desk, draft_of, once

from jixiao.web.records.models import Declaration, Event, Phrase, Reminder

__all__ = ["once"]


@pytest.fixture
def desk(tree):
    return Desk(tree)


def chosen(*rows):
    return [{"id": str(row.pk), "revision": row.revision} for row in rows]


@pytest.mark.both_databases
def test_a_list_goes_in_and_outcomes_come_out(desk, program):
    first, second = (desk.at("department_review", draft_of(name=f"云川市项目{number}")) for number in range(2))
    stranger = str(uuid.uuid4())
    caller = program("department_1")
    rows = [*chosen(first), {"id": str(second.pk), "revision": 99}, {"id": stranger, "revision": 1}]
    sent = {"move": "approve", "rows": rows, "grade": "excellent"}

    told = caller.post("/decisions", sent)

    assert told.status_code == 200
    assert (told.json()["done"], told.json()["not_done"]) == (1, 2)
    assert [(each["id"], each["result"], each["stage"]) for each in told.json()["outcomes"]] == [
        (str(first.pk), "done", "finance_review"),
        (str(second.pk), "changed", "department_review"),
        (stranger, "missing", None),
    ]
    assert told.json()["outcomes"][1]["revision"] == second.revision
    assert told.json()["outcomes"][1]["detail"]
    again = caller.post("/decisions", sent).json()["outcomes"][0]
    assert (again["result"], again["is_repeated"]) == ("done", True)
    assert (
        Event.objects.filter(chain_id=first.chain, action="declaration.approve").count() == 2
    )  # by the head of the unit, and once by this


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"move": "return"}, "reason"),
        ({"move": "return", "reason": " "}, "reason"),
        ({"move": "return", "reason": "请改", "grade": "excellent"}, "grade"),
        ({"move": "ratify"}, "number"),
        ({"move": "submit"}, "move"),
        ({"move": "approve", "grade": "perfect"}, "grade"),
        ({"move": "approve", "rows": []}, "rows"),
    ],
)
def test_what_is_wrong_with_all_of_it_is_told_before_anything_is_done(told, field, desk, program):
    found = desk.at("department_review")

    answer = program("department_1").post("/decisions", {"rows": chosen(found), **told})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].startswith(field)
    assert Declaration.objects.get().revision == found.revision


def test_more_than_five_hundred_rows_are_refused(desk, program):
    found = desk.at("department_review")

    assert program("department_1").post("/decisions", {"move": "approve", "rows": chosen(found) * 501}).status_code == 422


def test_rows_that_nobody_may_see_are_not_there(desk, program):
    found = desk.at("department_review")

    assert program("department_2").post("/decisions", {"move": "approve", "rows": chosen(found)}).status_code == 404
    assert program("department_2").post("/reminders", {"declarations": [str(found.pk)]}).status_code == 404


def test_one_and_many_are_reminded_and_the_other_reads_it(desk, program):
    first, second = (desk.at("unit_review", draft_of(name=f"云川市项目{number}")) for number in range(2))
    caller = program("department_1")

    one = caller.post(f"/declarations/{first.pk}/reminders", {"note": "请尽快。"})
    many = caller.post("/reminders", {"declarations": [str(first.pk), str(second.pk)]})

    assert one.status_code == 201
    assert one.json() | {"at": ""} == {
        "declaration": str(first.pk),
        "name": "云川市项目0",
        "stage": "unit_review",
        "due_on": first.due_on and first.due_on.isoformat(),
        "by": "卫东",
        "at": "",
        "role": "unit_head",
        "note": "请尽快。",
    }
    assert [(each["result"], each["is_repeated"]) for each in many.json()["outcomes"]] == [("done", True), ("done", False)]
    assert Reminder.objects.count() == 2
    read = program("head_a").get("/inbox").json()
    assert {each["name"] for each in read["reminders"]} == {"云川市项目0", "云川市项目1"}
    assert read["happened"][0]["action"] in ("submit", "remind")
    assert caller.post(f"/declarations/{first.pk}/reminders", {}).status_code == 409
    assert caller.post(f"/declarations/{second.pk}/reminders", {"note": "长" * 201}).status_code == 422


def test_phrases_are_kept_and_taken_away(program):
    caller = program("finance")

    kept = caller.post("/phrases", {"move": "return", "text": "请补充测算依据。"})

    assert kept.status_code == 201
    assert caller.get("/phrases").json() == [kept.json()]
    assert program("finance_2").get("/phrases").json() == []
    assert program("finance_2").call("delete", f"/phrases/{kept.json()['id']}").status_code == 404
    assert caller.call("delete", f"/phrases/{kept.json()['id']}").status_code == 204
    assert Phrase.objects.count() == 0
    assert program("clerk_a").get("/phrases").status_code == 404


def test_lists_are_narrowed_by_light_and_day_and_ordered_by_risk(desk, program):
    rows = [desk.at("department_review", draft_of(name=f"云川市项目{number}")) for number in range(3)]
    for row, risk, due in zip(rows, (5, 70, 30), ("2020-01-01", "2099-01-01", "2020-01-01"), strict=True):
        Declaration.objects.filter(pk=row.pk).update(risk=risk, due_on=due)
    caller = program("department_1")

    def names(query):
        return [each["name"][-1] for each in caller.get(f"/declarations?role=department_reviewer&tab=to_review&{query}").json()["items"]]

    assert names("order=-risk") == ["1", "2", "0"]
    assert names("light=red&order=-risk") == ["2", "0"]
    assert names("light=green") == ["1"]
    assert names("since=2199-01-01") == []
    assert len(names("since=2020-01-01")) == 3
    lights = caller.get("/inbox").json()["desks"][0]["lights"]
    assert lights == [
        {"tab": "to_review", "light": "red", "count": 2},
        {"tab": "to_review", "light": "yellow", "count": 0},
        {"tab": "to_review", "light": "green", "count": 1},
    ]


def test_a_single_move_has_a_grade(desk, program):
    found = desk.at("department_review")
    caller = program("department_1")

    wrong = caller.post(f"/declarations/{found.pk}/approve", {"grade": "good"}, If_Match=f'"{found.revision}"')
    right = caller.post(f"/declarations/{found.pk}/approve", {"grade": "good", "opinion": "请补充。"}, If_Match=f'"{found.revision}"')

    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "opinion")
    assert (right.status_code, right.json()["grade"]) == (200, "good")
