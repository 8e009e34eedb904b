"""Where a pasted table would go: asked of a page and of a program, by whom, and what hostile input does."""

import json

import pytest
from django.urls import reverse
from tests.web.declare.conftest import draft, now

from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Declaration, Event

TABLE = "二级指标\t三级指标\t指标值\n数量指标\t新增路口数量\t≥3处\n质量指标\t信号灯完好率\t≥99%\n"


@pytest.fixture
def asking(logged_in):
    """``asking(declaration, text=…)`` is what the page would do."""

    def ask(declaration, login="clerk_a", raw=None, **sent):
        body = json.dumps(sent) if raw is None else raw
        return logged_in(login).post(reverse("paste", args=[declaration.pk]), body, content_type="application/json")

    return ask


def test_page_is_told_what_to_do_and_nothing_is_changed(declared, asking):
    one = declared(draft())
    before = now(one)[1]
    rows = [{"id": "k1", "code": "output.quantity", "name": "维护路口数量"}, {"id": "k2", "code": "output.quality", "name": "信号灯完好率"}]

    answer = asking(one, text=TABLE, rows=rows).json()

    (new,) = answer["rows"]
    assert (new["do"], new["after"]) == ("add", "k1")
    assert answer["texts"][f"indicators.{new['id']}.target"] == "≥3处"
    assert answer["texts"]["indicators.k2.target"] == "≥99%"
    assert answer["said"].startswith("已粘贴2行指标、")
    kept, typed = now(one)
    assert (kept.revision, typed) == (1, before)
    assert Event.objects.filter(chain_id=one.chain).count() == 1


def test_answer_can_be_saved_as_it_is(declared, asking, saving):
    one = declared(draft())
    rows = [{"id": f"k{number}", "code": "output.quantity", "name": "x"} for number in range(1, 7)]
    answer = asking(one, text=TABLE, rows=rows).json()

    saved = saving(one, answer["texts"], rows=answer["rows"]).json()

    assert saved["refused"] == {}
    assert "新增路口数量" in [item.text("name") for item in now(one)[1].indicators]


@pytest.mark.parametrize("raw", ["", "[]", "{", '{"rows": 1}', '{"text": 1}', '{"rows": [1]}', '{"rows": [{"id": 1}]}', "null"])
def test_what_is_no_request_is_refused(raw, declared, asking):
    assert asking(declared(), raw=raw).status_code == 400


@pytest.mark.parametrize(
    "html",
    [
        "<table>" + "<tr>" * 3000 + "<td>x",
        "<table><tr><td rowspan=99999 colspan=99999>数量指标<td>x",
        "<table><tr>" + "<td>x" * 500,
        "<table><tr><td>三级指标<td>指标值<tr><td><script>alert(1)</script><img src=x onerror=1>路口<td>\x00≥3处",
        "<" * 10_000,
        "<table>" * 500 + "<tr><td>x<td>y",
    ],
    ids=["rows", "spans", "columns", "script", "signs", "nested"],
)
def test_hostile_table_is_answered(html, declared, asking):
    answer = asking(declared(), html=html, text="")

    assert answer.status_code == 200
    assert not any("\x00" in text or "script" in text for text in answer.json()["texts"].values())


def test_others_learn_nothing_and_a_submitted_one_is_refused(declared, asking, actor):
    one = declared(draft())
    assert asking(one, "clerk_c", text=TABLE).status_code == 404
    one = actions.submit(one.pk, seen=1, actor=actor("clerk_a"))
    assert asking(one, text=TABLE).status_code == 422


def test_program_is_told_the_same(declared, logged_in):
    one = declared(draft())

    sent = json.dumps({"text": TABLE})
    answer = logged_in("clerk_a").post(f"/api/v1/declarations/{one.pk}/paste", sent, content_type="application/json")

    assert answer.status_code == 200
    assert answer.json()["texts"]["indicators.k2.target"] == "≥99%"
    assert answer.json()["left"] == []


# last year and peers


@pytest.fixture
def approved(agencies, actor):
    """``approved("unit_b", "≥300处")`` is an approved declaration of another unit."""

    def make(agency, target, stage="approved", year=None, **fields):
        clerk = actor(f"clerk_{agency[-1]}")
        rows = [("产出指标", "数量指标", "维护路口数量", target)]
        one = actions.create(agencies[agency], 2027, draft(indicators=rows, **fields), actor=clerk)
        Declaration.objects.filter(pk=one.pk).update(stage=stage, **({"fiscal_year": year} if year else {}))
        return one

    return make


def compared(client, one, name="维护路口数量", level="output.quantity"):
    return client.get(reverse("compared", args=[one.pk]), {"name": name, "level": level}).content.decode()


def test_last_year_is_found_by_name_without_its_year(declared, approved, logged_in):
    approved("unit_a", "≥350处", year=2026, name="2026年云川市城区交通信号灯维护")
    one = declared(draft(name="2027年云川市城区交通信号灯维护"))

    shown = compared(logged_in("clerk_a"), one)

    assert "上年（2026）：≥350处" in shown


def test_two_peers_are_not_told(declared, approved, logged_in):
    approved("unit_b", "≥300处")
    approved("unit_c", "≥500处")

    shown = compared(logged_in("clerk_a"), declared(draft()))

    assert "不足3个单位" in shown
    assert not any(each in shown for each in ("300", "500", "400"))


def test_three_peers_are_one_figure_and_nobody_is_named(declared, approved, logged_in, agencies):
    approved("unit_b", "≥300处")
    approved("unit_c", "≥500处", stage="ratified")
    third = approved("unit_c", "≥350处")
    Declaration.objects.filter(pk=third.pk).update(agency=agencies["department_2"])
    approved("unit_b", "≥999处", stage="draft")

    shown = compared(logged_in("clerk_a"), declared(draft()))

    assert "3个单位：中位数 ≥350处" in shown
    assert not any(each in shown for each in ("300", "500", "二大队", "中学", "教育局"))


def test_own_declarations_are_no_peers_and_other_names_are_not_counted(declared, approved, logged_in, agencies):
    approved("unit_a", "≥1处")
    approved("unit_b", "≥300处")
    approved("unit_c", "≥500处")

    assert "不足3个单位" in compared(logged_in("clerk_a"), declared(draft()))
    assert "不足3个单位" in compared(logged_in("clerk_a"), declared(draft()), name="别的指标")


def test_program_is_told_last_year_and_advice(declared, approved, logged_in):
    approved("unit_a", "≥350处", year=2026)
    low = [("产出指标", "数量指标", "维护路口数量", "若干")]
    one = declared(draft(indicators=low))
    client = logged_in("clerk_a")

    held = client.get(f"/api/v1/declarations/{one.pk}/compared", {"name": "维护路口数量", "level": "output.quantity"}).json()
    told = client.get(f"/api/v1/declarations/{one.pk}/coach").json()

    assert (held["last_year"], held["agencies"], held["median"]) == ("≥350处", 0, "")
    assert [(each["aspect"], each["id"]) for each in told["advice"]] == [("unmeasurable", "k1")]
    assert "output.quality" in [level["code"] for level in told["missing"]]


def test_page_takes_few_queries_however_many_peers(declared, approved, logged_in, django_assert_max_num_queries):
    one = declared(draft())
    for _ in range(4):
        approved("unit_b", "≥300处")

    client = logged_in("clerk_a")

    with django_assert_max_num_queries(10):
        compared(client, one)
