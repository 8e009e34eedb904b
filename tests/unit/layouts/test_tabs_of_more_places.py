"""Texts with tabs in which a merged cell has left one cell: columns below groups, slid rows, frames. All invented."""

from decimal import Decimal

from tests.unit.layouts.forms_written import HEADER, ROW, money, points, tabs, unread


def test_columns_below_groups_in_a_text_with_tabs():
    """年度指标值 over three columns and 偏差原因分析 over two print one cell each; the rows below tell how many columns there are."""
    document = tabs(
        "项目支出绩效自评表",
        "（2023年度）",
        "项目名称|灌区清淤",
        "一级指标|三级指标|年度指标值|偏差原因分析|得分",
        "||符号|数值|单位|原因类别|原因说明|",
        "产出指标|清淤渠道长度|≥|12|公里|硬件条件保障|汛期停工两月|80",
        "满意度指标|群众满意度|≥|90|%|||10",
    )

    told = [(item.name, item.target.text, item.result.reason, item.result.score) for item in document.projects[0].indicators]
    assert told == [("清淤渠道长度", "≥12公里", "汛期停工两月", 80), ("群众满意度", "≥90%", None, 10)]
    assert unread(document) == []


def test_list_with_groups_and_a_total_in_a_text_with_tabs():
    document = tabs(
        "2023年度项目支出绩效自评结果汇总表",
        "单位：万元",
        "序号|项目名称|项目单位|预算资金|执行情况|自评情况|备注",
        "|||年初预算|调整后预算|实际支出|执行率|得分|等级|",
        "合计|760|742|701.6|94.56%|||",
        "1|客运补贴|云岭运管所|300|300|300|100%|98|优|",
        "2|公路养护|云岭公路段|260|242|213.6|88.26%|91.5|优|未结清",
        "3|渡船更新||200|200|188|94%|89|良|",
    )

    (found,) = document.summaries
    assert [(row.name, row.unit, row.adjusted_budget, row.rate_pct, row.total_score) for row in found.rows] == [
        ("客运补贴", "云岭运管所", 3_000_000, 100, 98),
        ("公路养护", "云岭公路段", 2_420_000, Decimal("88.26"), Decimal("91.5")),
        ("渡船更新", "云岭公路段", 2_000_000, 94, 89),
    ]
    assert (found.total.initial_budget, found.total.executed_amount, found.total.rate_pct) == (7_600_000, 7_016_000, Decimal("94.56"))
    assert unread(document) == []


def test_funding_whose_rows_begin_in_different_columns():
    document = tabs(
        "项目支出绩效自评表",
        "（2023年度）",
        "项目名称|灌区清淤",
        "项目资金(万元)||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
        "|年度资金总额||320|300|276|10|92%|9.2",
        "|其中:财政拨款||320|300|276|—|92%|—",
        "|资金结构|基本支出|120|100|100|—|100%|—",
        "||项目支出|200|200|176|—|88%|—",
        HEADER,
        ROW,
    )

    assert money(document.projects[0]) == [
        ("annual", 320, 300, 276, 10, 92, Decimal("9.2")),
        ("fiscal", 320, 300, 276, None, 92, None),
        ("basic", 120, 100, 100, None, 100, None),
        ("project", 200, 200, 176, None, 88, None),
    ]
    assert unread(document) == []


def test_frame_without_targets_in_a_text_with_tabs():
    document = tabs(
        "2023年部门整体支出绩效自评评分表",
        "一级指标|分值|二级指标|分值|三级指标|分值|评价标准|得分",
        "投入|10|预算配置|10|人员控制率|5|以100%为标准|5",
        "||||经费变动率|5|每超过一个百分点扣0.5分|4.5",
        "过程|90|预算管理|90|公用经费控制率|90|每超出1%扣1分|88",
    )

    (department,) = document.whole_department
    assert points(department) == [
        ("投入指标", "预算配置", "人员控制率", 5, 5),
        ("投入指标", "预算配置", "经费变动率", 5, Decimal("4.5")),
        ("过程指标", "预算管理", "公用经费控制率", 90, 88),
    ]


def test_execution_in_all_levels_is_no_indicator_in_a_text_with_tabs():
    document = tabs(
        "项目支出绩效自评表",
        "（2023年度）",
        "项目名称|灌区清淤",
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分",
        "预算执行率|预算执行率|预算执行率|100%|93%|10|9.3",
        "产出指标|数量指标|清淤渠道长度|≥12公里|12.5公里|90|90",
    )

    (project,) = document.projects
    assert [(line.weight, line.rate_pct, line.score) for line in project.funding] == [(10, 93, Decimal("9.3"))]
    assert [item.name for item in project.indicators] == ["清淤渠道长度"]


ROUND = (
    "三级指标|年度指标值|1-7月执行情况|全年预计完成情况|偏差原因分析|完成目标可能性",
    "经费保障|制度保障|其他|原因说明|确定能|有可能|完全不可能",
    "更新电梯|≥80台|36台|80台|√|||下半年付款|√||",
    "合格率|100%|100%|100%||√|||||√",
)


def test_columns_below_groups_that_were_packed_to_the_left_edge():
    document = tabs("项目支出绩效监控表", "（2024年度）", "项目名称|电梯更新", *ROUND)

    told = [
        (item.name, item.monitoring.causes, item.monitoring.reason, item.monitoring.attainability)
        for item in document.projects[0].indicators
    ]
    assert told == [("更新电梯", {"funds": "√"}, "下半年付款", 1), ("合格率", {"rules": "√"}, None, 3)]


def test_mark_whose_column_is_lost_chooses_nothing():
    """One cell a line: which of several columns a mark stands in is not told, and no cause and no possibility is made up."""
    levels = ("一级指标|二级指标|", "", "产出指标|数量指标|", "质量指标|")
    rows = ("项目支出绩效监控表|（2024年度）|项目名称|电梯更新", *(level + row for level, row in zip(levels, ROUND, strict=True)))
    lines = [cell for row in rows for cell in row.split("|") if cell]

    (project,) = tabs(*lines).projects

    assert {(len(item.monitoring.causes), item.monitoring.attainability) for item in project.indicators} == {(0, None)}
