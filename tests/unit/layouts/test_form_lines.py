"""Lines of a form that hold a label and its text in one cell."""

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise

FORM = """项目名称：乡村道路养护
主管部门：青溪县交通运输局
立项依据：《公路法》。
项目实施进度说明：分段招标。
年度资金总额：80万元
年度总体目标：乡道完好率95%。
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t养护里程\t≥120公里
"""


def test_narrative_in_one_line_with_its_label_is_named_by_the_label():
    document = recognise(read_bytes(FORM.encode(), name="form.txt"))

    (project,) = document.projects
    assert project.narratives == {"立项依据": "《公路法》。", "项目实施进度说明": "分段招标。"}
    assert project.amounts["annual"] == 800000
