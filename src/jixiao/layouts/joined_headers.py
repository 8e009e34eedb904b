"""Headers over two rows become one: groups above their columns (两层表头)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jixiao.documents.grid import Cell, Grid, Row
from jixiao.layouts import lexicon, signs
from jixiao.layouts.alignment import is_execution
from jixiao.layouts.columns import is_in_pieces, read_header
from jixiao.layouts.draft import squash
from jixiao.layouts.implied_columns import with_implied_columns
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.levels import level1
from jixiao.layouts.rounds import below_groups
from jixiao.layouts.summary_columns import begins_summary

_NAMED = ("名称", "指标名称", "指标")
_NEAR = 12
"""Rows below a header that say how many columns it has."""


def with_joined_headers(grid: Grid, ledger: Ledger) -> Grid:
    """A header over two rows, 绩效指标 above its levels and the columns of the project beside it, becomes one row.

    Columns that no list knows are told first.
    """
    grid = with_implied_columns(grid, ledger)
    rows: list[Row] = []
    for at, row in enumerate(grid.rows):
        above = rows[-1].filled() if rows else []
        groups = [cell for cell in above if "indicators" in lexicon.roles("containers", cell.text) and not level1(cell.text)]
        lower = row.filled()
        if is_in_pieces(lower):  # 年度指标值 over 指标性质, 指标值 and 度量单位
            groups += [cell for cell in above if lexicon.roles("columns", cell.text)[:1] == ("value",)]
        others = [cell for cell in above if cell not in groups]
        if above and len(lower) > 1 and all(cell.text in ("类", "款", "项") for cell in lower) and read_header(above) is not None:
            parts = [cell for cell in above if not (lower[0].col <= cell.col <= lower[-1].col)]
            ledger.ignore("label", *(cell for cell in above if cell not in parts))
            rows[-1] = Row(sorted([*parts, *lower], key=lambda cell: cell.col), rows[-1].after_gap)
            continue
        if above and (found := below_groups(above, lower)) is not None and read_header(above) is not None:
            ledger.ignore("label", *found[0])
            parts = [cell for cell in above if cell not in found[0]]
            joined = sorted([*parts, *found[1]], key=lambda cell: cell.col)
            rows[-1] = Row(joined if grid.spanned else _in_place(above, *found), rows[-1].after_gap)
            continue
        if rows and not (grid.spanned or grid.wrapped) and (packed := _packed(rows[-1], row, grid.rows[at + 1 : at + _NEAR])):
            ledger.ignore("label", *(cell for cell in rows[-1].filled() if all(cell.source != kept.source for kept in packed)))
            rows[-1] = Row(packed, rows[-1].after_gap)
            continue
        if above and grid.spanned and (joined := _below_spans(above, lower)):
            ledger.ignore("label", *(cell for cell in above if cell not in joined))
            rows[-1] = Row(joined, rows[-1].after_gap)
            continue
        if above and (named := _below_levels(above, lower)):
            ledger.ignore("label", *(cell for cell in [*above, *lower] if cell not in named and squash(cell.text) in _NAMED))
            rows[-1] = Row(named, rows[-1].after_gap)
            continue
        is_whole = read_header(lower) is not None or (is_in_pieces(lower) and read_header(above) is not None)
        is_whole = is_whole or (bool(groups) and _is_whole([*others, *lower], lower))
        is_header = groups and others and is_whole and all(signs.is_column_label(cell) for cell in others)
        if is_header and not {cell.col for cell in others} & {cell.col for cell in lower}:
            ledger.ignore("label", *groups)
            rows[-1] = Row(sorted([*others, *lower], key=lambda cell: cell.col), rows[-1].after_gap)
        elif is_header and not grid.spanned and max(cell.col for cell in groups) < min(cell.col for cell in others):
            ledger.ignore("label", *groups)  # the columns below the groups come first, those beside them follow
            behind = [Cell(cell.text, lower[-1].col + 1 + at, cell.source) for at, cell in enumerate(others)]
            rows[-1] = Row([*lower, *behind], rows[-1].after_gap)
        else:
            rows.append(row)
    return Grid(rows, grid.wrapped, grid.after_page_break, grid.spanned)


def _in_place(above: Sequence[Cell], groups: Sequence[Cell], parts: Sequence[Cell]) -> list[Cell]:
    """The cells of a header with the columns of each group in its place, counted on from the first of them."""
    rest, found = list(parts), list[Cell]()
    for cell in above:
        own = [part for part in rest if part.text.startswith(f"{squash(cell.text)}/")] if cell in groups else [cell]
        rest = [part for part in rest if part not in own]
        found += own
    shift = min((part.col for part in parts), default=0) - next((at for at, cell in enumerate(found) if cell in parts), 0)
    first = above[0].col if shift < above[0].col else shift
    return [replace(cell, col=first + at) for at, cell in enumerate([*found, *rest])]


def _packed(above: Row, lower: Row, below: Sequence[Row]) -> list[Cell]:
    """A header over two rows whose merged cells each left one cell: the columns below the groups in place of these.

    The rows below say how many columns there are, and so how many of the cells above are groups: those above the first cell of the lower
    row and right behind it. Nothing where the rows are others.
    """
    tops, parts = above.filled(), lower.filled()
    first = parts[0].col if len(parts) > 1 else 0
    is_run = bool(first) and [cell.col for cell in parts] == list(range(first, first + len(parts)))
    is_full = len(tops) > 2 and [cell.col for cell in tops] == list(range(tops[0].col, tops[0].col + len(tops)))
    width = max((len(row.cells) for row in below), default=0)
    groups = tops[-1].col + 1 + len(parts) - width if is_run and is_full else 0
    if not all(map(_is_column, parts)) or not 0 < groups < len(parts) or first < tops[0].col or first + groups > tops[-1].col + 1:
        return []
    before = [cell for cell in tops if cell.col < first]
    behind = [replace(cell, col=cell.col + len(parts) - groups) for cell in tops if cell.col >= first + groups]
    joined = [*before, *parts, *behind]
    is_header = read_header(joined, is_scored=True) is not None and read_header(parts) is None
    return joined if is_header or begins_summary([joined, *(row.filled() for row in below)]) else []


def _is_column(cell: Cell) -> bool:
    """The name of a column of indicators, or of money and totals in a list."""
    return is_execution(cell.text) or any(lexicon.roles(group, cell.text) for group in ("columns", "funding", "summary", "evaluation"))


def _is_whole(joined: list[Cell], lower: list[Cell]) -> bool:
    """The rows are a header together, though neither is one alone: levels below their group, the columns of the target beside it."""
    is_known = len(lower) > 1 and all(lexicon.roles("columns", cell.text) for cell in lower)
    return is_known and read_header(sorted(joined, key=lambda cell: cell.col), is_scored=True) is not None


def _below_spans(above: list[Cell], lower: list[Cell]) -> list[Cell]:
    """Columns in place of the cells that span them (偏差原因分析 over 原因类别 and 原因说明); nothing where the rows are others."""
    groups = [cell for cell in above if any(cell.col <= part.col < cell.col + cell.colspan for part in lower)]
    is_below = len(lower) > 1 and all(cell.colspan > 1 for cell in groups)
    is_below = is_below and all(any(cell.col <= part.col < cell.col + cell.colspan for cell in groups) for part in lower)
    if not is_below or not all(lexicon.roles("columns", cell.text) for cell in lower):
        return []
    joined = sorted([cell for cell in above if cell not in groups] + lower, key=lambda cell: cell.col)
    return joined if read_header(above) is not None and read_header(joined) is not None else []


def _below_levels(above: list[Cell], lower: list[Cell]) -> list[Cell]:
    """名称 and 权重 below each level become the level and its weight; nothing where the rows are others."""
    names = [cell for cell in lower if squash(cell.text) in _NAMED]
    levels = [cell for cell in above if lexicon.roles("columns", cell.text)[:1] in (("level1",), ("level2",), ("name",))]
    is_each = len(names) > 1 and [cell.col for cell in names] == [cell.col for cell in levels]
    if not is_each or not all(cell in names or lexicon.roles("columns", cell.text)[:1] == ("weight",) for cell in lower):
        return []
    return sorted([*above, *(cell for cell in lower if cell not in names)], key=lambda cell: cell.col)
