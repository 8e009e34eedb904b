"""What is expected at the end of the year, and how sure that is."""

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.unit.monitoring.figures import USUAL

from jixiao.attainment import compare, read_actual
from jixiao.monitoring import (
    PastYear,
    Report,
    at_month_end,
    carryover,
    forecast_deviation,
    forecast_year,
    read_plan,
)
from jixiao.values import parse_target


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
