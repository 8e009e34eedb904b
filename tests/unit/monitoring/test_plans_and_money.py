"""Payment plans, execution rates and the gap between both, as the handbook computes them."""

from datetime import date
from decimal import Decimal

import pytest
from tests.unit.monitoring.figures import JULY, USUAL

from jixiao.attainment import Unanswered
from jixiao.monitoring import (
    Light,
    Moment,
    even_pace,
    execution_rate,
    light_of_money,
    planned_rate,
    read_plan,
    schedule_of,
)


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
