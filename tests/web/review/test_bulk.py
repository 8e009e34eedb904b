"""Many decided at once: what is asked, what is set apart, what became of each, what is sent twice."""

import copy
import uuid

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from tests.web.review.conftest import ROWS, draft_of
from tests.web.review.selecting import select

from jixiao.web.records.actions import bulk
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.bulk import Chosen, Said
from jixiao.web.records.models import Declaration, Event, Involvement, Version

QUEUE = "?role=department_reviewer&tab=to_review"
BAD = [*ROWS[:3], ("产出指标", "成本指标", "信号灯维护成本", "≤666.91万元"), *ROWS[4:]]
EXPLAINED = {"CST-002@indicators.k4.target": "含上年结转资金。"}


@pytest.fixture
def waiting(desk):
    """``waiting(3)`` waits for the department, one like the other but for its name and its money."""

    def made(count, draft=None):
        first = desk.at("department_review", draft)
        copies = [first]
        for number in range(1, count):
            own = copy.copy(first)
            own.pk, own._state = uuid.uuid4(), copy.copy(own._state)
            own._state.adding = True
            own.name = f"云川市项目{number}"
            own.save(force_insert=True)
            copies.append(own)
        return copies

    return made


@pytest.fixture
def post(logged_in):
    """``post("department_1", "approve", rows, step="do")`` sends a form; the page is read."""

    def sent(login, name, rows, *, query=QUEUE, **fields):
        marks = [f"{row.pk}:{row.revision}" for row in rows]
        response = logged_in(login).post(reverse("bulk", args=[name]) + query, {"chosen": marks, **fields})
        tree = html.document_fromstring(response.content.decode()) if response.content else None
        return response, tree

    return sent


def texts(tree, selector):
    return ["".join(node.text_content().split()) for node in select(tree, selector)]


def actions_of(row):
    return list(Event.objects.filter(chain_id=row.chain).order_by("seq").values_list("action", flat=True))


def test_what_will_be_decided_stands_with_its_money_and_its_findings(waiting, post):
    bad = waiting(1, draft_of(BAD, EXPLAINED, name="信号灯更换"))[0]
    good = waiting(1)[0]

    response, tree = post("department_1", "approve", [bad, good])

    assert response.status_code == 200
    assert texts(tree, "form.bulk h2")[1] == "将办理2件，220.00万元"
    first, second = texts(tree, "form.bulk tr[data-row]")
    assert first.startswith("信号灯更换云川市公安局交通警察支队直属一大队110.00错误1")
    assert "成本指标超过预算" in first
    assert "成本指标超过预算" not in second
    assert "错误" not in second
    assert "其中1件有错误提示" in response.content.decode()
    assert [node.get("value") for node in select(tree, "form.bulk input[name='chosen']")] == [
        f"{each.pk}:{each.revision}" for each in (bad, good)
    ]
    assert actions_of(bad)[-1] == "declaration.approve"  # by the head of the unit; nothing was decided yet
    assert Declaration.objects.get(pk=bad.pk).stage == "department_review"


def test_what_cannot_be_decided_is_set_apart_with_its_reason(waiting, post, people, desk):
    own, changed, gone, fine = waiting(4)
    Involvement.objects.create(person=people["department_1"], declaration=own, at=own.created_at, made=True)
    Declaration.objects.filter(pk=changed.pk).update(revision=changed.revision + 1)
    Declaration.objects.filter(pk=gone.pk).update(stage="finance_review")

    response, tree = post("department_1", "approve", [own, changed, gone, fine])

    assert response.status_code == 200
    assert [each.startswith(fine.name) for each in texts(tree, "form.bulk tr[data-row]")] == [True]
    apart = texts(tree, ".set-apart tr[data-row] .error-words")
    assert len(apart) == 3
    assert "由您填报或送审" in apart[0]
    assert "刚被别人改过" in apart[1]
    assert "现在是“待财政业务处审核”，不能审核通过" in apart[2] or "“审核通过”由财政业务处办理" in apart[2]


def test_each_row_is_a_transaction_of_its_own_and_has_an_outcome(waiting, post):
    first, changed, last = waiting(3)
    Declaration.objects.filter(pk=changed.pk).update(revision=changed.revision + 1)

    response, tree = post("department_1", "approve", [first, changed, last], step="do", grade="excellent", opinion="同意。")

    assert response.status_code == 200
    assert texts(tree, ".notice b") == ["办成2件，没有办1件"]
    for row in (first, last):
        now = Declaration.objects.get(pk=row.pk)
        assert (now.stage, now.revision, now.grade) == ("finance_review", row.revision + 1, "excellent")
        event = Event.objects.filter(chain_id=row.chain).latest("seq")
        assert (event.action, event.data["opinion"], event.data["grade"]) == ("declaration.approve", "同意。", "excellent")
        assert Version.objects.filter(declaration=row).latest("number").sha256 == event.after
    assert Declaration.objects.get(pk=changed.pk).stage == "department_review"
    offered = [node.get("value") for node in select(tree, "form.panel input[name='chosen']")]
    assert offered == [f"{changed.pk}:{changed.revision + 1}"]


def test_the_same_sent_twice_is_done_once_and_told_as_done(waiting, post):
    rows = waiting(3)
    post("department_1", "return", rows, step="do", reason="请补充测算依据。", grade="medium")
    before = Event.objects.count(), Version.objects.count()

    response, tree = post("department_1", "return", rows, step="do", reason="请补充测算依据。", grade="medium")

    assert response.status_code == 200
    assert texts(tree, ".notice b") == ["办成3件，没有办0件"]
    assert "先前已经办成" in response.content.decode()
    assert (Event.objects.count(), Version.objects.count()) == before


def test_what_another_did_first_is_not_told_as_ones_own(waiting, desk):
    (row,) = waiting(1)
    actions.approve(row.pk, seen=row.revision, actor=desk.actor("department_1b"))

    (outcome,) = bulk.decide("approve", [Chosen(row.pk, row.revision)], Said(), actor=desk.actor("department_1"))

    assert (outcome.result, outcome.is_repeated) == ("changed", False)


def test_a_busy_database_is_asked_again_a_few_times(waiting, desk, monkeypatch):
    first, second = waiting(2)
    approve, calls = actions.approve, []

    def busy(pk, **told):
        calls.append(pk)
        if pk == second.pk or len(calls) < 3:
            raise OperationalError("database is locked")
        return approve(pk, **told)

    monkeypatch.setattr(actions, "approve", busy)
    monkeypatch.setattr(bulk, "_FIRST_WAIT_SECONDS", 0.001)
    found = bulk.decide("approve", [Chosen(each.pk, each.revision) for each in (first, second)], Said(), actor=desk.actor("department_1"))

    assert [each.result for each in found] == ["done", "busy"]
    assert calls == [first.pk] * 3 + [second.pk] * 4
    assert Declaration.objects.get(pk=second.pk).stage == "department_review"


def test_what_is_not_reached_in_time_is_left_and_told(waiting, desk):
    rows = waiting(2)

    found = bulk.decide("approve", [Chosen(each.pk, each.revision) for each in rows], Said(), actor=desk.actor("department_1"), seconds=-1)

    assert [(each.result, each.may_be_tried_again) for each in found] == [("left", True)] * 2
    assert {each.declaration.stage for each in found} == {"department_review"}


@pytest.mark.both_databases
def test_as_many_queries_are_asked_for_thirty_rows_as_for_one(waiting, logged_in):
    client = logged_in("department_1")
    client.get("/")
    counted = []
    for rows in (waiting(1), waiting(30)):
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(reverse("bulk", args=["approve"]) + QUEUE, {"chosen": [f"{row.pk}:{row.revision}" for row in rows]})
        assert answer.status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 10


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("return", {}, "请写明理由"),
        ("return", {"reason": "请改", "grade": "excellent"}, "没有这种审核结果"),
        ("approve", {"grade": "good"}, "评“良”要写明须完善或修改之处"),
        ("approve", {"opinion": "长" * 2001}, "最多2000个字"),
    ],
)
def test_what_is_missing_is_asked_again_before_anything_is_decided(name, typed, told, waiting, post):
    rows = waiting(2)

    response, tree = post("department_1", name, rows, step="do", **typed)

    assert response.status_code == 422
    assert told in texts(tree, "[role='alert']")[0]
    assert len(select(tree, "form.bulk input[name='chosen']")) == 2
    assert {Declaration.objects.get(pk=row.pk).stage for row in rows} == {"department_review"}


def test_the_whole_list_is_taken_as_it_is_narrowed(waiting, post):
    rows = waiting(4)
    Declaration.objects.filter(pk=rows[3].pk).update(name="别的项目")

    response, tree = post("department_1", "approve", [], query=f"{QUEUE}&words=云川市", whole="1")

    assert response.status_code == 200
    assert {node.get("value").partition(":")[0] for node in select(tree, "form.bulk input[name='chosen']")} == {
        str(row.pk) for row in rows[:3]
    }


def test_more_than_five_hundred_are_cut_and_that_is_told(waiting, post):
    first = waiting(1)[0]
    others = [Declaration(pk=uuid.uuid4(), revision=1) for _ in range(500)]

    response, tree = post("department_1", "approve", [first, *others])

    assert "一次最多办理500件" in response.content.decode()
    assert len(select(tree, "form.bulk input[name='chosen']")) == 1


def test_one_of_several_that_stand_twice_is_decided_once(waiting, desk):
    (row,) = waiting(1)

    found = bulk.decide("approve", [Chosen(row.pk, row.revision)] * 3, Said(), actor=desk.actor("department_1"))

    assert [each.result for each in found] == ["done"]


def test_many_are_approved_with_the_budget_by_one_document(desk, logged_in):
    rows = [desk.at("approved", draft_of(name=f"云川市项目{number}")) for number in range(2)]
    address = reverse("bulk", args=["ratify"]) + "?role=finance_reviewer&tab=to_ratify"
    marks = [f"{row.pk}:{row.revision}" for row in rows]

    answer = logged_in("finance").post(address, {"chosen": marks, "step": "do", "number": "云财预〔2027〕3号", "on": "2026-11-20"})

    assert answer.status_code == 200
    assert set(Declaration.objects.values_list("stage", "ratified_number")) == {("ratified", "云财预〔2027〕3号")}


@pytest.mark.parametrize("sent", [{}, {"chosen": ["x", "x:1", f"{uuid.uuid4()}:y", ":"]}])
def test_nothing_chosen_leads_back_to_the_list(sent, tree, logged_in):
    answer = logged_in("department_1").post(reverse("bulk", args=["approve"]) + QUEUE, sent)

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{reverse('declarations')}{QUEUE}")


@pytest.mark.parametrize("name", ["withdraw", "discard", "save", "delete"])
def test_other_moves_are_not_made_of_many(name, tree, logged_in):
    assert logged_in("clerk_a").post(reverse("bulk", args=[name])).status_code == 404
