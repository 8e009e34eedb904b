"""Printed lines become rows again, where a cell goes on in the lines above and below it.

Tools that turn a PDF into text print the lines of a wrapped cell as lines of their own. Cells stand at the top of their row or centred
in it: a name of two lines has its value on the first of them, or on a line between the two. Both follow from one rule: the lines of a
column fall to the rows so that each row's lines lie as near to its value as they can, measured from their first line or from their
middle. Which of the two it is, is decided for the table as a whole. Merged level cells stand over their rows in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jixiao.documents.grid import Cell, Grid, Row
from jixiao.layouts import heads, lexicon
from jixiao.layouts.columns import Header, is_column_numbers, read_header
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.levels import level1, level2
from jixiao.layouts.pairs import read_pairs
from jixiao.values import looks_like_value, printed_number

_ANCHORS = ("value", "weight", "operator")
_LEVELS = ("level1", "level2")
_NO_LABEL = 0.9
_ENDS = ("。", "；", ";", "！")


@dataclass(slots=True)
class _Line:
    """The cells of one printed line by role."""

    y: int
    cells: dict[str, Cell]
    rest: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class _Logical:
    """A row of the table: where its value stands, and the pieces of its cells."""

    y: float
    pieces: dict[str, list[Cell]] = field(default_factory=dict)

    @property
    def top(self) -> int:
        return min(cell.source.line for cells in self.pieces.values() for cell in cells)

    @property
    def bottom(self) -> int:
        return max(cell.source.line for cells in self.pieces.values() for cell in cells)


def unwrap(grid: Grid, ledger: Ledger, header: Header | None) -> Grid:
    """The grid with the lines of its indicator table put together to rows.

    Args:
        grid: rows that are printed lines.
        ledger: where the pieces of labels are accounted for.
        header: the header in force above the grid, where the grid has none of its own.
    """
    if not grid.wrapped:
        return grid
    grid = Grid([Row(_split(row.cells), row.after_gap) for row in grid.rows], grid.wrapped, grid.after_page_break, grid.spanned)
    rows: list[Row] = []
    body: list[Row] = []
    upper: list[Row] = []
    current = header
    for row in grid.rows:
        cells = row.filled()
        if len(cells) == 1 and _is_page_number(cells[0].text):
            ledger.ignore("page_number", cells[0])
            continue
        found = read_header(cells)
        if found is not None or (current is not None and _is_field_row(cells)):
            rows += _restore(body, current, ledger) if current is not None else _restore_fields(upper, ledger)
            body, upper = [], []
            current = found
            (rows if found is not None else upper).append(row)
        elif current is not None and not is_column_numbers([cell.text for cell in cells]):
            body.append(row)
        else:
            upper.append(row)
    rows += _restore(body, current, ledger) if current is not None else _restore_fields(upper, ledger)
    return Grid(rows, grid.wrapped, grid.after_page_break, grid.spanned)


def _is_page_number(text: str) -> bool:
    """The number of a page, with a sign that it is one: a bare number may be a value."""
    head = heads.read_head(text)
    return head is not None and head.kind == "page_number" and not text.strip().isdigit()


def _split(cells: Sequence[Cell]) -> list[Cell]:
    """Two segments that fell into one column are two cells where one of them is a label."""
    result: list[Cell] = []
    for cell in cells:
        parts = [part for part in cell.text.split("  ") if part]
        if len(parts) > 1 and any(_is_known(part) for part in parts):
            result += [Cell(part, cell.col, cell.source) for part in parts]
        else:
            result.append(cell)
    return result


def _is_known(text: str) -> bool:
    """A label of any kind, or a head line such as 单位：万元."""
    return bool(lexicon.form_labels(text) or lexicon.roles("columns", text) or level2(text) or heads.read_head(text))


def _is_field_row(cells: Sequence[Cell]) -> bool:
    """A row of the foot or of the next form: it begins with a label of its own."""
    lead, pairs = read_pairs(cells)
    if lead or not pairs or any(level1(cell.text) or level2(cell.text) for cell in cells):
        return False
    return pairs[0].label.group in ("fields", "contacts") and bool(pairs[0].values)


# --- the indicator table ---------------------------------------------------------------------------------------------------


def _restore(body: Sequence[Row], header: Header, ledger: Ledger) -> list[Row]:
    lines = [_line_of(row.filled(), header, ledger) for row in body if row.filled()]
    if all("name" in line.cells and any(role in line.cells for role in _ANCHORS) for line in lines):
        return list(body)
    roles = _anchor_roles(lines)
    anchors = _anchors(lines, roles)
    columns = [c.role for c in header.columns if c.role not in (*_LEVELS, "group")]
    if header.is_halved or header.is_list or not anchors or any(line.rest for line in lines):
        return list(body)
    logical = [_Logical(sum(line.y for line in group) / len(group)) for group in anchors]
    for row, group in zip(logical, anchors, strict=True):
        for role in roles:
            if pieces := [line.cells[role] for line in group if role in line.cells]:
                row.pieces[role] = pieces
    named = [line for line in lines if "name" in line.cells]
    places: tuple[Callable[[Sequence[int]], float], ...] = (_first, _middle)
    ys, anchor_ys = [line.y for line in named], [row.y for row in logical]
    modes = [(*_distribute(ys, anchor_ys, place, may_be_empty=False), place) for place in places]
    cost, parts, place = min(modes, key=lambda mode: mode[0])
    if cost == float("inf"):
        return list(body)
    _give(logical, named, parts, "name")
    for role in columns:
        if role not in ("name", *roles):
            filled = [line for line in lines if role in line.cells]
            _, parts = _distribute([line.y for line in filled], [row.y for row in logical], place, may_be_empty=True)
            _give(logical, filled, parts, role)
    labels = {role: _labels(lines, logical, role, place, ledger) for role in _LEVELS if any(role in line.cells for line in lines)}
    return [made for index, row in enumerate(logical) for made in _rows_of(row, {role: found.get(index) for role, found in labels.items()})]


def _line_of(cells: Sequence[Cell], header: Header, ledger: Ledger) -> _Line:
    """Cells by the role of their column; a piece of the word that stands down the left side is left out."""
    by_col = {column.col: column.role for column in header.columns}
    line = _Line(cells[0].source.line, {})
    for cell in cells:
        role = by_col.get(cell.col)
        if role is not None and role != "group":
            line.cells[role] = cell
        elif "indicators" not in lexicon.roles("containers", cell.text) or level1(cell.text):
            line.rest.append(cell)
        else:
            ledger.ignore("label", cell)
    return line


def _anchor_roles(lines: Sequence[_Line]) -> tuple[str, ...]:
    """The columns that tell the rows: the weights, which never wrap, where nearly every value has one; otherwise the values."""
    weights = [line.cells["weight"].text for line in lines if "weight" in line.cells]
    values = [line for line in lines if "value" in line.cells and looks_like_value(line.cells["value"].text) >= 0.5]
    if weights and all(printed_number(text.rstrip("分")) is not None for text in weights) and len(weights) >= len(values):
        return ("weight",)
    return _ANCHORS


def _anchors(lines: Sequence[_Line], roles: Sequence[str]) -> list[list[_Line]]:
    """Lines that hold the value of a row; a value that goes on in the next line is one."""
    groups: list[list[_Line]] = []
    for line in lines:
        if not any(role in line.cells for role in roles):
            continue
        value = line.cells.get("value")
        is_tail = (
            bool(groups)
            and value is not None
            and roles == _ANCHORS
            and line.y - groups[-1][-1].y == 1
            and looks_like_value(value.text) < 0.5
            and "weight" not in line.cells
            and not any(role in line.cells for role in _LEVELS)
        )
        if is_tail:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _first(ys: Sequence[int]) -> float:
    return float(ys[0])


def _middle(ys: Sequence[int]) -> float:
    return (ys[0] + ys[-1]) / 2


def _distribute(
    ys: Sequence[int], anchors: Sequence[float], place: Callable[[Sequence[int]], float], *, may_be_empty: bool
) -> tuple[float, list[list[int]]]:
    """Cut the lines of a column into consecutive pieces, one an anchor, each as near to its anchor as possible.

    Returns:
        The sum of distances, and for each anchor the indices of its lines.
    """
    lines, rows = len(ys), len(anchors)
    far = float("inf")
    best = [[far] * (rows + 1) for _ in range(lines + 1)]
    cut = [[0] * (rows + 1) for _ in range(lines + 1)]
    best[0][0] = 0.0
    for row in range(1, rows + 1):
        for end in range(lines + 1):
            for start in range(max(0, end - 9), end + 1):
                if start == end:
                    step = 0.6 if may_be_empty else far
                else:
                    piece = ys[start:end]
                    gaps = sum(b - a - 1 for a, b in pairwise(piece))
                    step = abs(place(piece) - anchors[row - 1]) + 0.3 * max(0, gaps - 1)
                if best[start][row - 1] + step < best[end][row]:
                    best[end][row], cut[end][row] = best[start][row - 1] + step, start
    parts: list[list[int]] = []
    end = lines
    if best[lines][rows] == far:
        return far, [[] for _ in anchors]
    for row in range(rows, 0, -1):
        parts.append(list(range(cut[end][row], end)))
        end = cut[end][row]
    return best[lines][rows], parts[::-1]


def _give(logical: Sequence[_Logical], lines: Sequence[_Line], parts: Sequence[Sequence[int]], role: str) -> None:
    for row, part in zip(logical, parts, strict=True):
        if part:
            row.pieces[role] = [lines[index].cells[role] for index in part]


def _labels(
    lines: Sequence[_Line], logical: Sequence[_Logical], role: str, place: Callable[[Sequence[int]], float], ledger: Ledger
) -> dict[int, Cell]:
    """The label of each first row of a merged level cell, by the index of that row."""
    cells = _joined_labels([line.cells[role] for line in lines if role in line.cells], role, ledger)
    spans = [(row.top, row.bottom) for row in logical]
    count, rows = len(cells), len(spans)
    far = float("inf")
    best = [[far] * (count + 1) for _ in range(rows + 1)]
    cut = [[0] * (count + 1) for _ in range(rows + 1)]
    for lead in range(rows + 1):  # rows above the first label belong to the label of the page before
        best[lead][0] = _NO_LABEL * lead
    for label in range(1, count + 1):
        for end in range(1, rows + 1):
            for start in range(end):
                box = [spans[start][0], spans[end - 1][1]] if place is _middle else [spans[start][0], spans[start][0]]
                centre = (cells[label - 1][1] + cells[label - 1][2]) / 2 if place is _middle else cells[label - 1][1]
                step = abs(_middle(box) - centre)
                if best[start][label - 1] + step < best[end][label]:
                    best[end][label], cut[end][label] = best[start][label - 1] + step, start
    found: dict[int, Cell] = {}
    end = rows
    if best[rows][count] == far:
        return {min(index, rows - 1): cell for index, (cell, _, _) in enumerate(cells)}
    for label in range(count, 0, -1):
        found[cut[end][label]] = cells[label - 1][0]
        end = cut[end][label]
    return found


def _joined_labels(cells: Sequence[Cell], role: str, ledger: Ledger) -> list[tuple[Cell, int, int]]:
    """Pieces of labels put together, with the first and last line of each."""
    find = level1 if role == "level1" else level2
    joined: list[tuple[Cell, int, int]] = []
    for cell in cells:
        if joined:
            last, top, bottom = joined[-1]
            whole = find(last.text + cell.text)
            alone, before = find(cell.text), find(last.text)
            is_whole = whole is not None and whole.exact and (alone is None or before is None or not before.exact)
            if cell.source.line - bottom <= 2 and is_whole:
                ledger.ignore("label", cell)
                joined[-1] = (Cell(last.text + cell.text, last.col, last.source), top, cell.source.line)
                continue
        joined.append((cell, cell.source.line, cell.source.line))
    return joined


def _rows_of(row: _Logical, labels: dict[str, Cell | None]) -> list[Row]:
    """The row with the first pieces of its cells, and a row for each further piece."""
    first = [cell for cell in labels.values() if cell is not None] + [pieces[0] for pieces in row.pieces.values()]
    rows = [Row(sorted(first, key=lambda cell: cell.col))]
    most = max(len(pieces) for pieces in row.pieces.values())
    for index in range(1, most):
        rows.append(Row(sorted((p[index] for p in row.pieces.values() if len(p) > index), key=lambda cell: cell.col)))
    return rows


# --- the upper part of a form ----------------------------------------------------------------------------------------------


def _restore_fields(rows: Sequence[Row], ledger: Ledger) -> list[Row]:
    """Labels and texts that stand centred beside each other: 年度总体 / 目标 between the lines of the goal."""
    kinds = [_kind(row) for row in rows]
    result: list[Row] = []
    at = 0
    while at < len(rows):
        label = _label_at(rows, kinds, at)
        if label is None:
            result.append(rows[at])
            at += 1
            continue
        first, last, cells = label
        end = last + 1
        below = 0
        while end < len(rows) and kinds[end] == "text" and below < max(first - at, 1):
            end, below = end + 1, below + 1
        texts = [cell for row in rows[at:end] for cell in row.filled() if cell not in cells]
        whole = Cell("".join(cell.text for cell in cells), cells[0].col, cells[0].source)
        ledger.ignore("label", *cells)
        result.append(Row([whole, *texts[:1]], rows[at].after_gap))
        result += [Row([text]) for text in texts[1:]]
        at = end
    return result


def _kind(row: Row) -> str:
    cells = row.filled()
    if not cells:
        return "blank"
    _, pairs = read_pairs(cells)
    if pairs:
        return "label"
    if any(heads.read_head(cell.text) is not None or heads.is_form_title(cell.text) for cell in cells):
        return "head"
    return "text" if len(cells) == 1 and cells[0].col > 0 else "other"


def _label_at(rows: Sequence[Row], kinds: Sequence[str], at: int) -> tuple[int, int, list[Cell]] | None:
    """A label of a text whose lines begin at row ``at``: first and last row of the label, and its cells."""
    first = at
    while first < len(rows) and kinds[first] == "text" and first - at < 8:
        first += 1
    if first >= len(rows) or not rows[first].filled():
        return None
    lead = rows[first].filled()[0]
    if kinds[first] == "label" and first > at:
        is_text = _names_text(lead.text) and len(rows[first].filled()) == 2
        return (first, first, [lead]) if is_text and _may_be_middle(rows, kinds, at, first) else None
    if kinds[first] not in ("other",) or lead.col > 1:
        return None
    for last in range(first + 1, min(first + 4, len(rows))):
        cells = rows[last].filled()
        if kinds[last] == "text":
            continue
        if cells and cells[0].col == lead.col and _names_text(lead.text + cells[0].text):
            return first, last, [lead, cells[0]]
        break
    return None


def _may_be_middle(rows: Sequence[Row], kinds: Sequence[str], at: int, label: int) -> bool:
    """Whether the label of a row can stand in the middle of a text that begins at row ``at``, rather than beside its first line."""
    above, below = label - at, 0
    while label + below + 1 < len(kinds) and kinds[label + below + 1] == "text":
        below += 1
    before = next((row for row, kind in zip(rows[:at][::-1], kinds[:at][::-1], strict=True) if kind != "text"), None)
    cells = before.filled() if before is not None else []
    is_rest = len(cells) == 2 and _names_text(cells[0].text)  # the lines may as well go on with the text that begins above them
    if is_rest and not rows[at - 1].filled()[-1].text.endswith(_ENDS):
        return False
    return above <= below + (0 if is_rest else 1)


def _names_text(text: str) -> bool:
    """A label whose value is a text of several lines."""
    labels = lexicon.form_labels(text)
    return bool(labels) and (labels[0].key in ("goal", "goal_of_period") or labels[0].group == "narratives")
