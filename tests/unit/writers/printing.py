"""A form of an invented agency for the writers, and shorthands for what it is made of."""

from __future__ import annotations

from jixiao.documents.grid import Cell, Grid, Paragraph, Row
from jixiao.documents.printout import NOWHERE, Align, Page, PrintedCell, PrintedGrid, PrintedLine, Printout, Style


def cell(text: str, col: int, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(text, col, NOWHERE, colspan, rowspan)


def amount(text: str, col: int, number_format: str = "#,##0.00") -> PrintedCell:
    return PrintedCell(text, col, NOWHERE, align=Align.RIGHT, number_format=number_format)


def plain(*rows: list[str]) -> Grid:
    """A table without merged cells."""
    return Grid([Row([cell(text, col) for col, text in enumerate(row)]) for row in rows])


def line(text: str, **looks) -> PrintedLine:
    return PrintedLine(text, NOWHERE, **looks)


def on_a_page(*blocks, name: str = "目标表", **looks) -> Printout:
    return Printout("南岭县城市管理局", [Page(name, list(blocks), **looks)])


def overlapping() -> Grid:
    """Two cells stand in one place."""
    return Grid([Row([cell("甲", 0, rowspan=2), cell("乙", 1)]), Row([cell("丙", 0)])])


def table_with_header(**looks) -> PrintedGrid:
    """Two header rows with merged cells, two rows of figures."""
    rows = [
        Row([cell("科目", 0, colspan=2), cell("预算", 2, rowspan=2)]),
        Row([cell("编码", 0), cell("名称", 1)]),
        Row([cell("21205", 0), cell("环境卫生", 1), amount("1,286.50", 2)]),
        Row([cell("21299", 0), cell("其他支出", 1), amount("86.50", 2)]),
    ]
    return PrintedGrid(rows, widths=(20.0, 60.0, 20.0), header_rows=2, **looks)


def form() -> Printout:
    """Two pages: a form with lines above and below it, and a table across."""
    title = line("项目支出绩效目标表", style=Style.TITLE, align=Align.CENTER)
    heads = [line("填报单位：南岭县城市管理局", style=Style.HEAD), line("单位：万元", style=Style.HEAD, align=Align.RIGHT, beside=True)]
    first = Page("目标表", [title, *heads, table_with_header(), line("注：金额保留两位小数。", style=Style.NOTE)])
    second = Page("说明", [Paragraph("一、总体情况", NOWHERE, level=1), plain(["序号", "项目"], ["1", "路灯更新"])], is_landscape=True)
    return Printout("南岭县城市管理局2025年预算", [first, second])
