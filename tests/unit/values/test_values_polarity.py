"""Which way is better, where the target has no sign and the name tells it."""

import pytest

from jixiao.values import parse_target


@pytest.mark.parametrize(
    ("name", "polarity"),
    [
        ("财政供养人员控制率", "negative"),
        ("公用经费控制率", "negative"),
        ("“三公”经费变动率", "negative"),
        ("预算调整率", "negative"),
        ("结转结余率", "negative"),
        ("病虫害控制率", "positive"),
        ("预算执行率", "positive"),
        ("结余资金收回率", "positive"),
    ],
)
def test_rate_of_what_should_stay_low_is_a_ceiling(name, polarity):
    assert parse_target("100%", name=name).polarity == polarity
