"""Monitoring tables that were read: on which day they report, which belong together, what they lack; figures by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.documents import open_document
from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.messages import speaking
from jixiao.monitoring import Light, Moment
from jixiao.monitoring.from_reading import rounds_in, watch_documents
from jixiao.monitoring.telling import left_out, lines_of, summary_of

FOLDER = Path(__file__).parents[1] / "layouts" / "monitoring"


@pytest.fixture(scope="module")
def national():
    return recognise(open_document(FOLDER / "national.html"))


@pytest.fixture(scope="module")
def local():
    return recognise(open_document(FOLDER / "local.html"))


def changed(document, month, executed):
    """The same table of another month."""
    (project,) = document.projects
    funding = [line.model_copy(update={"executed_amount": Decimal(executed)}) for line in project.funding[:1]]
    record = project.monitoring.model_copy(update={"month": month})
    return document.model_copy(update={"projects": [project.model_copy(update={"funding": funding, "monitoring": record})]})


def test_money_and_indicators_of_the_handbook_example(national):
    (item,) = watch_documents([national])
    found = item.found

    assert found.round.moment == Moment(date(2024, 7, 31))
    assert (found.schedule.rate.percent, found.schedule.planned.percent) == (
        Decimal("44.00"),
        Decimal("58.33"),
    )  # 1595.86 ÷ 3626.96; 7 ÷ 12
    assert (found.attainment.percent, found.gap.percent) == (Decimal("82.54"), Decimal("38.54"))  # (47.63 + 100 + 100) ÷ 3
    assert found.money_light.light is Light.YELLOW
    assert item.carryover_yuan == Decimal(269600)  # 3,626.96 − 3,600.00万元
    assert [one.is_worse for one in item.expected] == [False, False, False, False, None, True]
    assert [[one.key for one in expected.missing] for expected in item.expected] == [
        [], [], [], [], ["unmonitored.reason_missing"], ["unmonitored.certain_yet_worse"],
    ]  # fmt: skip


def test_lights_by_the_pace_of_the_year(local):
    (item,) = watch_documents([local], lights="annual_pace")

    assert [getattr(one, "light", None) for one in item.found.lights] == [Light.GREEN, Light.RED, Light.GREEN, None]
    # 46 of 46 is 100 ÷ (8 ÷ 12) = 150 %, blue only from 120 % of the year's target; 310 of 1200 is 38.75 %; 93.2 of 95 is 147 %


def test_adjusted_budget_counts(local):
    (item,) = watch_documents([local])

    assert item.found.round.budget_yuan == Decimal(1000000)  # 100.00万元 after 120.00
    assert item.found.schedule.rate.percent == Decimal("86.50")


def test_three_rounds_give_a_range(national):
    tables = [changed(national, month, executed) for month, executed in ((3, 7253920), (5, 10880880), (7, 15958624))]
    (item,) = watch_documents([tables[2], tables[0], tables[1]])

    # 20 % by March, 30 % by May, 44 % by July: the slowest two months 5 % each, the fastest 7 % each, five are left
    assert [one.moment.day.month for one in item.earlier] == [3, 5]
    assert (item.found.forecast.low, item.found.forecast.high, item.found.forecast.method) == (69, 79, "own_months")


def test_the_same_table_from_two_files_is_one_round(national):
    (item,) = watch_documents([national, national])

    assert item.earlier == ()


def test_payment_plan_of_the_target_form_read_with_it(national):
    (project,) = national.projects
    form = project.model_copy(
        update={"monitoring": None, "funding": [], "payment_plan": {"3": "30%", "6": "60%", "10": "90%", "12": "100%"}}
    )
    targets = national.model_copy(update={"projects": [form]})
    (item,) = watch_documents([national, targets])

    assert (item.has_plan_elsewhere, item.found.schedule.planned.percent) == (True, Decimal("67.50"))
    assert (item.found.forecast.low, item.found.forecast.high) == (65, 77)
    assert list(left_out([national, targets], [item])) == []


def test_table_without_a_month_waits_for_a_day(national):
    (project,) = national.projects
    bare = national.model_copy(
        update={"projects": [project.model_copy(update={"monitoring": project.monitoring.model_copy(update={"month": None})})]}
    )

    assert watch_documents([bare]) == []
    assert [one.moment for one in rounds_in([bare], date(2024, 9, 15))] == [Moment(date(2024, 9, 15))]
    with speaking("en"):
        assert "--date" in "".join(left_out([bare], []))


def test_month_of_the_header_wins_over_the_day(national):
    assert [one.moment.day for one in rounds_in([national], date(2024, 9, 15))] == [date(2024, 7, 31)]
    assert [one.moment.day for one in rounds_in([national], date(2024, 7, 20))] == [date(2024, 7, 20)]


def test_words_name_cause_and_next_step(local):
    (item,) = watch_documents([local])
    with speaking("zh"):
        lines = lines_of(item)
        summary = summary_of(item, lines)

    assert [line.tone for line in lines] == ["fine", "act", "ask", "ask"]
    assert lines[1].causes == "汛期设备损坏两台，补购合同九月签订"
    assert lines[2].rules == ("MON-006",)
    assert (summary.tone, summary.light, summary.gap) == ("act", "blue", "+19.83")
    assert any("断面达标率" in step for step in summary.next_steps)
    assert any("居民满意度" in step for step in summary.next_steps)
    assert not any("。。" in said or "？。" in said for said in summary.money)


def test_more_than_the_budget_is_to_act_on(national):
    (item,) = watch_documents([changed(national, 7, 40000000)])
    with speaking("zh"):
        summary = summary_of(item, lines_of(item))

    assert "MON-002" in summary.rules
    assert any("超过全年预算 3626.96万元" in said for said in summary.money)


def test_summary_has_no_figure_that_is_not_known(national):
    (item,) = watch_documents([national])
    empty = replace(item, forecast_yuan=None)

    assert (summary_of(empty, lines_of(empty)).forecast, summary_of(empty, lines_of(empty)).carryover) == ("", "")


def test_list_of_money_and_table_of_indicators_are_one_round():
    listed, indicators = (recognise(open_document(FOLDER / f"{name}.html")) for name in ("list", "indicators"))
    found = {item.reported.name: item for item in watch_documents([listed, indicators])}

    assert list(found) == ["公园绿化养护", "湖面清淤"]
    dredging = found["湖面清淤"]
    assert dredging.found.schedule.rate.percent == Decimal("10.00")  # 12 of 120
    assert dredging.carryover_yuan == Decimal(300000)  # 120 − 90
    assert dredging.found.attainment.percent == Decimal("6.00")  # 300 of 5000
    assert [one.key for expected in dredging.expected for one in expected.missing] == []  # the form asks for no possibility
    assert list(left_out([listed, indicators], list(found.values()))) == []


def test_list_of_money_alone():
    listed = recognise(open_document(FOLDER / "list.html"))
    found = watch_documents([listed])

    assert [(item.reported.name, item.found.schedule.rate.percent) for item in found] == [
        ("公园绿化养护", Decimal("60.00")),
        ("湖面清淤", Decimal("10.00")),
    ]
    assert [line.values_yuan["全年预计执行数"] for line in listed.tables[0].lines] == [Decimal(3000000), Decimal(900000), Decimal(3900000)]


def test_projects_of_one_name_in_two_agencies_stay_two(national):
    (project,) = national.projects
    other = national.model_copy(update={"projects": [project.model_copy(update={"unit": "另一个单位"})]})

    assert [(item.reported.agency, item.earlier) for item in watch_documents([national, changed(other, 8, 16000000)])] == [
        ("临河市公安局交警支队", ()),
        ("另一个单位", ()),
    ]


def test_what_is_not_due_is_not_asked_for(national):
    """未到统计时间 is an answer: the row has no share, and nothing is asked for."""
    (project,) = national.projects

    def with_actual(indicator, words):
        actual = indicator.monitoring.actual.model_copy(update={"text": words})
        return indicator.model_copy(update={"monitoring": indicator.monitoring.model_copy(update={"actual": actual})})

    known = [one for one in project.indicators if one.monitoring.actual is not None]
    later = [with_actual(one, "未到统计时间") if one in known[:3] else one for one in project.indicators]
    (item,) = watch_documents([national.model_copy(update={"projects": [project.model_copy(update={"indicators": later})]})])

    lines = lines_of(item)
    quiet = [line for line in lines if line.actual == "未到统计时间"]
    assert (len(quiet), {line.share for line in quiet}) == (3, {""})
    assert all("统计" not in sentence for line in quiet for sentence in line.said)


def test_indicator_that_expects_to_miss_its_target_is_a_next_step_though_nothing_is_red():
    head = "项目支出绩效运行监控表（2024年1-8月）\n项目名称\t政务服务\n全年预算数（万元）\t60\t1-8月执行数（万元）\t40\t执行率\t66.67%\n"
    head += "一级指标\t二级指标\t三级指标\t年度指标值\t1-8月完成值\t全年预计完成值\t偏差原因\n"
    rows = "效益指标\t社会效益指标\t通办率\t≥90%\t85%\t86%\t系统未对接\n"
    (item,) = watch_documents([recognise(read_bytes((head + rows).encode(), name="round.txt"))])

    steps = summary_of(item, lines_of(item)).next_steps
    assert steps == ("预计达不到指标值，请说明纠偏措施，或申请调整目标：通办率。",)
