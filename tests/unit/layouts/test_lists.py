"""Lists of projects whose file states its merged cells."""

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise

HEADER = "<tr><td>预算单位</td><td>项目名称</td><td>年度预算（万元）</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
ROWS = """
<tr><td rowspan=4>临河市桥隧管理处</td><td rowspan=2>桥梁检修</td><td rowspan=2>12.50</td>
<td>数量指标</td><td>检修桥梁数</td><td>≥12座</td></tr>
<tr><td>质量指标</td><td>验收合格率</td><td>100%</td></tr>
<tr><td rowspan=2>隧道照明</td><td rowspan=2>8.00</td><td>数量指标</td><td>更换灯具数</td><td>≥300盏</td></tr>
<tr><td>时效指标</td><td>完成时间</td><td>2025年10月底前</td></tr>
<tr><td>临河市绿化管理处</td><td>绿化补种</td><td>3.00</td><td>数量指标</td><td>补种面积</td><td>≥2亩</td></tr>
"""


def test_a_unit_that_was_merged_over_its_projects_is_the_unit_of_each():
    page = f"<html><meta charset=utf-8><p>2025年度项目绩效目标汇总表</p><table>{HEADER}{ROWS}</table></html>"
    document = recognise(read_bytes(page.encode(), name="a.html"))

    assert [(project.name, project.unit, len(project.indicators)) for project in document.projects] == [
        ("桥梁检修", "临河市桥隧管理处", 2),
        ("隧道照明", "临河市桥隧管理处", 2),
        ("绿化补种", "临河市绿化管理处", 1),
    ]
    assert document.problems == []


def test_rows_that_several_projects_share_are_kept_for_each_behind_a_repeated_header():
    row = "<tr><td>处</td><td>{0}</td><td>1.00</td><td>数量指标</td><td>检修次数</td><td>≥12次</td></tr>"
    shared = "<tr><td></td><td></td><td></td><td>质量指标</td><td>验收合格率</td><td>≥98%</td></tr>"
    names = ["桥梁检修", "隧道照明", "绿化补种", "路灯更换"]
    body = "".join(row.format(name) + shared + (HEADER if at == 1 else "") for at, name in enumerate(names))
    page = f"<html><meta charset=utf-8><p>2025年度项目绩效目标汇总表</p><p>单位：万元</p><table>{HEADER}{body}</table></html>"

    document = recognise(read_bytes(page.encode(), name="a.html"))

    assert [(project.name, [item.name for item in project.indicators]) for project in document.projects] == [
        (name, ["检修次数", "验收合格率"]) for name in names
    ]


def test_a_unit_that_was_merged_down_to_the_end_of_a_page_goes_on_below_the_repeated_header():
    row = "<tr>{1}<td>{0}</td><td>1.00</td><td>数量指标</td><td>{0}次数</td><td>≥12次</td></tr>"
    first = row.format("桥梁检修", "<td rowspan=2>临河市桥隧管理处</td>") + row.format("隧道照明", "")
    second = row.format("路灯更换", "<td></td>") + row.format("绿化补种", "<td>临河市绿化管理处</td>") + row.format("草坪修剪", "<td></td>")
    head = "<html><meta charset=utf-8><p>2025年度项目绩效目标汇总表</p><p>单位：万元</p>"
    page = f"{head}<table>{HEADER}{first}</table><table>{HEADER}{second}</table></html>"

    document = recognise(read_bytes(page.encode(), name="a.html"))

    assert [(project.name, project.unit) for project in document.projects] == [
        ("桥梁检修", "临河市桥隧管理处"),
        ("隧道照明", "临河市桥隧管理处"),
        ("路灯更换", "临河市桥隧管理处"),
        ("绿化补种", "临河市绿化管理处"),
        ("草坪修剪", None),
    ]
