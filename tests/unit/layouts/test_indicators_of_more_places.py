"""Indicators in layouts of more places: points in names, weights of all levels, heads over several columns. All invented."""

from decimal import Decimal

from tests.unit.layouts.forms_written import HEADER, NAMED, ROW, points, tabs, unread, web


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
