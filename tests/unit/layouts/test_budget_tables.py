"""Budget and procurement tables: totals in a second column of texts, notes of several lines, columns that bear the names of a form."""

from decimal import Decimal

import pytest

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise

PROJECTS = """2026年项目支出表
单位：万元

类型\t项目名称\t合计\t一般公共预算
特定目标类\t路灯更新\t420.00\t420.00
\t井盖普查\t86.50\t86.50
\t合计\t506.50\t506.50
"""
PROCUREMENT = """2026年政府采购预算明细表
单位：元

单位代码\t单位名称\t项目名称\t采购目录编码\t采购目录名称\t组织形式\t数量\t资金来源\t\t预留中小企业\t
\t\t\t\t\t\t\t合计\t单位资金\t金额\t比例
018001\t临岳县档案馆\t库房密集架更新\tA05030500\t组合家具\t集中采购\t46\t1,286,000.00\t0.00\t900,200.00\t70%
018001\t临岳县档案馆\t档案数字化加工\tC16990000\t其他服务\t分散采购\t1\t348,000.00\t80,000.00\t348,000.00\t100%
"""


def test_row_without_a_text_in_the_first_column_of_texts_is_named_by_the_next():
    (table,) = recognise(read_bytes(PROJECTS.encode(), name="a.txt")).tables

    assert [(line.name, line.values_yuan["合计"]) for line in table.lines] == [
        ("特定目标类", Decimal(4_200_000)),
        ("井盖普查", Decimal(865_000)),
        ("合计", Decimal(5_065_000)),
    ]


@pytest.mark.parametrize(
    ("below", "note"),
    [
        ("注：1.含上年结转。\n2.不含涉密项目。\n3.四舍五入。", "注：1.含上年结转。\n2.不含涉密项目。\n3.四舍五入。"),
        ("说明：（1）含上年结转。\n（2）不含涉密项目。", "说明：（1）含上年结转。\n（2）不含涉密项目。"),
        ("注：1.含上年结转。\n3.不含涉密项目。", "注：1.含上年结转。"),
        ("注：含上年结转。\n2.不含涉密项目。", "注：含上年结转。"),
    ],
)
def test_note_goes_on_with_its_next_number(below, note):
    (table,) = recognise(read_bytes(f"{PROJECTS}\n{below}\n".encode(), name="a.txt")).tables

    assert table.note == note


def test_procurement_table_with_unit_and_project_in_its_columns_is_no_form():
    document = recognise(read_bytes(PROCUREMENT.encode(), name="a.txt"))

    assert (document.projects, document.problems) == ([], [])
    (table,) = document.tables
    assert (table.kind, len(table.columns), len(table.rows)) == ("T14_procurement", 11, 2)
    assert table.columns[-4:] == ["资金来源/合计", "资金来源/单位资金", "预留中小企业/金额", "预留中小企业/比例"]
