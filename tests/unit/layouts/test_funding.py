"""The funding table of a self-evaluation: budget, execution, rate and points by source."""

from decimal import Decimal

import pytest

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.model import Document

NATIONAL = """项目支出绩效自评表
（2024年度）
项目名称\t社区食堂补助
主管部门\t青溪县民政局\t实施单位\t青溪县养老服务中心
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t80.00\t85.50\t84.2\t10\t98.48%\t9.85
\t其中：当年财政拨款\t80.00\t80.00\t78.7\t—\t\t—
\t上年结转资金\t\t5.50\t5.5\t—\t\t—
\t其他资金\t0.00\t\t\t—\t\t—
年度总体目标\t预期目标\t\t\t实际完成情况
\t全年供餐十二万份。\t\t\t全年供餐十一万八千份。
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
\t产出指标\t数量指标\t供餐份数\t≥12万份\t11.8万份\t50\t49.17\t暑期停餐，明年增设假日餐
\t效益指标\t社会效益指标\t独居老人就餐便利度\t明显提升\t明显提升\t30\t30\t
\t满意度指标\t服务对象满意度指标\t就餐老人满意度\t≥90%\t93%\t10\t10\t
总分\t\t\t\t\t\t100\t99.02\t
"""


def read(text: str) -> Document:
    return recognise(read_bytes(text.encode(), name="form.txt"))


def test_budget_and_execution_are_read_by_source():
    document = read(NATIONAL)

    assert (document.kind, document.problems) == ("self_evaluation", [])
    (project,) = document.projects
    year, fiscal, carryover, other = project.funding
    assert [line.key for line in project.funding] == ["annual", "fiscal", "carryover", "other"]
    assert (year.initial_budget, year.adjusted_budget, year.executed_amount) == (800_000, 855_000, 842_000)
    assert (year.weight, year.rate_pct, year.score) == (10, Decimal("98.48"), Decimal("9.85"))
    assert (fiscal.executed_amount, fiscal.weight, fiscal.score) == (787_000, None, None)
    assert (carryover.initial_budget, carryover.adjusted_budget) == (None, 55_000)
    assert (other.initial_budget, other.executed_amount) == (0, None)
    assert project.amounts == {"annual": 800_000, "fiscal": 800_000, "carryover": None, "other": 0}


def test_goal_and_what_became_of_it_are_read_side_by_side():
    (project,) = read(NATIONAL).projects

    assert project.goal == "全年供餐十二万份。"
    assert project.narratives == {"实际完成情况": "全年供餐十一万八千份。"}
    assert project.indicators[0].extra["实际完成值"] == "11.8万份"
    assert [indicator.weight for indicator in project.indicators] == [50, 30, 10]


def test_figure_that_is_none_is_a_problem_with_the_name_of_its_column():
    (problem,) = read(NATIONAL.replace("84.2", "8A.2")).problems

    assert (problem.id, problem.values) == ("READ-014", {"text": "8A.2", "label": "全年执行数"})
    assert (problem.source.line, problem.source.cell) == (6, 5)


@pytest.mark.parametrize(
    "header",
    [
        "\t预算数(A)\t执行数(B)\t执行率(B/A)",
        "资金来源\t调整后预算数\t预算执行数\t预算执行率",
        "\t全年预算\t实际支出数\t资金执行率",
    ],
)
def test_columns_go_by_many_names(header):
    text = f"""项目支出绩效自评表
项目名称\t社区食堂补助
项目资金（万元）\t{header}
\t年度财政资金总额\t85.5\t84.2\t98.48%
一级指标\t二级指标\t三级指标\t年度指标值
产出指标\t数量指标\t供餐份数\t≥12万份
"""

    document = read(text)

    (line,) = document.projects[0].funding
    assert (line.key, line.adjusted_budget, line.executed_amount, line.rate_pct) == ("annual", 855_000, 842_000, Decimal("98.48"))
    assert document.projects[0].amounts == {"annual": 855_000}


def test_cell_of_a_column_that_nobody_knows_is_reported():
    text = NATIONAL.replace("执行率\t得分\n", "执行率\t得分\t备注栏\n").replace("9.85\n", "9.85\t结转五万五\n")

    document = read(text)

    assert [(problem.id, problem.values["text"]) for problem in document.problems] == [("READ-010", "结转五万五")]
    assert document.projects[0].funding[0].score == Decimal("9.85")
