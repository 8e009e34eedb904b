"""Risk: findings weighted by money, computed by hand."""

from decimal import Decimal

import pytest

from jixiao.declaring import risk_of


@pytest.mark.parametrize(
    ("errors", "warnings", "infos", "yuan", "value"),
    [
        (0, 0, 0, 10**12, 0),  # nothing found is no risk, whatever the money
        (1, 0, 0, None, 10),  # 10 × 1.00
        (1, 0, 0, 0, 10),
        (1, 0, 0, -5, 10),
        (0, 0, 1, 90_000, 2),  # lg(1 + 9) = 1: 1 × 2.00
        (1, 1, 1, 990_000, 42),  # lg(1 + 99) = 2: 14 × 3.00
        (2, 1, 0, 1_200_000, 71),  # lg 121 = 2.0828: 23 × 3.08 = 70.84
        (0, 1, 0, 9_999_990_000, 21),  # lg 10⁶ = 6: 3 × 7.00
        (9_999, 0, 0, 990_000, 99_999),  # more than the column holds
    ],
)
def test_risk_is_points_times_the_factor_of_the_money(errors, warnings, infos, yuan, value):
    assert risk_of(errors, warnings, infos, None if yuan is None else Decimal(yuan)).value == value


def test_an_error_in_a_small_project_stands_before_a_warning_in_a_large_one():
    small, large = risk_of(1, 0, 0, Decimal(50_000)), risk_of(0, 1, 0, Decimal(5_000_000))

    assert small.value == 18
    assert large.value == 11
