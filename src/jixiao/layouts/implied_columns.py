"""Columns whose header is on no list, told by what stands below them (按内容认栏目).

An office calls its columns as it likes: 配分, 年终达成值, 考核指标. Where the rows below a row of short texts begin with levels of
indicators, or with sources of money, that row is their header, whatever its words; and a column that it does not name in a known way is
told by its cells, and by parts of its words where cells alone do not decide. The header cell then takes the word that the role usually
has, and a note says so with its place: what is inferred is never silent. A role that a known column plays is given to no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.documents.grid import Cell, Grid, Row
from jixiao.layouts import lexicon
from jixiao.layouts.columns import read_header
from jixiao.layouts.draft import squash
from jixiao.layouts.funding import header_of, key_of
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.levels import level1, level2
from jixiao.values import MoneyUnit, looks_like_value, parse_amount, parse_share, printed_number

INFERRED = "READ-022"
_FEWEST, _LONGEST = 4, 16
_MOST_ROWS = 40
_BLANK = {"", "-", "--", "—", "——", "/", "\\", "－", "无"}
_PAST = re.compile(
    r"上年|去年|上一年|历史|往年|前[一二三]年|行业|参考|序号|单位|依据|来源|性质|类型|方法|公式|时间|时限|负责|责任|科室|备注|是否|佐证"
)
_CAUSE = re.compile(r"原因|差异|偏差|偏离|未达|扣分")
_DEGREE = re.compile(r"率$|度$|比例|程度|系数")
_AHEAD = re.compile(r"预计|预期完成|预期实现")
_SO_FAR = re.compile(r"截[至止]|\d月|目前|监控|阶段|当前|季度|上半年")
_DONE = re.compile(r"实际|完成|达成|实现|达到|执行情况|进展")
_WANTED = re.compile(r"目标|设定|计划|年初|预期|要求|批复|应达")
_CLAIMED = re.compile(r"得|自评|给分|打分|评分|实际")
_POINTS = re.compile(r"分|权重")
_ENOUGH = 0.6
_MOST_POINTS = Decimal(100)


def with_implied_columns(grid: Grid, ledger: Ledger) -> Grid:
    """The grid with words of the list in headers of indicators and of money that have others; the same grid where none has.

    Args:
        grid: whose rows are rows, not printed lines.
        ledger: is told of each column that was inferred (READ-022).
    """
    if grid.wrapped:
        return grid
    rows = list(grid.rows)
    for at, row in enumerate(rows):
        cells = row.filled()
        if len(cells) < _FEWEST or not _stands_above_body(rows[at + 1 : at + 2]) or not all(_is_short(cell.text) for cell in cells):
            continue
        following = [below.filled() for below in rows[at + 1 : at + 1 + _MOST_ROWS]]
        named = _indicators(cells, following) or _money(cells, following)
        if named:
            for cell in cells:
                if cell.col in named:
                    ledger.note(INFERRED, cell, label=named[cell.col])
            rows[at] = Row([replace(cell, text=named.get(cell.col, cell.text)) if cell.text else cell for cell in row.cells], row.after_gap)
    return grid if all(new is old for new, old in zip(rows, grid.rows, strict=True)) else replace(grid, rows=rows)


def _stands_above_body(below: Sequence[Row]) -> bool:
    """The next row begins with a level of indicators or with a source of money."""
    return any(_is_level(cell.text) or key_of(cell) is not None for row in below for cell in row.filled()[:3])


def _is_short(text: str) -> bool:
    flat = squash(text)
    is_figure = printed_number(flat.rstrip("分%％")) is not None
    return len(flat) <= _LONGEST and not is_figure and not re.search(r"[:：]\S|[。；]", flat)


def _column(body: Sequence[Sequence[Cell]], col: int) -> list[str]:
    """What stands below a header, without blanks and marks for nothing."""
    return [text for cells in body for cell in cells if cell.col == col and (text := squash(cell.text)) not in _BLANK]


def _share(texts: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(text)) for text in texts) / len(texts) if texts else 0.0


# --- indicators ------------------------------------------------------------------------------------------------------------


def _indicators(cells: Sequence[Cell], following: Sequence[Sequence[Cell]]) -> dict[int, str]:
    """Column to the word for it in the header of an indicator table; empty where nothing is to be inferred, or no header comes of it."""
    if any(
        level1(cell.text) or level2(cell.text) for cell in cells if cell.text.endswith("指标") and not lexicon.roles("columns", cell.text)
    ):
        return {}
    body = list(_level_rows(cells, following))
    if not body:
        return {}
    unknown = [cell for cell in cells if not _is_known(cell.text)]
    taken = {role for cell in cells if cell not in unknown for role in _roles(cell.text)}
    named: dict[int, str] = {}
    for cell in unknown:
        told = _told(cell, cells, body, taken)
        if told is not None:
            taken.add(told[0])
            named[cell.col] = told[1]
    named |= _points(cells, [cell for cell in unknown if cell.col not in named], body, named)
    header = [replace(cell, text=named.get(cell.col, cell.text)) for cell in cells]
    return named if named and read_header(header, is_scored=True) is not None else {}


def _level_rows(cells: Sequence[Cell], following: Sequence[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """Rows below a header that belong to an indicator table: the first begins with a level, the others are as wide."""
    for index, row in enumerate(following):
        has_level = any(_is_level(cell.text) for cell in row[:3])
        if index == 0 and (not has_level or len(row) < _FEWEST or not any(level1(cell.text) for cell in row[:3])):
            return
        if not has_level and len(row) * 2 < len(cells):
            return
        if not any(lexicon.roles("columns", cell.text)[:1] == ("level1",) for cell in row):
            yield row


def _is_level(text: str) -> bool:
    return bool(level1(text) or level2(text))


def _is_known(text: str) -> bool:
    """The header stands on a list of columns, or names the block, or belongs to the project in a list of projects."""
    if lexicon.roles("columns", text) or "indicators" in lexicon.roles("containers", text) or lexicon.roles("totals", text):
        return True
    return any(
        label.group in ("fields", "amounts", "contacts") and label.key not in ("goal", "name") for label in lexicon.form_labels(text)
    )


def _roles(text: str) -> tuple[str, ...]:
    """What a known header says: the column itself, or what became of the indicator."""
    own = lexicon.roles("columns", text)[:1]
    told = (*lexicon.roles("results", text)[:1], *lexicon.roles("monitoring", text)[:1])
    return told or own


def _told(cell: Cell, cells: Sequence[Cell], body: Sequence[Sequence[Cell]], taken: set[str]) -> tuple[str, str] | None:
    """Role and word of one unknown column; ``None`` where neither its cells nor parts of its words tell."""
    word, texts = lexicon.fold(cell.text), _column(body, cell.col)
    found: tuple[str, str] | None = None
    if _share(texts, level1) >= _ENOUGH and "level1" not in taken:
        found = ("level1", "一级指标")
    elif _share(texts, level2) >= _ENOUGH and "level2" not in taken:
        found = ("level2", "二级指标")
    elif _is_name(cell, cells, body, texts) and "name" not in taken:
        found = ("name", "三级指标")
    elif not _PAST.search(word):
        found = _told_by_word(word, texts, is_monitored=any(_SO_FAR.search(lexicon.fold(other.text)) for other in cells))
    return found if found is not None and found[0] not in taken else None


def _is_name(cell: Cell, cells: Sequence[Cell], body: Sequence[Sequence[Cell]], texts: Sequence[str]) -> bool:
    """Texts in every row right behind the levels, none of them a number or a share."""
    before = [other for other in cells if other.col < cell.col]
    is_behind = bool(before) and _share(_column(body, before[-1].col), _is_level) >= _ENOUGH
    return is_behind and len(texts) == len(body) and not any(printed_number(text.rstrip("%％分")) is not None for text in texts)


def _told_by_word(word: str, texts: Sequence[str], *, is_monitored: bool) -> tuple[str, str] | None:
    is_number = bool(texts) and _share(texts, lambda text: printed_number(text.rstrip("分")) is not None) == 1.0
    is_value = _share(texts, lambda text: re.search(r"\d", text) or looks_like_value(text) > 0.5) >= 0.5
    if _CAUSE.search(word) and not _DEGREE.search(word):
        return None if is_number else ("reason", "偏差原因分析")
    if _DEGREE.search(word) or not is_value:
        return None
    if _AHEAD.search(word) and is_monitored:
        return "forecast", "全年预计完成情况"
    if _SO_FAR.search(word) and _DONE.search(word):
        return "actual", re.sub(r"(?:完成|达成|实现|达到|进展).*$", "", word) + "完成情况"
    if _DONE.search(word) and not _POINTS.search(word):
        return "actual", "实际完成值"
    if _WANTED.search(word) and not _POINTS.search(word):
        return "value", "年度指标值"
    return None


def _points(cells: Sequence[Cell], unknown: Sequence[Cell], body: Sequence[Sequence[Cell]], named: dict[int, str]) -> dict[int, str]:
    """The columns of points and weights among the unknown ones: in each row what is claimed is at most what the indicator weighs."""
    texts = {cell.col: named.get(cell.col, cell.text) for cell in cells}
    numbers = [cell for cell in cells if _is_numbers(_column(body, cell.col))]
    weight = next((cell for cell in numbers if "weight" in lexicon.roles("columns", texts[cell.col])[:1]), None)
    score = next((cell for cell in numbers if "score" in lexicon.roles("results", texts[cell.col])[:1]), None)
    free = [c for c in numbers if c in unknown and _POINTS.search(c.text) and not _PAST.search(lexicon.fold(c.text))]
    if weight is None and score is None:
        pairs = [
            (first, second)
            for first in free
            for second in free
            if first is not second and _CLAIMED.search(second.text) and not _CLAIMED.search(first.text)
        ]
    elif weight is None and score is not None:
        pairs = [(cell, score) for cell in free]
    elif score is None and weight is not None:
        pairs = [(weight, cell) for cell in free]
    else:
        pairs = []
    fitting = [(first, second) for first, second in pairs if _is_scored(body, first.col, second.col)]
    if len(fitting) != 1:
        return {}
    first, second = fitting[0]
    found = {first.col: "分值"} if first in free else {}
    return found | ({second.col: "得分"} if second in free else {})


def _is_numbers(texts: Sequence[str]) -> bool:
    return bool(texts) and all(printed_number(text.rstrip("分")) is not None for text in texts)


def _is_scored(body: Sequence[Sequence[Cell]], weight: int, score: int) -> bool:
    total = Decimal(0)
    for cells in body:
        found = {cell.col: printed_number(squash(cell.text).rstrip("分")) for cell in cells if cell.col in (weight, score)}
        own, claimed = found.get(weight), found.get(score)
        if own is None:
            return claimed is None
        if claimed is not None and claimed > own:
            return False
        total += own
    return 0 < total <= _MOST_POINTS


# --- money -----------------------------------------------------------------------------------------------------------------

_BUDGETED = re.compile(r"年初|期初")
_CHANGED = re.compile(r"调整|追加后|全年")
_SPENT = re.compile(r"执行|支出|支付|使用|决算")
_RATE = re.compile(r"率$|进度$|比例$")
_NEAR_RATE = Decimal("0.6")
_ROLES_OF_MONEY = {"initial_budget": "年初预算数", "adjusted_budget": "调整后预算数", "executed_amount": "全年执行数"}


def _money(cells: Sequence[Cell], following: Sequence[Sequence[Cell]]) -> dict[int, str]:
    """Column to the word for it in the header of a funding table; empty where sums and rates do not agree with it."""
    if header_of(cells) and all(lexicon.roles("funding", cell.text) for cell in cells[1:]):
        return {}
    body: list[Sequence[Cell]] = []
    for row in following:
        if not any(key_of(cell) is not None for cell in row[:2]) or len(row) < _FEWEST:
            break
        body.append(row)
    if not body:
        return {}
    taken = {role for cell in cells for role in lexicon.roles("funding", cell.text)[:1]}
    unknown = [
        cell
        for cell in cells
        if not lexicon.roles("funding", cell.text) and not lexicon.form_labels(cell.text) and _is_numbers_or_shares(_column(body, cell.col))
    ]
    named: dict[int, str] = {}
    for cell in unknown:
        role, word = money_role(lexicon.fold(cell.text), _column(body, cell.col))
        if role and role not in taken:
            taken.add(role)
            named[cell.col] = word
    header = [replace(cell, text=named.get(cell.col, cell.text)) for cell in cells]
    columns = dict(header_of(header))
    figures = [{cell.col: squash(cell.text) for cell in row} for row in body]
    is_sure = named and columns and agrees([{role: row.get(col, "") for role, col in columns.items()} for row in figures]) is not False
    return named if is_sure else {}


def _is_numbers_or_shares(texts: Sequence[str]) -> bool:
    return bool(texts) and all(parse_amount(text, MoneyUnit.YUAN) or parse_share(text) is not None for text in texts)


def money_role(word: str, texts: Sequence[str]) -> tuple[str, str]:
    """Role and word of an unknown column of money by parts of its words; empty where they do not tell."""
    if _PAST.search(word):
        return "", ""
    if _POINTS.search(word):
        return ("score", "得分") if _CLAIMED.search(word) else ("weight", "分值")
    if _RATE.search(word):
        return ("rate_pct", "执行率") if _SPENT.search(word) else ("", "")
    if any(text.endswith(("%", "％")) for text in texts):
        return "", ""
    if _AHEAD.search(word):
        return "", ""
    for role, pattern in (("initial_budget", _BUDGETED), ("adjusted_budget", _CHANGED), ("executed_amount", _SPENT)):
        if pattern.search(word):
            role = "executed_amount" if role == "adjusted_budget" and _SPENT.search(word) else role
            return role, _ROLES_OF_MONEY[role]
    return "", ""


def agrees(rows: Sequence[dict[str, str]]) -> bool | None:
    """Whether budget, execution and its rate agree in every row that prints them; ``None`` where no row prints all three."""
    told: bool | None = None
    for row in rows:
        budget = parse_amount(row.get("adjusted_budget") or row.get("initial_budget", ""), MoneyUnit.YUAN)
        executed = parse_amount(row.get("executed_amount", ""), MoneyUnit.YUAN)
        rate = parse_share(row.get("rate_pct", ""))
        if budget is None or executed is None or rate is None or not budget.yuan:
            continue
        share = executed.yuan / budget.yuan * 100
        if min(abs(share - rate), abs(share - rate * 100)) > _NEAR_RATE:
            return False
        told = True
    return told
