"""Money of self-evaluations in layouts of more places: groups side by side, pairs, kinds of expenditure. All invented."""

from decimal import Decimal

from tests.unit.layouts.forms_written import HEADER, NAMED, ROW, money, unread, web


def test_figures_behind_labels_in_three_groups_side_by_side():
    document = web(
        "一、基本情况@8",
        "项目名称|图书馆开放|项目级次|本级|实施(主管)单位|云岭县图书馆@3",
        "二、预算执行情况(万元)(10分)@8",
        "预算安排情况(调整后)@2|资金到位情况@2|资金执行情况@2|预算执行进度|得分",
        "预算数：|86.00|到位数：|80.00|执行数：|81.70|95%@1x3|9.5@1x3",
        "其中：财政资金|80.00|其中：财政资金|74.00|其中：财政资金|75.70",
        "其他|6.00|其他|6.00|其他|6.00",
        "三、目标完成情况@8",
        "年度预期目标@2|具体完成情况@4|总体完成率@2",
        "全年开放300天。@2|开放312天。@4|100%@2",
        "四、年度绩效指标完成情况@8",
        HEADER,
        ROW,
    )

    (project,) = document.projects
    assert money(project) == [
        ("annual", None, 86, 81.7, 10, 95, Decimal("9.5")),
        ("fiscal", None, 80, 75.7, None, None, None),
        ("other", None, 6, 6, None, None, None),
    ]
    assert (project.unit, project.goal) == ("云岭县图书馆", "全年开放300天。")
    assert project.narratives["实际完成情况"] == "开放312天。"
    assert (project.narratives["到位数"], project.narratives["资金到位情况/财政资金"]) == ("80.00", "74.00")
    assert unread(document) == []


def test_money_in_pairs_with_names_of_payment():
    row = "年初预算(元)|3,500,000.00|调整后预算(元)|3,200,000.00|支出数(元)|2,976,000.00|支出率|93%"

    (project,) = web(*NAMED, row, HEADER, ROW).projects

    assert money(project) == [("annual", 350, 320, 297.6, None, 93, None)]


def test_change_of_the_budget_in_a_column_of_its_own_is_a_note():
    head = "资金使用情况(万元)@1x2|资金来源|年初预算|年中调整|调整后预算|实际支出|分值|得分"

    document = web(*NAMED, head, "合计|120|-10|110|104.5|10|9.5", HEADER, ROW)

    assert money(document.projects[0]) == [("annual", 120, 110, 104.5, 10, None, Decimal("9.5"))]
    assert unread(document) == []


def test_kinds_of_expenditure_behind_a_colon_are_amounts():
    rows = ("按收入性质分：@4|按支出性质分：@4", "其中：一般公共预算：320.5@4|其中：基本支出：120.5@4")

    (project,) = web(*NAMED, *rows, HEADER, ROW, below=("（2023年度）", "单位：万元")).projects

    assert project.amounts["basic"] == project.amounts["general_public_budget"] - 2_000_000


def test_money_in_pairs_with_changes_arrivals_and_points():
    document = web(
        *NAMED,
        "项目总预算(万元)|900|已到位资金(万元)|500|已支出资金(万元)@2|480@2",
        "年初预算(万元)|600|年中调整(万元)|-40|调整后预算(万元)@2|560@2",
        "预算执行率|97%|预算执行得分(满分10)|9.7@5",
        HEADER,
        ROW,
    )

    (project,) = document.projects
    assert money(project) == [("annual", 600, 560, 480, 10, 97, Decimal("9.7"))]
    assert (project.amounts["total"], project.narratives["已到位资金(万元)"]) == (9_000_000, "500")
    assert unread(document) == []


def test_money_behind_the_name_and_execution_below_the_indicators():
    document = web(
        "项目名称|古籍数字化@3|预算数|80|执行数|78.4",
        HEADER,
        ROW,
        "预算执行|||80|78.4|10|9.8|",
        "综合得分@5|100|99.8|",
        below=("（2023年度）", "单位：万元"),
    )

    (project,) = document.projects
    assert money(project) == [("annual", None, 80, 78.4, 10, None, Decimal("9.8"))]
    assert [item.name for item in project.indicators] == ["清淤渠道长度"]
    assert (project.evaluation.total_weight, project.evaluation.total_score) == (100, Decimal("99.8"))
