"""Warnings of slow execution, how grave a deviation is, and the thresholds behind both."""

from datetime import date

import pytest
from tests.unit.monitoring.figures import figure

from jixiao.monitoring import (
    answer_days,
    deviation_severity,
    execution_warning,
    next_warning,
)
from jixiao.monitoring.dual import THRESHOLDS, threshold


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
