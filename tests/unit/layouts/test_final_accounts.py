"""Tables of final accounts: line numbers, rows that number the columns, merged headers, groups side by side, a unit in a cell."""

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.documents import open_document
from jixiao.layouts.recognise import recognise


@pytest.fixture(scope="module")
def document():
    return recognise(open_document(Path(__file__).with_name("final_accounts.html"), name="a.html"))


def lines(table):
    return [(line.code, line.name, line.level, [int(value) for value in line.values_yuan.values()]) for line in table.lines]


def test_every_table_has_its_kind_and_unit(document):
    assert [(table.kind, table.title, table.unit) for table in document.tables] == [
        ("FA01_total", "收入支出决算总表", "万元"),
        ("FA02_income", "收入决算表", "万元"),
        ("FA06_basic_econ", "一般公共预算财政拨款基本支出决算表", "万元"),
        ("FA07_three_public", "财政拨款“三公”经费支出决算表", "万元"),
        ("T15_assets", "固定资产占用情况表", "万元"),
    ]
    assert (document.kind.value, document.publisher, document.fiscal_year) == ("final_accounts", "临河市城市照明管理处", 2024)
    assert document.problems == []


def test_line_numbers_are_no_money_and_rows_that_number_columns_no_data(document):
    table = document.tables[0]

    assert table.columns == ["收入/项目", "收入/行次", "收入/金额", "支出/项目", "支出/行次", "支出/金额"]
    assert lines(table) == [
        (None, "一、一般公共预算财政拨款收入", None, [12045000]),
        (None, "三、城乡社区支出", None, [11805000]),
        (None, "本年收入合计", 0, [12045000]),
        (None, "本年支出合计", 0, [11805000]),
        (None, "年初结转和结余", None, [60000]),
        (None, "年末结转和结余", None, [300000]),
        (None, "总计", 0, [12105000]),
        (None, "总计", 0, [12105000]),
    ]


def test_parts_of_a_code_that_are_named_beside_the_numbers_of_the_columns(document):
    table = document.tables[1]

    assert table.columns[:5] == ["项目/科目代码/类", "项目/科目代码/款", "项目/科目代码/项", "项目/科目名称", "本年收入合计"]
    assert lines(table) == [
        (None, "合计", 0, [12045000, 12045000]),
        ("212", "城乡社区支出", 1, [12045000, 12045000]),
        ("21203", "城乡社区公共设施", 2, [12045000, 12045000]),
        ("2120399", "其他城乡社区公共设施支出", 3, [12045000, 12045000]),
    ]


def test_three_groups_side_by_side_give_a_line_each(document):
    assert lines(document.tables[2])[:6] == [
        ("301", "工资福利支出", 1, [3102000]),
        ("302", "商品和服务支出", 1, [801000]),
        ("307", "债务利息及费用支出", 1, []),
        ("30101", "基本工资", 2, [3102000]),
        ("30201", "办公费", 2, [801000]),
        ("30701", "国内债务付息", 2, []),
    ]


def test_a_row_of_figures_without_a_name_is_a_line(document):
    (line,) = document.tables[3].lines

    assert (line.code, line.name) == (None, None)
    assert line.values_yuan["预算数/合计"] == Decimal(85000)
    assert line.values_yuan["决算数/公务用车购置及运行维护费/公务用车运行维护费"] == Decimal(70000)


def test_a_unit_that_stands_in_a_header_cell(document):
    assert lines(document.tables[4]) == [(None, "房屋（平方米）", None, [8600000]), (None, "车辆（台）", None, [924000])]


@pytest.mark.parametrize(("printed", "found"), [("####", ["READ-014"]), ("1,18O.50", ["READ-014"]), ("-", []), ("——", [])])
def test_what_stands_for_an_amount_and_is_none_is_a_problem(tmp_path, printed, found):
    text = Path(__file__).with_name("final_accounts.html").read_text(encoding="utf-8")
    path = tmp_path / "a.html"
    path.write_text(
        text.replace("<td>1,180.50</td></tr>\n<tr><td>本年收入合计", f"<td>{printed}</td></tr>\n<tr><td>本年收入合计"), encoding="utf-8"
    )

    document = recognise(open_document(path))

    assert [(problem.id, problem.values.get("label")) for problem in document.problems] == [(id_, "支出/金额") for id_ in found]
    assert document.account.problems == 0
    assert any(printed in row for row in document.tables[0].rows)
