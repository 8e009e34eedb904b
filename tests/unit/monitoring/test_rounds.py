"""A whole round of monitoring: the example of the handbook, and rounds with nothing in them."""

from decimal import Decimal

from tests.unit.monitoring.figures import JULY, USUAL, watched

from jixiao.monitoring import (
    Attainability,
    Light,
    MoneyState,
    Round,
    TargetState,
    watch,
)


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
