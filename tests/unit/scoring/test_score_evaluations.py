"""Whole evaluations: totals, what is not applicable, sub-units, scoring again, differences in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jixiao.attainment import Unanswered, read_actual
from jixiao.model import FundingLine
from jixiao.provenance import SourceRef
from jixiao.scoring import (
    Evaluation,
    Grade,
    Item,
    Judgement,
    Part,
    SchemeError,
    Standing,
    Tier,
    coefficient_gap_pct,
    item_difference,
    load_scheme,
    rescore,
    score_evaluation,
    score_item,
    with_settings,
)
from jixiao.values import parse_target

NATIONAL, HUBEI = load_scheme("NATIONAL_2020"), load_scheme("HUBEI")


def item(level2, target, actual, weight, **more):
    typed = parse_target(target, level2_code=level2)
    return Item(level2, typed, read_actual(actual, typed, level2_code=level2), Decimal(weight), level2.partition(".")[0], level2, **more)


def money(adjusted, executed):
    return (FundingLine(key="annual", adjusted_budget=Decimal(adjusted), executed_amount=Decimal(executed), source=SourceRef("form")),)


FORM = Evaluation(
    (
        item("output.quantity", "≥100个", "80个", "30"),
        item("output.cost", "≤10万元", "8万元", "20"),
        item("benefit.social", "有效提升", "有所改善", "30", declared=Decimal(24)),
        item("satisfaction.beneficiary", "≥90%", "95%", "10"),
    ),
    money(200, 150),
)


def test_total_is_the_sum_of_the_rounded_items():
    found = score_evaluation(FORM, NATIONAL)

    assert [one.points for one in found.items] == [Decimal("24.00"), Decimal("20.00"), Decimal("24.00"), Decimal("10.00")]
    assert found.execution.score.points == Decimal("7.50")
    assert (found.total, found.grade) == (Decimal("85.50"), Grade.GOOD)
    assert found.items[2].score.standing is Standing.CARRIED
    assert found.derivation.lines("zh")[-1].startswith("2. 总分，评价等级“良”（80 ≤ s < 90）：85.50")


def test_item_without_a_score_leaves_no_total():
    form = Evaluation((*FORM.items[:3], item("satisfaction.beneficiary", "≥90%", "满意", "10")), FORM.funding)

    found = score_evaluation(form, NATIONAL)

    assert (found.total, found.grade) == (None, None)
    assert [(name, reason.key) for name, reason in found.not_scorable] == [("satisfaction.beneficiary", "unanswered.actual_is_no_number")]
    assert found.derivation.lines("zh")[-1] == "2. 有指标无法计分，没有总分"


def with_placeholder():
    return Evaluation((*FORM.items[:3], Item("无", parse_target("/"), None, Decimal(10), "satisfaction")), FORM.funding)


def test_what_is_not_applicable_is_not_scaled_by_default():
    found = score_evaluation(with_placeholder(), NATIONAL)

    assert found.total == Decimal("75.50")
    assert "EVA-021" in {notice.rule for _, notice in found.all_notices()}


def test_what_is_not_applicable_is_scaled_where_the_scheme_does():
    """75.50 of 90 is 83.888… of 100; the printed column has a line for the difference."""
    found = score_evaluation(with_placeholder(), with_settings(NATIONAL, not_applicable="scale"))

    assert (found.total, found.adjustment) == (Decimal("83.89"), Decimal("8.39"))
    assert sum(one.points for one in found.printed_items if one.points is not None) == found.total


def test_scoring_again_by_the_same_scheme_changes_nothing():
    found = score_evaluation(FORM, NATIONAL)

    assert rescore(found, NATIONAL) == found
    assert rescore(found, "NATIONAL_2020", date(2024, 3, 1)) == found


def test_scoring_again_by_another_scheme_scales_weights_and_says_so():
    """Outputs 50 → 40: 30 and 20 become 24 and 16; benefit 30 and satisfaction 10 are 40 already; execution 10 → 20."""
    found = rescore(score_evaluation(FORM, NATIONAL), "HUBEI")

    assert [one.score.weight for one in found.items] == [Decimal(24), Decimal(16), Decimal(30), Decimal(10)]
    assert [one.points for one in found.items] == [Decimal("19.20"), Decimal("16.00"), Decimal("24.00"), Decimal("10.00")]
    assert found.execution.score.points == Decimal("15.00")
    assert found.total == Decimal("84.20")


def test_judgement_that_was_carried_over_keeps_its_share_of_the_weight():
    """24 of 30 under NATIONAL_2020; benefit and satisfaction together have 30 in Qingshen, so 30 of 40 become 22.5, and 24 become 18."""
    found = rescore(score_evaluation(FORM, NATIONAL), "QINGSHEN")

    assert [one.score.weight for one in found.items] == [Decimal(36), Decimal(24), Decimal("22.5"), Decimal("7.5")]
    assert (found.items[2].points, found.items[2].score.standing) == (Decimal("18.00"), Standing.CARRIED)


@pytest.mark.parametrize(("declared", "is_within"), [("9.9", True), ("9.89", False), ("10.1", True)])
def test_difference_of_a_tenth_is_within_the_tolerance(declared, is_within):
    found = score_item(item("output.quantity", "≥110个", "100个", "11", declared=Decimal(declared)), NATIONAL)

    assert found.points == 10
    assert item_difference(found, NATIONAL).is_within is is_within


def test_scoring_again_by_a_scheme_without_points_for_a_level_is_a_reason():
    form = Evaluation((item("cost.economic", "≤10万元", "8万元", "90"),), FORM.funding)

    found = rescore(score_evaluation(form, load_scheme("CUSTOM")), "CORE_2021_NOCOST")

    assert isinstance(found, Unanswered)


def test_scoring_again_by_a_scheme_that_did_not_exist_is_refused():
    with pytest.raises(SchemeError):
        rescore(score_evaluation(FORM, NATIONAL), "CORE_2021_COST", date(2019, 1, 1))


def test_claimed_total_and_grade_are_held_against_the_claimed_items():
    items = tuple(Item(f"指标{number}", weight=Decimal(20), declared=Decimal(18)) for number in range(5))

    found = score_evaluation(Evaluation(items, declared_total=Decimal(95), declared_grade=Grade.GOOD), load_scheme("CUSTOM"))

    assert [notice.rule for notice in found.notices] == ["EVA-003", "EVA-019"]
    assert found.total == 90


def test_execution_from_the_initial_budget_is_told():
    lines = (
        FundingLine(
            key="annual", initial_budget=Decimal(100), adjusted_budget=Decimal(80), executed_amount=Decimal(60), score=Decimal(6),
            source=SourceRef("form"),
        ),
    )  # fmt: skip
    ((_, difference),) = score_evaluation(Evaluation((), lines), NATIONAL).differences()

    assert difference.lines("zh") == ["填报 6 分，计算结果 7.50 分，少报 1.5", "执行率的分母用了年初预算数，应为全年预算数"]
    assert [notice.rule for notice in difference.notices] == ["EVA-005", "EVA-011"]


def part(title, target, actual, **more):
    typed = parse_target(target)
    return Part(title, typed, read_actual(actual, typed), **more)


def test_numbers_of_sub_units_are_added_and_scored_once():
    parts = (part("甲所", "≥100件", "120件"), part("乙所", "≥100件", "60件"))

    found = score_item(Item("办案数", weight=Decimal(10), parts=parts), NATIONAL)

    assert found.points == Decimal("9.00")
    assert found.score.derivation.lines("zh")[2] == "3. 合计：指标值 A = 200件，实际完成值 B = 180件"


def test_money_of_sub_units_is_added_whatever_it_is_shown_in():
    parts = (part("甲所", "≤2万元", "3万元"), part("乙所", "≤5000元", "2000元"))

    assert score_item(Item("成本", weight=Decimal(10), parts=parts), NATIONAL).points == Decimal("7.81")


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ((part("甲", "≥100件", "120件"), part("乙", "≥100人", "60人")), "not_scorable.parts_differ"),
        ((part("甲", "≥100件", "120件"), part("乙", "≥100件", "很多")), "not_scorable.part"),
        ((part("甲", "≥100件", "120件"), Part("乙")), "not_scorable.part_missing"),
        ((part("甲", "18度到22度", "20度"), part("乙", "18度到22度", "20度")), "not_scorable.parts_differ"),
    ],
)
def test_sub_units_that_do_not_add_up_say_why(parts, key):
    found = score_item(Item("x", weight=Decimal(10), parts=parts), NATIONAL)

    assert found.score.reason.key == key
    assert found.score.reason.message("zh")
    assert found.score.reason.message("en")


def test_judgements_of_sub_units_are_averaged_by_money():
    """90 % of 300 and 70 % of 100: 85 %."""
    parts = (
        Part("甲", judgement=Judgement(Tier.ATTAINED, Decimal(90)), money_yuan=Decimal(300)),
        Part("乙", judgement=Judgement(Tier.PARTLY, Decimal(70)), money_yuan=Decimal(100)),
    )

    assert score_item(Item("x", weight=Decimal(10), parts=parts), NATIONAL).points == Decimal("8.50")


@pytest.mark.parametrize(
    ("reason", "rules"),
    [("", ["EVA-016"]), ("暂无", ["EVA-016"]), ("进度慢", ["EVA-016"]), ("≥100个", ["EVA-016"]), ("设备到货推迟，已于十月补齐。", [])],
)
def test_missing_reason_is_noticed(reason, rules):
    form = Evaluation((item("output.quantity", "≥100个", "80个", "100", reason=reason),))

    found = score_evaluation(form, load_scheme("CUSTOM"))

    assert [notice.rule for _, notice in found.all_notices()] == rules


def test_printed_coefficient_is_held_against_points_that_were_rounded():
    """90 of 95 is 94.7368…%: printed as 94.74, and 9.47 of 10 points; 94.60 is another coefficient."""
    typed = parse_target("≥95%")
    one = Item("按期完工率", typed, read_actual("90%", typed), Decimal(10), "output", "output.time", declared=Decimal("9.47"))

    gaps = [coefficient_gap_pct(score_item(replace(one, coefficient_pct=Decimal(printed)), NATIONAL)) for printed in ("94.74", "94.60")]
    assert gaps == [Decimal(0), Decimal("-0.10")]
