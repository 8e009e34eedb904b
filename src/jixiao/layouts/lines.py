"""Rows of a table in typed form: code, name, level and money in yuan by column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.layouts.draft import Value, squash
from jixiao.provenance import SourceRef
from jixiao.values import MoneyUnit, parse_amount, printed_number

_CODE_NAME = re.compile(r"编码|代码|编号|目录序号|^类$|^款$|^项$")
_TEXT_NAME = re.compile(r"名称|项\s?目|单位|科目|内容|事项|类别|指标")
_NOT_MONEY = re.compile(r"序号|数量|行次|比例|比重|占比|增幅|执行率|完成率|支出进度|%|％|面积|人数|编制数|计量单位|年份|日期|规格")
_MONEY_END = re.compile(r"(?:收入|支出|资金|经费|拨款|金额|总额|费|补助|结转|结余|合计|小计)(?:[（(][^（()）]*[)）])?$")
"""Ends of names of columns that hold money though a word in them names a text: 附属单位上缴收入, 项目支出."""
_CODE = re.compile(r"^\d{2,13}$|^[A-C]\d{2,8}$")
_TOTAL = re.compile(r"合计|总计|小计")
_COUNTED = re.compile(r"[（(](?:辆|台|台[（(]套[)）]|个|人|人次|批次|次|平方米|套)[)）]$")
"""Ends of names of rows that count things: beside columns of money and without one for quantities, their figures are no money."""
_NOTHING = re.compile(r"[-—－–/\\*＊.…~]*|无|空|不涉及|未安排|没有")
_PART = ("类", "款", "项")


@dataclass(slots=True)
class LineDraft:
    """A row, or one of the rows that stand side by side in it."""

    code: str | None
    name: str | None
    level: int | None
    values: dict[str, Decimal] = field(default_factory=dict)
    source: SourceRef | None = None


@dataclass(slots=True)
class _Group:
    codes: list[int] = field(default_factory=list)
    name: int | None = None
    texts: list[int] = field(default_factory=list)
    """Columns of texts behind the name: 合计 may stand in one of them where the name is blank."""
    money: list[int] = field(default_factory=list)


def typed_lines(
    names: Sequence[str], rows: Sequence[dict[int, Value]], unit: MoneyUnit | None, doubts: list[tuple[str, Value]] | None = None
) -> list[LineDraft]:
    """Typed lines of a table; income and expenditure side by side give a line each.

    Args:
        names: the columns.
        rows: their cells by column.
        unit: money unit of the table; without one there are no lines.
        doubts: takes the cells in columns of money that hold no amount, with the name of their column.
    """
    if unit is None:
        return []
    groups = _groups(names, rows)
    lines: list[LineDraft] = []
    carried: list[str] = []
    for row in rows:
        for group in groups:
            line = _line(names, row, group, unit, carried, doubts)
            if line is not None:
                lines.append(line)
        if (total := _shared_total(names, row, groups, unit)) is not None:
            lines.append(total)
    return lines


def _shared_total(names: Sequence[str], row: dict[int, Value], groups: Sequence[_Group], unit: MoneyUnit) -> LineDraft | None:
    """A total over groups that stand side by side (公用经费合计): named in the first, its figure in the last of them."""
    label: tuple[int, Value] | None = None
    for group in groups:
        figures = [col for col in group.money if col in row]
        texts = [col for col in (*group.codes, *([] if group.name is None else [group.name])) if col in row]
        if not figures and len(texts) == 1 and _TOTAL.search(squash(row[texts[0]].text)):
            label = texts[0], row[texts[0]]
        elif label is not None and figures and not texts:
            amounts = {names[col]: amount.yuan for col in figures if (amount := parse_amount(row[col].text, unit)) is not None}
            return LineDraft(None, label[1].text, 0, amounts, label[1].cells[0].source) if amounts else None
        elif texts:
            label = None
    return None


def _groups(names: Sequence[str], rows: Sequence[dict[int, Value]]) -> list[_Group]:
    """Columns that belong together: codes, the name, and the money up to the next name."""
    groups = [_Group()]
    for col, name in enumerate(names):
        leaf = name.rsplit("/", 1)[-1]
        texts = [row[col].text for row in rows if col in row]
        if _CODE_NAME.search(leaf) or leaf in _PART:
            if groups[-1].money:
                groups.append(_Group())
            if not groups[-1].codes or groups[-1].codes[-1] == col - 1:  # behind a name stand codes of a second classification
                groups[-1].codes.append(col)
        elif _is_text_column(leaf, texts):
            if groups[-1].money:
                groups.append(_Group())
            if groups[-1].name is None:
                groups[-1].name = col
            else:
                groups[-1].texts.append(col)
        elif not _NOT_MONEY.search(leaf) and not _are_shares(texts):
            groups[-1].money.append(col)
    return [group for group in groups if group.money]


def _are_shares(texts: Sequence[str]) -> bool:
    """Most cells of a column are percentages, whatever it is called."""
    return 2 * sum(1 for text in texts if text.rstrip().endswith(("%", "％"))) > len(texts) > 0


def _is_text_column(leaf: str, texts: Sequence[str]) -> bool:
    texts = [text for text in texts if not _NOTHING.fullmatch(squash(text))] or texts  # a dash stands for an amount as well
    figures = sum(1 for text in texts if printed_number(text.rstrip("%％")) is not None)
    if not texts:
        return _TEXT_NAME.search(leaf) is not None and _MONEY_END.search(leaf) is None
    return figures * 2 < len(texts)


def _line(
    names: Sequence[str],
    row: dict[int, Value],
    group: _Group,
    unit: MoneyUnit,
    carried: list[str],
    doubts: list[tuple[str, Value]] | None,
) -> LineDraft | None:
    values: dict[str, Decimal] = {}
    for col in group.money:
        if col not in row:
            continue
        if (amount := parse_amount(row[col].text, unit)) is not None:
            values[names[col] or f"#{col + 1}"] = amount.yuan
        elif doubts is not None and not _NOTHING.fullmatch(squash(row[col].text)):
            doubts.append((names[col] or f"#{col + 1}", row[col]))
    named = group.name if group.name in row else next((col for col in group.texts if col in row), None)
    name = row[named].text if named is not None else None
    if name is not None and _COUNTED.search(squash(name)) and not any("数量" in column for column in names):
        return None
    code = _joined_code(names, row, group, carried)
    if name is None and code is None:  # 合计 stands in the column of the codes
        name = next((row[col].text for col in group.codes if col in row and not row[col].text.isdigit()), None)
    if not values and code is None:
        return None
    cells = [value.cells[0] for _, value in sorted(row.items()) if value.cells]
    is_named = group.name is not None or bool(group.codes)
    if (is_named and name is None and code is None) or not cells:
        return None
    first = named if named is not None else next((col for col in group.codes if col in row), None)
    source = row[first].cells[0].source if first is not None else cells[0].source
    return LineDraft(code, name, _level(code, name), values, source)


def _joined_code(names: Sequence[str], row: dict[int, Value], group: _Group, carried: list[str]) -> str | None:
    """The code of a row; parts that stand in columns 类, 款, 项 joined with their leading zeros."""
    parts = [squash(row[col].text) for col in group.codes if col in row]
    if not parts:
        return None
    if len(group.codes) > 1 and all(part.isdigit() for part in parts):
        if group.codes[0] in row:
            return "".join(parts)
        leaves = [names[col].rsplit("/", 1)[-1] for col in group.codes]
        if set(leaves) <= set(_PART):
            return "".join([*carried[: len(group.codes) - len(parts)], *parts])
    return parts[0] if _CODE.match(parts[0]) else None


def _level(code: str | None, name: str | None) -> int | None:
    if name is not None and _TOTAL.search(squash(name)) and code is None:
        return 0
    if code is None or not code.isdigit():
        return None
    return {3: 1, 5: 2, 7: 3}.get(len(code))
