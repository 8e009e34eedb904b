"""Totals of lists of self-evaluations (自评结果汇总表), and the forms of their projects: invented documents, sums done by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.facts import facts_of
from jixiao.pipeline import audit, read

HEAD = ["序号", "项目名称", "预算数", "执行数", "执行率", "自评得分"]
WAN = Decimal(10_000)


def written(tmp_path, rows, more=""):
    cells = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [HEAD, *rows]]
    page = f"<p>江右市水利局2026年度项目支出绩效自评结果汇总表</p><p>单位：万元</p><table>{''.join(cells)}</table>{more}"
    (tmp_path / "list.html").write_text(page, encoding="utf-8")
    return read(tmp_path / "list.html")


def sums(document):
    found = facts_of([document]).tables["listed_sums"]
    return [(row["name"], row["measure"], row["printed_yuan"] / WAN, row["parts_yuan"] / WAN, row["parts"]) for row in found]


A, B, C = (["1", "河道清淤", "10", "9", "90%", "99"], ["2", "水质监测", "20", "8", "40%", "90"], ["3", "泵站检修", "5", "5", "100%", "100"])

UNKNOWN = ["2", "水质监测", "", "8", "", "90"]


def total(name, budget, spent):
    return ["", name, budget, spent, "", ""]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([A, B, total("合计", "30", "17")], [("合计", "adjusted", 30, 30, 2), ("合计", "executed", 17, 17, 2)]),
        ([total("合计", "31", "17"), A, B], [("合计", "adjusted", 31, 30, 2), ("合计", "executed", 17, 17, 2)]),
        ([A, UNKNOWN, total("合计", "10", "17")], [("合计", "adjusted", 10, 10, 2), ("合计", "executed", 17, 17, 2)]),
        (
            [A, B, total("小计", "30", "17"), C, total("小计", "6", "5"), total("合计", "36", "22")],
            [
                ("小计", "adjusted", 30, 30, 2),
                ("小计", "executed", 17, 17, 2),
                ("小计", "adjusted", 6, 5, 1),
                ("小计", "executed", 5, 5, 1),
                ("合计", "adjusted", 36, 36, 2),
                ("合计", "executed", 22, 22, 2),
            ],
        ),
        (
            [total("合计", "35", "22"), total("小计", "30", "17"), A, B, total("小计", "5", "5"), C],
            [
                ("小计", "adjusted", 30, 30, 2),
                ("小计", "executed", 17, 17, 2),
                ("小计", "adjusted", 5, 5, 1),
                ("小计", "executed", 5, 5, 1),
                ("合计", "adjusted", 35, 35, 2),
                ("合计", "executed", 22, 22, 2),
            ],
        ),
        ([A, ["", "其中：围堰", "4", "4", "100%", ""], total("合计", "10", "9")], []),
        ([A, total("小计", "10", "9"), B], []),
        ([A, B], []),
    ],
    ids=["below", "above", "blank", "subtotals below", "subtotals above", "part of another row", "unknown direction", "no total"],
)
def test_sums_stand_beside_the_rows_that_they_add_up(tmp_path, rows, wanted):
    assert sums(written(tmp_path, rows)) == wanted


def test_several_totals_are_kept(tmp_path):
    document = written(tmp_path, [A, B, total("合计", "30", "17"), C, total("合计", "5", "5"), total("总计", "35", "22")])
    (summary,) = document.summaries

    assert [(row.name, row.table_row) for row in summary.subtotals] == [("合计", 3), ("合计", 5)]
    assert (summary.total.name, summary.total.table_row) == ("总计", 6)
    assert [name for name, *_ in sums(document)] == ["合计"] * 4 + ["总计"] * 2


def test_an_amount_that_cannot_be_read_is_said_and_not_added_up(tmp_path):
    document = written(tmp_path, [A, ["2", "水质监测", "2O.5", "8", "", "90"], total("合计", "30", "17")])

    assert [(problem.id, problem.source.row, problem.source.cell) for problem in document.problems] == [("READ-014", 3, 3)]
    assert sums(document) == [("合计", "executed", 17, 17, 2)]


def test_rounding_of_each_row_is_allowed_for(tmp_path):
    rows = [["1", "河道清淤", "1.3", "1", "", "99"], ["2", "水质监测", "1.3", "1", "", "90"], total("合计", "2.5", "2")]
    (budget, _) = facts_of([written(tmp_path, rows)]).tables["listed_sums"]

    assert (budget["printed_yuan"], budget["parts_yuan"], budget["slack_yuan"]) == (25_000, 26_000, 1_500)


FORM = """<p>项目支出绩效自评表</p><p>（2026年度）</p><table>
<tr><td>项目名称</td><td colspan=6>水质监测</td></tr>
<tr><td>主管部门</td><td colspan=2>江右市水利局</td><td>实施单位</td><td colspan=3>江右市水文站</td></tr>
<tr><td rowspan=2>项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>20</td><td>20</td><td>{spent}</td><td>10</td><td>4</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>监测断面</td><td>≥12个</td><td>12个</td><td>90</td><td>{score}</td></tr>
<tr><td colspan=5>总分</td><td>100</td><td>{total}</td></tr></table>"""
ABOUT_LISTS = {"EVA-024", "EVA-025", "EVA-026", "EVA-027", "EVA-028", "EVA-029"}


def found_in(document):
    return [(finding.rule.id, finding.message("zh")) for finding in audit([document]).findings if finding.rule.id in ABOUT_LISTS]


def test_a_list_is_held_against_the_forms_beside_it(tmp_path):
    right = written(tmp_path, [A, B, total("合计", "30", "17")], more=FORM.format(spent="8", score="86", total="90"))
    assert found_in(right) == []

    wrong = written(tmp_path, [A, B, total("合计", "30", "20")], more=FORM.format(spent="8.6", score="82", total="86"))
    assert sorted(found_in(wrong)) == [
        ("EVA-024", "汇总表“合计”行的全年执行数为20万元，应为2行之和17万元，相差3万元。"),
        ("EVA-026", "“水质监测”的自评得分，汇总表为90分，自评表为86分。"),
        ("EVA-027", "“水质监测”的全年执行数，汇总表为8万元，自评表为8.6万元。"),
    ]


def test_a_list_is_held_against_the_forms_of_other_files(tmp_path):
    listed = written(tmp_path, [A, B, total("合计", "30", "17")])
    (tmp_path / "form.html").write_text(f"<p>江右市水利局2026年度</p>{FORM.format(spent='8.6', score='82', total='86')}", encoding="utf-8")
    form = read(tmp_path / "form.html")

    found = [each for each in audit([listed, form]).findings if each.rule.id in ABOUT_LISTS]

    assert [(each.rule.id, Path(each.file).name, each.message("zh")) for each in found] == [
        ("EVA-028", "list.html", "“水质监测”的自评得分，本文件为90分，《form.html》为86分。"),
        ("EVA-029", "list.html", "“水质监测”的全年执行数，本文件为8万元，《form.html》为8.6万元。"),
    ]


def test_a_listed_total_is_held_against_what_execution_leaves(tmp_path):
    document = written(tmp_path, [A, ["2", "水质监测", "20", "8", "40%", "98"]])

    assert found_in(document) == [
        ("EVA-025", "“水质监测”执行率40%，10分的执行率分值最多得4分，其余指标全部满分，总分也不超过94分；填报98分。")
    ]


def test_projects_of_one_name_have_no_form(tmp_path):
    document = written(tmp_path, [A, B, B], more=FORM.format(spent="8.6", score="82", total="86"))

    assert {row.get("listed_form_id") for row in facts_of([document]).tables["evaluations"]} == {None}
