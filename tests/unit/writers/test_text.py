from tests.unit.writers.printing import cell, form, line, on_a_page, plain, table_with_header

from jixiao.documents.grid import Grid, Row
from jixiao.documents.printout import Page, Printout
from jixiao.documents.readers import read_bytes
from jixiao.documents.writers.text import write


def test_form_as_text():
    assert write(form()).decode() == (
        "项目支出绩效目标表\n"
        "填报单位：南岭县城市管理局        单位：万元\n"
        "科目\t\t预算\n"
        "编码\t名称\t\n"
        "21205\t环境卫生\t1,286.50\n"
        "21299\t其他支出\t86.50\n"
        "注：金额保留两位小数。\n"
        "\n"
        "一、总体情况\n"
        "序号\t项目\n"
        "1\t路灯更新\n"
    )


def test_tables_are_parted_by_a_blank_line():
    tables = [plain(["甲", "乙"]), table_with_header(follows=True)]

    assert write(on_a_page(*tables)).decode().startswith("甲\t乙\n\n科目\t\t预算\n")


def test_page_that_prints_nothing_leaves_no_blank_line():
    assert write(Printout("", [Page("空", []), Page("一", [line("甲")]), Page("二", [line("乙")])])) == "甲\n\n乙\n".encode()


def test_line_break_and_tab_in_a_cell_are_blanks():
    assert write(on_a_page(plain(["一级\n指标", "目\t标"]))).decode() == "一级 指标\t目 标\n"


def test_cell_with_quotes_is_quoted():
    table = plain(['建立"一街一档"', '"'], ['"甲"', "'乙'"])

    written = write(on_a_page(table))

    assert written.decode() == '"建立""一街一档"""\t""""\n"""甲"""\t\'乙\'\n'
    assert [c.text for c in read_bytes(written, name="made-up").blocks[0].cells()] == ['建立"一街一档"', '"', '"甲"', "'乙'"]


def test_merged_cell_leaves_empty_cells():
    rows = [Row([cell("甲", 0, 2, 2), cell("乙", 2)]), Row([cell("丙", 2)])]

    assert write(on_a_page(Grid(rows))).decode() == "甲\t\t乙\n\t\t丙\n"


def test_tab_in_a_line_makes_no_row():
    assert write(on_a_page(line("甲\t乙"))).decode() == "甲 乙\n"
