"""Grids whose file states its merged cells."""

from jixiao.documents.grid import Cell, Grid, Row
from jixiao.layouts import spans
from jixiao.layouts.tables import split_head_rows
from jixiao.provenance import SourceRef


def row(*cells):
    """A row of (text, columns, rows) or texts; places that a cell covers are empty."""
    made = []
    for item in cells:
        text, colspan, rowspan = item if isinstance(item, tuple) else (item, 1, 1)
        made.append(Cell(text, len(made), SourceRef("a", cell=len(made) + 1), colspan, rowspan))
        made += [Cell("", len(made) + at, SourceRef("a")) for at in range(colspan - 1)]
    return Row(made)


def texts(grid):
    return [[cell.text for cell in line.cells] for line in grid.rows]


def never(_):
    return False


def test_a_group_brings_in_the_row_of_its_columns():
    rows = [row(("项目", 2, 1), ("合计", 1, 2)), row("编码", "名称", ""), row("甲", "乙", "丙")]

    assert spans.header_height(rows, never) == 2
    assert spans.column_names(rows[:2]) == ["项目/编码", "项目/名称", "合计"]


def test_years_below_a_group_are_names_of_columns():
    rows = [row(("收入", 2, 1)), row("项目", "2025年"), row("一、拨款", "12.50")]

    assert spans.header_height(rows, never) == 2
    assert spans.column_names(rows[:2]) == ["收入/项目", "收入/2025年"]


def test_a_group_without_names_below_it_is_a_row_by_itself():
    assert spans.header_height([row(("项目", 2, 1), "合计"), row("1", "2", "3")], never) == 1


def test_columns_that_no_row_has_a_border_at_go():
    grid = Grid([row(("序号", 2, 1), ("名称", 3, 1)), row(("1", 2, 1), ("照明", 3, 1))], spanned=True)

    narrow = spans.without_unused_columns(grid)

    assert texts(narrow) == [["序号", "名称"], ["1", "照明"]]
    assert [cell.colspan for cell in narrow.rows[0].cells] == [1, 1]


def test_columns_that_a_cell_from_above_is_parted_at_stay():
    above = row(("指标", 1, 2), "数量", "质量")
    below = row("", ("合并", 2, 1))

    assert texts(spans.without_unused_columns(Grid([above, below], spanned=True))) == [["指标", "数量", "质量"], ["", "合并", ""]]


def test_blanks_of_a_grid_that_states_no_spans_are_kept():
    grid = Grid([row("序号", "", "名称")])

    assert spans.without_unused_columns(grid) is grid


def test_the_name_of_the_document_above_the_title_is_no_header():
    rows = [
        row("某市2024年预算及目标"),
        row("项目支出预算表"),
        row("部门：临河市水务局", "单位：万元"),
        row("序号", "名称"),
        row("1", "照明"),
    ]

    top, rest = split_head_rows(rows)

    assert (len(top), len(rest)) == (3, 2)
