"""What a form prints beside each of its fields, and the form with other words there (栏目名称)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jixiao.layouts.lay_out import Declaration
from jixiao.layouts.lay_out.declaration import ABOVE, LEFT, NAMED, DeclaredGrid
from jixiao.layouts.lexicon import words

_AMONG = re.compile(r"^其中[:：]?")
_OF_ROW = {
    "level1": "indicators.level1",
    "level2": "indicators.level2",
    "indicator": "indicators.name",
    "target": "indicators.target",
    "target_of_period": "indicators.target_of_period",
    "description": "indicators.description",
    "basis": "indicators.basis",
    "weight": "indicators.weight",
}
_COLUMNS = {"target": "value", "target_of_period": "value_of_period"}
_CHECKPOINT = "{month}月底"
_NO_FIELDS = ("year", "number", "agency", "indicator_of_period")


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """Where a form prints the label of a field.

    Attributes:
        text: the label, without line breaks, colon and 其中.
        grid, row, col: its cell; rows of the header come first.
    """

    text: str
    grid: int
    row: int
    col: int


def paths_of(form: Declaration) -> list[str]:
    """Paths of the fields that a form has a place for, in its order (栏目).

    ``name``, ``amounts.annual``, ``narratives.资金用途``; those of an indicator are ``indicators.name``, ``indicators.target`` …
    """
    texts = [line.text for line in form.lines]
    for grid in form.grids:
        texts += [cell for row in (*grid.header, *grid.rows, grid.indicator) for cell in row]
    names = [name for text in (*texts, *form.foot) for name in NAMED.findall(text) if name not in _NO_FIELDS]
    return list(dict.fromkeys(_OF_ROW.get(name, name) for name in names))


def printed_labels(form: Declaration) -> dict[str, PrintedLabel]:
    """The labels that a form prints in its tables, by path of the field; a field in a title or at the foot has none."""
    found: dict[str, PrintedLabel] = {}
    for number, grid in enumerate(form.grids):
        rows = [*grid.header, *grid.rows]
        for path, row, col in _cells(grid, rows):
            text = clean(rows[row][col])
            if text:
                found.setdefault(path, PrintedLabel(text, number, row, col))
    return found


def labels_of(form: Declaration, own: Mapping[str, str]) -> dict[str, str]:
    """What every field of a form is called: by the pack, by the form, or by the usual word."""
    printed = printed_labels(form)
    return {path: own.get(path) or (printed[path].text if path in printed else usual(path)) for path in paths_of(form)}


def relabelled(form: Declaration, own: Mapping[str, str]) -> Declaration:
    """A form that prints a pack's own labels in the place of its own, wherever it has them."""
    return replace(form, grids=tuple(_relabelled(grid, own) for grid in form.grids))


def _relabelled(grid: DeclaredGrid, own: Mapping[str, str]) -> DeclaredGrid:
    rows = [list(row) for row in (*grid.header, *grid.rows)]
    for path, row, col in list(_cells(grid, rows)):
        if path in own:
            rows[row][col] = own[path]
    changed = tuple(tuple(row) for row in rows)
    heads = len(grid.header)
    return replace(grid, header=changed[:heads], rows=changed[heads:])


def usual(path: str) -> str:
    """The usual word for a field: the first of ``layouts/labels.toml``; the end of the path where the field is named by its label.

    >>> usual("name"), usual("amounts.annual"), usual("narratives.立项依据"), usual("indicators.basis")
    ('项目名称', '年度资金总额', '立项依据', '指标值确定依据')
    """
    group, _, key = path.rpartition(".")
    if group == "indicators":
        return _spelt("columns", _COLUMNS.get(key, key)) or key
    if group in ("amounts", "amounts_of_period"):
        return _spelt("amounts", key) or _spelt("amounts", key.removeprefix("transfer_")) or key
    if group == "payment_plan":
        return _CHECKPOINT.format(month=key)
    return key if group else _spelt("fields", path) or path


def clean(label: str) -> str:
    r"""A label as it is spoken of: in one line, without colon and 其中.

    >>> clean("其中：\n本级资金"), clean("单位负责人：")
    ('本级资金', '单位负责人')
    """
    return _AMONG.sub("", "".join(label.split())).rstrip("：:")


def _spelt(group: str, key: str) -> str | None:
    return next(iter(words(group).get(key, ())), None)


def _cells(grid: DeclaredGrid, rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, int, int]]:
    """Paths with the row and column of the cell that says what they are."""
    for number, row in enumerate(rows):
        for col, cell in enumerate(row):
            for name in NAMED.findall(cell):
                if name not in _NO_FIELDS and (at := _label_of(rows, number, col)) is not None:
                    yield _OF_ROW.get(name, name), *at
    for col, cell in enumerate(grid.indicator):
        for name in NAMED.findall(cell):
            if name in _OF_ROW and rows and (at := _source(rows, len(rows) - 1, col)) is not None:
                yield _OF_ROW[name], *at


def _label_of(rows: Sequence[Sequence[str]], row: int, col: int) -> tuple[int, int] | None:
    """The cell that is the label of another: left of it, or above it where that is a row of headings."""
    left = col - 1
    while left >= 0 and rows[row][left] == LEFT:
        left -= 1
    is_beside = left >= 0 and _is_label(rows[row][left])
    if not is_beside and row and not any(NAMED.search(cell) for cell in rows[row - 1]):
        above = _source(rows, row - 1, col)
        if above is not None and _is_label(rows[above[0]][above[1]]):
            return above
    found = _source(rows, row, left) if left >= 0 else None
    return found if found is not None and _is_label(rows[found[0]][found[1]]) else None


def _source(rows: Sequence[Sequence[str]], row: int, col: int) -> tuple[int, int] | None:
    """The cell that a mark of a merged cell stands for."""
    while rows[row][col] in (LEFT, ABOVE):
        row, col = (row, col - 1) if rows[row][col] == LEFT else (row - 1, col)
        if row < 0 or col < 0:
            return None
    return row, col


def _is_label(cell: str) -> bool:
    return bool(cell.strip()) and cell not in (LEFT, ABOVE) and not NAMED.search(cell)
