"""Attainment of indicators and projects, the lights, and the matrix of both monitorings."""

from datetime import date
from decimal import Decimal

import pytest
from tests.unit.monitoring.figures import JULY, USUAL, figure, watched

from jixiao.monitoring import (
    Light,
    MoneyState,
    TargetState,
    cell_of,
    dual_gap,
    dual_warning,
    light_of_indicator,
    light_of_money,
    light_of_project,
    light_sets,
    progress_of,
    project_attainment,
    read_plan,
    schedule_of,
)


@pytest.mark.parametrize(
    ("target", "actual", "share", "by_time", "deviation"),
    [
        ("≥54.8万平方米", "26.1万平方米", "47.63", "81.65", "52.37"),
        ("≤65.2元", "61.1元", "100.00", None, "0.00"),
        ("≤4小时", "5小时", "80.00", None, "20.00"),
        ("100%", "98%", "98.00", None, "2.00"),
        ("357处", "400处", "112.04", "192.08", "-12.04"),
        ("0次", "0次", "100.00", None, "0.00"),
        ("0次", "2次", "0.00", None, "100.00"),
        ("2024年6月30日前", "2024-06-20", "100.00", None, "0.00"),
        ("2024年6月30日前", "2024-07-20", "0.00", None, "100.00"),
        ("2024年6月30日前", None, "0.00", None, "100.00"),
        ("2024年7月31日前", None, "0.00", None, "100.00"),  # the round ends with its last day, and it is not done
        ("≤500元/人/天", "450元", "100.00", None, "0.00"),
        ("≥10TB/年", "7TB", "70.00", None, "30.00"),
    ],
)
def test_attainment_of_an_indicator(target, actual, share, by_time, deviation):
    found = progress_of(watched(target, actual), JULY)

    assert found.share.percent == Decimal(share)
    assert (found.by_time.percent if found.by_time else None) == (Decimal(by_time) if by_time else None)
    assert found.deviation.percent == Decimal(deviation)
    assert found.attainment.percent == min(Decimal(share), 100)
    for one in (found.share, found.attainment, found.deviation):
        assert one.derivation.lines("zh")
        assert one.derivation.lines("en")
        assert one.derivation.result == f"{one.percent}%" or one.derivation.result == f"≈{one.percent}%"


@pytest.mark.parametrize(
    ("target", "actual", "key"),
    [
        ("2024年12月31日前", None, "unmonitored.not_due"),
        ("2024年12月31日前", "未完成", "unmonitored.not_due"),
        ("有效提升", "有所提升", "unmonitored.judgement"),
        ("≥95%", None, "unanswered.actual_missing"),
        ("≥95%", "较好", "unanswered.actual_is_no_number"),
        ("/", None, "unmonitored.placeholder"),
        ("≥0次", "3次", "unmonitored.no_proportion"),
    ],
)
def test_indicator_without_attainment_says_why(target, actual, key):
    found = progress_of(watched(target, actual), JULY)

    assert found.reason.key == key
    assert (found.share, found.deviation) == (None, None)
    assert found.reason.message("zh")
    assert found.reason.remedy("en")


def test_whether_an_indicator_adds_up_may_be_said():
    assert progress_of(watched("≥100件", "70件", is_flow=False), JULY).by_time is None
    assert progress_of(watched("≥95%", "95%", is_flow=True), JULY).by_time.percent == Decimal("171.43")


def test_project_attainment_is_a_mean_of_what_can_be_computed():
    found = [
        progress_of(watched(*pair), JULY) for pair in (("≥100件", "50件"), ("≤4小时", "5小时"), ("有效提升", "好"), ("≥100件", "300件"))
    ]

    assert project_attainment(found).percent == Decimal("76.67")  # (50 + 80 + 100) ÷ 3: more than enough counts as enough


def test_project_attainment_by_weights():
    pairs = [("≥100件", "50件", 30), ("≤4小时", "5小时", 10)]
    found = [progress_of(watched(target, actual, weight=Decimal(weight)), JULY) for target, actual, weight in pairs]

    assert project_attainment(found).percent == Decimal("57.50")
    assert project_attainment([]).key == "unmonitored.nothing_measured"


@pytest.mark.parametrize("lights", light_sets())
def test_bands_of_lights_hold_every_number_once(lights):
    bands = light_sets()[lights].bands
    ends = [end for band in bands for end in (band.least, band.most) if end is not None]
    for end in ends:
        for number in (end - Decimal("0.001"), end, end + Decimal("0.001")):
            assert sum(number in band for band in bands) == 1
    assert sum(Decimal(-(10**6)) in band for band in bands) == sum(Decimal(10**6) in band for band in bands) == 1


@pytest.mark.parametrize(
    ("actual", "lights", "light"),
    [
        ("70件", "deviation", Light.RED),
        ("70.01件", "deviation", Light.YELLOW),
        ("89.99件", "deviation", Light.YELLOW),
        ("90件", "deviation", Light.GREEN),
        ("110件", "deviation", Light.GREEN),
        ("110.01件", "deviation", Light.BLUE),
        ("34.99件", "annual_pace", Light.RED),  # 34.99 ÷ 7/12 = 59.98 %
        ("35件", "annual_pace", Light.YELLOW),
        ("46.66件", "annual_pace", Light.YELLOW),
        ("46.67件", "annual_pace", Light.GREEN),
        ("119.99件", "annual_pace", Light.GREEN),
        ("120件", "annual_pace", Light.BLUE),
        ("58.33件", "by_time", Light.GREEN),  # 58.33 ÷ (100 × 7 ÷ 12) = 99.99 %
        ("40件", "by_time", Light.RED),  # 68.57 %
        ("65件", "by_time", Light.BLUE),  # 111.43 %
    ],
)
def test_light_of_an_indicator(actual, lights, light):
    lit = light_of_indicator(progress_of(watched("≥100件", actual), JULY), JULY, lights)

    assert lit.light is light
    assert lit.derivation.lines("en")


def test_light_that_a_set_does_not_have_is_told():
    progress = progress_of(watched("≤4小时", "5小时"), JULY)

    assert light_of_indicator(progress, JULY, "own_plan").key == "unmonitored.no_light"
    assert light_of_indicator(progress, JULY, "annual_pace").key == "unmonitored.not_positive"
    assert light_of_project(figure(50), "own_plan").key == "unmonitored.no_light"
    assert light_of_money(schedule_of(Decimal(5), Decimal(10), None, JULY), JULY, "deviation").message("zh") == "“按偏离度”不用于资金"


@pytest.mark.parametrize(
    ("attainment", "rate", "key"),
    [(60, 50, ""), ("60.01", 50, "money_behind"), (40, 50, ""), ("39.99", 50, "results_behind")],
)
def test_results_and_money_apart(attainment, rate, key):
    found = dual_warning(dual_gap(figure(attainment), figure(rate)), date(2024, 7, 31))

    assert (found.key, found.rule) == (key, "MON-004")
    assert bool(found.message("zh")) == found.is_warning == bool(key)
    assert found.derivation.lines("zh")


@pytest.mark.parametrize(
    ("attainment", "executed", "money", "targets"),
    [
        (67, 67, MoneyState.ON_TRACK, TargetState.ON_TRACK),
        ("57.5", "77.5", MoneyState.ON_TRACK, TargetState.ON_TRACK),  # just 10 points away on both sides
        ("57.49", "57.49", MoneyState.BEHIND, TargetState.BEHIND),
        (50, 67, MoneyState.ON_TRACK, TargetState.BEHIND),
        (67, 78, MoneyState.AHEAD, TargetState.ON_TRACK),
        (50, 78, MoneyState.AHEAD, TargetState.BEHIND),
        (67, 50, MoneyState.BEHIND, TargetState.ON_TRACK),
        (50, 50, MoneyState.BEHIND, TargetState.BEHIND),
    ],
)
def test_dual_matrix(attainment, executed, money, targets):
    schedule = schedule_of(Decimal(executed), Decimal(100), read_plan(USUAL), JULY)

    cell = cell_of(figure(attainment), schedule, JULY.day)

    assert (cell.money, cell.targets) == (money, targets)
    assert cell.is_most_serious == (money is MoneyState.AHEAD and targets is TargetState.BEHIND)
    assert cell.advice("zh")
    assert cell.advice("en")
    assert cell.derivation.lines("en")
