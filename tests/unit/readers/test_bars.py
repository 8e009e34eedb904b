"""Texts in which bars part the cells: each line a row, or bars behind single cells wherever the lines break."""

from jixiao.documents.grid import Grid, Paragraph
from jixiao.documents.readers import read_bytes


def opened(text):
    return read_bytes(text.encode(), name="a.txt").blocks


def test_lines_of_cells_are_rows_without_their_frame_and_the_rule_below_the_head():
    bare = "项目 | 金额\n--- | ---\n甲 | 1 |\n乙 | 2 | |\n丙 | | 3\n"
    framed = "| 项目 | 金额 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n| 丙 | | 3 |\n"
    for text, second in ((bare, ["乙", "2", ""]), (framed, ["乙", "2"])):
        (grid,) = opened(text)

        assert isinstance(grid, Grid)
        assert [[cell.text for cell in row.cells] for row in grid.rows] == [["项目", "金额"], ["甲", "1"], second, ["丙", "", "3"]]


def test_cell_with_a_line_break_has_broken_its_row():
    (grid,) = opened("项目 | 金额 | |\n甲 | 1 | |\n乙\n| 2 | |\n丙 | 3 | |\n丁 | 4 | |\n戊 | 5 | |\n")

    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["项目", "金额", ""],
        ["甲", "1", ""],
        ["乙", "2", ""],
        ["丙", "3", ""],
        ["丁", "4", ""],
        ["戊", "5", ""],
    ]


def test_bars_behind_single_cells_keep_the_blank_ones_and_where_each_stands():
    blocks = opened("说明\n项目名称 | 甲 |\n|\n|\n金额 |\n|\n1 | 2 |\n结束\n")

    assert all(isinstance(block, Paragraph) for block in blocks)
    assert [block.text for block in blocks] == ["说明", "项目名称", "甲", "", "", "金额", "", "1", "2", "结束"]
    assert [(block.source.line, block.source.cell) for block in blocks if block.text][1:5] == [(2, 1), (2, 2), (5, 1), (7, 1)]


def test_single_bars_in_prose_stay_prose():
    blocks = opened("首页 | 公开\n说明 | 附件\n正文。\n")

    assert [block.text for block in blocks] == ["首页 | 公开", "说明 | 附件", "正文。"]
