"""Several projects in one table or side by side, texts in columns, months of monitoring, what is asked of such forms. All invented."""

from decimal import Decimal

import pytest
from tests.unit.layouts.forms_written import HEADER, NAMED, ROW, money, unread, web

from jixiao.monitoring.listed import listed_projects
from jixiao.pipeline import audit, score

LISTED = (
    "序号|项目名称|全年预算数|全年执行数|执行率|一级指标|三级指标|年度指标值|实际完成值|分值|得分|自评得分",
    "1@1x2|安防更新@1x2|48@1x2|43.2@1x2|90%@1x2|产出指标|更新摄像头|≥120个|126个|60|60|99@1x2",
    "满意度指标|师生满意度|≥90%|94%|30|30",
    "2|校舍维修|200|160|80%|产出指标|维修面积|≥3000平方米|2600平方米|90|78|86",
)


def test_money_and_total_of_each_project_in_one_table_of_many():
    document = web(*LISTED, title="项目支出绩效自评情况表", below=("（2023年度）", "单位：万元"))

    told = [(one.name, money(one)[0][2:4], money(one)[0][5], one.evaluation.total_score, len(one.indicators)) for one in document.projects]
    assert told == [("安防更新", (48, 43.2), 90, 99, 2), ("校舍维修", (200, 160), 80, 86, 1)]
    assert unread(document) == []


def test_execution_that_a_form_does_not_print_is_what_its_indicators_leave():
    """Indicators of 90 points leave 10 to execution: the total is right with them, and nobody is told that it is not the sum."""
    document = web(*LISTED, title="项目支出绩效自评情况表", below=("（2023年度）", "单位：万元"))

    assert [form.scored.total for form in score([document])] == [99, 86]
    assert {"EVA-001", "EVA-003"} & {finding.rule.id for finding in audit([document]).findings} == set()


def test_two_forms_beside_each_other():
    header = "一级指标|二级指标|三级指标|年度指标值|实际完成值"
    left = ("项目名称|街道绿化@4", header, "产出指标|数量指标|补植树木|≥500株|512株")
    right = ("项目名称|公厕管护@4", header, "产出指标|数量指标|管护公厕|=36座|36座")

    document = web(*(f"{one}||{other}" for one, other in zip(left, right, strict=True)))

    told = [(one.name, [(item.name, item.target.text, item.result.actual.text) for item in one.indicators]) for one in document.projects]
    assert told == [("街道绿化", [("补植树木", "≥500株", "512株")]), ("公厕管护", [("管护公厕", "=36座", "36座")])]
    assert unread(document) == []


def test_texts_in_columns_are_not_run_together():
    (project,) = web(
        "转移支付名称@2|危房改造@6",
        "资金管理情况@1x3||情况说明@3|存在问题和改进措施@3",
        "分配科学性|按户数分配@3|无@3",
        "支出责任履行情况|县级资金未到位@3|已列入下年预算@3",
        HEADER,
        ROW,
    ).projects

    assert project.narratives == {
        "分配科学性": "按户数分配",
        "分配科学性/存在问题和改进措施": "无",
        "支出责任履行情况": "县级资金未到位",
        "支出责任履行情况/存在问题和改进措施": "已列入下年预算",
    }


MONITORED = (
    "预算金额|4,600,000.00@2|已执行金额@2|1,610,000.00|执行率|35.00%",
    "三级指标|计算符号|年度指标值|计量单位|当前完成值|序时进度预警|完成可能性分析|偏差原因分析",
    "修复管网长度|≥|38|公里|12.5|黄灯|有可能|雨季施工受限",
)


@pytest.mark.parametrize(
    ("line", "month"),
    [("监控时点：2025年6月30日", 6), ("监控期间：2025年1—9月", 9), ("（2025年1-8月）", 8), ("填报日期：2025年7月5日", None)],
)
def test_month_of_a_monitoring_table_by_the_line_above_it(line, month):
    (project,) = web(*NAMED, *MONITORED, title="项目支出绩效监控表", below=(line, "金额单位：元")).projects

    (item,) = project.indicators
    assert project.monitoring.month == month
    assert (item.monitoring.actual.text, item.monitoring.attainability, item.monitoring.reason) == ("12.5", 2, "雨季施工受限")
    assert money(project) == [("annual", 460, None, 161, None, 35, None)]


def test_list_of_rounds_has_the_year_of_its_title():
    document = web(
        "序号|项目名称|年初预算数|1-7月执行数|1-7月执行率",
        "1|老年食堂|120|70|58.33%",
        title="2024年1-7月项目支出绩效运行监控情况汇总表",
        below=("单位：万元",),
    )

    (project,) = listed_projects(document.tables[0])
    assert (document.fiscal_year, project.name, project.monitoring.month) == (2024, "老年食堂", 7)


def test_rate_by_two_letters_and_unit_in_a_list():
    document = web(
        "单位|项目名称|全年预算数(A)|全年执行数(B)|执行率(B/A)|自评总分|自评结论",
        "云岭一中@1x2|保安服务|96|96|100%|98|优",
        "食堂改造|150|120|80%|92|优",
        title="2022年度预算项目绩效自评情况统计表",
        below=("单位：万元",),
    )

    (found,) = document.summaries
    assert [(row.unit, row.name, row.rate_pct, row.total_score, row.grade) for row in found.rows] == [
        ("云岭一中", "保安服务", 100, 98, "优"),
        ("云岭一中", "食堂改造", 80, 92, "优"),
    ]


@pytest.mark.parametrize(("header", "is_asked"), [(HEADER, True), (HEADER.replace("偏差原因分析及改进措施", "备注"), False)])
def test_reason_is_asked_only_where_the_form_has_a_place_for_it(header, is_asked):
    document = web(*NAMED, header, "产出指标|数量指标|清淤渠道长度|≥12公里|6公里|90|45|")

    assert document.projects[0].evaluation.asks_reasons is is_asked
    assert ("EVA-016" in {finding.rule.id for finding in audit([document]).findings}) is is_asked
    (form,) = score([document])
    assert ("EVA-016" in {notice.rule for _, notice in form.scored.all_notices()}) is is_asked


def test_form_of_a_year_before_the_scheme_is_scored():
    form = web(
        *NAMED,
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|得分@3",
        "产出指标|数量指标|受助人数|18人|18人|90@3",
        below=("（2019年度）",),
    )

    (scored,) = score([form])

    assert (form.fiscal_year, scored.scored.scheme.id) == (2019, "NATIONAL_2020")


def test_list_that_lies_on_its_side():
    document = web(
        "项目名称|智慧图书馆|古籍修复",
        "年初预算数|100|60",
        "全年执行数|98.8|51",
        "执行率|98.8%|85%",
        "自评得分|98.5|90.2",
        "自评等级|优|优",
        title="2023年度项目绩效自评结果表",
        below=("单位：万元",),
    )

    (found,) = document.summaries
    assert [(row.name, row.initial_budget, row.rate_pct, row.total_score) for row in found.rows] == [
        ("智慧图书馆", 1_000_000, Decimal("98.8"), Decimal("98.5")),
        ("古籍修复", 600_000, 85, Decimal("90.2")),
    ]
    assert (unread(document), document.projects) == ([], [])


def test_department_above_the_form_of_a_whole_department():
    head = "部门整体支出情况@1x3|支出类型|年初预算数|调整数|全年预算数|全年执行数|结转结余|执行率"
    rows = ("合计|820|30|850|799|51|94%", "基本支出|320|0|320|320|0|100%", "部门职责目标|造林20万亩。@7", HEADER, ROW)

    document = web(head, *rows, title="2022年度部门整体绩效自评表", below=("部门名称：云岭县林业局", "单位：万元"))

    (department,) = document.whole_department
    assert (department.department, department.unit, department.goal) == ("云岭县林业局", None, "造林20万亩。")
    assert money(department) == [("annual", 820, 850, 799, None, 94, None), ("basic", 320, 320, 320, None, 100, None)]
    assert unread(document) == []
