"""Printed names against the code lists: the same name, a broken one, another one, and a code that no list has."""

import pytest

import jixiao
from jixiao.codes import expenditure_forms
from jixiao.layouts.naming import check_names, is_piece
from jixiao.model import Document, Line, Table
from jixiao.provenance import SourceRef

FUNCTION = ["功能分类科目/科目编码", "功能分类科目/科目名称", "合计"]
ECONOMIC = ["部门预算支出经济分类科目/科目编码", "部门预算支出经济分类科目/科目名称", "合计"]
PROCUREMENT = ["项目名称", "预算资金", "采购物品名称", "政府采购目录序号", "数量", "金额"]
SOUND = [("204", "公共安全支出"), ("20402", "公安"), ("2040201", "行政运行")]


def table(columns, pairs, kind="T05_general", heads=("合计",)):
    lines = [
        Line(code=code, name=name, values_yuan=dict.fromkeys(heads, 10_000), source=SourceRef("a.txt", line=number, cell=2))
        for number, (code, name) in enumerate(pairs, start=1)
    ]
    rows = [[code or "", name or "", "1.00"] for code, name in pairs]
    return Table(title="表", kind=kind, unit="万元", columns=columns, rows=rows, lines=lines, source=SourceRef("a.txt", line=1))


def check(columns, pairs, year=2024, **more):
    tables, notes = check_names([table(columns, pairs, **more)], year)
    return tables[0], notes


def test_name_of_the_list_changes_nothing():
    checked, notes = check(ECONOMIC, [("302", "商品和服务支出"), ("30213", "维修(护)费")])

    assert [line.name for line in checked.lines] == ["商品和服务支出", "维修(护)费"]
    assert [(line.code_name, line.code_list) for line in checked.lines] == [
        ("商品和服务支出", "economic_department"),
        ("维修（护）费", "economic_department"),
    ]
    assert (notes, checked.repairs) == ([], [])


@pytest.mark.parametrize("printed", ["其他社会保障", "保障和就业支出", "其他社会保和就业支出"])
def test_broken_name_is_read_as_the_list_has_it(printed):
    checked, notes = check(FUNCTION, [*SOUND, ("20899", printed)])

    assert checked.lines[3].name == checked.lines[3].code_name == "其他社会保障和就业支出"
    assert [(r.kind, r.printed, r.read_as, r.source.line) for r in checked.repairs] == [
        ("name_by_code", printed, "其他社会保障和就业支出", 4)
    ]
    assert checked.rows[3][1] == printed
    assert notes == []


def test_other_spelling_is_noted_and_kept():
    checked, notes = check(FUNCTION, [*SOUND, ("2040299", "其它公安支出")])

    assert (checked.lines[3].name, checked.lines[3].code_name, checked.repairs) == ("其它公安支出", "其他公安支出", [])
    assert [(note.id, note.source.line) for note in notes] == [("READ-050", 4)]
    said = notes[0].message("zh") + notes[0].message("en")
    assert all(word in said for word in ("2040299", "其它公安支出", "其他公安支出", "支出功能分类科目", "2023-2026"))
    assert notes[0].values["status"] == "verified"


def test_name_of_another_code_is_not_taken_for_a_piece():
    """社会保障和就业支出 ends the name of 2089999, but it is the name of 208: one of the two is wrong, not torn."""
    checked, notes = check(FUNCTION, [*SOUND, ("2089999", "社会保障和就业支出")])

    assert checked.lines[3].name == "社会保障和就业支出"
    assert [note.id for note in notes] == ["READ-050"]


def test_code_that_an_incomplete_list_lacks_says_nothing():
    checked, notes = check(FUNCTION, [*SOUND, ("2010104", "人大会议"), ("2050299", "其他普通教育")])

    assert [line.code_name for line in checked.lines[3:]] == [None, None]
    assert (notes, checked.repairs) == ([], [])


def test_code_that_the_whole_catalogue_lacks_is_noted():
    sound = [("A02029900", "其他办公设备"), ("C99000000", "其他服务")]

    _, notes = check(PROCUREMENT, [*sound, ("A02999998", "其他设备")], kind="T14_procurement")

    assert [(note.id, note.values["code"], note.source.line) for note in notes] == [("READ-051", "A02999998", 3)]


@pytest.mark.parametrize("year", [2015, 2021])
def test_catalogue_is_not_held_against_documents_before_it(year):
    checked, notes = check(PROCUREMENT, [("A02010104", "台式计算机"), ("C99000000", "其他服务")], year=year, kind="T14_procurement")

    assert notes == []
    assert [line.code_list for line in checked.lines] == [None, None]


def test_codes_of_another_edition_are_not_noted_one_by_one():
    pairs = [("A02010104", "台式计算机"), ("A02010105", "便携式计算机"), ("A0201060102", "激光打印机"), ("C99000000", "其他服务")]

    _, notes = check(PROCUREMENT, pairs, year=2023, kind="T14_procurement")

    assert notes == []


@pytest.mark.parametrize("columns", [["单位编码", "单位名称", "合计"], ["序号", "单位名称", "合计"], ["项目编码", "项目名称", "合计"]])
def test_numbers_of_units_and_projects_are_no_classification(columns):
    checked, notes = check(columns, [("204", "公共安全支出"), ("208", "云川市民政局"), ("210", "卫生")])

    assert [line.code_list for line in checked.lines] == [None] * 3
    assert (notes, checked.repairs) == ([], [])


def test_codes_of_something_else_are_left_alone():
    _, notes = check(["编码", "名称", "合计"], [("204", "云川市城市管理局"), ("205", "云川市园林处"), ("208", "云川市民政局")])

    assert notes == []


def test_old_name_of_an_earlier_year_is_no_piece_of_the_new_one():
    checked, notes = check(FUNCTION, [*SOUND, ("207", "文化体育与传媒支出")], year=2018)

    assert checked.lines[3].name == "文化体育与传媒支出"
    assert (notes, checked.repairs) == ([], [])


def test_without_a_year_letters_are_not_put_in():
    checked, notes = check(FUNCTION, [*SOUND, ("207", "文化体育与传媒支出")], year=None)

    assert checked.lines[3].name == "文化体育与传媒支出"
    assert [note.id for note in notes] == ["READ-050"]


def totals(change=(), form="budget-31", heads=("支出/预算数",)):
    """A table of income and expenditure in a form that is known, some headings printed otherwise."""
    names = {numeral: heading.heading for numeral, heading in expenditure_forms()[form].items()} | dict(change)
    return [(None, f"{numeral}、{name}") for numeral, name in names.items()], {"kind": "T01_total", "heads": heads}


def test_heading_of_the_form_has_its_class():
    pairs, more = totals()

    checked, notes = check(["项目", "预算数"], pairs, **more)

    assert {line.code_list for line in checked.lines} == {"headings"}
    assert checked.lines[3].code_name == "公共安全支出"
    assert notes == []


def test_broken_heading_is_mended_by_its_place_in_the_form():
    pairs, more = totals({"八": "社会保障和就"})

    checked, notes = check(["项目", "预算数"], pairs, **more)

    assert checked.lines[7].name == "八、社会保障和就业支出"
    assert [(r.kind, r.printed) for r in checked.repairs] == [("name_by_code", "八、社会保障和就")]
    assert notes == []


def test_other_heading_is_noted_and_kept():
    pairs, more = totals({"七": "文化体育与传媒支出"})

    checked, notes = check(["项目", "预算数"], pairs, **more)

    assert checked.lines[6].name == "七、文化体育与传媒支出"
    assert [(note.id, note.values["code"], note.values["name"]) for note in notes] == [("READ-050", "七", "文化旅游体育与传媒支出")]


def test_classes_numbered_afresh_are_matched_by_name():
    pairs = [(None, "一、一般公共服务支出"), (None, "二、社会保障和就业支出"), (None, "三、卫生健康"), (None, "四、住房保障支出")]

    checked, notes = check(["项目", "预算数"], pairs, kind="T01_total", heads=("支出/预算数",))

    assert [line.code_name for line in checked.lines] == ["一般公共服务支出", "社会保障和就业支出", None, "住房保障支出"]
    assert (notes, checked.repairs) == ([], [])


def test_headings_of_income_are_not_held_against_expenditure():
    pairs, more = totals({"一": "一般公共预算拨款收入"}, heads=("收入/预算数",))

    checked, notes = check(["项目", "预算数"], pairs, **more)

    assert {line.code_list for line in checked.lines} == {None}
    assert notes == []


@pytest.mark.parametrize(
    ("printed", "official", "is_one"),
    [
        ("公安支出", "其他公安支出", True),
        ("其他公安", "其他公安支出", True),
        ("其公支出", "其他公安支出", True),
        ("其他公安支出", "其他公安支出", False),
        ("他", "其他公安支出", False),
        ("他支", "其他公安支出", False),
        ("安公支出", "其他公安支出", False),
        ("其他公安支出等", "其他公安支出", False),
    ],
)
def test_what_is_a_piece_of_a_name(printed, official, is_one):
    assert is_piece(printed, official, with_gaps=True) == is_one


ECONOMIC_PAGE = """云川市园林局2024年部门预算

一般公共预算基本支出表
单位：万元
部门预算经济分类/科目编码\t部门预算经济分类/科目名称\t政府预算经济分类/科目编码\t政府预算经济分类/科目名称\t合计\t人员经费
301\t工资福利支出\t501\t机关工资福利支出\t120.00\t120.00
30101\t基本工资\t50101\t工资奖金津补贴\t80.00\t80.00
30102\t津贴补贴\t50101\t工资奖金津补贴\t40.00\t40.00
"""


def test_code_of_the_government_classification_is_no_part_of_the_one_beside_it(tmp_path):
    path = tmp_path / "budget.txt"
    path.write_text(ECONOMIC_PAGE, encoding="utf-8")

    lines = jixiao.read(path).tables[0].lines

    assert [(line.code, line.name, line.level) for line in lines] == [
        ("301", "工资福利支出", 1),
        ("30101", "基本工资", 2),
        ("30102", "津贴补贴", 2),
    ]
    assert {line.code_list for line in lines} == {"economic_department"}


PAGE = """云川市公安局2024年部门预算

一般公共预算财政拨款支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
204\t公共安全支出\t120.00\t80.00\t40.00
20402\t公安\t120.00\t80.00\t40.00
2040201\t行政运行\t80.00\t80.00\t
2040220\t执法\t30.00\t\t30.00
2040299\t其它公安支出\t10.00\t\t10.00
"""


def test_document_keeps_what_is_printed_and_tells_the_difference(tmp_path):
    path = tmp_path / "budget.txt"
    path.write_text(PAGE, encoding="utf-8")

    document = jixiao.read(path, name="budget.txt")

    assert [(line.code, line.name) for line in document.tables[0].lines][-2:] == [("2040220", "执法办案"), ("2040299", "其它公安支出")]
    assert [row[1] for row in document.tables[0].rows][-2:] == ["执法", "其它公安支出"]
    assert [(repair.kind, repair.source.line) for repair in document.tables[0].repairs] == [("name_by_code", 9)]
    assert [(note.id, note.source.line) for note in document.notes] == [("READ-050", 10)]
    assert document.problems == []
    assert Document.model_validate_json(document.model_dump_json()) == document
