"""Self-evaluations in shapes of several places: what became of indicators, total rows, points that stand in labels."""

from decimal import Decimal

import pytest

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.model import Document

HEAD = """项目支出绩效自评表
（2023年度）
项目名称\t乡村医生培训
主管部门\t青溪县卫生健康局\t实施单位\t青溪县疾病预防控制中心
"""
COLUMNS = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
ROW = "产出指标\t数量指标\t培训人数\t≥120人\t108人\t90\t81\t疫情停课一个月，已补训\n"


def read(text: str, name: str = "form.txt") -> Document:
    document = recognise(read_bytes(text.encode(), name=name))
    account = document.account
    assert account.problems == sum(problem.id == "READ-010" for problem in document.problems) == 0
    return document


def page(*rows: str) -> str:
    """A web page with a table; cells are parted by bars, ``text@3x2`` spans three columns and two rows."""

    def cell(text: str) -> str:
        words, _, spans = text.strip().partition("@")
        across, _, down = spans.partition("x")
        return f'<td colspan="{across or 1}" rowspan="{down or 1}">{words}</td>'

    body = "".join(f"<tr>{''.join(cell(text) for text in row.split('|'))}</tr>" for row in rows)
    return f"<html><meta charset='utf-8'><body><h2>项目支出绩效自评表</h2><p>（2023年度）</p><table>{body}</table></body></html>"


def test_what_became_of_an_indicator_is_typed():
    (project,) = read(HEAD + COLUMNS + ROW).projects
    (indicator,) = project.indicators

    result = indicator.result
    assert (result.actual.text, result.actual.value, result.actual.unit) == ("108人", 108, "人")
    assert (result.score, result.reason, result.measure, result.coefficient_pct) == (81, "疫情停课一个月，已补训", None, None)
    assert [place.cell for place in indicator.sources["result.score"]] == [7]
    assert project.evaluation is not None


def test_target_form_is_no_self_evaluation():
    (project,) = read(
        HEAD + "一级指标\t二级指标\t三级指标\t指标值\t分值\n产出指标\t数量指标\t培训人数\t≥120人\t100\n合计\t\t\t\t100\n"
    ).projects

    assert (project.evaluation, project.indicators[0].result) == (None, None)


@pytest.mark.parametrize(
    ("row", "weight", "score", "grade"),
    [
        ("总分\t\t\t\t\t100\t91\t", 100, 91, None),
        ("合计\t\t\t\t\t100\t91\t优", 100, 91, "优"),
        ("总分\t100\t91", 100, 91, None),
        ("自评总分\t91", None, 91, None),
        ("总分\t100\t总得分\t91\t优", 100, 91, "优"),
        ("总分\t总分值\t总得分\t自评等级\n\t100\t91\t优", 100, 91, "优"),
        ("自评得分：91分\t自评等级：优", None, 91, "优"),
    ],
)
def test_total_row(row, weight, score, grade):
    (project,) = read(f"{HEAD}{COLUMNS}{ROW}{row}\n").projects

    found = project.evaluation
    assert (found.total_weight, found.total_score, found.grade) == (weight, score, grade)
    assert len(project.indicators) == 1


def test_target_in_pieces_below_a_head_beside_levels_that_span_both_rows():
    text = page(
        "项目名称|乡村医生培训@9x1",
        "一级指标@1x2|二级指标@1x2|三级指标@1x2|年度指标值@3x1|实际完成值@1x2|分值@1x2|得分@1x2|偏差原因分析及改进措施@1x2",
        "指标性质|指标值|度量单位",
        "产出指标|数量指标|培训人数|≧|120|人|108|50|45|疫情停课一个月，已补训",
        "满意度指标|服务对象满意度等|学员满意度|═|90|%|95%|50|50|－",
    )
    (project,) = read(text, "form.html").projects

    assert [item.target.text for item in project.indicators] == ["≥120人", "=90%"]
    assert [(item.result.actual.text, item.weight, item.result.score) for item in project.indicators] == [("108", 50, 45), ("95%", 50, 50)]
    assert project.indicators[1].level2 == "服务对象满意度指标"


def test_points_stand_in_labels_and_heads():
    text = page(
        "项目名称|乡村医生培训@5x1",
        "预算执行情况（万元）（20分）@2x2|预算数（A）|执行数（B）|执行率（B/A）|得分（20分*执行率）",
        "50|47.5|95%|19",
        "年度绩效目标1（80分）@6x1",
        "一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分",
        "产出指标（40分）@1x2|数量指标（30分）|培训人数|≥120人|120人|30",
        "质量指标（10分）|合格率|≥95%|96%|10",
        "效益指标（40分）@1x2|社会效益指标（40分）@1x2|服务人次（25分）|≥3000人次|3100人次|25",
        "投诉（15分）|0起|0起|15",
        "总分|99@5x1",
    )
    (project,) = read(text, "form.html").projects

    (money,) = project.funding
    assert (money.key, money.adjusted_budget, money.executed_amount) == ("annual", 500_000, 475_000)
    assert (money.weight, money.rate_pct, money.score) == (20, 95, 19)
    assert [item.weight for item in project.indicators] == [30, 10, 25, 15]
    assert project.evaluation.total_score == 99


def test_coefficient_and_adjusted_target_and_three_goals():
    text = page(
        "专项名称|乡村医生培训@3x1|自评总分|96@5x1",
        "当年绩效目标@1x2|年初绩效目标@3x1|调整绩效目标@3x1|目标实际完成情况@3x1",
        "培训120人。@3x1|培训100人。@3x1|培训96人。@3x1",
        "指标名称|计量单位|指标性质|年初指标值|调整指标值|全年完成值|得分系数（%）|指标权重|指标得分|是否核心指标",
        "培训人数|人|≥|120|100|96|96|100|96|是",
    )
    (project,) = read(text, "form.html").projects
    (indicator,) = project.indicators

    assert (project.goal, project.narratives["调整绩效目标"], project.narratives["实际完成情况"]) == (
        "培训120人。",
        "培训100人。",
        "培训96人。",
    )
    assert (indicator.target.text, indicator.result.adjusted_target.text) == ("≥120人", "≥100人")
    assert (indicator.result.coefficient_pct, indicator.weight, indicator.result.score) == (96, 100, 96)
    assert project.evaluation.total_score == 96


def test_initial_beside_adjusted_budget_and_a_reason():
    text = f"""{HEAD}单位：万元
\t预算数\t调整预算数\t实际支出数\t预算执行率\t分值\t得分\t原因
总额\t60\t50\t47.5\t95%\t10\t9.5\t压减一般性支出
{COLUMNS}{ROW}"""
    (line,) = read(text).projects[0].funding

    assert (line.initial_budget, line.adjusted_budget, line.executed_amount) == (600_000, 500_000, 475_000)
    assert (line.score, line.reason) == (Decimal("9.5"), "压减一般性支出")


def test_frame_of_evaluation_without_targets():
    rows = [
        "一级指标\t二级指标\t三级指标\t分值\t得分",
        "决策指标\t项目立项\t立项依据充分性\t10\t8",
        "产出指标\t产出数量\t培训人数\t90\t90",
        "总分\t\t\t100\t98",
        "",
    ]
    text = HEAD + "\n".join(rows)
    (project,) = read(text).projects

    assert [(item.name, item.weight, item.result.score) for item in project.indicators] == [("立项依据充分性", 10, 8), ("培训人数", 90, 90)]
    assert project.evaluation.total_score == 98


def test_conclusion_problems_and_measures():
    text = f"{HEAD}{COLUMNS}{ROW}评价结论\t总体完成较好。\n存在问题\t停课影响进度。\n改进措施\t提前排课。\n"
    found = read(text).projects[0].evaluation

    assert (found.conclusion, found.problems, found.measures) == ("总体完成较好。", "停课影响进度。", "提前排课。")


def test_points_that_are_no_number_are_reported_and_kept():
    document = read(HEAD + COLUMNS + ROW.replace("\t81\t", "\t待定\t"))

    (problem,) = document.problems
    assert (problem.id, problem.values) == ("READ-064", {"text": "待定", "label": "得分"})
    (indicator,) = document.projects[0].indicators
    assert (indicator.result.score, indicator.extra["得分"]) == (None, "待定")


def test_plan_and_self_evaluation_of_one_project_stay_two_forms():
    plan = HEAD.replace("自评表", "目标申报表") + "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t培训人数\t≥120人\n\n"
    first, second = read(plan + HEAD + COLUMNS + ROW).projects

    assert (first.evaluation, second.evaluation is not None) == (None, True)


UNIT = """部门整体支出绩效自评表
（2023年度）
部门名称\t云川县公安局交通警察大队
部门整体支出规模（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
资金总额\t1200\t1250\t1200\t10\t96%\t9.6
基本支出\t800\t800\t800\t—\t100%\t—
项目支出\t400\t450\t400\t—\t88.89%\t—
一级指标\t二级指标\t三级指标\t指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
履职效能\t交通管理\t事故下降率\t≥3%\t2.4%\t40\t32\t雨季延长，已增派警力
管理效率\t预算管理\t预算调整率\t≤5%\t4%\t50\t50\t
总分\t\t\t\t\t100\t91.6\t优
"""


def test_unit_as_a_whole_and_a_project_whose_header_is_printed_again():
    document = read(
        f"{UNIT}{HEAD}{COLUMNS}{ROW}{COLUMNS}满意度指标\t服务对象满意度指标\t学员满意度\t≥90%\t95%\t10\t10\t\n总分\t\t\t\t\t100\t91\t\n"
    )

    (unit,), (project,) = document.whole_department, document.projects
    assert [(line.key, line.adjusted_budget, line.rate_pct) for line in unit.funding] == [
        ("annual", 12_500_000, 96),
        ("basic", 8_000_000, 100),
        ("project", 4_500_000, Decimal("88.89")),
    ]
    assert unit.amounts == {"annual": 12_000_000}
    assert [(item.name, item.target.text, item.weight, item.result.score) for item in unit.indicators] == [
        ("事故下降率", "≥3%", 40, 32),
        ("预算调整率", "≤5%", 50, 50),
    ]
    assert (unit.evaluation.total_score, unit.evaluation.grade) == (Decimal("91.6"), "优")
    assert [(item.name, item.result.score) for item in project.indicators] == [("培训人数", 81), ("学员满意度", 10)]
    assert project.evaluation.total_score == 91
