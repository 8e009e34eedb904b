"""An indicator that stands under no level is kept and reported."""

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise

FORM = """项目支出绩效目标表
（2025年度）	单位：万元
项目名称	桥梁检修
年度资金总额	12.50
一级指标	二级指标	三级指标	指标值
		检修桥梁数	≥12座
产出指标	质量指标	验收合格率	100%
"""


def test_an_indicator_without_a_level_is_reported():
    document = recognise(read_bytes(FORM.encode(), name="a.txt"))

    assert [(item.name, item.level1) for item in document.projects[0].indicators] == [("检修桥梁数", None), ("验收合格率", "产出指标")]
    assert [(problem.id, problem.source.line) for problem in document.problems] == [("READ-021", 6)]
