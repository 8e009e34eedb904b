"""What stands between the title of a form and its table, and what does not belong to the table below it."""

from jixiao.documents.readers import read_bytes
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
