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
    texts = ["项目", "金额", "合计", "9.00", "办公费", "3.00", "差旅费", "2.00", "邮电费", "1.00", "其他", "3.00"]
    lines = [block for block in opened("".join(f"{text} |\n" for text in texts)).blocks if isinstance(block, Paragraph)]

    assert [(line.text, line.is_cell) for line in lines] == [(text, True) for text in texts]


def test_a_line_with_a_rule_in_prose_stays_prose() -> None:
    text = "首页 | 政务公开\n望湖县水文站2024年度部门决算\n第一部分 概况\n"

    assert [block.text for block in opened(text).blocks if isinstance(block, Paragraph)] == text.splitlines()
