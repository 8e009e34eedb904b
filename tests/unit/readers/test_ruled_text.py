"""Texts whose cells are ruled by ``|``, as programs write them that turn a web page into text."""

from __future__ import annotations

import pytest

from jixiao.documents.grid import Grid, OpenedDocument, Paragraph
from jixiao.documents.readers import read_bytes


def opened(text: str) -> OpenedDocument:
    return read_bytes(text.encode(), name="a.txt")


def rows(document: OpenedDocument) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for block in document.blocks if isinstance(block, Grid) for row in block.rows]


@pytest.mark.parametrize(
    "text",
    [
        "| 项目 | 金额 |\n|---|---|\n| 合计 | 9.00 |\n|  | 3.00 |\n",
        "项目 | 金额 |\n合计 | 9.00 |\n | 3.00 |\n",
    ],
)
def test_rows_ruled_on_both_sides_or_at_the_right(text: str) -> None:
    assert rows(opened(text)) == [["项目", "金额"], ["合计", "9.00"], ["", "3.00"]]


def test_cells_ruled_one_per_line_are_cells() -> None:
    lines = [block for block in opened("项目 |\n金额 |\n合计 |\n9.00 |\n").blocks if isinstance(block, Paragraph)]

    assert [(line.text, line.is_cell) for line in lines] == [("项目", True), ("金额", True), ("合计", True), ("9.00", True)]


def test_a_line_with_a_rule_in_prose_stays_prose() -> None:
    text = "首页 | 政务公开\n望湖县水文站2024年度部门决算\n第一部分 概况\n"

    assert [block.text for block in opened(text).blocks if isinstance(block, Paragraph)] == text.splitlines()
