"""What stands between the title of a form and its table, and what does not belong to the table below it."""

import pytest

from jixiao.documents.readers import read_bytes
from jixiao.layouts.heads import read_head
from jixiao.layouts.recognise import recognise

FORM = """{number}.{name}绩效目标表
青溪县图书馆        单位：万元

项目名称\t{name}
预算规模及资金用途\t预算数\t{amount}\t其中：财政资金\t{amount}
绩效目标\t全年开放。
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t开放天数\t≥300天
"""
FOOT = """项目支出绩效目标申报表
（2025年度）
项目名称\t古籍修复
项目资金（万元）\t年度资金总额\t12
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t修复册数\t≥60册
负责人：\t\t经办人：\t
{line}
"""


def test_bare_name_of_an_agency_below_the_title_is_the_unit_of_the_form_however_often_it_is_repeated():
    text = "\n".join(
        FORM.format(number=number, name=name, amount=number) for number, name in enumerate(("采编", "夜读", "巡展", "修缮"), 1)
    )

    document = recognise(read_bytes(text.encode(), name="form.txt"))

    assert [(project.name, project.unit) for project in document.projects] == [
        (n, "青溪县图书馆") for n in ("采编", "夜读", "巡展", "修缮")
    ]
    assert [project.amounts["annual"] for project in document.projects] == [10_000, 20_000, 30_000, 40_000]
    assert document.problems == []


def test_page_number_below_an_open_label_is_no_value_of_it():
    document = recognise(read_bytes(FOOT.format(line="— 3 —").encode(), name="form.txt"))

    assert document.projects[0].contacts == {"负责人": None, "经办人": None}
    assert document.account.ignored_as["page_number"] == 1


@pytest.mark.parametrize(
    ("line", "contacts"),
    [
        (
            "负责人：钱某一　　经办人：孙某二　　联系电话：13900001111　　填报日期：2026年1月5日",
            {"负责人": "钱某一", "经办人": "孙某二", "联系电话": "13900001111", "填报日期": "2026年1月5日"},
        ),
        (
            "单位负责人（签字）：          填表人：        联系电话：         填报日期：    年  月  日",
            {"负责人": None, "经办人": None, "联系电话": None, "填报日期": None},
        ),
        ("填报人：李某某 联系电话：0371-6600000", {"经办人": "李某某", "联系电话": "0371-6600000"}),
        ("填报人：李某某", {"经办人": "李某某"}),
        ("填报人：李某某\n填报日期：20260105", {"经办人": "李某某", "填报日期": "20260105"}),
    ],
)
def test_line_that_is_signed_is_read_label_by_label(line, contacts):
    form = FOOT.replace("负责人：\t\t经办人：\t\n", "")

    document = recognise(read_bytes(form.format(line=line).encode(), name="form.txt"))

    assert document.projects[0].contacts == contacts
    assert document.problems == []


def test_line_that_every_form_repeats_is_no_running_head_where_it_is_a_label_with_its_value():
    form = FOOT.replace("负责人：\t\t经办人：\t\n", "").replace("古籍修复", "{name}")
    text = "\n".join(form.format(name=name, line="经办人：李某某") for name in ("古籍修复", "夜间开放", "流动书车", "有声读物"))

    document = recognise(read_bytes(text.encode(), name="form.txt"))

    assert [project.contacts for project in document.projects] == [{"经办人": "李某某"}] * 4


def test_bare_name_of_an_agency_beside_the_unit_of_money_is_the_unit_of_the_form():
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(chr(9)))}</tr>" for line in FORM.splitlines()[3:])
    head = "<tr><td colspan=4>1.采编绩效目标表</td></tr><tr><td colspan=2>青溪县气象局</td><td colspan=2>单位：万元</td></tr>"
    page = f"<html><meta charset=utf-8><table>{head}{rows.format(name='采编', amount=12)}</table></html>"

    (project,) = recognise(read_bytes(page.encode(), name="a.html")).projects

    assert (project.name, project.unit, project.amounts["annual"]) == ("采编", "青溪县气象局", 120_000)


@pytest.mark.parametrize("number", ["公开01表", "财决公开01表", "财决批复02表", "决算公开3表", "附01表", "预算公开表1"])
def test_number_of_a_table_is_no_title(number):
    assert read_head(number).kind == "number"


@pytest.mark.parametrize("title", ["收入决算表", "财政拨款收入支出决算总表", "2023年决算公开表"])
def test_title_of_a_table_is_no_number(title):
    assert read_head(title) is None
