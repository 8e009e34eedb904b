"""Forms as still other places print them: money in groups, frames without targets, two forms beside each other, headers over two rows."""

from decimal import Decimal

import pytest

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.monitoring.listed import listed_projects
from jixiao.pipeline import audit, score

NAMED = ("项目名称@2|灌区清淤@6", "主管部门@2|云岭县水务局@2|实施单位@2|云岭县灌区管理所@2")
HEADER = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"
ROW = "产出指标|数量指标|清淤渠道长度|≥12公里|12.5公里|90|90|"


def parts_of(row):
    """Text, columns and rows of each cell of ``text@3x2|…``."""
    for cell in row.split("|"):
        words, _, spans = cell.partition("@")
        across, _, down = spans.partition("x")
        yield words, across or 1, down or 1


def web(*rows, title="项目支出绩效自评表", below=("（2023年度）",)):
    lines = "".join(f"<p>{line}</p>" for line in (title, *below))
    cells = ("".join(f"<td colspan={a} rowspan={d}>{words}</td>" for words, a, d in parts_of(row)) for row in rows)
    return opened(f"<meta charset=utf-8>{lines}<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>", "form.html")


def tabs(*lines):
    return opened("\n".join(line.replace("|", "\t") for line in lines) + "\n", "form.txt")


def opened(text, name):
    return recognise(read_bytes(text.encode(), name=name))


def unread(document):
    return [(problem.id, problem.values.get("text")) for problem in document.problems]


def money(project, *, unit=10_000):
    """Rows of the funding table in 万元."""
    amounts = ("initial_budget", "adjusted_budget", "executed_amount")
    found = []
    for line in project.funding:
        values = [getattr(line, name) for name in amounts]
        found.append(
            (line.key, *(None if value is None else float(value / unit) for value in values), line.weight, line.rate_pct, line.score)
        )
    return found


def points(project):
    return [(item.level1, item.level2, item.name, item.weight, item.result.score) for item in project.indicators]


# --- money -------------------------------------------------------------------------------------------------------------------


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


# --- indicators --------------------------------------------------------------------------------------------------------------


def test_points_in_the_names_of_a_frame_without_targets():
    document = web(
        "一级指标|二级指标|三级指标|得分",
        "部门决策(25分)@1x3|目标任务(15分)@1x2|相关性(5分)|5",
        "明确性(10分)|8",
        "预算编制(10分)|测算依据(10分)|9.5",
        title="2023年部门整体支出绩效评价得分表",
        below=(),
    )

    (department,) = document.whole_department
    assert points(department) == [
        ("部门决策(25分)", "目标任务(15分)", "相关性(5分)", 5, 5),
        ("部门决策(25分)", "目标任务(15分)", "明确性(10分)", 10, 8),
        ("部门决策(25分)", "预算编制(10分)", "测算依据(10分)", 10, Decimal("9.5")),
    ]
    assert (document.kind.value, document.fiscal_year) == ("self_evaluation", 2023)


def test_unit_and_project_in_one_cell_of_a_frame():
    document = web(
        "单位名称/项目名称@2|云岭县农业局/耕地补贴@3",
        "一级指标|二级指标|三级指标|分值|得分",
        "项目管理(10分)@1x2|资金管理(7分)|资金使用|7|7",
        "项目执行(3分)|执行规范|3|2",
        "项目绩效(70分)|项目效益(70分)|社会效益|70|70",
        title="2023年项目支出绩效评价得分表",
        below=(),
    )

    (project,) = document.projects
    assert (project.name, project.unit) == ("耕地补贴", "云岭县农业局")
    assert [(level2, name, weight) for _, level2, name, weight, _ in points(project)] == [
        ("资金管理", "资金使用", 7),
        ("项目执行(3分)", "执行规范", 3),
        ("项目效益(70分)", "社会效益", 70),
    ]


def test_weights_of_all_levels_below_one_head():
    document = web(
        "评价指标@6|指标说明@1x2|评分标准@1x2|自评分数@1x2",
        "一级指标|权重(%)|二级指标|权重(%)|三级指标|权重(%)",
        "预算执行情况@1x2|40@1x2|资金管理|20|支出进度率|20|年度支出进度|进度率×20|19.2",
        "信息公开|20|公开合规性|20|公开的内容|合规得20分|20",
        title="2022年度部门整体支出绩效自评表",
        below=("填报单位：云岭县统计局",),
    )

    (department,) = document.whole_department
    assert points(department) == [
        ("预算执行情况", "资金管理", "支出进度率", 20, Decimal("19.2")),
        ("预算执行情况", "信息公开", "公开合规性", 20, 20),
    ]
    assert unread(document) == []


def test_contents_before_the_names_are_the_second_level():
    (project,) = web(
        "评价指标@2|评价内容|指标名称|指标说明|目标值|分值",
        "项目年度绩效目标(定量指标)@2x2|数量指标|受助人数|达到预计值|2100|60",
        "质量指标|建档学生|全面覆盖|100%|40",
        title="2019年度助学金项目绩效评价指标表",
        below=(),
    ).projects

    told = [(item.level2, item.name, item.description, item.target.text, item.weight) for item in project.indicators]
    assert told == [("数量指标", "受助人数", "达到预计值", "2100", 60), ("质量指标", "建档学生", "全面覆盖", "100%", 40)]


def test_columns_below_the_cells_that_span_them():
    """年度指标值 over its pieces, and the reason over its kind and its words."""
    document = web(
        *NAMED,
        "一级指标@1x2|三级指标@1x2|年度指标值@3|实际完成值@1x2|得分@1x2|偏差原因分析@2",
        "符号|数值|单位|原因类别|原因说明",
        "产出指标|清淤渠道长度|≥|12|公里|11|80|硬件条件保障|汛期停工两月",
    )

    (item,) = document.projects[0].indicators
    assert (item.target.text, item.result.actual.text, item.result.reason) == ("≥12公里", "11", "汛期停工两月")
    assert unread(document) == []


def test_points_with_their_reason_in_brackets():
    document = web(
        *NAMED, "一级指标|二级指标|三级指标|年度指标值|实际完成值|得分@3", "产出指标|数量指标|受助人数|18人|17人|4.6分（因总人数减少）@3"
    )

    (item,) = document.projects[0].indicators
    assert (item.result.score, item.result.reason) == (Decimal("4.6"), "因总人数减少")
    assert unread(document) == []


# --- several projects --------------------------------------------------------------------------------------------------------


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


# --- texts and moments -------------------------------------------------------------------------------------------------------


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


# --- what is asked of such forms ---------------------------------------------------------------------------------------------


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


# --- texts with tabs, in which a merged cell has left one cell ---------------------------------------------------------------


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


# --- still more ----------------------------------------------------------------------------------------------------------------


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


def test_points_of_execution_below_the_group_of_all_points():
    document = web(
        "项目名称@1x2|资金情况(万元)@3|自评得分(分)@3",
        "全年预算|全年支出|支出进度|预算执行|绩效指标|总分",
        "垃圾分类|560|554.4|99%|9.9|88.5|98.4",
        "道路照明|310|310|100%|10|90|100",
        title="2023年度项目支出绩效自评情况汇总表",
        below=("填报部门：云岭县城管局",),
    )

    (found,) = document.summaries
    assert [(row.execution_score, row.total_score) for row in found.rows] == [(Decimal("9.9"), Decimal("98.4")), (10, 100)]


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


def test_department_above_the_form_of_a_whole_department():
    head = "部门整体支出情况@1x3|支出类型|年初预算数|调整数|全年预算数|全年执行数|结转结余|执行率"
    rows = ("合计|820|30|850|799|51|94%", "基本支出|320|0|320|320|0|100%", "部门职责目标|造林20万亩。@7", HEADER, ROW)

    document = web(head, *rows, title="2022年度部门整体绩效自评表", below=("部门名称：云岭县林业局", "单位：万元"))

    (department,) = document.whole_department
    assert (department.department, department.unit, department.goal) == ("云岭县林业局", None, "造林20万亩。")
    assert money(department) == [("annual", 820, 850, 799, None, 94, None), ("basic", 320, 320, 320, None, 100, None)]
    assert unread(document) == []


def test_value_at_the_end_of_a_month_and_year_of_the_evaluation():
    monitored = web(*NAMED, "三级指标|年度目标值|9月底实际值|预计全年完成值", "治理面积|≥5万亩|3.6万亩|5万亩", title="项目绩效运行监控表")
    evaluated = web("项目名称|养老驿站@7", HEADER, ROW, title="区级项目支出绩效自评表", below=("评价年度：2023",))

    (item,) = monitored.projects[0].indicators
    assert (monitored.projects[0].monitoring.month, item.monitoring.actual.text, item.monitoring.forecast.text) == (9, "3.6万亩", "5万亩")
    assert evaluated.fiscal_year == 2023


def test_rows_that_lack_the_cell_of_the_block_keep_their_names():
    """绩效指标 stands in the header and was merged over the rows below, which begin with the name of their indicator."""
    document = tabs(
        "部门整体绩效自评表",
        "（2023年度）",
        "部门名称|云岭县融媒体中心",
        "绩效指标|指标名称|计量单位|年初指标值|全年完成值|指标权重(分)|指标得分(分)",
        "财政供养人员控制率|%|100%|92%|40|40",
        "播发稿件数量|篇|2200篇|2859篇|60|60",
    )

    (department,) = document.whole_department
    assert [(item.name, item.weight, item.result.score) for item in department.indicators] == [
        ("财政供养人员控制率", 40, 40),
        ("播发稿件数量", 60, 60),
    ]
