"""Differences to last year's declaration of the same project, and as of a day (上年对比、截至某日)."""

import json
from datetime import UTC, datetime

import pytest
from tests.web.review.conftest import ROWS, draft_of
from tests.web.tree import YEAR

from jixiao.web.records import clock, queries
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import AgencyYear

LAST_ROWS = [
    ("产出指标", "数量指标", "维护信号灯路口数量", "≥298个"),
    ("产出指标", "质量指标", "检修记录齐全率", "≥95%"),
    ROWS[2],
    ("产出指标", "成本指标", "信号灯维护成本", "≤98万元"),
    *ROWS[4:],
]


@pytest.fixture
def last_year(tree, desk):
    """``last_year(name="…", code="…")`` was declared in the year before."""

    def made(unit="unit_a", clerk="clerk_a", *, is_submitted=True, **fields):
        year = AgencyYear.objects.get(agency=tree.agencies[unit], fiscal_year=YEAR)
        if not AgencyYear.objects.filter(agency=year.agency, fiscal_year=YEAR - 1).exists():
            year.pk, year.fiscal_year, year._state.adding = None, YEAR - 1, True
            year.save()
        draft = draft_of(rows=LAST_ROWS, amounts__fiscal="98", **fields)
        found = actions.create(tree.agencies[unit], YEAR - 1, draft, actor=desk.actor(clerk))
        return actions.submit(found.pk, seen=found.revision, actor=desk.actor(clerk)) if is_submitted else found

    return made


def test_last_year_is_found_by_code_and_then_by_name(last_year, desk):
    by_name, by_code = last_year(name="信号灯维护", code="0001"), last_year(name="改了名的项目", code="5301")
    now = desk.at("department_review", draft_of(name="信号灯维护", code="5301"))
    actor = desk.actor("department_1")

    assert queries.of_last_year(now, actor) == by_code
    now.code = ""
    assert queries.of_last_year(now, actor) == by_name
    now.name = "别的"
    assert queries.of_last_year(now, actor) is None


def test_last_year_of_another_agency_or_out_of_sight_is_none(last_year, desk):
    last_year("unit_b", "clerk_b", name="信号灯维护")
    last_year(name="信号灯维护", is_submitted=False)
    now = desk.at("department_review", draft_of(name="信号灯维护"))

    assert queries.of_last_year(now, desk.actor("department_1")) is None  # a draft of the unit's own
    assert queries.of_last_year(now, desk.actor("clerk_a")).is_editable


def test_discarded_one_is_no_last_year(last_year, desk):
    gone = last_year(name="信号灯维护", is_submitted=False)
    actions.discard(gone.pk, seen=gone.revision, actor=desk.actor("clerk_a"), reason="重复")

    assert queries.of_last_year(desk.at("draft", draft_of(name="信号灯维护")), desk.actor("clerk_a")) is None


def test_changes_since_last_year_stand_field_by_field(last_year, desk, page):
    last = last_year(name="信号灯维护", code="5301")
    now = desk.at("department_review", draft_of(name="信号灯维护", code="5301"))

    shown = page("department_1", "changes", now)

    assert shown.status == 200
    rows = shown.texts(".changes tbody tr")
    assert any("维护信号灯路口数量" in row and "≥298个" in row and "≥312个" in row for row in rows)
    assert any(row.startswith("指标“信号灯完好率”新填") for row in rows)
    assert not any("故障修复时间" in row for row in rows)
    assert shown.all(f"a[href='{last.get_absolute_url()}']")
    assert "98.00万元→110.00万元" in shown.words


def test_as_of_a_day_the_version_is_that_which_was_in_force(desk, page):
    with clock.at(datetime(2026, 9, 1, 2, tzinfo=UTC)):
        found = desk.submitted(draft_of(goal="第一次送审。" * 5))
    with clock.at(datetime(2026, 9, 10, 2, tzinfo=UTC)):
        found = actions.send_back(found.pk, seen=found.revision, actor=desk.actor("head_a"), reason="请改")
    with clock.at(datetime(2026, 9, 20, 15, 59, tzinfo=UTC)):  # a minute before midnight of the office
        found = actions.save(
            found.pk, lambda draft: draft.with_field("goal", "第二次送审。" * 5), seen=found.revision, actor=desk.actor("clerk_a")
        )
        found = actions.submit(found.pk, seen=found.revision, actor=desk.actor("clerk_a"))

    for day, number in (("2026-09-01", 1), ("2026-09-09", 1), ("2026-09-10", 2), ("2026-09-19", 2), ("2026-09-20", 3), ("2026-11-01", 3)):
        shown = page("head_a", "changes", found, query=f"?on={day}")
        assert f"{day}当日有效的是第{number}版" in shown.words
        assert bool(shown.all(".changes")) == (number < 3)
    assert "还没有送审过" in page("head_a", "changes", found, query="?on=2026-08-31").words
    for wrong in ("x", "2026-02-30", "0001-01-01"):
        assert page("head_a", "changes", found, query=f"?on={wrong}").status == 404


def test_programs_ask_the_same(last_year, desk, logged_in):
    last = last_year(name="信号灯维护")
    now = desk.at("department_review", draft_of(name="信号灯维护"))
    client = logged_in("department_1")

    def ask(query):
        answer = client.get(f"/api/v1/declarations/{now.pk}/changes?{query}")
        return answer.status_code, json.loads(answer.content)

    status, told = ask("last_year=true")
    assert (status, told["old"], told["last_year"]) == (200, None, str(last.pk))
    assert {"path": "indicators.k1.target", "before": "≥298个", "after": "≥312个"} in told["changes"]
    status, told = ask(f"on={clock.today().isoformat()}")
    assert (status, told["old"], told["last_year"]) == (200, 2, None)
    assert ask("on=2020-01-01")[0] == 404
    assert ask("")[0] == 422
    assert ask("old=1&last_year=true")[0] == 422


def test_who_sees_no_last_year_asks_in_vain(desk, logged_in):
    now = desk.at("department_review")
    assert logged_in("department_1").get(f"/api/v1/declarations/{now.pk}/changes?last_year=true").status_code == 404
