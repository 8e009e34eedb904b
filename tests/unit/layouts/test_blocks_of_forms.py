"""Self-evaluations whose blocks have captions, heads and rows of their own, as agencies publish them."""

from decimal import Decimal

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.model import Document

NAMED = ("项目名称|巡河保洁@8", "主管部门|云岭县水务局@3|实施单位|云岭县河道管理所@4")
PIECES = "产出指标|数量指标|巡河次数|≥|24|次|26|90@2"
ROW = "产出指标|数量指标|巡河次数|≥24次|26次|90|90|@2"
HEADER = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施@2"


def page(*rows: str, title: str = "项目支出绩效自评表", year: str = "（2023年度）") -> str:
    """A web page with a table; cells are parted by bars, ``text@3x2`` spans three columns and two rows."""

    def cell(text: str) -> str:
        words, _, spans = text.strip().partition("@")
        across, _, down = spans.partition("x")
        return f'<td colspan="{across or 1}" rowspan="{down or 1}">{words}</td>'

    body = "".join(f"<tr>{''.join(cell(text) for text in row.split('|'))}</tr>" for row in rows)
    return f"<html><meta charset='utf-8'><body><h2>{title}</h2><p>{year}</p><table>{body}</table></body></html>"


def read(text: str) -> Document:
    document = recognise(read_bytes(text.encode(), name="form.html"))
    assert [problem.message for problem in document.problems if problem.id == "READ-010"] == []
    return document


def test_caption_over_the_indicators_begins_no_other_form():
    document = read(
        page(
            *NAMED,
            "项目支出绩效指标表@9",
            "绩效指标@3|年度指标值@3|实际完成值@1x2|分值@1x2|得分@1x2",
            "一级指标|二级指标|三级指标|指标性质|指标值|度量单位",
            "产出指标|数量指标|巡河次数|≥|24|次|26|90|90",
            "总分@6||100|99",
        )
    )

    (project,) = document.projects
    assert (project.name, [item.name for item in project.indicators], project.evaluation.total_score) == ("巡河保洁", ["巡河次数"], 99)
    assert document.whole_department == []


def test_levels_below_their_group_and_pieces_of_a_target_make_one_header():
    """Neither row is a header alone: 绩效指标 over the levels, or 年度指标 over the pieces of the target."""
    over_levels = read(
        page(*NAMED, "绩效指标@3|指标性质@1x2|指标值@1x2|度量单位@1x2|实际完成值@1x2|得分@2x2", "一级指标|二级指标|三级指标", PIECES)
    )
    over_target = read(
        page(*NAMED, "一级指标@1x2|二级指标@1x2|三级指标@1x2|年度指标@3|实际完成值@1x2|得分@2x2", "指标性质|指标值|度量单位", PIECES)
    )

    for document in (over_levels, over_target):
        (indicator,) = document.projects[0].indicators
        found = (indicator.level1, indicator.level2, indicator.name, indicator.target.operator, indicator.target.value)
        assert found == ("产出指标", "数量指标", "巡河次数", "≥", 24)
        assert indicator.result.score == 90


def test_rows_below_the_total_are_the_foot_of_the_form():
    rows = ("总分@5|100|99|@2", "说明|汛期加密巡河@8", "是否存在一票否决情形：否@9")

    (project,) = read(page(*NAMED, HEADER, ROW, *rows)).projects

    assert [item.name for item in project.indicators] == ["巡河次数"]
    assert project.narratives == {"说明": "汛期加密巡河", "是否存在一票否决情形": "否"}


def test_note_below_indicators_without_a_total_is_no_indicator():
    (project,) = read(page(*NAMED, HEADER, ROW, "说明|审计未发现问题@8")).projects

    assert [item.name for item in project.indicators] == ["巡河次数"]


def test_row_marked_as_not_applicable_declares_nothing():
    (project,) = read(page(*NAMED, HEADER, ROW, "产出指标|成本指标|不适用|不适用|不适用|||@2")).projects

    assert [item.placeholder for item in project.indicators] == [False, True]


def test_goal_and_what_became_of_it_stand_in_several_ways():
    """Heads above their texts behind the labels of two blocks, or each head before its text."""
    rows = (
        ("项目基本情况@1x2|1.项目年度目标完成情况@1x2|项目年度目标@3|年度目标完成情况@4", "全年巡河24次。@3|巡河26次。@4"),
        ("总体目标完成情况@1x2|总体目标@4|全年实际完成情况@4", "全年巡河24次。@4|巡河26次。@4"),
        ("年度总体目标|年初设定目标@4|年度总体目标完成情况综述@4", "|全年巡河24次。@4|巡河26次。@4"),
        ("年初绩效目标|全年巡河24次。@3|全年目标实际完成情况|巡河26次。@4",),
        ("年度目标|全年巡河24次。@8", "目标完成情况|巡河26次。@8"),
    )
    for goal in rows:
        (project,) = read(page(*NAMED, *goal, HEADER, ROW)).projects
        assert (project.goal, project.narratives["实际完成情况"]) == ("全年巡河24次。", "巡河26次。"), goal


def test_execution_is_told_by_labels_before_their_figures():
    """Two such rows are one line of the year; a label tells its own unit."""
    rows = (
        "预算金额（万元）@2|215.6|调整后预算（万元）|209.3|实际支出（元）@2|2,093,000@2",
        "预算执行率@2|100%|分值|10|得分@2|10@2",
    )

    (project,) = read(page(*NAMED, *rows, HEADER, ROW)).projects

    (line,) = project.funding
    assert (line.key, line.initial_budget, line.adjusted_budget, line.executed_amount) == ("annual", 2156000, 2093000, 2093000)
    assert (line.rate_pct, line.weight, line.score) == (100, 10, 10)
    assert project.amounts["annual"] == 2156000


def test_execution_among_the_indicators_is_no_indicator():
    execution = "预算执行率@3|100%|96%|10|9.6|结余4万元@2"
    levels = "预算执行|预算执行情况|预算执行率|100%|96%|10|9.6|结余4万元@2"
    for row in (execution, levels):
        (project,) = read(page(*NAMED, HEADER, row, ROW)).projects
        (line,) = project.funding
        assert [item.name for item in project.indicators] == ["巡河次数"]
        assert (line.key, line.rate_pct, line.weight, line.score, line.reason) == ("annual", 96, 10, Decimal("9.6"), "结余4万元")


def test_execution_that_an_indicator_measures_stays_one():
    row = "产出指标|质量指标|预算执行率|≥95%|96%|10|10|@2"

    (project,) = read(page(*NAMED, HEADER, row, ROW)).projects

    assert ([item.name for item in project.indicators], project.funding) == (["预算执行率", "巡河次数"], [])


def test_half_a_year_names_its_month():
    rows = ("全年预算数（万元）|30|上半年执行数（万元）|18|执行率|60%|预计全年执行数（万元）|30|",)
    columns = "一级指标|二级指标|三级指标|年度目标值|上半年完成值|预计全年完成值|偏差原因@3"
    document = read(page(*NAMED, *rows, columns, "产出指标|数量指标|巡河次数|≥24次|13次|24次|@3", title="项目支出绩效运行监控表"))

    (project,) = document.projects
    assert (document.kind, project.monitoring.month) == ("monitoring", 6)
    assert (project.indicators[0].monitoring.actual.value, project.funding[0].executed_amount) == (13, 180000)


def test_unit_above_the_one_that_implements_is_kept_beside_it():
    rows = ("单位名称|云岭县水务局@8", "项目名称|巡河保洁@8", "主管部门|云岭县水务局@3|项目实施单位|云岭县河道管理所@4")

    (project,) = read(page(*rows, HEADER, ROW)).projects

    assert (project.department, project.unit, project.narratives) == ("云岭县水务局", "云岭县河道管理所", {"单位名称": "云岭县水务局"})


def test_second_department_is_kept_under_its_label():
    rows = ("转移支付（项目）名称|巡河保洁@8", "中央主管部门|水利部@8", "地方主管部门|云岭县水务局@3|资金使用单位|云岭县河道管理所@4")

    (project,) = read(page(*rows, HEADER, ROW)).projects

    assert (project.department, project.narratives) == ("水利部", {"地方主管部门": "云岭县水务局"})


def test_year_in_wide_digits_or_with_months():
    for year in ("（２０２３年度）", "（2023年度1-8月）", "2023年1月—9月", "（2023年上半年）"):
        assert read(page(*NAMED, HEADER, ROW, year=year)).fiscal_year == 2023, year


def test_results_without_points_are_a_self_evaluation():
    document = read(page(*NAMED, "一级指标|二级指标|三级指标|年度指标值|实际完成值@5", "产出指标|数量指标|巡河次数|≥24次|26次@5"))

    assert (document.kind, document.projects[0].indicators[0].result.actual.value) == ("self_evaluation", 26)


def test_form_whose_blocks_are_tables_below_headings():
    """Each block has a heading and a table of its own; the total stands in a line below them."""
    first = page("项目名称|巡河保洁|主管部门|云岭县水务局").replace("</body></html>", "").replace("<table>", "<p>一、基本信息</p><table>")
    money = "<tr><td>全年预算数（万元）</td><td>全年执行数（万元）</td><td>分值</td><td>执行率</td><td>得分</td></tr>"
    figures = "<tr><td>25</td><td>24</td><td>10分</td><td>96%</td><td>9.6分</td></tr>"
    cells = [row.split("|") for row in (HEADER.replace("@2", ""), ROW.replace("|90|90|@2", "|90分|87.6分|"), "合计|||||90分|87.6分|")]
    grid = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)

    document = read(
        f"{first}<p>二、预算执行情况</p><table>{money}{figures}</table><p>三、绩效目标：全年巡河24次。</p>"
        f"<p>四、绩效指标完成情况</p><table>{grid}</table><p>五、自评总分：97.2分，自评等级：优</p></body></html>"
    )

    (project,) = document.projects
    assert (project.name, project.goal, project.funding[0].executed_amount) == ("巡河保洁", "全年巡河24次。", 240000)
    assert (project.evaluation.total_score, project.evaluation.grade, project.indicators[0].weight) == (Decimal("97.2"), "优", 90)


def test_sheet_of_points_with_weights_at_every_level():
    """No column of targets; name and weight below each level; the weights of the indicators are those of the third level."""
    rows = (
        "一级指标@2|二级指标@2|三级指标@2|评分标准@1|自评分@1",
        "名称|权重（%）|名称|权重（%）|名称|权重（%）||",
        "预算使用效益@1x2|20@1x2|效果性|12|履职成效|12|按完成情况计分|11",
        "公平性|8|群众满意度|8|满意度≥90%得满分|7.5",
        "合计@2|@2||20||18.5",
    )
    document = read(page(*rows, title="云岭县商务局2023年度部门整体支出绩效自评指标评分表"))

    (department,) = document.whole_department
    found = [(item.name, item.weight, item.result.score, item.extra["评分标准"]) for item in department.indicators]
    assert found == [("履职成效", 12, 11, "按完成情况计分"), ("群众满意度", 8, Decimal("7.5"), "满意度≥90%得满分")]
    assert department.evaluation.total_score == Decimal("18.5")


def test_who_evaluated_is_personal():
    rows = ("自评总分|99|自评等次|优|@5", "自评人员@1x2|姓名|单位@2|职务|职称|签字@3", "甲某|云岭县河道管理所@2|站长|高级工程师|@3")

    document = read(page(*NAMED, HEADER, ROW, *rows))

    (project,) = document.projects
    assert [item.name for item in project.indicators] == ["巡河次数"]
    assert project.contacts["自评人员"] == "姓名 | 单位 | 职务 | 职称 | 签字\n甲某 | 云岭县河道管理所 | 站长 | 高级工程师"
    assert {found.kind for found in document.personal_data} == {"person_name"}


def test_forecast_rate_beside_the_forecast_is_no_problem():
    head = "预算执行情况（万元）@1x2|年初预算数|调整后预算数|1-6月执行数|执行率|全年预计执行数|预计执行率@3"
    document = read(page(*NAMED, head, "68|68|32|47.06%|68|100%@3", HEADER, ROW, title="项目支出绩效运行监控表"))

    (line,) = document.projects[0].funding
    assert (line.executed_amount, line.forecast_amount, line.rate_pct, document.problems) == (320000, 680000, Decimal("47.06"), [])
