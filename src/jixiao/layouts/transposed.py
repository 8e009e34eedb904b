"""Lists of self-evaluations that lie on their side (转置的汇总表): a column for each project, a row for each figure."""

from __future__ import annotations

from dataclasses import replace

from jixiao.documents.grid import Grid, Row
from jixiao.layouts.draft import squash
from jixiao.layouts.summary_columns import NAME, begins_summary, roles_of

_FEWEST_PROJECTS = 2
_FEWEST_FIGURES = 4


def upright(grid: Grid) -> Grid:
    """The list with a row for each project; the grid as it is where it is no such list."""
    rows = [row for row in grid.rows if row.filled()]
    width = len(rows[0].filled()) if rows else 0
    is_even = width > _FEWEST_PROJECTS and len(rows) >= _FEWEST_FIGURES
    cells = [row.filled() for row in rows]
    if not is_even or any([cell.col for cell in row] != list(range(width)) for row in cells):
        return grid
    labels = roles_of([squash(row[0].text).replace("/", "／") for row in cells])
    if labels.get(0) != NAME or len(labels) < len(cells):
        return grid
    turned = [Row([replace(row[col], col=at, colspan=1, rowspan=1) for at, row in enumerate(cells)]) for col in range(width)]
    is_list = begins_summary([row.filled() for row in turned]) and not begins_summary(cells)
    return Grid(turned, grid.wrapped, grid.after_page_break, grid.spanned) if is_list else grid
