"""Saving while it is typed: what is kept, what is told, who is refused, and what hostile input does."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.declare.conftest import INDICATORS, draft, now

from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Event

RTL = "\u202e\u2067عربي\u2069 abc\u200f\u200b"
EMOJI = "👨‍👩‍👧‍👦🚦\U0001f1e8\U0001f1f3"
MARKUP = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>&amp;{{ 7 }}{% now 'Y' %}"
LONG = "绩" * 10_000
LINES = "\n\n第一行\n  第二行\t末尾空格  \n"


def events(declaration):
    return list(Event.objects.filter(chain_id=declaration.chain).order_by("seq"))


@pytest.mark.both_databases
def test_what_is_typed_is_kept_and_told_back(declared, saving):
    one = declared()

    answer = saving(one, {"name": "信号灯维护", "amounts.fiscal": "110", "amounts.other": "20.5"}).json()

    kept, typed = now(one)
    assert (answer["revision"], kept.revision) == (2, 2)
    assert [typed.text(path) for path in ("name", "amounts.fiscal", "amounts.other")] == ["信号灯维护", "110", "20.5"]
    assert (answer["sums"], answer["faults"], answer["refused"]) == ({"amounts.annual": "130.5"}, [], {})
    assert answer["saved_at"].startswith(str(kept.updated_at.astimezone().year))
    assert (kept.name, kept.annual_yuan) == ("信号灯维护", 1_305_000)


def test_each_saving_leaves_one_event_and_one_without_a_change_none(declared, saving):
    one = declared()

    saving(one, {"name": "信号灯维护"})
    again = saving(one, {"name": "信号灯维护"}, revision=2)

    assert again.json()["revision"] == 2
    assert [event.action for event in events(one)] == ["declaration.create", "declaration.save"]


def test_figure_that_cannot_be_read_is_kept_as_typed_and_told_at_its_cell(declared, saving):
    one = declared()

    answer = saving(one, {"amounts.fiscal": "1,2OO"}).json()

    assert now(one)[1].text("amounts.fiscal") == "1,2OO"
    assert [(told["path"], told["kind"], told["is_quick"]) for told in answer["faults"]] == [("amounts.fiscal", "error", True)]


def test_in_a_project_of_one_year_the_period_says_what_the_year_says(declared, saving):
    one = declared(draft())

    answer = saving(one, {"amounts.other": "5"}).json()

    assert answer["own"]["amounts_of_period.fiscal"] == "120"
    assert answer["own"]["amounts.total"] == "125"
    assert answer["own"]["goal_of_period"] == draft().text("goal")
    assert answer["own"]["indicators.k1.target_of_period"] == "≥357处"


def test_rows_come_move_and_go(declared, saving):
    one = declared(draft())
    rows = [
        {"do": "add", "id": "n1", "after": "k1"},
        {"do": "move", "id": "k3", "after": ""},
        {"do": "remove", "id": "k2"},
        {"do": "add", "id": "n1", "after": "k6"},
    ]

    answer = saving(one, {"indicators.n1.name": "新增路口数量"}, rows=rows)

    assert answer.json()["refused"] == {}
    assert [item.id for item in now(one)[1].indicators] == ["k3", "k1", "n1", "k4", "k5", "k6"]
    assert now(one)[1].text("indicators.n1.name") == "新增路口数量"


def test_reason_why_a_finding_is_none_is_kept_with_its_field(declared, saving):
    one = declared(draft())

    saving(one, explanations={"VAL-030@indicators.k6.target": "首次调查。"})

    assert now(one)[1].explanation("VAL-030", "indicators.k6.target") == "首次调查。"


@pytest.mark.both_databases
def test_who_saw_an_older_one_gets_what_is_kept_and_who_changed_it(declared, saving):
    one = declared(draft())
    saving(one, {"goal": "吴倩写的目标"}, login="clerk_a2")

    answer = saving(one, {"goal": "周明写的目标"}, login="clerk_a", revision=1)

    told = answer.json()
    assert answer.status_code == 409
    assert (told["revision"], told["by"], told["is_own"]) == (2, "吴倩", False)
    assert told["draft"]["fields"]["goal"] == "吴倩写的目标"
    assert now(one)[1].text("goal") == "吴倩写的目标"


def test_conflict_with_oneself_says_so(declared, saving):
    one = declared(draft())
    saving(one, {"goal": "另一个窗口"})

    assert saving(one, {"goal": "这个窗口"}, revision=1).json()["is_own"] is True


def test_whose_session_is_gone_is_told_and_nothing_is_kept(declared):
    one = declared()
    body = json.dumps({"revision": 1, "changes": {"name": "过期"}})

    answer = Client().post(
        reverse("autosave", args=[one.pk]), body, content_type="application/json", headers={"Accept": "application/json"}
    )

    assert answer.status_code == 401
    assert now(one)[0].revision == 1


def test_what_one_person_typed_is_not_saved_as_another(declared, saving, people):
    one = declared()

    answer = saving(one, {"name": "周明填的"}, login="clerk_a2", person=str(people["clerk_a"].pk))

    assert (answer.status_code, answer.json()) == (401, {"other": True})
    assert now(one)[0].revision == 1


@pytest.mark.parametrize("login", ["clerk_b", "clerk_c", "department_1", "finance", "observer", "system_admin"])
def test_declaration_of_another_unit_is_not_there(login, declared, saving):
    one = declared(draft())

    assert saving(one, {"goal": "外单位"}, login=login).status_code == 404
    assert now(one)[0].revision == 1


def test_head_of_the_unit_reads_and_does_not_write(declared, saving):
    one = declared(draft())

    answer = saving(one, {"goal": "负责人改"}, login="head_a")

    assert answer.status_code == 422
    assert answer.json()["message"]
    assert now(one)[0].revision == 1


def test_what_was_submitted_is_not_written(declared, saving, actor):
    one = declared(draft())
    submitted = actions.submit(one.pk, seen=1, actor=actor("clerk_a"))

    assert saving(submitted, {"goal": "送审后再改"}).status_code == 422
    assert now(one)[1].text("goal") == draft().text("goal")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"changes": {}}',
        b'{"revision": "1"}',
        b'{"revision": true}',
        b'{"revision": -1}',
        b'{"revision": 99999999999999999999}',
        b'{"revision": 1.5}',
        b'{"revision": 1, "changes": []}',
        b'{"revision": 1, "changes": {"name": 5}}',
        b'{"revision": 1, "changes": {"name": null}}',
        b'{"revision": 1, "rows": {}}',
        b'{"revision": 1, "rows": [1]}',
        b'{"revision": 1, "rows": [{"do": "explode", "id": "k1"}]}',
        b'{"revision": 1, "rows": [{"do": "add", "id": 1}]}',
        b'{"revision": 1, "rows": [{"do": "add", "id": "k9", "after": 7}]}',
        b'{"revision": 1, "explanations": "x"}',
        json.dumps({"revision": 1, "changes": {"narratives." + "x" * 400: "长"}}).encode(),
        json.dumps({"revision": 1, "changes": {f"narratives.{n}": "多" for n in range(2001)}}).encode(),
    ],
    ids=range(23),
)
def test_what_is_no_change_is_refused_as_a_whole(raw, declared, saving):
    one = declared(draft())

    answer = saving(one, raw=raw)

    assert (answer.status_code, bool(answer.json()["message"])) == (400, True)
    assert now(one)[0].revision == 1


@pytest.mark.both_databases
@pytest.mark.parametrize("text", [RTL, EMOJI, MARKUP, LONG, LINES], ids=["rtl", "emoji", "markup", "long", "lines"])
def test_hostile_text_is_kept_and_shown_as_typed(text, declared, saving, logged_in):
    one = declared(draft())
    paths = ["name", "department", "goal", "indicators.k1.name", "indicators.k1.target"]

    answer = saving(one, dict.fromkeys(paths, text))

    assert (answer.status_code, answer.json()["refused"]) == (200, {})
    typed = now(one)[1]
    assert {path: typed.text(path) for path in paths} == dict.fromkeys(paths, text)
    page = logged_in("clerk_a").get(reverse("edit", args=[one.pk]))
    shown = page.content.decode()
    assert page.status_code == 200
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert logged_in("clerk_a").get(reverse("examination", args=[one.pk])).status_code == 200


@pytest.mark.parametrize("bad", ["坏\x00字", "半个\ud800字", "字" * 50_001], ids=["nul", "half", "book"])
def test_text_that_cannot_be_kept_is_told_and_costs_no_other(bad, declared, saving):
    one = declared(draft())

    answer = saving(one, {"goal": bad, "name": "信号灯维护"})

    assert answer.status_code == 200
    assert list(answer.json()["refused"]) == ["goal"]
    assert (now(one)[1].text("name"), now(one)[1].text("goal")) == ("信号灯维护", draft().text("goal"))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nothing",
        "amounts",
        "indicators",
        "indicators.k1",
        "indicators.k1.",
        "indicators.k99.name",
        "fields.name",
        "__proto__",
        "payment_plan.13",
    ],
)
def test_path_that_there_is_not_is_told(path, declared, saving):
    one = declared(draft())

    answer = saving(one, {path: "字"})

    assert (answer.status_code, list(answer.json()["refused"])) == (200, [path])
    assert now(one)[0].revision == 1


def test_row_with_an_id_that_cannot_be_one_is_told(declared, saving):
    one = declared(draft())

    answer = saving(
        one, rows=[{"do": "add", "id": "a b<", "after": ""}, {"do": "remove", "id": "gone"}, {"do": "move", "id": "gone", "after": "k1"}]
    )

    assert (answer.status_code, list(answer.json()["refused"])) == (200, ["indicators.a b<"])
    assert now(one)[0].revision == 1


def test_examination_tells_each_finding_at_its_cell(declared, logged_in):
    indicators = [*INDICATORS[:5], ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥5%")]
    one = declared(draft(indicators=indicators, goal=""))

    answer = logged_in("clerk_a").get(reverse("examination", args=[one.pk])).json()

    told = {(each["rule"], each["path"]): each for each in answer["told"]}
    low = told["VAL-030", "indicators.k6.target"]
    assert (low["kind"], low["cell"], low["is_blocking"]) == ("error", "indicators.k6.target", True)
    assert low["message"] and low["remedy"] and low["law"]
    assert (told["", "goal"]["kind"], told["", "goal"]["cell"]) == ("missing", "goal")
    assert f'id="{low["item"]}"' in answer["html"]
    assert answer["revision"] == 1


def test_missing_level_leads_to_the_row_that_waits_for_it(declared, logged_in):
    one = declared(draft(indicators=INDICATORS[1:]))
    client = logged_in("clerk_a")

    told = client.get(reverse("examination", args=[one.pk])).json()["told"]

    missing = [each for each in told if each["kind"] == "missing"]
    assert [(each["where"], each["path"], each["cell"]) for each in missing] == [("数量指标", "indicators", "level:output.quantity")]
    assert 'id="f:level:output.quantity"' in client.get(reverse("edit", args=[one.pk])).content.decode()
