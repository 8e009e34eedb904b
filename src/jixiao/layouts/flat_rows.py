"""The rows of a table whose cells stand one per line (逐行单元格还原成行): codes, items and figures tell where each row begins.

A row must have as many figures as the header has columns; a table with a row that has not is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.documents.grid import Paragraph
from jixiao.layouts.columns import is_column_numbers
from jixiao.layouts.draft import squash
from jixiao.values import printed_number

_FEWEST_NAMES = 2
_CODE = re.compile(r"[23]\d{2}(?:\d{2}){0,2}")
_PART = re.compile(r"\d{2}")
_NUMBERED = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")
_SUM = re.compile(r"^(?:合计|总计|收入总计|支出总计|小计)$")
_CLOSING = re.compile(
    r"^(?:本年(?:收入|支出)合计|收入合计|支出合计|(?:收入|支出)?总计|结余分配|(?:上年|年初|年末|结转下年)[^\d]{0,24}(?:结转|结余)[^\d]{0,12}|(?:使用|用)[^\d]{0,24}结余[^\d]{0,14})$"
)
_NO_COLUMN = re.compile(
    r"^(?:项目|栏次|行次|类|款|项|(?:功能|经济|支出)?(?:功能)?分类?科目(?:编码|代码|名称)?|科目(?:编码|代码|名称)?|编码|名称)$"
)
_GROUP = re.compile(r"^本年(?:收入|支出)$")
_ALL = re.compile(r"^(?:小计|合计)$")
_BASIC_SUM = re.compile(r"^(?:人员|公用)经费(?:支出)?合计$")
_BY_FUNCTION = ("FA02_income", "FA03_expenditure", "FA05_general", "FA08_fund", "FA09_state_capital", "T02_income", "T03_expenditure")
_TWO_SIDED = ("FA01_total", "FA04_fiscal_total")
_OF_SIDES = ("项目", "项目（按功能分类）", "项目(按功能分类)", "行次", "栏次", "收入", "支出")
_MEASURE = re.compile(r"(?:年初|全年)?(?:预算|决算|统计)数")
_PUBLIC = {
    "因公出国": ["因公出国（境）费"],
    "公务接待": ["公务接待费"],
    "公务用车购置及运行": [f"公务用车购置及运行维护费/{name}" for name in ("小计", "公务用车购置费", "公务用车运行维护费")],
}
_OVER_COUNTS = re.compile(r"(?:[（(]?[一二三四五六]?[)）]?[、.．]?)?(?:相关)?统计数(?:据)?")
"""The line over the counts below the money of the three public items."""
_DASH = re.compile(r"[-—－–/]{1,4}")
_OF_FUNDS = re.compile(r"一般公共预算|政府性基金|国有资本")


@dataclass(slots=True)
class FlatTable:
    """What is known of a table while its lines are read: the names of its columns and its rows.

    Attributes:
        names: columns, those of codes and names first.
        header: lines that name the last columns.
        rows: cells by column.
    """

    names: list[str] = field(default_factory=list)
    header: list[Paragraph] = field(default_factory=list)
    rows: list[list[Paragraph | None]] = field(default_factory=list)
    spare: list[Paragraph] = field(default_factory=list)
    """Lines that only label or number: 项目, 栏次, 行次, 1."""
    pieces: list[Paragraph] = field(default_factory=list)
    """Lines that go on with a code or a name of the line above."""


def read_rows(kind: str, lines: Sequence[Paragraph]) -> FlatTable | None:
    """The rows of a table; ``None`` where they do not come out whole.

    Args:
        kind: kind of the table, by its title.
        lines: its cells, header first; an empty cell is a line without text.
    """
    if kind in _TWO_SIDED:
        return _read_sides(lines)
    if kind.endswith("_basic_econ"):
        return _read_economic(lines) or _read_by_function(lines)
    if kind in ("FA07_three_public", "T10_three_public", "T18_three_public_operating", "T14_procurement", "T15_assets"):
        return _read_three_public(lines) or _read_meetings(lines) or _read_items(lines)
    table = _read_by_function(lines) if kind in _BY_FUNCTION or kind == "other" else None
    is_told = kind != "other" or (table is not None and sum(1 for row in table.rows if row[0] is not None) > 1)
    return table if table is not None and is_told else _read_items(lines)


def _is_figure(line: Paragraph) -> bool:
    """A number, or the dash that stands for none."""
    return printed_number(line.text) is not None or _DASH.fullmatch(line.text) is not None


def _is_amount(line: Paragraph) -> bool:
    """A figure that is no mere number of a line or a column."""
    return _is_figure(line) and (not line.text.isdigit() or line.text == "0")


def _columns(header: Sequence[Paragraph], table: FlatTable) -> list[str]:
    """Names of the columns of money in a header, without those of codes and names; groups over their columns.

    Args:
        header: the lines of the header, row by row: the groups first, then the names of codes, then the columns below the groups.
        table: takes the lines that name the columns, and those that only label.
    """
    tops: list[Paragraph] = []
    parts: list[list[Paragraph]] = []
    is_below = False
    for line in header:
        text = squash(line.text)
        if not text or text.isdigit() or _NO_COLUMN.match(text):
            is_below |= bool(tops) and text not in ("", "项目", "类", "款", "项", "栏次") and not text.isdigit()
            table.spare.append(line)
        elif is_below and _ALL.match(text):
            parts.append([line])
        elif is_below and parts:
            parts[-1].append(line)
        else:
            tops.append(line)
    groups = _groups(tops, parts)
    found: list[tuple[str, Paragraph]] = []
    for top in tops:
        if top in groups:
            table.spare.append(top)
            found += [(f"{squash(top.text)}/{squash(part.text)}", part) for part in parts[groups.index(top)]]
        else:
            found.append((squash(top.text), top))
    if len(groups) != len(parts):
        return []
    table.header = [line for _, line in found]
    return [name for name, _ in found]


def _groups(tops: Sequence[Paragraph], parts: Sequence[Sequence[Paragraph]]) -> list[Paragraph]:
    """Which names of the upper row are groups: all, all behind a total, or the one that is called 本年支出."""
    if len(parts) == len(tops):
        return list(tops)
    if parts and len(parts) == len(tops) - 1 and _ALL.match(squash(tops[0].text)):
        return list(tops[1:])
    told = [top for top in tops if _GROUP.match(squash(top.text))]
    return told[-1:] if len(parts) == 1 else []


def _read_by_function(lines: Sequence[Paragraph]) -> FlatTable | None:
    """Rows that begin with a code, or with 合计: code, name, and a figure for each column."""
    first = next((at for at, line in enumerate(lines) if _begins(lines, at)), len(lines))
    table = FlatTable()
    names = _columns(lines[:first], table)
    if not names:
        return None
    rows: list[list[Paragraph]] = []
    for at in range(first, len(lines)):
        if _begins(lines, at):
            rows.append([])
        rows[-1].append(lines[at])
    table.names = ["科目编码", "科目名称", *names]
    for row in rows:
        cells = _row_by_function(row, len(names), table)
        if cells is None:
            return None
        table.rows.append(cells)
    return table if rows or first == len(lines) else None


def _begins(lines: Sequence[Paragraph], at: int) -> bool:
    text = lines[at].text
    following = next((line for line in lines[at + 1 : at + 5] if line.text), None)
    if following is None:
        is_last = not any(line.text for line in lines[at + 1 :])
        return bool(_SUM.match(squash(text)) and is_last and sum(1 for line in lines[:at] if line.text) > _FEWEST_NAMES)
    if _SUM.match(squash(text)):
        return _is_amount(following)
    return _CODE.fullmatch(text) is not None and not _is_amount(following)


def _row_by_function(row: Sequence[Paragraph], count: int, table: FlatTable) -> list[Paragraph | None] | None:
    """Code, name and figures; ``None`` where they do not come out whole."""
    is_sum = _SUM.match(squash(row[0].text)) is not None
    code: Paragraph | None = None if is_sum else row[0]
    rest = list(row if is_sum else row[1:])
    while code is not None and len(code.text) < 7 and rest and _PART.fullmatch(rest[0].text):
        table.pieces.append(rest[0])
        code = Paragraph(code.text + rest.pop(0).text, code.source)
    while rest and not rest[0].text:
        rest.pop(0)
    if not rest or _is_figure(rest[0]):
        return None
    name = rest.pop(0)
    while rest and rest[0].text and not _is_figure(rest[0]):
        table.pieces.append(rest[0])
        name = Paragraph(name.text + rest.pop(0).text, name.source)
    cells: list[Paragraph | None] = [line if line.text else None for line in rest]
    while len(cells) > count and cells[-1] is None:
        cells.pop()
    if not any(cells) and is_sum:
        cells = [None] * count
    if len(cells) != count or any(line is not None and not _is_figure(line) for line in cells):
        return None
    return [code, name, *cells]


def _read_sides(lines: Sequence[Paragraph]) -> FlatTable | None:
    """Income at the left, expenditure at the right: items with their figures, in turns."""
    first = next((at for at, line in enumerate(lines) if _NUMBERED.match(line.text)), None)
    if first is None:
        return None
    table = FlatTable()
    header = [line for line in lines[:first] if line.text and not line.text.isdigit()]
    leaves = [squash(line.text) for line in header]
    funds = [at for at, text in enumerate(leaves) if _OF_FUNDS.search(text)]
    left = ["金额"] if funds else _twice(leaves) or ["金额"]
    right = ["合计", *(leaves[at] for at in funds)] if funds else left
    table.spare = [line for line in lines[:first] if line.text]
    table.names = ["收入/项目", *(f"收入/{name}" for name in left), "支出/项目", *(f"支出/{name}" for name in right)]
    has_numbers = any("行次" in text for text in leaves)
    has_blanks = any(not line.text for line in lines[first:])
    items = _items(lines[first:], table, has_numbers=has_numbers)
    if items is None:
        return None
    left_side: list[list[Paragraph | None]] = []
    right_side: list[list[Paragraph | None]] = []
    has_other_funds = False
    for at, (label, figures) in enumerate(items):
        is_left = _is_income(label, items[:at])
        side, count = (left_side, len(left)) if is_left else (right_side, len(right))
        if has_blanks:
            figures = figures[:count] if len(figures) >= count or not any(line.text for line in figures) else []
        if not has_blanks and not is_left and funds and len(figures) == 2 and not has_other_funds and figures[0].text == figures[1].text:
            figures = [*figures, *[Paragraph("", label.source)] * (count - 2)]  # all money is that of the general budget
        if is_left and _OF_FUNDS.search(label.text) and "一般公共预算" not in label.text:
            has_other_funds |= any(printed_number(line.text) for line in figures if line.text)
        if len(figures) > count or (figures and len(figures) < count and not has_blanks):
            return None
        if any(line.text and not _is_amount(line) for line in figures):
            return None
        side.append([label, *(line if line.text else None for line in figures), *([None] * (count - len(figures)))])
    for at in range(max(len(left_side), len(right_side))):
        table.rows.append(
            [
                *(left_side[at] if at < len(left_side) else [None] * (1 + len(left))),
                *(right_side[at] if at < len(right_side) else [None] * (1 + len(right))),
            ]
        )
    return table


def _twice(leaves: Sequence[str]) -> list[str]:
    """The columns of money that a header names for each side alike, where there are several: 年初预算数, 全年预算数, 决算数."""
    names = [text for text in leaves if text not in _OF_SIDES]
    half = len(names) // 2
    return names[:half] if half > 1 and len(set(names)) == half and names[:half] == names[half:] else []


def _items(lines: Sequence[Paragraph], table: FlatTable, *, has_numbers: bool) -> list[tuple[Paragraph, list[Paragraph]]] | None:
    """Items and the cells behind each; numbers of lines are set aside."""
    items: list[tuple[Paragraph, list[Paragraph]]] = []
    for line in lines:
        if _NUMBERED.match(line.text) or _CLOSING.match(squash(line.text)):
            items.append((line, []))
        elif not items or (line.text and not _is_figure(line)):
            return None
        elif has_numbers and line.text.isdigit() and line.text != "0":
            table.spare.append(line)
        else:
            items[-1][1].append(line)
    return items


def _is_income(label: Paragraph, before: Sequence[tuple[Paragraph, list[Paragraph]]]) -> bool:
    """The item stands on the side of income: its words say so; 总计 stands at the left first."""
    text = squash(label.text)
    if re.search(r"总计$|^合计$", text):
        return not any(squash(other.text) == text for other, _ in before)
    if re.search(r"收入|年初|上年|使用.{0,16}结余|用事业基金", text):
        return True
    return re.search(r"支出|年末|结转下年|结余分配", text) is None and _OF_FUNDS.search(text) is not None


def _read_economic(lines: Sequence[Paragraph]) -> FlatTable | None:
    """Blocks of economic items side by side, row by row: one list of code, name and figure."""
    first = next((at for at in range(len(lines) - 1) if _CODE.fullmatch(lines[at].text) and not _is_figure(lines[at + 1])), None)
    if first is None:
        return None
    table = FlatTable(names=["科目编码", "科目名称", "决算数"], spare=[line for line in lines[:first] if line.text])
    row: list[Paragraph | None] = []
    for line in lines[first:]:
        if not line.text:
            continue
        if _CODE.fullmatch(line.text) and (not row or len(row) > 1):
            row = [line]
            table.rows.append(row)
        elif len(row) == 1 and row[0] is not None and len(row[0].text) == 3 and _PART.fullmatch(line.text):
            row[0] = Paragraph(row[0].text + line.text, row[0].source)
            table.pieces.append(line)
        elif _BASIC_SUM.match(squash(line.text)) or _SUM.match(squash(line.text)):
            row = [None, line]
            table.rows.append(row)
        elif (not _is_figure(line) and len(row) == 1) or (_is_figure(line) and len(row) == 2):
            row.append(line)
        else:
            return None
    for row in table.rows:
        row += [None] * (3 - len(row))
    return table if any(row[2] is not None for row in table.rows) else None


def _read_three_public(lines: Sequence[Paragraph]) -> FlatTable | None:
    """Twelve figures below their header: six of the budget and six of the outcome, or in pairs."""
    filled = [line for line in lines if line.text]
    first = next((at for at, line in enumerate(filled) if _is_amount(line)), None)
    if first is None or len(filled) - first != 12 or not all(map(_is_figure, filled[first:])):
        return None
    labels = Counter(squash(line.text) for line in filled[:first])
    items = [
        "合计",
        "因公出国（境）费",
        *(f"公务用车购置及运行维护费/{name}" for name in ("小计", "公务用车购置费", "公务用车运行维护费")),
        "公务接待费",
    ]
    if labels["预算数"] == labels["决算数"] == 1:
        names = [f"{measure}/{item}" for measure in ("预算数", "决算数") for item in items]
    elif labels["预算数"] == labels["决算数"] == 6:
        names = [f"“三公”经费/{item}/{measure}" for item in items for measure in ("预算数", "决算数")]
    else:
        return None
    texts = [line.text for line in filled[:first]]
    is_known = any(text.startswith("因公出国") for text in texts) and any("接待" in text for text in texts)
    if not is_known or (any(text.isdigit() for text in texts) and not is_column_numbers([text for text in texts if text.isdigit()])):
        return None
    return FlatTable(names, [], [list(filled[first:])], list(filled[:first]))


def _read_meetings(lines: Sequence[Paragraph]) -> FlatTable | None:
    """The three public items with meetings and training beside them: eight figures a row, with 预算数 or 决算数 before them or alone."""
    filled = [line for line in lines if line.text]
    first = next((at for at, line in enumerate(filled) if _is_amount(line)), 0)
    if first and not _is_figure(filled[first - 1]):
        first -= 1 if _MEASURE.fullmatch(squash(filled[first - 1].text)) else 0
    texts = [squash(line.text) for line in filled[:first]]
    places = {item: next((at for at, text in enumerate(texts) if text.startswith(item)), None) for item in _PUBLIC}
    if not {"会议费", "培训费"} <= set(texts) or None in places.values():
        return None
    order = sorted(_PUBLIC, key=lambda item: places[item] or 0)
    names = [f"“三公”经费/{name}" for name in ("合计", *(name for item in order for name in _PUBLIC[item]))]
    table = FlatTable(["项目", *names, "会议费", "培训费"], [], [], filled[:first])
    for line in filled[first:]:
        if _is_figure(line) and table.rows:
            table.rows[-1].append(line)
        else:
            table.rows.append([None, line] if _is_figure(line) else [line])
    if not table.rows or any(len(row) != len(table.names) for row in table.rows):
        return None
    if len(table.rows) == 1 and table.rows[0][0] is None:  # one row that nothing names
        table.names, table.rows = table.names[1:], [table.rows[0][1:]]
    return table


def _read_items(lines: Sequence[Paragraph]) -> FlatTable | None:
    """An item a row, with a figure for each column: 项目 | 预算数 | 决算数."""
    first = next(
        (at for at in range(1, len(lines) - 1) if not _is_cell(lines[at]) and _is_cell(lines[at + 1]) and lines[at + 1].text), None
    )
    table = FlatTable()
    if first is None:
        return None
    while lines[first].text in ("栏次", "行次"):  # 栏次 1 2 numbers the columns
        first = next((at for at in range(first + 1, len(lines)) if not _is_cell(lines[at])), len(lines) - 1)
        if first == len(lines) - 1:
            return None
    header = [line for line in lines[:first] if line.text]
    has_numbers = any(line.text == "行次" for line in header)
    names = _columns(header, table)
    for line in lines[first:]:
        if not _is_cell(line):
            table.rows.append([line])
        elif has_numbers and len(table.rows[-1]) == 1 and line.text.isdigit():
            table.spare.append(line)
            table.rows[-1].append(None)
        else:
            table.rows[-1].append(line if line.text else None)
    if has_numbers:
        table.rows = [[row[0], *row[2:]] if len(row) > 1 and row[1] is None else row for row in table.rows]
    for row in table.rows:
        while len(row) > len(names) + 1 and row[-1] is None:
            row.pop()
    for row in table.rows[1:]:
        if len(row) == 1 and row[0] is not None and _OVER_COUNTS.fullmatch(squash(row[0].text)):
            row += [None] * len(names)
    table.names = ["项目", *names]
    is_whole = len(names) == len(set(names)) and all(len(row) == len(table.names) for row in table.rows)
    return table if names and len(table.rows) > 1 and is_whole else None


def _is_cell(line: Paragraph) -> bool:
    """A figure, a dash or a blank: no name."""
    return not line.text or _is_figure(line) or _DASH.fullmatch(line.text) is not None
