"""Target and actual value in a common unit: what converts, what does not, what is doubtful; days; reasons; rounding."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jixiao.attainment import Unanswered, compare, compare_dates, exact, half_up, judge_reason, printed, read_actual
from jixiao.values import parse_target


def held(target, actual, **more):
    baseline, year = more.pop("baseline", None), more.get("fiscal_year")
    typed = parse_target(target, **more)
    read = read_actual(actual, typed, baseline_text=baseline, **more)
    return compare_dates(typed, read, year) if typed.kind in {"deadline", "period"} else compare(typed, read)


@pytest.mark.parametrize(
    ("target", "actual", "a", "b", "unit"),
    [
        ("≥1200件", "1140件", "1200", "1140", "件"),
        ("≥1200件", "1,140 件", "1200", "1140", "件"),
        ("≤4小时", "90分钟", "4", "3/2", "小时"),
        ("≤2天", "36小时", "2", "3/2", "天"),
        ("≤2年", "18个月", "2", "3/2", "年"),
        ("20亩", "10000平方米", "20", "15", "亩"),
        ("≥3公里", "2800米", "3", "14/5", "公里"),
        ("≥3万米", "28公里", "30000", "28000", "米"),
        ("≤349万元", "3400000元", "349", "340", "万元"),
        ("≤9000元", "0.85万元", "9000", "8500", "元"),
        ("≥95%", "97", "95", "97", "%"),
        ("≥95", "97%", "95", "97", "%"),
        ("≤5‰", "3", "1/2", "3/10", "%"),
        ("253人", "250名", "253", "250", "人"),
        ("18度到22度", "20度", "18", "20", "℃"),
        ("≤500元/人/天", "450元", "500", "450", "元"),
        ("≥50余人", "约52人", "50", "52", "人"),
    ],
)
def test_both_sides_are_brought_to_one_unit(target, actual, a, b, unit):
    found = held(target, actual)

    assert (found.a, found.b, found.unit) == (Fraction(a), Fraction(b), unit)


@pytest.mark.parametrize(
    ("target", "actual", "key"),
    [
        ("≤10工作日", "8天", "unanswered.units_differ"),
        ("≤30天", "1个月", "unanswered.units_differ"),
        ("≥5%", "5个百分点", "unanswered.units_differ"),
        ("≥100%", "357处", "unanswered.units_differ"),
        ("≥100套", "98台", "unanswered.units_differ"),
        ("≤100万元", "15万美元", "unanswered.units_differ"),
        ("≥100件", "达成预期指标", "unanswered.actual_is_no_number"),
        ("≥100件", "全部完成，共1140件。", "unanswered.actual_is_no_number"),
        ("18度到22度", "18度到22度", "unanswered.actual_is_no_number"),
        ("≥100件", "/", "unanswered.actual_missing"),
        ("≤100万元", "≤120万元", "unanswered.actual_is_a_bound"),
        ("≤100件", "≥20件", "unanswered.actual_is_a_bound"),
    ],
)
def test_what_does_not_compare_says_why(target, actual, key):
    found = held(target, actual)

    assert isinstance(found, Unanswered)
    assert found.key == key
    assert found.message("zh")
    assert found.remedy("en")


def test_half_is_rounded_away_from_zero():
    assert [str(half_up(exact(Decimal(text)))) for text in ("0.005", "0.0049", "-0.005", "2.675", "9.995")] == [
        "0.01", "0.00", "-0.01", "2.68", "10.00",
    ]  # fmt: skip
    assert printed(Fraction(2, 3)) == "≈0.666667"


@pytest.mark.parametrize(
    ("target", "actual", "late"),
    [
        ("2024年12月30日前", "2024-12-26", (0, 0)),
        ("2024年12月30日前", "2024-12-30", (0, 0)),
        ("2024年12月30日前", "2024-12-31", (1, 1)),
        ("2024年6月底前", "2024年6月", (0, 0)),
        ("2024年6月底前", "2024年7月", (1, 31)),
        ("2024年6月底前", "2024年7月底", (31, 31)),
        ("2024年6月底前", "2024年", (0, 0)),
        ("2024年6月底前", "2024年第三季度", (1, 92)),
        ("2024年6月底前", "2024年下半年", (1, 184)),
        ("2024年6月底前", "2025年", (185, 549)),
        ("2024年", "2024年11月3日", (0, 0)),
        ("2024年第三季度", "2024-10-02", (2, 2)),
        ("2024年6月底前", "未完成", None),
    ],
)
def test_days_late(target, actual, late):
    assert held(target, actual).days_late == late


def test_deadline_without_a_year_is_of_the_budget_year():
    assert held("12月31日前", "2025年1月2日", fiscal_year=2024).deadline == date(2024, 12, 31)
    assert held("12月31日前", "2025年1月2日").key == "unanswered.no_deadline"


@pytest.mark.parametrize(
    ("text", "more", "fault"),
    [
        ("", {}, "blank"),
        ("  ", {}, "blank"),
        ("／", {}, "blank"),
        ("暂无", {}, "blank"),
        ("≥100件", {"repeats": ("≥100件",)}, "repeated"),
        ("进度偏慢", {}, "short"),
        ("受疫情影响推迟到次年", {"cause": "external", "has_evidence": False}, "no_evidence"),
        ("受疫情影响推迟到次年", {"cause": "external"}, None),
        ("招标流标两次，合同推迟到九月签订。", {"cause": "procurement", "has_evidence": False}, None),
    ],
)
def test_what_counts_as_a_reason(text, more, fault):
    assert judge_reason(text, **more) == fault
