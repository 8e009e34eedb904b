"""Tables as ``jixiao show`` prints them: no figure is ever cut; a table wider than the terminal is printed in parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table as Grid
from rich.text import Text

from jixiao.cli import places
from jixiao.messages import text
from jixiao.model import Table

_FEW_ROWS = 12
_TELLING_CELLS = 4  # cells by which a row is known again in the list of places: its code in three parts, and its name
_NARROWEST_TEXT = 16
_EDGES = 2
_MONEY = re.compile(r"\d[.,]\d")
_BETWEEN = 3  # columns of the terminal between two columns of a table


def show_table(table: Table, *, everything: bool, where: bool) -> RenderableType:
    """A table with its title, its first rows or all, and with ``where`` the place of each row."""
    unit = f" ({text('cli.unit', unit=table.unit)})" if table.unit else ""
    title = Text(f"\n{table.title or text('cli.untitled')}{unit}", style="bold")
    if where:
        title.append(f"  {places.in_full(table.sources.get('title') or [table.source])}", style="dim not bold")
    if table.empty:
        return Group(title, Text(f"  {text('cli.empty_table')} {table.note or ''}", style="dim"))
    shown = table.rows if everything else table.rows[:_FEW_ROWS]
    begins = [place.where() for place in table.sources.get("rows", [])[: len(shown)]] if where else []
    parts: list[RenderableType] = [title, *_grids(table, shown, begins)]
    if len(shown) < len(table.rows):
        parts.append(Text(f"  {text('cli.more_rows', count=len(table.rows) - len(shown))}", style="dim"))
    if table.note:
        parts.append(Text(f"  {table.note}", style="dim"))
    return Group(*parts)


def _grids(table: Table, rows: Sequence[Sequence[str]], begins: Sequence[str]) -> list[RenderableType]:
    """The rows in as many grids as the width of the terminal needs, their places in a column or in a list of its own."""
    room = Console().width - _EDGES
    widths = [_narrowest(table, col) for col in range(len(table.columns))]
    place = max((cell_len(begin) for begin in begins), default=0)
    if begins and _total([*widths, place]) <= room:
        return [_grid(table, range(len(widths)), rows, begins)]
    grids: list[RenderableType] = [_grid(table, part, rows, []) for part in _parts(table, widths, room)]
    return [*grids, _row_places(rows, begins)] if begins else grids


def _is_figures(table: Table, col: int) -> bool:
    return all(not row[col] or row[col][-1:].isdigit() for row in table.rows)


def _narrowest(table: Table, col: int) -> int:
    """The width that a column needs: figures are not broken, a text may be."""
    widest = max((cell_len(row[col]) for row in table.rows), default=0)
    return max(widest, 4) if _is_figures(table, col) else max(min(widest, _NARROWEST_TEXT), 4)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _BETWEEN * (len(widths) - 1)


def _names(table: Table, widths: Sequence[int], room: int) -> list[int]:
    """The columns that name a row: those before the first with money, as long as they leave room for others."""
    money = (col for col in range(len(widths)) if any(_MONEY.search(row[col]) for row in table.rows))
    names = list(range(max(next(money, 1), 1)))
    return names if _total([widths[col] for col in names]) * 3 < room * 2 else names[:1]


def _parts(table: Table, widths: Sequence[int], room: int) -> list[list[int]]:
    """Columns of each grid; every grid begins with the columns that name a row."""
    names = _names(table, widths, room)
    parts = [names]
    for col in range(len(names), len(widths)):
        if len(parts[-1]) > len(names) and _total([widths[other] for other in [*parts[-1], col]]) > room:
            parts.append(names)
        parts[-1] = [*parts[-1], col]
    return parts


def _wide(table: Table, columns: Sequence[int], room: int) -> dict[int, int]:
    """How wide each column is printed: at least what it needs, and what is left over for texts and heads that would break."""
    found = {col: _narrowest(table, col) for col in columns}
    for col in columns:
        cells = [*(row[col] for row in table.rows), *table.columns[col].split("/")]
        wanted = max((cell_len(cell) for cell in cells), default=0)
        found[col] += max(min(wanted - found[col], room - _total(list(found.values()))), 0)
    return found


def _grid(table: Table, columns: Sequence[int], rows: Sequence[Sequence[str]], begins: Sequence[str]) -> Grid:
    """Some columns of the rows, with a column of places where there are any."""
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 1))
    place = max((cell_len(begin) + _BETWEEN for begin in begins), default=0)
    for col, wide in _wide(table, columns, Console().width - _EDGES - place).items():
        head = escape(table.columns[col].replace("/", "\n"))
        grid.add_column(head, justify="right" if _is_figures(table, col) else "left", overflow="fold", width=wide)
    if begins:
        grid.add_column(text("column.place"), style="dim", no_wrap=True)
    for row, where in zip_longest(rows, begins):
        grid.add_row(*(escape(row[col]) for col in columns), *([escape(where or "")] if begins else []))
    return grid


def _row_places(rows: Sequence[Sequence[str]], begins: Sequence[str]) -> Text:
    """Places below a table that is too wide for another column: the first cells of each row, and where it begins."""
    names = [Text("  " + " ".join([cell for cell in row if cell][:_TELLING_CELLS])) for row in rows]
    room = Console().width - max(cell_len(begin) for begin in begins) - _BETWEEN
    wide = min(max(name.cell_len for name in names), max(room, _NARROWEST_TEXT))
    for name in names:
        name.truncate(wide, overflow="ellipsis", pad=True)
    lines = [name.append(f"  {begin}") for name, begin in zip(names, begins, strict=False)]
    return Text("\n", style="dim").join(lines)
