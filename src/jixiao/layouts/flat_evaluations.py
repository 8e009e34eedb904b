"""Self-evaluations that were printed one cell per line (逐格排印的自评表): their funding table, their texts side by side, their indicators.

The labels are known, so are the columns of both tables; the cells between two labels fall into the columns that they fit best. Where the
file keeps its blank cells each of them takes a place; otherwise some columns of a row stay blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jixiao.documents.grid import Cell, Paragraph, Row
from jixiao.layouts import funding, heads, lexicon
from jixiao.layouts.alignment import fit
from jixiao.layouts.columns import Column, Header, is_in_pieces, read_header
from jixiao.layouts.draft import squash
from jixiao.layouts.goal_heads import texts_below
from jixiao.layouts.levels import level1, level2
from jixiao.layouts.sequences import FAR, Costs, cut, go_on_cost
from jixiao.layouts.slots import begins_slot, is_slot
from jixiao.values import MoneyUnit, looks_like_value, parse_amount, parse_share, printed_number

FieldRows = Callable[[list[Paragraph]], list[Row]]

_MARKS = {"", "—", "-", "--", "——", "/", "\\", "－", "–", "―", "*"}
_REMARKS = re.compile(r"(?:其他)?(?:需要?)?(?:说明|备注)(?:的)?(?:事项|情况|问题)?|.{0,8}意见")
_POINTS_ALONE = re.compile(r"[（(]\d{1,3}分[)）]")
_SKIPS = {"level1": 0.1, "level2": 0.15, "name": 3.0, "value": 0.6, "operator": 0.4, "unit": 0.4, "weight": 2.0}
_RESULT_SKIPS = {"actual": 0.5, "score": 0.8, "reason": 0.05, "measure": 0.05}
_FUNDING_SKIPS = {"initial_budget": 0.5, "adjusted_budget": 0.6, "executed_amount": 1.0, "weight": 0.4, "rate_pct": 0.3, "score": 0.3}
_MOST_POINTS = 30  # of the execution of the budget
_MOST_CELLS = 2000
_MOST_GAPS = 0.8
_LONGEST_LEAD = 16
_FEWEST_OF_FRAME = 5  # columns of a frame of evaluation, which has no targets
_LONGEST_UNIT = 4


def header_in(cells: Sequence[Cell]) -> Header | None:
    """The header that some cells form one after another; two rows of heads become one (年度指标值 over 指标值 and 度量单位)."""
    roles = [lexicon.roles("columns", cell.text)[:1] for cell in cells]
    below = next((at for at, role in enumerate(roles) if role == ("level1",)), 0)
    above = list(cells[:below])
    if is_in_pieces(cells[below:]):
        above = [cell for cell in above if lexicon.roles("columns", cell.text)[:1] != ("value",)]
    above = [cell for cell in above if "indicators" not in lexicon.roles("containers", cell.text)]
    if below < 2 or not above:
        return read_header(cells) or read_header(cells, is_scored=len(cells) >= _FEWEST_OF_FRAME)
    ordered = [*cells[below:], *above]
    return read_header([Cell(cell.text, col, cell.source) for col, cell in enumerate(ordered)])


def is_evaluation(run: Sequence[Paragraph], header: Header) -> bool:
    """The lines are a self-evaluation: its indicators claim points, or its money was spent."""
    return header.is_scored or any(_funding_header(run, at) for at in range(len(run)))


def upper_rows(run: Sequence[Paragraph], field_rows: FieldRows) -> list[Row]:
    """Rows of everything above the indicators."""
    rows: list[Row] = []
    waiting: list[Paragraph] = []
    at = 0
    while at < len(run):
        if columns := _funding_header(run, at):
            lead = _lead_of(waiting)
            rows += field_rows(waiting[: len(waiting) - len(lead)])
            waiting = []
            at = _take_funding(run, at, columns, lead, rows)
        elif heads_ := _heads_of_texts(run, at):
            lead = _names_before(waiting)
            rows += field_rows(waiting[: len(waiting) - len(lead)])
            waiting = []
            at = _take_texts(run, at, heads_, lead, rows)
        else:
            waiting.append(run[at])
            at += 1
    return rows + field_rows(waiting)


# --- the funding table -----------------------------------------------------------------------------------------------------


def _funding_header(run: Sequence[Paragraph], at: int) -> list[tuple[Paragraph, str]]:
    """Consecutive lines that are the columns of a funding table, with their roles; empty where none begins here."""
    found: list[Paragraph] = []
    while at < len(run) and (lexicon.roles("funding", run[at].text) if run[at].text else False):
        found.append(run[at])
        at += 1
    columns = funding.header_of([line.as_cell(col) for col, line in enumerate(found)])
    return [(found[col], role) for role, col in columns] if len(columns) == len(found) else []


def _lead_of(waiting: Sequence[Paragraph]) -> list[Paragraph]:
    """The names of the block right before its columns: 预算执行情况（10分） | 年度预算数（万元）."""
    lead: list[Paragraph] = []
    for line in reversed(waiting):
        labels = lexicon.form_labels(line.text)
        is_name = not line.text or (labels and (labels[0].group == "containers" or (labels[0].group == "amounts" and len(lead) < 2)))
        if not is_name or len(line.text) > _LONGEST_LEAD:
            break
        lead.insert(0, line)
    return lead


def _take_funding(
    run: Sequence[Paragraph], at: int, columns: Sequence[tuple[Paragraph, str]], lead: Sequence[Paragraph], rows: list[Row]
) -> int:
    """Take the funding table that begins at a line; returns the line behind it."""
    first = max(2, len(lead))
    named = [line.as_cell(col) for col, line in enumerate(line for line in lead if line.text)]
    rows.append(Row([*named, *(line.as_cell(first + col) for col, (line, _) in enumerate(columns))]))
    at += len(columns)
    roles = [role for _, role in columns]
    is_bare = at < len(run) and bool(run[at].text) and _belongs(run, at, roles)  # figures without a label are the year as a whole
    while at < len(run) and (is_bare or _is_source(run, at, roles)):
        end = at + 1
        while end < len(run) and _belongs(run, end, roles):
            end += 1
        values = run[at if is_bare else at + 1 : end]
        cells = [] if is_bare else [run[at].as_cell(1)]
        is_bare = False
        for row in cut(len(values), len(roles), _funding_costs(values, roles))[:1]:
            cells += [values[index].as_cell(first + col) for col, indices in row for index in indices if values[index].text]
        rows.append(Row(cells))
        at = end
    return at


def _is_source(run: Sequence[Paragraph], at: int, roles: Sequence[str]) -> bool:
    """The line names a row of the funding table."""
    text = run[at].text
    if not text or lexicon.roles("halves", text):
        return False
    if funding.key_of(run[at].as_cell()) is not None:
        return True
    is_unknown = funding.MONEY_WORD.search(text) is not None and not lexicon.form_labels(text)
    return is_unknown and at + 1 < len(run) and (_belongs(run, at + 1, roles) or funding.key_of(run[at + 1].as_cell()) is not None)


def _belongs(run: Sequence[Paragraph], at: int, roles: Sequence[str]) -> bool:
    """The line is a figure of the row, a mark, or the text of a column of reasons."""
    text = run[at].text
    if squash(text) in _MARKS or parse_amount(text, MoneyUnit.YUAN) is not None or parse_share(text) is not None:
        return True
    is_label = bool(lexicon.form_labels(text) or lexicon.roles("halves", text) or lexicon.roles("columns", text))
    return not is_label and funding.key_of(run[at].as_cell()) is None and bool({"reason", "method"} & set(roles))


def _funding_costs(values: Sequence[Paragraph], roles: Sequence[str]) -> Costs:
    is_exact = any(not line.text for line in values)
    tells_gaps = not is_exact and any(line.after_gap for line in values) and not all(line.after_gap for line in values)

    def place(at: int, col: int) -> float:
        text, role = squash(values[at].text), roles[col]
        if text in _MARKS:
            return 0.6 if text and role in funding.MONEY else 0.0
        is_percent, number = text[-1:] in ("%", "％"), printed_number(text.rstrip("分%％").replace(",", ""))
        if number is None:
            return 0.0 if role in ("reason", "method") else 5.0
        if role == "rate_pct":
            return -1.0 if is_percent else 0.4
        if is_percent or role in ("reason", "method"):
            return 5.0
        if role in ("weight", "score"):
            return 4.0 if number > _MOST_POINTS else 0.05 if number else 0.6
        return 0.1

    def skip(at: int, col: int) -> float:
        if is_exact and at < len(values):
            return 3.0
        cost = _FUNDING_SKIPS.get(roles[col], 0.05)
        return cost * _gap_factor(values, at) if tells_gaps else cost

    return Costs(place, skip, lambda _: FAR, lambda _at, _col: False)


# --- texts side by side ----------------------------------------------------------------------------------------------------


def _heads_of_texts(run: Sequence[Paragraph], at: int) -> int:
    """How many consecutive lines from here are heads of texts that follow them; 0 where none begin here."""
    for count in (3, 2):
        lines = run[at : at + count]
        found = texts_below([line.as_cell(i) for i, line in enumerate(lines)]) if all(line.text for line in lines) else None
        if found is not None and len(found) == len(lines):
            return count
    return 0


def _names_before(waiting: Sequence[Paragraph]) -> list[Paragraph]:
    """The names of the blocks that the heads of the texts stand in: 项目基本情况 | 1.项目年度目标完成情况."""
    lead: list[Paragraph] = []
    for line in reversed(waiting[-2:]):
        labels = lexicon.form_labels(line.text)
        is_name = bool(labels) and (labels[0].group == "containers" or labels[0].key == "goal")
        if not line.text or len(line.text) > _LONGEST_LEAD or not (is_name or lexicon.roles("halves", line.text)):
            break
        lead.insert(0, line)
    return lead


def _take_texts(run: Sequence[Paragraph], at: int, count: int, lead: Sequence[Paragraph], rows: list[Row]) -> int:
    """Take heads and the texts below them, one for each; returns the line behind them."""
    rows.append(Row([*(line.as_cell(col) for col, line in enumerate(lead)), *(run[at + col].as_cell(2 + col) for col in range(count))]))
    at += count
    end = at
    while end < len(run) and end - at < count and not _begins_block(run, end):
        end += 1
    texts = run[at:end]
    first = count - len(texts) if texts and texts[0].after_gap and not run[at - 1].after_gap else 0  # the first text was left open
    rows.append(Row([line.as_cell(2 + first + col) for col, line in enumerate(texts) if line.text]))
    return end


def _begins_block(run: Sequence[Paragraph], at: int) -> bool:
    text = run[at].text
    return bool(text) and bool(lexicon.form_labels(text)) and len(text) <= _LONGEST_LEAD


# --- indicators ------------------------------------------------------------------------------------------------------------


def indicator_rows(run: Sequence[Paragraph], header: Header) -> list[Row]:
    """Rows of the indicators from the cells below their header; empty where they do not fall into its columns."""
    columns = [column for column in header.columns if column.role != "group"]
    lines = [line for line in run if not (line.text and "indicators" in lexicon.roles("containers", line.text) and not level1(line.text))]
    if len(lines) > _MOST_CELLS:
        return []
    rows: list[Row] = []
    for record in cut(len(lines), len(columns), _costs(lines, columns)):
        cells = [lines[indices[0]].as_cell(columns[col].col) for col, indices in record if lines[indices[0]].text]
        rows += [Row(cells)] if cells else []
        rows += [Row([lines[index].as_cell(columns[col].col)], after_gap=True) for col, indices in record for index in indices[1:]]
    left_out = [line for line in run if line.text and line not in lines]
    return [*(Row([line.as_cell(0)]) for line in left_out), *rows]


def _costs(lines: Sequence[Paragraph], columns: Sequence[Column]) -> Costs:
    is_exact = any(not line.text for line in lines)
    tells_gaps = not is_exact and _tells_gaps(lines)
    roles = [column.role for column in columns]

    has_levels = bool({"level1", "level2"} & set(roles))

    def place(at: int, col: int) -> float:
        text, role = lines[at].text, roles[col]
        if role == "name" and text and not has_levels:  # 资金使用合规性 is a level elsewhere
            return 1.6 * max(0.0, looks_like_value(text) - 0.45)
        return _place_cost(text, role)

    def skip(at: int, col: int) -> float:
        role = roles[col]
        if is_exact and at < len(lines):
            return _SKIPS[role] if role in ("level1", "level2") else FAR
        cost = _SKIPS[role] if role in _SKIPS else _result_skip(role)
        if not tells_gaps or role in ("level1", "level2"):
            return cost
        return cost * _gap_factor(lines, at)

    def go_on(at: int) -> float:
        text = lines[at].text
        is_rest = not is_exact and bool(text) and _place_cost(text, "weight") > 0 and level1(text) is None and level2(text) is None
        return go_on_cost(is_possible=is_rest and not is_slot(text) and not begins_slot(text))

    def ends(at: int, col: int) -> bool:
        """A place that nobody filled in, or a level above another one of its kind."""
        if roles[col] == "level2" and not is_exact:
            following = lines[at + 1].text if at + 1 < len(lines) else ""
            return bool(level2(lines[at].text)) and bool(level2(following)) and following.endswith("指标")
        return roles[col] == "name" and is_slot(lines[at].text)

    return Costs(place, skip, go_on, ends)


def _tells_gaps(lines: Sequence[Paragraph]) -> bool:
    """Blank lines stand where cells are blank: some lines have one before them, and most have none."""
    return 0 < sum(line.after_gap for line in lines) < _MOST_GAPS * len(lines)


def _gap_factor(lines: Sequence[Paragraph], at: int) -> float:
    """How much less it costs to leave a column blank before a line with a blank line above it, and more before any other."""
    return 0.3 if at >= len(lines) or lines[at].after_gap else 1.5


def _place_cost(text: str, role: str) -> float:
    if squash(text) in _MARKS:
        return {"name": 1.0, "level1": 1.5, "level2": 1.5}.get(role, 0.0)
    if _POINTS_ALONE.fullmatch(squash(text)):
        return 0.0 if role == "level1" else 6.0
    if is_slot(text) or begins_slot(text):
        return 0.0 if role == "name" else 6.0
    if text == "0" and "reason" in lexicon.roles("results", role.removeprefix("extra:")):
        return 0.5
    is_odd = len(text) > _LONGEST_UNIT if role == "unit" else role == "name" and "。" in text
    return fit(text, role) + (0.8 if is_odd else 0.0)


def _result_skip(role: str) -> float:
    kinds = lexicon.roles("results", role.removeprefix("extra:"))
    return _RESULT_SKIPS.get(kinds[0], 0.2) if kinds else 0.1


# --- below the indicators --------------------------------------------------------------------------------------------------


def ends_indicators(text: str, header: Header) -> bool | None:
    """The line stands below the indicators of a self-evaluation: its total, or a text about it as a whole; ``None`` where that is open."""
    if is_total(text) or lexicon.roles("evaluation", text) or _REMARKS.fullmatch(lexicon.fold(text)):
        return True
    return False if header.has("unit") and heads.is_unit_in_brackets(text) else None


def is_total(text: str) -> bool:
    """The line is the label of a total row."""
    return "total" in lexicon.roles("totals", text) and len(squash(text)) <= _LONGEST_LEAD


def foot_rows(run: Sequence[Paragraph], at: int, limit: int) -> tuple[list[Row], int]:
    """Rows below the indicators: the total with its figures, then labels with their texts; and the line behind them."""
    rows: list[Row] = []
    while at < limit:
        line = run[at]
        label = next(iter(lexicon.form_labels(line.text)), None) if line.text else None
        if line.text and is_total(line.text):
            end = at + 1
            while end < limit and _is_of_total(run[end].text):
                end += 1
            rows.append(Row([cell.as_cell(col) for col, cell in enumerate(run[at:end]) if cell.text]))
        elif label is not None and label.group in ("narratives", "contacts") and not heads.is_form_title(line.text):
            end = at + 1
            while end < limit and not _ends_text(run[end].text):
                end += 1
            rows.append(Row([cell.as_cell(col) for col, cell in enumerate(run[at:end]) if cell.text]))
        elif not line.text:
            end = at + 1
        else:
            break
        at = end
    return rows, at


def _is_of_total(text: str) -> bool:
    flat = squash(text)
    return flat in {*_MARKS, "优", "良", "中", "差"} or printed_number(flat.rstrip("分%％")) is not None


def _ends_text(text: str) -> bool:
    head = heads.read_head(text) if text else None
    is_known = bool(text) and bool(lexicon.form_labels(text) or heads.is_form_title(text) or is_total(text))
    return is_known or (head is not None and head.kind in ("note", "number", "agency"))
