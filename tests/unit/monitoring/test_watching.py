"""Monitoring as the handbook computes it: plans, gaps, attainment, lights, matrix, warnings, forecast, actions."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jixiao.attainment import Unanswered, compare, read_actual
from jixiao.monitoring import (
    Attainability,
    Cell,
    Light,
    Moment,
    MoneyState,
    PastYear,
    Report,
    Round,
    TargetState,
    Watched,
    actions,
    answer_days,
    at_month_end,
    carryover,
    cause_faults,
    cell_of,
    deviation_severity,
    dual_gap,
    dual_warning,
    even_pace,
    execution_rate,
    execution_warning,
    forecast_deviation,
    forecast_year,
    light_of_indicator,
    light_of_money,
    light_of_project,
    light_sets,
    missing_of,
    next_warning,
    planned_rate,
    progress_of,
    project_attainment,
    read_plan,
    schedule_of,
    suggest_actions,
    unknown_causes,
    watch,
)
from jixiao.monitoring.dual import THRESHOLDS, threshold
from jixiao.monitoring.result import Figure
from jixiao.values import parse_target

JULY = at_month_end(2024, 7)
USUAL = {"3": "30%", "6": "60%", "10": "90%", "12": "100%"}


def figure(percent):
    from jixiao.attainment import Derivation

    return Figure(Fraction(percent) / 100, Derivation(()))


def watched(target, actual=None, name="", level2=None, **more):
    typed = parse_target(target, name=name, level2_code=level2, fiscal_year=2024)
    read = None if actual is None else read_actual(actual, typed, name=name, level2_code=level2, fiscal_year=2024)
    return Watched(name or target, typed, read, fiscal_year=2024, **more)


@pytest.mark.parametrize(
    ("plan", "day", "percent"),
    [
        (USUAL, (2024, 7, 31), "67.50"),
        (USUAL, (2024, 8, 31), "75.00"),
        (USUAL, (2024, 9, 30), "82.50"),
        (USUAL, (2024, 6, 30), "60.00"),
        (USUAL, (2024, 1, 31), "10.00"),
        (USUAL, (2024, 11, 30), "95.00"),
        (USUAL, (2024, 12, 31), "100.00"),
        ({"3": "30%", "6": "60%", "10": "90%"}, (2024, 11, 30), "95.00"),  # the last checkpoint is not printed: 100 at the end of the year
        ({"3": None, "6": "", "10": "70%", "12": "100%"}, (2024, 7, 31), "17.50"),  # explicitly empty cells are 0
        ({"3": None, "6": None, "10": "70%", "12": "100%"}, (2024, 5, 31), "0.00"),
        ({"10": "70%", "12": "100%"}, (2024, 5, 31), "35.00"),  # not printed at all: linear from 1 January
        (USUAL, (2024, 7, 15), "63.63"),  # 15 of 31 days: 60 + 30 × 0.4839 ÷ 4
    ],
)
def test_planned_rate(plan, day, percent):
    found = planned_rate(read_plan(plan), Moment(date(*day)))

    assert found.percent == Decimal(percent)
    assert found.derivation.lines("zh")
    assert found.derivation.lines("en")


def test_derivation_of_a_planned_rate_has_the_checkpoints():
    assert planned_rate(read_plan(USUAL), JULY).derivation.lines("zh") == [
        "1. 按支出计划，2024-07-31（第 7 个月末）在 6 月底的 60% 与 10 月底的 90% 之间按直线推算："
        "r₀ + (r₁ − r₀) × (m − m₀) ÷ (m₁ − m₀) = 60% + (90% − 60%) × (7 − 6) ÷ (10 − 6) = 67.50%"
        "〔依据：本软件的默认约定（没有统一规定，可以更改），专业惯例〕"
    ]


@pytest.mark.parametrize(
    ("plan", "key"),
    [
        ({"3": "30%", "6": "6%", "10": "90%"}, "unmonitored.plan_falls"),
        ({"3": "90", "6": "60%", "10": "90%"}, "unmonitored.plan_falls"),
        ({"3": "30%", "6": "130%"}, "unmonitored.plan_cell"),
        ({"3": "三成"}, "unmonitored.plan_cell"),
    ],
)
def test_plan_that_contradicts_itself_says_so(plan, key):
    found = read_plan(plan)

    assert (found.key, found.rule) == (key, "PLN-001")
    assert found.message("zh")
    assert found.remedy("en")


@pytest.mark.parametrize("plan", [None, {}, {"3": None, "6": " "}])
def test_nothing_planned_is_no_plan(plan):
    assert read_plan(plan) is None


def test_even_pace():
    assert even_pace(JULY).percent == Decimal("58.33")


@pytest.mark.parametrize(
    ("executed", "plan", "gap", "light"),
    [
        ("1094.5", USUAL, "-12.50", Light.YELLOW),  # 55 % of 1,990
        ("1094.5", {"3": None, "6": None, "10": "70%", "12": "100%"}, "37.50", Light.BLUE),
        ("1144.25", USUAL, "-10.00", Light.GREEN),  # just 10 behind
        ("845.75", USUAL, "-25.00", Light.YELLOW),  # just 25 behind
        ("845.74", USUAL, "-25.00", Light.RED),  # 25.0005
        ("1542.25", USUAL, "10.00", Light.GREEN),
        ("1542.26", USUAL, "10.00", Light.BLUE),  # 10.0005
    ],
)
def test_money_against_its_plan(executed, plan, gap, light):
    schedule = schedule_of(Decimal(executed) * 10_000, Decimal("19900000"), read_plan(plan), JULY)

    assert schedule.gap.percent == Decimal(gap)
    lit = light_of_money(schedule, JULY)
    assert lit.light is light
    assert lit.derivation.lines("zh")[-1].startswith(f"{len(lit.derivation.steps)}. 按支出计划：")


def test_without_a_plan_money_is_held_against_equal_months():
    schedule = schedule_of(Decimal(55), Decimal(100), None, JULY)

    assert (schedule.has_plan, schedule.planned.percent, schedule.gap.percent) == (False, Decimal("58.33"), Decimal("-3.33"))


@pytest.mark.parametrize(
    ("executed", "budget", "key"),
    [
        (None, 100, "unmonitored.no_amount"),
        (5, None, "unmonitored.no_amount"),
        (5, 0, "unmonitored.no_budget"),
        (-5, 10, "unmonitored.no_budget"),
    ],
)
def test_rate_that_cannot_be_computed_says_why(executed, budget, key):
    found = execution_rate(None if executed is None else Decimal(executed), None if budget is None else Decimal(budget))

    assert found.key == key
    assert isinstance(light_of_money(schedule_of(None, None, None, JULY), JULY), Unanswered)


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


@pytest.mark.parametrize(
    ("day", "percent", "warned"),
    [
        ((2025, 4, 29), 0, None),
        ((2025, 4, 30), "24.99", True),
        ((2025, 4, 30), 25, False),
        ((2025, 6, 29), 25, False),
        ((2025, 6, 30), "39.99", True),
        ((2025, 7, 31), 44, False),
        ((2025, 8, 31), 44, True),
        ((2025, 8, 31), 60, False),
        ((2025, 10, 31), 79, True),
        ((2025, 12, 31), 80, False),
    ],
)
def test_execution_warning(day, percent, warned):
    found = execution_warning(figure(percent), date(*day))

    assert (found.is_warning if found else None) is warned


def test_warning_of_2025_rests_on_the_rules_of_2025_and_that_of_2024_on_the_default():
    on = {year: execution_warning(figure(10), date(year, 8, 31)).derivation.steps[-1].origin.source for year in (2024, 2025)}

    assert on == {2024: "product-default", 2025: "monitoring-warnings-2025"}


def test_next_warning_looks_ahead():
    month, found = next_warning(figure(44), date(2025, 7, 31))

    assert (month, found.is_warning) == (8, True)
    assert next_warning(figure(44), date(2025, 10, 31)) is None
    assert answer_days(date(2025, 7, 31)) == 10


@pytest.mark.parametrize(("percent", "severity"), [(30, "serious"), ("29.99", "light"), ("10.01", "light"), (10, "none"), (-30, "serious")])
def test_severity_of_a_deviation(percent, severity):
    assert deviation_severity(figure(percent), date(2024, 7, 31)) == severity


@pytest.mark.parametrize("name", THRESHOLDS)
def test_threshold_has_a_value_in_every_year_and_rests_on_something(name):
    for year in (2015, 2024, 2025, 2030):
        value, origin = threshold(name, date(year, 1, 1))
        assert value > 0
        assert origin.describe("zh")


def reports(*pairs):
    return [Report(at_month_end(2024, month).day, Fraction(percent) / 100) for month, percent in pairs]


def test_forecast_by_own_months_spans_the_slowest_and_the_fastest_month():
    """10 % by March, 34 % by June, 40 % by July: 3.33, 8 and 6 points a month; five months are left."""
    found = forecast_year(reports((3, 10), (6, 34), (7, 40)))

    assert (found.low, found.middle, found.high, found.method) == (56, 69, 80, "own_months")
    assert found.derivation.result == "69%"
    assert found.describe("zh") == "全年预计 56%—80%，居中 69%（按本年各月）"
    assert found.amount(Decimal(2_000_000)) == (Decimal(1_120_000), Decimal(1_380_000), Decimal(1_600_000))


def test_forecast_by_past_years_spans_what_they_still_gained():
    past = [
        PastYear(2021, Fraction(1, 2), Fraction(9, 10)),
        PastYear(2022, Fraction(4, 10), Fraction(1)),
        PastYear(2023, Fraction(6, 10), Fraction(95, 100)),
    ]

    found = forecast_year(reports((7, 45)), past=past)

    assert (found.low, found.middle, found.high, found.method) == (80, 85, 100, "past_years")  # + 35, 40, 60, at most 100


def test_forecast_by_plan_and_pace():
    """44 % on 31 July of a plan of 67.5 %: the rest as planned 76.5 %, at this pace 75.4 %, at this fraction of the plan 65.2 %."""
    found = forecast_year(reports((7, 44)), plan=read_plan(USUAL))

    assert (found.low, found.middle, found.high, found.method) == (65, 77, 77, "plan_and_pace")


def test_forecast_of_things_is_not_capped_and_never_below_what_is_reached():
    found = forecast_year(reports((3, 40), (6, 80), (7, 80)), cap=None)

    assert (found.low, found.middle, found.high) == (80, 137, 147)  # 80 × 12 ÷ 7


def test_at_the_end_of_the_year_nothing_is_left_to_expect():
    assert [*vars_of(forecast_year(reports((12, "97.5"))))] == [97, 98, 98, "year_over"]


def vars_of(found):
    return found.low, found.middle, found.high, found.method


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ([], "unmonitored.nothing_reported"),
        (reports((7, 44)), "unmonitored.too_little_to_forecast"),
        (reports((3, 10), (7, 44)), "unmonitored.too_little_to_forecast"),
        (reports((3, 10), (6, 9), (7, 44)), "unmonitored.report_falls"),
    ],
)
def test_without_a_range_there_is_no_forecast(given, key):
    found = forecast_year(given)

    assert found.key == key
    assert found.message("zh")
    assert found.remedy("en")


@pytest.mark.parametrize(
    ("target", "expected", "percent"), [("≥100件", "95件", "-5.00"), ("≤100万元", "90万元", "10.00"), ("≤100万元", "110万元", "-10.00")]
)
def test_forecast_deviation_is_above_zero_where_it_is_better(target, expected, percent):
    typed = parse_target(target)

    assert forecast_deviation(compare(typed, read_actual(expected, typed))).percent == Decimal(percent)


def test_expected_carryover():
    assert carryover(Decimal(100), Decimal("76.5")) == Decimal("23.5")


def cell(money, targets):
    from jixiao.attainment import Derivation

    return Cell(MoneyState(money), TargetState(targets), Derivation(()))


@pytest.mark.parametrize(
    ("where", "more", "codes"),
    [
        (cell("on_track", "on_track"), {"severity": "none"}, []),
        (cell("on_track", "behind"), {"severity": "light"}, ["correct"]),
        (cell("ahead", "behind"), {"severity": "serious"}, ["suspend", "stop_payment"]),
        (cell("behind", "behind"), {"severity": "serious"}, ["suspend", "stop_payment"]),
        (cell("behind", "behind"), {"severity": "serious", "given": ["external"]}, ["adjust_both"]),
        (cell("behind", "on_track"), {"severity": "none"}, ["reallocate", "reclaim"]),
        (cell("on_track", "behind"), {"severity": "light", "given": ["target_setting"]}, ["adjust_target"]),
        (cell("on_track", "behind"), {"severity": "light", "attainability": Attainability.IMPOSSIBLE}, ["suspend", "stop_payment"]),
        (cell("ahead", "behind"), {"severity": "serious", "is_complete": False}, ["return"]),
        (None, {"severity": "light"}, ["correct"]),
    ],
)
def test_suggested_actions(where, more, codes):
    found = suggest_actions(where, **more)

    assert [one.action.code for one in found] == codes
    for one in found:
        assert one.derivation.lines("zh")
        assert one.derivation.lines("en")


def test_every_action_names_who_decides_and_what_it_rests_on():
    assert set(actions()) == {"correct", "adjust_both", "reclaim", "reallocate", "suspend", "stop_payment", "adjust_target", "return"}
    for action in actions().values():
        assert action.authority.zh
        assert action.origin.describe("zh")
        assert action.opens in {"", "adjustment_request", "rectification_notice"}


def test_causes_need_a_sentence_and_some_evidence():
    given = {"procurement": "招标流标两次，合同推迟到九月签订。", "external": "暴雨受灾，工期顺延两个月。", "staff": "人手少"}

    assert cause_faults(given) == {"external": "no_evidence", "staff": "short"}
    assert cause_faults(given, evidence={"external"}) == {"staff": "short"}
    assert unknown_causes(["staff", "weather"]) == ("weather",)


@pytest.mark.parametrize(
    ("attainability", "more", "keys"),
    [
        (None, {}, ["unmonitored.no_attainability"]),
        (1, {"is_worse": True}, ["unmonitored.certain_yet_worse"]),
        (1, {}, []),
        (2, {}, ["unmonitored.forecast_missing", "unmonitored.reason_missing"]),
        (3, {"has_forecast": True}, ["unmonitored.reason_missing"]),
        (2, {"has_forecast": True, "has_reason": True}, []),
    ],
)
def test_what_a_record_lacks(attainability, more, keys):
    chosen = Attainability(attainability) if attainability else None
    found = missing_of(chosen, **({"has_forecast": False, "has_reason": False, "is_worse": None} | more))

    assert [one.key for one in found] == keys
    assert all(one.message("zh") and one.remedy("en") for one in found)


def example():
    """The record of the handbook (05 §12): 3,626.96 with the usual plan, 1,595.86 paid by 31 July."""
    indicators = (
        watched("≥54.8 万平方米", "26.1万平方米", name="标线施划面积", level2="output.quantity"),
        watched("≤65.2 元", "61.1元", name="每平方米标线施划价格", level2="output.cost"),
        watched("100%", "100%", name="验收合格率", level2="output.quality"),
        watched("2024年12月31日前", None, name="完成时间", level2="output.timeliness"),
        watched("较上年有所提升", "已有改善，调查未完成", name="通行秩序", level2="benefit.social"),
        watched("≥90%", None, name="群众满意度", level2="satisfaction.beneficiary"),
    )
    return Round(
        JULY, Decimal("36269600"), Decimal("15958600"), USUAL, indicators, causes={"procurement": "第二份合同八月二十日前签订。"},
        attainability=Attainability.POSSIBLE,
    )  # fmt: skip


def test_record_of_the_handbook():
    found = watch(example())

    assert found.schedule.rate.percent == Decimal("44.00")
    assert found.schedule.planned.percent == Decimal("67.50")
    assert found.schedule.gap.percent == Decimal("-23.50")
    assert found.money_light.light is Light.YELLOW
    assert watch(example(), lights="annual_pace").money_light.light is Light.YELLOW  # 44.0 % ÷ 7/12 = 75.4 %
    assert found.progress[0].by_time.percent == Decimal("81.65")  # 26.1 ÷ (54.8 × 7 ÷ 12) = 81.6 %
    assert found.attainment.percent == Decimal("82.54")  # (47.63 + 100 + 100) ÷ 3
    assert found.gap.percent == Decimal("38.54")
    assert [(one.key, one.rule) for one in found.warnings] == [("money_behind", "MON-004")]
    assert found.upcoming[0] == 8
    assert found.upcoming[1].is_warning
    assert (found.cell.money, found.cell.targets) == (MoneyState.BEHIND, TargetState.ON_TRACK)
    assert [one.action.code for one in found.suggestions] == ["reallocate", "reclaim"]
    assert (found.forecast.low, found.forecast.high) == (65, 77)
    assert found.plan_fault is None


def test_plan_that_contradicts_itself_gives_way_to_equal_months():
    from dataclasses import replace

    found = watch(replace(example(), payment_plan={"3": "30%", "6": "6%", "10": "90%"}))

    assert found.plan_fault.rule == "PLN-001"
    assert found.schedule.has_plan is False
    assert found.schedule.planned.percent == Decimal("58.33")


def test_round_without_anything_reported():
    found = watch(Round(JULY, None, None))

    assert [one.action.code for one in found.suggestions] == ["return"]
    assert found.attainment.key == "unmonitored.nothing_measured"
    assert found.forecast.key == "unmonitored.nothing_reported"
    assert found.warnings == ()
