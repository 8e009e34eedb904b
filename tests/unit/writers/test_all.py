"""What holds for every format that is written."""

import pytest
from tests.unit.writers.printing import cell, form, line, on_a_page, overlapping, plain

from jixiao.documents.grid import Grid, Row
from jixiao.documents.printout import Page, PrintedGrid, Printout, Style, UnprintableError
from jixiao.documents.readers import read_bytes
from jixiao.documents.writers import write
from jixiao.documents.writers.lines import row_height

KINDS = ("txt", "html", "docx", "xlsx")


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_are_the_same_each_time(kind, monkeypatch):
    first = write(form(), kind)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("TZ", "Asia/Shanghai")

    assert write(form(), kind) == first


@pytest.mark.parametrize("kind", KINDS)
def test_form_is_read_back(kind):
    read = read_bytes(write(form(), kind), name="made-up")
    tables = [block for block in read.blocks if isinstance(block, Grid)]

    beside = ["填报单位：南岭县城市管理局", "单位：万元"]
    in_the_sheet, heads = {"xlsx": ([beside], []), "txt": ([], ["        ".join(beside)])}.get(kind, ([], beside))
    assert read.problems == []
    assert [[[c.text for c in row.filled()] for row in table.rows] for table in tables] == [
        [*in_the_sheet, ["科目", "预算"], ["编码", "名称"], ["21205", "环境卫生", "1,286.50"], ["21299", "其他支出", "86.50"]],
        [["序号", "项目"], ["1", "路灯更新"]],
    ]
    assert [block.text for block in read.blocks if not isinstance(block, Grid)] == [
        "项目支出绩效目标表",
        *heads,
        "注：金额保留两位小数。",
        "一、总体情况",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_overlapping_cells_are_refused(kind):
    with pytest.raises(UnprintableError) as caught:
        write(on_a_page(overlapping()), kind)

    assert caught.value.key == "error.cells_overlap"


@pytest.mark.parametrize("kind", KINDS)
def test_signs_that_no_file_can_hold_are_left_out(kind):
    table = plain(["甲\x00乙\x1b", "丙\ud800丁"], ["\ufffe戊", "己\r\n庚"])

    read = read_bytes(write(on_a_page(line("辛\x08壬"), table), kind), name="made-up")

    assert [c.text for block in read.blocks if isinstance(block, Grid) for c in block.cells()] == ["甲乙", "丙丁", "戊", "己 庚"]
    assert read.blocks[0].text == "辛壬"


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_document_without_pages_is_a_valid_file(kind):
    read = read_bytes(write(Printout("空"), kind), name="made-up")

    assert [problem.id for problem in read.problems] == ["READ-003"]


@pytest.mark.parametrize("kind", KINDS)
def test_row_that_is_shorter_than_the_table_is_filled_up(kind):
    table = plain(["甲", "乙", "丙"], ["丁"], ["戊", "己", "庚"])
    table.rows[1].cells.append(cell("辛", 2))

    read = read_bytes(write(on_a_page(line("标题"), table), kind), name="made-up")

    assert [(c.col, c.text) for c in read.blocks[1].rows[1].filled()] == [(0, "丁"), (2, "辛")]


@pytest.mark.parametrize(("rows", "height"), [(5, 2.1), (33, 2.0), (36, 1.8), (40, 2.1), (68, 2.0)])
def test_rows_are_lower_where_that_saves_a_page(rows, height):
    grid = PrintedGrid([Row([cell("项目", 0), cell("金额", 1)]), *(Row([cell(f"第{at}项", 0), cell("1.00", 1)]) for at in range(rows))])

    assert row_height(Page("表", [line("收入表", style=Style.TITLE), grid])) == height
