"""Self-evaluations as facts: forms with their totals, indicators with claimed points beside those of the formula; invented."""

from decimal import Decimal

import pytest

from jixiao.documents.readers import read_bytes
from jixiao.facts import evaluations
from jixiao.facts.reading import FactReading
from jixiao.layouts.recognise import recognise

FORM = """项目支出绩效自评表
（2023年度）
项目名称\t河道清淤
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t{total}
\t其中：当年财政拨款\t80\t100\t90\t—\t\t—
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\t评分标准
{items}
总分\t\t\t\t\t100\t91\t优秀
"""
ITEM = "产出指标\t数量指标\t清淤长度\t{target}\t{actual}\t{weight}\t{score}\t{reason}\t"


def facts(items=(), total="80\t100\t90\t10\t90%\t9"):
    text = FORM.format(total=total, items="\n".join(items) or ITEM.format(target="≥5公里", actual="5公里", weight=90, score=82, reason=""))
    found = list(evaluations.rows(FactReading("d", recognise(read_bytes(text.encode(), name="form.txt")))))
    return next(row for table, row in found if table == "evaluations"), [row for table, row in found if table == "evaluation_items"]


def one(**cells):
    (row,) = facts([ITEM.format(**{"target": "≥5公里", "actual": "4公里", "weight": 90, "score": 72, "reason": ""} | cells)])[1]
    return row


def test_form_with_its_sums():
    form, _ = facts()

    assert (form["weighted_items"], form["weights_sum"], form["scores_sum"], form["unscored_items"]) == (1, 100, 91, 0)
    assert (form["printed_total"], form["grade_text"], form["grade_code"]) == (91, "优秀", "excellent")
    assert form["printed_total_source"] == '{"line":9,"cell":7}'


def test_execution_by_the_formula_and_from_the_initial_budget():
    form, _ = facts()

    assert (form["initial_yuan"], form["adjusted_yuan"], form["executed_yuan"]) == (800_000, 1_000_000, 900_000)
    assert (form["rate_pct"], form["printed_rate_pct"]) == (90, 90)
    assert (form["execution_weight"], form["execution_score"], form["execution_points"], form["initial_points"]) == (10, 9, 9, 10)
    assert form["execution_fault"] == "blank"


def test_blank_total_row_is_computed_from_its_parts():
    form, _ = facts(total="0\t0\t0\t10\t0%\t0")

    assert (form["is_total_row_blank"], form["adjusted_yuan"], form["parts_yuan"], form["execution_points"]) == (
        True,
        1_000_000,
        1_000_000,
        9,
    )


@pytest.mark.parametrize(
    ("target", "actual", "is_met", "points"),
    [
        ("≥5公里", "4公里", False, "72.00"),
        ("≥5公里", "6公里", True, "90.00"),
        ("≤5天", "6天", False, "75.00"),
        ("0起", "1起", False, "0.00"),
        ("18度到22度", "24度", False, "82.50"),
        ("18度到22度", "16.5度", False, "82.50"),
    ],
)
def test_points_by_the_formula(target, actual, is_met, points):
    row = one(target=target, actual=actual)

    assert (row["comparison"], row["is_met"], row["formula_points"]) == ("compared", is_met, Decimal(points))


@pytest.mark.parametrize(
    ("target", "actual", "comparison"),
    [
        ("≤30万元", "完成", "not_comparable"),
        ("≥5公里", "", "missing"),
        ("明显改善", "明显改善", "judged"),
        ("2023年6月底前", "2023年7月", "dated"),
    ],
)
def test_what_is_not_compared_has_no_points(target, actual, comparison):
    row = one(target=target, actual=actual)

    assert (row["comparison"], row["is_met"], row["formula_points"]) == (comparison, None, None)


def test_reason_is_judged_and_how_far_a_target_was_surpassed():
    assert [one(reason=reason)["reason_fault"] for reason in ("", "暂无", "4公里", "下雨", "汛期停工两个月，已赶工")] == [
        "blank",
        "blank",
        "repeated",
        "short",
        None,
    ]
    assert one(actual="12公里")["times_over"] == Decimal("2.40")


def test_placeholder_and_money():
    assert (one(target="/", actual="/")["is_empty"], one()["is_empty"]) == (True, False)
    row = one(target="≤30万元", actual="28万元")
    assert (row["target_yuan"], row["actual_yuan"]) == (300_000, 280_000)


def test_mark_for_the_target_of_something_that_was_done_declares_no_value_and_is_an_indicator():
    assert (one(target="—", actual="制度健全")["is_empty"], one(target="—", actual="—")["is_empty"]) == (False, True)
    assert one(target="无", actual="完成")["is_empty"]


def test_target_form_has_no_rows():
    text = "项目支出绩效目标表\n项目名称\t河道清淤\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t清淤长度\t≥5公里\n"

    assert list(evaluations.rows(FactReading("d", recognise(read_bytes(text.encode(), name="form.txt"))))) == []
